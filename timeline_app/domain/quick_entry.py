"""One line that says a whole claim: `speaker > via > source | wording | text #event`.

The parts before the text may be left out: `text` alone is a claim, `wording | text` a dated one,
and `a > b | text` says who but not when. A doubled sign (`>>`, `||`, `##`) stands for the sign
itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SIGNS = "|>#"
_STANCES = {"+": "supports", "-": "disputes", "~": "qualifies", "?": "predicts"}


@dataclass(frozen=True, slots=True)
class NamedEvent:
    """An event named in a line, and what the claim does to it."""

    title: str
    stance: str = "supports"


@dataclass(frozen=True, slots=True)
class QuickEntry:
    """How a line is read: who, through whom, in which source, when, what, about which events."""

    speaker: str = ""
    via: tuple[str, ...] = ()
    source: str = ""
    wording: str = ""
    text: str = ""
    events: tuple[NamedEvent, ...] = ()


class QuickEntryError(ValueError):
    """A line that cannot be read; the message is a sentence for the user."""


def read_quick_entry(line: str) -> QuickEntry:
    """Read a line; QuickEntryError if it has too many parts or no text."""
    parts = [part.strip() for part in _split(line, "|")]
    if len(parts) > 3:
        raise QuickEntryError(
            "A line has at most three parts: who | when | what. Write || for a bar in the text."
        )
    if len(parts) == 2 and len(_split(parts[0], ">")) > 1:
        parts.insert(1, "")
    who, wording = ([""] * (3 - len(parts)) + parts)[:2]
    text, *marks = _split(parts[-1], "#")
    if not text.strip():
        raise QuickEntryError("Write what is claimed after the last bar.")
    speaker, via, source = _people(who)
    events = tuple(_event(mark) for mark in marks if mark.strip(" +-~?"))
    return QuickEntry(speaker, via, source, _plain(wording), _plain(text.strip()), events)


def read_unfinished(line: str) -> QuickEntry:
    """Read as much of a line as is typed: one without its text yet still says who and when."""
    head, *rest = _split(line, "|")
    finished = f"{line} | …" if not rest and len(_split(head, ">")) > 1 else line
    try:
        return read_quick_entry(finished)
    except QuickEntryError:
        return read_quick_entry(f"{line} …")


def write_quick_entry(entry: QuickEntry) -> str:
    """Write the line that reads as this entry."""
    names = [entry.speaker, *entry.via, entry.source]
    who = " > ".join(_escaped(name) for name in names) if any(names) else ""
    head = [who] if who else []
    when = [_escaped(entry.wording)] if entry.wording or who else []
    marks = [_mark(event) for event in entry.events]
    return " | ".join([*head, *when, " ".join([_escaped(entry.text), *marks])])


def _people(who: str) -> tuple[str, tuple[str, ...], str]:
    names = [_plain(name.strip()) for name in _split(who, ">")]
    if len(names) == 1:
        return names[0], (), ""
    return names[0], tuple(name for name in names[1:-1] if name), names[-1]


def _event(mark: str) -> NamedEvent:
    mark = mark.strip()
    stance = _STANCES.get(mark[0])
    title = mark[1:].strip() if stance else mark
    return NamedEvent(_plain(title), stance or "supports")


def _mark(event: NamedEvent) -> str:
    sign = next(sign for sign, stance in _STANCES.items() if stance == event.stance)
    return f"#{sign if sign != '+' else ''}{_escaped(event.title)}"


def _split(text: str, sign: str) -> list[str]:
    """Split at single signs; doubled ones belong to the text."""
    doubled = re.escape(sign * 2)
    pieces = re.split(f"((?:{doubled})+)|{re.escape(sign)}", text)
    parts = [""]
    for position, piece in enumerate(pieces):
        if position % 2 and piece is None:
            parts.append("")
        else:
            parts[-1] += piece or ""
    return parts


def _plain(text: str) -> str:
    for sign in _SIGNS:
        text = text.replace(sign * 2, sign)
    return text


def _escaped(text: str) -> str:
    for sign in _SIGNS:
        text = text.replace(sign, sign * 2)
    return text
