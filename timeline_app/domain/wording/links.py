"""Wording that is told by another event: "after Assad's departure" is a link, not a date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline_app.domain.wording.tokens import Token

_RELATIONS = {">": "after", "<": "before", "s": "since", "u": "until"}
_CLAUSES = {
    "once": "after", "when": "during", "during": "during", "while": "during", "amid": "during",
    "upon": "after", "as soon as": "after", "throughout": "during",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class EventLink:
    """The relation of a wording to an event it names, and what is counted from it, if anything."""

    relation: str
    event: str
    offset: str = ""


def link_in(text: str, tokens: Sequence[Token]) -> EventLink | None:
    """Find the event a wording is told by: the words after "after", "once" and the like."""
    for index, token in enumerate(tokens):
        relation = _RELATIONS.get(token.kind) or _CLAUSES.get(token.text.lower())
        if relation is None or index + 1 >= len(tokens):
            continue
        event = _words_from(text, tokens[index + 1 :])
        if event:
            return EventLink(relation, event, _offset(text, tokens[:index]))
    return None


def _words_from(text: str, tokens: Sequence[Token]) -> str:
    """Give the words up to the next comma or stop, if any of them is an ordinary word."""
    ending = next((token.start for token in tokens if token.kind in {",", "."}), len(text))
    named = [token for token in tokens if token.start < ending]
    if not any(token.kind == "w" for token in named):
        return ""
    return text[named[0].start : ending].strip()


def _offset(text: str, tokens: Sequence[Token]) -> str:
    """Give the length of time directly before the relation: "two days" of "two days after"."""
    if not tokens or tokens[-1].kind != "U":
        return ""
    start = tokens[-2] if len(tokens) > 1 and tokens[-2].kind in "NaVg" else tokens[-1]
    return text[start.start : tokens[-1].end]
