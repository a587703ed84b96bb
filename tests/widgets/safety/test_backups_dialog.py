"""The backups are listed by day, and the chosen one tells what it holds."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from timeline_app.domain.edits import add
from timeline_app.domain.records import Event
from timeline_app.models.jobs import Progress
from timeline_app.models.safety.backup_contents import contents_of
from timeline_app.storage.backups import Backups
from timeline_app.storage.store import Store
from timeline_app.widgets.safety.backups_dialog import BackupsDialog

NOON = datetime(2026, 1, 28, 12, tzinfo=UTC)


@pytest.fixture
def backups(project, tmp_path):
    """Three backups: two of one day, one of the day before, each with an edit more."""
    kept = Backups(tmp_path / "backups")
    for number, made_at in enumerate((NOON - timedelta(days=1), NOON, NOON + timedelta(hours=1))):
        kept.make(project, made_at)
        with Store.open(project) as store:
            store.apply(add(f"Add number {number}", Event(f"n{number}", "اسم")), "NK")
    return kept.all(project)


@pytest.fixture
def dialog(qtbot, backups):
    dialog = BackupsDialog("project.sqlite")
    qtbot.addWidget(dialog)
    look = partial(contents_of, progress=Progress(lambda *_: None))
    dialog.looked_at.connect(lambda backup: dialog.show_contents(look(backup)))
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    assert dialog.title.text() == "Looking for backups…"
    assert not dialog.restore.isEnabled()
    dialog.show_backups(backups)
    return dialog


def test_they_are_listed_by_day_newest_first(dialog, backups):
    days = [dialog.list.topLevelItem(n) for n in range(dialog.list.topLevelItemCount())]
    assert [day.childCount() for day in days] == [2, 1]
    assert dialog.chosen == backups[0]


def test_choosing_by_key_shows_what_a_backup_holds(qtbot, dialog, backups):
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog.chosen == backups[1]
    assert dialog.counts.text().startswith("2 events")
    assert dialog.edits.topLevelItem(0).text(2) == "Add number 0"
    assert dialog.edits.topLevelItem(0).text(1) == "NK"


def test_what_was_read_of_another_backup_is_not_shown(qtbot, dialog, backups):
    late = contents_of(backups[0], Progress(lambda *_: None))
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    shown = dialog.counts.text()
    dialog.show_contents(late)
    assert dialog.counts.text() == shown


def test_a_day_is_no_backup(qtbot, dialog):
    dialog.list.setCurrentItem(dialog.list.topLevelItem(0))
    assert dialog.chosen is None
    assert not dialog.restore.isEnabled()


def test_the_chosen_one_is_asked_for(qtbot, dialog, backups):
    with qtbot.waitSignal(dialog.restore_requested) as asked:
        qtbot.mouseClick(dialog.restore, Qt.MouseButton.LeftButton)
    assert asked.args == [backups[0]]
    with qtbot.waitSignal(dialog.copy_requested) as asked:
        qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    assert asked.args == [backups[0]]


def test_nothing_else_is_begun_while_it_works(qtbot, dialog):
    dialog.show_working("Restoring…")
    assert not dialog.restore.isEnabled()
    assert dialog.progress.isVisible()
    with qtbot.waitSignal(dialog.stop_requested):
        qtbot.keyClick(dialog.stop, Qt.Key.Key_Space)
    dialog.show_failure("The disk is full.")
    assert dialog.restore.isEnabled()
    assert dialog.said.text() == "The disk is full."


def test_without_backups_it_says_when_the_first_comes(qtbot):
    dialog = BackupsDialog("project.sqlite")
    qtbot.addWidget(dialog)
    dialog.show_backups([])
    assert dialog.title.text() == "No backups yet"
    assert not dialog.copy.isEnabled()


def test_tab_goes_through_the_lists_and_then_the_buttons_as_they_stand(qtbot, dialog):
    dialog.list.setFocus()
    passed = []
    for _ in range(5):
        passed.append(QApplication.focusWidget())
        qtbot.keyClick(passed[-1], Qt.Key.Key_Tab)
    assert passed == [dialog.list, dialog.edits, dialog.restore, dialog.copy, dialog.close_button]
