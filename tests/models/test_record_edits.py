import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.edits import Change
from timeline_app.domain.records import Actor, Hop
from timeline_app.domain.vocabulary import HopRole
from timeline_app.models.record_edits import add_hop, meant, move_hop

CHAIN = tuple(Hop(f"h{n}", "claim", n, f"a{n}") for n in range(4))


def after(chain, edit):
    hops = {hop.id: hop for hop in chain}
    for change in edit.changes:
        if isinstance(change.record, Hop):
            hops.pop(change.id, None)
            if change.after is not None:
                hops[change.id] = change.after
    return sorted(hops.values(), key=lambda hop: hop.position)


@given(st.integers(0, 3), st.integers(-3, 7))
def test_moving_keeps_every_step_and_numbers_them_from_the_origin(which, to):
    edit = move_hop(CHAIN, CHAIN[which], to)
    moved = CHAIN if edit is None else after(CHAIN, edit)
    assert sorted(hop.id for hop in moved) == [hop.id for hop in CHAIN]
    assert [hop.position for hop in moved] == [0, 1, 2, 3]
    assert moved[max(0, min(3, to))].id == CHAIN[which].id


def test_moving_to_where_it_stands_is_no_edit():
    assert move_hop(CHAIN, CHAIN[2], 2) is None


@pytest.mark.parametrize("position", [0, 2, 4])
def test_a_step_is_put_where_it_belongs(position):
    edit = add_hop("claim", CHAIN, ("new", ()), position)
    chain = after(CHAIN, edit)
    assert chain[position].actor_id == "new"
    assert [hop.position for hop in chain] == [0, 1, 2, 3, 4]
    assert (chain[position].role is HopRole.ORIGINATOR) == (position == 0)


def test_words_that_name_nobody_make_somebody_first():
    actor_id, made = meant("actor", None, "Reuters")
    assert isinstance(made[0].after, Actor)
    edit = add_hop("claim", (), (actor_id, made), 0)
    assert edit.changes[0] == Change(None, made[0].after)
