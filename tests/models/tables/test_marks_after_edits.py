"""The marks a table filters by, after edits, are those of a table that reads them afresh."""

from dataclasses import replace
from random import Random

import pytest

from timeline_app.domain.edits import add, revise
from timeline_app.domain.records import (
    Actor,
    Claim,
    ClaimEvent,
    ClaimPassage,
    ClaimRelation,
    Dating,
    Hop,
    OriginLink,
    RelationMember,
    new_id,
)
from timeline_app.domain.removing import removal
from timeline_app.domain.vocabulary import Identification, Independence, RelationKind, Stance
from timeline_app.models.tables.claim_columns import CLAIMS, Caution
from timeline_app.models.tables.model import TableModel
from timeline_app.models.tables.ordering import Filters


def marked(model):
    found = {}
    for caution in Caution:
        model.filter_by(Filters(columns={"marks": frozenset({caution.value})}))
        found[caution] = set(model.ids_at(range(model.rowCount())))
    return found


def an_edit(document, chance):
    """An edit of whatever a mark is told by."""
    kind = chance.choice([*CHANGED, None])
    records = document.all(kind) if kind else []
    if not records:
        return related(document, chance)
    record = chance.choice(records)
    if kind is Claim:
        return removal(document, "Delete", "claim", [record.id])
    if kind is ClaimPassage:
        return add("Read", replace(record, id=new_id(), claim_id=a_claim(document, chance)))
    return revise("Change", record, replace(record, **CHANGED[kind](document, record, chance)))


def turned(document, link, chance):
    del link
    other = chance.choice(document.all(ClaimEvent))
    return {
        "event_id": other.event_id,
        "stance": chance.choice([Stance.SUPPORTS, Stance.DISPUTES]),
    }


CHANGED = {
    Claim: None,
    ClaimPassage: None,
    ClaimEvent: turned,
    Hop: lambda document, hop, chance: {"actor_id": chance.choice(document.all(Actor)).id},
    Dating: lambda document, dating, chance: {"confirmed": not dating.confirmed},
    Actor: lambda document, actor, chance: {"identification": chance.choice([*Identification])},
}


def related(document, chance):
    if chance.random() < 0.5:
        actors = [actor.id for actor in document.all(Actor)]
        return add("Link", OriginLink(new_id(), *chance.sample(actors, 2), Independence.SAME))
    relation = ClaimRelation(new_id(), RelationKind.CONTRADICTS)
    members = [
        RelationMember(new_id(), relation.id, a_claim(document, chance), side) for side in (1, 2)
    ]
    return add("Relate", relation, *members)


def a_claim(document, chance):
    return chance.choice(document.all(Claim)).id


@pytest.mark.parametrize("seed", range(6))
def test_marks_that_followed_edits_are_those_read_afresh(document, seed):
    chance = Random(seed)
    model = TableModel(document, CLAIMS)
    marked(model)
    made = 0  # what was there before is not undone: it is the sample itself
    for _ in range(8):
        if made and chance.random() < 0.2:
            made -= document.undo()
        else:
            made += document.do(an_edit(document, chance))
        assert marked(model) == marked(TableModel(document, CLAIMS))


def test_a_new_hop_has_only_the_accounts_of_its_events_read_again(document):
    model = TableModel(document, CLAIMS)
    marked(model)
    hop = document.all(Hop)[0]
    document.do(revise("Infer", hop, replace(hop, cue="is said to have heard")))
    assert model.is_ready(["marks"])
