"""A refused file leaves ways out, and a rescue tells what it found and what it did not."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from timeline_app.storage.backups import Backup
from timeline_app.storage.rescue import rescue
from timeline_app.widgets.safety.rescue_dialog import RescueDialog

BACKUP = Backup(Path("b.sqlite"), datetime(2026, 1, 28, 12, tzinfo=UTC), 7, "abc", 4096)


@pytest.fixture
def show(qtbot):
    def make(*backups):
        dialog = RescueDialog(Path("a.sqlite"), "“a.sqlite” is damaged.")
        qtbot.addWidget(dialog)
        dialog.show()
        assert dialog.kept.text() == "Looking for backups…"
        dialog.show_backups(backups)
        return dialog

    return make


def test_it_says_why_and_which_backup_is_the_newest(show):
    dialog = show(BACKUP)
    assert dialog.reason.text() == "“a.sqlite” is damaged."
    assert "28 Jan 2026" in dialog.kept.text()
    assert "7 edits" in dialog.kept.text()
    assert dialog.backups.isDefault()


def test_without_backups_only_the_rescue_is_left(qtbot, show):
    dialog = show()
    assert not dialog.backups.isEnabled()
    with qtbot.waitSignal(dialog.rescue_requested):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)


def test_what_was_recovered_is_told(qtbot, show, project, tmp_path):
    out = tmp_path / "rescued.sqlite"
    dialog = show()
    assert not dialog.open_rescued.isVisible()
    dialog.show_rescued(rescue(project, out), out)
    top = dialog.report.topLevelItem(0)
    lines = [top.child(n).text(0) for n in range(top.childCount())]
    assert "1 event" in lines
    with qtbot.waitSignal(dialog.open_requested) as asked:
        qtbot.mouseClick(dialog.open_rescued, Qt.MouseButton.LeftButton)
    assert asked.args == [out]
