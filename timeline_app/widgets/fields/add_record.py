"""A link that turns into a line in which the record to add is found or made."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from timeline_app.models.completions import Completions
from timeline_app.models.record_edits import Meant, meant
from timeline_app.widgets.fields.half_typed import HalfTyped
from timeline_app.widgets.fields.link import Link
from timeline_app.widgets.fields.record_edit import RecordEdit


class AddRecord(HalfTyped):
    """A link, then a line: click, type any name of the record, Enter. Escape takes it back."""

    added = Signal(object)  # Meant

    def __init__(
        self, text: str, kind: str, completions: Completions, parent: QWidget | None = None
    ) -> None:
        """Offer to add a record of a kind."""
        super().__init__(parent)
        self._kind = kind
        self._completions = completions
        self.button = Link(text)
        self.editor: RecordEdit | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.button.clicked.connect(self.open)
        self.setFocusProxy(self.button)

    @property
    def is_open(self) -> bool:
        """Tell whether the line is open."""
        return self.editor is not None

    def open(self) -> None:
        """Turn into the line."""
        if self.editor is not None:
            return
        editor = RecordEdit(self._completions, self._kind, "", self)
        editor.setPlaceholderText(self.tr("Type a name in any script, then Enter"))
        editor.setAccessibleName(self.button.words)
        editor.installEventFilter(self)
        editor.picked.connect(self._take)
        self.editor = editor
        box = self.layout()
        assert box is not None
        box.addWidget(editor)
        self.button.hide()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        editor = self.editor
        if editor is None or not editor.words:
            self._close()
            return
        if editor.chosen is None and not editor.may_be_new:
            editor.list_offers()
            return
        found: Meant = meant(self._kind, editor.chosen, editor.words)
        self._close()
        self.added.emit(found)

    @override
    def give_up(self) -> None:
        self._close()

    def _close(self) -> None:
        editor, self.editor = self.editor, None
        if editor is None:
            return
        editor.removeEventFilter(self)
        self.button.show()
        if editor.hasFocus():
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        editor.hide()
        editor.deleteLater()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.editor:
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._key(event)
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
            if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
                self._left()
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
            return True
        return False

    def _left(self) -> None:
        # Half-typed words stay in the open line: nothing is made of them, nothing is lost.
        if self.editor is not None and not self.editor.words:
            self._close()
