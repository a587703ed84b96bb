"""A dating as a line: the date, and how we know it."""

from __future__ import annotations

from collections.abc import Iterable

from timeline_app.domain.dating import chosen
from timeline_app.domain.records import Dating
from timeline_app.domain.vocabulary import DatingOwner
from timeline_app.exchange.date_words import instant, when_in_words
from timeline_app.exchange.words import Words

_MOMENTS = frozenset({DatingOwner.HOP, DatingOwner.SOURCE})
"""What is dated by one moment: when somebody spoke, when something was published."""


def date_of(dating: Dating, words: Words) -> str:
    """Return a dating's date: one of several as written, a time with its zone as stated."""
    edtf = dating.edtf or ""
    if edtf.startswith(("[", "{")):
        return words.say("one_of", dates=", ".join(edtf.strip("[]{}").split(",")))
    if "T" in edtf and "/" not in edtf:
        return edtf.replace("T", " ", 1)
    if dating.owner_kind in _MOMENTS and dating.start_min is None and dating.end_max is not None:
        return words.say("not_after", date=instant(dating.end_max))
    return when_in_words(dating, words)


def dating_lines(datings: Iterable[Dating], words: Words) -> tuple[tuple[str, str], ...]:
    """Return (label, text) for the dating that counts and for each other reading of it."""
    all_ = tuple(datings)
    main = chosen(all_)
    if main is None:
        return ()
    others = [dating for dating in all_ if dating is not main]
    lines = [(words["dated"], _how(main, words))]
    return (*lines, *((words["otherwise"], _how(other, words)) for other in others))


def _how(dating: Dating, words: Words) -> str:
    parts = [date_of(dating, words)]
    if dating.wording:
        parts.append(words.say("quoted", wording=dating.wording))
    if dating.anchor:
        parts.append(words.say("counted_from", anchor=dating.anchor.replace("T", " ", 1)))
    if dating.rule:
        parts.append(words.say("rule", rule=dating.rule))
    if dating.reason:
        parts.append(words.say("because", reason=dating.reason.rstrip(".")))
    if not dating.confirmed:
        parts.append(words["not_confirmed"])
    return "; ".join(parts)
