"""Text that wraps anywhere, however narrow it must be, and is never markup.

QLabel grows as wide as its longest word, so that an address or a hash would push a narrow panel
open; this block breaks inside words where it must, and shortens with an ellipsis where told.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QMargins, QPointF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from timeline_app.domain.direction import runs_leftward
from timeline_app.widgets.theme import Theme

_TELLING = 200  # characters at the beginning that tell which way a text runs
_LONGEST = 4_000
"""Characters laid out at most: a pasted megabyte must not stop the window."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a block is set: a role of the theme, a size beside the window's font, a weight.

    `most_lines` 0 is all of them; a `flush` face has no room for a frame beside its words.
    """

    role: str = "ink"
    scale: float = 1.0
    bold: bool = False
    italic: bool = False
    most_lines: int = 0
    flush: bool = False


class TextBlock(QWidget):
    """A paragraph of plain text. A screen reader is told all of it, however much is shown."""

    def __init__(
        self, text: str = "", style: TextStyle | None = None, parent: QWidget | None = None
    ) -> None:
        """Show `text`; `most_lines` of the style 0 shows all of it."""
        super().__init__(parent)
        self._text = ""
        self._style = style or TextStyle()
        self._laid_out: tuple[int, QTextLayout] | None = None
        self._heights: dict[int, int] = {}
        self._font: QFont | None = None
        self._marks: tuple[tuple[int, int], ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_text(text)

    @property
    def text(self) -> str:
        """The whole text."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another text."""
        if text != self._text or not self.accessibleName():
            self._text = text
            self.setAccessibleName(text)
            self._lay_out_again()

    def set_marks(self, marks: tuple[tuple[int, int], ...]) -> None:
        """Underline parts of the text on a ground of their own: first character, one past last.

        What is marked beyond the beginning of a text that is too long is not shown.
        """
        marks = tuple(mark for mark in marks if mark[1] <= _LONGEST)
        if marks != self._marks:
            self._marks = marks
            self._lay_out_again()

    def set_style(self, style: TextStyle) -> None:
        """Set the text otherwise."""
        if style != self._style:
            self._style = style
            self._lay_out_again()

    def shown_font(self) -> QFont:
        """Return the font of the block: the window's, scaled and weighted."""
        if self._font is None:
            font = QFont(self.font())
            if font.pointSizeF() > 0:
                font.setPointSizeF(font.pointSizeF() * self._style.scale)
            else:
                font.setPixelSize(round(font.pixelSize() * self._style.scale))
            font.setBold(self._style.bold or font.bold())
            font.setItalic(self._style.italic)
            self._font = font
        return self._font

    def margins(self) -> QMargins:
        """Return the space kept free around the text, in pixels."""
        return self.contentsMargins()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        # Layouts ask for the same few widths again and again while they settle.
        if width not in self._heights:
            inner = self._layout(self._inner(width)).boundingRect().height()
            self._heights[width] = round(inner + 0.499) + _vertical(self.margins())
        return self._heights[width]

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.shown_font())
        widest = max(
            (metrics.horizontalAdvance(line) for line in self._text[:200].split("\n")), default=0
        )
        inner = round(min(widest, metrics.averageCharWidth() * 44) + 2)
        width = inner + self.margins().left() + self.margins().right()
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.shown_font())
        height = round(metrics.height()) + _vertical(self.margins())
        return QSize(round(metrics.averageCharWidth() * 3), height)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._lay_out_again()
        elif event.type() == QEvent.Type.PaletteChange:
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._ink())
        layout = self._layout(self._inner(self.width()))
        place = QPointF(self.margins().left(), self.margins().top())
        layout.draw(painter, place, [_marked(*mark) for mark in self._marks])

    def _ink(self) -> QColor:
        if not self.isEnabled():
            return self.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
        return Theme.current().colour(self._style.role)

    def _inner(self, width: int) -> int:
        return width - self.margins().left() - self.margins().right()

    def _lay_out_again(self) -> None:
        self._laid_out = self._font = None
        self._heights.clear()
        self.updateGeometry()
        self.update()

    def _layout(self, width: int) -> QTextLayout:
        if self._laid_out is None or self._laid_out[0] != width:
            layout = _set(self._text, self.shown_font(), width, self._style.most_lines)
            self._laid_out = (width, layout)
        return self._laid_out[1]


def _marked(start: int, end: int) -> QTextLayout.FormatRange:
    mark = QTextLayout.FormatRange()
    mark.start, mark.length = start, end - start
    mark.format.setBackground(Theme.current().colour("warning_soft"))
    mark.format.setFontUnderline(True)
    return mark


def _vertical(margins: QMargins) -> int:
    return margins.top() + margins.bottom()


def _set(text: str, font: QFont, width: int, most_lines: int) -> QTextLayout:
    """Set text into a width, in pixels."""
    shown = _cut(text).replace("\n", "\u2028")
    layout, lines = _broken(shown, font, width)
    if most_lines and lines > most_lines:
        cut = _shortened(layout, most_lines, font, width)
        layout, _ = _broken(cut, font, width)
    return layout


def _cut(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_LONGEST]}… (+{len(text) - _LONGEST:,})"


def _broken(text: str, font: QFont, width: int) -> tuple[QTextLayout, int]:
    """Break a text into lines.

    A paragraph that runs leftward begins at the right; what fits on one line stays beside what it
    belongs to.
    """
    layout, lines = _laid_out(text, font, width, Qt.AlignmentFlag.AlignLeft)
    if lines > 1 and runs_leftward(text[:_TELLING]):
        layout, lines = _laid_out(text, font, width, Qt.AlignmentFlag.AlignRight)
    return layout, lines


def _laid_out(
    text: str, font: QFont, width: int, edge: Qt.AlignmentFlag
) -> tuple[QTextLayout, int]:
    layout = QTextLayout(text, font)
    option = QTextOption(edge | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    height, lines = 0.0, 0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, width))
        line.setPosition(QPointF(0, height))
        height += line.height()
        lines += 1
    layout.endLayout()
    return layout, lines


def _shortened(layout: QTextLayout, most_lines: int, font: QFont, width: int) -> str:
    last = layout.lineAt(most_lines - 1)
    start = last.textStart()
    rest = layout.text()[start:].replace("\u2028", " ")
    metrics = QFontMetricsF(font)
    kept = metrics.elidedText(rest[:500], Qt.TextElideMode.ElideRight, max(1, width - 1))
    return layout.text()[:start] + kept
