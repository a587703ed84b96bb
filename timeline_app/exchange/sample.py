"""The sample project: readable data in `resources/sample`, made into records like anyone's.

The data names things by short keys (E01, C14, A06) which only the data knows: built records have
ids derived from them, so that building twice gives the same project.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from timeline_app.domain.edits import Edit, add
from timeline_app.domain.records import KINDS, Project, Record, Track, kind_of
from timeline_app.exchange.sample_datings import DatingMaker
from timeline_app.exchange.sample_records import (
    Entry,
    actor_records,
    claim_records,
    event_records,
    origin_link,
    place_records,
    relation_records,
    sample_id,
    silence_records,
    source_records,
)
from timeline_app.shipped import shipped

LABEL = "Sample project"


def sample_project() -> Project:
    """Return the sample's own record: its title, display zone and conventions."""
    data = _data("project")
    del data["tracks"]
    return Project(id=sample_id("project", "sample"), **data)


def sample_edit() -> Edit:
    """Return the one edit that fills an empty project with the sample."""
    return add(LABEL, *sample_records())


def sample_records() -> list[Record]:
    """Return all records of the sample but the project's, in the order of `KINDS`."""
    order = {name: position for position, name in enumerate(KINDS)}
    return sorted(_records(), key=lambda record: order[kind_of(record)])


def _records() -> Iterator[Record]:
    sources = _data("sources")["sources"]
    datings = DatingMaker(sample_id, {s["id"]: s["published"]["edtf"] for s in sources})
    yield from _tracks()
    for place in _data("places")["places"]:
        yield from place_records(place)
    yield from _actors()
    for source in sources:
        yield from source_records(source, datings)
    for event in _data("events")["events"]:
        yield from event_records(event, datings)
    yield from _claims(datings)
    yield from _relations_and_silences(datings)


def _tracks() -> Iterator[Record]:
    for position, entry in enumerate(_data("project")["tracks"]):
        yield Track(sample_id("track", entry["id"]), entry["title"], entry["colour"], position)


def _actors() -> Iterator[Record]:
    data = _data("actors")
    for actor in data["actors"]:
        yield from actor_records(actor)
    for link in data["origin_links"]:
        yield origin_link(link)


def _claims(datings: DatingMaker) -> Iterator[Record]:
    data = _data("claims")
    for claim in data["claims"]:
        yield from claim_records(claim, data["said"], datings)


def _relations_and_silences(datings: DatingMaker) -> Iterator[Record]:
    data = _data("relations")
    for relation in data["relations"]:
        yield from relation_records(relation)
    for silence in data["silences"]:
        yield from silence_records(silence, datings)


def _data(name: str) -> Entry:
    data: Entry = json.loads(shipped(f"sample/{name}.json").read_text(encoding="utf-8"))
    return data
