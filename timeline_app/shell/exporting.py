"""From a project file to a file of another format, chosen by the suffix of its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from timeline_app import __version__
from timeline_app.domain.records import KINDS
from timeline_app.exchange.contents import ProjectContents, contents_of
from timeline_app.exchange.losses import Loss
from timeline_app.exchange.project_json import json_of
from timeline_app.exchange.provenance import Provenance
from timeline_app.exchange.public_contents import public_contents
from timeline_app.exchange.tables import record_tables, table_losses
from timeline_app.exchange.trouble import ExchangeError
from timeline_app.exchange.whole_file import write_file, write_folder, zipped
from timeline_app.storage.store import Store

Tell = Callable[[str], None]
"""Called with what is being done, for whoever waits."""

_TRIES = 5


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What is asked for: which file, where to, and in what manner.

    `internal` keeps confidential sources as they are: for a copy that stays in the house.
    """

    file: Path
    out: Path
    internal: bool = False
    bom: bool = False


@dataclass(frozen=True, slots=True)
class ReadProject:
    """A project as it was at one moment."""

    contents: ProjectContents
    provenance: Provenance


def read_project(path: Path) -> ReadProject:
    """Read a whole project, which may be open elsewhere and change meanwhile.

    Raises StoreError if it cannot be read, ExchangeError if it never stands still.
    """
    with Store.open(path, read_only=True) as store:
        for _ in range(_TRIES):
            before = _provenance(path, store)
            records = [record for kind in KINDS.values() for record in store.all(kind)]
            if _provenance(path, store) == before:
                return ReadProject(contents_of(records), before)
    raise ExchangeError(f"“{path.name}” is being changed all the time; try again in a moment.")


def _provenance(path: Path, store: Store) -> Provenance:
    program = f"timeline-app {__version__}"
    last = next(iter(store.history(1)), None)
    if last is None:
        return Provenance(path.name, program)
    return Provenance(path.name, program, last.number, last.made_at, last.hash)


def export(request: ExportRequest, tell: Tell) -> tuple[Loss, ...]:
    """Write the export and return what its format could not hold.

    A file of that name is replaced, at the end and only by a whole one. Raises StoreError or
    ExchangeError, each with a sentence.
    """
    writer = writer_for(request.out)
    tell("Reading the project")
    project = read_project(request.file)
    losses: tuple[Loss, ...] = ()
    if not request.internal:
        contents, losses = public_contents(project.contents)
        project = ReadProject(contents, project.provenance)
    tell(f"Writing {request.out.name}")
    return losses + writer(request, project, tell)


Writer = Callable[[ExportRequest, ReadProject, Tell], tuple[Loss, ...]]


def writer_for(out: Path) -> Writer:
    """Return what writes files of that name's suffix; ExchangeError if nothing does."""
    name = out.name.lower()
    for suffix, writer in _WRITERS.items():
        if name.endswith(suffix):
            return writer
    known = ", ".join(_WRITERS)
    raise ExchangeError(f"“{out.name}” should end in one of {known}: that says which format.")


def _json(request: ExportRequest, project: ReadProject, _tell: Tell) -> tuple[Loss, ...]:
    write_file(request.out, json_of(project.contents).encode("utf-8"))
    return (Loss("The history of changes is not in JSON; it is in the project file."),)


def _csv(request: ExportRequest, project: ReadProject, _tell: Tell) -> tuple[Loss, ...]:
    write_folder(request.out, record_tables(project.contents, bom=request.bom))
    return table_losses(project.contents)


def _zip(request: ExportRequest, project: ReadProject, _tell: Tell) -> tuple[Loss, ...]:
    write_file(request.out, zipped(record_tables(project.contents, bom=request.bom)))
    return table_losses(project.contents)


_WRITERS: Mapping[str, Writer] = {".json": _json, ".csv": _csv, ".zip": _zip}
