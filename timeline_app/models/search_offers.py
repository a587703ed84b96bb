"""How what stands in the search box could go on: filters, their values, the names they ask for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeAlias

from PySide6.QtCore import QCoreApplication

from timeline_app.domain.folding import folded
from timeline_app.domain.search_query import FILTERS, completions
from timeline_app.models.completions import Candidate
from timeline_app.models.search_results import Result

Complete: TypeAlias = Callable[[str, str], Iterable[Candidate]]
"""Gives the records of a kind that some words may name, best first."""

FILTER = "filter"
"""The kind of a row that goes on with the query; its id is the text the box then holds."""

_KINDS = {"speaker": "actor", "via": "actor", "source": "source", "event": "event"}
_MOST_NAMES = 6
_MOST_NAMED = 3  # of each kind, where words may be meant as words
_SHORTEST = 2  # characters that may name somebody
_HALF = re.compile(r'(?:^|(?<=\s))(?P<key>[a-z]+):(?:"(?P<phrase>[^"]*)|(?P<word>[^\s"]*))$')


def filters_offered(typed: str) -> list[Result]:
    """Return the filters that begin like the word being typed; all of them for an empty box."""
    head, _, last = typed.rpartition(" ")
    keys = [key for key in FILTERS if key.startswith(last)] if last or not head else []
    told = _told()
    return [Result(FILTER, _joined(head, f"{key}:"), f"{key}:", told[key]) for key in keys]


def values_offered(typed: str, complete: Complete | None) -> list[Result]:
    """Return the values the filter being typed may have; `complete` finds records by names."""
    half = _HALF.search(typed)
    if half is None:
        return []
    head, key = typed[: half.start()], half["key"]
    if key in _KINDS:
        asked = half["phrase"] if half["phrase"] is not None else half["word"]
        return _names(head, key, asked, complete) if complete is not None else []
    told = _told()
    return [
        Result(FILTER, head + value, value, told.get(value, "")) for value in completions(typed)
    ]


def names_offered(typed: str, complete: Complete | None) -> list[Result]:
    """Return the people and documents that plain words may name, each as the filter for it."""
    words = typed.strip()
    if complete is None or len(words) < _SHORTEST or ":" in words:
        return []
    told = _told()
    return [
        Result(FILTER, f"{key}:{_quoted(name)}", f"{key}:{_quoted(name)}", told[key])
        for key in ("speaker", "source")
        for name in [c.name for c in complete(_KINDS[key], words) if '"' not in c.name][
            :_MOST_NAMED
        ]
    ]


def _names(head: str, key: str, asked: str, complete: Complete) -> list[Result]:
    if not asked.strip():
        return []
    found = {c.name: c.detail for c in complete(_KINDS[key], asked) if '"' not in c.name}
    others = [name for name in found if folded(name) != folded(asked)]
    values = {name: f"{key}:{_quoted(name)}" for name in others[:_MOST_NAMES]}
    return [Result(FILTER, head + value, value, found[name]) for name, value in values.items()]


def _quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name


def _joined(head: str, word: str) -> str:
    return f"{head} {word}" if head else word


def _told() -> dict[str, str]:
    return {
        "speaker": _tr("who said it first, by any of their names"),
        "via": _tr("who passed it on"),
        "source": _tr("the document it was read in"),
        "event": _tr("what it is about"),
        "track": _tr("the lane its event stands in"),
        "stance": _tr("what a claim does to an event"),
        "before": _tr("before a date, such as before:2026-01-28"),
        "after": _tr("after a date, such as after:2024"),
        "is": _tr("how it stands: contested, single-origin, undated …"),
        "is:contested": _tr("another account stands against it"),
        "is:single-origin": _tr("nobody else certainly supports it"),
        "is:inferred": _tr("a step of a chain is inferred"),
        "is:unsourced": _tr("nobody is known to have said it first"),
        "is:unconfirmed": _tr("a date has not been confirmed yet"),
        "is:undated": _tr("no date can be given"),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("search offers", text)
