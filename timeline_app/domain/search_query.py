"""What a person types in the search box: words, "phrases" and filters such as `speaker:reuters`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from timeline_app.domain.vocabulary import Stance

NAME_FILTERS = ("speaker", "via", "source", "event", "track")
STATES = ("contested", "single-origin", "inferred", "unsourced", "unconfirmed", "undated")
FILTERS = (*NAME_FILTERS, "stance", "before", "after", "is")

_TERM = re.compile(r'(?:(?P<key>[a-z]+):)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition: its key and what is asked of it."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A query: terms that must all be found, and filters that must all hold.

    A term is a word or a phrase as typed. `problems` are sentences about filters that cannot be
    understood; they are left out of `filters`.
    """

    terms: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is asked."""
        return not self.terms and not self.filters


def read_query(text: str) -> SearchQuery:
    """Read what was typed; never raises."""
    terms: list[str] = []
    filters: list[Filter] = []
    problems: list[str] = []
    for match in _TERM.finditer(text):
        key = match["key"]
        value = match["phrase"] if match["phrase"] is not None else match["word"]
        if key in FILTERS:
            problem = _problem(key, value)
            problems += [problem] if problem else []
            filters += [] if problem or not value else [Filter(key, value)]
        elif value and value.removesuffix(":") not in FILTERS:
            terms.append(f"{key}:{value}" if key else value)
    return SearchQuery(tuple(terms), tuple(filters), tuple(problems))


def completions(text: str) -> tuple[str, ...]:
    """Return how the word being typed could go on, for filters with a closed list."""
    last = text.rsplit(" ", 1)[-1]
    key, colon, value = last.partition(":")
    if not colon:
        return tuple(f"{f}:" for f in FILTERS if key and f.startswith(key))
    return tuple(f"{key}:{v}" for v in _values(key) if v.startswith(value) and v != value)


def _values(key: str) -> tuple[str, ...]:
    if key == "stance":
        return tuple(stance.value for stance in Stance)
    return STATES if key == "is" else ()


def _problem(key: str, value: str) -> str:
    values = _values(key)
    if values and value not in values:
        return f"{key}: is one of {', '.join(values)}; “{value}” is none of them."
    return ""
