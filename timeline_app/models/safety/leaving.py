"""What leaves with a shared copy and what stays, read from the file as a person will see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import MISSING, dataclass, fields
from pathlib import Path

from timeline_app.domain.profiles import Profile, Rules, allowed
from timeline_app.domain.records import KINDS, Actor, Place, Record
from timeline_app.models.jobs import Progress
from timeline_app.storage.opening import readable
from timeline_app.storage.reading import Reader
from timeline_app.storage.sharing import Preview, preview


@dataclass(frozen=True, slots=True)
class Withheld:
    """A field that stays behind, and in how many records something stands in it."""

    kind: str
    field: str
    number: int


@dataclass(frozen=True, slots=True)
class Leaving:
    """What would leave under a profile, what of it is withheld, and how long the history is.

    `roles` and `places` are those of the project, which may be told more generally.
    """

    profile: Profile
    rules: Rules
    preview: Preview
    withheld: tuple[Withheld, ...]
    edits: int
    roles: tuple[str, ...]
    places: tuple[str, ...]


def leaving(path: Path, profile: Profile, rules: Rules, progress: Progress) -> Leaving:
    """Read a project and decide what a copy of it holds; nothing is written.

    Raises StoreError when it cannot be read.
    """
    progress.report(0, 0)
    with readable(path) as conn:
        reader = Reader(path, conn)
        prepared = preview(reader, profile, rules)
        progress.report(0, 0)
        newest = reader.history(1)
        edits = newest[0].number if newest else 0
        withheld = tuple(_withheld(reader, profile))
        roles = _named(one.role for one in reader.all(Actor))
        places = _named(one.name for one in reader.all(Place))
        return Leaving(profile, rules, prepared, withheld, edits, roles, places)


def _named(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({text for text in texts if text.strip()}, key=str.casefold))


def _withheld(reader: Reader, profile: Profile) -> Iterator[Withheld]:
    """Yield the fields of kinds that leave which the profile leaves out, where anything is."""
    for kind, kept in allowed(profile).items():
        stay = [f for f in fields(KINDS[kind]) if f.name not in kept and f.default is not MISSING]
        records: list[Record] = reader.all(KINDS[kind]) if stay else []
        for field in stay:
            number = sum(getattr(record, field.name) != field.default for record in records)
            if number:
                yield Withheld(kind, field.name, number)
