"""The date field in place of a dating: Enter confirms the reading shown, Escape takes it back.

Leaving it keeps what was typed too, without confirming it; nothing typed is lost.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from timeline_app.domain.edits import Edit
from timeline_app.domain.edtf.errors import DateError
from timeline_app.domain.records import Dating
from timeline_app.models.anchors import anchor_options, conventions_of
from timeline_app.models.cards.lines import DatingView
from timeline_app.models.dating_edits import enter
from timeline_app.models.document import Document
from timeline_app.models.redating import consequences
from timeline_app.widgets.fields.committing import Committing
from timeline_app.widgets.fields.date_field import DateField
from timeline_app.widgets.fields.text_block import TextBlock, TextStyle


class DateEditor(Committing):
    """The date field of one record, and what keeps or leaves it."""

    edit_requested = Signal(object)  # Edit
    kept = Signal(object)  # tuple[Dating, ...], where they are others than those recorded
    finished = Signal()

    def __init__(
        self,
        view: DatingView,
        document: Document,
        parent: QWidget | None = None,
        *,
        brief: bool = False,
    ) -> None:
        """Edit the dating of a record; a brief editor unfolds the rest by "More"."""
        super().__init__(parent)
        self._view, self._document = view, document
        self._is_done = False
        self.recorded = tuple(document.datings(view.owner[1]))
        self.field = DateField(
            view.owner,
            anchor_options(document, view.owner, view.dating),
            self.recorded,
            conventions_of(document),
            brief=brief,
        )
        self.save = QPushButton(self.tr("Keep"))
        self.save.setAccessibleName(self.tr("Keep this date"))
        self.cancel = QPushButton(self.tr("Cancel"))
        buttons = QHBoxLayout()
        for button, slot in ((self.save, self.commit), (self.cancel, self._leave)):
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            buttons.addWidget(button)
        buttons.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self._moves = TextBlock("", TextStyle("ink_soft", scale=0.92))
        self._moves.hide()
        box.addWidget(self.field)
        box.addWidget(self._moves)
        box.addLayout(buttons)
        self.setFocusProxy(self.field)
        self.field.changed.connect(self._preview)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)

    @override
    def commit(self) -> bool:
        """Ask for the date typed, if it is another than the one recorded. It may always stand."""
        if self._is_done:
            return True
        fresh = self.field.datings()
        edit = self._edit(fresh)
        self._leave()
        if edit is not None:
            self.kept.emit(fresh)
            self.edit_requested.emit(edit)
        return True

    def drop(self) -> None:
        """Send nothing any more: what the date belongs to is gone from the window."""
        self._is_done = True

    def accept(self) -> None:
        """Keep the reading shown and say that it was checked; ask which, where none is taken."""
        focused = QApplication.focusWidget()
        if focused in self.field.choices:
            self.field.pick(self.field.choices.index(focused))
        if self.field.asks_which:
            self.field.choices[0].setFocus(Qt.FocusReason.TabFocusReason)
            return
        self.field.confirm_typed()
        self.commit()

    @property
    def is_done(self) -> bool:
        """Tell whether the date was kept, or left as it was."""
        return self._is_done

    @property
    def preview(self) -> str:
        """What else is counted from this date, in words."""
        return self._moves.text

    def _preview(self) -> None:
        """Say before it is written which other dates are counted from this one."""
        try:
            edit = self._edit(self.field.datings())
            moves = () if edit is None else consequences(self._document, edit)
        except DateError as circle:
            self._tell(circle.sentence)
            return
        told = [self.tr("Other dates are counted from this one:"), *(m.text for m in moves)]
        self._tell("\n".join(told) if moves else "")

    def _tell(self, text: str) -> None:
        self._moves.set_text(text)
        self._moves.setVisible(bool(text))

    def _edit(self, fresh: tuple[Dating, ...]) -> Edit | None:
        return enter(self._document, self._view.owner, fresh, self._view.phrase)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._press_or_accept()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def _press_or_accept(self) -> None:
        focused = QApplication.focusWidget()
        if focused in (self.save, self.cancel) and isinstance(focused, QAbstractButton):
            focused.click()
        else:
            self.accept()

    def _step(self, by: int) -> None:
        """Go from the words to the readings beneath, and from one to the next."""
        stops: list[QWidget] = [self.field.words, *self.field.choices]
        focused = QApplication.focusWidget()
        if focused in stops:
            place = stops.index(focused) + by
            if 0 <= place < len(stops):
                stops[place].setFocus(Qt.FocusReason.TabFocusReason)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.commit()

    def _leave(self) -> None:
        if not self._is_done:
            self._is_done = True
            self.finished.emit()

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        # None is another window, or a list that dropped down: typing may go on.
        if self._is_done:
            return
        was_inside = old is not None and self.isAncestorOf(old)
        if was_inside and new is not None and not self._holds(new):
            QTimer.singleShot(0, self, self.commit)

    def _holds(self, widget: QWidget) -> bool:
        return widget is self or self.isAncestorOf(widget)
