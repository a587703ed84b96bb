"""A merge is shown before it is made: what comes in, and each clash with both its authors."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from timeline_app.domain.edits import add, revise
from timeline_app.domain.merging import Side
from timeline_app.domain.records import Actor, Claim, ClaimEvent, Event, Project
from timeline_app.models.jobs import Progress
from timeline_app.models.safety.comparing import compared
from timeline_app.storage.store import Store
from timeline_app.widgets.safety.merge_dialog import MergeDialog

QUIET = Progress(lambda *_: None)


@pytest.fixture
def pair(project, tmp_path):
    """Two copies: both renamed the event, theirs has a new claim about it."""
    theirs = tmp_path / "theirs.sqlite"
    with Store.open(project) as mine:
        mine.copy_to(theirs)
        event = mine.get(Event, "e")
        mine.apply(revise("Rename", event, replace(event, title="Mine")), "NK")
    with Store.open(theirs) as other:
        other.apply(revise("Rename", event, replace(event, title="الجسر")), "OB")
        other.apply(
            add("Add claim", Claim("c2", "Lorries left."), ClaimEvent("ce2", "c2", "e")), "OB"
        )
    return project, theirs


@pytest.fixture
def show(qtbot):
    def make(mine, theirs, *, may_merge=True):
        dialog = MergeDialog("theirs.sqlite", may_merge=may_merge)
        qtbot.addWidget(dialog)
        dialog.compare_requested.connect(
            lambda same: dialog.show_comparison(compared(mine, theirs, same, QUIET))
        )
        dialog.show()
        dialog.compare_requested.emit(())
        return dialog

    return make


def tree(of):
    tops = [of.topLevelItem(n) for n in range(of.topLevelItemCount())]
    return {top.text(0): [top.child(n) for n in range(top.childCount())] for top in tops}


def test_what_comes_in_is_grouped_by_what_it_is_about(show, pair):
    dialog = show(*pair)
    found = tree(dialog.incoming)
    assert "Claim: Lorries left." in found
    assert any(about.startswith("Event: ") for about in found)


def test_a_clash_stands_side_by_side_with_both_authors(show, pair):
    dialog = show(*pair)
    top = dialog.clashes.topLevelItem(0)
    assert top.text(1).startswith("NK · ")
    assert top.text(2).startswith("OB · ")
    assert (top.child(0).text(1), top.child(0).text(2)) == ("“Mine”", "“الجسر”")


def test_both_versions_can_be_read_whole(show, pair):
    dialog = show(*pair)
    assert (dialog.mine.toPlainText(), dialog.theirs.toPlainText()) == ("“Mine”", "“الجسر”")


def test_the_choice_is_handed_on(qtbot, show, pair):
    dialog = show(*pair)
    box = dialog.clashes.itemWidget(dialog.clashes.topLevelItem(0), 3)
    box.setFocus()
    qtbot.keyClicks(box, "T")
    with qtbot.waitSignal(dialog.merge_requested) as asked:
        qtbot.mouseClick(dialog.merge, Qt.MouseButton.LeftButton)
    assert asked.args[1] == {("event", "e"): Side.THEIRS}


def test_a_copy_with_nothing_new_cannot_be_merged(show, project, tmp_path):
    with Store.open(project) as mine:
        mine.copy_to(tmp_path / "same.sqlite")
    dialog = show(project, tmp_path / "same.sqlite")
    assert dialog.summary.text().startswith("Nothing new")
    assert not dialog.merge.isEnabled()


def test_comparing_offers_no_merge_and_no_choice(show, pair):
    dialog = show(*pair, may_merge=False)
    assert dialog.merge is None
    assert dialog.clashes.isColumnHidden(3)
    assert dialog.choices == {}


def test_unrelated_projects_are_matched_by_names_that_are_confirmed(qtbot, show, project, tmp_path):
    other = tmp_path / "other.sqlite"
    with Store.create(other, Project("q", "Other")) as store:
        store.apply(add("Add", Actor("theirs", "Anadolu"), Actor("alone", "Reuters")))
    with Store.open(project) as mine:
        mine.apply(add("Add", Actor("mine", "ANADOLU")))
    dialog = show(project, other)
    assert dialog.matches.topLevelItemCount() == 1
    assert any("Anadolu" in about for about in tree(dialog.incoming))
    assert not dialog.merge.isEnabled()  # a ticked one that nobody confirmed would come in twice
    qtbot.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
    assert dialog.merge.isEnabled()
    assert not any("Anadolu" in about for about in tree(dialog.incoming))
    assert any("Reuters" in about for about in tree(dialog.incoming))


def test_records_of_unrelated_projects_that_are_not_the_same_are_merged_as_others(
    qtbot, show, project, tmp_path
):
    other = tmp_path / "other.sqlite"
    with Store.create(other, Project("q", "Other")) as store:
        store.apply(add("Add", Actor("theirs", "Anadolu"), Actor("too", "Reuters")))
    with Store.open(project) as mine:
        mine.apply(add("Add", Actor("mine", "ANADOLU"), Actor("my own", "REUTERS")))
    dialog = show(project, other)
    first, second = (dialog.matches.topLevelItem(n) for n in range(2))
    first.setCheckState(0, Qt.CheckState.Unchecked)
    kept = second.text(1)
    qtbot.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
    (left,) = (dialog.matches.topLevelItem(n) for n in range(dialog.matches.topLevelItemCount()))
    assert left.checkState(0) is Qt.CheckState.Unchecked
    left.setCheckState(0, Qt.CheckState.Checked)
    qtbot.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
    assert dialog.matches.topLevelItemCount() == 0
    assert not any(kept in about for about in tree(dialog.incoming))
