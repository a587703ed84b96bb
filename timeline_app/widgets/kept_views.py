"""The views kept in a project: chosen from a list, kept under a name, changed and deleted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget
from typing_extensions import override

from timeline_app.domain.cleaning import one_line
from timeline_app.domain.edits import Edit, add, remove, revise
from timeline_app.domain.folding import folded
from timeline_app.domain.records import Id, SavedView
from timeline_app.domain.view_filter import ViewError, ViewFilter, saved, view_of
from timeline_app.models.document import Document
from timeline_app.widgets.fields.drop_down import DropDown
from timeline_app.widgets.fields.flow import Flow
from timeline_app.widgets.fields.whole_line import WholeLine
from timeline_app.widgets.plain import set_tooltip


class KeptViews(QWidget):
    """The list of kept views, and what can be done with what is shown."""

    chosen = Signal(object)  # ViewFilter, or None for everything
    edit_requested = Signal(object)  # Edit
    told = Signal(str)

    def __init__(
        self, document: Document, now: Callable[[], ViewFilter], parent: QWidget | None = None
    ) -> None:
        """Offer the views of a document; `now` tells what is shown, which is what is kept."""
        super().__init__(parent)
        self._document = document
        self._now = now
        self._chosen: Id | None = None
        self._renames = False
        self._make()
        self._lay_out()
        self._wire()
        self._fill()

    @property
    def chosen_name(self) -> str:
        """The name of the kept view that is shown; "" while none is."""
        record = self._record()
        return "" if record is None else record.name

    def choose(self, view_id: Id | None) -> None:
        """Show a kept view, or everything; of one that cannot be read only say so."""
        if view_id != self._chosen:
            self._leave_renaming()
        record = None if view_id is None else self._document.get(SavedView, view_id)
        if record is None:
            self.chosen.emit(None)
            return
        try:
            view = view_of(record)
        except ViewError as trouble:
            self._fill()
            self.told.emit(str(trouble))
            return
        self._chosen = record.id
        self.chosen.emit(view)
        self.present()

    def present(self) -> None:
        """Say which view is shown: a kept one, everything, or something that is not kept."""
        record = self._record()
        with QSignalBlocker(self.list):
            if record is not None:
                self.list.setCurrentIndex(self.list.findData(record.id))
            else:
                self.list.setCurrentIndex(0 if self._now().shows_all else -1)
        can_write = not self._document.is_read_only
        buttons = (self.update_button, self.rename, self.delete)
        if record is None and any(button.hasFocus() for button in buttons):
            self.list.setFocus()  # these go, and the button after them would show everything
        for button in buttons:
            button.setVisible(record is not None)
            button.setEnabled(can_write)
        self.save.setEnabled(can_write)

    def forget(self) -> None:
        """Know that no kept view is shown any more."""
        self._leave_renaming()
        self._chosen = None
        self.present()

    def save_as(self, name: str) -> None:
        """Ask to keep what is shown under a name; a view of that name is replaced."""
        clean = one_line(name)
        if not clean:
            self.told.emit(self.tr("Give the view a name."))
            return
        same = (v for v in self._document.all(SavedView) if folded(v.name) == folded(clean))
        before = next(same, None)
        record = saved(clean, self._now(), None if before is None else before.id)
        self._chosen = record.id
        if before is None:
            label = self.tr("Keep view “{name}”").format(name=clean)
            self.edit_requested.emit(add(label, record))
        elif before != record:
            label = self.tr("Change view “{name}”").format(name=clean)
            self.edit_requested.emit(revise(label, before, record))
        self._end_naming()

    def update_chosen(self) -> None:
        """Ask to keep what is shown under the name of the view that was chosen."""
        record = self._record()
        if record is not None:
            self.save_as(record.name)

    def rename_chosen(self, name: str) -> None:
        """Ask to call the view that was chosen otherwise; what it shows stays."""
        record, clean = self._record(), one_line(name)
        if not clean:
            self.told.emit(self.tr("Give the view a name."))
            return
        if record is None:
            return
        others = (v for v in self._document.all(SavedView) if v.id != record.id)
        if folded(clean) in {folded(other.name) for other in others}:
            self.told.emit(self.tr("Another view is called “{name}”.").format(name=clean))
            return
        if clean != record.name:
            label = self.tr("Rename view “{old}” to “{new}”").format(old=record.name, new=clean)
            self.edit_requested.emit(revise(label, record, replace(record, name=clean)))
        self._end_naming()

    def delete_chosen(self) -> None:
        """Ask to remove the view that was chosen; what is shown stays, undo chooses it again."""
        record = self._record()
        if record is not None:
            label = self.tr("Delete view “{name}”").format(name=record.name)
            self.edit_requested.emit(remove(label, [record]))

    def _record(self) -> SavedView | None:
        return None if self._chosen is None else self._document.get(SavedView, self._chosen)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.name.isVisible():
            self._end_naming()
        else:
            super().keyPressEvent(event)

    # Making

    def _make(self) -> None:
        self.list = DropDown()
        self.list.setAccessibleName(self.tr("View"))
        self.list.setPlaceholderText(self.tr("Not kept"))
        self.list.setMinimumContentsLength(14)
        self.list.setSizeAdjustPolicy(
            DropDown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.name = WholeLine()
        self.name.setPlaceholderText(self.tr("Name of the view, then Enter"))
        self.name.setAccessibleName(self.tr("Name of the view"))
        self.name.setMinimumWidth(190)
        self.name.hide()
        self.save = QPushButton(self.tr("Keep view…"))
        self.update_button = QPushButton(self.tr("Update"))
        set_tooltip(self.update_button, self.tr("Keep what is shown under the name of this view"))
        self.rename = QPushButton(self.tr("Rename…"))
        set_tooltip(self.rename, self.tr("Call this view otherwise"))
        self.delete = QPushButton(self.tr("Delete"))
        set_tooltip(self.delete, self.tr("Delete this view; what is shown stays"))

    def _lay_out(self) -> None:
        row = Flow(self, gap=6)
        for widget in (
            self.list,
            self.name,
            self.save,
            self.update_button,
            self.rename,
            self.delete,
        ):
            row.addWidget(widget)

    def _wire(self) -> None:
        self.list.activated.connect(lambda at: self.choose(self.list.itemData(at)))
        self.save.clicked.connect(lambda: self._begin_naming(renames=False))
        self.rename.clicked.connect(lambda: self._begin_naming(renames=True))
        self.name.returnPressed.connect(self._take_name)
        self.update_button.clicked.connect(self.update_chosen)
        self.delete.clicked.connect(self.delete_chosen)
        self._document.edited.connect(self._follow)

    # Following

    def _follow(self, edit: Edit) -> None:
        if edit.touches("saved_view"):
            self._fill()

    def _fill(self) -> None:
        with QSignalBlocker(self.list):
            self.list.clear()
            self.list.addItem(self.tr("Everything"), None)
            for record in sorted(self._document.all(SavedView), key=lambda v: folded(v.name)):
                self.list.addItem(record.name, record.id)
        self.present()

    def _take_name(self) -> None:
        take = self.rename_chosen if self._renames else self.save_as
        take(self.name.text())

    def _begin_naming(self, *, renames: bool) -> None:
        self._renames = renames
        record = self._record()
        self.name.setText("" if record is None else record.name)
        self.name.show()
        self.save.hide()
        self.name.setFocus()
        self.name.selectAll()

    def _leave_renaming(self) -> None:
        """Close the line if it is there for a new name of the view that was chosen until now."""
        if self._renames:
            self._end_naming()

    def _end_naming(self) -> None:
        self._renames = False
        if self.name.hasFocus():
            self.list.setFocus()
        self.name.hide()
        self.save.show()
