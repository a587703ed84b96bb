"""Pictures of words that stand in many cells: names, dates, kinds.

Copying a picture takes an eighth of the time of writing its words. Most texts of a table are
written again and again; those of one row alone, as a claim's own, are not worth a picture, so that
one is made when a text is written for the second time.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import NamedTuple

from PySide6.QtGui import QPixmap

MOST_PIXELS = 5_000_000
"""Pixels that are kept: 20 MB at one device pixel to a pixel."""

_MOST_ONCE = 8_192


class Picture(NamedTuple):
    """A picture, and how many pixels it lies to the right of and below where it is asked for."""

    pixmap: QPixmap
    right: int
    down: int


class Pictures:
    """Pictures by what tells them apart; the longest not asked for are forgotten first."""

    def __init__(self, most_pixels: int = MOST_PIXELS) -> None:
        """Keep as many pixels; none keeps nothing."""
        self._most = most_pixels
        self._kept: OrderedDict[Hashable, Picture] = OrderedDict()
        self._once: set[Hashable] = set()
        self._pixels = 0.0

    def find(self, key: Hashable) -> Picture | None:
        """Return a picture that is kept, or None."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def is_worth_one(self, key: Hashable) -> bool:
        """Tell whether a picture was asked about before; it is remembered to have been."""
        if not self._most:
            return False
        if key in self._once:
            return True
        if len(self._once) >= _MOST_ONCE:
            self._once.clear()
        self._once.add(key)
        return False

    def keep(self, key: Hashable, picture: Picture) -> None:
        """Keep a picture that is not kept yet."""
        self._kept[key] = picture
        self._once.discard(key)
        self._pixels += _pixels(picture)
        while self._pixels > self._most:
            _, oldest = self._kept.popitem(last=False)
            self._pixels -= _pixels(oldest)


def _pixels(picture: Picture) -> float:
    size = picture.pixmap.deviceIndependentSize()
    return size.width() * size.height()
