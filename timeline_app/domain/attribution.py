"""Who says so: the chain of a claim, its origin, and how an event stands on its claims.

Everything here is a pure function of records, and every derived value explains itself in words.
Nothing is averaged into a score.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from timeline_app.domain.direction import led
from timeline_app.domain.records import Actor, ClaimRelation, Hop, Id, OriginLink, RelationMember
from timeline_app.domain.vocabulary import (
    CONTESTING,
    HopStatus,
    Identification,
    Independence,
    Stance,
)


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
class Contest:
    """Something about an event that is contested, and by whom.

    `sides` holds the names on each side; a claim that disputes the event outright has one side.
    """

    about: str
    sides: tuple[tuple[str, ...], ...]
    relation_id: Id | None = None
    claim_id: Id | None = None

    @property
    def sentence(self) -> str:
        """Say what is contested and who stands against whom."""
        against = " against ".join(listed(side) for side in self.sides)
        if self.relation_id is None:
            return f"Disputed by {against}."
        return f"{self.about or 'Contested'}: {against}."


@dataclass(frozen=True, slots=True)
class Standing:
    """How an event stands on its claims.

    `origins` are the distinct voices among the supporting claims after merging pairs marked the
    same; `origins_min` counts pairs of unknown independence as one voice, `origins_max` as two.
    """

    counts: Mapping[Stance, int]
    origins: tuple[tuple[Actor, ...], ...]
    origins_min: int
    unknown_pairs: tuple[tuple[Actor, Actor], ...]
    outlet_claims: int
    outlets: tuple[Actor, ...]
    unsourced_claims: int
    contests: tuple[Contest, ...]

    @property
    def claims(self) -> int:
        """The number of claims about the event, whatever they do to it."""
        return sum(self.counts.values())

    @property
    def supporting(self) -> int:
        """The number of claims that support the event."""
        return self.counts.get(Stance.SUPPORTS, 0)

    @property
    def origins_max(self) -> int:
        """The most distinct origins there can be."""
        return len(self.origins)

    @property
    def is_contested(self) -> bool:
        """Tell whether anybody stands against the event or against another account of it."""
        return bool(self.contests)

    @property
    def origins_text(self) -> str:
        """The number of origins: "5 origins", "4 to 5 origins", "no origin"."""
        low, high = self.origins_min, self.origins_max
        if high == 0:
            return "no origin"
        if low == high:
            return _counted(high, "origin")
        return f"{low} to {high} origins"

    @property
    def text(self) -> str:
        """The standing in one line, for beneath an event."""
        parts = [_counted(self.supporting, "supporting claim"), self.origins_text]
        if self.unknown_pairs:
            doubtful = {actor.id for pair in self.unknown_pairs for actor in pair}
            parts.append(f"{len(doubtful)} of unknown independence")
        parts += self._contest_parts()
        return " · ".join(parts)

    @property
    def sentence(self) -> str:
        """Explain the count of origins: whose voices, what is merged, what is left out."""
        sentences = [self._voices(), *self._pairs(), *self._left_out()]
        return " ".join(sentence for sentence in sentences if sentence)

    def _contest_parts(self) -> list[str]:
        if not self.contests:
            return []
        about = [contest.about for contest in self.contests if contest.about]
        return [f"contested: {'; '.join(about)}" if about else "contested"]

    def _voices(self) -> str:
        if not self.origins:
            return (
                f"{_counted(self.supporting, 'claim')} in support, none with an origin of its own."
            )
        names = listed([" = ".join(a.name for a in group) for group in self.origins])
        return (
            f"{_counted(self.supporting, 'claim')} in support, from {self.origins_text}: {names}."
        )

    def _pairs(self) -> list[str]:
        return [
            f"Whether {first.name} and {second.name} are independent is unknown."
            for first, second in self.unknown_pairs
        ]

    def _left_out(self) -> list[str]:
        sentences = []
        if self.outlet_claims:
            names = listed([actor.name for actor in self.outlets])
            sentences.append(
                f"{_counted(self.outlet_claims, 'claim')} in {names}'s own voice"
                " corroborate nothing and are counted apart."
            )
        if self.unsourced_claims:
            sentences.append(f"{_counted(self.unsourced_claims, 'claim')} without a source.")
        return sentences


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


def standing_of(
    accounts: Sequence[Account],
    links: Iterable[OriginLink] = (),
    relations: Iterable[Relation] = (),
) -> Standing:
    """Tell how an event stands, from the accounts of it.

    `links` may name origins that have no part in it; `relations` may have members about other
    events: only what bears on these accounts counts.
    """
    support = [a.chain for a in accounts if a.stance is Stance.SUPPORTS]
    voices = {c.actors[0].id: c.actors[0] for c in support if c.is_voice}
    outlets = [c.actors[0] for c in support if c.is_outlet_voice]
    kinds = _link_kinds(links, voices)
    groups = _merged(voices, kinds)
    return Standing(
        counts=_counts(accounts),
        origins=tuple(tuple(voices[i] for i in group) for group in groups),
        origins_min=_fewest(groups, kinds),
        unknown_pairs=_unknown_pairs(groups, kinds, voices),
        outlet_claims=len(outlets),
        outlets=tuple(dict.fromkeys(outlets)),
        unsourced_claims=sum(not c.is_sourced for c in support),
        contests=(*_disputes(accounts), *_conflicts(accounts, relations)),
    )


def listed(names: Sequence[str]) -> str:
    """Join names as a sentence does: "A, B and C"."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


Pair = frozenset[Id]


def _counts(accounts: Iterable[Account]) -> dict[Stance, int]:
    counts = dict.fromkeys(Stance, 0)
    for account in accounts:
        counts[account.stance] += 1
    return counts


def _link_kinds(
    links: Iterable[OriginLink], voices: Mapping[Id, Actor]
) -> dict[Pair, Independence]:
    return {
        frozenset((link.first_id, link.second_id)): link.independence
        for link in links
        if link.first_id in voices and link.second_id in voices
    }


def _merged(voices: Iterable[Id], kinds: Mapping[Pair, Independence]) -> list[tuple[Id, ...]]:
    """Group the voices so that those marked the same are one, in order of appearance."""
    groups: list[tuple[Id, ...]] = []
    linked = _linked(kinds)
    for voice in voices:
        if voice not in linked:  # nearly all, where thousands speak of one event
            groups.append((voice,))
            continue
        same = [g for g in groups if _any(g, (voice,), kinds, Independence.SAME)]
        rest = [g for g in groups if g not in same]
        groups = [*rest, (*(i for g in same for i in g), voice)]
    return groups


def _fewest(groups: Sequence[tuple[Id, ...]], kinds: Mapping[Pair, Independence]) -> int:
    """Count the voices if every pair of unknown independence were one.

    Two origins marked independent are never counted as one, even where a third could be both.
    """
    components: list[list[tuple[Id, ...]]] = []
    linked = _linked(kinds)
    for group in sorted(groups):
        if linked.isdisjoint(group):
            components.append([group])
            continue
        near = [c for c in components if any(_unknown(group, g, kinds) for g in c)]
        rest = [c for c in components if c not in near]
        components = [*rest, [group, *(g for c in near for g in c)]]
    return sum(len(_apart(sorted(component), kinds)) for component in components)


def _linked(kinds: Mapping[Pair, Independence]) -> frozenset[Id]:
    """Return the voices of which anything is known beside another."""
    return frozenset(voice for pair in kinds for voice in pair)


def _apart(
    groups: Iterable[tuple[Id, ...]], kinds: Mapping[Pair, Independence]
) -> list[tuple[Id, ...]]:
    """Pool groups that could be one voice, keeping those marked independent apart."""
    pools: list[tuple[Id, ...]] = []
    for group in groups:
        for position, pool in enumerate(pools):
            if not _any(pool, group, kinds, Independence.INDEPENDENT):
                pools[position] = (*pool, *group)
                break
        else:
            pools.append(group)
    return pools


def _unknown(first: Iterable[Id], second: Sequence[Id], kinds: Mapping[Pair, Independence]) -> bool:
    return _any(first, second, kinds, Independence.UNKNOWN)


def _unknown_pairs(
    groups: Sequence[tuple[Id, ...]],
    kinds: Mapping[Pair, Independence],
    voices: Mapping[Id, Actor],
) -> tuple[tuple[Actor, Actor], ...]:
    group_of = {voice: n for n, group in enumerate(groups) for voice in group}
    order = list(voices)
    pairs = [
        sorted(pair, key=order.index)
        for pair, kind in kinds.items()
        if kind is Independence.UNKNOWN and len({group_of[i] for i in pair}) == 2
    ]
    return tuple((voices[first], voices[second]) for first, second in pairs)


def _any(
    first: Iterable[Id],
    second: Sequence[Id],
    kinds: Mapping[Pair, Independence],
    wanted: Independence,
) -> bool:
    return any(kinds.get(frozenset((a, b))) is wanted for a in first for b in second)


def _disputes(accounts: Iterable[Account]) -> list[Contest]:
    return [
        Contest("", ((_speaker(account.chain),),), claim_id=account.chain.claim_id)
        for account in accounts
        if account.stance is Stance.DISPUTES
    ]


def _conflicts(accounts: Iterable[Account], relations: Iterable[Relation]) -> list[Contest]:
    chains = {account.chain.claim_id: account.chain for account in accounts}
    contests = []
    for relation in relations:
        sides: dict[int, list[str]] = {}
        for member in relation.members:
            if member.side and member.claim_id in chains:
                sides.setdefault(member.side, []).append(_speaker(chains[member.claim_id]))
        if relation.relation.kind in CONTESTING and len(sides) > 1:
            names = tuple(tuple(dict.fromkeys(sides[side])) for side in sorted(sides))
            about = relation.relation.about
            contests.append(Contest(about, names, relation_id=relation.relation.id))
    return contests


def _speaker(chain: Chain) -> str:
    if chain.origin is None:
        return "an unrecorded speaker"
    return chain.origin.name


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
