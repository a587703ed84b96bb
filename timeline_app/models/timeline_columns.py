"""The columns of the open project, read in steps where the events are many.

They are read once and then mended where an edit touches them.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path
from threading import Thread

from PySide6.QtCore import QObject, QTimer, Signal

from timeline_app.domain.columns import EventColumns
from timeline_app.models.belonging import BelongingReader
from timeline_app.models.document import Document
from timeline_app.models.groupings import Grouping
from timeline_app.models.jobs import Job, Progress
from timeline_app.models.timeline_mending import MendedLanes
from timeline_app.scene.lanes import order_of
from timeline_app.storage.columns import CHECKSUM, ColumnsReader, has_fewer, read_columns
from timeline_app.storage.columns_cache import SMALLEST, ColumnsCache, Kept, content_key
from timeline_app.storage.connection import connect
from timeline_app.storage.errors import StoreError

DOUBTED_AFTER = 2_000
"""Milliseconds after opening, when a copy of the columns is compared with the file."""


def _checksum_of(path: Path, _progress: Progress) -> tuple[int, int]:
    """Work out the checksum of a file's events, through a connection of its own."""
    with closing(connect(path, read_only=True)) as conn:
        events, bounds = conn.execute(CHECKSUM).fetchone()
        return events, bounds


class TimelineColumns(MendedLanes):
    """Reads the events of a document, from its file or from the copy kept of a big one."""

    progressed = Signal(float)  # how much of a big project is read, 0 to 1
    columns_read = Signal()  # all events were read, and all their claims counted

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        """Read the columns of a document."""
        super().__init__(document, parent)
        self._cache = ColumnsCache.of_this_person()
        self._reader: ColumnsReader | None = None
        self._whole: EventColumns | None = None  # read, while what they belong to is not
        self._members: BelongingReader | None = None
        self._read_all()

    @property
    def is_open(self) -> bool:
        """Whether the file can still be read: what goes on between two events ends with it."""
        return self.document.store.is_open

    def _read_all(self) -> None:
        """Read all events; many at once would keep the window waiting, so those come in steps."""
        self._belonging = self._whole = self._members = None
        self.grouping = self.regrouping.wanted or self.grouping
        self.regrouping.cancel()
        with self.document.store.reading() as conn:
            if has_fewer(conn, SMALLEST):
                self.columns = read_columns(conn)
            else:
                self.columns = self._kept(conn) or self._begin_reading(conn)
        self._arrange()
        if not self.is_reading:
            self.columns_read.emit()

    def _kept(self, conn: sqlite3.Connection) -> EventColumns | None:
        """Return the copy of a big project's columns, if there is one and it still holds."""
        path = self.document.store.path
        if not self._cache.has(path):
            return None
        kept = self._cache.load(path, content_key(conn, path))
        if kept is None:
            return None
        doubt = partial(self._doubt, kept.checksum, self.document.store.head_hash)
        QTimer.singleShot(DOUBTED_AFTER, self, doubt)
        self._order = kept.order
        return kept.columns

    def _doubt(self, checksum: tuple[int, int], head: str) -> None:
        """Compare the copy that was taken with the file, now that the window is there.

        What was edited since is in the columns, but no longer in the copy: that needs no look.
        """
        if self.is_open and self.document.store.head_hash == head:
            job = Job(partial(_checksum_of, self.document.store.path))
            job.finished.connect(partial(self._judge, checksum, head))
            job.start()

    def _judge(self, checksum: tuple[int, int], head: str, found: tuple[int, int]) -> None:
        if found == checksum or not self.is_open or self.document.store.head_hash != head:
            return
        self._cache.forget(self.document.store.path)
        self._read_all()
        self.changed.emit()

    def _begin_reading(self, conn: sqlite3.Connection) -> EventColumns:
        self._reader = ColumnsReader(conn)
        QTimer.singleShot(0, self, self._read_on)
        return read_columns(conn, [])

    @property
    def is_reading(self) -> bool:
        """Whether events are still being read."""
        return self._reader is not None

    def _read_on(self) -> None:
        """Read one step more, and show the events when all are there."""
        reader = self._reader
        if reader is None or not self.is_open:
            return
        try:
            with self.document.store.reading() as conn:
                goes_on = self._step(conn, reader)
                key = "" if goes_on else content_key(conn, self.document.store.path)
        except StoreError as error:
            self._reader = None
            self.document.failed.emit(error.sentence)
            return
        if goes_on:
            self.progressed.emit(self._share(reader))
            QTimer.singleShot(0, self, self._read_on)
        else:
            self._show(reader, key)

    def _step(self, conn: sqlite3.Connection, reader: ColumnsReader) -> bool:
        """Read some events more, then what they belong to; False once all is read."""
        if self._whole is None:
            self._whole = reader.step(conn)
            return self._whole is None or self.grouping is not Grouping.TRACK
        if self.grouping is Grouping.TRACK:
            return False
        if self._members is None or self._members.by is not self.grouping:
            self._members = BelongingReader(conn, self.grouping)
        return self._members.step(conn)

    def _share(self, reader: ColumnsReader) -> float:
        if self.grouping is Grouping.TRACK:
            return reader.share
        members = 0.0 if self._members is None else self._members.share
        return (reader.share + members) / 2

    def _show(self, reader: ColumnsReader, key: str) -> None:
        """Take what was read."""
        columns, members = self._whole, self._members
        assert columns is not None
        self._reader = self._whole = self._members = None
        self.columns = columns
        self._belonging = None
        if members is not None and members.by is self.grouping:
            self._belonging = members.belonging()
        self._arrange()
        # In a thread: nobody waits for a copy. An edit meanwhile changes the file's key as well.
        order = order_of(self.lanes if self._is_plain else ())
        save = (self.document.store.path, key, Kept(columns, reader.checksum, order))
        Thread(target=self._cache.save, args=save, daemon=True).start()
        self.progressed.emit(1.0)
        self.columns_read.emit()
        self.changed.emit()
