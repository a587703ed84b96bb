"""Copies for somebody else: a new file by allow-list, its bytes searched for what may not leave.

Nothing of the old file is copied, so nothing deleted, logged or indexed can come along.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from timeline_app.domain.folding import folded
from timeline_app.domain.profiles import Profile, Rules
from timeline_app.domain.protected import Needle
from timeline_app.domain.records import KINDS, Project, Record, Snapshot
from timeline_app.domain.sharing import Shared, shared
from timeline_app.storage.clean_copy import write_clean_copy
from timeline_app.storage.connection import connect
from timeline_app.storage.copying import sync_file, sync_folder
from timeline_app.storage.errors import StoreError, Trouble, told
from timeline_app.storage.leaks import leaks
from timeline_app.storage.pictures import stripped
from timeline_app.storage.reading import Reader
from timeline_app.storage.scanning import Report, silent

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Preview:
    """What would leave, before anything is written.

    `dropped` names attachments whose bytes stay behind, `changed` those that leave without their
    metadata; `shared.records` is everything that leaves, record by record.
    """

    shared: Shared
    dropped: tuple[str, ...]
    changed: tuple[str, ...]


def preview(
    reader: Reader,
    profile: Profile,
    rules: Rules = Rules(),  # noqa: B008 - frozen
    now: datetime | None = None,
) -> Preview:
    """Decide what a copy under a profile holds. Raises StoreError when it cannot be read."""
    records: dict[str, tuple[Record, ...]] = {
        kind: tuple(reader.all(record)) for kind, record in KINDS.items()
    }
    with reader.reading() as conn:
        authors = [author for (author,) in conn.execute("SELECT DISTINCT author FROM edit")]
        row = conn.execute("SELECT hash FROM edit ORDER BY number DESC LIMIT 1").fetchone()
    decided = shared(records, profile, authors, rules)
    paths = () if profile is Profile.INTERNAL else _paths(reader.path)
    decided = replace(decided, protected=(*decided.protected, *paths))
    head = row[0] if row is not None else ""
    return _prepared(decided, profile, _provenance(profile, head, now or datetime.now(UTC)))


def _paths(path: Path) -> tuple[Needle, ...]:
    return (Needle(str(path.parent), "the folder of the project"),)


def _provenance(profile: Profile, head: str, now: datetime) -> str:
    """Say in the copy what it derives from; the hash tells nothing but is known to the owner."""
    at = head[:16] or "its beginning"
    return f"Shared copy ({profile}), {now:%Y-%m-%d}, of a project at {at}."


def _prepared(decided: Shared, profile: Profile, provenance: str) -> Preview:
    dropped: list[str] = []
    changed: list[str] = []
    records = dict(decided.records)
    (project,) = records["project"]
    assert isinstance(project, Project)
    description = "\n\n".join(filter(None, (project.description, provenance)))
    records["project"] = (replace(project, description=description),)
    if profile is not Profile.INTERNAL and "snapshot" in records:
        records["snapshot"] = tuple(
            _outside(snapshot, decided.protected, dropped, changed)
            for snapshot in records["snapshot"]
            if isinstance(snapshot, Snapshot)
        )
    return Preview(replace(decided, records=records), tuple(dropped), tuple(changed))


def _outside(
    snapshot: Snapshot, protected: Iterable[Needle], dropped: list[str], changed: list[str]
) -> Snapshot:
    """Return a captured document as outsiders may have it: clean text, a bare picture, or none."""
    if snapshot.content is None:
        return snapshot
    content = _clean(snapshot.media_type, snapshot.content, protected)
    if content == snapshot.content:
        return snapshot
    if content is None:
        dropped.append(f"{snapshot.media_type} {snapshot.id}")
        return replace(snapshot, content=None)
    changed.append(f"{snapshot.media_type} {snapshot.id}")
    digest = hashlib.sha256(content).hexdigest()
    return replace(snapshot, content=content, size=len(content), sha256=digest)


def _clean(media_type: str, content: bytes, protected: Iterable[Needle]) -> bytes | None:
    if media_type != "text/plain":
        return stripped(media_type, content)
    try:
        text = folded(content.decode("utf-8"))
    except UnicodeDecodeError:
        return None
    return None if any(folded(one.text) in text for one in protected) else content


def share(prepared: Preview, out: Path, report: Report = silent) -> None:
    """Write the copy, search it, and only then give it its name.

    Raises StoreError, with nothing left behind, when a file of that name is there, or when a
    protected text was found: the sentence says where.
    """
    out = out.absolute()
    with told("Could not share a copy as", out):
        if os.path.lexists(out):
            raise StoreError(f"“{out}” is there already; choose another name.", Trouble.EXISTS)
        part = out.with_name(f".{uuid4().hex}.part")
        try:
            report(0, 2, "writing")
            write_clean_copy(part, prepared.shared.records)
            report(1, 2, "searching")
            _refuse_leaks(part, prepared.shared.protected)
            sync_file(part)
            part.replace(out)
            sync_folder(out.parent)
        finally:
            part.unlink(missing_ok=True)


def _refuse_leaks(part: Path, protected: Iterable[Needle]) -> None:
    with closing(connect(part, read_only=True)) as conn:
        found = leaks(conn, part, protected)
    if found:
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        raise StoreError(
            f"The copy was not made, because it would tell {'; '.join(found[:_SHOWN])}{more}."
            " Change these texts, or the public description, and share again.",
            Trouble.LEAK,
        )
