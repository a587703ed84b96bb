"""The dialog shows what leaves and what stays, and shares just what it showed."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from timeline_app.domain.edits import add
from timeline_app.domain.edtf.bounds import bounds_of
from timeline_app.domain.edtf.parsing import parse
from timeline_app.domain.profiles import Grain, Profile, Rules
from timeline_app.domain.records import Actor, Claim, Dating, Event, Hop, Place
from timeline_app.domain.vocabulary import ActorKind, DatingOwner
from timeline_app.models.jobs import Progress
from timeline_app.models.safety.leaving import leaving
from timeline_app.storage.store import Store
from timeline_app.widgets.safety.share_dialog import ShareDialog

SECRET = Actor(
    "a", "Farhad Mirzoyan", note="Fridays", confidential=True, public_description="an official"
)


@pytest.fixture
def dialog(qtbot, project):
    with Store.open(project) as store:
        claim = Claim("said", "Lorries left, says Farhad Mirzoyan", note="call back")
        event = Event("noted", "Convoy", note="who paid?")
        store.apply(add("Add", SECRET, claim, event, Hop("h", claim.id, 0, SECRET.id)), "NK")
    dialog = ShareDialog()
    qtbot.addWidget(dialog)
    quiet = Progress(lambda *_: None)
    dialog.preview_requested.connect(
        lambda profile, rules: dialog.show_leaving(leaving(project, profile, rules, quiet))
    )
    dialog.show()
    dialog.ask_for_preview()
    return dialog


def lines(tree):
    found = []

    def walk(item):
        found.append(item.text(0))
        for number in range(item.childCount()):
            walk(item.child(number))

    walk(tree.invisibleRootItem())
    return found


def test_the_public_sees_no_confidential_name(dialog):
    assert dialog.profile is Profile.PUBLIC
    leaves = lines(dialog.leaves)
    assert "an official" in leaves
    assert "Lorries left, says an official" in leaves
    assert not any("Mirzoyan" in line for line in leaves)


def test_what_stays_is_named(dialog):
    stays = lines(dialog.stays)
    assert any(line.startswith("The history: 2 edits") for line in stays)
    assert "Note: of 1 event" in stays
    assert "claim: Text (1)" in stays


def test_colleagues_get_the_notes(qtbot, dialog):
    qtbot.keyClick(dialog.profiles[Profile.INTERNAL], Qt.Key.Key_Space)
    assert "Farhad Mirzoyan" in lines(dialog.leaves)
    assert "Note: of 1 event" not in lines(dialog.stays)


def test_what_cannot_be_taken_out_is_counted_in_the_tab(dialog):
    assert "(1)" in dialog.tabs.tabText(2)
    assert any("an official" in line for line in lines(dialog.warnings))


def test_a_rule_asks_anew(qtbot, dialog):
    with qtbot.waitSignal(dialog.preview_requested) as asked:
        qtbot.keyClick(dialog.roles, Qt.Key.Key_Space)
    assert asked.args == [Profile.PUBLIC, Rules(no_roles=True)]


def test_what_was_shown_is_what_is_shared(qtbot, dialog):
    with qtbot.waitSignal(dialog.share_requested) as asked:
        qtbot.mouseClick(dialog.share, Qt.MouseButton.LeftButton)
    assert asked.args[0].profile is Profile.PUBLIC
    records = asked.args[0].preview.shared.records
    assert f"{len(records['claim'])} claims" in lines(dialog.leaves)


def test_nothing_is_shared_before_it_was_seen(dialog, project):
    late = leaving(project, Profile.PARTNER, Rules(), Progress(lambda *_: None))
    dialog.preview_requested.disconnect()
    dialog.ask_for_preview()
    dialog.show_leaving(late)
    assert not dialog.share.isEnabled()


@pytest.fixture
def placed(dialog, project):
    """The dialog for a project with a role, a place and a date."""
    with Store.open(project) as store:
        day = bounds_of(parse("2026-01-22"))
        dating = Dating("d", DatingOwner.EVENT, "noted", "that night", edtf="2026-01-22")
        dating = replace(dating, start_min=day.start_min, end_max=day.end_max)
        judge = Actor("j", "A. Judge", ActorKind.PERSON, role="Deputy of the airport")
        store.apply(add("Add", judge, Place("p", "Qamishli airport", "al-Hasakah"), dating))
    dialog.ask_for_preview()
    return dialog


def test_single_roles_and_places_are_told_as_is_typed(placed, qtbot):
    placed.tabs.setCurrentWidget(placed.instead)
    for before, after in (("Deputy of the airport", "an official"), ("Qamishli airport", "Syria")):
        qtbot.keyClicks(placed.instead.field(before), after)
        qtbot.keyClick(placed.instead.field(before), Qt.Key.Key_Return)
    assert placed.rules.roles == (("Deputy of the airport", "an official"),)
    stays = lines(placed.stays)
    assert "Qamishli airport → Syria (1)" in stays
    assert "Deputy of the airport → an official (1)" in stays
    assert "Syria" in lines(placed.leaves)


def test_dates_are_told_by_the_month_when_that_is_chosen(placed, qtbot):
    placed.dates.setCurrentText("Dates by the month")
    assert placed.rules.dates is Grain.MONTH
    assert "2026-01-22 → 2026-01 (1)" in lines(placed.stays)
    assert not any("that night" in line for line in lines(placed.leaves))
