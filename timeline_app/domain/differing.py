"""Which words of an account are not in another: what to look at when two stand side by side."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from timeline_app.domain.folding import folded

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SHORT = 3

COMPARED = 10_000
"""Characters of an account that are compared with another: their words take some 15 ms."""

Span = tuple[int, int]
"""Where words stand in a text: first character, and the one after the last."""


def differing_words(text: str, known: Container[str]) -> tuple[Span, ...]:
    """Return where `text` has words that are not among the `words_of` another, neighbours joined.

    Spelling is folded, so that case and diacritics make no difference; words of three letters or
    less do not count unless they hold a figure. What is beyond `COMPARED` is not looked at.
    """
    spans = (
        match.span()
        for match in _WORD.finditer(text[:COMPARED])
        if _counts(match.group()) and folded(match.group()) not in known
    )
    return tuple(_joined(spans, text))


def words_of(text: str) -> frozenset[str]:
    """Return the folded words of a text, as far as it is compared."""
    return frozenset(folded(word) for word in set(_WORD.findall(text[:COMPARED])))


def _counts(word: str) -> bool:
    return len(word) > _SHORT or any(character.isdigit() for character in word)


def _joined(spans: Iterable[Span], text: str) -> list[Span]:
    joined: list[Span] = []
    for start, end in spans:
        if joined and text[joined[-1][1] : start].isspace():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
