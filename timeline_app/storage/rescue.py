"""A new project out of a file that cannot be opened: damaged, or with tables that are not ours.

The file is read page by page without SQLite and never changed. What comes out is always suspect,
so the report says what was put together and what could not be used.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from dataclasses import MISSING, dataclass, fields, replace
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

from timeline_app.domain.mending import break_circles, drop_doubles
from timeline_app.domain.records import KINDS, Project, Record, kind_of, new_id
from timeline_app.domain.references import POINTS, Key, key_of, pointers
from timeline_app.storage.carving import Carved, carve
from timeline_app.storage.connection import connect, transaction
from timeline_app.storage.copying import sync_file, sync_folder
from timeline_app.storage.errors import Conflict, StoreError, Trouble, told
from timeline_app.storage.locking import holder
from timeline_app.storage.opening import refuse_odd
from timeline_app.storage.pages import Pages
from timeline_app.storage.rows import from_json, shape
from timeline_app.storage.scanning import Report, silent
from timeline_app.storage.schema import PAGE_SIZE, build, statements
from timeline_app.storage.writing import insert_records

LOST = "(lost)"
"""Stands for the name, title or text of a record that others point at but that is gone."""


@dataclass(frozen=True, slots=True)
class Rescued:
    """What was recovered: records by kind, and how sure that is.

    `from_log` were found only in the history; `lost` are stand-ins for what others point at;
    `unusable` are rows, by kind, that made no record; `foreign` are tables, and columns of ours as
    "table.column", that were left out.
    """

    counts: dict[str, int]
    from_log: int
    lost: int
    unusable: dict[str, int]
    unread_pages: int
    foreign: tuple[str, ...]
    notes: tuple[str, ...]


def rescue(path: Path, out: Path, report: Report = silent) -> Rescued:
    """Read what there is in a file and write it as a new project without a history.

    Raises StoreError when the file cannot be read at all, holds no record of ours, is open in this
    program, or a file of the new name is there.
    """
    path, out = path.absolute(), out.absolute()
    held = holder(path)
    if held is not None and held.here():
        raise StoreError(f"“{path}” is open; close it before rescuing it.", Trouble.LOCKED)
    with told("Could not rescue", path):
        size = refuse_odd(path)
        with path.open("rb") as file:
            found = carve(Pages(file, size, _page_size(file.read(100))), report)
    state = {(kind, r.id): r for kind, known in found.records.items() for r in known.values()}
    if not state:
        raise StoreError(f"Nothing of a project was found in “{path}”.", Trouble.FOREIGN)
    notes: list[str] = []
    from_log = _add_logged(state, found)
    refused = _drop_refused(state)
    lost = _fit(state, path, notes)
    with told("Could not write", out):
        _write(out, state.values())
    counts = Counter(kind for kind, _ in state)
    return Rescued(
        counts={kind: counts[kind] for kind in KINDS if counts[kind]},
        from_log=from_log,
        lost=lost,
        unusable=dict(found.unusable + refused),
        unread_pages=found.unread_pages,
        foreign=tuple(found.foreign),
        notes=tuple(notes),
    )


def _page_size(header: bytes) -> int:
    """Return the page size a header names, or ours where it names none that can be."""
    size = int.from_bytes(header[16:18], "big")
    return size if size in {1 << power for power in range(9, 16)} else PAGE_SIZE


def _add_logged(state: dict[Key, Record], found: Carved) -> int:
    """Add records that only the history still has, as their last change left them."""
    last: dict[Key, str | None] = {}
    for _, _, kind, record_id, after in sorted(found.logged, key=lambda one: one[:2]):
        last[kind, record_id] = after
    added = 0
    for key, after in last.items():
        if key not in state and after is not None:
            with contextlib.suppress(StoreError):
                record = from_json(key[0], after)
                if record is not None and key_of(record) == key:
                    state[key] = record
                    added += 1
    return added


def _fit(state: dict[Key, Record], path: Path, notes: list[str]) -> int:
    """Make the records fit together; return how many stand-ins that took."""
    projects = sorted(key for key in state if key[0] == "project")
    for key in projects[1:]:
        del state[key]
    if not projects:
        project = Project(new_id(), path.stem)
        state["project", project.id] = project
    drop_doubles(state, notes)
    lost = 0
    while loose := [(r, n, t) for r in state.values() for n, t in pointers(r) if t not in state]:
        for record, name, target in loose:
            lost += _fill(state, record, name, target)
    break_circles(state, list(state), notes)
    return lost


def _fill(state: dict[Key, Record], record: Record, name: str, target: Key) -> int:
    """Let go of what is gone where that is allowed, else put a stand-in there; return how many."""
    key = key_of(record)
    if target in state or key not in state:
        return 0
    optional = {c.name for c in shape(key[0]).columns if c.optional}
    if name in optional:
        state[key] = replace(state[key], **cast("Any", {name: None}))
        return 0
    stand_in = _stand_in(target)
    if stand_in is None:
        state.pop(key, None)
        return 0
    state[target] = stand_in
    return 1


def _stand_in(key: Key) -> Record | None:
    """Return a record that says it is lost; None for kinds that cannot stand for themselves."""
    kind, record_id = key
    needed = [f.name for f in fields(KINDS[kind]) if f.default is MISSING and f.name != "id"]
    if set(needed) & set(POINTS.get(kind, {})) or not set(needed) <= {"name", "title", "text"}:
        return None
    return KINDS[kind](record_id, *(LOST for _ in needed))  # type: ignore[arg-type]  # fields by place


def _drop_refused(state: dict[Key, Record]) -> Counter[str]:
    """Take out the records that the tables' rules refuse; return how many by kind."""
    refused: Counter[str] = Counter()
    with closing(sqlite3.connect(":memory:")) as conn:
        for statement in statements():
            conn.execute(statement)
        for key, record in sorted(state.items()):
            try:
                insert_records(conn, key[0], [record])
            except (Conflict, StoreError):
                refused[key[0]] += 1
                del state[key]
    return refused


def _write(out: Path, records: Iterable[Record]) -> None:
    """Write records as a new project, without a history."""
    if os.path.lexists(out):
        raise StoreError(f"“{out}” is there already; choose another name.", Trouble.EXISTS)
    part = out.with_name(f".{uuid4().hex}.part")
    try:
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644))
        with closing(connect(part)) as conn:
            conn.execute(f"PRAGMA page_size = {PAGE_SIZE}")
            build(conn)
            with transaction(conn):
                for record in records:
                    insert_records(conn, kind_of(record), [record])
        sync_file(part)
        part.replace(out)
        sync_folder(out.parent)
    finally:
        part.unlink(missing_ok=True)
