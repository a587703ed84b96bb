"""Lanes of many events are made beside everything else, and are what is made at once."""

import sqlite3
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from tests.models.test_timeline_mending import KINDS, any_edit, project, same_as_anew
from timeline_app.domain.edits import Edit, add
from timeline_app.domain.records import Event, new_id
from timeline_app.models import belonging, timeline_columns, timeline_lanes
from timeline_app.models.document import Document
from timeline_app.models.groupings import Grouping
from timeline_app.models.pace import Pace
from timeline_app.models.timeline_model import TimelineModel
from timeline_app.storage.lane_queries import LanesReader
from timeline_app.storage.store import Store

Chooses = Callable[[TimelineModel, Grouping], None]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with project(tmp_path / "p.sqlite", Random(5)) as made:
        yield made


@pytest.fixture
def model(qtbot: QtBot, store: Store) -> TimelineModel:
    return TimelineModel(Document(store))


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Chooses:
    """Choose lanes as if events were many: each turn reads one row only."""
    monkeypatch.setattr(belonging, "Pace", lambda turn, **_: Pace(turn, first=1, least=1, most=1))

    def chosen(model: TimelineModel, kind: Grouping) -> None:
        with monkeypatch.context() as only_here:
            only_here.setattr(timeline_lanes, "MANY", 0)
            model.group_by(kind)

    return chosen


def is_made(model: TimelineModel) -> bool:
    return model.regrouping.wanted is None


def begin(choose: Chooses, model: TimelineModel, kind: Grouping) -> None:
    """Choose lanes, and let the first turn of making them pass."""
    choose(model, kind)
    QCoreApplication.processEvents()
    assert not is_made(model)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("kind", KINDS)
def test_any_edit_meanwhile_is_in_the_lanes_that_come(
    qtbot: QtBot, model: TimelineModel, choose: Chooses, kind: Grouping, seed: int
) -> None:
    chance, edits = Random(seed), 0
    choose(model, kind)
    while not is_made(model):
        QCoreApplication.processEvents()
        if edits < 8 and chance.random() < 0.2:
            edits += 1
            assert model.document.do(any_edit(model.document, chance))
    assert model.grouping is kind
    same_as_anew(model)
    assert model.document.do(any_edit(model.document, chance))
    same_as_anew(model)


def test_an_edit_while_they_are_sorted_has_them_sorted_again(
    qtbot: QtBot, model: TimelineModel, choose: Chooses
) -> None:
    work = model.regrouping._work
    snapshots = []

    def edit_then(*args: object) -> None:
        snapshots.append(len(model.columns))
        work(*args)
        if len(snapshots) == 2:  # the first reads what they belong to
            model.document.do(add("Add", Event(new_id(), "More", start_min=5, end_max=9)))

    model.regrouping._work = edit_then
    choose(model, Grouping.STATUS)
    qtbot.waitUntil(partial(is_made, model))
    assert snapshots == [14, 14, 15]
    same_as_anew(model)


def test_the_old_lanes_stay_until_the_new_are_whole(
    qtbot: QtBot, model: TimelineModel, choose: Chooses
) -> None:
    shares: list[float] = []
    model.regrouping.progressed.connect(shares.append)
    before, changes = model.lanes, []
    model.changed.connect(lambda: changes.append(model.grouping))
    choose(model, Grouping.SPEAKER)
    while not is_made(model):
        assert (model.lanes, model.grouping) == (before, Grouping.TRACK)
        QCoreApplication.processEvents()
    assert changes == [Grouping.SPEAKER]
    assert len(shares) > 10
    assert (shares == sorted(shares), shares[-1]) == (True, 1.0)
    choose(model, Grouping.TRACK)
    assert model.grouping is Grouping.SPEAKER
    qtbot.waitUntil(partial(is_made, model))
    same_as_anew(model)


def test_another_choice_takes_the_place_of_the_one_before(
    qtbot: QtBot, model: TimelineModel, choose: Chooses
) -> None:
    changes: list[Grouping] = []
    model.changed.connect(lambda: changes.append(model.grouping))
    begin(choose, model, Grouping.SPEAKER)
    choose(model, Grouping.STATUS)
    qtbot.waitUntil(partial(is_made, model))
    assert changes == [Grouping.STATUS]
    same_as_anew(model)


def test_to_choose_what_there_is_gives_the_other_up(
    qtbot: QtBot, model: TimelineModel, choose: Chooses
) -> None:
    begin(choose, model, Grouping.SPEAKER)
    choose(model, Grouping.TRACK)
    assert is_made(model)
    with qtbot.assertNotEmitted(model.changed, wait=50):
        pass
    assert model.grouping is Grouping.TRACK


def test_a_filter_meanwhile_is_kept(qtbot: QtBot, model: TimelineModel, choose: Chooses) -> None:
    begin(choose, model, Grouping.STATUS)
    model.show_only([event.id for event in model.document.all(Event)][::2])
    qtbot.waitUntil(partial(is_made, model))
    assert sum(map(len, model.lanes)) == 7
    same_as_anew(model)


def test_an_edit_of_very_many_events_meanwhile_reads_all_with_the_lanes_chosen(
    qtbot: QtBot, model: TimelineModel, choose: Chooses
) -> None:
    begin(choose, model, Grouping.STATUS)
    many = (Event(f"e{k}", f"E {k}", start_min=k, end_max=k + 9) for k in range(600))
    model.document.do(add("Import", *many))
    assert is_made(model)
    assert model.grouping is Grouping.STATUS
    same_as_anew(model)


@pytest.mark.parametrize("part", ["__init__", "step"])
def test_what_cannot_be_read_is_said_and_the_lanes_stay(
    qtbot: QtBot,
    model: TimelineModel,
    choose: Chooses,
    monkeypatch: pytest.MonkeyPatch,
    part: str,
) -> None:
    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(LanesReader, part, fail)
    with qtbot.waitSignal(model.document.failed):
        choose(model, Grouping.STATUS)
    assert (is_made(model), model.grouping) == (True, Grouping.TRACK)


def test_a_project_closed_meanwhile_ends_it(
    qtbot: QtBot, model: TimelineModel, choose: Chooses
) -> None:
    begin(choose, model, Grouping.SPEAKER)
    model.document.store.close()
    with qtbot.assertNotEmitted(model.changed, wait=50):
        pass
    assert model.grouping is Grouping.TRACK


@pytest.mark.parametrize("kind", KINDS)
def test_a_big_project_is_read_with_the_lanes_it_was_left_in(
    qtbot: QtBot, store: Store, monkeypatch: pytest.MonkeyPatch, kind: Grouping
) -> None:
    def edit(model: TimelineModel) -> Edit:
        return any_edit(model.document, Random(2))

    with monkeypatch.context() as only_here:
        only_here.setattr(timeline_columns, "SMALLEST", 1)
        model = TimelineModel(Document(store))
        assert model.is_reading
        model.group_by(Grouping.STATUS)
        model.group_by(kind)
        qtbot.waitUntil(lambda: not model.is_reading)
    assert model.grouping is kind
    same_as_anew(model)
    model.document.do(edit(model))
    same_as_anew(model)


def test_lines_from_rows_far_apart_are_all_read(store: Store) -> None:
    with store.reading() as conn:
        conn.execute("UPDATE event SET rowid = rowid * 1000000007 WHERE rowid > 3")
        reader = belonging.BelongingReader(conn, Grouping.STATUS)
        while reader.step(conn):
            pass
        read, at_once = reader.belonging(), belonging.Belonging.of(conn, Grouping.STATUS)
    assert (reader.share, read.told) == (1.0, 14)
    assert read.rows.tolist() == at_once.rows.tolist()
    assert read.counts.tolist() == at_once.counts.tolist()
