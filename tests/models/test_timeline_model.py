import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from tests.timeline_projects import day, event, made, week
from timeline_app.domain.columns import ARRAYS, Flag
from timeline_app.domain.edits import Edit, add, remove, revise
from timeline_app.domain.records import Event, Track, new_id
from timeline_app.domain.removing import removal
from timeline_app.domain.vocabulary import EventStatus
from timeline_app.models import timeline_columns
from timeline_app.models.document import Document
from timeline_app.models.groupings import Grouping
from timeline_app.models.timeline_model import TimelineModel
from timeline_app.scene.lanes import lanes_of
from timeline_app.storage.columns import ColumnsReader, read_columns
from timeline_app.storage.store import Store


def same_as_read_anew(model: TimelineModel) -> None:
    """What an edit left in memory is what a fresh reading gives, lane by lane."""
    fresh = TimelineModel(model.document)
    fresh.filter_rows(model.showing.filter, dims=model.showing.dims)
    c, here = model.columns, ~model.columns.has(Flag.GONE)
    for name in ARRAYS:
        assert np.array_equal(getattr(c, name)[here], getattr(fresh.columns, name)), name
    assert [lane.spec for lane in model.lanes] == [lane.spec for lane in fresh.lanes]
    rows = fresh.columns.rowid
    for mine, theirs in zip(model.lanes, fresh.lanes, strict=True):
        assert c.rowid[mine.order].tolist() == rows[theirs.order].tolist()
        assert mine.starts.tolist() == theirs.starts.tolist()
        assert mine.last_ends.tolist() == theirs.last_ends.tolist()
        assert mine.ranks.tolist() == theirs.ranks.tolist()
        assert mine.bits.tolist() == theirs.bits.tolist()
        assert (mine.claims, mine.contested) == (theirs.claims, theirs.contested)
        assert mine.disputed.tolist() == theirs.disputed.tolist()
    assert model.outer.span == fresh.outer.span
    assert model.outer.end[here].tolist() == fresh.outer.end.tolist()
    assert model.shown[here].tolist() == fresh.shown.tolist()
    assert model.dimmed[here].tolist() == fresh.dimmed.tolist()
    assert c.rowid[model.undated].tolist() == rows[fresh.undated].tolist()
    assert model.counts == fresh.counts
    assert model.moments.tolist() == sorted(
        set().union(*(bounds.tolist() for bounds in drawn_bounds(fresh)))
    )


def drawn_bounds(model: TimelineModel) -> list[np.ndarray]:
    c = model.columns
    drawn = model.shown & ~c.has(Flag.UNDATED)
    ends = np.where(c.has(Flag.LASTING), model.outer.horizon, c.end_max)
    return [b[drawn] for b in (c.start_min, c.start_max, c.end_min, c.end_max, ends)]


def edits_of(model: TimelineModel) -> list[Edit]:
    events = model.document.all(Event)
    south = next(t for t in model.document.all(Track) if t.title == "South")
    first, second, undated = events[0], events[1], events[-1]
    return [
        revise("Later", first, replace(first, end_min=day(2027), end_max=day(2027))),
        revise("Elsewhere", second, replace(second, track_id=south.id)),
        revise("Date", undated, replace(undated, start_min=day(2025), end_max=day(2026))),
        add("More", event("More", day(2026, 1, 21), day(2026, 1, 21), south)),
        remove("Less", [events[3]]),
        revise("Rename", south, replace(south, title="West", position=-1)),
    ]


def test_any_edit_leaves_what_a_fresh_reading_gives(qtbot: QtBot, tmp_path: Path) -> None:
    with week(tmp_path / "p.sqlite") as store:
        model = TimelineModel(Document(store))
        for edit in edits_of(model):
            assert model.document.do(edit)
            same_as_read_anew(model)
            model.document.undo()
            same_as_read_anew(model)
            model.document.redo()
            same_as_read_anew(model)


def test_other_tracks_are_taken_up_without_reading_events_again(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with week(tmp_path / "p.sqlite") as store:
        model = TimelineModel(Document(store))
        north, south = model.document.all(Track)
        east = Track(new_id(), "East", 2, 5)
        edits = [
            revise("Rename", north, replace(north, title="Up", colour=4)),
            revise("Reorder", south, replace(south, position=-1)),
            add("Add", east),
            remove("Remove", [east]),
        ]
        reads = []
        monkeypatch.setattr(model, "_read_all", lambda: reads.append(1))
        for edit in edits:
            model.document.do(edit)
            same_as_read_anew(model)
        for _ in edits:
            model.document.undo()
            same_as_read_anew(model)
        assert not reads


def test_events_of_a_track_that_goes_are_on_none(qtbot: QtBot, tmp_path: Path) -> None:
    with week(tmp_path / "p.sqlite") as store:
        model = TimelineModel(Document(store))
        south = next(t for t in model.document.all(Track) if t.title == "South")
        model.document.do(removal(model.document, "Remove", "track", [south.id]))
        same_as_read_anew(model)
        assert [lane.spec.title for lane in model.lanes] == ["North", "Others"]
        model.document.undo()
        same_as_read_anew(model)


def test_a_project_without_tracks_can_be_edited(qtbot: QtBot, tmp_path: Path) -> None:
    with made(tmp_path / "p.sqlite") as store:
        model = TimelineModel(Document(store))
        for edit in (
            add("First", event("Some time", None, None)),
            add("Second", event("A day", day(2026), day(2026))),
        ):
            model.document.do(edit)
            same_as_read_anew(model)
        model.document.undo()
        same_as_read_anew(model)
        model.document.undo()
        same_as_read_anew(model)


@pytest.mark.parametrize("grouping", list(Grouping))
def test_lanes_of_another_kind_have_nothing_of_what_was_removed(
    qtbot: QtBot, tmp_path: Path, grouping: Grouping
) -> None:
    with week(tmp_path / "p.sqlite") as store:
        model = TimelineModel(Document(store))
        first = model.document.all(Event)[0]
        assert model.index_of(first.id) == 0
        model.document.do(removal(model.document, "Remove", "event", [first.id]))
        assert model.total == 6
        model.group_by(grouping)
        fresh = TimelineModel(model.document)
        fresh.group_by(grouping)
        assert [lane.spec for lane in model.lanes] == [lane.spec for lane in fresh.lanes]
        mine, read = (
            [one.columns.rowid[lane.order].tolist() for lane in one.lanes] for one in (model, fresh)
        )
        assert mine == read
        assert model.counts == fresh.counts


BOUNDS = (None, day(2025), day(2025) + 3_600, day(2026), day(2026) + 90, day(2027))


@pytest.mark.parametrize("seed", range(6))
def test_any_change_of_bounds_leaves_what_a_fresh_reading_gives(
    qtbot: QtBot, tmp_path: Path, seed: int
) -> None:
    chance = Random(seed)
    with week(tmp_path / "p.sqlite") as store:
        model = TimelineModel(Document(store))
        for _ in range(12):
            record = chance.choice(model.document.all(Event))
            start, end = chance.choice(BOUNDS), chance.choice(BOUNDS)
            if start is not None and end is not None:
                start, end = sorted((start, end))
            ongoing = chance.choice((EventStatus.ONGOING, EventStatus.OCCURRED))
            bounds = {"start_min": start, "start_max": None, "end_min": None, "end_max": end}
            model.document.do(revise("Move", record, replace(record, status=ongoing, **bounds)))
            same_as_read_anew(model)


@pytest.mark.parametrize("dims", [False, True])
@pytest.mark.parametrize("seed", range(3))
def test_edits_under_a_filter_leave_what_a_fresh_reading_gives(
    qtbot: QtBot, tmp_path: Path, seed: int, dims: bool
) -> None:
    chance = Random(seed)
    with week(tmp_path / "p.sqlite") as store:
        model = TimelineModel(Document(store))
        for edit in (*edits_of(model)[:5], *edits_of(model)[:3]):
            fit = sorted(chance.sample(model.columns.rowid.tolist(), 4))
            model.filter_rows(np.array(fit, np.int64), dims=dims)
            same_as_read_anew(model)
            assert model.document.do(edit)
            same_as_read_anew(model)
            model.document.undo()
            same_as_read_anew(model)
        model.filter_rows(None)
        same_as_read_anew(model)


def test_only_the_lanes_an_edit_is_about_are_stale(qtbot: QtBot, tmp_path: Path) -> None:
    with week(tmp_path / "p.sqlite") as store:
        model = TimelineModel(Document(store))
        north, south = (lane.spec.key for lane in model.lanes)
        model.document.do(edits_of(model)[0])
        assert model.stale == {north}
        model.document.do(edits_of(model)[1])
        assert model.stale == {north, south}


def test_a_big_project_is_read_in_steps_and_then_shown(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline_columns, "SMALLEST", 3)
    with week(tmp_path / "p.sqlite") as store:
        model = TimelineModel(Document(store))
        assert model.is_reading
        assert model.total == 0
        with qtbot.waitSignal(model.changed):
            pass
        assert not model.is_reading
        assert model.counts == (6, 7, 1, 0)


def test_a_copy_is_shown_at_once_and_given_up_when_the_file_says_otherwise(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline_columns, "SMALLEST", 3)
    monkeypatch.setattr(timeline_columns, "DOUBTED_AFTER", 0)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = tmp_path / "p.sqlite"
    with week(path) as store:
        qtbot.waitSignal(TimelineModel(Document(store)).changed).wait()
        qtbot.waitUntil(lambda: list((tmp_path / "cache").rglob("*.columns")) != [])
    with Store.open(path) as store:
        model = TimelineModel(Document(store))
        assert not model.is_reading
        sorted_anew = lanes_of(model.columns, model.outer, model._membership(), model.shown)
        assert [mine.spec for mine in model.lanes] == [lane.spec for lane in sorted_anew]
        for mine, lane in zip(model.lanes, sorted_anew, strict=True):
            assert mine.order.tolist() == lane.order.tolist()
            assert mine.ranks.tolist() == lane.ranks.tolist()
        with qtbot.assertNotEmitted(model.changed, wait=300):
            pass
    times = path.stat()
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("UPDATE event SET end_max = end_max + 77 WHERE title = 'Day 0'")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    with Store.open(path) as store:
        model = TimelineModel(Document(store))
        before = model.columns.end_max.copy()
        qtbot.waitUntil(lambda: bool((model.columns.end_max[:1] == before[:1] + 77).all()))


def test_a_file_closed_while_a_big_project_is_read_ends_the_reading(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline_columns, "SMALLEST", 3)
    with week(tmp_path / "p.sqlite") as store:
        model = TimelineModel(Document(store))
    with qtbot.captureExceptions() as raised, qtbot.assertNotEmitted(model.changed):
        model._read_on()
        QCoreApplication.processEvents()
    assert raised == []


def test_reading_in_steps_reads_the_same(tmp_path: Path) -> None:
    days = [event(f"Event {k}", day(2026) + k, day(2026) + k) for k in range(50)]
    track = Track(new_id(), "T")
    with made(tmp_path / "p.sqlite", track, *days) as store, store.reading() as conn:
        store.apply(remove("Leave a gap", [days[20], days[49]]))
        reader = ColumnsReader(conn)
        shares = []
        while (columns := reader.step(conn)) is None:
            shares.append(reader.share)
        whole = read_columns(conn)
    assert shares == [1.0]
    assert all(np.array_equal(getattr(columns, n), getattr(whole, n)) for n in ARRAYS)
