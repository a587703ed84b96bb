"""What everything is called in an export: E12 an event, [17] a claim, A3 an actor, S4 a source.

The same number stands on the drawing, in the tables and in the text.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from timeline_app.domain.dating import four, is_undated
from timeline_app.domain.records import Claim, ClaimEvent, Event, Id
from timeline_app.exchange.project_index import ProjectIndex
from timeline_app.exchange.report import Link


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers by id, and the order they come in.

    `events` are the dated ones in the order of time, then `undated`; `home` tells under which
    event a claim is printed, for those that have one.
    """

    events: tuple[Event, ...]
    undated: tuple[Event, ...]
    claims: tuple[Claim, ...]
    home: Mapping[Id, Id]
    of_event: Mapping[Id, int]
    of_claim: Mapping[Id, int]
    of_actor: Mapping[Id, int]
    of_source: Mapping[Id, int]

    def event(self, event_id: Id) -> Link:
        """Return the link to an event; one that is not in this export is named in words."""
        return Link(f"E{self.of_event[event_id]}", f"e{self.of_event[event_id]}")

    def claim(self, claim_id: Id) -> Link:
        """Return the link to a claim."""
        return Link(f"[{self.of_claim[claim_id]}]", f"c{self.of_claim[claim_id]}")

    def actor(self, actor_id: Id) -> Link:
        """Return the link to an actor."""
        return Link(f"A{self.of_actor[actor_id]}", f"a{self.of_actor[actor_id]}")

    def source(self, source_id: Id) -> Link:
        """Return the link to a source."""
        return Link(f"S{self.of_source[source_id]}", f"s{self.of_source[source_id]}")


def numbers_of(index: ProjectIndex, shown: Container[Id] | None = None) -> Numbers:
    """Give everything its number. `shown` are the events of a view; None is all of them."""
    events = [e for e in index.contents.all(Event) if shown is None or e.id in shown]
    dated = sorted((e for e in events if not is_undated(e)), key=_in_time)
    undated = [e for e in events if is_undated(e)]
    claims, home = _claims([*dated, *undated], index)
    return Numbers(
        events=tuple(dated),
        undated=tuple(undated),
        claims=tuple(claims),
        home=home,
        of_event=_counted([*dated, *undated]),
        of_claim=_counted(claims),
        of_actor=_counted(index.actors.values()),
        of_source=_counted(index.sources.values()),
    )


def _in_time(event: Event) -> tuple[int, int]:
    """Order by the first finite bound, then by the last; those that began earliest come first."""
    finite = [bound for bound in four(event) if bound is not None]
    return finite[0], finite[-1]


def _claims(events: Iterable[Event], index: ProjectIndex) -> tuple[list[Claim], dict[Id, Id]]:
    """Return the claims in the order they are printed, and the event each is printed under.

    Claims about none of the events come last.
    """
    links: list[ClaimEvent] = [link for event in events for link in index.claims_of_event[event.id]]
    home: dict[Id, Id] = {}
    for link in links:
        home.setdefault(link.claim_id, link.event_id)
    told = [index.claims[claim_id] for claim_id in home]
    rest = [claim for claim in index.claims.values() if claim.id not in home]
    return told + rest, home


class _HasId(Protocol):
    @property
    def id(self) -> Id: ...


def _counted(records: Iterable[_HasId]) -> dict[Id, int]:
    return {record.id: number for number, record in enumerate(records, start=1)}
