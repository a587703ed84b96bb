"""What a language has to say about dates: the shape of its table."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Word = tuple[str, int | str]
"""The kind of a word (one letter, see `tokens`) and what it stands for."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A rule: the shape of kinds it reads, with named groups for the tokens that matter.

    `needs` are kinds without one of which the shape cannot match: most rules are passed over by it.
    """

    rule: str
    shape: re.Pattern[str]
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Grammar:
    """The compiled patterns of a language: its tokens, its dates, and what joins dates."""

    token: re.Pattern[str]
    atoms: tuple[Phrase, ...]
    joins: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Language:
    """One language as a table; `grammar` compiles its patterns once, when first asked for."""

    code: str
    words: Mapping[str, Word]
    phrases: Mapping[str, Word]
    capital_only: frozenset[str]
    grammar: Callable[[], Grammar]
    month_names: tuple[str, ...]
    month_shorts: tuple[str, ...]
    weekday_names: tuple[str, ...]
    season_names: Mapping[int, str]
    number_words: Mapping[int, str]
    sentences: Mapping[str, str]
    tense: Mapping[str, frozenset[str]]
    names: Mapping[str, frozenset[str]]
    zones: Mapping[str, str] = field(default_factory=dict)
