"""Ways about the timeline: fit, first and last, next and previous in time, back and forward."""

from __future__ import annotations

from collections.abc import Iterable

from timeline_app.domain.records import Id
from timeline_app.models.selection import Selection
from timeline_app.scene.history import Visited
from timeline_app.scene.order import neighbour
from timeline_app.widgets.timeline_canvas import TimelineCanvas

_BESIDE = 0.19
"""The part of the view left free on either side of the event that it shows."""

_SEEN = 8.0
"""Pixels of an event that must be in view."""

_SMALL_MOVE = 0.4
"""The share of the width beyond which a move is one to come back from."""


class Navigator:
    """Moves a canvas about, and remembers where it was."""

    def __init__(self, canvas: TimelineCanvas, selection: Selection) -> None:
        self.canvas = canvas
        self._selection = selection
        self._visited = Visited()
        self.several: frozenset[int] = frozenset()

    def leave(self) -> None:
        """Remember the place of the moment before going elsewhere."""
        self._visited = self._visited.leaving(self.canvas.scale)

    def back(self) -> None:
        """Go to where one was before."""
        self._go(self._visited.gone_back(self.canvas.scale))

    def forward(self) -> None:
        """Go to the place one came back from."""
        self._go(self._visited.gone_forward(self.canvas.scale))

    def fit(self) -> None:
        """Show the selected events; if they already fill the view, or none is, show all."""
        chosen = self.canvas.selected
        span = self.canvas.model.span_of(chosen)
        before = self.canvas.scale
        self.leave()
        if span is not None:
            self._show(*span)
        if span is None or self.canvas.scale == before:
            self.canvas.fit_all()
        for index in chosen if len(chosen) == 1 else ():
            self.canvas.scroll_to_event(index)

    def fit_all(self) -> None:
        """Show everything, whatever is selected."""
        self.leave()
        self.canvas.fit_all()

    def show_event(self, index: int) -> None:
        """Zoom to an event, scrolled into view."""
        span = self.canvas.model.span_of([index])
        if span is not None:
            self.leave()
            self._show(*span)
            self.canvas.scroll_to_event(index)

    def visit(self, index: int) -> None:
        """Select an event and zoom to it."""
        self.several = frozenset()
        self.select(self.canvas.model.name(index).id)
        self.show_event(index)

    def show_span(self, first: int, last: int) -> None:
        """Show a span of time, from edge to edge."""
        self.leave()
        self.canvas.fit(first, last, margin=0.0)

    def go_to(self, t: int) -> None:
        """Bring a time to the middle, at the zoom of the moment."""
        area = self.canvas.area
        self.leave()
        self.canvas.sought = t
        folds = self.canvas.scale.folds
        inside = folds.holding(t)
        if inside is not None:
            self.canvas.set_folds(folds.without(inside))
        self.canvas.show_scale(
            self.canvas.scale.panned(area.center().x() - self.canvas.scale.x_of(t))
        )

    def ends(self, *, last: bool) -> None:
        """Go to the first or the last time anything happens."""
        span = self.canvas.model.span
        if span is not None:
            self.leave()
            area = self.canvas.area
            edge = area.right() - 60 if last else area.left() + 60
            scale = self.canvas.scale
            self.canvas.show_scale(scale.panned(edge - scale.x_of(span[1 if last else 0])))

    def step(self, direction: int) -> None:
        """Select the next (1) or previous (−1) event in time, and bring it into view."""
        canvas = self.canvas
        current = next(iter(sorted(canvas.selected)), None)
        area = canvas.area
        start = canvas.scale.time_at(area.left() if direction > 0 else area.right())
        index = neighbour(canvas.model.lanes, canvas.model.outer, current, start, direction)
        if index is not None:
            self.select(canvas.model.name(index).id)
            self.reveal(index)

    def reveal(self, index: int) -> None:
        """Bring an event into view; one that is seen stays where it is, at the edge too."""
        canvas = self.canvas
        span = canvas.model.span_of([index])
        if span is None:
            return
        area = canvas.area
        left, right = canvas.scale.x_of(span[0]), canvas.scale.x_of(span[1])
        if right < area.left() + _SEEN or left > area.right() - _SEEN:
            self.leave()
            canvas.show_scale(canvas.scale.panned(area.left() + area.width() / 3 - left))
        canvas.scroll_to_event(index)

    def select(self, event_id: Id) -> None:
        """Make an event current everywhere."""
        self._selection.select("event", event_id)

    def toggle_open(self) -> None:
        """Open the selected events to show their claims, or close them."""
        for index in sorted(self.canvas.selected):
            self.canvas.toggle_open(index)

    def clear(self) -> None:
        """Select nothing."""
        self.several = frozenset()
        self._selection.clear()

    def choose(self, indices: Iterable[int]) -> None:
        """Select several events: the last becomes current everywhere."""
        chosen = list(dict.fromkeys(indices))
        self.several = frozenset(chosen)
        self.canvas.selected = self.several
        self.canvas.update()
        if chosen:
            self.select(self.canvas.model.name(chosen[-1]).id)

    def toggle(self, index: int) -> None:
        """Add an event to those selected, or take it away."""
        chosen = self.canvas.selected
        self.choose(sorted(chosen - {index}) if index in chosen else [*sorted(chosen), index])

    def toggle_folds(self) -> None:
        """Fold quiet time, or open every fold."""
        self.leave()
        if len(self.canvas.scale.folds):
            self.canvas.unfold_all()
        else:
            self.canvas.fold_quiet()
            self.canvas.fit_all()

    def fold_more(self, factor: float) -> None:
        """Fold shorter gaps too, or only longer ones."""
        self.leave()
        self.canvas.fold_more(factor)

    def open_fold(self, fold: int) -> None:
        """Open one fold, by its number."""
        self.leave()
        self.canvas.set_folds(self.canvas.scale.folds.without(fold))

    def _show(self, first: int, last: int) -> None:
        if last - first < 3600:
            middle, half = (first + last) // 2, 12 * 3600
            self.canvas.fit(middle - half, middle + half, margin=0.0)
        else:  # in pixels: beside an event of which years are folded, years are not
            self.canvas.fit(first, last, margin=self.canvas.area.width() * _BESIDE)

    def _go(self, gone: object) -> None:
        if isinstance(gone, tuple):
            self._visited, place = gone
            self.canvas.show_scale(place)
