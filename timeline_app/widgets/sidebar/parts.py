"""The small parts that cards are made of: headings, panels, lines, reasons."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from timeline_app.widgets.fields.link import Link
from timeline_app.widgets.fields.text_block import TextBlock, TextStyle
from timeline_app.widgets.theme import Theme

HEADING = TextStyle("ink_soft", bold=True)
SMALL = TextStyle("ink_soft", scale=0.92)
SMALLER = TextStyle("ink_soft", scale=0.92, most_lines=2)


def column(parent: QWidget | None = None, gap: int = 4) -> QVBoxLayout:
    """Make a column without margins."""
    box = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    box.setContentsMargins(QMargins())
    box.setSpacing(gap)
    return box


def card_head(title: QWidget, *beneath: QWidget) -> QVBoxLayout:
    """Make the head of a card: its title and what stands beneath."""
    box = column(gap=7)
    for widget in (title, *beneath):
        box.addWidget(widget)
    return box


def clear(box: QLayout) -> None:
    """Take every widget out of a layout and let it go."""
    while (item := box.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class Section(QWidget):
    """A heading with what belongs to it; an action may stand at its right."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """Make a section under a heading."""
        super().__init__(parent)
        self._title = TextBlock(title, HEADING)
        self._head = QHBoxLayout()
        self._head.setContentsMargins(QMargins())
        self._head.addWidget(self._title, 1)
        box = column(self, 6)
        box.addLayout(self._head)
        self.body = column(gap=6)
        box.addLayout(self.body)
        self.setAccessibleName(title)

    def add_action(self, action: QWidget) -> None:
        """Put an action at the right of the heading."""
        self._head.addWidget(action)


def section_of(title: str, *widgets: QWidget) -> Section:
    """Put widgets under a heading."""
    section = Section(title)
    for widget in widgets:
        section.body.addWidget(widget)
    return section


def section_around(widget: QWidget) -> Section:
    """Return the section a widget was put in."""
    section = widget.parentWidget()
    assert isinstance(section, Section)
    return section


class Panel(QWidget):
    """A quiet box with rounded corners around what belongs together."""

    def __init__(self, role: str = "surface", parent: QWidget | None = None) -> None:
        """Make a panel on the ground of a theme role."""
        super().__init__(parent)
        self._role = role
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(8, 7, 8, 7)
        self.body.setSpacing(3)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = Theme.current()
        painter.setPen(QPen(theme.colour("line_soft"), 1))
        painter.setBrush(theme.colour(self._role))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)


class Why(QWidget):
    """A derived value with "why?" beside it, which unfolds the sentence that explains it."""

    def __init__(self, style: TextStyle | None = None, parent: QWidget | None = None) -> None:
        """Begin without a value."""
        super().__init__(parent)
        self._value = TextBlock("", style)
        self._button = Link(self.tr("why?"), self.tr("Why?"))
        self._button.setCheckable(True)
        self._button.toggled.connect(self._unfold)
        self._sentence = TextBlock("", SMALL)
        self._sentence.hide()
        line = QHBoxLayout()
        line.setContentsMargins(QMargins())
        line.addWidget(self._value, 1)
        line.addWidget(self._button, 0, Qt.AlignmentFlag.AlignTop)
        box = column(self, 2)
        box.addLayout(line)
        box.addWidget(self._sentence)

    def explain(self, value: str, sentence: str) -> None:
        """Show a value and keep its reason ready; without a reason nothing is asked."""
        self._value.set_text(value)
        self._sentence.set_text(sentence)
        self._button.setVisible(bool(sentence))
        self._button.say(self.tr("why?"), self.tr("Why {value}?").format(value=value))
        self._unfold(shown=self._button.isChecked())

    @property
    def sentence(self) -> str:
        """The reason, whether unfolded or not."""
        return self._sentence.text

    def _unfold(self, shown: bool) -> None:  # noqa: FBT001 -- Qt's signal carries it so
        self._sentence.setVisible(shown and bool(self._sentence.text))


class LineButton(QAbstractButton):
    """A line of a list that selects what it names, by mouse, Enter or Space."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty line; a subclass fills `body`."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        # A button is as wide as its words unless told otherwise; a line must wrap them.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.body = QHBoxLayout(self)
        self.body.setContentsMargins(4, 3, 4, 3)
        self.body.setSpacing(7)
        self.clicked.connect(self.chosen)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = Theme.current()
        frame = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft"))
            painter.drawRoundedRect(frame, 4, 4)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame, 4, 4)


def let_through(widget: QWidget) -> QWidget:
    """Let the mouse reach what is beneath a widget."""
    widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return widget
