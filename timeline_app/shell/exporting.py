"""From a project file to a file of another format, chosen by the suffix of its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from timeline_app import __version__
from timeline_app.domain.records import KINDS
from timeline_app.exchange.choices import Part, PrintChoices
from timeline_app.exchange.contents import ProjectContents, contents_of
from timeline_app.exchange.document import JSON_NAME, SQLITE_NAME, Draw, PrintJob, print_document
from timeline_app.exchange.document_data import Attachment
from timeline_app.exchange.losses import Loss
from timeline_app.exchange.project_json import json_of
from timeline_app.exchange.provenance import Provenance
from timeline_app.exchange.public_contents import public_contents
from timeline_app.exchange.report import Entry
from timeline_app.exchange.tables import record_tables, table_losses
from timeline_app.exchange.trouble import ExchangeError
from timeline_app.exchange.whole_file import write_file, write_folder, zipped
from timeline_app.exchange.words import Words, words_in
from timeline_app.storage.clean_copy import write_clean_copy
from timeline_app.storage.store import Store

Tell = Callable[[str], None]
"""Called with what is being done, for whoever waits."""

_TRIES = 5
_MOST_CHANGES = 5_000
"""Changes printed at most, the newest; all are in the project file."""


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What is asked for: which file, where to, and in what manner.

    `internal` keeps confidential sources as they are: for a copy that stays in the house.
    """

    file: Path
    out: Path
    internal: bool = False
    bom: bool = False
    choices: PrintChoices = field(default_factory=PrintChoices)


@dataclass(frozen=True, slots=True)
class ReadProject:
    """A project as it was at one moment."""

    contents: ProjectContents
    provenance: Provenance
    changes: tuple[Entry, ...] = ()


def read_project(path: Path) -> ReadProject:
    """Read a whole project, which may be open elsewhere and change meanwhile.

    Raises StoreError if it cannot be read, ExchangeError if it never stands still.
    """
    with Store.open(path, read_only=True) as store:
        for _ in range(_TRIES):
            before = _provenance(path, store)
            records = [record for kind in KINDS.values() for record in store.all(kind)]
            if _provenance(path, store) == before:
                return ReadProject(contents_of(records), before, _changes(store))
    raise ExchangeError(f"“{path.name}” is being changed all the time; try again in a moment.")


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
        # Labels of changes may name whom nobody may name; with confidential sources they stay here.
        project = replace(project, contents=contents, changes=() if losses else project.changes)
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


def _pdf(request: ExportRequest, project: ReadProject, tell: Tell) -> tuple[Loss, ...]:
    language = request.choices.language or project.contents.project.language
    choices = replace(request.choices, language=language)
    parts = choices.parts
    attached = attachments_of(project, words_in(language)) if Part.ATTACHMENTS in parts else ()
    job = PrintJob(
        contents=project.contents,
        provenance=project.provenance,
        choices=choices,
        draw=_draw(choices),
        attachments=attached,
        changes=project.changes if Part.CHANGES in parts else (),
    )
    content, losses = print_document(job, tell)
    write_file(request.out, content)
    return losses


def _draw(choices: PrintChoices) -> Draw:
    from timeline_app.shell.page_drawing import draw_timeline  # noqa: PLC0415 - numpy, for PDF only

    return lambda index, numbers, words, state: draw_timeline(index, numbers, words, choices, state)


def attachments_of(project: ReadProject, words: Words) -> tuple[Attachment, ...]:
    """Return the project as SQLite and as JSON, to be carried by the document."""
    with TemporaryDirectory(prefix="timeline-") as folder:
        copy = Path(folder) / SQLITE_NAME
        write_clean_copy(copy, project.contents.records, project.provenance.changed_at)
        sqlite = copy.read_bytes()
    text = json_of(project.contents).encode("utf-8")
    return (
        Attachment(
            SQLITE_NAME, "source", "application/vnd.sqlite3", words["attached_sqlite"], sqlite
        ),
        Attachment(JSON_NAME, "alternative", "application/json", words["attached_json"], text),
    )


_WRITERS: Mapping[str, Writer] = {".pdf": _pdf, ".json": _json, ".csv": _csv, ".zip": _zip}
