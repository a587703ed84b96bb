"""The printed document of a project, from its records to the bytes of the PDF."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from timeline_app.domain.records import Event, Id
from timeline_app.exchange.choices import Part, PrintChoices
from timeline_app.exchange.contents import ProjectContents
from timeline_app.exchange.cover_page import Omissions, cover_of
from timeline_app.exchange.document_data import Attachment, Data, document_data
from timeline_app.exchange.drawing import Drawing, drawing_data
from timeline_app.exchange.font_coverage import shipped_coverage
from timeline_app.exchange.losses import Loss, counted
from timeline_app.exchange.numbering import Numbers, numbers_of
from timeline_app.exchange.packing import packed
from timeline_app.exchange.printable import Printer
from timeline_app.exchange.project_index import ProjectIndex, index_of
from timeline_app.exchange.provenance import Provenance
from timeline_app.exchange.report import Entry
from timeline_app.exchange.reporting import report_of
from timeline_app.exchange.typesetting import typeset
from timeline_app.exchange.words import Words, words_in

SQLITE_NAME = "project.sqlite"
JSON_NAME = "project.json"

Draw = Callable[[ProjectIndex, Numbers, Words, str], tuple[Drawing, tuple[Loss, ...]]]
"""Draws the numbered events on the sheets chosen, with the state of the project at their foot;
returns what it could not show as it should, too."""


@dataclass(frozen=True, slots=True)
class PrintJob:
    """Everything a document is made of.

    `shown` are the events of the view, None for all; `changes` the entries of the history, newest
    first. `attachments` carry exact text, whatever the fonts can draw.
    """

    contents: ProjectContents
    provenance: Provenance
    choices: PrintChoices
    draw: Draw | None = None
    attachments: Sequence[Attachment] = ()
    shown: Collection[Id] | None = None
    changes: Sequence[Entry] = ()


def print_document(job: PrintJob, tell: Callable[[str], None]) -> tuple[bytes, tuple[Loss, ...]]:
    """Return the PDF and what it could not hold. `tell` is called with what is being done."""
    printer = Printer(shipped_coverage().has)
    words = words_in(job.choices.language)
    data, losses = _data(job, printer, words)
    tell("Setting the pages")
    pdf = typeset(data, job.attachments, job.provenance.changed_at)
    del data
    tell("Packing the file")
    return packed(pdf), (*losses, *_losses(printer))


def _data(job: PrintJob, printer: Printer, words: Words) -> tuple[Data, tuple[Loss, ...]]:
    choices = job.choices
    contents = printer.contents(job.contents)
    index = index_of(contents)
    numbers = numbers_of(index, job.shown)
    changes = tuple(
        Entry(e.anchor, e.number, printer.text(e.title), printer.text(e.aside)) for e in job.changes
    )
    cover = cover_of(
        index,
        numbers,
        words,
        provenance=_printable(job.provenance, printer),
        omissions=_omissions(job, printer, words),
        attached_sha256=_attached_hash(job.attachments),
        glyphs=printer.named.total(),
    )
    state = _state(job.provenance, printer)
    drawing: Drawing | None = None
    losses: tuple[Loss, ...] = ()
    if job.draw is not None and Part.DRAWING in choices.parts and numbers.events:
        drawing, losses = job.draw(index, numbers, words, state)
    data = document_data(
        report_of(index, numbers, words, cover, changes),
        choices,
        words,
        state=state,
        drawing=drawing_data(drawing) if drawing is not None else None,
        attachments=job.attachments,
    )
    return data, losses


def _printable(provenance: Provenance, printer: Printer) -> Provenance:
    return Provenance(
        printer.text(provenance.file_name),
        provenance.program,
        provenance.edits,
        provenance.changed_at,
        provenance.head,
    )


def _state(provenance: Provenance, printer: Printer) -> str:
    day = provenance.changed_at.split("T", maxsplit=1)[0]
    return " · ".join(part for part in (printer.text(provenance.file_name), day) if part)


def _omissions(job: PrintJob, printer: Printer, words: Words) -> Omissions:
    left_out = [words[part.value] for part in Part if part not in job.choices.parts]
    everything = len(job.contents.all(Event))
    filtered = 0 if job.shown is None else everything - len(job.shown)
    return Omissions(printer.text(job.choices.view), filtered, tuple(left_out))


def _attached_hash(attachments: Sequence[Attachment]) -> str:
    found = [a.content for a in attachments if a.name == SQLITE_NAME]
    return hashlib.sha256(found[0]).hexdigest() if found else ""


def _losses(printer: Printer) -> tuple[Loss, ...]:
    return counted(
        printer.named.total(),
        "character that no font has is written as its code point; it is exact in the attachments",
        "characters that no font has are written as code points; they are exact in the attachments",
    )
