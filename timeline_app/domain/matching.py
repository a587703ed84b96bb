"""Finding out which actors, sources and places of two unrelated projects are the same.

Only proposals: names coincide, and a person decides. What is confirmed is merged as one record.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, TypeAlias, cast

from timeline_app.domain.folding import folded
from timeline_app.domain.records import (
    Actor,
    ActorName,
    Id,
    Place,
    PlaceName,
    Record,
    Snapshot,
    Source,
)
from timeline_app.domain.references import Key, key_of
from timeline_app.domain.vocabulary import Identification, NameKind

State: TypeAlias = Mapping[Key, Record]


@dataclass(frozen=True, slots=True)
class Match:
    """A record of theirs that may be one of mine, and in words why."""

    kind: str
    mine: Id
    theirs: Id
    reason: str


def matches(mine: State, theirs: State) -> list[Match]:
    """Propose what is the same: by name variants, by address, by the bytes captured."""
    known: dict[tuple[str, str, str], set[Id]] = defaultdict(set)
    for kind, record_id, sort, sign in _signs(mine.values()):
        known[kind, sort, sign].add(record_id)
    found: dict[tuple[str, Id], Match] = {}
    for kind, record_id, sort, sign in _signs(theirs.values()):
        same = known.get((kind, sort, sign), set())
        if len(same) == 1 and record_id not in same:
            reason = f"the same {sort}: {sign}"
            found.setdefault((kind, record_id), Match(kind, min(same), record_id, reason))
    return list(found.values())


def _signs(records: Iterable[Record]) -> Iterator[tuple[str, Id, str, str]]:
    """Yield kind, id, sort of sign and the sign by which a record may be known again."""
    for record in records:
        match record:
            case Actor() if record.identification is Identification.NAMED:
                yield "actor", record.id, "name", folded(record.name)
            case ActorName() if record.kind is not NameKind.LABEL:
                yield "actor", record.actor_id, "name", folded(record.name)
            case Place():
                yield "place", record.id, "name", folded(record.name)
            case PlaceName():
                yield "place", record.place_id, "name", folded(record.name)
            case Source() if record.url:
                yield "source", record.id, "address", _address(record.url)
            case Snapshot():
                yield "source", record.source_id, "content", record.sha256


def _address(url: str) -> str:
    """Return an address without what changes from copy to copy: scheme, fragment, last slash."""
    bare = url.partition("#")[0].rpartition("://")[2]
    return bare.removeprefix("www.").rstrip("/").casefold()


def adopted(theirs: State, confirmed: Iterable[Match], mine: State) -> dict[Key, Record]:
    """Return their records with mine in the place of those confirmed to be the same."""
    ids = {match.theirs: match.mine for match in confirmed}
    gone = {(match.kind, match.theirs) for match in confirmed}
    renamed = (_renamed(record, ids) for key, record in theirs.items() if key not in gone)
    names = {replace(name, id="") for name in mine.values() if _is_name(name)}
    kept = {
        key_of(record): record
        for record in renamed
        if not (_is_name(record) and replace(record, id="") in names)
    }
    for match in confirmed:
        key = (match.kind, match.mine)
        kept[key] = mine[key]
    return kept


def _renamed(record: Record, ids: Mapping[Id, Id]) -> Record:
    found = {
        field.name: ids[value]
        for field in fields(record)
        if field.name.endswith("_id") and (value := getattr(record, field.name)) in ids
    }
    return replace(record, **cast("Any", found)) if found else record


def _is_name(record: Record) -> bool:
    return isinstance(record, ActorName | PlaceName)
