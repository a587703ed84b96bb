from dataclasses import replace
from pathlib import Path

import numpy as np

from tests.timeline_projects import event, made, week
from timeline_app.domain.columns import ARRAYS
from timeline_app.domain.edits import revise
from timeline_app.domain.records import Event
from timeline_app.storage.columns import CHECKSUM, ColumnsReader, read_columns
from timeline_app.storage.columns_cache import ColumnsCache, content_key
from timeline_app.storage.store import Store


def key_of(store: Store) -> str:
    with store.reading() as conn:
        return content_key(conn, store.path)


def test_what_was_kept_is_what_was_read(tmp_path: Path) -> None:
    cache = ColumnsCache(tmp_path / "cache")
    with week(tmp_path / "p.sqlite") as store:
        with store.reading() as conn:
            columns = read_columns(conn)
        cache.save(store.path, key_of(store), columns)
        kept = cache.load(store.path, key_of(store))
    assert kept is not None
    assert kept.tracks == columns.tracks
    assert all(np.array_equal(getattr(kept, name), getattr(columns, name)) for name in ARRAYS)


def test_an_edit_makes_the_copy_worthless(tmp_path: Path) -> None:
    cache = ColumnsCache(tmp_path / "cache")
    with week(tmp_path / "p.sqlite") as store:
        with store.reading() as conn:
            cache.save(store.path, key_of(store), read_columns(conn))
        event = store.all(Event)[0]
        store.apply(revise("Rename", event, replace(event, title="Other")))
        assert cache.load(store.path, key_of(store)) is None


def test_a_change_past_the_log_makes_it_worthless_too(tmp_path: Path) -> None:
    with week(tmp_path / "p.sqlite") as store:
        before = key_of(store)
        with store.reading() as conn:
            conn.execute("BEGIN")
            conn.execute("UPDATE event SET end_max = end_max + 1 WHERE rowid = 1")
            changed = content_key(conn, store.path)
            conn.execute("ROLLBACK")
    assert changed != before


def test_a_damaged_copy_is_as_good_as_none(tmp_path: Path) -> None:
    cache = ColumnsCache(tmp_path / "cache")
    with week(tmp_path / "p.sqlite") as store:
        with store.reading() as conn:
            cache.save(store.path, key_of(store), read_columns(conn))
        (file,) = (tmp_path / "cache").glob("*.npz")
        for damaged in (b"", b"PK", file.read_bytes()[:700]):
            file.write_bytes(damaged)
            assert cache.load(store.path, key_of(store)) is None


def test_copies_of_projects_not_opened_for_long_go(tmp_path: Path) -> None:
    cache = ColumnsCache(tmp_path / "cache")
    with week(tmp_path / "p.sqlite") as store:
        with store.reading() as conn:
            columns = read_columns(conn)
        for k in range(12):
            cache.save(tmp_path / f"{k}.sqlite", "key", columns)
    assert len(list((tmp_path / "cache").iterdir())) == 8


def test_the_checksum_of_what_was_read_is_that_of_the_file(tmp_path: Path) -> None:
    far = [(-5, 7), (None, -(2**58)), (2**58, None), (-(10**9) - 1, 10**9 + 1), (None, None)]
    events = [event(f"E{k}", start, end) for k, (start, end) in enumerate(far)]
    with made(tmp_path / "p.sqlite", *events) as store, store.reading() as conn:
        reader = ColumnsReader(conn)
        while reader.step(conn) is None:
            pass
        assert reader.checksum == conn.execute(CHECKSUM).fetchone()
        known = content_key(conn, store.path, reader.checksum)
        assert known == content_key(conn, store.path)
