"""The columns view filters judge by: what is read anew takes the place of what was known."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.storage.view_facts import Facts

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
