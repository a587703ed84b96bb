"""Tables are gone through a run of rowids at a time, wherever the rows stand."""

import sqlite3
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.storage.stretches import runs

ROWIDS = st.one_of(
    st.integers(1, 3_000), st.integers(-(1 << 63), (1 << 63) - 1), st.just((1 << 63) - 1)
)


def table_of(rowids: set[int]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE event (id INTEGER PRIMARY KEY)")
    connection.executemany("INSERT INTO event VALUES (?)", [(rowid,) for rowid in rowids])
    return connection


@given(st.sets(ROWIDS, max_size=40), st.sampled_from([1, 7, 500, 4_000]))
def test_every_row_is_in_one_run_and_a_run_is_no_longer_than_asked_for(
    rowids: set[int], at_once: int
) -> None:
    connection = table_of(rowids)
    found = runs(connection, "event", at_once)
    connection.close()
    assert [sum(first <= rowid <= last for first, last in found) for rowid in rowids] == [
        1 for _ in rowids
    ]
    assert all(last - first < at_once for first, last in found)
    assert all(a[1] < b[0] for a, b in pairwise(found))


@pytest.mark.parametrize("far", [1 << 40, (1 << 63) - 1])
def test_rows_that_are_far_apart_are_as_few_runs_as_rows(far: int) -> None:
    connection = table_of({1, 2, far})
    assert len(runs(connection, "event", 500)) == 2
    connection.close()
