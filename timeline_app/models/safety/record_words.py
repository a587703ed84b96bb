"""Any record of a project in a line, and any change of one in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from timeline_app.domain.direction import led, set_off
from timeline_app.domain.edits import Change
from timeline_app.domain.instants import SECONDS_A_DAY, iso_day
from timeline_app.domain.reading import describe
from timeline_app.domain.records import (
    KINDS,
    Assessment,
    Dating,
    Passage,
    Record,
    Snapshot,
    kind_of,
)
from timeline_app.domain.references import POINTS, Key, pointers
from timeline_app.models.document import Document
from timeline_app.models.words import word_for

Lookup = Callable[[Key], Record | None]
"""Finds a record by kind and id."""

LONGEST = 140
"""Characters of a text that a line repeats."""

_LONGEST_VALUE = 600
_BESIDE = 80  # characters of what was and what is that are still read at a glance on one line

_NAMING = ("title", "text", "name", "topic", "about", "wording", "quote")
_BOUNDS = frozenset({"start_min", "start_max", "end_min", "end_max"})
_MACHINERY = _BOUNDS | {"id", "sha256", "owner_kind", "subject_kind", "anchor_kind", "rule"}
"""Fields that follow from others or mean nothing to a reader."""


def reader_of(document: Document) -> Lookup:
    """Return how a document finds records by key."""
    return lambda key: document.get(KINDS[key[0]], key[1])


def kind_words(kind: str, number: int = 1) -> str:
    """Return the readable word for a kind of record, in the number it is counted in."""
    one, several = _KINDS[kind]
    return _tr(one if number == 1 else several)


def counted(kind: str, number: int) -> str:
    """Return "1 event", "12 claims"."""
    return f"{number} {kind_words(kind, number)}"


def one_line(record: Record, lookup: Lookup) -> str:
    """Return a line that tells a record from its neighbours; links name both their ends."""
    for name in _NAMING:
        text = getattr(record, name, "")
        if text:
            return short(str(text))
    if isinstance(record, Dating) and record.edtf:
        return describe(record.edtf)
    if isinstance(record, Assessment):
        grade = record.reliability or record.credibility
        return short(f"{grade or ''} {record.rationale}".strip())
    if isinstance(record, Snapshot):
        return record.media_type
    if isinstance(record, Passage) and record.page:
        return record.page
    ends = [_named(key, lookup) for _, key in pointers(record)]
    return led(end for end in ends if end) or kind_words(kind_of(record))


def about(key: Key, lookup: Lookup) -> str:
    """Return a kind and the name of a record of it."""
    words = kind_words(key[0])
    words = words[:1].upper() + words[1:]
    record = lookup(key)
    return words if record is None else f"{words}: {one_line(record, lookup)}"


def short(text: str, longest: int = LONGEST) -> str:
    """Return the beginning of a text, on one line."""
    line = " ".join(text[: 4 * longest].split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def change_lines(change: Change, lookup: Lookup) -> list[str]:
    """Say what a change does: what comes or goes, or field by field what was and what is."""
    what = kind_words(change.kind)
    named = one_line(change.record, lookup)
    if change.before is None:
        return [_tr("New {kind}: {name}").format(kind=what, name=named)]
    if change.after is None:
        return [_tr("Removed {kind}: {name}").format(kind=what, name=named)]
    return [
        line
        for name in differing(change.before, change.after)
        for line in _moved(
            field_words(name),
            value_words(change.before, name, lookup, _LONGEST_VALUE),
            value_words(change.after, name, lookup, _LONGEST_VALUE),
        )
    ]


def _moved(field: str, before: str, after: str) -> list[str]:
    """Say what a field was and is: on one line, or long texts under each other."""
    if len(before) + len(after) <= _BESIDE:
        pattern = _tr("{field}: {before} → {after}")
        return [pattern.format(field=field, before=set_off(before), after=set_off(after))]
    return [
        _tr("{field} was: {value}").format(field=field, value=before),
        _tr("{field} is: {value}").format(field=field, value=after),
    ]


def differing(before: Record, after: Record) -> list[str]:
    """Return the fields, of those that mean something to a reader, in which two versions differ.

    Bounds stand for the date only where nothing else of it differs.
    """
    found = [f.name for f in fields(before) if getattr(before, f.name) != getattr(after, f.name)]
    telling = [name for name in found if name not in _MACHINERY]
    return telling or [name for name in found if name in _BOUNDS][:1] or found[:1]


def field_words(name: str) -> str:
    """Return the readable word for a field."""
    if name in _BOUNDS:
        return _tr("Date")
    words = name.removesuffix("_id").replace("_", " ")
    return _tr(_FIELDS.get(name, words[:1].upper() + words[1:]))


def value_words(record: Record, name: str, lookup: Lookup, longest: int = LONGEST) -> str:
    """Return the value of a field as it is read; a dash for none."""
    value = getattr(record, name)
    target = POINTS.get(kind_of(record), {}).get(name)
    if target is not None and value is not None:
        return _named((target, str(value)), lookup) or "—"
    if name == "edtf" and value:
        return describe(str(value))
    if name in _BOUNDS and value is not None:
        return describe(iso_day(value // SECONDS_A_DAY))
    return _plain_value(value, longest)


def _plain_value(value: object, longest: int) -> str:
    match value:
        case None | "":
            return "—"
        case bool():
            return _tr("yes") if value else _tr("no")
        case StrEnum():
            return word_for(value)
        case bytes():
            return _tr("{n} bytes").format(n=len(value))
        case str():
            return f"“{short(value, longest)}”"
    return str(value)


def _named(key: Key, lookup: Lookup) -> str:
    found = lookup(key)
    if found is None:
        return ""
    for name in _NAMING:
        if getattr(found, name, ""):
            return short(str(getattr(found, name)))
    return kind_words(key[0])


def _tr(text: str) -> str:
    return QCoreApplication.translate("safety", text)


def _mark(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("safety", text))


_KINDS: Mapping[str, tuple[str, str]] = {
    "project": (_mark("project"), _mark("projects")),
    "track": (_mark("track"), _mark("tracks")),
    "place": (_mark("place"), _mark("places")),
    "place_name": (_mark("name of a place"), _mark("names of places")),
    "actor": (_mark("person or organisation"), _mark("people and organisations")),
    "actor_name": (_mark("further name"), _mark("further names")),
    "event": (_mark("event"), _mark("events")),
    "claim": (_mark("claim"), _mark("claims")),
    "claim_event": (_mark("link of a claim to an event"), _mark("links of claims to events")),
    "source": (_mark("source"), _mark("sources")),
    "snapshot": (_mark("attachment"), _mark("attachments")),
    "passage": (_mark("passage"), _mark("passages")),
    "claim_passage": (_mark("link of a claim to a passage"), _mark("links of claims to passages")),
    "hop": (_mark("step of a chain"), _mark("steps of chains")),
    "origin_link": (_mark("note on two origins"), _mark("notes on two origins")),
    "claim_relation": (_mark("relation of claims"), _mark("relations of claims")),
    "relation_member": (_mark("claim in a relation"), _mark("claims in relations")),
    "silence": (_mark("silence"), _mark("silences")),
    "silence_actor": (_mark("silent body"), _mark("silent bodies")),
    "claim_silence": (_mark("link of a claim to a silence"), _mark("links of claims to silences")),
    "assessment": (_mark("assessment"), _mark("assessments")),
    "dating": (_mark("dating"), _mark("datings")),
    "saved_view": (_mark("saved view"), _mark("saved views")),
    "review_note": (_mark("answer of the review"), _mark("answers of the review")),
}
"""Kind → its word for one and for several."""

_FIELDS: Mapping[str, str] = {
    "edtf": _mark("Date"),
    "parent_id": _mark("Part of"),
    "part_of_id": _mark("Part of"),
    "affiliation_id": _mark("Belongs to"),
    "public_description": _mark("Shown as"),
    "url": _mark("Address"),
    "captured_at": _mark("Captured"),
    "one_of": _mark("One of several dates"),
    "basis": _mark("Can know"),
    "cue": _mark("Verb"),
    "alternative_of": _mark("Alternative"),
}
"""Fields whose word is not their own name."""
