"""The date field over a cell: as wide and as high as a reading needs, whatever the cell is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from timeline_app.domain.records import Dating
from timeline_app.models.cards.lines import DatingView
from timeline_app.models.document import Document
from timeline_app.widgets.fields.date_editor import DateEditor
from timeline_app.widgets.fields.tab_order import move_focus, tab_stops
from timeline_app.widgets.fields.text_block import TextBlock, TextStyle

_LETTERS = 58  # average letters wide: a reading and its reason in two or three lines


class CellDate(QFrame):
    """Lies in the window over its cell, so that neither the column nor the table cuts it off."""

    dated = Signal(object, object)  # tuple[Dating, ...] meant, and the Edit that dates the row
    finished = Signal()

    def __init__(self, view: DatingView, document: Document, window: QWidget) -> None:
        """Edit the dating of a row."""
        super().__init__(window)
        self._window = window
        self._cell = QRect()
        self._kept: tuple[Dating, ...] = ()
        self.editor = DateEditor(view, document, brief=True)
        hint = self.tr("Enter confirms the reading · ↓ goes to the others · Esc leaves the date")
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 8, 10, 8)
        box.addWidget(self.editor)
        box.addWidget(TextBlock(hint, TextStyle("ink_soft", scale=0.92)))
        self.setAutoFillBackground(True)
        self.setObjectName("cell-date")
        self.setFocusProxy(self.editor)
        self.editor.kept.connect(self._keep)
        self.editor.edit_requested.connect(lambda edit: self.dated.emit(self._kept, edit))
        self.editor.finished.connect(self.finished)

    def drop(self) -> None:
        """Go without a word, as when the table beneath is taken out of the window."""
        self.editor.drop()
        self.deleteLater()

    def lie_over(self, cell: QRect) -> None:
        """Lie over a cell, given in the window's coordinates, and stay within the window."""
        self._cell = cell
        room = self._room()
        wanted = max(cell.width(), _LETTERS * self.fontMetrics().averageCharWidth())
        width = min(wanted, room.width())
        box = self.layout()
        assert box is not None
        height = min(box.totalHeightForWidth(width), room.height())
        left = max(room.left(), min(cell.left(), room.right() + 1 - width))
        top = max(room.top(), min(cell.top(), room.bottom() + 1 - height))
        self.setGeometry(left, top, width, height)

    def _room(self) -> QRect:
        """Return what is seen of the window: a tall one may reach beyond the screen."""
        seen = self._window.screen().availableGeometry()
        corner = self._window.mapFromGlobal(seen.topLeft())
        return self._window.rect().intersected(QRect(corner, seen.size()))

    @override
    def event(self, event: QEvent) -> bool:
        answer = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and not self.editor.is_done:
            self.lie_over(self._cell)
        return answer

    @override
    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go on within the editor; past its end, keep what was typed and end."""
        stops, focused = tab_stops(self), self.focusWidget()
        if focused is not None and focused is (stops[-1] if forward else stops[0]):
            return self.editor.commit()
        return move_focus(self, forward=forward)

    def _keep(self, datings: tuple[Dating, ...]) -> None:
        self._kept = datings
