"""Lists of claims and other records, each line selecting what it names."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from timeline_app.models.cards.lines import ClaimLine, Marker, RecordLine
from timeline_app.models.words import word_for
from timeline_app.widgets.fields.column import Column
from timeline_app.widgets.fields.link import Link
from timeline_app.widgets.fields.text_block import TextBlock, TextStyle
from timeline_app.widgets.sidebar.marker import MarkerDot
from timeline_app.widgets.sidebar.parts import (
    SMALLER,
    LineButton,
    column,
    let_through,
)
from timeline_app.widgets.sidebar.wishes import Wishes
from timeline_app.widgets.theme import Theme

_WORDS = TextStyle(most_lines=3)
_WHO = TextStyle(bold=True, most_lines=2)
_WARNING = TextStyle("warning", scale=0.92)
AT_FIRST = 6


class ClaimLineButton(LineButton):
    """A claim in a list: its shape, who said it, and its words."""

    def __init__(self, line: ClaimLine, parent: QWidget | None = None) -> None:
        """Show a claim's line."""
        super().__init__(parent)
        self._dot = MarkerDot(line.marker, line.stance)
        self._who = TextBlock("", _WHO)
        self._words = TextBlock("", SMALLER)
        self._warning = TextBlock("", _WARNING)
        self._is_on_line = False
        words = column(gap=0)
        for block in (self._who, self._words, self._warning):
            words.addWidget(let_through(block))
        self.body.addWidget(self._dot, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(words, 1)
        self.present(line)

    def present(self, line: ClaimLine) -> None:
        """Show the line as it is now."""
        self._dot.show_marker(line.marker, line.stance)
        self._who.set_text(line.when or line.who)
        self._words.set_text(line.text)
        self._warning.set_text(line.warning)
        self._warning.setVisible(bool(line.warning))
        self._is_on_line = bool(line.when)
        self.setAccessibleName(spoken(line))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._is_on_line:
            # The line of a speaker's events runs through the shapes, and on to the next.
            painter = QPainter(self)
            painter.setPen(QPen(Theme.current().colour("line"), 1.5))
            centre = self._dot.geometry().center()
            beneath = self._dot.geometry().bottom() + 2
            painter.drawLine(centre.x(), beneath, centre.x(), self.height())


class RecordLineButton(LineButton):
    """Any other record in a list."""

    def __init__(self, line: RecordLine, parent: QWidget | None = None) -> None:
        """Show a record's line."""
        super().__init__(parent)
        self._text = TextBlock("", _WORDS)
        self._detail = TextBlock("", SMALLER)
        words = column(gap=0)
        words.addWidget(let_through(self._text))
        words.addWidget(let_through(self._detail))
        self.body.addLayout(words, 1)
        self.present(line)

    def present(self, line: RecordLine) -> None:
        """Show the line as it is now."""
        self._text.set_text(line.text)
        self._detail.set_text(line.detail)
        self._detail.setVisible(bool(line.detail))
        self.setAccessibleName(f"{line.text}. {line.detail}" if line.detail else line.text)


class _Lines(Column[ClaimLine | RecordLine]):
    """The lines themselves."""

    def __init__(self, wishes: Wishes, parent: QWidget | None = None) -> None:
        super().__init__(parent, spacing=1)
        self._wishes = wishes

    @override
    def make(self, view: ClaimLine | RecordLine) -> QWidget:
        button = ClaimLineButton(view) if isinstance(view, ClaimLine) else RecordLineButton(view)
        ref = view.ref
        button.chosen.connect(lambda: self._wishes.select_requested.emit(ref))
        return button


class LineList(QWidget):
    """Some lines, the first few at once and the rest on demand."""

    def __init__(
        self, wishes: Wishes, at_first: int = AT_FIRST, parent: QWidget | None = None
    ) -> None:
        """Begin empty; `at_first` lines are shown before "Show more" is asked."""
        super().__init__(parent)
        self._at_first = at_first
        self._lines = _Lines(wishes)
        self._all: Sequence[ClaimLine | RecordLine] = ()
        self._is_whole = False
        self._more = Link()
        self._more.clicked.connect(self._show_all)
        box = column(self, 2)
        box.addWidget(self._lines)
        box.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def follow(self, lines: Sequence[ClaimLine | RecordLine]) -> None:
        """Show these lines."""
        self._all = lines
        shown = (
            lines if self._is_whole or len(lines) <= self._at_first + 1 else lines[: self._at_first]
        )
        self._lines.follow(shown)
        left = len(lines) - len(shown)
        self._more.say(self.tr("Show {number} more").format(number=left))
        self._more.setVisible(left > 0)
        self.setVisible(bool(lines))

    @property
    def buttons(self) -> list[QWidget]:
        """The lines shown, from top to bottom."""
        return self._lines.widgets

    def _show_all(self) -> None:
        self._is_whole = True
        self.follow(self._all)


def spoken(line: ClaimLine) -> str:
    """Say a claim's line to somebody who cannot see its shape."""
    stance = "" if line.stance is None else word_for(line.stance) + ": "
    who = ", ".join(part for part in (line.when, line.who) if part)
    warning = f" {line.warning}." if line.warning else ""
    return f"{stance}{who}. {line.text}{_voice(line.marker)}{warning}"


def _voice(marker: Marker) -> str:
    translate = QCoreApplication.translate
    match marker:
        case Marker.ANONYMOUS:
            return " " + translate("cards", "(anonymous)")
        case Marker.OUTLET:
            return " " + translate("cards", "(the outlet's own voice)")
        case Marker.UNSOURCED:
            return " " + translate("cards", "(no source given)")
        case _:
            return ""
