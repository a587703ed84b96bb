"""A project made ready to be shown: its texts harmless, everything found and numbered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from timeline_app.domain.records import Claim, Event
from timeline_app.exchange.choices import Part, PrintChoices
from timeline_app.exchange.contents import ProjectContents
from timeline_app.exchange.cover_page import Omissions, cover_of
from timeline_app.exchange.numbering import Numbers, numbers_of
from timeline_app.exchange.printable import Printer
from timeline_app.exchange.project_index import ProjectIndex, index_of
from timeline_app.exchange.provenance import Provenance
from timeline_app.exchange.report import Cover, Entry, Report
from timeline_app.exchange.reporting import report_of
from timeline_app.exchange.view_contents import ViewShown, with_claims_only
from timeline_app.exchange.words import Words, words_in

_JOINERS = frozenset("\u200b\u200c\u200d\u200e\u200f\u00ad\u061c")


@dataclass(frozen=True, slots=True)
class Shown:
    """A project ready to be shown; `filtered` counts the events and claims a view leaves out.

    `folds` and `span` are those of the view, in seconds; None where it has none of its own.
    """

    index: ProjectIndex
    numbers: Numbers
    words: Words
    printer: Printer
    provenance: Provenance
    choices: PrintChoices
    filtered: tuple[int, int]
    folds: tuple[tuple[int, int], ...] | None = None
    span: tuple[int, int] | None = None

    @property
    def state(self) -> str:
        """What stands at the head or foot of every page."""
        day = self.provenance.changed_at.split("T", maxsplit=1)[0]
        return " · ".join(part for part in (self.provenance.file_name, day) if part)

    def cover(self, attached_sha256: str = "") -> Cover:
        """Write the first page."""
        parts = tuple(self.words[part.value] for part in Part if part not in self.choices.parts)
        return cover_of(
            self.index,
            self.numbers,
            self.words,
            provenance=self.provenance,
            omissions=Omissions(self.printer.text(self.choices.view), self.filtered, parts),
            attached_sha256=attached_sha256,
            glyphs=self.printer.named.total(),
        )

    def report(self, cover: Cover, changes: tuple[Entry, ...] = ()) -> Report:
        """Write the whole report."""
        return report_of(self.index, self.numbers, self.words, cover, changes)


def shown_project(
    contents: ProjectContents,
    provenance: Provenance,
    choices: PrintChoices,
    *,
    has: Callable[[str], bool],
    view: ViewShown | None = None,
) -> Shown:
    """Make a project ready to be shown.

    `has` tells which characters can be drawn; without a view everything is shown.
    """
    printer = Printer(has)
    whole = contents
    if view is not None:
        contents = with_claims_only(contents, view.claims)
    index = index_of(printer.contents(contents))
    return Shown(
        index=index,
        numbers=numbers_of(index, None if view is None else view.events),
        words=words_in(choices.language),
        printer=printer,
        provenance=Provenance(
            printer.text(provenance.file_name),
            provenance.program,
            provenance.edits,
            provenance.changed_at,
            provenance.head,
        ),
        choices=choices,
        filtered=_filtered(whole, view),
        folds=None if view is None else view.folds,
        span=None if view is None else view.span,
    )


def _filtered(contents: ProjectContents, view: ViewShown | None) -> tuple[int, int]:
    """Return how many events and claims a view leaves out."""
    if view is None:
        return 0, 0
    events, claims = len(contents.all(Event)), len(contents.all(Claim))
    return events - len(view.events), claims - len(view.claims)


def screens_have(char: str) -> bool:
    """Tell whether a screen can show a character: readers there bring fonts of their own."""
    return char.isprintable() or char in _JOINERS
