"""Projects in shared folders, as a person sees them in the window."""

import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.shell.test_safety import add_track, rescue_dialog, said, tracks
from timeline_app.domain.edits import add
from timeline_app.domain.records import Project, Track
from timeline_app.storage.backups import Backups
from timeline_app.storage.store import Store
from timeline_app.storage.working_copies import WorkingCopies
from timeline_app.widgets.safety.copies_dialog import CopiesDialog
from timeline_app.widgets.safety.far_bar import FarBar
from timeline_app.widgets.safety.merge_dialog import MergeDialog
from timeline_app.widgets.safety.work_dialog import WorkDialog


@pytest.fixture(autouse=True)
def own_data(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def far(tmp_path):
    """A project in a folder that is synchronised."""
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    path = folder / "Desk.sqlite"
    Store.create(path, Project("p", "Desk")).close()
    return path


@pytest.fixture
def opened(window, far, qtbot):
    """A window on the working copy of that project."""
    return open_far(window, far, qtbot)


def open_far(window, far, qtbot):
    window.files.open(far)
    qtbot.waitUntil(lambda: window.files.document is not None)
    qtbot.waitUntil(lambda: not dialogs(window))
    return window


def dialogs(window):
    return [one for one in window.findChildren(WorkDialog) if one.isVisible()]


def bar_of(window):
    return window.findChildren(FarBar)[-1]


def far_tracks(far):
    with closing(sqlite3.connect(f"{far.as_uri()}?mode=ro", uri=True)) as conn:
        return {title for (title,) in conn.execute("SELECT title FROM track")}


def somebody_adds(far, title):
    with Store.open(far) as store:
        store.apply(add(f"Add {title}", Track(title, title)), "OB")


def test_a_project_in_a_shared_folder_is_edited_as_a_copy_and_said_so(opened, far, tmp_path):
    path = opened.files.document.store.path
    assert path.is_relative_to(tmp_path / "data")
    assert str(path) in bar_of(opened).words.text()
    assert str(far.parent) in bar_of(opened).words.text()
    assert "Shared folder: up to date" in said(opened)
    assert opened.windowTitle().startswith("Desk.sqlite")
    assert opened.settings.recent[0] == opened.settings.last_open == far
    assert list(far.parent.iterdir()) == [far]


def test_write_back_now_puts_the_work_there(opened, far, qtbot):
    add_track(opened)
    assert "1 change not written back yet" in said(opened)
    assert far_tracks(far) == set()
    opened.actions_["write_back"].trigger()
    qtbot.waitUntil(lambda: "Shared folder: up to date" in said(opened))
    assert far_tracks(far) == {"Deployment"}


def test_a_pause_writes_back_quietly(opened, far, qtbot):
    add_track(opened)
    assert opened._far._keeper._pause.isActive()
    opened._far._keeper._pause.setInterval(1)
    qtbot.waitUntil(lambda: far_tracks(far) == {"Deployment"})


def test_closing_the_window_writes_back(opened, far):
    add_track(opened)
    assert opened.close()
    assert far_tracks(far) == {"Deployment"}


def test_closing_without_the_far_folder_keeps_the_work_for_the_next_opening(
    start, opened, far, answers, qtbot
):
    add_track(opened)
    far.parent.rename(far.parent.with_name("unplugged"))
    asked = answers("Close it")
    assert opened.close()
    assert "Nothing is lost" in asked[0]
    assert "no such file" in asked[0]
    again = open_far(start(), far, qtbot)  # still out of reach
    assert tracks(again) == ["Deployment"]
    again._far._keeper.look()
    qtbot.waitUntil(lambda: "no such file" in bar_of(again).words.text())
    far.parent.with_name("unplugged").rename(far.parent)
    again._far._keeper.look()
    qtbot.waitUntil(lambda: far_tracks(far) == {"Deployment"})


def test_escape_from_that_question_stays(opened, far, answers):
    add_track(opened)
    far.unlink()
    answers()
    assert not opened.close()
    assert opened.files.document is not None
    opened._far.let_go()


def test_a_crash_loses_nothing_and_the_next_opening_writes_back(far, window, qtbot):
    working = WorkingCopies.of_this_person().check_out(far)
    somebody_adds(working.local, "Before the crash")
    open_far(window, far, qtbot)
    assert "1 change not written back yet" in said(window)
    window._far._keeper.look()
    qtbot.waitUntil(lambda: far_tracks(far) == {"Before the crash"})


def test_what_others_changed_is_merged_and_then_written_back(opened, far, qtbot):
    add_track(opened, "Mine")
    somebody_adds(far, "Theirs")
    opened.actions_["write_back"].trigger()
    qtbot.waitUntil(lambda: "Shared folder: changed by somebody else" in said(opened))
    assert far_tracks(far) == {"Theirs"}
    qtbot.mouseClick(bar_of(opened).merge, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(opened.findChildren(MergeDialog)) == 1)
    (dialog,) = opened.findChildren(MergeDialog)
    qtbot.waitUntil(dialog.merge.isEnabled)
    assert "Desk.sqlite" in dialog.windowTitle()
    qtbot.mouseClick(dialog.merge, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: far_tracks(far) == {"Mine", "Theirs"})
    qtbot.waitUntil(lambda: "Shared folder: up to date" in said(opened))


def test_a_change_of_others_is_noticed_while_nothing_is_done_here(opened, far, qtbot):
    opened._far._keeper.look()
    qtbot.waitUntil(lambda: opened._far._keeper._job is None)
    somebody_adds(far, "Theirs")
    opened._far._keeper.look()
    qtbot.waitUntil(bar_of(opened).merge.isVisible)
    assert "Theirs" not in tracks(opened)


def test_it_can_be_edited_there_anyway_and_in_a_copy_again(opened, far, qtbot, answers):
    add_track(opened)
    asked = answers("Edit it there")
    qtbot.mouseClick(bar_of(opened).there, Qt.MouseButton.LeftButton)
    assert "work can be lost" in asked[0]
    assert opened.files.document.store.path == far
    assert tracks(opened) == ["Deployment"]
    assert WorkingCopies.of_this_person().all() == []
    opened.files.close()
    assert opened.files.open(far)  # as was said
    qtbot.mouseClick(bar_of(opened).here, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: opened.files.document is not None and not dialogs(opened))
    assert opened.files.document.store.path != far


def test_a_damaged_far_file_is_refused_with_its_ways_out(window, far, qtbot):
    far.write_bytes(far.read_bytes()[:-4096])
    window.files.open(far)
    dialog = rescue_dialog(window, qtbot)
    assert any("damaged" in label.text() for label in dialog.findChildren(QLabel))
    dialog.reject()


def test_a_new_project_in_a_shared_folder_is_a_copy_too(window, far, qtbot):
    window.files.new(far.with_name("New.sqlite"))
    qtbot.waitUntil(lambda: window.files.document is not None)
    assert window.files.document.store.path != far.with_name("New.sqlite")
    assert far.with_name("New.sqlite").exists()


# The list of copies


def copies_dialog(window, qtbot, text):
    """Show the working copies, once the first of them tells how it stands."""
    window.actions_["copies"].trigger()
    (dialog,) = [one for one in window.findChildren(CopiesDialog) if one.isVisible()]
    qtbot.waitUntil(lambda: dialog.list.topLevelItemCount() == 1)
    qtbot.waitUntil(lambda: text in dialog.list.topLevelItem(0).text(1))
    return dialog


@pytest.fixture
def left_behind(opened, far):
    """A window with nothing open, after a far file was renamed that lacks an edit."""
    add_track(opened)
    far.rename(far.with_name("Renamed.sqlite"))
    opened.files.close()
    return opened


def test_without_copies_the_list_says_so(window, qtbot):
    window.actions_["copies"].trigger()
    (dialog,) = window.findChildren(CopiesDialog)
    qtbot.waitUntil(lambda: dialog.title.text() == "No working copies on this computer")
    assert not dialog.open_it.isEnabled()
    dialog.reject()


def test_a_copy_is_listed_with_how_it_stands_and_opened(opened, far, qtbot):
    opened.files.close()
    dialog = copies_dialog(opened, qtbot, "the same as its file")
    assert dialog.list.topLevelItem(0).text(2) == str(far.parent)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: opened.files.document is not None)
    assert opened.settings.last_open == far


def test_the_copy_of_a_renamed_file_can_still_be_opened(left_behind, qtbot):
    dialog = copies_dialog(
        left_behind, qtbot, "1 change only here · its file is not there any more"
    )
    qtbot.mouseClick(dialog.open_it, Qt.MouseButton.LeftButton)
    assert tracks(left_behind) == ["Deployment"]


def test_it_can_be_saved_elsewhere(left_behind, qtbot, monkeypatch, tmp_path):
    out = tmp_path / "saved.sqlite"
    monkeypatch.setattr(left_behind._questions, "file_elsewhere", lambda _: out)
    dialog = copies_dialog(left_behind, qtbot, "not there any more")
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Saved as" in dialog.said.text())
    assert far_tracks(out) == {"Deployment"}
    dialog.reject()


def test_it_is_discarded_only_when_told_and_after_a_backup(left_behind, qtbot, answers):
    dialog = copies_dialog(left_behind, qtbot, "not there any more")
    asked = answers()
    qtbot.mouseClick(dialog.discard, Qt.MouseButton.LeftButton)
    assert "1 change is only in it" in asked[0]
    assert len(WorkingCopies.of_this_person().all()) == 1
    answers("Discard the copy")
    qtbot.mouseClick(dialog.discard, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.list.topLevelItemCount() == 0)
    assert WorkingCopies.of_this_person().all() == []
    (backup,) = Backups.of_this_person().of("p")
    assert far_tracks(backup.path) == {"Deployment"}
    dialog.reject()


def test_the_copy_that_is_open_is_not_discarded(opened, qtbot):
    dialog = copies_dialog(opened, qtbot, "the same as its file")
    qtbot.mouseClick(dialog.discard, Qt.MouseButton.LeftButton)
    assert "close the project first" in dialog.said.text()
    assert len(WorkingCopies.of_this_person().all()) == 1
    dialog.reject()


def test_what_was_done_before_a_far_file_was_renamed_is_offered_when_it_is_opened(
    left_behind, far, qtbot, answers
):
    asked = answers("Merge it…")
    left_behind.files.open(far.with_name("Renamed.sqlite"))
    qtbot.waitUntil(lambda: len(left_behind.findChildren(MergeDialog)) == 1)
    assert "1 change is only in the working copy of another file" in asked[0]
    (dialog,) = left_behind.findChildren(MergeDialog)
    qtbot.waitUntil(dialog.merge.isEnabled)
    qtbot.mouseClick(dialog.merge, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tracks(left_behind) == ["Deployment"])
