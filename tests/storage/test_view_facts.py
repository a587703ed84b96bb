"""The columns view filters judge by: what is read anew takes the place of what was known."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.storage.view_facts import Facts, places

ROWS = st.dictionaries(st.integers(1, 30), st.integers(0, 99), max_size=12)


def facts(rows):
    """Facts in which everything about a claim tells the same number."""
    claims = np.array(sorted(rows), np.int64)
    told = np.array([rows[claim] for claim in sorted(rows)], np.int64)
    return Facts(
        claims=claims,
        bounds=np.repeat(told[:, None], 4, axis=1),
        dated=told % 2 == 0,
        read_at=told,
        links=np.column_stack([claims, told, told]),
        events=np.empty(0, np.int64),
        event_bounds=np.empty((0, 4), np.int64),
        track=np.empty(0, np.int64),
    )


@given(ROWS, ROWS)
def test_claims_read_anew_take_the_place_of_what_was_known_and_new_ones_their_own(known, fresh):
    found, expected = facts(known).with_claims(facts(fresh)), facts({**known, **fresh})
    for column in ("claims", "bounds", "dated", "read_at"):
        assert np.array_equal(getattr(found, column), getattr(expected, column)), column
    assert sorted(found.links.tolist()) == sorted(expected.links.tolist())


@given(ROWS, st.sets(st.integers(1, 30)))
def test_a_part_holds_what_is_known_of_its_claims(known, some):
    part = facts(known).part(np.array(sorted(some), np.int64), np.empty(0, np.int64))
    expected = facts({claim: told for claim, told in known.items() if claim in some})
    for column in ("claims", "bounds", "dated", "read_at", "links"):
        assert np.array_equal(getattr(part, column), getattr(expected, column)), column


@given(st.sets(st.integers(-40, 40) | st.integers(-(2**62), 2**62), min_size=1), st.data())
def test_places_are_found_whether_rows_lie_close_together_or_far_apart(rows, data):
    column = sorted(rows)
    wanted = data.draw(st.lists(st.sampled_from(column)))
    found = places(np.array(column, np.int64), np.array(wanted, np.int64))
    assert found.tolist() == [column.index(row) for row in wanted]
