"""The headings: a click sorts, Shift+click sorts further, a right click chooses columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget
from typing_extensions import override

from timeline_app.models.tables.columns import TableSpec
from timeline_app.models.tables.ordering import SortKey
from timeline_app.widgets.look import text_scale
from timeline_app.widgets.plain import literal
from timeline_app.widgets.theme import Theme

_STILL = 4  # pixels a click may wander
_WIDEST = 4_000  # pixels; settings may hold anything


class TableHeader(QHeaderView):
    """The headings of the columns of a spec, in the order and width the person gave them."""

    sort_requested = Signal(str, bool)  # column key, together with the keys there are
    shown_changed = Signal()

    def __init__(self, spec: TableSpec, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._spec = spec
        self._keys: tuple[SortKey, ...] = ()
        self._pressed: QPointF | None = None
        self._below: QWidget | None = None
        self._scale = text_scale()
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setStretchLastSection(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setMinimumSectionSize(36)

    def width_of(self, section: int) -> int:
        """Return the width of a column in pixels at 100 % text."""
        wide = self.sectionSize(section)  # a hidden one has none
        return round(wide / self._scale) if wide else self._spec.columns[section].width

    def widen(self, section: int, width: int) -> None:
        """Give a column a width in pixels at 100 % text: larger text needs more."""
        wide = round(width * self._scale)
        self.resizeSection(section, min(max(wide, self.minimumSectionSize()), _WIDEST))

    def shown_sections(self) -> Sequence[int]:
        """Return the columns on show, left to right."""
        order = (self.logicalIndex(visual) for visual in range(self.count()))
        return [section for section in order if not self.isSectionHidden(section)]

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and text_scale() != self._scale:
            widths = [self.width_of(section) for section in range(self.count())]
            self._scale = text_scale()
            for section, width in enumerate(widths):
                self.widen(section, width)

    def show_keys(self, keys: tuple[SortKey, ...]) -> None:
        """Mark the columns the table is sorted by."""
        self._keys = keys
        self.viewport().update()

    def put_below(self, row: QWidget) -> None:
        """Keep a row of widgets under the headings; hidden, it takes no room."""
        self._below = row
        row.setParent(self)

    @property
    def room_below(self) -> int:
        """The height of what stands under the headings, in pixels."""
        return (
            self._below.height() if self._below is not None and self._below.isVisibleTo(self) else 0
        )

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), hint.height() + self.room_below)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.settle_below()

    def settle_below(self) -> None:
        """Put the row of widgets where it belongs."""
        if self._below is not None:
            height = self._below.height()
            self._below.setGeometry(0, self.height() - height, self.width(), height)

    def column_menu(self, parent: QWidget) -> QMenu:
        """Return a menu that shows and hides columns; one always stays."""
        menu = QMenu(parent)
        for section, column in enumerate(self._spec.columns):
            action = menu.addAction(literal(column.heading))
            action.setCheckable(True)
            action.setChecked(not self.isSectionHidden(section))
            action.setEnabled(
                self.isSectionHidden(section) or self.hiddenSectionCount() + 1 < self.count()
            )
            action.toggled.connect(lambda on, s=section: self._show(s, on=on))
        return menu

    def _show(self, section: int, *, on: bool) -> None:
        self.setSectionHidden(section, not on)
        self.shown_changed.emit()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.column_menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() is Qt.MouseButton.LeftButton
        self._pressed = event.position() if left else None
        super().mousePressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if pressed is None or self._is_at_an_edge(pressed):
            return
        if (event.position() - pressed).manhattanLength() > _STILL:
            return
        section = self.logicalIndexAt(event.position().toPoint())
        if section >= 0 and self._spec.columns[section].sorts:
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.sort_requested.emit(self._spec.columns[section].key, shifted)

    def _is_at_an_edge(self, at: QPointF) -> bool:
        """Tell whether a press is meant to resize."""
        return self.cursor().shape() is Qt.CursorShape.SplitHCursor and at.y() >= 0

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        if self.room_below:
            painter.fillRect(rect, Theme.current().colour("paper"))
            rect = rect.adjusted(0, 0, 0, -self.room_below)
        painter.save()
        super().paintSection(painter, rect, logicalIndex)
        painter.restore()
        key = self._spec.columns[logicalIndex].key
        place = next((n for n, k in enumerate(self._keys) if k.column == key), None)
        if place is not None:
            self._paint_mark(painter, rect, place)

    def _paint_mark(self, painter: QPainter, rect: QRect, place: int) -> None:
        """Paint which way a column sorts, and its number when several do."""
        theme = Theme.current()
        right, middle = rect.right() - 9.0, rect.center().y()
        up = -2.5 if not self._keys[place].descending else 2.5
        painter.fillRect(QRect(rect.right() - 26, rect.top(), 24, rect.height() - 1),
                         theme.colour("paper"))  # fmt: skip
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent"), 1.8))
        painter.drawPolyline(QPolygonF([
            QPointF(right - 4, middle - up), QPointF(right, middle + up),
            QPointF(right + 4, middle - up),
        ]))  # fmt: skip
        if len(self._keys) > 1:
            painter.drawText(QRect(rect.right() - 26, rect.top(), 12, rect.height()),
                             Qt.AlignmentFlag.AlignCenter, str(place + 1))  # fmt: skip
