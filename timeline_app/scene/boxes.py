"""What is drawn: the parts of an event on the screen, and the sizes they are drawn in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from timeline_app.domain.columns import Flag

STUB = 34.0
"""Pixels of the open arrow on a side that is not known."""

SMALLEST_BAR = 10.0
"""Pixels below which a bar is drawn as a diamond."""

FAR = 1e7
"""Pixels beyond which a coordinate is not told apart from further ones."""


class Place(IntEnum):
    """Where an event's label stands."""

    RIGHT = 0  # beside it
    INSIDE = 1  # on the part that is certain, and slides to stay in view
    ON_PALE = 2  # on a bar that has no certain part
    LEFT = 3  # beside it, where the right would lie beyond all there is
    NOWHERE = 4


TUCKED = 8
"""Added to a Place for a bar that keeps everything inside its bounds, whatever its width."""


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
