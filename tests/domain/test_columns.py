import numpy as np
import pytest

from timeline_app.domain import columns as module
from timeline_app.domain.columns import ARRAYS, EventColumns, Flag, settled


def rows_of(first: int, count: int) -> EventColumns:
    rows = np.arange(first, first + count, dtype=np.int64)
    plain = np.zeros(count, np.uint16)
    track = np.zeros(count, np.int16)
    bounds = (rows * 10, rows * 10, rows * 20, rows * 20)
    return settled(rows, bounds, flags=plain, track=track, claims=plain, tracks=("t",))


def test_rows_added_one_by_one_are_those_there_would_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_SPARE", 3)
    columns: EventColumns | None = rows_of(1, 2)
    for row in range(3, 20):
        assert columns is not None
        columns = columns.patched(rows_of(row, 1))
    assert columns is not None
    for name in ARRAYS:
        assert getattr(columns, name).tolist() == getattr(rows_of(1, 19), name).tolist()


def test_a_removed_row_keeps_its_place_until_it_is_written_again() -> None:
    columns = rows_of(1, 5)
    gone = columns.patched(rows_of(2, 1).with_gone([4]))
    assert gone is not None
    assert gone.rowid.tolist() == [1, 2, 3, 4, 5]
    assert gone.has(Flag.GONE).tolist() == [False, False, False, True, False]
    assert gone.has(Flag.UNDATED).tolist() == gone.has(Flag.GONE).tolist()
    back = gone.patched(rows_of(4, 1))
    assert back is not None
    assert back.start_min.tolist() == rows_of(1, 5).start_min.tolist()
