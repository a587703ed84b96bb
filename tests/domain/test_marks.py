from timeline_app.domain.attribution import Account, Relation, chain_of
from timeline_app.domain.marks import Mark, marks_of
from timeline_app.domain.records import Actor, ClaimRelation, Hop, OriginLink, RelationMember
from timeline_app.domain.standing import standing_of
from timeline_app.domain.vocabulary import (
    HopStatus,
    Identification,
    Independence,
    RelationKind,
    Stance,
)

ANNA, BORIS = Actor("anna", "Anna"), Actor("boris", "Boris")
OUTLET = Actor("outlet", "The Daily", identification=Identification.OUTLET_VOICE)
ACTORS = {actor.id: actor for actor in (ANNA, BORIS, OUTLET)}


def said_by(claim_id, *actors, status=HopStatus.STATED):
    hops = [
        Hop(f"{claim_id}-{place}", claim_id, place, actor.id, status=status)
        for place, actor in enumerate(actors)
    ]
    return chain_of(claim_id, hops, ACTORS)


def marks(chain, *others, stance=Stance.SUPPORTS, links=(), relations=()):
    accounts = [Account(stance, chain), *others]
    standing = standing_of(accounts, links, relations)
    return {marked.mark for marked in marks_of(chain, [(stance, standing)], relations)}


def test_two_voices_corroborate():
    assert marks(said_by("a", ANNA), Account(Stance.SUPPORTS, said_by("b", BORIS))) == {
        Mark.CORROBORATED
    }


def test_one_voice_in_two_claims_is_a_single_origin():
    assert marks(said_by("a", ANNA), Account(Stance.SUPPORTS, said_by("b", ANNA, OUTLET))) == {
        Mark.SINGLE_ORIGIN
    }


def test_two_voices_that_may_be_one_do_not_corroborate():
    unknown = OriginLink("l", ANNA.id, BORIS.id, Independence.UNKNOWN)
    other = Account(Stance.SUPPORTS, said_by("b", BORIS))
    assert marks(said_by("a", ANNA), other, links=[unknown]) == {Mark.SINGLE_ORIGIN}


def test_the_outlets_own_voice_is_no_corroboration():
    other = Account(Stance.SUPPORTS, said_by("b", ANNA))
    assert marks(said_by("a", OUTLET), other) == {Mark.OUTLET_VOICE}


def test_a_claim_without_a_speaker_has_no_source():
    assert Mark.UNSOURCED in marks(said_by("a", ANNA, status=HopStatus.UNSOURCED))
    assert Mark.UNSOURCED in marks(said_by("a"))


def test_a_dispute_contests_the_disputer_and_those_who_support_but_no_bystander():
    dispute = Account(Stance.DISPUTES, said_by("b", BORIS))
    assert Mark.CONTESTED in marks(said_by("a", ANNA), dispute)
    assert Mark.CONTESTED in marks(said_by("c", ANNA), stance=Stance.DISPUTES)
    assert Mark.CONTESTED not in marks(said_by("a", ANNA), dispute, stance=Stance.CONTEXT)


def test_only_the_sides_of_a_conflict_are_contested():
    relation = Relation(
        ClaimRelation("r", RelationKind.CONTRADICTS, "the destination"),
        (
            RelationMember("m1", "r", "a", 1),
            RelationMember("m2", "r", "b", 2),
            RelationMember("m3", "r", "c", 0),
        ),
    )
    others = [Account(Stance.SUPPORTS, said_by("b", BORIS))]
    assert Mark.CONTESTED in marks(said_by("a", ANNA), *others, relations=[relation])
    beside = Account(Stance.SUPPORTS, said_by("a", ANNA))
    bystander = marks(said_by("c", OUTLET), beside, *others, relations=[relation])
    assert Mark.CONTESTED not in bystander


def test_every_mark_says_why():
    chain = said_by("a", ANNA)
    standing = standing_of([Account(Stance.SUPPORTS, chain)])
    for marked in marks_of(chain, [(Stance.SUPPORTS, standing)]):
        assert "Anna" in marked.sentence
