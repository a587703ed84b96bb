"""One filter over every view of a project, and the bar that sets it; both made when first shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from timeline_app.models.document import Document
from timeline_app.scene.folds import Fold, Folds
from timeline_app.shell.bars import Bars, put_away
from timeline_app.shell.tables import Tables
from timeline_app.widgets.timeline_view import TimelineView

if TYPE_CHECKING:
    from timeline_app.models.known_counts import KnownCounts
    from timeline_app.models.search import Search
    from timeline_app.models.view_filter import ViewFiltering
    from timeline_app.widgets.views_bar import Axis, ViewsBar


class Narrowing(QObject):
    """Applies what the bar asks for to the timeline and the tables of one document."""

    edit_requested = Signal(object)  # Edit
    shown = Signal(bool)

    def __init__(
        self,
        document: Document,
        timeline: TimelineView,
        tables: Tables,
        bars: Bars,
        search: Callable[[], Search],
    ) -> None:
        """`search` gives the search over the document, which is made when first asked for."""
        super().__init__(document)
        self._document = document
        self._timeline = timeline
        self._tables = tables
        self._bars = bars
        self._search = search
        self._counts: KnownCounts | None = None
        document.horizon_changed.connect(self._begin_on)

    def show_bar(self, *, shown: bool) -> None:
        """Show the bar, or put it away and show everything again: no filter works unseen."""
        if shown:
            self._bar.show()
            self._bar.words.setFocus()
        elif "_bar" in self.__dict__:
            self._bar.clear()
            put_away(self._bar, self._timeline)
        self.shown.emit(shown)

    @property
    def view_shown(self) -> str:
        """The name of the kept view that is shown; "" while none is."""
        return self._bar.kept.chosen_name if "_bar" in self.__dict__ else ""

    @cached_property
    def _filtering(self) -> ViewFiltering:
        from timeline_app.models.view_filter import ViewFiltering  # see above

        filtering = ViewFiltering(self._document, self._search(), self._bars.facts, self)
        filtering.changed.connect(self._apply)
        return filtering

    @cached_property
    def _bar(self) -> ViewsBar:
        from timeline_app.widgets.views_bar import ViewsBar  # see above

        bar = ViewsBar(self._document, self._filtering, self._axis, self._bars.upper)
        bar.edit_requested.connect(self.edit_requested)
        bar.axis_requested.connect(self._show_axis)
        bar.closed.connect(lambda: self.show_bar(shown=False))
        bar.hide()
        self._bars.put_over_timeline(bar)
        return bar

    def _begin_on(self, second: int | None) -> None:
        """Narrow the views to what was known on a day; once there is a filter, it hears itself."""
        if second is None:
            return
        if self._counts is None:
            from timeline_app.models.known_counts import KnownCounts  # seldom

            model = self._timeline.model
            self._counts = KnownCounts(self._document, model, self._bars.facts, self)
        if "_filtering" not in self.__dict__:
            self._filtering.show(replace(self._filtering.view, horizon=second))

    def _apply(self) -> None:
        fitting, dims = self._filtering.fitting, self._filtering.view.dims
        claims, events = (None, None) if fitting is None else (fitting.claims, fitting.events)
        self._timeline.model.filter_rows(events, dims=dims)
        self._tables.keep_to({"claims": claims, "events": events}, dims=dims)

    def _axis(self) -> Axis:
        canvas = self._timeline.canvas
        folds = tuple((fold.start, fold.end) for fold in canvas.scale.folds)
        return folds or None, canvas.visible_span

    def _show_axis(self, axis: Axis) -> None:
        folds, span = axis
        canvas = self._timeline.canvas
        canvas.set_folds(Folds.of(Fold(*fold) for fold in folds or ()))
        if span is not None:
            self._timeline.navigator.show_span(*span)
