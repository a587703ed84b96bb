import pytest

from timeline_app.domain.edits import Change, Edit, add, remove, revise
from timeline_app.domain.records import Event, Track


def test_an_edit_undone_twice_is_itself():
    edit = Edit("Rename", (Change(Event("e", "A"), Event("e", "B")), Change(None, Track("t", "T"))))
    assert edit.inverse().inverse() == edit


def test_undoing_takes_the_changes_in_reverse_order():
    edit = add("Add", Track("t", "T"), Event("e", "A", track_id="t"))
    assert [change.id for change in edit.inverse().changes] == ["e", "t"]


def test_a_change_is_about_one_record():
    with pytest.raises(ValueError, match="one record"):
        Change(Event("e", "A"), Event("f", "A"))
    with pytest.raises(ValueError, match="one record"):
        Change(Event("e", "A"), Track("e", "A"))
    with pytest.raises(ValueError, match="needs a record"):
        Change(None, None)


def test_an_edit_knows_which_records_it_touches():
    edit = revise("Rename", Event("e", "A"), Event("e", "B"))
    assert edit.touches("event", "claim")
    assert not edit.touches("claim")
    assert edit.ids("event") == {"e"}


def test_removing_says_what_was_there():
    assert remove("Delete", [Event("e", "A")]).changes[0].before == Event("e", "A")
