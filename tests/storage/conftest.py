"""A small project in a file of its own, and how to look at a file from outside."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from timeline_app.domain.records import (
    KINDS,
    Actor,
    Claim,
    ClaimEvent,
    Event,
    Hop,
    Project,
    Record,
    Source,
    new_id,
)
from timeline_app.domain.vocabulary import ActorKind, HopRole
from timeline_app.storage.store import Store

Dump = dict[str, list[tuple[object, ...]]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "project.sqlite"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.create(path, Project(new_id(), "Withdrawal")) as made:
        yield made


def story() -> list[Record]:
    """An event, a claim about it, and the two hops it came through."""
    event = Event(new_id(), "Troops leave the base")
    claim = Claim(new_id(), "The base was emptied overnight")
    official = Actor(new_id(), "An official", ActorKind.PERSON)
    agency = Actor(new_id(), "Agency", ActorKind.AGENCY, note="القامشلي · Камышлы · Kamışlı")
    source = Source(new_id(), "Report", outlet_id=agency.id)
    return [
        event,
        claim,
        official,
        agency,
        source,
        ClaimEvent(new_id(), claim.id, event.id),
        Hop(new_id(), claim.id, 1, agency.id, HopRole.RELAYER, source_id=source.id),
        Hop(new_id(), claim.id, 0, official.id, cue="told"),
    ]


def dump(path: Path, *, log: bool = False) -> Dump:
    """Every row of every table as plain SQLite reads it, sorted; the log only when asked for."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as conn:
        tables = [*KINDS, *(("edit", "change") if log else ())]
        return {table: sorted(conn.execute(f"SELECT * FROM {table}"), key=repr) for table in tables}


def look(folder: Path) -> dict[str, tuple[object, ...]]:
    """What a folder holds, so that a change of any file in it shows."""
    found = ((one.name, one.lstat()) for one in folder.iterdir())
    return {name: (st.st_size, st.st_mtime_ns, st.st_mode, st.st_ino) for name, st in found}
