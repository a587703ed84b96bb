"""The review: conflicts and gaps an editor should look at, each answerable with a note.

A finding names the records it is about and digests the facts it rests on. An answer holds while
those facts stay; when they change, the finding is open again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from timeline_app.domain.records import Id, ReviewNote, new_id


class FindingKind(StrEnum):
    """What a finding finds, the gravest first."""

    CONTRADICTION = "contradiction"
    DATING_CONFLICT = "dating conflict"
    INVERTED = "ends before it begins"
    GAINED_PRECISION = "gained precision"
    SINGLE_ORIGIN = "single origin"
    UNSOURCED = "unsourced"
    INFERRED_HOP = "inferred hop"
    SILENCE = "silence"
    UNDATED = "undated"
    UNCONFIRMED = "unconfirmed dating"


CONFLICTS = frozenset({FindingKind.CONTRADICTION, FindingKind.DATING_CONFLICT})
"""The findings that next and previous conflict step through."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at: the record it is found on, the others it is about, and its facts.

    `record_kind` and `record_id` name the record to show; `facts` is a digest.
    """

    kind: FindingKind
    record_kind: str
    record_id: Id
    others: tuple[Id, ...] = ()
    facts: str = ""

    @property
    def key(self) -> str:
        """The name of the finding: the same in every copy of the project."""
        return ":".join((self.kind, self.record_kind, self.record_id, *sorted(self.others)))


def digest(facts: Iterable[object]) -> str:
    """Return a short digest of facts, whatever their order."""
    lines = "\n".join(sorted(repr(fact) for fact in facts))
    return hashlib.sha256(lines.encode()).hexdigest()[:16]


def answer_to(finding: Finding, notes: Iterable[ReviewNote]) -> ReviewNote | None:
    """Return the note that answers a finding as its facts are now, or None."""
    answers = (n for n in notes if n.finding == finding.key and n.facts == finding.facts)
    return max(answers, key=lambda note: note.made_at, default=None)


def answered(finding: Finding, text: str, author: str, made_at: str) -> ReviewNote:
    """Return the note that answers a finding; `made_at` is ISO 8601."""
    return ReviewNote(new_id(), finding.key, finding.facts, text, author, made_at)
