"""How far a big project is read, or other lanes of it; shown only if it takes a while."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QSize
from PySide6.QtWidgets import QProgressBar

from timeline_app.widgets.timeline_canvas import TimelineCanvas

PATIENCE = 300
"""Milliseconds before anything is shown."""

PAUSE = 200
"""Milliseconds between two figures."""

_SIZE = QSize(320, 28)
_ROOM = QSize(48, 8)  # around the text


class ReadingProgress(QProgressBar):
    """Appears over the timeline after a moment and goes when all is done."""

    def __init__(self, canvas: TimelineCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._since, self._said = QElapsedTimer(), QElapsedTimer()
        self._since.start()
        self.setObjectName("reading")
        self.setRange(0, 100)
        self.hide()
        reading, lanes = self.tr("Reading events"), self.tr("Making other lanes")
        canvas.model.progressed.connect(lambda share: self._follow(reading, "", share))
        esc = self.tr(" – Esc keeps these")
        canvas.model.regrouping.progressed.connect(lambda share: self._follow(lanes, esc, share))

    def _follow(self, doing: str, hint: str, share: float) -> None:
        if share >= 1:
            self._since.invalidate()
            self.hide()
            return
        if not self._since.isValid():
            self._since.start()
            self._said.invalidate()
        if self._said.isValid() and self._said.elapsed() < PAUSE:
            return  # the timeline beneath is painted with it
        self._said.start()
        self.setAccessibleName(doing)
        self.setFormat(f"{doing}… %p %{hint}")
        self.setValue(round(share * 100))
        text = QSize(self.fontMetrics().horizontalAdvance(self.text()), self.fontMetrics().height())
        self.resize(_SIZE.expandedTo(text + _ROOM))
        self.move(self._canvas.rect().center() - self.rect().center())
        self.setVisible(self._since.elapsed() > PATIENCE)
