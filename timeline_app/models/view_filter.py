"""The view of the open project: what is filtered, and which claims and events that leaves.

The columns it judges by are read in the background, at once where there are few, and kept up by
edits; the search is asked of the search index. What fitted before is shown until it has answered.
Nothing is read while nothing is filtered.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from timeline_app.domain.edits import Edit
from timeline_app.domain.records import Id
from timeline_app.domain.view_filter import EVERYTHING, NO_TRACK, ViewFilter
from timeline_app.models.document import Document
from timeline_app.models.finding import Matches
from timeline_app.models.search import Search
from timeline_app.models.view_facts import ViewFacts
from timeline_app.models.view_fitting import Asked, Fitting, Near, fitting
from timeline_app.storage.view_facts import Facts, Reach
from timeline_app.storage.view_reading import ids_named, rowids_named

_NAMES = ("actor", "source", "track")
_NAMING = ("actor_name", "claim_relation", "relation_member", "origin_link")
"""What a search may go by besides the claims and events an edit is about."""


class ViewFiltering(QObject):
    """The filter that is on, and what it leaves. Views listen to `changed`."""

    changed = Signal()
    looking = Signal()  # what a search finds will be known a little later; `changed` tells
    problems_found = Signal(object)  # tuple[str, ...]: what of the search is not understood

    def __init__(
        self,
        document: Document,
        search: Search,
        facts: ViewFacts,
        parent: QObject | None = None,
    ) -> None:
        """Begin by showing everything."""
        super().__init__(parent)
        self._document = document
        self._search = search
        self._facts = facts
        self._view = EVERYTHING
        self._fitting: Fitting | None = None
        self._is_searching = False
        self._unjudged: Reach | None = Reach.nothing()  # until the search answers; None is all
        facts.changed.connect(self._follow)
        document.edited.connect(self._follow_names)
        search.completed.connect(self._search_again)
        document.horizon_changed.connect(self._take_horizon)

    @property
    def view(self) -> ViewFilter:
        """The filter that is on."""
        return self._view

    @property
    def fitting(self) -> Fitting | None:
        """What fits, as rowids; None while everything does, or nothing is known yet."""
        return self._fitting

    @property
    def is_waiting(self) -> bool:
        """Tell whether something is filtered and it is not known yet what that leaves."""
        return not self._view.shows_all and (self._is_searching or not self._facts.are_read)

    def show(self, view: ViewFilter) -> None:
        """Filter by this; the document goes to its day, too."""
        if not self._document.store.is_open:  # it was typed just before the project was closed
            return
        self._view = view
        if view.horizon != self._document.horizon:
            self._document.show_as_known_on(view.horizon)  # comes back as `_take_horizon`
        else:
            self._begin()

    def fitting_ids(self, kind: str) -> frozenset[Id] | None:
        """Return the ids of the claims or events that fit, or None if all do; for exports."""
        if self._fitting is None:
            return None
        rows = self._fitting.claims if kind == "claim" else self._fitting.events
        with self._document.store.reading() as connection:
            return ids_named(connection, kind, rows)

    def _take_horizon(self, second: int | None) -> None:
        self._view = replace(self._view, horizon=second)
        self._begin()

    def _begin(self) -> None:
        self._search.drop_match()
        self._unjudged, self._is_searching = Reach.nothing(), False
        if self._view.shows_all:
            self._fitting = None
            self.changed.emit()
        elif not self._facts.are_read:
            self._facts.want()  # works it out when they are there
        else:
            self._judge(None)

    def _search_again(self) -> None:
        if self._view.search:
            self._begin()

    def _follow(self, reach: Reach | None) -> None:
        """Judge again what an edit reached; all if that is everything, or nothing was judged."""
        if self._view.shows_all:
            return
        if self._is_searching:  # what was asked before is not known of yet
            reach = (
                None if self._unjudged is None or reach is None else self._unjudged.and_also(reach)
            )
        self._judge(None if self._fitting is None else reach)

    def _follow_names(self, edit: Edit) -> None:
        """Search again where something is called otherwise now, or contested."""
        renamed = any(c.kind in _NAMES and c.before is not None for c in edit.changes)
        if self._view.search and (renamed or edit.touches(*_NAMING)):
            self._judge(None)

    def _judge(self, reach: Reach | None) -> None:
        """Judge what an edit reached, or all, as soon as it is known what a search finds of it."""
        facts = self._facts.facts
        if facts is None:
            return
        near = None if reach is None else Near.of(facts, reach)
        typed = self._view.search.strip()
        if not typed:
            self._take(facts, near, Matches())
            return
        among = None if near is None else {"claim": near.part.claims, "event": near.part.events}
        self._unjudged, self._is_searching = reach, True
        take = partial(self._take_found, facts, near)
        self._search.match(typed, take, self._give_up, among)
        if self._is_searching:
            self.looking.emit()

    def _take_found(self, facts: Facts, near: Near | None, found: Matches) -> None:
        self._unjudged, self._is_searching = Reach.nothing(), False
        self.problems_found.emit(found.problems)
        self._take(facts, near, found)

    def _give_up(self) -> None:
        """Leave what fitted before: an error, told elsewhere, has ended the search."""
        self._unjudged, self._is_searching = Reach.nothing(), False
        self.changed.emit()

    def _take(self, facts: Facts, near: Near | None, found: Matches) -> None:
        asked = self._asked(found)
        if near is None or self._fitting is None:
            self._fitting = fitting(facts, asked)
        else:
            self._fitting = near.refitted(self._fitting, asked)
        self.changed.emit()

    def _asked(self, found: Matches) -> Asked:
        view, time = self._view, self._view.time
        asked = Asked(
            hidden_tracks=self._tracks(),
            stances=view.stances,
            horizon=view.horizon,
            claims=found.claims,
            events=found.events,
        )
        return asked if time is None else replace(asked, span=time.bounds, fits=time.fits)

    def _tracks(self) -> frozenset[int]:
        if not self._view.hidden_tracks:
            return frozenset()
        with self._document.store.reading() as connection:
            rows = rowids_named(connection, "track", self._view.hidden_tracks).tolist()
        return frozenset(rows) | ({-1} if NO_TRACK in self._view.hidden_tracks else set())
