"""Statements of a page: few lengths, so that SQLite need not prepare them anew."""

from hypothesis import given
from hypothesis import strategies as st

from timeline_app.storage.table_joins import padded
from timeline_app.storage.table_queries import MOST_AT_ONCE


@given(st.lists(st.integers(), max_size=MOST_AT_ONCE))
def test_padding_asks_for_nothing_else_and_in_few_lengths(values):
    found = padded(values)
    assert set(found) == set(values)
    assert len(found) in (0, 4, 12, 24, 36, 48, 64, 96, MOST_AT_ONCE)
