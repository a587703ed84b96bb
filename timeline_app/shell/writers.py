"""One writer a format: a project in, a file out, and what the format could not hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from timeline_app.domain.profiles import Rules
from timeline_app.exchange.choices import Part, PrintChoices
from timeline_app.exchange.contents import ProjectContents
from timeline_app.exchange.document import JSON_NAME, SQLITE_NAME, PrintJob, print_document
from timeline_app.exchange.document_data import Attachment
from timeline_app.exchange.drawing import Drawing, drawing_data
from timeline_app.exchange.losses import Loss
from timeline_app.exchange.project_json import json_of
from timeline_app.exchange.provenance import Provenance
from timeline_app.exchange.report import Entry
from timeline_app.exchange.showing import Shown, screens_have, shown_project
from timeline_app.exchange.tables import record_tables, table_losses
from timeline_app.exchange.trouble import ExchangeError
from timeline_app.exchange.view_contents import ViewShown
from timeline_app.exchange.whole_file import write_file, write_folder, zipped
from timeline_app.exchange.words import Words, words_in
from timeline_app.storage.clean_copy import write_clean_copy

Tell = Callable[[str], None]
"""Called with what is being done, for whoever waits."""

_HISTORY = Loss("The history of changes is not in this format; it is in the project file")
_WHOLE = Loss("No view narrows this format: it holds the whole project")
_DOTS_PER_INCH = 200.0


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What is asked for: which file, where to, and in what manner.

    `internal` keeps everything as it is: for a copy that stays in the house. With a profile among
    the choices, what leaves is what a copy shared under it would hold, told as `rules` say. With
    neither, confidential sources are told by their public description, and all else is as it is.
    """

    file: Path
    out: Path
    internal: bool = False
    rules: Rules = field(default_factory=Rules)
    bom: bool = False
    choices: PrintChoices = field(default_factory=PrintChoices)


@dataclass(frozen=True, slots=True)
class ReadProject:
    """A project as it was at one moment."""

    contents: ProjectContents
    provenance: Provenance
    changes: tuple[Entry, ...] = ()
    view: ViewShown | None = None


Writer = Callable[[ExportRequest, ReadProject, Tell], tuple[Loss, ...]]


def writer_for(out: Path) -> Writer:
    """Return what writes files of that name's suffix; ExchangeError if nothing does."""
    name = out.name.lower()
    for suffix, writer in _WRITERS.items():
        if name.endswith(suffix):
            return writer
    known = ", ".join(_WRITERS)
    raise ExchangeError(f"“{out.name}” should end in one of {known}: that says which format.")


def _pdf(request: ExportRequest, project: ReadProject, tell: Tell) -> tuple[Loss, ...]:
    choices = _spoken(request, project)
    parts = choices.parts
    words = words_in(choices.language)
    job = PrintJob(
        contents=project.contents,
        provenance=project.provenance,
        choices=choices,
        draw=_draw,
        attachments=attachments_of(project, words) if Part.ATTACHMENTS in parts else (),
        changes=project.changes if Part.CHANGES in parts else (),
        view=project.view,
    )
    content, losses = print_document(job, tell)
    write_file(request.out, content)
    return losses


def _spoken(request: ExportRequest, project: ReadProject) -> PrintChoices:
    """Return the choices with a language: the project's, where none is chosen."""
    language = request.choices.language or project.contents.project.language
    return replace(request.choices, language=language)


def _shown(project: ReadProject, choices: PrintChoices, has: Callable[[str], bool]) -> Shown:
    return shown_project(project.contents, project.provenance, choices, has=has, view=project.view)


def _draw(project: Shown) -> tuple[Drawing, tuple[Loss, ...]]:
    from timeline_app.shell.page_drawing import draw_timeline  # brings numpy

    return draw_timeline(project)


def attachments_of(project: ReadProject, words: Words) -> tuple[Attachment, ...]:
    """Return the project as SQLite and as JSON, to be carried by the document."""
    with TemporaryDirectory(prefix="timeline-") as folder:
        copy = Path(folder) / SQLITE_NAME
        write_clean_copy(copy, project.contents.records, project.provenance.changed_at)
        sqlite = copy.read_bytes()
    source, alternative = words["attached_sqlite"], words["attached_json"]
    return (
        Attachment(SQLITE_NAME, "source", "application/vnd.sqlite3", source, lambda: sqlite),
        Attachment(
            JSON_NAME,
            "alternative",
            "application/json",
            alternative,
            lambda: json_of(project.contents).encode("utf-8"),
        ),
    )


def _json(request: ExportRequest, project: ReadProject, _tell: Tell) -> tuple[Loss, ...]:
    write_file(request.out, json_of(project.contents).encode("utf-8"))
    return (*_unnarrowed(project), _HISTORY)


def _unnarrowed(project: ReadProject) -> tuple[Loss, ...]:
    """Say that a view was asked for and nothing is left out, which may be more than was meant."""
    return () if project.view is None else (_WHOLE,)


def _csv(request: ExportRequest, project: ReadProject, _tell: Tell) -> tuple[Loss, ...]:
    write_folder(request.out, record_tables(project.contents, bom=request.bom))
    return (*_unnarrowed(project), *table_losses(project.contents))


def _zip(request: ExportRequest, project: ReadProject, _tell: Tell) -> tuple[Loss, ...]:
    write_file(request.out, zipped(record_tables(project.contents, bom=request.bom)))
    return (*_unnarrowed(project), *table_losses(project.contents))


def _svg(request: ExportRequest, project: ReadProject, _tell: Tell) -> tuple[Loss, ...]:
    from timeline_app.exchange.svg import svg_of  # only here

    drawing, losses = _picture(request, project)
    write_file(request.out, svg_of(drawing, drawing.sheets[0]).encode("utf-8"))
    return losses


def _png(request: ExportRequest, project: ReadProject, tell: Tell) -> tuple[Loss, ...]:
    from timeline_app.exchange.typesetting import rasterise  # only here

    drawing, losses = _picture(request, project)
    tell("Drawing the picture")
    write_file(request.out, rasterise(drawing_data(drawing), _DOTS_PER_INCH))
    return losses


def _picture(request: ExportRequest, project: ReadProject) -> tuple[Drawing, tuple[Loss, ...]]:
    """Draw the timeline on one sheet whose numbers lead nowhere."""
    from timeline_app.exchange.font_coverage import shipped_coverage

    choices = replace(_spoken(request, project), sheets=1, parts=frozenset({Part.DRAWING}))
    shown = _shown(project, choices, shipped_coverage().has)
    if not shown.numbers.events:
        raise ExchangeError("There is nothing to draw: no event of the project has a date.")
    drawing, losses = _draw(shown)
    only = Loss("A picture holds the timeline only: no claims, no sources, no undated events")
    return drawing, (*losses, only)


def _html(request: ExportRequest, project: ReadProject, _tell: Tell) -> tuple[Loss, ...]:
    from timeline_app.exchange.web_page import web_page  # only here

    parts = frozenset({Part.DRAWING, Part.EVENTS, Part.CLAIMS, Part.PEOPLE, Part.SOURCES})
    choices = replace(_spoken(request, project), parts=parts)
    shown = _shown(project, choices, screens_have)
    drawing, losses = _draw(shown) if shown.numbers.events else (None, ())
    page = web_page(shown.report(shown.cover()), shown.words, drawing)
    write_file(request.out, page.encode("utf-8"))
    return (*losses, Loss("The project itself is not attached to a web page"), _HISTORY)


def _timelinejs(request: ExportRequest, project: ReadProject, _tell: Tell) -> tuple[Loss, ...]:
    from timeline_app.exchange.timelinejs import timelinejs_of  # only here

    choices = _spoken(request, project)
    shown = _shown(project, choices, screens_have)
    text, losses = timelinejs_of(shown.index, shown.numbers, shown.words)
    write_file(request.out, text.encode("utf-8"))
    return losses


_WRITERS: Mapping[str, Writer] = {
    ".pdf": _pdf,
    ".png": _png,
    ".svg": _svg,
    ".html": _html,
    ".timelinejs.json": _timelinejs,
    ".json": _json,
    ".csv": _csv,
    ".zip": _zip,
}
"""Suffix → writer; a longer suffix comes before the one it ends in."""
