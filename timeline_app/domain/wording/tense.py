"""Whether words look back or forward: a bare weekday is the last one unless a cue turns it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum

from timeline_app.domain.wording.tokens import Token


class Tense(Enum):
    """What the nearest cue says; `UNSURE` when cues contradict each other."""

    NONE = "none"
    PAST = "past"
    FUTURE = "future"
    UNSURE = "unsure"


Words = Mapping[str, frozenset[str]]


def tense_at(tokens: Sequence[Token], position: int, words: Words) -> Tense:
    """Find the cue that governs a place: the nearest before it, else the first after it."""
    before = [token for token in tokens if token.end <= position]
    stops = [index for index, token in enumerate(before) if token.text in {".", ";", "!"}]
    before = before[stops[-1] + 1 :] if stops else before
    for index in range(len(before) - 1, -1, -1):
        cue = _cue(before, index, words)
        if cue is not Tense.NONE:
            return cue
    if _is_headline(before, words):
        return Tense.UNSURE
    after = [token for token in tokens if token.start >= position]
    for index in range(len(after)):
        if after[index].text in {".", ";", "!"}:
            break
        cue = _cue(after, index, words)
        if cue is not Tense.NONE:
            return cue
    return Tense.UNSURE if _is_headline(after, words) else Tense.NONE


def _cue(tokens: Sequence[Token], index: int, words: Words) -> Tense:
    if tokens[index].kind != "w":
        return Tense.NONE
    word = tokens[index].text.lower()
    previous = tokens[index - 1].text.lower() if index else ""
    following = tokens[index + 1].text.lower() if index + 1 < len(tokens) else ""
    if word in words["prospect"]:
        rest = {token.text.lower() for token in tokens[index + 1 :]}
        return _prospect(word, previous, rest, words)
    return _auxiliary(word, following, words) or _verb(word, previous, words)


def _auxiliary(word: str, following: str, words: Words) -> Tense | None:
    if word in words["modal"]:
        return Tense.PAST if following in words["perfect"] else Tense.FUTURE
    if word in words["perfect"]:
        return Tense.UNSURE if following in words["towards"] else Tense.PAST
    return Tense.FUTURE if word in words["present"] and following == "to" else None


def _verb(word: str, previous: str, words: Words) -> Tense:
    if word in words["timetable"]:  # "expires on Sunday" looks ahead, "meets on Sunday" either way
        return Tense.UNSURE
    if word not in words["past"] and not _is_regular_past(word, words):
        return Tense.NONE
    is_participle = previous in words["auxiliary"] and word not in words["was"]
    return Tense.NONE if is_participle else Tense.PAST


def _prospect(word: str, previous: str, rest: set[str], words: Words) -> Tense:
    """Judge "expected", "due", "agreed": they look forward when something is still *to* come."""
    if previous in words["present"] and word in words["surely ahead"]:
        return Tense.FUTURE
    if previous in words["was"]:
        return Tense.UNSURE
    return Tense.UNSURE if rest & words["towards"] else Tense.NONE


def _is_regular_past(word: str, words: Words) -> bool:
    return len(word) > 4 and word.endswith("ed") and word not in words["not past"]


def _is_headline(tokens: Sequence[Token], words: Words) -> bool:
    """Notice "Sharaa to visit Moscow": "to" before a plain word and no verb that says when."""
    for first, second, third in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if second.text == "to" and first.kind == "w" and third.kind == "w" and third.text.islower():
            return first.text.lower() not in words["not headline"]
    return False
