"""A drive that does not answer: nothing of it is asked on the window's thread, whatever is done."""

import builtins
import io
import os
import sqlite3
import threading
import traceback
from pathlib import Path
from urllib.parse import unquote

import pytest
from PySide6.QtWidgets import QPushButton

from tests.shell.conftest import press
from tests.shell.test_safety import add_track, dialog_of, said, tracks
from timeline_app.domain.records import Project
from timeline_app.storage.backups import Backups
from timeline_app.storage.store import Store
from timeline_app.widgets.safety.backups_dialog import BackupsDialog
from timeline_app.widgets.safety.history_dialog import HistoryDialog
from timeline_app.widgets.safety.share_dialog import ShareDialog

CALLS = (
    *((os, name) for name in ("stat", "lstat", "access", "open", "scandir", "listdir", "mkdir")),
    *((os, name) for name in ("rename", "replace", "unlink", "remove", "readlink")),
    *((io, "open"), (builtins, "open"), (sqlite3, "connect")),
)
"""How Python asks a drive for anything."""


class Drive:
    """A folder of which every question is noted that is asked on the window's thread.

    While it is dead, the questions asked on other threads are not answered.
    """

    def __init__(self, folder, monkeypatch):
        self.folder = folder
        self.asked = []
        self._lives = threading.Event()
        self._lives.set()
        for module, name in CALLS:
            monkeypatch.setattr(module, name, self._watched(name, getattr(module, name)))

    def die(self):
        self._lives.clear()

    def live(self):
        self._lives.set()

    def _watched(self, name, real):
        def watched(*args, **more):
            if args and str(self.folder) in unquote(str(args[0])):
                self._note(name, args[0])
            return real(*args, **more)

        return watched

    def _note(self, name, what):
        if threading.current_thread() is not threading.main_thread():
            self._lives.wait(20)
        else:
            ours = [f for f in traceback.extract_stack() if "timeline_app" in f.filename]
            at = [f"{Path(f.filename).name}:{f.lineno}" for f in ours[-4:]]
            self.asked.append(f"{name} {what} ({' < '.join(reversed(at))})")


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "drive"
    folder.mkdir()
    Store.create(folder / "p.sqlite", Project("p", "On a drive")).close()
    return folder / "p.sqlite"


@pytest.fixture
def drive(window, project, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    drive = Drive(project.parent, monkeypatch)
    yield drive
    drive.live()


def test_a_day_with_a_project_asks_its_drive_for_nothing_on_the_windows_thread(
    window, project, drive, qtbot
):
    window.files.open(project)
    add_track(window)
    window.files.document.undo()
    window.files.document.redo()
    window._backups.look()
    qtbot.waitUntil(lambda: Backups.of_this_person().of("p") != [])
    dialog = dialog_of(window, BackupsDialog, "backups")
    qtbot.waitUntil(lambda: "0 events" in dialog.counts.text())
    dialog.reject()
    dialog_of(window, HistoryDialog, "history").reject()
    sharing = dialog_of(window, ShareDialog, "share")
    qtbot.waitUntil(sharing.share.isEnabled)
    sharing.reject()
    window.files.close()
    window.files.open(project, read_only=True)
    assert tracks(window) == ["Deployment"]
    window.files.close()
    assert drive.asked == []


def test_the_watch_sees_what_is_asked_on_the_windows_thread(project, drive):
    assert project.is_file()
    assert len(drive.asked) == 1


def recent(window):
    return [b.text() for b in window.findChildren(QPushButton) if b.objectName() == "recent"]


def test_the_start_waits_for_no_recent_file_and_drops_it_once_it_is_known_to_be_gone(
    window, start, project, drive, qtbot
):
    window.files.open(project)
    window.files.close()
    drive.die()
    again = start()
    assert any("its drive does not answer yet" in text for text in recent(again))
    project.unlink()
    drive.asked.clear()
    drive.live()
    qtbot.waitUntil(lambda: not any("its drive" in text for text in recent(again)))
    assert not any(text.startswith("p ") for text in recent(again))
    assert drive.asked == []


def test_what_was_open_last_is_not_waited_for_at_the_start(window, project, drive, in_dialog):
    drive.die()
    said = in_dialog(press("Cancel"))
    assert not window.files.is_there(project)
    assert said == ["Looking for “p.sqlite”…"]
    assert drive.asked == []


def test_opening_can_be_given_up(window, project, drive, in_dialog):
    before = window.files.document
    drive.die()
    said = in_dialog(press("Cancel"))
    assert not window.files.open(project)
    assert said == ["Opening “p.sqlite”…"]
    assert window.files.document is before
    assert drive.asked == []


def test_the_backups_of_an_open_project_are_there_without_its_drive(window, project, drive, qtbot):
    window.files.open(project)
    Backups.of_this_person().make(project)
    drive.asked.clear()
    drive.die()
    dialog = dialog_of(window, BackupsDialog, "backups")
    qtbot.waitUntil(lambda: "0 events" in dialog.counts.text())
    dialog.reject()
    assert drive.asked == []
    drive.live()


def test_the_backups_of_a_closed_file_are_looked_for_with_the_window_alive(
    window, project, drive, qtbot
):
    drive.die()
    window._safety.show_backups(project)
    (dialog,) = window.findChildren(BackupsDialog)
    assert dialog.title.text() == "Looking for backups…"
    drive.live()
    qtbot.waitUntil(lambda: dialog.title.text() == "No backups yet")
    dialog.reject()
    assert drive.asked == []


def test_what_lies_beside_a_project_is_set_aside_with_the_window_alive(
    window, project, drive, answers, qtbot
):
    project.with_name("p.sqlite-wal").write_bytes(b"crafted")
    window.files.open(project)
    drive.asked.clear()
    answers("Set it aside and open")
    qtbot.waitUntil(lambda: window.files.document is not None)
    assert window.files.document.store.path == project
    assert drive.asked == []


def test_closing_goes_on_without_a_drive_that_does_not_answer(window, project, drive, monkeypatch):
    monkeypatch.setattr("timeline_app.models.saving._CLOSING", 0.2)
    monkeypatch.setattr("timeline_app.models.saving.PATIENCE", 0.02)
    window.files.open(project)
    add_track(window)
    drive.asked.clear()
    drive.die()
    window.files.close()
    assert window.files.document is None
    assert drive.asked == []


def test_a_shared_folder_that_does_not_answer_holds_nobody_up(window, tmp_path, monkeypatch, qtbot):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    Store.create(folder / "far.sqlite", Project("f", "Far")).close()
    drive = Drive(folder, monkeypatch)
    window.files.open(folder / "far.sqlite")
    qtbot.waitUntil(lambda: window.files.document is not None)
    drive.die()
    add_track(window)
    window.actions_["write_back"].trigger()
    assert any("Writing back" in text for text in said(window))
    window.files.document.undo()
    assert tracks(window) == []
    window.actions_["write_back"].trigger()
    drive.live()
    qtbot.waitUntil(lambda: any("Shared folder: up to date" in text for text in said(window)))
    assert drive.asked == []
