"""Assessments as the sidebar shows them: the one that holds, and those it superseded."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from timeline_app.domain.attribution import Chain
from timeline_app.domain.records import Actor, Assessment, Id
from timeline_app.domain.vocabulary import AssessedKind, Credibility, Reliability
from timeline_app.models.document import Document
from timeline_app.models.words import graded

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class AssessmentsView:
    """The judgements of an actor's reliability or a claim's credibility, newest first."""

    kind: AssessedKind
    subject_id: Id
    subject: str
    history: tuple[Assessment, ...]

    @property
    def current(self) -> Assessment | None:
        """The judgement that holds, or None."""
        return self.history[0] if self.history else None

    @property
    def grade(self) -> Reliability | Credibility | None:
        """The grade that holds, or None."""
        judged = self.current
        return None if judged is None else judged.reliability or judged.credibility

    @property
    def label(self) -> str:
        """What is judged."""
        if self.kind is AssessedKind.ACTOR:
            return translate("cards", "Reliability")
        return translate("cards", "Credibility")


def assessments_of(document: Document, kind: AssessedKind, subject_id: Id) -> AssessmentsView:
    """Return the judgements of a subject, the one that nothing supersedes first."""
    found = document.where(Assessment, subject_id=subject_id)
    actor = document.get(Actor, subject_id) if kind is AssessedKind.ACTOR else None
    return AssessmentsView(kind, subject_id, "" if actor is None else actor.name, _newest(found))


def grade_text(assessment: Assessment) -> str:
    """Return a judgement with its meaning: "B · usually reliable"."""
    given = assessment.reliability or assessment.credibility
    return graded(given) if given is not None else translate("cards", "not judged")


def grade_of(document: Document, chain: Chain) -> str:
    """Return the Admiralty grade of a claim: its origin's letter and its own figure, "B2"."""
    letter = ""
    if chain.origin is not None:
        judged = assessments_of(document, AssessedKind.ACTOR, chain.origin.id).current
        letter = judged.reliability or "" if judged is not None else ""
    credited = assessments_of(document, AssessedKind.CLAIM, chain.claim_id).current
    return letter + (credited.credibility or "" if credited is not None else "")


def _newest(found: list[Assessment]) -> tuple[Assessment, ...]:
    superseded = {assessment.supersedes_id for assessment in found}
    ordered = sorted(found, key=lambda a: a.made_at, reverse=True)
    return tuple(sorted(ordered, key=lambda a: a.id in superseded))
