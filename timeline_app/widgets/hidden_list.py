"""The list of a “+N” that is too long for a menu: all of its events, and a line to find one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QLocale,
    QMargins,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from timeline_app.models.hidden_events import HiddenEvents
from timeline_app.models.timeline_model import TimelineModel
from timeline_app.widgets.painting.dates import moment_text
from timeline_app.widgets.plain import plain_label

_WIDE, _HIGH = 34, 24
"""How wide it is in widths of an “M”, and how many lines of text it is high, if the screen is."""

_ROOM = 3
"""Pixels above and below the text of a row."""

_TO_LIST = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class HiddenList(QFrame):
    """Typing finds, Enter or a click chooses, Escape closes. It goes away once it is closed."""

    chosen = Signal(int)  # the index of an event
    zoom_requested = Signal()

    def __init__(self, model: TimelineModel, events: Sequence[int], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("hidden-list")
        self.events = HiddenEvents(model, events, partial(_beginning, model), self)
        self.line, self.list, self._said = (
            QLineEdit(),
            QListView(),
            plain_label("", role="ink_soft"),
        )
        count = QLocale().toString(len(events))
        text = self.tr("Zoom in on all {count}").format(count=count)
        self._zoom = QPushButton(text)
        self._name(count)
        self._arrange()
        self._wire()
        self._tell()
        model.changed.connect(self.close)  # indices are of what it was

    def show_at(self, at: QPoint) -> None:
        """Open at a point of the screen, or as near as there is room, ready to be walked."""
        room = self.screen().availableGeometry()
        font = self.fontMetrics()
        wanted = QSize(_WIDE * font.horizontalAdvance("M"), _HIGH * font.lineSpacing())
        here = QRect(at, wanted.boundedTo(room.size()))
        here.moveRight(min(here.right(), room.right()))
        here.moveBottom(min(here.bottom(), room.bottom()))
        here.moveTopLeft(QPoint(max(here.left(), room.left()), max(here.top(), room.top())))
        self.setGeometry(here)
        self.show()
        self.list.setCurrentIndex(self.events.index(0, 0))
        self.list.setFocus()

    def _name(self, count: str) -> None:
        name = self.tr("{count} events that have no room here").format(count=count)
        self.setAccessibleName(name)
        self.list.setAccessibleName(name)
        self.line.setAccessibleName(self.tr("Find in this list"))
        self.line.setPlaceholderText(self.tr("Type to find"))
        self.line.setClearButtonEnabled(True)

    def _arrange(self) -> None:
        self.list.setModel(self.events)
        self.list.setObjectName("hidden-events")
        self.list.setItemDelegate(_RoomyRows(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        for part in (self.line, self.list, self._said, self._zoom):
            column.addWidget(part)

    def _wire(self) -> None:
        self.line.textChanged.connect(self.events.seek)
        self.line.installEventFilter(self)
        self.list.installEventFilter(self)
        self.list.clicked.connect(lambda index: self._choose(index.row()))
        self.events.searched.connect(self._tell)
        self._zoom.clicked.connect(self._zoom_in)

    def _tell(self) -> None:
        """Say how many are listed, and have one chosen."""
        locale, found = QLocale(), self.events.rowCount()
        text = self.tr("{found} of {count}")
        if self.events.is_looking:
            text = self.tr("{found} of {count} so far…")
        self._said.setText(
            text.format(found=locale.toString(found), count=locale.toString(self.events.total))
        )
        if found and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.events.index(0, 0))

    def _choose(self, row: int) -> None:
        if 0 <= row < self.events.rowCount():
            event = self.events.event_at(row)
            self.close()
            self.chosen.emit(event)

    def _zoom_in(self) -> None:
        self.close()
        self.zoom_requested.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _ENTER:
                self._choose(self.list.currentIndex().row())
                return True
            if watched is self.line and event.key() in _TO_LIST:
                self.list.setFocus()
                QCoreApplication.sendEvent(self.list, event)
                return True
            if watched is self.list and event.text().isprintable() and event.text().strip():
                self.line.setFocus()
                QCoreApplication.sendEvent(self.line, event)
                return True
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() in _ENTER and self._zoom.hasFocus():
            self._zoom_in()
        event.accept()  # what is typed here is not for the timeline beneath


class _RoomyRows(QStyledItemDelegate):
    """Rows high enough for scripts whose letters reach further up and down."""

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return super().sizeHint(option, index).grownBy(QMargins(0, _ROOM, 0, _ROOM))


def _beginning(model: TimelineModel, event: int) -> str:
    """Write when an event begins, or before when, if nobody knows since when it lasts."""
    bounds = model.bounds_of(event)
    if bounds.start_min is not None:
        return moment_text(bounds.start_min, QLocale())
    known = next(t for t in bounds.four[1:] if t is not None)
    text = QCoreApplication.translate("timeline", "before {date}")
    return text.format(date=moment_text(known, QLocale()))
