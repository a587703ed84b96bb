"""How far a big project is read, over the empty timeline; shown only if it takes a while."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QProgressBar

from timeline_app.widgets.timeline_canvas import TimelineCanvas

PATIENCE = 300
"""Milliseconds before anything is shown."""

PAUSE = 200
"""Milliseconds between two figures."""

_SIZE = (320, 24)


class ReadingProgress(QProgressBar):
    """Appears after a moment and goes when all is read."""

    def __init__(self, canvas: TimelineCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._since = QElapsedTimer()
        self._since.start()
        self._said = QElapsedTimer()
        self.setRange(0, 100)
        self.setFormat(self.tr("Reading events… %p %"))
        self.setAccessibleName(self.tr("Reading events"))
        self.resize(*_SIZE)
        self.hide()
        canvas.model.progressed.connect(self._follow)

    def _follow(self, share: float) -> None:
        if share < 1 and self._said.isValid() and self._said.elapsed() < PAUSE:
            return  # the timeline beneath is painted with it
        self._said.start()
        self.setValue(round(share * 100))
        centre = self._canvas.rect().center() - self.rect().center()
        self.move(centre)
        self.setVisible(share < 1 and self._since.elapsed() > PATIENCE)
