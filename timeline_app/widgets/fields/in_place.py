"""A value that turns into its editor where it stands.

Click, Enter or F2 opens; Escape cancels; Ctrl+Enter, and Enter on one line, commits; so does
leaving. Nothing typed is ever lost: a value that may not stand keeps its editor open and says why.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from timeline_app.widgets.fields.committing import Committing
from timeline_app.widgets.fields.face import Face
from timeline_app.widgets.fields.text_block import TextBlock, TextStyle

_NOTHING = object()
"""What was sent last, before anything was: leaving a field may ask twice, and sends once."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class InPlace(Committing):
    """What all in-place fields share; a subclass makes the editor and reads it."""

    committed = Signal(object)  # the new value

    def __init__(
        self, label: str, style: TextStyle | None = None, parent: QWidget | None = None
    ) -> None:
        """Make a closed field; `label` names it to a screen reader."""
        super().__init__(parent)
        self.label = label
        self.face = Face(label, style, self)
        self.editor: QWidget | None = None
        self._sent: object = _NOTHING
        self._complaint = TextBlock("", TextStyle("warning", scale=0.92), self)
        self._complaint.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(self.face)
        box.addWidget(self._complaint)
        self.face.activated.connect(self.open)
        self.setFocusProxy(self.face)

    @property
    def is_open(self) -> bool:
        """Tell whether the value is being edited."""
        return self.editor is not None

    @property
    def complaint(self) -> str:
        """Why the value may not stand, or ""."""
        return self._complaint.text

    def open(self) -> None:
        """Turn into the editor."""
        if self.editor is not None:
            return
        editor = self._make_editor()
        editor.setAccessibleName(self.label)
        editor.installEventFilter(self)
        self.editor = editor
        self._sent = _NOTHING
        box = self.layout()
        assert isinstance(box, QVBoxLayout)
        box.insertWidget(0, editor)
        self.face.hide()
        editor.show()
        self.setFocusProxy(editor)
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def cancel(self) -> None:
        """Turn back into the value as it was."""
        self._close(back=True)

    @override
    def commit(self, *, close: bool = True, back: bool = False) -> bool:
        """Send the value typed; False, and the editor stays, if it may not stand."""
        if self.editor is None:
            return True
        value = self._read()
        refusal = self._refusal(value)
        self._complain(refusal)
        if refusal:
            return False
        if close:
            self._close(back=back)
        if value != self._sent:
            self._sent = value
            self._send(value)
        return True

    def _make_editor(self) -> QWidget:
        raise NotImplementedError

    def _read(self) -> object:
        raise NotImplementedError

    def _refusal(self, value: object) -> str:  # noqa: ARG002 -- most values may stand
        return ""

    def _send(self, value: object) -> None:
        self.committed.emit(value)

    def _commits_on_enter(self) -> bool:
        return True

    def _complain(self, sentence: str) -> None:
        self._complaint.set_text(sentence)
        self._complaint.setVisible(bool(sentence))

    def _close(self, *, back: bool) -> None:
        editor, self.editor = self.editor, None
        if editor is None:
            return
        self._complain("")
        editor.removeEventFilter(self)
        box = self.layout()
        assert box is not None
        # Taken out before the value comes back: squeezed between, long words would be set again.
        box.removeWidget(editor)
        self.setFocusProxy(self.face)
        self.face.show()
        if back:
            self.face.setFocus(Qt.FocusReason.OtherFocusReason)
        editor.hide()
        editor.deleteLater()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.editor:
            return super().eventFilter(watched, event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self._left(event.reason())
        if event.type() == QEvent.Type.ShortcutOverride:
            # While typing, Escape and Enter are the editor's, not the window's.
            event.accept()
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
            return True
        with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in _ENTER and (with_control or self._commits_on_enter()):
            self.commit(back=True)
            return True
        return False

    def _left(self, reason: Qt.FocusReason) -> None:
        if reason == Qt.FocusReason.PopupFocusReason:
            return
        # Another window came to the front: what is typed is kept, and typing may go on.
        self.commit(close=reason != Qt.FocusReason.ActiveWindowFocusReason)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.commit()
