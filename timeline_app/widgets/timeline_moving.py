"""Where a timeline is looked at: the stretch of time, the part of the page, what is folded.

Moving about changes this and nothing else; what a frame shows of it is worked out elsewhere.
"""

from __future__ import annotations

import time
from collections.abc import Collection

from PySide6.QtCore import QElapsedTimer, QRectF, QTimer
from PySide6.QtWidgets import QStyle, QWidget

from timeline_app.domain.records import Id
from timeline_app.models.remembered_views import Place
from timeline_app.models.timeline_model import TimelineModel
from timeline_app.scene.folds import NO_FOLDS, Folds, quiet_folds
from timeline_app.scene.kept import Kept
from timeline_app.scene.layout import Layout
from timeline_app.scene.motion import MILLISECONDS, Motion
from timeline_app.scene.scale import TimeScale
from timeline_app.widgets.timeline_staging import StagedCanvas

_HALF_A_YEAR = 182 * 86_400  # seconds

_BEAT = 16
"""Milliseconds between two frames of a motion."""

PAUSE = 100
"""Milliseconds between two moves after which they are not one."""

_STEP = 2
"""Levels that one move of zooming passes at most; one over more is a leap, and ends where it is."""

PATIENCE = 50
"""Milliseconds after a frame that a hand asked for and may ask for again: that would then show what
is missing, and no frame comes in its way.
"""

_PAUSE_OF_BEATS = 24
"""Milliseconds after a step of zooming until rows go on gliding by themselves."""


class MovingCanvas(StagedCanvas):
    """Knows which stretch of time of a model is shown, and moves it."""

    def __init__(self, model: TimelineModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.motion = True
        """Whether rows may glide; the system's wish for less motion is heeded in any case."""
        self._motion: Motion | None = None
        self._clock = QElapsedTimer()
        self._beat = QTimer(self, interval=_BEAT)
        self._beat.timeout.connect(self._beat_on)
        self._moves = QElapsedTimer()
        self._goes_on = False
        self._strength = 1.0
        self._untouched = True  # until somebody moves, whatever size the window gets is filled
        self._grouping = model.grouping  # when it was looked at last
        self._awaited: Place | None = None  # while the lanes that were left there are made
        model.changed.connect(self._follow)

    @property
    def is_on_the_move(self) -> bool:
        """Whether one step follows another."""
        return self._goes_on and self._moves.elapsed() < PAUSE

    # Moving

    def show_scale(self, scale: TimeScale) -> None:
        """Show another stretch of time."""
        self._untouched = False
        if scale != self.scale:
            lately = self._moves.isValid() and self._moves.elapsed() < PAUSE
            self._goes_on = lately and abs(scale.level - self.scale.level) <= _STEP
            self._moves.start()
            self.scale = scale
            self._settle()
            if self._beat.isActive():
                self._beat.start(_PAUSE_OF_BEATS)  # rows glide in the frames of whoever zooms on

    @property
    def may_animate(self) -> bool:
        """Whether things may move by themselves: not where less motion is wished for."""
        length = self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self)
        return self.motion and length > 0

    def _begin_motion(self) -> None:
        """Let rows glide to where the next zoom level puts them, unless motion is unwanted."""
        if self.page is not None and self.isVisible() and self.may_animate:
            self._motion = Motion.away_from(self.page.boxes, self.page.bands)
            self._clock.start()
            self._beat.start()

    def _beat_on(self) -> None:
        """Draw the next step of a motion."""
        self._beat.setInterval(_BEAT)
        self.update()

    def _end_motion(self) -> None:
        """Let a motion end once its time is over, however many frames somebody else asks for."""
        if self._motion is not None and self._clock.elapsed() >= MILLISECONDS:
            self._motion = None
            self._beat.stop()

    def scroll_to(self, y: float) -> None:
        """Show the page from a height on."""
        most = max(self.layout_now.height - self.area.height(), 0.0)
        scroll = min(max(y, 0.0), most)
        if scroll != self.offset:
            self.offset = scroll
            self._settle()

    def fit(self, first: int, last: int, margin: float = 48.0) -> None:
        """Show a span of time, with so many pixels left free on either side."""
        area = self.area
        margin = min(margin, area.width() / 5)
        scale = TimeScale.fitting(
            first, last, area.left() + margin, area.right() - margin, self.scale.folds
        )
        self.show_scale(scale)

    def scroll_to_event(self, index: int) -> None:
        """Bring the row of an event into view, moving no further than needed."""
        place = self.layout_now.place_of(index)
        if place is not None:
            m = self.look.metrics
            low = place + m.row + m.pips + 6 - self.area.height()
            self.scroll_to(min(max(self.offset, low), place - 6))

    @property
    def place(self) -> Place:
        """Where the view is, as it can be come back to."""
        lanes = tuple(sorted(self.collapsed))
        return Place(self.scale, self.offset, lanes, self.opened, self.model.grouping)

    def come_back(self, place: Place) -> None:
        """Go where the view was left."""
        self.model.group_by(place.grouping)
        self._awaited = None if self.model.grouping is place.grouping else place
        self.collapsed, self.opened = frozenset(place.collapsed), place.opened
        self._renew()
        self.show_scale(place.scale)
        self.scroll_to(place.offset)

    @property
    def is_untouched(self) -> bool:
        """Tell whether nobody has moved yet, so that all is shown at whatever size."""
        return self._untouched

    def fit_all(self) -> None:
        """Show all that is not filtered away; with nothing dated, the year around today."""
        today = int(time.time())
        self.fit(*(self.model.span or (today - _HALF_A_YEAR, today + _HALF_A_YEAR)))

    def fold_more(self, factor: float) -> None:
        """Fold shorter gaps too, or only longer ones."""
        self._strength *= factor
        self.fold_quiet(self._strength)
        self.fit_all()

    def fold_quiet(self, strength: float = 1.0) -> None:
        """Fold every stretch in which nothing happens."""
        self.set_folds(quiet_folds(self.model.moments, strength))

    def unfold_all(self) -> None:
        """Open every fold."""
        self.set_folds(NO_FOLDS)

    def set_folds(self, folds: Folds) -> None:
        """Take other folds, keeping the time in the middle where it is."""
        self.show_scale(self.scale.refolded(folds, self.area.center().x()))

    def _follow(self) -> None:
        """Take up what the model says has changed."""
        stale, shown = self.model.stale, self._shown
        self._kept = Kept() if stale is None else self._kept.without(stale)
        self._forget_layouts()
        if stale is None or not self._stands_still(shown):
            self._settle()
        else:
            self._paint_again(stale)
        if stale is None and self.model.grouping is self._grouping:
            self._show_all()  # in other lanes is nothing new to be shown
        self._grouping = self.model.grouping
        self._arrive()

    def _arrive(self) -> None:
        """Go to the height that was left, once the lanes are there that were left."""
        place = self._awaited
        if place is not None and self.model.grouping is place.grouping:
            self._awaited = None
            if self.scale == place.scale:  # else somebody has moved on
                self.scroll_to(place.offset)

    def _stands_still(self, shown: Layout | None) -> bool:
        """Tell whether nothing moves, and all lanes are where the last frame had them."""
        moves = self.is_on_the_move or self._motion is not None
        return shown is not None and not moves and shown.stands_like(self.layout_now)

    def _paint_again(self, lanes: Collection[Id]) -> None:
        """Have only some lanes painted, by their keys."""
        top = self.area.top() - self.offset
        for band in self.layout_now.between(self.offset, self.offset + self.area.height()):
            if band.lane.spec.key in lanes:
                box = QRectF(0, top + band.top, self.width(), band.height)
                self.update(box.toAlignedRect())

    def _show_all(self) -> None:
        """Until somebody moves, show all there is, quiet time folded."""
        if self._untouched:
            self.fold_quiet()
            self.fit_all()
            self._untouched = True
