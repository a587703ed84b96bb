"""Has the timeline count the claims that were known on the day the project is shown as known on."""

from __future__ import annotations

from PySide6.QtCore import QObject

from timeline_app.models.counted import counted_on
from timeline_app.models.document import Document
from timeline_app.models.timeline_model import TimelineModel
from timeline_app.models.timeline_showing import MOST_MENDED
from timeline_app.models.view_facts import ViewFacts
from timeline_app.models.view_fitting import Near
from timeline_app.storage.columns_claims import in_conflict
from timeline_app.storage.view_facts import Reach


class KnownCounts(QObject):
    """Counts again when the day is another, and what an edit made known earlier or later.

    It follows the facts, which are read in the background; until they are there, the timeline
    counts as before.
    """

    def __init__(
        self,
        document: Document,
        model: TimelineModel,
        facts: ViewFacts,
        parent: QObject | None = None,
    ) -> None:
        """Count for the day the document is on."""
        super().__init__(parent)
        self._document = document
        self._model = model
        self._facts = facts
        self._counted_on: int | None = None
        document.horizon_changed.connect(self._count)
        facts.changed.connect(self._follow)
        model.columns_read.connect(self._count_anew)
        facts.want()
        self._count()

    def _count(self) -> None:
        """Count for the day, unless that was done or the facts are not there yet."""
        known_on = self._document.horizon
        if known_on == self._counted_on or not self._facts.are_read:
            return
        facts = self._facts.facts
        assert facts is not None
        self._counted_on = known_on
        with self._document.store.reading() as connection:
            conflicts = in_conflict(connection, known_on=known_on)
        self._model.take_counts(counted_on(facts, known_on, conflicts))

    def _count_anew(self) -> None:
        """Count for the day after the timeline has counted all claims."""
        self._counted_on = None
        self._count()

    def _follow(self, reach: Reach | None) -> None:
        """Count again where an edit may have made claims known on another day."""
        if reach is None or self._counted_on is None:
            self._count_anew()
            return
        facts = self._facts.facts
        if facts is None or self._model.is_reading:
            return  # both tell when they are whole
        rows = Near.of(facts, reach).events.tolist()
        if len(rows) > MOST_MENDED:
            self._count_anew()
        elif rows:
            self._model.recount(rows)
