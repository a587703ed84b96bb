"""Opening, copying and closing while the disk is slow: the window lives, and nothing is lost."""

import threading

import pytest

from tests.shell.conftest import press
from tests.slow_disk import SlowDisk
from timeline_app.domain.edits import add
from timeline_app.domain.records import Project, Track
from timeline_app.storage import checking
from timeline_app.storage import store as store_module
from timeline_app.storage.seen import Seen
from timeline_app.storage.store import Store


@pytest.fixture
def opened(window, project):
    assert window.files.open(project)
    return window


@pytest.fixture
def disk(opened, monkeypatch):
    disk = SlowDisk(opened.files.document, monkeypatch)
    yield disk
    disk.recover()


@pytest.fixture
def strange(tmp_path, monkeypatch):
    """A project that was never opened here, and takes as long to examine as the test wants."""
    path = tmp_path / "strange.sqlite"
    Store.create(path, Project("s", "Strange")).close()
    Seen.of_this_person().forget(path)
    gate = threading.Event()
    check = checking.check

    def slow(conn, *, deep, report):
        report(1, 4, "event")
        gate.wait(10)
        return check(conn, deep=deep, report=report)

    monkeypatch.setattr(checking, "check", slow)
    yield path, gate
    gate.set()


def track(number):
    return add(f"Add {number}", Track(f"t{number}", f"Track {number}"))


def status(window):
    return window._status._project.text()


def test_an_examination_is_told_with_its_progress_and_the_open_project_stays(
    opened, strange, in_dialog
):
    path, gate = strange
    before, heard = opened.files.document, []

    def act(dialog):
        heard.append((dialog.progress.maximum(), opened.files.document is before))
        gate.set()

    said = in_dialog(act)
    assert opened.files.open(path)
    assert said == ["Opening “strange.sqlite”…"]
    assert heard == [(4, True)]
    assert opened.files.document.store.path == path


def test_an_examination_that_is_cancelled_changes_nothing(opened, strange, in_dialog, project):
    path, gate = strange
    in_dialog(press("Cancel"))
    assert not opened.files.open(path)
    assert opened.files.document.store.path == project
    gate.set()
    assert opened.files.open(path)


def test_while_a_disk_is_slow_keys_arrive_and_saved_is_said_only_afterwards(opened, disk, qtbot):
    document = opened.files.document
    disk.stall()
    document.do(track(1))
    assert status(opened).startswith("Saving…")
    document.do(track(2))
    assert document.unsaved == ("Add 1", "Add 2")
    qtbot.keyClicks(opened._search, "typed")
    assert opened._search.text() == "typed"
    assert status(opened).startswith("Saving…")
    with qtbot.waitSignal(document.saving_changed):
        disk.recover()
    qtbot.waitUntil(lambda: status(opened).startswith("All changes saved"))
    assert document.unsaved == ()


def test_closing_waits_for_the_disk_and_says_so(opened, disk, in_dialog, project):
    disk.stall()
    opened.files.document.do(track(1))
    said = in_dialog(lambda _: disk.recover())
    opened._desk.close()
    assert said == ["The disk is slow: 1 change is still being written to “Someone's.sqlite”…"]
    assert opened.files.document is None
    with Store.open(project) as again:
        assert again.get(Track, "t1") is not None


def test_who_will_not_wait_for_the_disk_goes_back(opened, disk, in_dialog):
    disk.stall()
    opened.files.document.do(track(1))
    in_dialog(press("Go back"))
    opened._desk.close()
    assert opened.files.document is not None


def test_a_disk_that_never_ends_is_left_by_saving_elsewhere(
    opened, disk, in_dialog, monkeypatch, tmp_path
):
    disk.stall()
    opened.files.document.do(track(1))
    elsewhere = tmp_path / "elsewhere.sqlite"
    monkeypatch.setattr(opened._questions, "file_elsewhere", lambda _: elsewhere)
    in_dialog(press("Save elsewhere…"))
    assert opened._desk.may_leave()
    assert opened.files.document.store.path == elsewhere
    assert opened.files.document.get(Track, "t1") is not None


def test_a_slow_copy_can_be_stopped_and_leaves_nothing(opened, in_dialog, monkeypatch, tmp_path):
    gate = threading.Event()
    copy = store_module.copy_database

    def slow(conn, live, target, between):
        while not gate.wait(0.005):
            between(1, 2)
        copy(conn, live, target, between)

    monkeypatch.setattr(store_module, "copy_database", slow)

    in_dialog(press("Cancel"))
    assert not opened.files.save_copy(tmp_path / "copy.sqlite")
    gate.set()
    assert opened.files.document.do(track(1))
