"""Small pictures kept side by side on large ones, so that hundreds are drawn in one call.

A call from Python to a painter takes longer than what it draws. A frame has a few hundred labels
and marks: they lie on a sheet, and one call copies them all to where they belong.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from timeline_app.widgets.painting.device_pixels import DevicePixels
from timeline_app.widgets.painting.edges import Rows, faded
from timeline_app.widgets.painting.qt_rows import QtRows

WIDEST = 2_048
"""Device pixels of the width of a sheet for wide pictures: none is wider."""

_NARROW = 256
"""Pixels of the width of a sheet for all others. The rows of a picture on it lie near each other in
memory, so that it is copied a fourth faster.
"""

_HIGH = 512
"""Pixels of the height of a sheet for wide pictures; a narrow one has as many in all."""

_MOST = 10
"""Sheets kept from one frame to the next: 4 MB each at one device pixel to a pixel."""

_MOST_ONCE = 4_000
_MOST_NAMES = 20_000
_NONE = -1
"""No sheet has this number."""

Drawing: TypeAlias = Callable[[QPainter], None]
"""Draws on a transparent ground, in pixels from the upper left corner."""


class Laid(NamedTuple):
    """Pictures by number, and the pixels their upper left corners come to: parallel.

    The pixels are counted from the painter's origin.
    """

    pictures: Sequence[int] | NDArray[np.int64]
    xs: Sequence[float] | NDArray[np.float64]
    ys: Sequence[float] | NDArray[np.float64]

    @classmethod
    def joined(cls, parts: Sequence[Laid]) -> Laid:
        """Put pictures together with others."""
        return cls(*(np.concatenate(arrays) for arrays in zip(*parts, strict=True)))


NOTHING_LAID = Laid((), (), ())


@dataclass(eq=False)
class Sheets:
    """Pictures by key, at a pixel ratio, drawn when they are first asked for.

    Each has a number, good until the next `trim`, which forgets the oldest. It is that of a row of
    ten numbers, laid out as Qt's `PixmapFragment`: the middle, counted from where the picture
    comes to, its part of the sheet, and how it is scaled, turned and seen through: not at all.
    """

    ratio: float
    _numbers: dict[Hashable, int] = field(default_factory=dict)
    _table: NDArray[np.float64] = field(default_factory=lambda: np.zeros((1_024, 10)))
    _sheet_of: NDArray[np.int64] = field(default_factory=lambda: np.full(1_024, _NONE))
    _fragments: QtRows[QPainter.PixmapFragment] = field(
        default_factory=lambda: QtRows(QPainter.PixmapFragment, 10, np.float64)
    )
    _aliases: dict[Hashable, int] = field(default_factory=dict)
    _once: dict[tuple[int, bool], tuple[object, int]] = field(default_factory=dict)
    _spare: list[int] = field(default_factory=list)
    _sheets: dict[int, QPixmap] = field(default_factory=dict)
    _shelves: dict[tuple[int, int], tuple[int, int, int]] = field(default_factory=dict)
    """By width of a sheet and height of a picture: the sheet, the left and the top of what is free
    of the shelf in use.
    """

    _open: dict[int, tuple[int, int]] = field(default_factory=dict)
    """By width: the sheet in use, and from where down nothing is on it."""

    _begun: int = 0

    def find(self, key: Hashable) -> int | None:
        """Return the number of a picture that was drawn before, or None."""
        return self._numbers.get(key)

    def numbers(self, keys: Iterable[Hashable]) -> list[int | None]:
        """Return the numbers of pictures that were drawn before, None for each that was not."""
        return list(map(self._numbers.get, keys))

    def number(self, key: Hashable, width: float, height: float, draw: Drawing) -> int:
        """Return the number of the picture of a size in pixels, drawn now if it is not there."""
        found = self._numbers.get(key)
        if found is None:
            self.draw([(key, width, height, draw)])
            found = self._numbers[key]
        return found

    def known_once(self, subjects: Sequence[object], faint: Sequence[bool]) -> list[int | None]:
        """Return the numbers of pictures of values that are never changed, None for each not noted.

        A value is known by being the same object, which takes no time to tell.
        """
        keys = zip(map(id, subjects), faint, strict=True)
        return [known and known[1] for known in map(self._once.get, keys)]

    def note_once(self, subject: object, number: int, *, faint: bool) -> None:
        """Note the picture of a value that is never changed; it is kept, so that no other is it."""
        if len(self._once) > _MOST_ONCE:
            self._once.clear()
        self._once[id(subject), faint] = (subject, number)

    def known_as(self, names: Iterable[Hashable]) -> list[int | None]:
        """Return the numbers of pictures by other names they were given, None for each not given.

        A name is quicker made than a key that tells all that a picture is drawn from.
        """
        return list(map(self._aliases.get, names))

    def name(self, name: Hashable, number: int) -> None:
        """Give a picture another name to be known by."""
        if len(self._aliases) > _MOST_NAMES:
            self._aliases.clear()
        self._aliases[name] = number

    def draw(self, wanted: Iterable[tuple[Hashable, float, float, Drawing]]) -> None:
        """Draw pictures that are not there yet: their keys, widths and heights in pixels."""
        painter: QPainter | None = None
        at = -1
        for key, width, height, draw in wanted:
            high = ceil(height * self.ratio)
            sheet, left, top = self._room(wide := min(ceil(width * self.ratio), WIDEST), high)
            if painter is None or at != sheet:
                if painter is not None:
                    painter.end()
                at, painter = sheet, QPainter(self._sheets[sheet])
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            x, y = left / self.ratio, top / self.ratio
            painter.setClipRect(QRectF(x, y, wide / self.ratio, high / self.ratio))
            painter.translate(x, y)
            draw(painter)
            painter.translate(-x, -y)
            number = self._numbered(sheet, (left, top, wide, high))
            self._numbers[key] = number
        if painter is not None:
            painter.end()

    def trim(self) -> None:
        """Forget the oldest sheets where there are too many: between two frames."""
        while len(self._sheets) > _MOST:
            oldest = next(iter(self._sheets))
            del self._sheets[oldest]
            self._spare += np.flatnonzero(self._sheet_of == oldest).tolist()
            self._once.clear()
            self._aliases.clear()
            gone = set(self._spare)
            self._numbers = {key: n for key, n in self._numbers.items() if n not in gone}
            self._shelves = {h: at for h, at in self._shelves.items() if at[0] != oldest}
            self._open = {wide: at for wide, at in self._open.items() if at[0] != oldest}

    def _room(self, width: int, height: int) -> tuple[int, int, int]:
        """Find room for a picture of so many device pixels: a sheet, and left and top on it."""
        narrow = ceil(_NARROW * self.ratio)
        wide = narrow if width <= narrow else WIDEST
        sheet, left, top = self._shelves.get((wide, height), (_NONE, wide, 0))
        if left + width > wide:
            sheet, top = self._open.get(wide, (_NONE, 0))
            if sheet == _NONE or top + height > self._sheets[sheet].height():
                sheet, top = self._begin(wide, height), 0
            self._open[wide] = (sheet, top + height)
            left = 0
        self._shelves[wide, height] = (sheet, left + width, top)
        return sheet, left, top

    def _numbered(self, sheet: int, box: tuple[int, int, int, int]) -> int:
        """Give a number to a picture, known by its left, top, width and height on a sheet."""
        number = self._spare.pop() if self._spare else len(self._numbers)
        if number >= len(self._table):
            self._table = np.concatenate((self._table, np.zeros_like(self._table)))
            self._sheet_of = np.concatenate((self._sheet_of, np.full_like(self._sheet_of, _NONE)))
        self._table[number] = (box[2] / 2, box[3] / 2, *box, 1, 1, 0, 1)
        self._sheet_of[number] = sheet
        return number

    def _begin(self, wide: int, height: int) -> int:
        """Begin a sheet so wide, and at least so high; return its number."""
        pixmap = QPixmap(wide, max(ceil(_HIGH * self.ratio) * WIDEST // wide, height))
        pixmap.setDevicePixelRatio(self.ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        number, self._begun = self._begun, self._begun + 1
        self._sheets[number] = pixmap
        return number

    def paint(
        self, painter: QPainter, laid: Laid, within: tuple[float, float] | None = None
    ) -> None:
        """Copy pictures to where they belong, on whole device pixels.

        Those that reach over a pixel of `within`, the first and the last seen, fade out there.
        """
        if not len(laid.pictures):
            return
        rows, on = self.placed(laid)
        if within is not None:
            first_seen, last_seen = (round(x * self.ratio) for x in within)
            rows, of = faded(rows, first_seen, last_seen, self.ratio)
            on = on[of]
        self.copy(painter, rows, on)

    def placed(self, laid: Laid) -> tuple[Rows, NDArray[np.int64]]:
        """Return the rows of pictures where they belong, and the sheet each is on."""
        numbers = np.asarray(laid.pictures, np.int64)
        rows = self._table[numbers]
        rows[:, 0] += np.rint(np.asarray(laid.xs) * self.ratio)
        rows[:, 1] += np.rint(np.asarray(laid.ys) * self.ratio)
        return rows, self._sheet_of[numbers]

    def row(self, number: int) -> list[float]:
        """Return the row of a picture whose upper left corner is at the origin."""
        row: list[float] = self._table[number].tolist()
        return row

    def on(self, numbers: Sequence[int]) -> NDArray[np.int64]:
        """Return the sheet each picture is on."""
        return self._sheet_of[np.asarray(numbers, np.int64)]

    def copy(self, painter: QPainter, rows: Rows, on: NDArray[np.int64]) -> None:
        """Copy what rows tell from the sheets they are on."""
        with DevicePixels(painter, self.ratio):
            for sheet in set(on.tolist()):
                first, count = self._fragments.filled(rows[on == sheet])
                painter.drawPixmapFragments(first, count, self._sheets[sheet])
