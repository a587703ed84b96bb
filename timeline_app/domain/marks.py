"""How a claim stands beside the others: corroborated, contested, on its own, or in nobody's name.

A mark is never a score; each says why in a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from timeline_app.domain.attribution import Chain, Relation, listed
from timeline_app.domain.standing import Standing
from timeline_app.domain.vocabulary import CONTESTING, Stance


class Mark(StrEnum):
    """What a claim's chain and its neighbours make of it."""

    CORROBORATED = "corroborated"
    CONTESTED = "contested"
    SINGLE_ORIGIN = "single origin"
    OUTLET_VOICE = "outlet's own voice"
    UNSOURCED = "no source given"


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark and the sentence that says why."""

    mark: Mark
    sentence: str


def marks_of(
    chain: Chain,
    stands: Sequence[tuple[Stance, Standing]],
    relations: Iterable[Relation] = (),
) -> tuple[Marked, ...]:
    """Mark a claim.

    `stands` holds its stance in each event with how that event stands; `relations` are those it
    is a member of.
    """
    found = (_contested(chain, stands, relations), _voice(chain), _company(chain, stands))
    return tuple(marked for marked in found if marked is not None)


def _contested(
    chain: Chain, stands: Sequence[tuple[Stance, Standing]], relations: Iterable[Relation]
) -> Marked | None:
    taken = {r.relation.id for r in relations if _takes_side(r, chain)}
    sentences = [
        contest.sentence
        for stance, standing in stands
        for contest in standing.contests
        if contest.relation_id in taken
        or contest.claim_id == chain.claim_id
        or (contest.claim_id is not None and stance is Stance.SUPPORTS)
    ]
    if not sentences:
        return None
    return Marked(Mark.CONTESTED, " ".join(dict.fromkeys(sentences)))


def _takes_side(relation: Relation, chain: Chain) -> bool:
    return relation.relation.kind in CONTESTING and bool(relation.side_of(chain.claim_id))


def _voice(chain: Chain) -> Marked | None:
    if not chain.hops or not chain.is_sourced:
        return Marked(Mark.UNSOURCED, chain.sentence)
    if chain.is_outlet_voice:
        return Marked(Mark.OUTLET_VOICE, chain.sentence)
    return None


def _company(chain: Chain, stands: Sequence[tuple[Stance, Standing]]) -> Marked | None:
    """Say whether other voices support what a voice supports."""
    supported = [standing for stance, standing in stands if stance is Stance.SUPPORTS]
    if not supported or not chain.is_voice:
        return None
    most = max(supported, key=lambda standing: (standing.origins_min, standing.origins_max))
    if most.origins_min > 1:
        return Marked(Mark.CORROBORATED, most.sentence)
    if most.origins_max > 1:
        return Marked(Mark.SINGLE_ORIGIN, f"Perhaps one voice: {most.sentence}")
    names = listed([actor.name for actor in chain.actors[:1]])
    return Marked(Mark.SINGLE_ORIGIN, f"Nobody but {names} supports this.")
