"""How much work a turn of the event loop takes, so that none is long on any computer."""

from __future__ import annotations


class Pace:
    """How many records the next turn takes on, learnt from how long the last ones took."""

    def __init__(self, turn: float, first: int, least: int, most: int) -> None:
        """Aim at turns of so many seconds, beginning with `first` records."""
        self._turn, self._least, self._most = turn, least, most
        self._records = first

    @property
    def records(self) -> int:
        """How many records the next turn is to take on."""
        return self._records

    def note(self, records: int, seconds: float) -> None:
        """Say how long a turn took: a slow one makes the next shorter at once, a quick one slowly.

        One that was quick because there was little to do tells nothing.
        """
        fitting = int(records * self._turn / max(seconds, 1e-6))
        if fitting < self._records or records >= self._records:
            fitting = min(fitting, self._records + self._records // 4 + 1)
            self._records = min(max(fitting, self._least), self._most)
