"""The view of the open project: what is filtered, and which claims and events that leaves.

The columns it judges by are read in the background, at once where there are few, and kept up by
edits; the search is asked of the search index. Nothing is read while nothing is filtered.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from timeline_app.domain.edits import Change, Edit
from timeline_app.domain.records import Claim, ClaimEvent, Dating, Hop, Id, Record
from timeline_app.domain.view_filter import EVERYTHING, NO_TRACK, ViewFilter
from timeline_app.models.document import Document
from timeline_app.models.search import Search

if TYPE_CHECKING:
    from timeline_app.models.view_fitting import Asked, Fitting
    from timeline_app.storage.view_facts import Facts, Ints

FEW = 2_000
"""Claims that are read at once, without a turn of the event loop between."""

_JUDGED_BY = ("claim", "claim_event", "hop", "dating", "event", "track", "source", "project")


class ViewFacts(QObject):
    """The columns of one document, read when first wanted."""

    changed = Signal()  # read for the first time, or after an edit

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        """Follow a document; nothing is read yet."""
        super().__init__(parent)
        self._document = document
        self._facts: Facts | None = None
        self._parts: list[Facts] = []
        self._pieces: Iterator[tuple[int, int]] | None = None
        self._feed = QTimer(self, interval=0)
        self._feed.timeout.connect(self._take_piece)
        document.edited.connect(self._follow)

    @property
    def facts(self) -> Facts | None:
        """The columns, or None until `changed` says that they are there."""
        return self._facts

    def want(self) -> None:
        """Begin to read, unless that was done."""
        if self._facts is not None or self._pieces is not None:
            return
        # numpy is not needed before the first frame.
        from timeline_app.storage.view_facts import claim_pieces  # noqa: PLC0415

        with self._document.store.reading() as connection:
            self._pieces = claim_pieces(connection)
        self._parts = []
        if self._document.count(Claim) > FEW:
            self._feed.start()
            return
        while self._pieces is not None:
            self._take_piece()

    def _take_piece(self) -> None:
        from timeline_app.storage.view_facts import read_run  # noqa: PLC0415 - see `want`

        assert self._pieces is not None
        with self._document.store.reading() as connection:
            piece = next(self._pieces, None)
            if piece is not None:
                self._parts.append(read_run(connection, *piece))
                return
        self._finish()

    def _finish(self) -> None:
        from timeline_app.storage.view_facts import joined  # noqa: PLC0415 - see `want`

        self._feed.stop()
        self._pieces = None
        with self._document.store.reading() as connection:
            self._facts = joined(self._parts).with_events(connection)
        self._parts = []
        self.changed.emit()

    def _follow(self, edit: Edit) -> None:
        if not edit.touches(*_JUDGED_BY):
            return
        if self._pieces is not None or edit.touches("project"):  # overtaken: begin again
            self._feed.stop()
            self._pieces, self._facts = None, None
            self.want()
        elif self._facts is not None:
            self._reread(self._facts, edit)

    def _reread(self, facts: Facts, edit: Edit) -> None:
        from timeline_app.storage import view_facts  # noqa: PLC0415 - see `want`

        with self._document.store.reading() as connection:
            named = _claims(self._document, edit)
            touched = set(view_facts.rowids_named(connection, "claim", named).tolist())
            touched |= set(view_facts.rowids_of_sources(connection, _dated_sources(edit)))
            if _goes(edit, "claim"):
                facts = facts.with_only(view_facts.all_rowids(connection, "claim"))
            fresh = view_facts.read_some(connection, sorted(touched))
            facts = facts.with_claims(fresh)
            if edit.touches("event", "track"):
                facts = facts.with_events(connection)
        self._facts = facts
        self.changed.emit()


class ViewFiltering(QObject):
    """The filter that is on, and what it leaves. Views listen to `changed`."""

    changed = Signal()
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
        facts.changed.connect(self._work_out)
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
        return not self._view.shows_all and self._facts.facts is None

    def show(self, view: ViewFilter) -> None:
        """Filter by this; the document goes to its day, too."""
        self._view = view
        if view.horizon != self._document.horizon:
            self._document.show_as_known_on(view.horizon)  # comes back as `_take_horizon`
        else:
            self._begin()

    def fitting_ids(self, kind: str) -> frozenset[Id] | None:
        """Return the ids of the claims or events that fit, or None if all do; for exports."""
        if self._fitting is None:
            return None
        from timeline_app.storage.view_facts import ids_named  # noqa: PLC0415 - see `want`

        rows = self._fitting.claims if kind == "claim" else self._fitting.events
        with self._document.store.reading() as connection:
            return ids_named(connection, kind, rows)

    def _take_horizon(self, second: int | None) -> None:
        self._view = replace(self._view, horizon=second)
        self._begin()

    def _begin(self) -> None:
        if self._view.shows_all:
            self._fitting = None
            self.changed.emit()
        elif self._facts.facts is None:
            self._facts.want()  # works it out when they are there
        else:
            self._work_out()

    def _search_again(self) -> None:
        if self._view.search:
            self._begin()

    def _work_out(self) -> None:
        facts = self._facts.facts
        if facts is None or self._view.shows_all:
            return
        from timeline_app.models.view_fitting import fitting  # noqa: PLC0415 - see `want`

        self._fitting = fitting(facts, self._asked())
        self.changed.emit()

    def _asked(self) -> Asked:
        from timeline_app.models.view_fitting import Asked  # noqa: PLC0415 - see `want`

        view, time = self._view, self._view.time
        claims, events = self._found(view.search)
        asked = Asked(
            hidden_tracks=self._tracks(),
            stances=view.stances,
            horizon=view.horizon,
            claims=claims,
            events=events,
        )
        return asked if time is None else replace(asked, span=time.bounds, fits=time.fits)

    def _found(self, typed: str) -> tuple[Ints | None, Ints | None]:
        if not typed.strip():
            return None, None
        from timeline_app.storage.view_facts import rowids_named  # noqa: PLC0415 - see `want`

        matches = self._search.matching(typed)
        self.problems_found.emit(matches.problems)
        with self._document.store.reading() as connection:
            return (
                None
                if matches.claims is None
                else rowids_named(connection, "claim", matches.claims),
                None
                if matches.events is None
                else rowids_named(connection, "event", matches.events),
            )

    def _tracks(self) -> frozenset[int]:
        if not self._view.hidden_tracks:
            return frozenset()
        from timeline_app.storage.view_facts import rowids_named  # noqa: PLC0415 - see `want`

        with self._document.store.reading() as connection:
            rows = rowids_named(connection, "track", self._view.hidden_tracks).tolist()
        return frozenset(rows) | ({-1} if NO_TRACK in self._view.hidden_tracks else set())


def _claims(document: Document, edit: Edit) -> set[Id]:
    """Return the claims whose columns an edit may have changed; those gone are among them."""
    found: set[Id] = set()
    for change in edit.changes:
        for record in _sides(change):
            claim_id = _claim_of(document, record)
            if claim_id is not None:
                found.add(claim_id)
    return found


def _claim_of(document: Document, record: Record) -> Id | None:
    match record:
        case Claim():
            return record.id
        case ClaimEvent() | Hop():
            return record.claim_id
        case Dating() if record.owner_kind == "claim":
            return record.owner_id
        case Dating() if record.owner_kind == "hop":
            hop = document.get(Hop, record.owner_id)
            return None if hop is None else hop.claim_id
        case _:
            return None


def _dated_sources(edit: Edit) -> set[Id]:
    records = [record for change in edit.changes for record in _sides(change)]
    return {r.owner_id for r in records if isinstance(r, Dating) and r.owner_kind == "source"}


def _goes(edit: Edit, kind: str) -> bool:
    return any(change.kind == kind and change.after is None for change in edit.changes)


def _sides(change: Change) -> list[Record]:
    return [record for record in (change.before, change.after) if record is not None]
