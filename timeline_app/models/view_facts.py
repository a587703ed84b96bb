"""What view filters judge the open project by: read in the background, kept up by edits."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from timeline_app.domain.edits import Change, Edit
from timeline_app.domain.records import Claim, ClaimEvent, Dating, Event, Hop, Id, Record
from timeline_app.models.document import Document
from timeline_app.storage import view_reading
from timeline_app.storage.view_facts import Facts, Reach, joined

FEW = 2_000
"""Claims that are read at once, without a turn of the event loop between."""

_JUDGED_BY = ("claim", "claim_event", "hop", "dating", "event", "track", "source", "project")
_PLACED = ("claim", "event", "track")


class ViewFacts(QObject):
    """The columns of one document, read when first wanted.

    An edit is only noted; what it touched is read again when somebody asks.
    """

    changed = Signal(object)  # Reach | None: what an edit reached; None is anything, or all is read

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        """Follow a document; nothing is read yet."""
        super().__init__(parent)
        self._document = document
        self._facts: Facts | None = None
        self._stale: Reach | None = None
        self._parts: list[Facts] = []
        self._pieces: Iterator[tuple[int, int]] | None = None
        self._feed = QTimer(self, interval=0)
        self._feed.timeout.connect(self._take_piece)
        document.edited.connect(self._follow)

    @property
    def are_read(self) -> bool:
        """Tell whether the columns were read."""
        return self._facts is not None

    @property
    def facts(self) -> Facts | None:
        """The columns, or None until `changed` says that they are there."""
        if self._facts is not None and self._stale is not None:
            self._facts, self._stale = self._reread(self._facts, self._stale), None
        return self._facts

    def want(self) -> None:
        """Begin to read, unless that was done."""
        if self._facts is not None or self._pieces is not None:
            return
        with self._document.store.reading() as connection:
            self._pieces = view_reading.claim_pieces(connection)
        self._parts = []
        if self._document.count(Claim) > FEW:
            self._feed.start()
            return
        while self._pieces is not None:
            self._take_piece()

    def _take_piece(self) -> None:
        assert self._pieces is not None
        with self._document.store.reading() as connection:
            piece = next(self._pieces, None)
            if piece is not None:
                self._parts.append(view_reading.read_run(connection, *piece))
                return
        self._finish()

    def _finish(self) -> None:
        self._feed.stop()
        self._pieces, self._stale = None, None
        with self._document.store.reading() as connection:
            self._facts = joined(self._parts).with_events(view_reading.read_events(connection))
        self._parts = []
        self.changed.emit(None)

    def _follow(self, edit: Edit) -> None:
        if not edit.touches(*_JUDGED_BY):
            return
        if self._pieces is not None or edit.touches("project"):  # overtaken: begin again
            self._feed.stop()
            self._pieces, self._facts, self._stale = None, None, None
            self.want()
        elif any(change.kind in _PLACED and change.after is None for change in edit.changes):
            self._lose(edit)
        elif self._facts is not None:
            self._note(edit)

    def _lose(self, edit: Edit) -> None:
        """Follow an edit that takes claims, events or tracks away: their rowids may come again."""
        facts = self.facts
        if facts is None:
            return
        touched = self._reach(edit)
        with self._document.store.reading() as connection:
            facts = facts.with_only(view_reading.all_rowids(connection, "claim"))
            fresh = view_reading.read_some(connection, touched.claims.tolist())
            self._facts = facts.with_claims(fresh).with_all_events(
                view_reading.read_events(connection)
            )
        self.changed.emit(None)

    def _note(self, edit: Edit) -> None:
        """Note what of the facts an edit reaches, the events claims were about among it."""
        assert self._facts is not None
        touched = self._reach(edit)
        known = self._facts.links_of(touched.claims)[:, 1]
        reach = Reach(touched.claims, np.union1d(touched.events, known))
        old = self._stale
        self._stale = touched if old is None else old.and_also(touched)
        self.changed.emit(reach)

    def _reach(self, edit: Edit) -> Reach:
        sides = [record for change in edit.changes for record in _sides(change)]
        claims = {i for i in (_claim_of(self._document, record) for record in sides) if i}
        events = {r.id for r in sides if isinstance(r, Event)}
        events |= {r.event_id for r in sides if isinstance(r, ClaimEvent)}
        sources = {r.owner_id for r in sides if isinstance(r, Dating) and r.owner_kind == "source"}
        with self._document.store.reading() as connection:
            named = view_reading.rowids_named(connection, "claim", claims)
            read_in = view_reading.rowids_of_sources(connection, sources)
            about = view_reading.rowids_named(connection, "event", events)
        return Reach(np.union1d(named, np.array(read_in, np.int64)), np.unique(about))

    def _reread(self, facts: Facts, stale: Reach) -> Facts:
        with self._document.store.reading() as connection:
            claims = view_reading.read_some(connection, stale.claims.tolist())
            events = view_reading.read_events(connection, stale.events.tolist())
        return facts.with_claims(claims).with_events(events)


def _claim_of(document: Document, record: Record) -> Id | None:
    """Return the claim whose columns a record of an edit bears on; it may be gone."""
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


def _sides(change: Change) -> list[Record]:
    return [record for record in (change.before, change.after) if record is not None]
