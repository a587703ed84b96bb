"""What an EDTF text is made of; `str()` of a part writes it back exactly as it was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

NOT_MARKED: Final = ("", "", "")
OPEN: Final = ".."
UNKNOWN: Final = ""


@dataclass(frozen=True, slots=True)
class Date:
    """One date, its components as written: digits, `X`, `Y`, `E` and `S` kept.

    `before` and `after` hold the qualifier on either side of year, month and day. To the right it
    counts for the component and all to its left, to the left for that component only
    (LoC level 2, "Qualification").
    """

    year: str
    month: str = ""
    day: str = ""
    clock: str = ""
    shift: str = ""
    before: tuple[str, str, str] = NOT_MARKED
    after: tuple[str, str, str] = NOT_MARKED

    def __str__(self) -> str:
        parts = (self.year, self.month, self.day)
        marked = (
            f"{left}{part}{right}"
            for left, part, right in zip(self.before, parts, self.after, strict=True)
            if part
        )
        clock = f"T{self.clock}{self.shift}" if self.clock else ""
        return "-".join(marked) + clock

    @property
    def marks(self) -> str:
        """All qualifiers of the date, in order, for `in` tests."""
        return "".join(self.before + self.after)


@dataclass(frozen=True, slots=True)
class Interval:
    """A time interval; an end is a date, `..` (open) or nothing (unknown)."""

    start: Date | str
    end: Date | str

    def __str__(self) -> str:
        return f"{self.start}/{self.end}"

    @property
    def dates(self) -> tuple[Date, ...]:
        """The ends that are dates."""
        return tuple(end for end in (self.start, self.end) if isinstance(end, Date))


@dataclass(frozen=True, slots=True)
class Run:
    """All values from one date to another inside a set; a missing end means "or earlier/later"."""

    first: Date | None
    last: Date | None

    def __str__(self) -> str:
        return f"{self.first or ''}..{self.last or ''}"

    @property
    def dates(self) -> tuple[Date, ...]:
        """The ends that are dates."""
        return tuple(end for end in (self.first, self.last) if end is not None)


@dataclass(frozen=True, slots=True)
class Members:
    """A set: one of its members (`[`) or all of them (`{`)."""

    bracket: str
    members: tuple[Date | Run, ...]

    def __str__(self) -> str:
        inner = ",".join(str(member) for member in self.members)
        return f"[{inner}]" if self.bracket == "[" else f"{{{inner}}}"

    @property
    def dates(self) -> tuple[Date, ...]:
        """All dates named in the set."""
        found: list[Date] = []
        for member in self.members:
            found.extend((member,) if isinstance(member, Date) else member.dates)
        return tuple(found)


Expression = Date | Interval | Members
