"""What is left of an order saves work and changes nothing."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.models.tables.mending import FEW, mended
from timeline_app.models.tables.ordering import arranged

VALUES = st.sampled_from([0.0, 1.0, 2.0, -1.0, np.inf, -np.inf, np.nan])
ROWS = st.lists(st.tuples(VALUES, VALUES, st.booleans()), min_size=1, max_size=30)


def columns(rows):
    first, second, mask = zip(*rows, strict=True)
    return np.array(first), np.array(second), np.array(mask)


@given(ROWS, st.data())
def test_an_order_made_from_any_other_is_that_of_a_full_sort(rows, data):
    first, second, mask = columns(rows)
    ranks = [(first, data.draw(st.booleans())), (second, data.draw(st.booleans()))]
    count = data.draw(st.integers(0, len(rows)))  # rows that were there before
    before = np.array(data.draw(st.permutations(range(count))), np.int64)
    before = before[: data.draw(st.integers(0, count))]
    fully = arranged(len(rows), ranks, mask)
    assert arranged(len(rows), ranks, mask, before).tolist() == fully.tolist()


@given(ROWS, st.lists(st.tuples(st.integers(0, 29), VALUES, VALUES, st.booleans()), max_size=3))
def test_after_a_few_changes_the_order_is_that_of_a_full_sort(rows, changes):
    first, second, mask = columns(rows)
    before = arranged(len(rows), [(first, False), (second, True)], mask)
    for place, one, other, fits in changes:
        at = place % len(rows)
        first[at], second[at], mask[at] = one, other, fits
    ranks = [(first, False), (second, True)]
    fully = arranged(len(rows), ranks, mask)
    assert arranged(len(rows), ranks, mask, before).tolist() == fully.tolist()


def test_one_moved_row_needs_no_full_sort():
    key = np.arange(1_000.0)
    key[300] = 700.5
    found = mended([key], np.arange(1_000), np.empty(0, np.int64))
    assert found is not None
    assert found.tolist() == np.lexsort([key]).tolist()


def test_an_order_that_is_all_wrong_is_given_up():
    assert mended([-np.arange(1_000.0)], np.arange(1_000), np.empty(0, np.int64)) is None


def test_very_many_new_rows_are_sorted_with_the_rest():
    key = np.arange(1_000.0)
    assert mended([key], np.arange(1_000 - FEW - 1), np.arange(1_000 - FEW - 1, 1_000)) is None
