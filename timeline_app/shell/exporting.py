"""From a project file to a file of another format, chosen by the suffix of its name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from timeline_app import __version__
from timeline_app.domain.records import KINDS
from timeline_app.exchange.contents import contents_of
from timeline_app.exchange.losses import Loss
from timeline_app.exchange.provenance import Provenance
from timeline_app.exchange.public_contents import public_contents
from timeline_app.exchange.report import Entry
from timeline_app.exchange.trouble import ExchangeError
from timeline_app.exchange.view_contents import ViewShown
from timeline_app.shell.shared_export import shared_project
from timeline_app.shell.writers import ExportRequest, ReadProject, Tell, writer_for
from timeline_app.storage.newer import letting_out
from timeline_app.storage.store import Store

_TRIES = 5
_MOST_CHANGES = 5_000
"""Changes printed at most, the newest; all are in the project file."""


def export(request: ExportRequest, tell: Tell) -> tuple[Loss, ...]:
    """Write the export and return what its format could not hold.

    A file of that name is replaced, at the end and only by a whole one. Raises StoreError or
    ExchangeError, each with a sentence.
    """
    writer = writer_for(request.out)
    tell("Reading the project")
    with letting_out(request.file):
        project = read_project(request.file, request.choices.view)
    losses: tuple[Loss, ...] = ()
    profile = request.choices.profile
    if profile is not None:
        view, rules = request.choices.view, request.rules
        project, losses = shared_project(request.file, project, profile, view, rules)
    elif not request.internal:
        contents, losses = public_contents(project.contents)
        # Labels of changes may name whom nobody may name; with confidential sources they stay here.
        project = replace(project, contents=contents, changes=() if losses else project.changes)
    tell(f"Writing {request.out.name}")
    return losses + writer(request, project, tell)


def read_project(path: Path, view: str = "") -> ReadProject:
    """Read a whole project, which may be open elsewhere and change meanwhile, and a view of it.

    Raises StoreError if it cannot be read, ExchangeError if it never stands still.
    """
    with Store.open(path, read_only=True) as store:
        for _ in range(_TRIES):
            before = _provenance(path, store)
            records = [record for kind in KINDS.values() for record in store.all(kind)]
            shown = _seen(store, view) if view else None
            if _provenance(path, store) == before:
                return ReadProject(contents_of(records), before, _changes(store), shown)
    raise ExchangeError(f"“{path.name}” is being changed all the time; try again in a moment.")


def _seen(store: Store, view: str) -> ViewShown:
    from timeline_app.shell.seen_in_view import seen_in_view  # brings Qt and numpy

    return seen_in_view(store, view)


def _provenance(path: Path, store: Store) -> Provenance:
    program = f"timeline-app {__version__}"
    last = next(iter(store.history(1)), None)
    if last is None:
        return Provenance(path.name, program)
    return Provenance(path.name, program, last.number, last.made_at, last.hash)


def _changes(store: Store) -> tuple[Entry, ...]:
    """Return the history as entries: number, label, when and by whom."""
    return tuple(
        Entry(
            "", str(edit.number), edit.label, " · ".join(filter(None, (edit.made_at, edit.author)))
        )
        for edit in store.history(_MOST_CHANGES)
    )
