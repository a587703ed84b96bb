"""What is in a project file, for `timeline-app info`: counts, span, how each event stands."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from timeline_app.domain.attribution import Account, Relation, chain_of
from timeline_app.domain.dating import chosen, four
from timeline_app.domain.instants import iso_second
from timeline_app.domain.records import (
    KINDS,
    Actor,
    ClaimEvent,
    ClaimRelation,
    Dating,
    Event,
    Hop,
    Id,
    OriginLink,
    Project,
    Record,
    RelationMember,
)
from timeline_app.domain.standing import Standing, standing_of
from timeline_app.domain.vocabulary import DatingOwner
from timeline_app.storage.errors import StoreError, Trouble
from timeline_app.storage.newer import understood
from timeline_app.storage.rescue import Rescued
from timeline_app.storage.store import Store

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Survey:
    """A project at a glance. `span` is its first and last second, None if nothing is dated."""

    title: str
    counts: dict[str, int]
    span: tuple[int, int] | None
    events: tuple[tuple[Event, str | None, Standing], ...]  # with its EDTF
    partly: str = ""  # why this is not all of the file, and what is missing

    def as_json(self) -> dict[str, Any]:
        """Return the survey as plain values, for one JSON object."""
        first, last = map(iso_second, self.span) if self.span else (None, None)
        return {
            "title": self.title,
            "counts": self.counts,
            "span": {"first": first, "last": last},
            "events": [_event_json(*event) for event in self.events],
            **({"partly": self.partly} if self.partly else {}),
        }

    def text(self) -> str:
        """Return the survey as lines to read."""
        width = max(len(kind) for kind in self.counts)
        counts = [f"  {kind:<{width}}  {n}" for kind, n in self.counts.items() if n]
        span = " … ".join(map(iso_second, self.span)) if self.span else "nothing is dated"
        events = [
            f"  {event.title}  [{edtf or 'undated'}]\n      {standing.text}"
            for event, edtf, standing in self.events
        ]
        partly = [f"Not all of it: {self.partly}.", ""] if self.partly else []
        return "\n".join([*partly, self.title, f"  {span}", *counts, "", *events])


def of_file(path: Path) -> Survey:
    """Survey a project file without changing it: of a newer one, what is understood of it.

    Raises StoreError.
    """
    try:
        with Store.open(path, read_only=True) as store:
            return of_store(store)
    except StoreError as failure:
        if failure.trouble is not Trouble.NEWER:
            raise
    with understood(path.absolute()) as (read, found), Store.open(read, read_only=True) as store:
        return replace(of_store(store), partly=_partly(found))


def _partly(found: Rescued) -> str:
    """Say what of a newer file is not told."""
    rows = sum(found.unusable.values())
    unknown = [", ".join(found.foreign)] if found.foreign else []
    unknown += [f"rows not understood: {rows}"] if rows else []
    return (
        "written by a newer version of this program; this is what this version understands of it,"
        f" without its history ({'; '.join(unknown) or 'nothing else was found'})"
    )


def of_store(store: Store) -> Survey:
    """Survey an open project, each table read once."""
    events = store.all(Event)
    edtf = _chosen_edtf(store)
    standings = _standings(store)
    nothing = standing_of(())
    bounds = [bound for event in events for bound in four(event) if bound is not None]
    return Survey(
        title=store.all(Project)[0].title,
        counts={name: store.count(kind) for name, kind in KINDS.items()},
        span=(min(bounds), max(bounds)) if bounds else None,
        events=tuple((e, edtf.get(e.id), standings.get(e.id, nothing)) for e in events),
    )


def _event_json(event: Event, edtf: str | None, standing: Standing) -> dict[str, Any]:
    return {
        "id": event.id,
        "title": event.title,
        "edtf": edtf,
        "claims": {stance.value: number for stance, number in standing.counts.items()},
        "origins": [standing.origins_min, standing.origins_max],
        "contested": standing.is_contested,
    }


def _chosen_edtf(store: Store) -> dict[Id, str | None]:
    owned = _grouped(store.where(Dating, owner_kind=DatingOwner.EVENT), "owner_id")
    found = {event_id: chosen(datings) for event_id, datings in owned.items()}
    return {event_id: dating.edtf for event_id, dating in found.items() if dating is not None}


def _standings(store: Store) -> dict[Id, Standing]:
    hops = _grouped(store.all(Hop), "claim_id")
    actors = {actor.id: actor for actor in store.all(Actor)}
    relations = _relations_by_claim(store)
    links = store.all(OriginLink)
    standings = {}
    for event_id, accounts in _grouped(store.all(ClaimEvent), "event_id").items():
        about = {r.relation.id: r for a in accounts for r in relations.get(a.claim_id, ())}
        chains = [
            (a.stance, chain_of(a.claim_id, hops.get(a.claim_id, ()), actors)) for a in accounts
        ]
        told = [Account(stance, chain) for stance, chain in chains]
        standings[event_id] = standing_of(told, links, about.values())
    return standings


def _relations_by_claim(store: Store) -> dict[Id, list[Relation]]:
    members = _grouped(store.all(RelationMember), "relation_id")
    by_claim: dict[Id, list[Relation]] = defaultdict(list)
    for relation in store.all(ClaimRelation):
        whole = Relation(relation, tuple(members.get(relation.id, ())))
        for member in whole.members:
            by_claim[member.claim_id].append(whole)
    return by_claim


def _grouped(records: list[R], field: str) -> dict[Id, list[R]]:
    groups: dict[Id, list[R]] = defaultdict(list)
    for record in records:
        groups[getattr(record, field)].append(record)
    return groups
