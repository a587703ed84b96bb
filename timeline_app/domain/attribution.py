"""Who says so: the chain of a claim, its origin, and what claims do to events and each other.

Everything here is a pure function of records, and every derived value explains itself in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from timeline_app.domain.direction import led
from timeline_app.domain.records import Actor, ClaimRelation, Hop, Id, RelationMember
from timeline_app.domain.vocabulary import HopStatus, Identification, Stance


@dataclass(frozen=True, slots=True)
class Chain:
    """How a claim travelled: its hops in order, origin first, and the actor of each."""

    claim_id: Id
    hops: tuple[Hop, ...] = ()
    actors: tuple[Actor, ...] = ()

    @property
    def origin(self) -> Actor | None:
        """The actor of the first hop; None where no hop is recorded."""
        return self.actors[0] if self.actors else None

    @property
    def publisher(self) -> Actor | None:
        """The actor of the last hop, in whose document the claim was read."""
        return self.actors[-1] if self.actors else None

    @property
    def via(self) -> tuple[Actor, ...]:
        """The actors after the origin, through whom it came."""
        return self.actors[1:]

    @property
    def is_sourced(self) -> bool:
        """Tell whether anybody is given as the origin."""
        return bool(self.hops) and not (
            self.hops[0].status is HopStatus.UNSOURCED
            or self.actors[0].identification is Identification.UNSOURCED
        )

    @property
    def is_outlet_voice(self) -> bool:
        """Tell whether the outlet says it on its own account."""
        return self.is_sourced and self.actors[0].identification is Identification.OUTLET_VOICE

    @property
    def is_voice(self) -> bool:
        """Tell whether the origin can corroborate: somebody, and not the outlet itself."""
        return self.is_sourced and not self.is_outlet_voice

    @property
    def inferred(self) -> tuple[Hop, ...]:
        """The hops that nobody stated."""
        return tuple(hop for hop in self.hops if hop.status is HopStatus.INFERRED)

    @property
    def text(self) -> str:
        """The chain in one line: "unnamed security source → Reuters → Türkiye Today"."""
        return led(actor.name for actor in self.actors)

    @property
    def sentence(self) -> str:
        """Say who said it, through whom, and which steps are inferred or unsourced."""
        if not self.hops:
            return "Nobody is recorded as having said this."
        if not self.is_sourced:
            return f"{self.actors[-1].name} gives no source for this."
        if self.is_outlet_voice:
            return f"{self.actors[0].name} says this in its own voice; no other source is given."
        return self._spoken() + self._doubts()

    def _spoken(self) -> str:
        through = [actor.name for actor in self.via]
        tail = f", through {listed(through)}" if through else ""
        return f"{self.actors[0].name} said this{tail}."

    def _doubts(self) -> str:
        names = [
            actor.name
            for hop, actor in zip(self.hops, self.actors, strict=True)
            if hop.status is HopStatus.INFERRED
        ]
        return f" That it came from or through {listed(names)} is inferred." if names else ""


@dataclass(frozen=True, slots=True)
class Account:
    """One claim about an event: what it does to the event, and how it travelled."""

    stance: Stance
    chain: Chain


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation with its members: how some claims stand to each other."""

    relation: ClaimRelation
    members: tuple[RelationMember, ...]

    def side_of(self, claim_id: Id) -> int | None:
        """Return the side a claim takes, or None if it is no member."""
        return next((m.side for m in self.members if m.claim_id == claim_id), None)

    def opposing(self, claim_id: Id) -> tuple[Id, ...]:
        """Return the claims on other sides than this one."""
        side = self.side_of(claim_id)
        if not side:
            return ()
        return tuple(m.claim_id for m in self.members if m.side not in (0, side))


def chain_of(claim_id: Id, hops: Iterable[Hop], actors: Mapping[Id, Actor]) -> Chain:
    """Put the hops of one claim in order; KeyError if an actor is missing."""
    ordered = tuple(sorted(hops, key=lambda hop: hop.position))
    return Chain(claim_id, ordered, tuple(actors[hop.actor_id] for hop in ordered))


def listed(names: Sequence[str]) -> str:
    """Join names as a sentence does: "A, B and C"."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
