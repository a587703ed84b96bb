"""A slow disk keeps nobody waiting, loses nothing, and is never said to have what it has not."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from threading import Event as Gate
from time import perf_counter

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QTimer

from tests.slow_disk import SlowDisk
from timeline_app.domain.edits import add, revise
from timeline_app.domain.records import Event, Project, new_id
from timeline_app.models import saving
from timeline_app.models.document import Document
from timeline_app.storage.checking import check_file
from timeline_app.storage.store import Store


@pytest.fixture
def document(qtbot, tmp_path):
    document = Document(Store.create(tmp_path / "q.sqlite", Project(new_id(), "Qamishli")))
    assert document.do(added(0))
    yield document
    if shiboken6.isValid(document):
        document.close()


@pytest.fixture
def disk(document, monkeypatch):
    disk = SlowDisk(document, monkeypatch)
    yield disk
    disk.recover()


def added(number):
    return add(f"Add {number}", Event(f"e{number}", f"Event {number}"))


def beside(document):
    """Return another connection to a document's file, as a backup has one."""
    return closing(sqlite3.connect(f"{document.store.path.as_uri()}?mode=ro", uri=True))


def in_file(document):
    """Return the ids of the events that are in the file itself."""
    with beside(document) as connection:
        return {event_id for (event_id,) in connection.execute("SELECT id FROM event")}


def forget_the_log(store):
    """Leave a store as one that was never edited, as a copy for somebody else is."""
    with store.reading() as connection:
        connection.execute("DELETE FROM edit")
    store._stacks.digest, store._stacks.number, store._stacks.hash = None, 0, ""
    store._saved = (0, "")


def took(act):
    began = perf_counter()
    act()
    return perf_counter() - began


def test_on_an_ordinary_disk_an_edit_is_in_the_file_when_it_is_made(document):
    document.do(added(1))
    assert document.unsaved == ()
    assert in_file(document) == {"e0", "e1"}


def test_the_event_loop_goes_round_and_round_during_one_commit(qtbot, document, disk):
    beats = []

    def beat():
        beats.append(document.unsaved)
        if len(beats) == 50:
            disk.recover()  # no sooner, so that a loop that waits for the disk never ends

    disk.stall()
    timer = QTimer()
    timer.timeout.connect(beat)
    document.do(added(1))
    timer.start(5)
    with qtbot.waitSignal(document.saving_changed):
        pass
    assert beats[:50] == [("Add 1",)] * 50


def test_after_one_slow_commit_the_next_edit_waits_for_nothing(document, disk, monkeypatch):
    disk.stall()
    document.do(added(1))
    monkeypatch.setattr(saving, "PATIENCE", 60.0)
    assert took(lambda: document.do(added(2))) < 30
    assert document.get(Event, "e2") is not None
    assert document.unsaved == ("Add 1", "Add 2")


def test_what_is_not_on_the_disk_yet_is_named_and_said_when_it_is(qtbot, document, disk):
    disk.stall()
    document.do(added(1))
    assert (document.is_saving, document.unsaved, document.trouble) == (True, ("Add 1",), "")
    with qtbot.waitSignal(document.saving_changed):
        disk.recover()
    assert (document.is_saving, document.unsaved) == (False, ())
    assert in_file(document) == {"e0", "e1"}


def test_a_storm_of_undos_during_a_slow_commit_arrives_in_its_order(qtbot, document, disk):
    disk.stall()
    document.do(added(1))
    document.do(revise("Rename", Event("e1", "Event 1"), Event("e1", "Another")))
    for _ in range(5):
        document.undo()
        document.undo()
        document.redo()
        document.redo()
    document.undo()
    disk.recover()
    qtbot.waitUntil(lambda: not document.is_saving)
    head = document.store.head_hash
    document.close()
    assert check_file(document.store.path, deep=True).sound
    with Store.open(document.store.path) as again:
        assert again.head_hash == head
        assert again.get(Event, "e1").title == "Event 1"
        assert len(again.history()) == 1 + 2 + 20 + 1
        assert (again.undo_label, again.redo_label) == ("Add 1", "Rename")


def test_a_file_moved_during_a_slow_commit_is_told_and_nothing_is_lost(qtbot, document, disk):
    disk.stall()
    document.do(added(1))
    document.do(added(2))
    away = document.store.path.with_name("away.sqlite")
    document.store.path.rename(away)
    with qtbot.waitSignal(document.trouble_changed) as told:
        disk.recover()
    assert "moved" in told.args[0]
    assert document.unsaved[-1] == "Add 2"
    away.rename(document.store.path)
    document.retry()
    qtbot.waitUntil(lambda: not document.is_saving)
    assert (document.trouble, document.unsaved) == ("", ())
    assert in_file(document) == {"e0", "e1", "e2"}


def test_closing_during_a_slow_commit_waits_for_nobody_and_loses_nothing(document, disk):
    disk.stall()
    document.do(added(1))
    document.do(added(2))
    document.close()
    disk.recover()
    document._saving._thread.shutdown(wait=True)
    with Store.open(document.store.path) as again:
        assert again.count(Event) == 3


def test_a_backup_that_reads_the_file_is_waited_for(qtbot, document, monkeypatch):
    monkeypatch.setattr(saving, "PATIENCE", 0.02)
    document.store._file.execute("PRAGMA busy_timeout = 50").fetchall()
    write_back, tries = document.store.write_back, []
    monkeypatch.setattr(document.store, "write_back", lambda: (tries.append(1), write_back()))
    with beside(document) as reader:
        cursor = reader.execute("SELECT name FROM sqlite_master")
        cursor.fetchone()  # and so keeps the file from being written
        document.do(added(1))
        qtbot.waitUntil(lambda: len(tries) > 2)
        assert (document.is_saving, document.trouble) == (True, "")
        with qtbot.waitSignal(document.saving_changed):
            cursor.close()
    assert in_file(document) == {"e0", "e1"}


def test_a_large_file_is_brought_to_memory_while_the_window_lives(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(saving, "PATIENCE", 0.02)
    gate, beats = Gate(), []
    store = Store.create(tmp_path / "large.sqlite", Project(new_id(), "Large"))
    hold = store.hold

    def slowly(report):
        gate.wait(5)
        hold(report)

    monkeypatch.setattr(store, "hold", slowly)
    document = Document(store)
    document.prepare()
    timer = QTimer()
    timer.timeout.connect(lambda: (beats.append(1), len(beats) == 20 and gate.set()))
    timer.start(5)
    assert document.do(added(1))
    assert len(beats) >= 20
    qtbot.waitUntil(lambda: not document.is_saving)
    document.close()
    with Store.open(store.path) as again:
        assert again.count(Event) == 1


def test_the_first_edit_of_a_big_project_says_what_it_waits_for(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(saving, "PATIENCE", 0.0)
    monkeypatch.setattr(saving, "TELLING_AFTER", 0.0)
    gate, told = Gate(), []
    store = Store.create(tmp_path / "large.sqlite", Project(new_id(), "Large"))
    hold = store.hold

    def slowly(report):
        report(1, 4, "digest")
        gate.wait(5)
        hold(report)

    def hear(share):
        told.append(share)
        gate.set()

    monkeypatch.setattr(store, "hold", slowly)
    document = Document(store)
    document.preparing.connect(hear)
    assert document.do(added(1))
    assert (told[0] in {0.0, 0.25}, told[-1]) == (True, 1.0)
    document.close()


def test_closing_stops_what_prepares_the_first_edit(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(saving, "_STANDING_BACK", 0.02)
    store = Store.create(tmp_path / "large.sqlite", Project(new_id(), "Large"))
    store.write_records(Event, (Event(new_id(), "x") for _ in range(6_000)))
    forget_the_log(store)
    document = Document(store)
    document.prepare()
    assert took(document.close) < 2
    assert not document.store.is_held


def test_a_disk_that_answers_when_nobody_is_there_any_more_harms_nothing(document, disk):
    disk.stall()
    document.do(added(1))
    path, thread = document.store.path, document._saving._thread
    document.close()
    shiboken6.delete(document)
    disk.recover()
    thread.shutdown(wait=True)
    QCoreApplication.processEvents()
    with Store.open(path) as store:
        assert store.get(Event, "e1") is not None


def slowly(document, monkeypatch, gate, step="make"):
    """Have steps of a document wait for a gate before they are made."""
    make = getattr(document.store, step)

    def late(*given):
        assert gate.wait(10)
        return make(*given)

    monkeypatch.setattr(document.store, step, late)


def test_the_window_lives_while_an_edit_is_made(document, monkeypatch):
    gate, seen = Gate(), []
    slowly(document, monkeypatch, gate)

    def look():
        seen.append(document.get(Event, "e1"))
        gate.set()

    QTimer.singleShot(0, look)
    assert document.do(added(1))
    assert seen == [None]  # nothing of it is seen before it is whole
    assert document.get(Event, "e1") is not None


def test_an_edit_made_while_another_one_is_made_is_kept_before_it(document, monkeypatch):
    gate, told = Gate(), []
    slowly(document, monkeypatch, gate)
    document.edited.connect(lambda edit: told.append(edit.label))

    def meanwhile():
        gate.set()
        assert document.do(added(2))

    QTimer.singleShot(0, meanwhile)
    assert document.do(added(1))
    assert told == ["Add 2", "Add 1"]
    assert document.undo()
    assert in_memory(document) == {"e0", "e2"}
    document.close()
    assert check_file(document.store.path, deep=True).sound


def test_an_edit_of_what_was_changed_meanwhile_is_refused_in_a_sentence(document, monkeypatch):
    gate, told = Gate(), []
    event = document.get(Event, "e0")
    slowly(document, monkeypatch, gate)
    document.failed.connect(told.append)

    def meanwhile():
        gate.set()
        assert document.do(revise("Name", event, replace(event, title="Meanwhile")))

    QTimer.singleShot(0, meanwhile)
    assert not document.do(revise("Rename", event, replace(event, title="Later")))
    assert told == ["“Rename” was not done: the same was changed meanwhile."]
    assert document.get(Event, "e0").title == "Meanwhile"


def test_an_undo_takes_back_nothing_that_came_while_it_was_made(document, monkeypatch):
    gate = Gate()
    slowly(document, monkeypatch, gate, "make_undo")

    def meanwhile():
        gate.set()
        assert document.do(added(1))

    QTimer.singleShot(0, meanwhile)
    assert not document.undo()
    assert in_memory(document) == {"e0", "e1"}
    assert document.undo_label == "Add 1"


def test_an_edit_that_is_made_while_the_project_is_closed_says_so(document, monkeypatch):
    gate, told = Gate(), []
    slowly(document, monkeypatch, gate)
    document.failed.connect(told.append)

    def close():
        gate.set()
        document.close()

    QTimer.singleShot(0, close)
    assert not document.do(added(1))
    assert told == ["“Add 1” was not done: the project was closed meanwhile."]


def in_memory(document):
    return {event.id for event in document.all(Event)}
