"""What the commands do that are about the open project: on its views, its forms, its exports."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal

from timeline_app.models.document import Document
from timeline_app.shell import actions as spec
from timeline_app.shell.actions import Actions, Spec
from timeline_app.shell.entry_forms import EntryForms
from timeline_app.shell.export_desk import ExportDesk
from timeline_app.shell.places import Places
from timeline_app.shell.safety import Safety
from timeline_app.shell.views import Views
from timeline_app.widgets.timeline_keys import Deed, zoom
from timeline_app.widgets.timeline_navigation import Navigator
from timeline_app.widgets.timeline_view import TimelineView

_ZOOM_STEP = 1.4


class Desks(NamedTuple):
    """What commands on a project work with, whichever project is open."""

    actions: Actions
    places: Places
    safety: Safety
    exports: ExportDesk


class ProjectCommands(QObject):
    """The commands of one open project, over its views and its forms."""

    told = Signal(str)  # why nothing was done, in a sentence that needs no answer

    def __init__(self, document: Document, views: Views, forms: EntryForms, desks: Desks) -> None:
        """Act on a document through its views and forms, and through what outlives it."""
        super().__init__(document)
        self.document, self.views, self.forms = document, views, forms
        self._actions, self._places, self._safety, self._exports = desks

    def export_pdf(self) -> None:
        """Ask what to print, with the pages beside it, and make a PDF of the project."""
        if self._safety.may_let_out():
            self._exports.open(self.document, self.views.narrowing.view_shown)

    def export_as(self) -> None:
        """Ask for a file of another format, and write the project to it."""
        if self._safety.may_let_out():
            shown = self.views.narrowing.view_shown
            self._exports.export_as(self.document, self.views.timeline, shown)

    def split_claim(self) -> None:
        """Ask for the parts of the selected claim, in the sidebar."""
        self._places.sidebar.show()
        if not self.views.sidebar.ask_split():
            self.told.emit(self.tr("Select the claim that is to be split first."))

    def merge_duplicate(self) -> None:
        """Ask which record is the same as the selected one, in the sidebar."""
        self._places.sidebar.show()
        if not self.views.sidebar.ask_merge():
            self.told.emit(self.tr("Select a claim, a source, a person or an organisation first."))

    def ask_instead(self) -> None:
        """Ask in the sidebar what is to be done with what somebody says who was to be deleted."""
        self._places.sidebar.show()
        self.views.sidebar.ask_delete()

    def toggle_narrow(self) -> None:
        """Show the bar that narrows every view, or put it away and show everything."""
        self.views.narrowing.show_bar(shown=self._is_ticked(spec.NARROW))

    def toggle_known_on(self) -> None:
        """Show the project as known on a day, or as known now."""
        self.views.bars.show_known_on(shown=self._is_ticked(spec.KNOWN_ON))

    def toggle_quick_entry(self) -> None:
        """Show the quick line under the tables, or put it away."""
        shown = self._is_ticked(spec.QUICK_ENTRY)
        self._places.tables.setVisible(shown or self._places.tables.isVisible())
        self.views.bars.show_quick_entry(shown=shown)

    def go_to_timeline(self) -> None:
        """Give the timeline the keyboard."""
        self.views.timeline.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_to_tables(self) -> None:
        """Show the tables and give the open one the keyboard."""
        self._places.tables.show()
        self.views.tables.current_table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_to_sidebar(self) -> None:
        """Show the sidebar and give it the keyboard."""
        self._places.sidebar.show()
        self.views.sidebar.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step_conflict(self, step: int) -> None:
        """Go to the next conflict of the review, or to the one before."""
        self._places.tables.show()
        self.views.tables.step_conflict(step)

    def show_folded(self) -> None:
        """Tick the command that folds while anything is folded."""
        folded = len(self.views.timeline.canvas.scale.folds) > 0
        self._actions[spec.FOLD.name].setChecked(folded)

    def _is_ticked(self, command: Spec) -> bool:
        return self._actions[command.name].isChecked()


Does = Callable[[ProjectCommands], object]


def _in_forms(opens: Callable[[EntryForms], None]) -> Does:
    return lambda project: opens(project.forms)


def _in_view(deed: Callable[[TimelineView], None]) -> Does:
    return lambda project: deed(project.views.timeline)


def _on_timeline(deed: Deed) -> Does:
    return lambda project: deed(project.views.timeline.navigator)


PROJECT_COMMANDS: Mapping[Spec, Does] = MappingProxyType(
    {
        spec.UNDO: lambda project: project.document.undo(),
        spec.REDO: lambda project: project.document.redo(),
        spec.EXPORT_PDF: ProjectCommands.export_pdf,
        spec.EXPORT_AS: ProjectCommands.export_as,
        spec.SPLIT_CLAIM: ProjectCommands.split_claim,
        spec.MERGE_DUPLICATE: ProjectCommands.merge_duplicate,
        spec.NARROW: ProjectCommands.toggle_narrow,
        spec.KNOWN_ON: ProjectCommands.toggle_known_on,
        spec.QUICK_ENTRY: ProjectCommands.toggle_quick_entry,
        spec.NEW_CLAIM: _in_forms(EntryForms.open_claim),
        spec.NEW_EVENT: _in_forms(EntryForms.open_event),
        spec.NEW_SOURCE: _in_forms(EntryForms.open_source),
        spec.BIBLIOGRAPHY: _in_forms(EntryForms.open_bibliography),
        spec.NEW_ACTOR: _in_forms(EntryForms.open_actor),
        spec.GO_DATE: _in_view(TimelineView.ask_date),
        spec.LEGEND: _in_view(TimelineView.show_legend),
        spec.GO_TIMELINE: ProjectCommands.go_to_timeline,
        spec.GO_TABLES: ProjectCommands.go_to_tables,
        spec.GO_SIDEBAR: ProjectCommands.go_to_sidebar,
        spec.NEXT_CONFLICT: lambda project: project.step_conflict(1),
        spec.PREVIOUS_CONFLICT: lambda project: project.step_conflict(-1),
        spec.ZOOM_IN: _on_timeline(zoom(_ZOOM_STEP)),
        spec.ZOOM_OUT: _on_timeline(zoom(1 / _ZOOM_STEP)),
        spec.FIT: _on_timeline(Navigator.fit),
        spec.FOLD: _on_timeline(Navigator.toggle_folds),
        spec.PREVIOUS: _on_timeline(lambda navigator: navigator.step(-1)),
        spec.NEXT: _on_timeline(lambda navigator: navigator.step(1)),
        spec.BACK: _on_timeline(Navigator.back),
        spec.FORWARD: _on_timeline(Navigator.forward),
    }
)
"""What each command does to the open project."""
