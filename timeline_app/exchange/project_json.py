"""The whole project as one JSON file, and back without loss.

The file is an object with `format` ("timeline-app project"), `version` (1), `about`, and
`records`: for each kind of `domain.records.KINDS` a list of objects, whose members are the
record's fields, name for name. Text is text, integers are integers (bounds: whole seconds since
1970-01-01), enumerations are their text values, bytes are Base64, None is null. Members missing
from a record take their default; unknown members, kinds and versions are refused. The same in
JSON Schema: `resources/schemas/project-1.schema.json`.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from enum import StrEnum
from types import NoneType
from typing import Any, cast, get_args, get_type_hints

from timeline_app.domain.records import KINDS, Record, kind_of
from timeline_app.exchange.contents import ProjectContents, contents_of
from timeline_app.exchange.trouble import ExchangeError

FORMAT = "timeline-app project"
VERSION = 1
LARGEST = 512 * 1024 * 1024
"""Bytes: a larger file is refused before it is read."""

_ABOUT = (
    "A timeline project: claims, who made them, through whom, and how we know when. "
    "Bounds are whole seconds since 1970-01-01T00:00:00, proleptic Gregorian, the last one "
    "included: wall clock for dates without a time, UTC for times with a zone. "
    "null is never a date. Ids are random."
)
_INT64 = range(-(2**63), 2**63)

POINTS_AT: Mapping[str, str] = {
    "track_id": "track",
    "place_id": "place",
    "parent_id": "event",
    "event_id": "event",
    "claim_id": "claim",
    "actor_id": "actor",
    "affiliation_id": "actor",
    "used_by_id": "actor",
    "outlet_id": "actor",
    "author_id": "actor",
    "first_id": "actor",
    "second_id": "actor",
    "source_id": "source",
    "part_of_id": "source",
    "snapshot_id": "snapshot",
    "passage_id": "passage",
    "relation_id": "claim_relation",
    "silence_id": "silence",
    "supersedes_id": "assessment",
    "alternative_of": "dating",
}
"""Field → the kind of record it names, the same in every record that has the field."""

_POINTS_BY: Mapping[str, str] = {"owner_id": "owner_kind", "subject_id": "subject_kind"}
"""Field → the field that tells what kind of record it names."""


def json_of(contents: ProjectContents) -> str:
    """Write the project as JSON: one record a line, so that two versions can be compared."""
    return "".join(_lines(contents))


def _lines(contents: ProjectContents) -> Iterator[str]:
    head = {"format": FORMAT, "version": VERSION, "about": _ABOUT}
    yield "{\n" + "".join(f" {_text(key)}: {_text(value)},\n" for key, value in head.items())
    yield ' "records": {\n'
    for at, (kind, records) in enumerate(contents.records.items()):
        rows = ",\n".join("   " + _text(_plain(record)) for record in records)
        yield f"  {_text(kind)}: [" + (f"\n{rows}\n  ]" if rows else "]")
        yield ",\n" if at + 1 < len(contents.records) else "\n"
    yield " }\n}\n"


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _plain(record: Record) -> dict[str, object]:
    return {field.name: _member(getattr(record, field.name)) for field in fields(record)}


def _member(value: object) -> object:
    return base64.b64encode(value).decode("ascii") if isinstance(value, bytes) else value


def contents_from_json(text: str | bytes) -> ProjectContents:
    """Read a project back.

    Raises ExchangeError with a sentence that names the record at fault: the file is not JSON, is
    of another format or a later version, has unknown members, values of the wrong sort, the same
    id twice, ids that name nothing, or not exactly one project.
    """
    document = _parsed(text)
    kinds = document["records"]
    unknown = sorted(set(kinds) - set(KINDS))
    if unknown:
        raise ExchangeError(f"The file holds records of an unknown kind, “{unknown[0]}”.")
    records = [
        _record(kind, index, raw)
        for kind in KINDS
        for index, raw in enumerate(_list(kind, kinds.get(kind, [])), start=1)
    ]
    _check_whole(records)
    return contents_of(records)


def _parsed(text: str | bytes) -> dict[str, Any]:
    if len(text) > LARGEST:
        raise ExchangeError("The file is larger than 512 MB, which no project of ours is.")
    try:
        document = json.loads(text)
    except UnicodeDecodeError:
        raise ExchangeError("The file is not JSON: it is not text in UTF-8.") from None
    except (json.JSONDecodeError, RecursionError, ValueError) as error:
        where = f", line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise ExchangeError(f"The file is not JSON{where}.") from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise ExchangeError("The file is JSON, but not a timeline project.")
    if document.get("version") != VERSION:
        raise ExchangeError("The file was written by a later version of the program.")
    if not isinstance(document.get("records"), dict):
        raise ExchangeError("The file has no records.")
    return document


def _list(kind: str, raw: object) -> list[object]:
    if not isinstance(raw, list):
        raise ExchangeError(f"“{kind}” should be a list of records.")
    return raw


def _record(kind: str, index: int, raw: object) -> Record:
    """Make one record; `index` counts from 1 and is for the sentence only."""
    where = f"{kind} {index}"
    if not isinstance(raw, dict):
        raise ExchangeError(f"{where} is not an object.")
    of = KINDS[kind]
    names = {field.name: field for field in fields(of)}
    unknown = sorted(set(raw) - set(names))
    if unknown:
        raise ExchangeError(f"{where} has an unknown member, “{unknown[0]}”.")
    hints = get_type_hints(of)
    values = {name: _value(f"{where}, {name}", hints[name], value) for name, value in raw.items()}
    for name, field in names.items():
        if name not in values and field.default is MISSING:
            raise ExchangeError(f"{where} has no {name}.")
    return of(**values)


def _value(where: str, hint: object, raw: object) -> Any:  # noqa: ANN401 - any field's value
    """Return the value if it is one the field may have. A bool is no integer."""
    for choice in get_args(hint) or (hint,):
        if choice is NoneType and raw is None:
            return None
        if choice is bytes and isinstance(raw, str):
            return _bytes(where, raw)
        if choice is str and isinstance(raw, str):
            return _sound(where, raw)
        if choice in (int, bool) and type(raw) is choice and raw in _INT64:
            return raw
        if isinstance(choice, type) and issubclass(choice, StrEnum) and raw in list(choice):
            return choice(cast("str", raw))
    raise ExchangeError(f"{where}: {_shown(raw)} is not a value it may have.")


def _bytes(where: str, raw: str) -> bytes:
    try:
        return base64.b64decode(raw, validate=True)
    except (binascii.Error, ValueError):
        raise ExchangeError(f"{where} is not Base64.") from None


def _sound(where: str, raw: str) -> str:
    """Refuse half a surrogate pair: no file and no screen can hold it."""
    try:
        raw.encode("utf-8")
    except UnicodeEncodeError:
        raise ExchangeError(f"{where} holds half a character, which is not text.") from None
    return raw


def _shown(raw: object) -> str:
    shown = json.dumps(raw, ensure_ascii=True)
    return shown if len(shown) <= 60 else shown[:59] + "…"


def _check_whole(records: list[Record]) -> None:
    """Refuse what names nothing, stands twice, or is not one project."""
    ids: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for record in records:
        kind = kind_of(record)
        if not record.id or record.id in ids[kind]:
            raise ExchangeError(f"Two records of the kind {kind} have the id “{record.id}”.")
        ids[kind].add(record.id)
    if len(ids["project"]) != 1:
        raise ExchangeError("A file holds exactly one project; this one does not.")
    for record in records:
        for field, kind, target in _pointers(record):
            if target not in ids[kind]:
                raise ExchangeError(
                    f"{kind_of(record)} {record.id}, {field}: there is no {kind} {target}."
                )


def _pointers(record: Record) -> Iterator[tuple[str, str, str]]:
    """Yield (field, kind it names, id it names) for each pointer the record has set."""
    for field in fields(record):
        target = getattr(record, field.name)
        if target is None:
            continue
        if field.name in POINTS_AT:
            yield field.name, POINTS_AT[field.name], target
        elif field.name in _POINTS_BY:
            yield field.name, str(getattr(record, _POINTS_BY[field.name])), target
