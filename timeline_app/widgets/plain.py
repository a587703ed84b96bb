"""Where text meets Qt: nothing a project says is ever read as rich text, markup or a shortcut.

Qt guesses the format of labels, tooltips and message boxes, and rich text opens `file:` and
network images. So every label, tooltip and question of the program is made here.
"""

from __future__ import annotations

import html

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton, QWidget
from typing_extensions import override

from timeline_app.widgets.theme import Theme


class PlainLabel(QLabel):
    """A label that shows its text as it stands, in the ink of a theme role."""

    def __init__(self, text: str, parent: QWidget | None = None, role: str | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self._scale = 1.0
        self._bold = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self._take_ink()

    def set_font_scale(self, scale: float, *, bold: bool = False) -> None:
        """Write larger or smaller than the application does, now and when its text size changes."""
        self._scale, self._bold = scale, bold
        self._take_font()

    def set_role(self, role: str | None) -> None:
        """Take the ink of another theme role; None is the ordinary ink."""
        if role != self._role:
            self._role = role
            self._take_ink()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._take_ink()
        elif event.type() == QEvent.Type.ApplicationFontChange and self._is_scaled:
            self._take_font()

    @property
    def _is_scaled(self) -> bool:
        return self._bold or self._scale != 1.0

    def _take_font(self) -> None:
        font = QApplication.font()
        font.setPointSizeF(font.pointSizeF() * self._scale)
        font.setBold(self._bold)
        self.setFont(font)

    def _take_ink(self) -> None:
        palette = QPalette()  # an empty one: everything but the ink stays inherited
        if self._role is not None:
            ink = Theme.current().colour(self._role)
            if self.palette().windowText().color() == ink:
                return  # setting it again would announce a change, and so on for ever
            palette.setColor(QPalette.ColorRole.WindowText, ink)
        self.setPalette(palette)


def plain_label(
    text: str,
    parent: QWidget | None = None,
    *,
    wrap: bool = False,
    role: str | None = None,
    selectable: bool = False,
) -> PlainLabel:
    """Make a label for any text. `role` names the theme's ink; a selectable label can be copied."""
    label = PlainLabel(text, parent, role)
    label.setWordWrap(wrap)
    if selectable:
        flags = Qt.TextInteractionFlag
        label.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
    return label


def heading(text: str, parent: QWidget | None = None, *, scale: float = 1.0) -> PlainLabel:
    """Make a bold label, `scale` times as large as the application's text."""
    label = plain_label(text, parent, wrap=True)
    label.set_font_scale(scale, bold=True)
    return label


def tooltip(text: str) -> str:
    """Return what a tooltip must be given so that it shows `text` as it stands, wrapped."""
    if not text:
        return ""
    return f"<qt>{html.escape(text).replace(chr(10), '<br>')}</qt>"


def set_tooltip(widget: QWidget, text: str) -> None:
    """Give a widget a tooltip; an empty text takes it away."""
    widget.setToolTip(tooltip(text))


def literal(text: str) -> str:
    """Return `text` for a menu, button or tab, where Qt would read `&` as a shortcut."""
    return text.replace("&", "&&")


def tell(parent: QWidget | None, title: str, text: str, detail: str = "") -> None:
    """Show a sentence and wait until it was read; `detail` can be unfolded and copied."""
    box = _box(parent, title, text)
    box.setDetailedText(detail)
    box.addButton(QMessageBox.StandardButton.Ok)
    box.exec()


def ask(
    parent: QWidget | None, title: str, text: str, *choices: str, risky: bool = False
) -> str | None:
    """Ask which of the choices to take; return it, or None if the question was cancelled.

    The first choice is the one that Return takes, or Cancel where the choices are `risky`: they
    give something up. Cancel is always offered, and Escape takes it.
    """
    box = _box(parent, title, text)
    buttons = [_choice(box, choice) for choice in choices]
    cancel = box.addButton(
        QCoreApplication.translate("plain", "Cancel"), QMessageBox.ButtonRole.RejectRole
    )
    box.setEscapeButton(cancel)
    box.setDefaultButton(cancel if risky else buttons[0])
    box.exec()
    taken = box.clickedButton()
    return next((c for c, button in zip(choices, buttons, strict=True) if button is taken), None)


def _choice(box: QMessageBox, text: str) -> QPushButton:
    # ActionRole keeps the order in which the choices are given, on every platform.
    return box.addButton(literal(text), QMessageBox.ButtonRole.ActionRole)


def _box(parent: QWidget | None, title: str, text: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(title)
    box.setText(text)
    return box
