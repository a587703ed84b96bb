"""The history tells each edit in words, and any edit can be taken back as a new one."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from timeline_app.domain.edits import add, revise
from timeline_app.domain.records import Claim, Event, Track
from timeline_app.models.selection import Ref
from timeline_app.widgets.safety.history_dialog import HistoryDialog


@pytest.fixture
def show(qtbot, document):
    def make(ref=None):
        dialog = HistoryDialog(document, ref)
        dialog.edit_requested.connect(document.do)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return make


def rename(document, title):
    before = document.get(Event, "e")
    document.do(revise("Rename the airlift", before, replace(before, title=title)))


def labels(dialog):
    return [dialog.edits.topLevelItem(n).text(2) for n in range(dialog.edits.topLevelItemCount())]


def words(dialog):
    found = []
    for number in range(dialog.words.topLevelItemCount()):
        top = dialog.words.topLevelItem(number)
        found += [top.text(0), *(top.child(n).text(0) for n in range(top.childCount()))]
    return found


def test_the_newest_edit_is_told_in_words(document, show):
    rename(document, "Хмеймим")
    dialog = show()
    assert labels(dialog) == ["Rename the airlift", "Add the airlift"]
    assert words(dialog) == ["Event: Хмеймим", "Title: “Airlift” → “Хмеймим”"]


def test_the_history_of_a_claim_has_only_what_is_about_it(document, show):
    rename(document, "A")
    document.do(add("Add track", Track("t", "T")))
    claim = document.get(Claim, "c")
    document.do(revise("Correct the claim", claim, replace(claim, text="Two aircraft left.")))
    dialog = show(Ref("claim", "c"))
    assert labels(dialog) == ["Correct the claim", "Add the airlift"]
    assert "Two aircraft left." in dialog.windowTitle()


def test_any_edit_can_be_reverted_as_a_new_one(qtbot, document, show):
    rename(document, "A")
    document.do(add("Add track", Track("t", "T")))
    dialog = show()
    qtbot.keyClick(dialog.edits, Qt.Key.Key_Down)
    qtbot.mouseClick(dialog.revert, Qt.MouseButton.LeftButton)
    assert document.get(Event, "e").title == "Airlift"
    assert document.get(Track, "t") is not None
    assert labels(dialog)[0] == "Revert “Rename the airlift”"


def test_what_was_changed_since_is_not_reverted_but_explained(qtbot, document, show):
    rename(document, "A")
    rename(document, "B")
    dialog = show()
    qtbot.keyClick(dialog.edits, Qt.Key.Key_Down)
    qtbot.mouseClick(dialog.revert, Qt.MouseButton.LeftButton)
    assert "changed again since" in dialog.said.text()
    assert document.get(Event, "e").title == "B"


def test_the_hash_of_the_head_can_be_copied_whole(qtbot, document, show):
    dialog = show()
    assert document.store.head_hash.startswith(dialog.head.text().rstrip("…"))
    qtbot.keyClick(dialog.copy_head, Qt.Key.Key_Space)
    assert QGuiApplication.clipboard().text() == document.store.head_hash


def test_an_edit_of_thousands_is_told_in_part(document, show):
    document.do(add("Import", *(Track(f"t{n}", f"T{n}") for n in range(2000))))
    told = words(show())
    assert len(told) < 1000
    assert told[-1].startswith("… and ")


def test_removed_things_keep_their_names(document, show):
    document.do(add("Add track", Track("t", "Diplomacy")))
    document.undo()
    assert words(show()) == ["Track: Diplomacy", "Removed track: Diplomacy"]
