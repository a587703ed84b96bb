"""A strip of pixels that is laid down again and again, as wide as what it covers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

_ROWS = 32
"""Rows of pixels: few enough to stay in the processor's memory while they are copied."""


class Strip:
    """Room for a strip, kept from frame to frame: new memory has to be cleared each time."""

    def __init__(self) -> None:
        self._make(0)

    def _make(self, wide: int) -> None:
        self._pixels = np.empty((_ROWS, wide), np.uint32)
        room = self._pixels.data
        self._image = QImage(room, wide, _ROWS, wide * 4, QImage.Format.Format_RGB32)

    def ruled(
        self, wide: int, ground: int, columns: NDArray[np.int64], colours: NDArray[np.uint32]
    ) -> QImage:
        """Return a strip of a ground with lines down some columns; colours as 0xffRRGGBB.

        Good until the next.
        """
        if wide != self._pixels.shape[1]:
            self._make(wide)
        self._pixels.fill(ground)
        self._pixels[:, columns] = colours
        return self._image
