"""In-place fields for text: one line, or several."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QTextOption
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget
from typing_extensions import override

from timeline_app.domain.cleaning import one_line, several_lines
from timeline_app.models.cards.fields import FieldView
from timeline_app.widgets.fields.in_place import InPlace
from timeline_app.widgets.fields.long_text import LongTextEdit
from timeline_app.widgets.fields.text_block import TextStyle
from timeline_app.widgets.fields.whole_line import HOLDS, WholeLine


class TextField(InPlace):
    """A field of text; which editor it opens depends on whether it may have several lines."""

    def __init__(
        self, view: FieldView, style: TextStyle | None = None, parent: QWidget | None = None
    ) -> None:
        """Show a LINE or LINES field."""
        super().__init__(view.label, style, parent)
        self._view = view
        self.setObjectName(view.key)
        self.present(view)

    def present(self, view: FieldView) -> None:
        """Show the field as it is now; what is being typed stays."""
        self._view = view
        self.face.show_value(view.shown, view.hint)

    @override
    def _refusal(self, value: object) -> str:
        return self._view.refusal(value)


class LineField(TextField):
    """One line of text."""

    @override
    def _make_editor(self) -> QWidget:
        if len(self._view.shown) > HOLDS:  # which files from elsewhere may hold: never cut it
            return _block(self._view, self)
        editor = WholeLine(self._view.shown, self)
        editor.setPlaceholderText(self._view.hint)
        editor.selectAll()
        return editor

    @override
    def _read(self) -> object:
        if isinstance(self.editor, QPlainTextEdit):
            return one_line(self.editor.toPlainText())
        assert isinstance(self.editor, QLineEdit)
        return one_line(self.editor.text())


class LinesField(TextField):
    """Several lines of text; Enter begins a new one."""

    @override
    def _make_editor(self) -> QWidget:
        return _block(self._view, self)

    @override
    def _read(self) -> object:
        assert isinstance(self.editor, QPlainTextEdit)
        return several_lines(self.editor.toPlainText())

    @override
    def _commits_on_enter(self) -> bool:
        return False


class GrowingEdit(LongTextEdit):
    """A plain-text editor as tall as its text, up to a limit; Tab leaves it."""

    def __init__(self, parent: QWidget | None = None, least: int = 2, most: int = 12) -> None:
        """Show between `least` and `most` lines."""
        super().__init__(parent=parent)
        self._least, self._most = least, most
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self.updateGeometry)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()  # how many lines there are depends on the width

    @override
    def sizeHint(self) -> QSize:
        lines = max(self._least, min(self._most, round(self.document().size().height())))
        margins = self.contentsMargins()  # a style sheet may pad
        frame = margins.top() + margins.bottom() + 2 * round(self.document().documentMargin())
        return QSize(80, self.fontMetrics().lineSpacing() * lines + frame + 2)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.sizeHint().height())


def _block(view: FieldView, parent: QWidget) -> GrowingEdit:
    editor = GrowingEdit(parent)
    editor.setPlainText(view.shown)
    editor.setPlaceholderText(view.hint)
    editor.selectAll()
    return editor
