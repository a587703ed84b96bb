"""A project's records where a writer looks for them: by what they belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from timeline_app.domain.attribution import Account, Chain, Relation, chain_of
from timeline_app.domain.records import (
    Actor,
    ActorName,
    Assessment,
    Claim,
    ClaimEvent,
    ClaimPassage,
    ClaimRelation,
    ClaimSilence,
    Dating,
    Event,
    Hop,
    Id,
    OriginLink,
    Passage,
    Place,
    RelationMember,
    SilenceActor,
    Snapshot,
    Source,
    Track,
)
from timeline_app.domain.standing import Standing, standing_of
from timeline_app.exchange.contents import ProjectContents

T = TypeVar("T")
G = TypeVar("G", bound=Hashable)


def grouped(items: Iterable[T], key: Callable[[T], G]) -> Mapping[G, Sequence[T]]:
    """Gather items by a key, in the order they come; a key without items has an empty list."""
    groups: dict[G, list[T]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return groups


@dataclass(frozen=True, slots=True)
class ProjectIndex:
    """What belongs to what. Groupings answer an empty list for what has nothing."""

    contents: ProjectContents
    actors: Mapping[Id, Actor]
    sources: Mapping[Id, Source]
    claims: Mapping[Id, Claim]
    events: Mapping[Id, Event]
    places: Mapping[Id, Place]
    tracks: Mapping[Id, Track]
    names_of: Mapping[Id, Sequence[ActorName]]
    events_of_claim: Mapping[Id, Sequence[ClaimEvent]]
    claims_of_event: Mapping[Id, Sequence[ClaimEvent]]
    claims_of_silence: Mapping[Id, Sequence[ClaimSilence]]
    actors_of_silence: Mapping[Id, Sequence[SilenceActor]]
    datings_of: Mapping[Id, Sequence[Dating]]
    passages_of_claim: Mapping[Id, Sequence[tuple[ClaimPassage, Passage]]]
    snapshots_of: Mapping[Id, Sequence[Snapshot]]
    relations_of_claim: Mapping[Id, Sequence[Relation]]
    relations: Sequence[Relation]
    grades_of: Mapping[Id, Sequence[Assessment]]
    chains: Mapping[Id, Chain]
    _standings: dict[Id, Standing] = field(default_factory=dict)

    def chain(self, claim_id: Id) -> Chain:
        """Return how a claim travelled."""
        return self.chains.get(claim_id) or Chain(claim_id)

    def standing(self, event_id: Id) -> Standing:
        """Return how an event stands on its claims; worked out once."""
        if event_id not in self._standings:
            self._standings[event_id] = self._stands(event_id)
        return self._standings[event_id]

    def _stands(self, event_id: Id) -> Standing:
        links = self.claims_of_event[event_id]
        accounts = [Account(link.stance, self.chain(link.claim_id)) for link in links]
        relations = {
            relation.relation.id: relation
            for link in links
            for relation in self.relations_of_claim[link.claim_id]
        }
        return standing_of(accounts, self.contents.all(OriginLink), relations.values())

    def grade(self, subject_id: Id) -> Assessment | None:
        """Return the assessment that counts: the last that no other supersedes."""
        grades = self.grades_of[subject_id]
        superseded = {grade.supersedes_id for grade in grades}
        return next((g for g in reversed(grades) if g.id not in superseded), None)


def index_of(contents: ProjectContents) -> ProjectIndex:
    """Put everything where it is looked for, in one pass over each kind."""
    actors = contents.by_id(Actor)
    relations = _relations(contents)
    hops = grouped(contents.all(Hop), lambda hop: hop.claim_id)
    return ProjectIndex(
        contents=contents,
        actors=actors,
        sources=contents.by_id(Source),
        claims=contents.by_id(Claim),
        events=contents.by_id(Event),
        places=contents.by_id(Place),
        tracks=contents.by_id(Track),
        names_of=grouped(contents.all(ActorName), lambda name: name.actor_id),
        events_of_claim=grouped(contents.all(ClaimEvent), lambda link: link.claim_id),
        claims_of_event=grouped(contents.all(ClaimEvent), lambda link: link.event_id),
        claims_of_silence=grouped(contents.all(ClaimSilence), lambda link: link.silence_id),
        actors_of_silence=grouped(contents.all(SilenceActor), lambda link: link.silence_id),
        datings_of=grouped(contents.all(Dating), lambda dating: dating.owner_id),
        passages_of_claim=_passages(contents),
        snapshots_of=grouped(contents.all(Snapshot), lambda snapshot: snapshot.source_id),
        relations_of_claim=_by_member(relations),
        relations=relations,
        grades_of=grouped(contents.all(Assessment), lambda grade: grade.subject_id),
        chains={claim: chain_of(claim, of_claim, actors) for claim, of_claim in hops.items()},
    )


def _relations(contents: ProjectContents) -> list[Relation]:
    members = grouped(contents.all(RelationMember), lambda member: member.relation_id)
    return [
        Relation(relation, tuple(sorted(members[relation.id], key=lambda member: member.side)))
        for relation in contents.all(ClaimRelation)
    ]


def _by_member(relations: Iterable[Relation]) -> Mapping[Id, Sequence[Relation]]:
    pairs = [(member.claim_id, r) for r in relations for member in r.members]
    found = grouped(pairs, lambda pair: pair[0])
    by_claim: dict[Id, list[Relation]] = defaultdict(list)
    by_claim.update({claim: [relation for _, relation in of] for claim, of in found.items()})
    return by_claim


def _passages(contents: ProjectContents) -> Mapping[Id, Sequence[tuple[ClaimPassage, Passage]]]:
    passages = contents.by_id(Passage)
    pairs = ((link, passages[link.passage_id]) for link in contents.all(ClaimPassage))
    return grouped(pairs, lambda pair: pair[0].claim_id)
