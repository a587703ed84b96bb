import pytest

from timeline_app.domain.edits import add
from timeline_app.domain.records import Claim, Event, Project, new_id
from timeline_app.storage import search_texts
from timeline_app.storage.store import Store

LONG = "a" * (search_texts.MOST_LETTERS - 1)


@pytest.fixture
def store(tmp_path):
    store = Store.create(tmp_path / "q.sqlite", Project(new_id(), "Qamishli"))
    yield store
    store.close()


def sliced(store, most):
    with store.reading() as connection:
        return list(search_texts.slices(connection, most))


def test_a_slice_holds_as_many_records_as_it_may_when_it_is_read(store):
    store.apply(add("Add", *(Claim(f"c{n}", "moved") for n in range(9))), "")
    mosts = iter([1, 3, 4, 2, 2])
    slices = sliced(store, lambda: next(mosts, 1))
    claims = [[text.id for text in piece.texts if text.kind == "claim"] for piece in slices]
    assert [text for piece in claims for text in piece] == [f"c{n}" for n in range(9)]
    assert max(map(len, claims)) <= 4
    assert (slices[-1].done, slices[-1].total) == (9, 9)


def test_long_texts_make_slices_short_and_the_longest_stand_alone(store):
    texts = ("moved", LONG, "b", "c" * 1_000_000, "d", "e")
    store.apply(add("Add", Event("z", "Airlift"), *(Claim(t[0], t) for t in texts)), "")
    slices = sliced(store, lambda: 100)
    assert [[text.id for text in piece.texts] for piece in slices] == [
        ["z"], ["m"], ["a", "b"], ["c"], ["d", "e"],
    ]  # fmt: skip
