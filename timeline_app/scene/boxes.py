"""What is drawn: the parts of an event on the screen, and the sizes they are drawn in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, NamedTuple, TypeAlias, overload

import numpy as np
from numpy.typing import NDArray
from typing_extensions import override

from timeline_app.domain.columns import Flag

STUB = 34.0
"""Pixels of the open arrow on a side that is not known."""

SMALLEST_BAR = 10.0
"""Pixels below which a bar is drawn as a diamond."""

FAR = 1e7
"""Pixels beyond which a coordinate is not told apart from further ones."""

Floats: TypeAlias = NDArray[np.float64]


class Place(IntEnum):
    """Where an event's label stands."""

    RIGHT = 0  # beside it
    INSIDE = 1  # on the part that is certain, and slides to stay in view
    ON_PALE = 2  # on a bar that has no certain part
    LEFT = 3  # beside it, where the right would lie beyond all there is
    NOWHERE = 4


TUCKED = 8
"""Added to a Place for a bar that keeps everything inside its bounds, whatever its width."""


LONGEST_LABEL = 360.0
"""Pixels at the usual size of text; a longer label is elided."""

_USUAL = 17.0
"""Height of a line of text at the usual size; systems differ by a pixel."""


@dataclass(frozen=True, slots=True)
class Metrics:
    """Sizes in pixels, all from the height of a line of text, so that 200 % text just grows."""

    line: float

    @property
    def bar(self) -> float:
        """Height of a bar."""
        return round(self.line + 3)

    @property
    def row(self) -> float:
        """Height of a row without pips."""
        return round(self.bar + 8)

    @property
    def pip(self) -> float:
        """Diameter of a claim's pip."""
        return round(self.line * 0.48)

    @property
    def pips(self) -> float:
        """Height that a row of pips adds."""
        return round(self.pip + 7)

    @property
    def padding(self) -> float:
        """Space above the first and below the last row of a lane."""
        return 7.0

    @property
    def longest_label(self) -> float:
        """Width of the longest label that is not elided: as many letters at 200 % text."""
        return max(round(LONGEST_LABEL * self.line / _USUAL), LONGEST_LABEL)

    @property
    def header(self) -> float:
        """Least height of a lane: its title and its counts."""
        return round(self.line * 2 + 18)

    @property
    def collapsed(self) -> float:
        """Height of a collapsed lane."""
        return round(self.line + 10)

    @property
    def strip(self) -> float:
        """Height of the density strip under a crowded lane's rows."""
        return round(self.line + 2)

    @property
    def ruler(self) -> float:
        """Height of the two-tier ruler."""
        return round(self.line * 2 + 12)


class Box(NamedTuple):
    """An event in its row.

    All x are pixels of the view: `left` … `right` its outer bounds, arrows not included,
    `sure_left` … `sure_right` the certain part, empty where the first is the greater. `top` is that
    of the bar, in pixels of the page. `diamond` says it is too short for a bar.
    """

    event: int
    lane: int
    row: int
    top: float
    left: float
    sure_left: float
    sure_right: float
    right: float
    flags: int
    colour: int
    claims: int
    diamond: bool
    place: int
    label_x: float
    label_width: float

    @property
    def ends(self) -> tuple[float, float]:
        """Outer edges of what is drawn, arrows and diamond included, the label not."""
        return drawn_ends(self.left, self.right, self.flags, diamond=self.diamond)


class Columns(NamedTuple):
    """The parts of boxes as parallel arrays, in the order and with the meaning of those of a Box.

    Painters take hundreds of them at once.
    """

    event: NDArray[np.int64]
    lane: NDArray[np.int64]
    row: NDArray[np.int64]
    top: Floats
    left: Floats
    sure_left: Floats
    sure_right: Floats
    right: Floats
    flags: NDArray[np.int64]
    colour: NDArray[np.int64]
    claims: NDArray[np.int64]
    diamond: NDArray[np.bool_]
    place: NDArray[np.int64]
    label_x: Floats
    label_width: Floats

    def only(self, keep: NDArray[np.bool_] | NDArray[np.int64]) -> Columns:
        """Return some of them."""
        arrays: list[Any] = [array[keep] for array in self]
        return Columns(*arrays)

    @property
    def ends(self) -> tuple[Floats, Floats]:
        """Outer edges of what is drawn of each, arrows and diamond included, the label not."""
        middle = (self.left + self.right) / 2
        left = np.where(self.diamond, middle - SMALLEST_BAR * 0.7, self.left)
        right = np.where(self.diamond, middle + SMALLEST_BAR * 0.7, self.right)
        loose = (self.flags & _TUCKED) == 0
        left = left - STUB * (loose & ((self.flags & _START) != 0))
        return left, right + STUB * (loose & ((self.flags & _END) != 0))


@dataclass(eq=False)
class Boxes(Sequence[Box]):
    """The boxes of a frame, kept as columns: each is made a Box when somebody asks for it."""

    columns: Columns
    _made: list[Box] | None = field(default=None, init=False, repr=False)

    @classmethod
    def of(cls, boxes: Sequence[Box]) -> Boxes:
        """Take boxes apart."""
        sides = list(zip(*boxes, strict=True)) or [()] * len(Box._fields)
        arrays = zip(sides, _KINDS, strict=True)
        return cls(Columns(*(np.array(side, kind) for side, kind in arrays)))

    @property
    def events(self) -> list[int]:
        """The index of the event of each."""
        events: list[int] = self.columns.event.tolist()
        return events

    def _all(self) -> list[Box]:
        if self._made is None:
            self._made = list(map(Box, *(array.tolist() for array in self.columns)))
        return self._made

    @override
    def __len__(self) -> int:
        return len(self.columns.event)

    @overload
    def __getitem__(self, at: int) -> Box: ...
    @overload
    def __getitem__(self, at: slice) -> list[Box]: ...
    @override
    def __getitem__(self, at: int | slice) -> Box | list[Box]:
        return self._all()[at]

    @override
    def __iter__(self) -> Iterator[Box]:
        return iter(self._all())

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Boxes) and self._all() == other._all()

    @override
    def __hash__(self) -> int:
        return hash(tuple(self._all()))

    def picked(self, at: NDArray[np.int64]) -> list[Box]:
        """Return some of them, by where they stand."""
        return list(map(Box, *(array.tolist() for array in self.columns.only(at))))

    def with_tops(self, top: Floats) -> Boxes:
        """Return the same boxes at other heights of the page."""
        return Boxes(self.columns._replace(top=top))


_KINDS: tuple[Any, ...] = (
    *(np.int64, np.int64, np.int64, float, float, float, float, float),
    *(np.int64, np.int64, np.int64, np.bool_, np.int64, float, float),
)


def drawn_ends(left: float, right: float, flags: int, *, diamond: bool) -> tuple[float, float]:
    """Return the outer edges of what is drawn of an event."""
    if diamond:
        middle = (left + right) / 2
        left, right = middle - SMALLEST_BAR * 0.7, middle + SMALLEST_BAR * 0.7
    if not flags & _OPEN or flags & _TUCKED:
        return left, right
    return left - STUB * bool(flags & _START), right + STUB * bool(flags & _END)


# Plain numbers: an operation on a member of an enumeration takes ten times as long.
_START, _END, _TUCKED = int(Flag.OPEN_START), int(Flag.OPEN_END), int(Flag.TUCKED)
_OPEN = _START | _END
