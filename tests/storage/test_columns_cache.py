from dataclasses import replace
from pathlib import Path

import numpy as np

from tests.timeline_projects import event, made, week
from timeline_app.domain.columns import ARRAYS
from timeline_app.domain.edits import revise
from timeline_app.domain.records import Event
from timeline_app.storage.columns import CHECKSUM, ColumnsReader, read_columns
from timeline_app.storage.columns_cache import ColumnsCache, Kept, content_key
from timeline_app.storage.store import Store

ORDER = np.array([6, 0, 3], np.int32)


def key_of(store: Store) -> str:
    with store.reading() as conn:
        return content_key(conn, store.path)


def test_what_was_kept_is_what_was_read(tmp_path: Path) -> None:
    cache = ColumnsCache(tmp_path / "cache")
    with week(tmp_path / "p.sqlite") as store:
        with store.reading() as conn:
            columns = read_columns(conn)
        cache.save(store.path, key_of(store), Kept(columns, (7, 8), ORDER))
        found = cache.load(store.path, key_of(store))
    assert found is not None
    kept, checksum, order = found
    assert order.tolist() == ORDER.tolist()
    assert checksum == (7, 8)
    assert kept.tracks == columns.tracks
    assert all(np.array_equal(getattr(kept, name), getattr(columns, name)) for name in ARRAYS)


def test_an_edit_makes_the_copy_worthless(tmp_path: Path) -> None:
    cache = ColumnsCache(tmp_path / "cache")
    with week(tmp_path / "p.sqlite") as store:
        with store.reading() as conn:
            cache.save(store.path, key_of(store), Kept(read_columns(conn), (7, 8), ORDER))
        event = store.all(Event)[0]
        store.apply(revise("Rename", event, replace(event, title="Other")))
        assert cache.load(store.path, key_of(store)) is None


def test_a_damaged_copy_is_as_good_as_none(tmp_path: Path) -> None:
    cache = ColumnsCache(tmp_path / "cache")
    with week(tmp_path / "p.sqlite") as store:
        with store.reading() as conn:
            cache.save(store.path, key_of(store), Kept(read_columns(conn), (7, 8), ORDER))
        (file,) = (tmp_path / "cache").glob("*.columns")
        whole = file.read_bytes()
        for damaged in (b"", b"PK", whole[:300], whole[:-1], whole + b"x", whole[:-9] + b"x" * 9):
            file.write_bytes(damaged)
            assert cache.load(store.path, key_of(store)) is None


def test_copies_of_projects_not_opened_for_long_go(tmp_path: Path) -> None:
    cache = ColumnsCache(tmp_path / "cache")
    with week(tmp_path / "p.sqlite") as store:
        with store.reading() as conn:
            columns = read_columns(conn)
        for k in range(12):
            cache.save(tmp_path / f"{k}.sqlite", "key", Kept(columns, (7, 8), ORDER))
    assert len(list((tmp_path / "cache").iterdir())) == 8


def test_the_checksum_of_what_was_read_is_that_of_the_file(tmp_path: Path) -> None:
    far = [(-5, 7), (None, -(2**58)), (2**58, None), (-(10**9) - 1, 10**9 + 1), (None, None)]
    events = [event(f"E{k}", start, end) for k, (start, end) in enumerate(far)]
    with made(tmp_path / "p.sqlite", *events) as store, store.reading() as conn:
        reader = ColumnsReader(conn)
        while reader.step(conn) is None:
            pass
        assert reader.checksum == conn.execute(CHECKSUM).fetchone()
