"""The corner over the headers: what lanes are made of, and the lock."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget
from typing_extensions import override

from timeline_app.models.groupings import TITLES, Grouping
from timeline_app.widgets.look import text_scale
from timeline_app.widgets.plain import set_tooltip
from timeline_app.widgets.still_button import StillButton
from timeline_app.widgets.timeline_canvas import TimelineCanvas
from timeline_app.widgets.timeline_editing import Hand
from timeline_app.widgets.timeline_menus import offer_lanes

_SIDE = 18
"""Pixels of the padlock's side, for text of the system's size."""


class Corner(QWidget):
    """Two small buttons in the space left of the ruler."""

    def __init__(self, canvas: TimelineCanvas, hand: Hand) -> None:
        super().__init__(canvas)
        self._canvas, self._hand = canvas, hand
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 4, 2)
        row.setSpacing(2)
        self.lanes, self.lock = (StillButton(self._ground, self) for _ in range(2))
        row.addWidget(self.lanes)
        row.addStretch()
        row.addWidget(self.lock)
        self._set_up_lanes()
        self._set_up_lock()
        canvas.model.changed.connect(self._show_lanes)
        canvas.moved.connect(self._place)

    def _ground(self) -> QColor:
        return self._canvas.look.colour("surface")

    def _set_up_lanes(self) -> None:
        # Not setMenu: the arrow that Qt would draw then lies on the text.
        self.lanes.clicked.connect(self._offer_lanes)
        self.lanes.setAutoRaise(True)
        set_tooltip(self.lanes, self.tr("What the lanes are made of"))
        self._show_lanes()

    def _offer_lanes(self) -> None:
        menu = QMenu(self.lanes)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        offer_lanes(menu, self._canvas.model)
        menu.popup(self.lanes.mapToGlobal(self.lanes.rect().bottomLeft()))

    def _set_up_lock(self) -> None:
        self.lock.setCheckable(True)
        self.lock.setAutoRaise(True)
        self.lock.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.lock.toggled.connect(lambda on: self._hand.set_unlocked(unlocked=on))
        self._hand.lock_changed.connect(self._show_lock)
        self._show_lock(unlocked=False)

    def _show_lanes(self) -> None:
        grouping: Grouping = self._canvas.model.grouping
        title = QCoreApplication.translate("timeline", str(TITLES[grouping]))
        self.lanes.setText(f"{title} ▾")

    def _show_lock(self, unlocked: bool) -> None:  # noqa: FBT001 - a slot
        self.lock.setChecked(unlocked)
        side = round(_SIDE * text_scale())
        self.lock.setIconSize(QSize(side, side))
        self.lock.setIcon(self._icon(side, unlocked=unlocked))
        text = self.tr("Events can be moved (U locks them)")
        if not unlocked:
            text = self.tr("Events are locked (U unlocks them)")
        set_tooltip(self.lock, text)
        self.lock.setAccessibleName(text)

    def _icon(self, side: int, *, unlocked: bool) -> QIcon:
        """Draw a padlock, open or shut."""
        look = self._canvas.look
        pixmap = QPixmap(QSize(side, side) * look.ratio)
        pixmap.setDevicePixelRatio(look.ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        ink = look.colour("accent" if unlocked else "ink_soft")
        with QPainter(pixmap) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.scale(side / _SIDE, side / _SIDE)
            painter.setPen(look.pen(ink, 1.6))
            painter.drawArc(QRectF(5.5 + 4 * unlocked, 2.5, 7, 9), 0, 180 * 16)
            painter.drawLine(QPointF(5.5 + 4 * unlocked, 7), QPointF(5.5 + 4 * unlocked, 9))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawRoundedRect(QRectF(3.5, 8, 11, 7.5), 1.5, 1.5)
        return QIcon(pixmap)

    def _place(self) -> None:
        area = self._canvas.area
        self.setGeometry(6, 0, max(round(area.left()) - 7, 0), round(area.top()) - 1)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.FontChange}:
            # The canvas, whose colours these are, is told of the change after what lies on it.
            QTimer.singleShot(0, self, lambda: self._show_lock(self._hand.unlocked))
