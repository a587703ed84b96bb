import sqlite3
from contextlib import closing

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
from timeline_app.storage import holding
from timeline_app.storage.checking import check_file
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


def test_the_count_of_a_kind_follows_what_comes_and_goes(document):
    assert document.count(Actor) == 2
    document.do(add("Add", Actor(new_id(), "AFP")))
    assert document.count(Actor) == 3
    document.undo()
    assert document.count(Actor) == 2
    document.redo()
    assert document.count(Actor) == 3


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


def full(document):
    """Let the disk of a document's file be full: SQLite refuses to add a page."""
    file = document.store._file
    (pages,) = file.execute("PRAGMA page_count").fetchone()
    file.execute(f"PRAGMA max_page_count = {pages}").fetchall()


def freed(document):
    document.store._file.execute("PRAGMA max_page_count = 1000000").fetchall()


def long_note(number):
    return add("Add long note", Event(f"long{number}", "x" * 9000))


def test_an_edit_that_cannot_be_written_is_kept_and_explained(qtbot, document):
    document.store.path.unlink()
    with qtbot.waitSignal(document.trouble_changed) as told, qtbot.waitSignal(document.edited):
        assert document.do(renamed("Airlift"))
    assert "deleted" in told.args[0]
    assert document.unsaved == ("Rename the airlift",)
    assert document.get(Event, AIRLIFT.id).title == "Airlift"
    assert not document.store.path.exists()


def test_nothing_kept_in_memory_is_said_to_be_saved(document):
    heard = []
    document.edited.connect(lambda: heard.append(document.unsaved))
    full(document)
    document.do(long_note(1))
    assert heard == [("Add long note",)]
    assert "full" in document.trouble


def test_edits_queue_behind_a_full_disk_and_are_written_in_their_order(document):
    full(document)
    document.do(long_note(1))
    document.do(renamed("Airlift"))
    document.undo()
    document.do(renamed("Airlift out"))
    assert len(document.unsaved) == 4
    assert not document.retry()
    assert "full" in document.trouble
    freed(document)
    assert document.retry()
    assert (document.unsaved, document.trouble) == ((), "")
    path, head = document.store.path, document.store.head_hash
    document.store.close()
    assert check_file(path, deep=True).sound
    with Store.open(path) as again:
        assert again.get(Event, AIRLIFT.id).title == "Airlift out"
        assert [e.label for e in again.history(4)] == [
            "Rename the airlift",
            "Rename the airlift",
            "Rename the airlift",
            "Add long note",
        ]
        assert again.head_hash == head


def test_a_file_put_in_the_place_of_ours_is_never_written_to(document, tmp_path):
    other = tmp_path / "other"
    other.write_bytes(b"somebody else's")
    other.replace(document.store.path)
    document.do(renamed("Airlift"))
    assert not document.retry()
    assert "replaced" in document.trouble
    assert document.store.path.read_bytes() == b"somebody else's"


def test_what_is_in_memory_only_goes_into_a_copy_elsewhere(document, tmp_path):
    document.store.path.unlink()
    document.do(renamed("Airlift"))
    document.store.copy_to(tmp_path / "elsewhere.sqlite")
    with Store.open(tmp_path / "elsewhere.sqlite") as copy:
        assert copy.get(Event, AIRLIFT.id).title == "Airlift"
        assert copy.undo_label == "Rename the airlift"


def test_a_file_that_another_program_changed_is_left_as_it_is(document):
    with closing(sqlite3.connect(document.store.path)) as other, other:
        other.execute("UPDATE edit SET hash = 'other'")
    document.do(renamed("Airlift"))
    assert not document.retry()
    assert "another program" in document.trouble


def test_an_edit_of_a_file_that_cannot_even_be_read_changes_nothing(qtbot, tmp_path, monkeypatch):
    def unplugged(*_):
        raise sqlite3.OperationalError("disk I/O error")

    with Store.create(tmp_path / "q.sqlite", Project(new_id(), "Qamishli")) as store:
        document = Document(store)
        with monkeypatch.context() as away, qtbot.waitSignal(document.failed) as told:
            away.setattr(holding, "copy_of", unplugged)
            assert not document.do(long_note(1))
        assert told.args[0].startswith("Could not read “q.sqlite”")
        assert (document.unsaved, document.undo_label) == ((), None)
        assert document.do(long_note(1))


def test_a_text_that_is_too_large_is_refused_and_waits_for_nothing(qtbot, document):
    with qtbot.waitSignal(document.failed):
        assert not document.do(add("Add", Event("e", "x" * (65 << 20))))
    assert document.unsaved == ()


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
