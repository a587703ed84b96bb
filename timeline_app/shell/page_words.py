"""How a ruler on paper writes dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline_app.exchange.words import Words


@dataclass(frozen=True, slots=True)
class PageWords:
    """How the ruler writes dates, in the words of an export's language."""

    words: Words

    def year(self, year: int) -> str:
        """Word a year; before 1 there is no year 0."""
        return str(year) if year > 0 else self.words.say("before_christ", year=f"{1 - year:,}")

    def month(self, year: int, month: int) -> tuple[str, ...]:
        """Word a month with its year, longest first."""
        names = (self._months[month - 1], self._short[month - 1])
        return tuple(f"{name} {self.year(year)}" for name in names)

    def month_alone(self, month: int) -> str:
        """Word a month."""
        return self._short[month - 1]

    def day(self, year: int, month: int, day: int) -> tuple[str, ...]:
        """Word a day with its month and year, longest first."""
        return tuple(f"{day} {name}" for name in self.month(year, month))

    def day_alone(self, weekday: int, day: int) -> tuple[str, str]:
        """Word a day within its month, in full and in short."""
        return f"{self.words.table['days_short'][weekday]} {day}", str(day)

    def clock(self, hour: int, minute: int, second: int | None) -> str:
        """Word a time of day."""
        return f"{hour:02}:{minute:02}" + ("" if second is None else f":{second:02}")

    @property
    def _months(self) -> Sequence[str]:
        return list(self.words.table["months"])

    @property
    def _short(self) -> Sequence[str]:
        return list(self.words.table["months_short"])
