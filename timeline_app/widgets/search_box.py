"""One box for everything: claims, events, sources, people, places and commands, as you type."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from timeline_app.domain.folding import folded
from timeline_app.domain.search_query import completions
from timeline_app.models.search_results import COMMAND, RESULT, Result, SearchResults
from timeline_app.widgets.plain import plain_label
from timeline_app.widgets.theme import Theme

Find = Callable[[str], tuple[list[Result], tuple[str, ...]]]

_LIST_WIDTH = 560
_MOST_COMMANDS = 5
_KIND_WIDTH = 84
_PADDING = 8


class SearchBox(QLineEdit):
    """The box and the list beneath it. It asks `find` and says what was chosen."""

    chosen = Signal(str, str)  # kind of record, id
    command_requested = Signal(str)  # name of a command

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty box, which finds nothing until it is given something to search."""
        super().__init__(parent)
        self._find: Find | None = None
        self._commands: list[Result] = []
        self._results = SearchResults(self)
        self._popup: _Popup | None = None
        self.setPlaceholderText(self.tr("Search claims, people, sources…"))
        self.setAccessibleName(self.tr("Search"))
        self.setClearButtonEnabled(True)
        self.textEdited.connect(self._search)

    def search_in(self, find: Find | None) -> None:
        """Search with this function; with None there is nothing to search but commands."""
        self._find = find
        self.clear()
        self._close()

    def offer(self, commands: Iterable[tuple[str, str, str]]) -> None:
        """Let these commands be found: name, words and keys of each."""
        self._commands = [Result(COMMAND, name, text, keys) for name, text, keys in commands]

    def search_again(self) -> None:
        """Search once more, as after the index grew, if anything is asked."""
        if self._popup is not None and self._popup.isVisible():
            self._search(self.text())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup = self._popup if self._popup is not None and self._popup.isVisible() else None
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        key = Qt.Key(event.key())
        if popup is not None and key in steps:
            popup.step(steps[key])
        elif popup is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(popup.current())
        elif key == Qt.Key.Key_Tab and self._complete():
            return
        elif key == Qt.Key.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        # Tab would leave the box before keyPressEvent sees it.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_tab = event.key() == Qt.Key.Key_Tab
            if is_tab and self._complete():
                return True
        return super().event(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._popup is not None:
            self._place(self._popup)
        return super().eventFilter(watched, event)

    def _search(self, typed: str) -> None:
        if not typed.strip():
            self._close()
            return
        found, problems = self._find(typed) if self._find is not None else ([], ())
        self._results.show([*found, *self._commands_for(typed)])
        self._show(problems)

    def _commands_for(self, typed: str) -> list[Result]:
        asked = folded(typed)
        fitting = [c for c in self._commands if asked.strip() in folded(c.text)]
        return fitting[:_MOST_COMMANDS]

    def _show(self, problems: tuple[str, ...]) -> None:
        if self._popup is None:
            self._popup = _Popup(self._results, self.window())
            self._popup.chosen.connect(self._choose)
            self.window().installEventFilter(self)
        empty = "" if self._results.rowCount() else self.tr("Nothing found.")
        self._popup.say(" ".join(problems) or empty)
        self._place(self._popup)
        self._popup.show()
        self._popup.raise_()

    def _place(self, popup: _Popup) -> None:
        width = max(self.width(), min(_LIST_WIDTH, self.window().width() - 16))
        corner = self.mapTo(self.window(), QPoint(self.width() - width, self.height() + 4))
        height = min(popup.wanted_height(), self.window().height() - corner.y() - 8)
        popup.setGeometry(max(8, corner.x()), corner.y(), width, height)

    def _complete(self) -> bool:
        offers = completions(self.text())
        if not offers:
            return False
        head = self.text().rpartition(" ")[0]
        self.setText(f"{head} {offers[0]}".lstrip())
        self._search(self.text())
        return True

    def _choose(self, result: Result | None) -> None:
        if result is None:
            return
        self._close()
        if result.kind == COMMAND:
            self.clear()
            self.command_requested.emit(result.id)
        else:
            self.chosen.emit(result.kind, result.id)

    def _escape(self) -> None:
        if self._popup is not None and self._popup.isVisible():
            self._close()
        else:
            self.clear()
            self.clearFocus()

    def _close(self) -> None:
        if self._popup is not None:
            self._popup.hide()


class _Popup(QFrame):
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

    def say(self, note: str) -> None:
        """Show a note above the results, or none."""
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._list.setVisible(self._list.model().rowCount() > 0)
        self._list.setCurrentIndex(self._list.model().index(0, 0))

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
        }[kind]
