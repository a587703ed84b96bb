import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.scene.splicing import Splice


@given(st.lists(st.integers(), max_size=12), st.data())
def test_a_splice_takes_out_and_puts_in_what_a_list_would(
    values: list[int], data: st.DataObject
) -> None:
    array = np.arange(len(values))
    positions = st.integers(0, max(len(values) - 1, 0))
    gone = sorted(data.draw(st.sets(positions)) if values else set())
    places = sorted(data.draw(st.lists(st.integers(0, len(values)), max_size=5)))
    wanted: list[int] = []
    for at in range(len(values) + 1):
        wanted += [-1 - k for k, place in enumerate(places) if place == at]
        wanted += [at] if at < len(values) and at not in gone else []
    splice = Splice(gone, places)
    found = splice.of(array, np.array([-1 - k for k in range(len(places))], np.int64))
    assert found.tolist() == wanted
    first, last = splice.reach
    if len(gone) == len(places):
        assert found[:first].tolist() == list(range(first))
        assert last is not None
        assert found[last:].tolist() == list(range(last, len(values)))
