"""What the commands do that need an open project: on its views, its forms and its exports."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from timeline_app.shell import actions as spec
from timeline_app.shell.actions import Actions, Spec
from timeline_app.shell.entry_forms import EntryForms
from timeline_app.shell.export_desk import ExportDesk
from timeline_app.shell.files import Files
from timeline_app.shell.places import Places
from timeline_app.shell.safety import Safety
from timeline_app.shell.views import Views
from timeline_app.widgets.timeline_keys import Deed, zoom
from timeline_app.widgets.timeline_navigation import Navigator
from timeline_app.widgets.timeline_view import TimelineView

ZOOM_STEP = 1.4

_ENTRIES: dict[Spec, Callable[[EntryForms], None]] = {
    spec.NEW_CLAIM: EntryForms.open_claim,
    spec.NEW_EVENT: EntryForms.open_event,
    spec.NEW_SOURCE: EntryForms.open_source,
    spec.BIBLIOGRAPHY: EntryForms.open_bibliography,
    spec.NEW_ACTOR: EntryForms.open_actor,
}
"""What opens a form."""

_MOVES: dict[Spec, Deed] = {
    spec.ZOOM_IN: zoom(ZOOM_STEP),
    spec.ZOOM_OUT: zoom(1 / ZOOM_STEP),
    spec.FIT: Navigator.fit,
    spec.FOLD: Navigator.toggle_folds,
    spec.PREVIOUS: lambda navigator: navigator.step(-1),
    spec.NEXT: lambda navigator: navigator.step(1),
    spec.BACK: Navigator.back,
    spec.FORWARD: Navigator.forward,
}
"""What moves the timeline."""


class ProjectCommands(QObject):
    """The commands on the project that is open; while none is, they do nothing."""

    told = Signal(str)  # a sentence in passing

    def __init__(
        self, files: Files, actions: Actions, places: Places, safety: Safety, window: QWidget
    ) -> None:
        super().__init__(window)
        self._files, self._actions, self._places = files, actions, places
        self._safety = safety
        self._export_desk = ExportDesk(window)
        self._views: Views | None = None
        self._forms: EntryForms | None = None

    def watch(self, views: Views, forms: EntryForms) -> None:
        """Act on the views of the project that is shown now."""
        self._views, self._forms = views, forms

    def let_go(self) -> None:
        """Act on nothing: the project is about to be closed."""
        self._views = self._forms = None

    def commands(self) -> dict[Spec, Callable[[], None]]:
        """Return what each command on a project does."""
        does: dict[Spec, Callable[[], None]] = {
            spec.UNDO: self.undo,
            spec.REDO: self.redo,
            spec.EXPORT_PDF: self.export_pdf,
            spec.EXPORT_AS: self.export_as,
            spec.SPLIT_CLAIM: self.split_claim,
            spec.MERGE_DUPLICATE: self.merge_duplicate,
            spec.NARROW: self.toggle_narrow,
            spec.KNOWN_ON: self.toggle_known_on,
            spec.QUICK_ENTRY: self.toggle_quick_entry,
            spec.GO_DATE: partial(self._on_view, TimelineView.ask_date),
            spec.LEGEND: partial(self._on_view, TimelineView.show_legend),
            spec.GO_TIMELINE: partial(self._go_to, "timeline"),
            spec.GO_TABLES: partial(self._go_to, "tables"),
            spec.GO_SIDEBAR: partial(self._go_to, "sidebar"),
            spec.NEXT_CONFLICT: partial(self._step_conflict, 1),
            spec.PREVIOUS_CONFLICT: partial(self._step_conflict, -1),
        }
        does |= {command: partial(self._enter, opens) for command, opens in _ENTRIES.items()}
        return does | {command: partial(self._move, deed) for command, deed in _MOVES.items()}

    # The project

    def undo(self) -> None:
        """Take back the last edit."""
        if self._files.document is not None:
            self._files.document.undo()

    def redo(self) -> None:
        """Make the last undone edit again."""
        if self._files.document is not None:
            self._files.document.redo()

    def export_pdf(self) -> None:
        """Ask what to print, with the pages beside it, and make a PDF of the project."""
        if self._files.document is not None and self._safety.may_let_out():
            self._export_desk.open(self._files.document, self._view_shown)

    def export_as(self) -> None:
        """Ask for a file of another format, and write the project to it."""
        if self._files.document is not None and self._safety.may_let_out():
            timeline = self._views.timeline if self._views is not None else None
            self._export_desk.export_as(self._files.document, timeline, self._view_shown)

    @property
    def _view_shown(self) -> str:
        return "" if self._views is None else self._views.narrowing.view_shown

    # The sidebar

    def split_claim(self) -> None:
        """Ask for the parts of the selected claim, in the sidebar."""
        if self._views is not None:
            self._places.sidebar.show()
            if not self._views.sidebar.ask_split():
                self.told.emit(self.tr("Select the claim that is to be split first."))

    def merge_duplicate(self) -> None:
        """Ask which record is the same as the selected one, in the sidebar."""
        if self._views is not None:
            self._places.sidebar.show()
            if not self._views.sidebar.ask_merge():
                self.told.emit(
                    self.tr("Select a claim, a source, a person or an organisation first.")
                )

    def ask_instead(self) -> None:
        """Ask in the sidebar what is to be done with what somebody says who was to be deleted."""
        if self._views is not None:
            self._places.sidebar.show()
            self._views.sidebar.ask_delete()

    # The bars and the tables

    def toggle_narrow(self) -> None:
        """Show the bar that narrows every view, or put it away and show everything."""
        if self._views is not None:
            self._views.narrowing.show_bar(shown=self._is_checked(spec.NARROW))

    def toggle_known_on(self) -> None:
        """Show the project as known on a day, or as known now."""
        if self._views is not None:
            self._views.bars.show_known_on(shown=self._is_checked(spec.KNOWN_ON))

    def toggle_quick_entry(self) -> None:
        """Show the quick line under the tables, or put it away."""
        if self._views is not None:
            shown = self._is_checked(spec.QUICK_ENTRY)
            self._places.tables.setVisible(shown or self._places.tables.isVisible())
            self._views.bars.show_quick_entry(shown=shown)

    def _is_checked(self, command: Spec) -> bool:
        return self._actions[command.name].isChecked()

    def _step_conflict(self, step: int) -> None:
        if self._views is not None:
            self._places.tables.show()
            self._views.tables.step_conflict(step)

    # Anywhere

    def _go_to(self, part: str) -> None:
        if self._views is None:
            return
        dock = {"tables": self._places.tables, "sidebar": self._places.sidebar}.get(part)
        if dock is not None:
            dock.show()
        view = {"timeline": self._views.timeline, "tables": self._views.tables.current_table}
        view.get(part, self._views.sidebar).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _enter(self, opens: Callable[[EntryForms], None]) -> None:
        if self._forms is not None:
            opens(self._forms)

    def _on_view(self, deed: Callable[[TimelineView], None]) -> None:
        if self._views is not None:
            deed(self._views.timeline)

    def _move(self, deed: Deed) -> None:
        if self._views is not None:
            deed(self._views.timeline.navigator)
