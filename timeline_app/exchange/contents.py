"""What a project holds, as one value: the only thing the formats of this room read or make."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar, cast

from timeline_app.domain.records import KINDS, Id, Project, Record, kind_of

K = TypeVar("K", bound=Record)


@dataclass(frozen=True, slots=True)
class ProjectContents:
    """Every record of a project, by kind, each kind in the order its records were added.

    Every name of `records.KINDS` is a key, also where there is no such record.
    """

    records: Mapping[str, tuple[Record, ...]]

    def all(self, kind: type[K]) -> tuple[K, ...]:
        """Return the records of a kind."""
        name = next(name for name, known in KINDS.items() if known is kind)
        return cast("tuple[K, ...]", self.records[name])

    def by_id(self, kind: type[K]) -> dict[Id, K]:
        """Return the records of a kind by their ids."""
        return {record.id: record for record in self.all(kind)}

    @property
    def project(self) -> Project:
        """The project itself; ValueError if the contents have none or several."""
        (project,) = self.all(Project)
        return project

    def every(self) -> Iterable[Record]:
        """Return all records, those pointed at before those that point."""
        return (record for records in self.records.values() for record in records)


def contents_of(records: Iterable[Record]) -> ProjectContents:
    """Gather records into contents; those of one kind stay in the order they come."""
    found: dict[str, list[Record]] = {name: [] for name in KINDS}
    for record in records:
        found[kind_of(record)].append(record)
    return ProjectContents(MappingProxyType({name: tuple(all_) for name, all_ in found.items()}))
