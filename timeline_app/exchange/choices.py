"""What a person chooses for a printed document: paper, parts, view, language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from timeline_app.domain.profiles import Profile


class Part(StrEnum):
    """The parts of a document that can be left out."""

    DRAWING = "timeline"
    EVENTS = "events"
    CLAIMS = "claims"
    PEOPLE = "people"
    SOURCES = "sources"
    CHANGES = "changes"
    ATTACHMENTS = "attachments"


USUAL = frozenset(Part) - {Part.CHANGES}


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet, upright, in millimetres."""

    width: float
    height: float


PAPERS: Mapping[str, Paper] = {
    "A4": Paper(210, 297),
    "A3": Paper(297, 420),
    "A2": Paper(420, 594),
    "A1": Paper(594, 841),
    "A0": Paper(841, 1189),
    "Letter": Paper(215.9, 279.4),
    "Tabloid": Paper(279.4, 431.8),
    "Roll": Paper(841, 5000),
}
"""ISO 216 and ANSI sizes; a roll is as long as the timeline needs, to 5 m (a PDF page ends at
14,400 points, ISO 32000-1 Annex C)."""


@dataclass(frozen=True, slots=True)
class PrintChoices:
    """What is chosen.

    With one sheet the timeline is made to fit it, with more it goes on over them. The words are
    those of `language`, or of the project's where it is empty; the view is named, or
    empty for all. A profile says for whom it is; without one, only names of confidential sources
    stay behind.
    """

    paper: str = "A3"
    landscape: bool = True
    sheets: int = 1
    view: str = ""
    language: str = ""
    parts: frozenset[Part] = USUAL
    profile: Profile | None = None

    @property
    def sheet(self) -> Paper:
        """The sheet the timeline is drawn on, as it lies."""
        paper = PAPERS[self.paper]
        return Paper(paper.height, paper.width) if self.landscape else paper

    @property
    def text_paper(self) -> Paper:
        """The sheet the text is printed on: what a reader holds in the hand."""
        return PAPERS["Letter" if self.paper in {"Letter", "Tabloid"} else "A4"]
