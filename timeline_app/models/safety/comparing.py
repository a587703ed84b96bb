"""Comparing the open project with another copy, and telling what would come in."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from timeline_app.domain.edits import Change
from timeline_app.domain.matching import Match
from timeline_app.domain.merging import Touch
from timeline_app.domain.reading import describe
from timeline_app.domain.records import Record
from timeline_app.domain.references import Key, key_of
from timeline_app.domain.subjects import grouped
from timeline_app.models.jobs import Progress
from timeline_app.models.safety.past import Told
from timeline_app.models.safety.record_words import Lookup, about, change_lines
from timeline_app.storage.backups import Backups
from timeline_app.storage.merging import Comparison, compare
from timeline_app.storage.opening import readable
from timeline_app.storage.reading import Reader
from timeline_app.storage.store import Store


def compared(
    mine: Path, theirs: Path, confirmed: Iterable[Match], progress: Progress
) -> Comparison:
    """Compare two files, theirs after a full examination. Raises StoreError."""
    with (
        closing(Store.open(theirs, read_only=True, report=progress.report)) as other,
        readable(mine) as conn,
    ):
        return compare(Reader(mine, conn), other, progress.report, confirmed)


def backed_up(mine: Path, progress: Progress) -> None:
    """Back a project up before it is merged into. Raises StoreError."""
    progress.report(0, 0)
    Backups.of_this_person().make(mine, datetime.now(UTC))


def lookup_of(found: Comparison) -> Lookup:
    """Return how records of either side are found, as they come out where they do."""
    plan = found.plan
    return lambda key: plan.outcome.get(key) or plan.mine.get(key) or plan.theirs.get(key)


def incoming(found: Comparison) -> list[Told]:
    """Tell what comes in without a clash, grouped by what it is about."""
    clashing = {clash.key for clash in found.plan.clashes}
    changes: dict[Key, Change] = {
        key: Change(found.plan.mine.get(key), after)
        for key, after in found.plan.outcome.items()
        if key not in clashing
    }
    lookup = lookup_of(found)
    return [
        Told(about(key, lookup), tuple(_lines(changes, records, lookup)))
        for key, records in grouped((c.record for c in changes.values()), lookup).items()
    ]


def _lines(changes: dict[Key, Change], records: Iterable[Record], lookup: Lookup) -> Iterable[str]:
    for record in records:
        yield from change_lines(changes[key_of(record)], lookup)


def touched(touch: Touch) -> str:
    """Return who changed something last and when; empty if the history does not say."""
    at = f"{describe(touch.made_at[:10])}, {touch.made_at[11:16]} UTC" if touch.made_at else ""
    return " · ".join(filter(None, (touch.author, at)))
