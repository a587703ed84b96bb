import pytest

from timeline_app.domain.edits import Change, Edit, add, revise
from timeline_app.domain.records import (
    Actor,
    Claim,
    ClaimEvent,
    Dating,
    Event,
    Hop,
    OriginLink,
    Project,
    new_id,
)
from timeline_app.domain.vocabulary import DatingOwner, Independence
from timeline_app.models.document import Document
from timeline_app.storage.store import Store

AIRLIFT = Event(new_id(), "Airlift out of Qamishli")
REUTERS, AP = Actor(new_id(), "Reuters"), Actor(new_id(), "Associated Press")
CLAIMS = [Claim(new_id(), "Aircraft left."), Claim(new_id(), "Quarters stand empty.")]


@pytest.fixture
def document(qapp, tmp_path):
    store = Store.create(tmp_path / "q.sqlite", Project(new_id(), "Qamishli"))
    document = Document(store, author="AK")
    document.do(
        add(
            "Add the airlift",
            AIRLIFT,
            REUTERS,
            AP,
            *CLAIMS,
            *(ClaimEvent(new_id(), claim.id, AIRLIFT.id) for claim in CLAIMS),
            *(
                Hop(new_id(), claim.id, 0, actor.id)
                for claim, actor in zip(CLAIMS, (REUTERS, AP), strict=True)
            ),
        )
    )
    yield document
    store.close()


def renamed(title):
    return revise("Rename the airlift", AIRLIFT, Event(AIRLIFT.id, title))


def test_an_edit_is_told_once_it_is_on_the_disk(qtbot, document):
    with qtbot.waitSignal(document.edited) as told:
        document.do(renamed("Airlift"))
    assert told.args[0].label == "Rename the airlift"
    assert document.store.get(Event, AIRLIFT.id).title == "Airlift"


def test_what_was_read_before_an_edit_is_read_anew_after_it(document):
    assert document.get(Event, AIRLIFT.id).title == "Airlift out of Qamishli"
    document.do(renamed("Airlift"))
    assert document.get(Event, AIRLIFT.id).title == "Airlift"
    document.undo()
    assert document.get(Event, AIRLIFT.id).title == "Airlift out of Qamishli"


def test_undo_and_redo_say_what_they_would_do(document):
    document.do(renamed("Airlift"))
    assert document.undo_label == "Rename the airlift"
    document.undo()
    assert (document.undo_label, document.redo_label) == ("Add the airlift", "Rename the airlift")


def test_views_hear_of_an_undo_as_of_any_edit(qtbot, document):
    document.do(renamed("Airlift"))
    with qtbot.waitSignal(document.edited) as told:
        assert document.undo()
    assert told.args[0].changes[0].after == AIRLIFT


def test_there_is_nothing_to_redo_at_first(qtbot, document):
    with qtbot.assertNotEmitted(document.edited):
        assert not document.redo()


def test_an_edit_that_cannot_be_written_is_explained_and_changes_nothing(qtbot, document):
    document.store.path.unlink()
    with qtbot.waitSignal(document.failed) as failed, qtbot.assertNotEmitted(document.edited):
        assert not document.do(renamed("Airlift"))
    assert "deleted" in failed.args[0]
    assert document.get(Event, AIRLIFT.id) == AIRLIFT


def test_an_empty_edit_is_no_step(qtbot, document):
    with qtbot.assertNotEmitted(document.edited):
        assert document.do(Edit("Nothing", ()))
    assert document.undo_label == "Add the airlift"


def test_a_standing_follows_what_is_said_of_its_origins(document):
    assert document.standing(AIRLIFT.id).origins_text == "2 origins"
    link = OriginLink(new_id(), REUTERS.id, AP.id, Independence.UNKNOWN)
    document.do(Edit("Doubt their independence", (Change(None, link),)))
    assert document.standing(AIRLIFT.id).origins_text == "1 to 2 origins"
    document.undo()
    assert document.standing(AIRLIFT.id).origins_text == "2 origins"


def test_a_chain_names_its_actors_as_they_are_now(document):
    assert document.chain(CLAIMS[0].id).text == "Reuters"
    document.do(revise("Rename Reuters", REUTERS, Actor(REUTERS.id, "Рейтер")))
    assert document.chain(CLAIMS[0].id).text == "Рейтер"


def test_every_edit_is_signed(document):
    assert document.history(1)[0].author == "AK"


def test_a_standing_counts_only_what_was_known_on_a_day(qtbot, document):
    hop = document.where(Hop, claim_id=CLAIMS[1].id)[0]
    later = Dating(new_id(), DatingOwner.HOP, hop.id, edtf="1970-01-03", start_min=172_800)
    document.do(add("Date it", later))
    with qtbot.waitSignal(document.horizon_changed) as changed:
        document.show_as_known_on(86_400)
    assert changed.args == [86_400]
    assert document.unknown == {CLAIMS[1].id}
    assert document.standing(AIRLIFT.id).origins_text == "1 origin"
    document.show_as_known_on(None)
    assert document.standing(AIRLIFT.id).origins_text == "2 origins"


def test_the_horizon_follows_a_corrected_date(document):
    hop = document.where(Hop, claim_id=CLAIMS[1].id)[0]
    document.show_as_known_on(86_400)
    later = Dating(new_id(), DatingOwner.HOP, hop.id, edtf="1970-01-03", start_min=172_800)
    document.do(add("Date it", later))
    assert document.unknown == {CLAIMS[1].id}
