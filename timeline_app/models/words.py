"""The readable word for every value of the closed lists, translated when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import TypeVar

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from timeline_app.domain import vocabulary as voc

_Value = TypeVar("_Value", bound=StrEnum)


def word_for(value: StrEnum) -> str:
    """Return the readable word for a value: its own text where the glossary's is readable."""
    return _translated(_WORDS.get(type(value), {}).get(value.value, value.value))


def meaning_of(value: voc.Reliability | voc.Credibility) -> str:
    """Return what a letter or figure of the Admiralty code means (AJP-2.1)."""
    return _translated(_MEANINGS[type(value)][value.value])


def choices_of(kind: type[_Value]) -> tuple[tuple[_Value, str], ...]:
    """Return every value of a list with its readable word, in the glossary's order."""
    return tuple((value, word_for(value)) for value in kind)


def counted_stance(stance: voc.Stance, number: int) -> str:
    """Return how many claims take a stance, in words: "1 disputes", "10 support"."""
    one, several = _STANCES[stance]
    return _translated(one if number == 1 else several).format(n=number)


def short_stance(stance: voc.Stance) -> str:
    """Return a stance in a short form, for where several have little room: "supp."."""
    return _translated(_SHORT_STANCES[stance])


def ends_first() -> str:
    """Say what is wrong with bounds out of order, as a file came with them, and what to do."""
    return QCoreApplication.translate(
        "words",
        "In the file it ends before it begins, so it stands here without a date. Give it a date"
        " again.",
    )


def graded(value: voc.Reliability | voc.Credibility) -> str:
    """Return a grade with its meaning: "B · usually reliable"."""
    return f"{value.value} · {meaning_of(value)}"


@cache
def _translated(text: str) -> str:
    return QCoreApplication.translate("words", text)


# Only words that differ from the stored value are listed; QT_TRANSLATE_NOOP marks them for
# translation. Keyed by list, since "unknown" and "event" stand in several.
_WORDS: Mapping[type[StrEnum], Mapping[str, str]] = {
    voc.Capture: {
        "captured": str(QT_TRANSLATE_NOOP("words", "captured")),
        "cited_only": str(QT_TRANSLATE_NOOP("words", "cited only")),
    },
    voc.ClaimType: {
        "silence": str(QT_TRANSLATE_NOOP("words", "statement of silence")),
        "ignorance": str(QT_TRANSLATE_NOOP("words", "statement of not knowing")),
    },
    voc.Modality: {"unknown": str(QT_TRANSLATE_NOOP("words", "not known"))},
    voc.Polarity: {
        "positive": str(QT_TRANSLATE_NOOP("words", "asserts")),
        "negative": str(QT_TRANSLATE_NOOP("words", "negates")),
    },
    voc.Identification: {
        "outlet voice": str(QT_TRANSLATE_NOOP("words", "the outlet's own voice")),
        "unsourced": str(QT_TRANSLATE_NOOP("words", "no source given")),
    },
    voc.ActorKind: {"unknown": str(QT_TRANSLATE_NOOP("words", "not known"))},
    voc.RelationKind: {
        "certainty": str(QT_TRANSLATE_NOOP("words", "differ in certainty")),
        "interpretation": str(QT_TRANSLATE_NOOP("words", "interpret differently")),
        "tension": str(QT_TRANSLATE_NOOP("words", "in tension")),
        "timing": str(QT_TRANSLATE_NOOP("words", "differ in timing")),
        "scope": str(QT_TRANSLATE_NOOP("words", "differ in scope")),
        "mode": str(QT_TRANSLATE_NOOP("words", "differ in how")),
        "count": str(QT_TRANSLATE_NOOP("words", "differ in number")),
        "sequence": str(QT_TRANSLATE_NOOP("words", "question of order")),
        "independence": str(QT_TRANSLATE_NOOP("words", "question of independence")),
        "identity": str(QT_TRANSLATE_NOOP("words", "question of identity")),
        "duplicate": str(QT_TRANSLATE_NOOP("words", "the same claim twice")),
    },
    voc.AnchorKind: {
        "none": str(QT_TRANSLATE_NOOP("words", "nothing")),
        "fixed": str(QT_TRANSLATE_NOOP("words", "a given day")),
        "said": str(QT_TRANSLATE_NOOP("words", "when it was said")),
        "published": str(QT_TRANSLATE_NOOP("words", "when it was published")),
        "event": str(QT_TRANSLATE_NOOP("words", "an event")),
    },
}

_SHORT_STANCES: Mapping[voc.Stance, str] = {
    voc.Stance.SUPPORTS: str(QT_TRANSLATE_NOOP("words", "supp.")),
    voc.Stance.DISPUTES: str(QT_TRANSLATE_NOOP("words", "disp.")),
    voc.Stance.QUALIFIES: str(QT_TRANSLATE_NOOP("words", "qual.")),
    voc.Stance.EXPLAINS: str(QT_TRANSLATE_NOOP("words", "expl.")),
    voc.Stance.PREDICTS: str(QT_TRANSLATE_NOOP("words", "pred.")),
    voc.Stance.CONTEXT: str(QT_TRANSLATE_NOOP("words", "ctx.")),
}

_STANCES: Mapping[voc.Stance, tuple[str, str]] = {
    voc.Stance.SUPPORTS: (
        str(QT_TRANSLATE_NOOP("words", "{n} supports")),
        str(QT_TRANSLATE_NOOP("words", "{n} support")),
    ),
    voc.Stance.DISPUTES: (
        str(QT_TRANSLATE_NOOP("words", "{n} disputes")),
        str(QT_TRANSLATE_NOOP("words", "{n} dispute")),
    ),
    voc.Stance.QUALIFIES: (
        str(QT_TRANSLATE_NOOP("words", "{n} qualifies")),
        str(QT_TRANSLATE_NOOP("words", "{n} qualify")),
    ),
    voc.Stance.EXPLAINS: (
        str(QT_TRANSLATE_NOOP("words", "{n} explains")),
        str(QT_TRANSLATE_NOOP("words", "{n} explain")),
    ),
    voc.Stance.PREDICTS: (
        str(QT_TRANSLATE_NOOP("words", "{n} predicts")),
        str(QT_TRANSLATE_NOOP("words", "{n} predict")),
    ),
    voc.Stance.CONTEXT: (
        str(QT_TRANSLATE_NOOP("words", "{n} for context")),
        str(QT_TRANSLATE_NOOP("words", "{n} for context")),
    ),
}

_MEANINGS: Mapping[type[StrEnum], Mapping[str, str]] = {
    voc.Reliability: {
        "A": str(QT_TRANSLATE_NOOP("words", "completely reliable")),
        "B": str(QT_TRANSLATE_NOOP("words", "usually reliable")),
        "C": str(QT_TRANSLATE_NOOP("words", "fairly reliable")),
        "D": str(QT_TRANSLATE_NOOP("words", "not usually reliable")),
        "E": str(QT_TRANSLATE_NOOP("words", "unreliable")),
        "F": str(QT_TRANSLATE_NOOP("words", "reliability cannot be judged")),
    },
    voc.Credibility: {
        "1": str(QT_TRANSLATE_NOOP("words", "confirmed by other sources")),
        "2": str(QT_TRANSLATE_NOOP("words", "probably true")),
        "3": str(QT_TRANSLATE_NOOP("words", "possibly true")),
        "4": str(QT_TRANSLATE_NOOP("words", "doubtful")),
        "5": str(QT_TRANSLATE_NOOP("words", "improbable")),
        "6": str(QT_TRANSLATE_NOOP("words", "truth cannot be judged")),
    },
}
