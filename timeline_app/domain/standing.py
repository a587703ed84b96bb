"""How an event stands on its claims: how many voices say so, and who is against it.

Nothing is averaged into a score; what is counted explains itself in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from timeline_app.domain.attribution import Account, Chain, Relation, listed
from timeline_app.domain.records import Actor, Id, OriginLink
from timeline_app.domain.vocabulary import CONTESTING, Stance
from timeline_app.domain.voices import fewest, link_kinds, merged, unknown_pairs


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
    kinds = link_kinds(links, voices)
    groups = merged(voices, kinds)
    return Standing(
        counts=_counts(accounts),
        origins=tuple(tuple(voices[i] for i in group) for group in groups),
        origins_min=fewest(groups, kinds),
        unknown_pairs=unknown_pairs(groups, kinds, voices),
        outlet_claims=len(outlets),
        outlets=tuple(dict.fromkeys(outlets)),
        unsourced_claims=sum(not c.is_sourced for c in support),
        contests=(*_disputes(accounts), *_conflicts(accounts, relations)),
    )


def _counts(accounts: Iterable[Account]) -> dict[Stance, int]:
    counts = dict.fromkeys(Stance, 0)
    for account in accounts:
        counts[account.stance] += 1
    return counts


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
