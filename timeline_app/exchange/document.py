"""The printed document of a project, from its records to the bytes of the PDF."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from timeline_app.exchange.attaching import packed_files, with_files
from timeline_app.exchange.choices import Part, PrintChoices
from timeline_app.exchange.contents import ProjectContents
from timeline_app.exchange.document_data import Attachment, Data, document_data
from timeline_app.exchange.drawing import Drawing, drawing_data
from timeline_app.exchange.font_coverage import shipped_coverage
from timeline_app.exchange.inner_links import linked
from timeline_app.exchange.losses import Loss, counted
from timeline_app.exchange.packing import Objects, packed
from timeline_app.exchange.provenance import Provenance
from timeline_app.exchange.report import Entry
from timeline_app.exchange.showing import Shown, shown_project
from timeline_app.exchange.typesetting import typeset
from timeline_app.exchange.view_contents import ViewShown

SQLITE_NAME = "project.sqlite"
JSON_NAME = "project.json"

Draw = Callable[[Shown], tuple[Drawing, tuple[Loss, ...]]]
"""Draws the numbered events on the sheets chosen; says what it could not show as it should."""


@dataclass(frozen=True, slots=True)
class PrintJob:
    """Everything a document is made of.

    Without a view everything is printed. `changes` are the entries of the history, newest first;
    `attachments` carry the whole project in exact text, whatever is shown and can be drawn.
    """

    contents: ProjectContents
    provenance: Provenance
    choices: PrintChoices
    draw: Draw | None = None
    attachments: Sequence[Attachment] = ()
    view: ViewShown | None = None
    changes: Sequence[Entry] = ()


def print_document(job: PrintJob, tell: Callable[[str], None]) -> tuple[bytes, tuple[Loss, ...]]:
    """Return the PDF and what it could not hold. `tell` is called with what is being done."""
    # Neither waits for the other: the engine and libdeflate leave the interpreter alone.
    with ThreadPoolExecutor(1) as beside:
        packing_files = beside.submit(packed_files, job.attachments)
        data, losses = _data(job)
        tell("Setting the pages")
        pdf, places = typeset(data, job.attachments, job.provenance.changed_at)
        page_words = data["words"]["page_number"]
        del data
        files = packing_files.result()
    tell("Packing the file")

    def completed(objects: Objects) -> Objects:
        return with_files(linked(objects, places, page_words), files)

    return packed(pdf, completed), losses


def _data(job: PrintJob) -> tuple[Data, tuple[Loss, ...]]:
    project = shown_project(
        job.contents, job.provenance, job.choices, has=shipped_coverage().has, view=job.view
    )
    text = project.printer.text
    changes = tuple(Entry(e.anchor, e.number, text(e.title), text(e.aside)) for e in job.changes)
    drawing: Drawing | None = None
    losses: tuple[Loss, ...] = ()
    if job.draw is not None and Part.DRAWING in job.choices.parts and project.numbers.events:
        drawing, losses = job.draw(project)
    data = document_data(
        project.report(project.cover(_attached_hash(job.attachments)), changes),
        job.choices,
        project.words,
        state=project.state,
        drawing=drawing_data(drawing) if drawing is not None else None,
        attachments=job.attachments,
    )
    return data, (*losses, *_named(project))


def _attached_hash(attachments: Sequence[Attachment]) -> str:
    found = [a.content() for a in attachments if a.name == SQLITE_NAME]
    return hashlib.sha256(found[0]).hexdigest() if found else ""


def _named(project: Shown) -> tuple[Loss, ...]:
    return counted(
        project.printer.named.total(),
        "character that no font has is written as its code point; it is exact in the attachments",
        "characters that no font has are written as code points; they are exact in the attachments",
    )
