"""The list under the search box: a kind, a line, and beneath it how a claim travelled."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from timeline_app.models.search_offers import FILTER
from timeline_app.models.search_results import COMMAND, RESULT, Result, SearchResults
from timeline_app.widgets.plain import plain_label
from timeline_app.widgets.theme import Theme

_KIND_WIDTH = 84
_PADDING = 8


class SearchPopup(QFrame):
    """The list of results, inside the window so that the box keeps the keyboard."""

    chosen = Signal(object)  # Result

    def __init__(self, results: SearchResults, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self._note = plain_label("", wrap=True, role="ink_soft")
        self._note.setMargin(_PADDING)
        self._list = QListView()
        self._list.setModel(results)
        self._list.setItemDelegate(_ResultDelegate(self._list))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setUniformItemSizes(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setAccessibleName(self.tr("Search results"))
        self._list.clicked.connect(lambda index: self.chosen.emit(index.data(RESULT)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self._note)
        layout.addWidget(self._list)

    def say(self, note: str, *, choose: bool = True) -> None:
        """Show a note above the results, or none; `choose` puts the choice on the first result."""
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._list.setVisible(self._list.model().rowCount() > 0)
        self._list.setCurrentIndex(self._list.model().index(0 if choose else -1, 0))

    def step(self, step: int) -> None:
        """Move the choice down or up, stopping at the ends."""
        rows = self._list.model().rowCount()
        row = min(max(self._list.currentIndex().row() + step, 0), rows - 1)
        self._list.setCurrentIndex(self._list.model().index(row, 0))

    def current(self) -> Result | None:
        """Return the result the choice is on."""
        index = self._list.currentIndex()
        result: Result | None = index.data(RESULT) if index.isValid() else None
        return result

    def wanted_height(self) -> int:
        """Return the height that shows everything, in pixels."""
        row = self._list.sizeHintForRow(0)
        rows = self._list.model().rowCount() * max(row, 0)
        note = self._note.sizeHint().height() if self._note.text() else 0
        return rows + note + 4


class _ResultDelegate(QStyledItemDelegate):
    """A row: the kind of record, its text, and beneath it how the claim travelled."""

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(200, 2 * option.fontMetrics.height() + 10)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        result: Result = index.data(RESULT)
        theme = Theme.current()
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.colour("selection"))
        inner = option.rect.adjusted(_PADDING, 5, -_PADDING, -5)
        kind, text = QRect(inner), QRect(inner)
        kind.setWidth(_KIND_WIDTH)
        text.setLeft(kind.right() + _PADDING)
        self._write(painter, option, kind, self._kind_word(result.kind), "ink_faint")
        upper = QRect(text.left(), text.top(), text.width(), text.height() // 2)
        lower = upper.translated(0, upper.height())
        self._write(painter, option, upper if result.detail else text, result.text, "ink")
        self._write(painter, option, lower, result.detail, "ink_soft")
        painter.restore()

    def _write(
        self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, text: str, role: str
    ) -> None:
        painter.setPen(Theme.current().colour(role))
        elided = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        align = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
        painter.drawText(room, int(align | Qt.AlignmentFlag.AlignVCenter), elided)

    def _kind_word(self, kind: str) -> str:
        return {
            "event": self.tr("Event"),
            "claim": self.tr("Claim"),
            "source": self.tr("Source"),
            "actor": self.tr("Person"),
            "place": self.tr("Place"),
            COMMAND: self.tr("Command"),
            FILTER: self.tr("Filter"),
        }[kind]
