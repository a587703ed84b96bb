"""The engine: a sentence as a string of kinds, reduced rule by rule until only dates are left.

Every rule is tried once from left to right over a text of bounded length, so the time taken is
the number of rules times the number of words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from timeline_app.domain.edtf.errors import DateError
from timeline_app.domain.wording.found import Found, Pending
from timeline_app.domain.wording.language import Language, Phrase
from timeline_app.domain.wording.tense import Tense, tense_at
from timeline_app.domain.wording.tokens import FOUND, Token


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may ask: the day counted from, the conventions, the words around.

    `today` is the anchor's day number in the anchor's own zone, `clock` its second of the day;
    `hangs_on_date` is true when the anchor is another dating and not the time of speaking.
    """

    language: Language
    words: Sequence[Token]
    today: int | None
    clock: int | None
    hangs_on_date: bool
    week_start: int
    year_parts: str
    day_first: bool | None
    zone: str | None

    def day(self) -> int:
        """Give the day to count from; without one there is no answer."""
        if self.today is None:
            raise DateError("this wording needs to know the day it is counted from")
        return self.today

    def tense(self, token: Token) -> Tense:
        """Say whether the words around a token look back or forward."""
        return tense_at(self.words, token.start, self.language.tense)


@dataclass(frozen=True, slots=True)
class Hit:
    """The tokens a rule matched, by the names its shape gives them."""

    match: re.Match[str]
    tokens: Sequence[Token]
    context: Context

    def token(self, name: str) -> Token | None:
        """Give the token of that name, if the shape had one."""
        place = self.match.start(name) if name in self.match.re.groupindex else -1
        return self.tokens[place] if place >= 0 else None

    def value(self, name: str) -> Any:  # noqa: ANN401 - its type depends on the kind
        """Give what the token of that name stands for."""
        token = self.token(name)
        return None if token is None else token.value

    def text(self, name: str) -> str:
        """Give the token of that name as it was written, or nothing."""
        token = self.token(name)
        return "" if token is None else token.text

    def kind(self, name: str) -> str:
        """Give the letter of the token of that name, or nothing."""
        token = self.token(name)
        return "" if token is None else token.kind

    def has(self, name: str) -> bool:
        """Say whether the shape had a token of that name."""
        return name in self.match.re.groupindex and self.match.start(name) >= 0

    @property
    def words(self) -> str:
        """The matched words as they were written."""
        start, end = self.match.span()
        return " ".join(token.text for token in self.tokens[start:end])

    @property
    def following(self) -> Token | None:
        """The token after the match."""
        place = self.match.end()
        return self.tokens[place] if place < len(self.tokens) else None

    @property
    def preceding(self) -> Token | None:
        """The token before the match."""
        place = self.match.start()
        return self.tokens[place - 1] if place else None


Rule = Callable[[Hit], Found | Pending | None]


def shape_of(tokens: Sequence[Token]) -> str:
    """Write the kinds of tokens as one string."""
    return "".join([token.kind for token in tokens])


def reduce(
    tokens: list[Token], phrases: Sequence[Phrase], rules: Mapping[str, Rule], context: Context
) -> list[Token]:
    """Replace whatever the phrases find by tokens of the kind `#`."""
    shape = shape_of(tokens)
    kinds = set(shape)
    for phrase in phrases:
        if phrase.needs and kinds.isdisjoint(phrase.needs):
            continue
        place = 0
        while match := phrase.shape.search(shape, place):
            start, end = match.span()
            found = rules[phrase.rule](Hit(match, tokens, context))
            if found is None:
                place = start + 1
                continue
            tokens = [*tokens[:start], _joint(tokens[start:end], found), *tokens[end:]]
            shape = f"{shape[:start]}{FOUND}{shape[end:]}"
            place = start + 1
    return tokens


def _joint(tokens: Sequence[Token], found: Found | Pending) -> Token:
    text = " ".join(token.text for token in tokens)
    return Token(FOUND, text, tokens[0].start, tokens[-1].end, found)
