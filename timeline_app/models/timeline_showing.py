"""Which events of a project are shown, which of them faintly, and which wait for a date."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from timeline_app.domain.columns import Bools, EventColumns, Flag, Ints

MOST_MENDED = 500
"""Events that are looked at one by one; for more, all are."""


@dataclass(eq=False)
class Showing:
    """What a filter leaves of the events of columns: arrays of one place per event.

    `filter` are the rows that fit, ascending, None if all do; what does not is left out, or shown
    faintly if the filter `dims`. `undated` are indices, ascending; `gone` counts the places of
    events that were removed, `plain` the events that are shown and not faint.
    """

    filter: Ints | None
    dims: bool
    shown: Bools
    dimmed: Bools
    undated: Ints
    gone: int
    plain: int

    @classmethod
    def of(cls, columns: EventColumns, rows: Ints | None, *, dims: bool) -> Showing:
        """Judge all events."""
        here = ~columns.has(Flag.GONE)
        fits = here if rows is None else here & np.isin(columns.rowid, rows)
        shown, dimmed = (here, here & ~fits) if dims else (fits, np.zeros(len(fits), np.bool_))
        undated = np.flatnonzero(columns.has(Flag.UNDATED) & shown)
        gone = len(columns) - int(np.count_nonzero(here))
        return cls(rows, dims, shown, dimmed, undated, gone, int(np.count_nonzero(fits)))

    @property
    def total(self) -> int:
        """The number of events, shown or not."""
        return len(self.shown) - self.gone

    @property
    def filtered(self) -> int:
        """How many events the filter leaves out or dims."""
        return self.total - self.plain

    def mend(self, columns: EventColumns, changed: list[int], *, gone: int) -> None:
        """Judge again some events, which are others or new; `gone` of them were removed before."""
        if grown := len(columns) - len(self.shown):
            self.shown = np.append(self.shown, np.zeros(grown, np.bool_))
            self.dimmed = np.append(self.dimmed, np.zeros(grown, np.bool_))
        here = (columns.flags[changed] & np.uint16(Flag.GONE)) == 0
        fits = here if self.filter is None else here & _among(columns.rowid[changed], self.filter)
        self.gone += int(np.count_nonzero(~here)) - gone
        self._judge(columns, np.array(changed, np.int64), here, fits)

    def refit(self, columns: EventColumns, rows: Ints) -> list[int] | None:
        """Take other rows that fit; return the events that are judged otherwise by them.

        None, and all as it was, if those are many.
        """
        here = ~columns.has(Flag.GONE)
        fits = here & np.isin(columns.rowid, rows)
        changed = np.flatnonzero(fits != (self.shown & ~self.dimmed))
        if len(changed) > MOST_MENDED:
            return None
        self.filter = rows
        self._judge(columns, changed, here[changed], fits[changed])
        return [int(i) for i in changed]

    def _judge(self, columns: EventColumns, at: Ints, here: Bools, fits: Bools) -> None:
        """Note of some events whether they are there and fit, and what follows."""
        before = self.shown[at] & ~self.dimmed[at]
        self.plain += int(np.count_nonzero(fits)) - int(np.count_nonzero(before))
        self.shown[at] = here if self.dims else fits
        self.dimmed[at] = here & ~fits if self.dims else False
        undated = self.shown[at] & ((columns.flags[at] & np.uint16(Flag.UNDATED)) != 0)
        if not np.array_equal(_among(at, self.undated), undated):
            self.undated = np.flatnonzero(columns.has(Flag.UNDATED) & self.shown)


def _among(values: Ints, ascending: Ints) -> Bools:
    """Tell of some values whether they are among others."""
    if not len(ascending):
        return np.zeros(len(values), np.bool_)
    at = ascending.searchsorted(values)
    found: NDArray[np.bool_] = ascending.take(at, mode="clip") == values
    return found
