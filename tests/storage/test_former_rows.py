"""What an undo brings back stands where it stood: "as entered" is the order of the rows."""

import sqlite3
from contextlib import closing

import pytest

from timeline_app.domain.combining import merge_claims
from timeline_app.domain.edits import add, remove
from timeline_app.domain.records import Claim, ClaimEvent, Event, new_id
from timeline_app.storage.store import Store


@pytest.fixture(params=["in the file", "in memory"])
def edited(request, store, path):
    """A store with five claims; edits go to the file at once, or to memory first."""
    event = Event(new_id(), "Troops leave the base")
    claims = [Claim(f"claim {n}", f"Claim {n}") for n in (3, 1, 4, 5, 2)]
    store.apply(add("Add", event, *claims))
    store.apply(add("Link", *(ClaimEvent(new_id(), c.id, event.id) for c in claims)))
    if request.param == "in memory":
        store.hold()
    return store


def rows(store: Store, table: str = "claim") -> list[tuple[int, str]]:
    with store.reading() as conn:
        return conn.execute(f"SELECT rowid, id FROM {table} ORDER BY rowid").fetchall()


def rows_of_file(store: Store) -> list[tuple[int, str]]:
    store.write_back()
    with closing(sqlite3.connect(store.path)) as conn:
        return conn.execute("SELECT rowid, id FROM claim ORDER BY rowid").fetchall()


def test_an_undone_merge_puts_the_claim_back_in_its_place(edited):
    before, links = rows(edited), rows(edited, "claim_event")
    edited.apply(merge_claims(edited, "Merge", "claim 3", ["claim 4", "claim 1"]))
    assert len(rows(edited)) == 3
    edited.undo()
    assert rows(edited) == before == rows_of_file(edited)
    assert rows(edited, "claim_event") == links


def test_redo_and_undo_come_and_go_at_the_same_place(edited):
    edited.apply(add("More", Claim("claim 6", "Claim 6")))
    after = rows(edited)
    edited.undo()
    edited.redo()
    assert rows(edited) == after == rows_of_file(edited)


def test_what_comes_back_to_a_place_that_is_taken_comes_last(edited):
    last = edited.get(Claim, "claim 2")
    links = edited.where(ClaimEvent, claim_id="claim 2")
    edited.apply(remove("Delete", [*links, last]))
    edited.apply(add("Another", Claim("claim 7", "Claim 7")))
    edited.apply(add("Bring back", last, *links))
    assert [record_id for _, record_id in rows(edited)][-2:] == ["claim 7", "claim 2"]
    assert rows_of_file(edited) == rows(edited)


def test_of_two_that_stood_in_one_place_the_first_gets_it_and_nothing_is_lost(edited):
    one, two, other = (Claim(new_id(), words) for words in ("One", "Two", "Other"))
    both = add("Add both", one, two)
    edited.apply(both)
    edited.apply(remove("Remove both", [one, two]))
    edited.apply(add("Add another", other))  # where the first stood
    edited.apply(add("Add one", one))  # where the second stood
    edited.apply(remove("Remove one", [one]))
    edited.apply(both)
    assert {i for _, i in rows(edited)} >= {one.id, two.id, other.id}
    assert rows_of_file(edited) == rows(edited)
