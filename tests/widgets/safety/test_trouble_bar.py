"""The bar says that nothing is saved, why, and leads out; it never stands in the way."""

import pytest
from PySide6.QtCore import Qt

from timeline_app.domain.edits import revise
from timeline_app.domain.records import Event
from timeline_app.widgets.safety.trouble_bar import TroubleBar


@pytest.fixture
def bar(qtbot, document):
    bar = TroubleBar(document)
    qtbot.addWidget(bar)
    return bar


def rename(document, title):
    before = document.get(Event, "e")
    assert document.do(revise("Rename the airlift", before, Event("e", title)))


def moved(document):
    away = document.store.path.with_name("moved.sqlite")
    document.store.path.rename(away)
    return away


def test_it_is_not_there_while_everything_is_saved(bar, document):
    rename(document, "A")
    assert bar.isHidden()


def test_a_moved_file_is_told_with_what_is_kept(bar, document):
    moved(document)
    rename(document, "A")
    assert not bar.isHidden()
    assert "moved" in bar.reason.text()
    assert bar.waiting.text().startswith("1 change is")
    rename(document, "B")
    assert bar.waiting.text().startswith("2 changes are")
    assert bar.waiting.toolTip().count("Rename the airlift") == 2


def test_retry_by_key_saves_and_takes_the_bar_away(qtbot, bar, document):
    away = moved(document)
    rename(document, "A")
    bar.show()
    qtbot.keyClick(bar.retry, Qt.Key.Key_Space)
    assert not bar.isHidden()
    away.rename(document.store.path)
    qtbot.keyClick(bar.retry, Qt.Key.Key_Space)
    assert bar.isHidden()
    assert document.unsaved == ()


def test_saving_elsewhere_is_asked_for(qtbot, bar, document):
    moved(document)
    rename(document, "A")
    with qtbot.waitSignal(bar.save_elsewhere_requested):
        qtbot.mouseClick(bar.elsewhere, Qt.MouseButton.LeftButton)


def test_what_a_project_says_is_no_markup(bar, document):
    before = document.get(Event, "e")
    moved(document)
    document.do(revise("<b>Rename</b>", before, Event("e", "A")))
    assert bar.reason.textFormat() is Qt.TextFormat.PlainText
    assert "<b>" not in bar.waiting.toolTip()
