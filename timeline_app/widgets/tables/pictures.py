"""Pictures of words that stand in many cells: names, dates, kinds.

Copying a picture takes an eighth of the time of writing its words, and most texts of a table are
written again and again. Those of one row alone, as a claim's own, are not worth a picture. Pictures
are made while nothing else is to be done: no frame waits for the sake of the next.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import NamedTuple

from PySide6.QtGui import QPixmap

from timeline_app.widgets.tables.lettering import Cut, Lettering

MOST_PIXELS = 5_000_000
"""Pixels that are kept: 20 MB at one device pixel to a pixel."""

_MOST_WISHED = 1_024


class Look(NamedTuple):
    """All that tells the words of a cell from others: the text, its column, and its room in pixels.

    And the roles of the ink, of the pill behind the words or "", and of the ground under both.
    """

    text: str
    column: str
    room: int
    ink: str
    pill: str
    ground: str


class Wish(NamedTuple):
    """What a picture is made of: a look, its words, their font, how far behind its left they stand.

    That is in pixels, as all lengths.
    """

    look: Look
    cut: Cut
    lettering: Lettering
    behind: float


class Picture(NamedTuple):
    """A picture, and how many pixels it lies to the right of and below where it is asked for."""

    pixmap: QPixmap
    right: int
    down: int


class Pictures:
    """Pictures by what they look like; the longest not asked for are forgotten first."""

    def __init__(self, most_pixels: int = MOST_PIXELS) -> None:
        """Keep as many pixels; none keeps nothing."""
        self._most = most_pixels
        self._kept: OrderedDict[Look, Picture] = OrderedDict()
        self._wished: dict[Look, Wish] = {}
        self._pixels = 0.0

    def find(self, look: Look) -> Picture | None:
        """Return a picture that is kept, or None."""
        found = self._kept.get(look)
        if found is not None:
            self._kept.move_to_end(look)
        return found

    def wish(self, wish: Wish) -> None:
        """Wish for a picture of words that were written."""
        if self._most and len(self._wished) < _MOST_WISHED:
            self._wished[wish.look] = wish

    def granted(self, most: int) -> list[Wish]:
        """Return some wishes, the last ones first, which are made now and wished no longer."""
        return [self._wished.popitem()[1] for _ in range(min(most, len(self._wished)))]

    def keep(self, look: Look, picture: Picture) -> None:
        """Keep a picture that is not kept yet."""
        self._kept[look] = picture
        self._pixels += _pixels(picture)
        while self._pixels > self._most:
            _, oldest = self._kept.popitem(last=False)
            self._pixels -= _pixels(oldest)


def _pixels(picture: Picture) -> float:
    size = picture.pixmap.deviceIndependentSize()
    return size.width() * size.height()
