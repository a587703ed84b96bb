"""Nothing is lost and nothing leaks, as a person sees it in the window."""

import json
import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel

from tests.older_version import be_next_version, made_older
from tests.shell.test_files import newer
from timeline_app.domain.edits import add
from timeline_app.domain.records import Actor, Event, Project, Track, new_id
from timeline_app.domain.vocabulary import ActorKind
from timeline_app.storage import fingerprint
from timeline_app.storage.backups import Backups
from timeline_app.storage.locking import lock_path
from timeline_app.storage.store import Store
from timeline_app.widgets.safety.backups_dialog import BackupsDialog
from timeline_app.widgets.safety.history_dialog import HistoryDialog
from timeline_app.widgets.safety.merge_dialog import MergeDialog
from timeline_app.widgets.safety.name_bar import NameBar
from timeline_app.widgets.safety.notice_bar import NoticeBar
from timeline_app.widgets.safety.rescue_dialog import RescueDialog
from timeline_app.widgets.safety.share_dialog import ShareDialog
from timeline_app.widgets.safety.trouble_bar import TroubleBar


@pytest.fixture
def choose_file(monkeypatch):
    """Return a function that arranges the answer of the system's next file dialog."""

    def arrange(path):
        for way in ("getSaveFileName", "getOpenFileName"):
            monkeypatch.setattr(QFileDialog, way, lambda *_: (str(path or ""), ""))

    return arrange


def add_track(window, title="Deployment"):
    return window.files.document.do(add(f"Add {title}", Track(title, title)))


def said(window):
    return [label.text() for label in window.statusBar().findChildren(QLabel)]


@pytest.fixture
def moved(window, project):
    """A window whose open project was moved away, with an edit made since."""
    window.files.open(project)
    project.rename(project.with_name("moved.sqlite"))
    assert add_track(window)
    yield window
    window.files.let_go()  # or closing the window would ask


def bar_of(window):
    (bar,) = window.findChildren(TroubleBar)
    return bar


def test_an_edit_that_cannot_be_saved_is_kept_and_said_without_a_dialog(moved):
    assert bar_of(moved).isVisible()
    assert "moved" in bar_of(moved).reason.text()
    assert any(text.startswith("1 change not saved") for text in said(moved))
    assert moved.files.document.count(Track) == 1


def test_everything_is_said_to_be_saved_again_only_once_it_is(moved, project, qtbot):
    qtbot.mouseClick(bar_of(moved).retry, Qt.MouseButton.LeftButton)
    assert not any("All changes saved" in text for text in said(moved))
    project.with_name("moved.sqlite").rename(project)
    qtbot.mouseClick(bar_of(moved).retry, Qt.MouseButton.LeftButton)
    assert bar_of(moved).isHidden()
    assert any("All changes saved" in text for text in said(moved))
    moved.files.close()
    with Store.open(project) as store:
        assert store.count(Track) == 1


def test_saving_elsewhere_goes_on_with_the_new_file(moved, qtbot, choose_file, tmp_path):
    choose_file(tmp_path / "elsewhere.sqlite")
    qtbot.mouseClick(bar_of(moved).elsewhere, Qt.MouseButton.LeftButton)
    assert moved.files.document.store.path == tmp_path / "elsewhere.sqlite"
    assert moved.files.document.count(Track) == 1
    assert moved.files.document.trouble == ""
    add_track(moved, "Diplomacy")
    assert any("All changes saved" in text for text in said(moved))


def test_the_window_is_not_closed_over_unsaved_changes_without_asking(moved, answers):
    asked = answers()
    moved.close()
    assert "could not be saved" in asked[0]
    assert moved.isVisible()
    assert moved.files.document is not None


def test_unsaved_changes_can_be_discarded(moved, answers):
    answers("Discard the changes")
    assert moved.close()
    assert moved.files.document is None


def test_unsaved_changes_can_be_taken_elsewhere_on_leaving(moved, answers, choose_file, tmp_path):
    choose_file(tmp_path / "kept.sqlite")
    answers("Save elsewhere…")
    assert moved.close()
    with Store.open(Path(tmp_path / "kept.sqlite")) as store:
        assert store.count(Track) == 1


def test_nothing_is_exported_that_lacks_the_last_changes(moved, answers):
    told = answers()
    moved.actions_["export_pdf"].trigger()
    assert "moved" in told[0]


# Backups


@pytest.fixture
def backed_up(window, project, monkeypatch, tmp_path):
    """A window whose project was backed up with one track, and has a second since."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    window.files.open(project)
    add_track(window, "First")
    Backups.of_this_person().make(project)
    add_track(window, "Second")
    return window


def dialog_of(window, kind, command):
    window.actions_[command].trigger()
    (dialog,) = [one for one in window.findChildren(kind) if one.isVisible()]
    return dialog


def tracks(window):
    return [track.title for track in window.files.document.all(Track)]


def test_a_backup_is_put_back_and_what_was_there_is_kept(backed_up, project, qtbot):
    dialog = dialog_of(backed_up, BackupsDialog, "backups")
    qtbot.waitUntil(lambda: "0 events" in dialog.counts.text())
    qtbot.mouseClick(dialog.restore, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: backed_up.files.document is not None and tracks(backed_up) == ["First"])
    (aside,) = project.parent.glob("* until *")
    with Store.open(aside) as store:
        assert store.count(Track) == 2


def test_a_backup_can_be_opened_as_a_copy(backed_up, project, qtbot, choose_file, tmp_path):
    dialog = dialog_of(backed_up, BackupsDialog, "backups")
    choose_file(tmp_path / "copy.sqlite")
    qtbot.waitUntil(dialog.copy.isEnabled)
    qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    copied = tmp_path / "copy.sqlite"
    qtbot.waitUntil(lambda: backed_up.files.document.store.path == copied)
    assert tracks(backed_up) == ["First"]
    with Store.open(project) as store:
        assert store.count(Track) == 2


def test_a_damaged_backup_is_refused_and_the_project_is_open_again(backed_up, project, qtbot):
    (backup,) = Backups.of_this_person().all(project)
    backup.path.write_bytes(backup.path.read_bytes()[:5000])
    dialog = dialog_of(backed_up, BackupsDialog, "backups")
    qtbot.waitUntil(lambda: "damaged" in dialog.said.text())
    qtbot.mouseClick(dialog.restore, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.is_working and backed_up.files.document is not None)
    assert tracks(backed_up) == ["First", "Second"]
    dialog.reject()


# Sharing


@pytest.fixture
def sharing(window, qtbot, project):
    """The dialog for a project with a confidential person, when its preview is there."""
    window.files.open(project)
    name, told = "Farhad Mirzoyan", "an official"
    actor = Actor(new_id(), name, ActorKind.PERSON, confidential=True, public_description=told)
    window.files.document.do(add("Add", actor, Track("t", "Deployment")))
    dialog = dialog_of(window, ShareDialog, "share")
    qtbot.waitUntil(dialog.share.isEnabled)
    return dialog


def test_a_copy_is_shared_without_what_may_not_leave(sharing, qtbot, choose_file, tmp_path):
    choose_file(tmp_path / "public.sqlite")
    qtbot.mouseClick(sharing.share, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "ing the copy" not in sharing.said.text())
    assert sharing.said.text().startswith("Shared as")
    assert b"Mirzoyan" not in (tmp_path / "public.sqlite").read_bytes()
    with Store.open(tmp_path / "public.sqlite") as copy:
        assert [actor.name for actor in copy.all(Actor)] == ["an official"]


def test_a_copy_that_would_tell_is_refused_with_the_place(
    window, sharing, qtbot, choose_file, tmp_path
):
    sharing.reject()
    # Written apart, which the masks do not know but the search does.
    window.files.document.do(add("Add", Track("u", "Farhad-Mirzoyan's route")))
    dialog = dialog_of(window, ShareDialog, "share")
    qtbot.waitUntil(dialog.share.isEnabled)
    choose_file(tmp_path / "public.sqlite")
    qtbot.mouseClick(dialog.share, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "not made" in dialog.said.text())
    assert "track" in dialog.said.text()
    assert not (tmp_path / "public.sqlite").exists()
    dialog.reject()


# History


def test_the_history_of_what_is_selected_is_shown_by_key(window, project, qtbot):
    window.files.open(project)
    window.files.document.do(add("Add the airlift", Event("e", "Airlift")))
    add_track(window)
    window.select("event", "e")
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_H, both)
    (dialog,) = window.findChildren(HistoryDialog)
    assert dialog.edits.topLevelItemCount() == 1
    qtbot.mouseClick(dialog.revert, Qt.MouseButton.LeftButton)
    assert window.files.document.count(Event) == 0
    dialog.reject()


# Merging


@pytest.fixture
def apart(window, project, tmp_path, monkeypatch):
    """A window on a project, and another copy of it with one event more."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    window.files.open(project)
    add_track(window)
    theirs = tmp_path / "theirs.sqlite"
    window.files.document.store.copy_to(theirs)
    with Store.open(theirs) as other:
        other.apply(add("Add the airlift", Event("e", "Airlift")), "OB")
    return window, theirs


def test_another_copy_is_merged_as_one_step_after_a_backup(apart, project, choose_file, qtbot):
    window, theirs = apart
    choose_file(theirs)
    dialog = dialog_of(window, MergeDialog, "merge")
    qtbot.waitUntil(dialog.merge.isEnabled)
    qtbot.mouseClick(dialog.merge, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.files.document.count(Event) == 1)
    assert len(Backups.of_this_person().all(project)) == 1
    window.actions_["undo"].trigger()
    assert window.files.document.count(Event) == 0
    assert tracks(window) == ["Deployment"]


def test_comparing_changes_nothing(apart, choose_file, qtbot):
    window, theirs = apart
    choose_file(theirs)
    dialog = dialog_of(window, MergeDialog, "compare")
    qtbot.waitUntil(lambda: dialog.summary.text() != "")
    assert "1 change comes in" in dialog.summary.text()
    assert window.files.document.count(Event) == 0
    dialog.reject()


def test_a_file_that_is_no_project_is_refused_in_the_dialog(apart, choose_file, qtbot, tmp_path):
    window, _ = apart
    (tmp_path / "notes.txt").write_text("no project")
    choose_file(tmp_path / "notes.txt")
    dialog = dialog_of(window, MergeDialog, "merge")
    qtbot.waitUntil(lambda: "not a project" in dialog.said.text())
    assert not dialog.merge.isEnabled()
    dialog.reject()


# Files that are refused


def rescue_dialog(window, qtbot):
    def shown():
        return [one for one in window.findChildren(RescueDialog) if one.isVisible()]

    qtbot.waitUntil(lambda: len(shown()) == 1)
    return shown()[0]


@pytest.fixture
def damaged(project):
    """A project cut short, closed."""
    with Store.open(project) as store:
        store.apply(add("Add tracks", *(Track(f"t{n}", "x" * 500) for n in range(40))))
    project.write_bytes(project.read_bytes()[:-4096])
    return project


def test_a_damaged_file_is_rescued_into_a_new_project(
    window, damaged, qtbot, choose_file, tmp_path
):
    before = damaged.read_bytes()
    window.files.open(damaged)
    dialog = rescue_dialog(window, qtbot)
    choose_file(tmp_path / "rescued.sqlite")
    qtbot.mouseClick(dialog.rescue, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.open_rescued.isVisible, timeout=30_000)
    qtbot.mouseClick(dialog.open_rescued, Qt.MouseButton.LeftButton)
    assert window.files.document.store.path == tmp_path / "rescued.sqlite"
    assert window.files.document.count(Track) > 20
    assert damaged.read_bytes() == before


def test_a_damaged_file_leads_to_its_backups(window, project, qtbot, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    with Store.open(project) as store:
        store.apply(add("Add track", Track("t", "Deployment")))
    Backups.of_this_person().make(project)
    project.write_bytes(project.read_bytes()[:9000])
    window.files.open(project)
    dialog = rescue_dialog(window, qtbot)
    qtbot.waitUntil(dialog.backups.isEnabled)
    qtbot.mouseClick(dialog.backups, Qt.MouseButton.LeftButton)
    (backups,) = window.findChildren(BackupsDialog)
    qtbot.waitUntil(backups.restore.isEnabled)
    qtbot.mouseClick(backups.restore, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.files.document is not None)
    assert tracks(window) == ["Deployment"]


def lock_elsewhere(project):
    found = {"pid": 77, "host": "another-desk", "since": "2026-01-28T14:02:00+01:00"}
    lock_path(project).write_text(json.dumps(found))


def test_a_file_open_on_another_computer_may_be_looked_at(window, project, answers, qtbot):
    lock_elsewhere(project)
    asked = answers("Open read-only")
    window.files.open(project)
    qtbot.waitUntil(lambda: window.files.document is not None)
    assert "another-desk since 28 Jan 2026, 14:02" in asked[0]
    assert window.files.document.is_read_only
    for command in ("new_claim", "new_event", "quick_entry", "merge", "undo"):
        assert not window.actions_[command].isEnabled()
    assert window.actions_["compare"].isEnabled()


def test_a_lock_left_by_another_computer_is_taken_over_only_when_told(
    window, project, answers, qtbot
):
    lock_elsewhere(project)
    answers("It is closed there: open it here")
    window.files.open(project)
    qtbot.waitUntil(lambda: window.files.document is not None)
    assert not window.files.document.is_read_only


def test_what_lies_beside_a_project_is_set_aside_when_told(window, project, answers, qtbot):
    project.with_name(project.name + "-wal").write_bytes(b"crafted")
    answers("Set it aside and open")
    window.files.open(project)
    qtbot.waitUntil(lambda: window.files.document is not None)
    (aside,) = project.parent.glob("*.aside-*")
    assert aside.read_bytes() == b"crafted"


# The name


def test_the_name_is_asked_for_after_the_first_edit_and_never_again(start, project, qtbot):
    window = start()
    window.files.open(project)
    assert window.findChildren(NameBar) == []
    add_track(window)
    (bar,) = window.findChildren(NameBar)
    qtbot.keyClicks(bar.field, "NK")
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    add_track(window, "Second")
    assert window.files.document.history(1)[0].author == "NK"
    window.close()
    again = start()
    again.files.open(project)
    add_track(again, "Third")
    assert again.findChildren(NameBar) == []
    assert again.files.document.history(1)[0].author == "NK"


def test_a_file_that_is_not_ours_any_more_is_not_backed_up(moved, project, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    project.write_bytes(b"somebody else's")
    moved._backups.look()
    assert moved._backups._job is None


def test_a_newer_file_is_shown_read_only_as_far_as_it_is_understood(
    window, tmp_path, answers, qtbot
):
    path = tmp_path / "newer.sqlite"
    newer(path)
    before = path.read_bytes()
    asked = answers("Look at it read-only")
    window.files.open(path)
    qtbot.waitUntil(lambda: window.files.document is not None, timeout=30_000)
    assert "newer version" in asked[0]
    assert window.files.document.is_read_only
    assert {event.id for event in window.files.document.all(Event)} == {"e", "f"}
    assert "newer.sqlite (read-only)" in window.windowTitle()
    (bar,) = window.findChildren(NoticeBar)
    assert "Not shown: event.mood, weather. Rows not understood: 1, of which 1" in bar.words.text()
    assert window.settings.last_open == path
    shown = window.files.document.store.path
    for command in ("export_pdf", "export_as", "share"):
        asked = answers("OK")
        window.actions_[command].trigger()
        assert "nothing of it is exported or shared" in asked[0]
    assert path.read_bytes() == before
    window.files.close()
    qtbot.waitUntil(lambda: not shown.parent.exists())


@pytest.fixture
def older(window, tmp_path, monkeypatch):
    """A project of the version before."""
    be_next_version(tmp_path, monkeypatch)
    path = tmp_path / "older.sqlite"
    with Store.create(path, Project("p", "Of before")) as store:
        store.apply(add("Add", Event("e", "Known to both")))
    made_older(path)
    yield path
    fingerprint.expected.cache_clear()


def test_an_older_file_in_a_folder_that_cannot_be_written_is_shown_as_it_would_become(
    window, older, answers, qtbot, monkeypatch
):
    monkeypatch.setattr(os, "access", lambda *_: False)
    before = older.read_bytes()
    asked = answers("Open read-only")
    window.files.open(older)
    qtbot.waitUntil(lambda: window.files.document is not None)
    assert "cannot be written to" in asked[0]
    assert [event.title for event in window.files.document.all(Event)] == ["Known to both"]
    (bar,) = window.findChildren(NoticeBar)
    assert "older version" in bar.words.text()
    assert older.read_bytes() == before


def test_everything_can_be_saved_elsewhere_when_the_file_itself_is_gone(
    window, project, qtbot, choose_file, tmp_path
):
    window.files.open(project)
    add_track(window, "Before")
    project.write_bytes(b"")
    add_track(window, "After")
    qtbot.waitUntil(lambda: bar_of(window).isVisible())
    choose_file(tmp_path / "elsewhere.sqlite")
    qtbot.mouseClick(bar_of(window).elsewhere, Qt.MouseButton.LeftButton)
    assert window.files.document.store.path == tmp_path / "elsewhere.sqlite"
    assert tracks(window) == ["Before", "After"]
    assert [edit.label for edit in window.files.document.history(2)] == ["Add After", "Add Before"]
