import pytest

from timeline_app.domain.edits import add
from timeline_app.domain.records import (
    Actor,
    ActorName,
    Claim,
    ClaimEvent,
    ClaimPassage,
    ClaimSilence,
    Dating,
    Event,
    Hop,
    Project,
    Silence,
    SilenceActor,
    Source,
    new_id,
)
from timeline_app.domain.vocabulary import (
    ActorKind,
    DatingOwner,
    HopRole,
    HopStatus,
    Identification,
    Stance,
)
from timeline_app.models.claim_entry import (
    ClaimEntry,
    EventEntry,
    HopEntry,
    SilenceEntry,
    entry_from_text,
)
from timeline_app.models.claim_maker import ClaimMaker
from timeline_app.models.completions import Completions
from timeline_app.models.document import Document
from timeline_app.storage.store import Store

REUTERS = Actor(new_id(), "Reuters", ActorKind.AGENCY)
TODAY = Actor(new_id(), "Türkiye Today", ActorKind.OUTLET)
ARTICLE = Source(new_id(), "Forces leave", outlet_id=TODAY.id)
AIRLIFT = Event(new_id(), "Airlift out of Qamishli")


@pytest.fixture
def document(qapp, tmp_path):
    store = Store.create(tmp_path / "p.sqlite", Project(new_id(), "P"))
    document = Document(store)
    name = ActorName(new_id(), REUTERS.id, "Рейтер", "ru")
    document.do(add("Add", REUTERS, TODAY, ARTICLE, AIRLIFT, name))
    yield document
    store.close()


@pytest.fixture
def make(document):
    maker = ClaimMaker(document, Completions(document, with_confidential=True))

    def make(entry):
        made = maker.make(entry)
        assert document.do(made.edit)
        return made.claim_id

    return make


def test_everything_new_is_made_in_one_step_and_undone_in_one(document, make):
    before = [document.count(kind) for kind in (Actor, Source, Event, Claim, Hop)]
    make(
        ClaimEntry(
            "Quarters stand empty.",
            hops=(HopEntry("an unnamed guard"), HopEntry("Associated Press", HopRole.RELAYER)),
            source="AP report",
            events=(EventEntry("Base found empty", Stance.SUPPORTS),),
        )
    )
    assert document.count(Actor) == before[0] + 2
    document.undo()
    assert [document.count(kind) for kind in (Actor, Source, Event, Claim, Hop)] == before


def test_known_records_are_found_by_any_name(document, make):
    people = document.count(Actor)
    claim_id = make(
        ClaimEntry(
            "It left.", (HopEntry("рейтер"),), events=(EventEntry("AIRLIFT out of qamishli"),)
        )
    )
    assert document.count(Actor) == people
    assert document.chain(claim_id).origin == REUTERS
    (link,) = document.where(ClaimEvent, claim_id=claim_id)
    assert link.event_id == AIRLIFT.id


def test_the_outlet_of_the_source_is_the_last_step(document, make):
    claim_id = make(ClaimEntry("It left.", (HopEntry("Reuters"),), source="Forces leave"))
    chain = document.chain(claim_id)
    assert chain.actors == (REUTERS, TODAY)
    assert chain.hops[-1].role is HopRole.PUBLISHER
    assert chain.hops[-1].source_id == ARTICLE.id


def test_an_outlet_that_speaks_for_itself_is_not_doubled(document, make):
    claim_id = make(ClaimEntry("It left.", (HopEntry("Türkiye Today"),), source="Forces leave"))
    assert document.chain(claim_id).actors == (TODAY,)


def test_somebody_new_named_twice_is_one(document, make):
    people = document.count(Actor)
    hops = (HopEntry("A guard"), HopEntry("a GUARD", HopRole.RELAYER))
    make(ClaimEntry("It left.", hops))
    assert document.count(Actor) == people + 1


def test_what_was_said_of_somebody_new_goes_before_the_guess(document, make):
    hop = HopEntry("Guard", kind=ActorKind.GROUP, identification=Identification.PSEUDONYMOUS)
    origin = document.chain(make(ClaimEntry("It left.", (hop,)))).origin
    assert (origin.kind, origin.identification) == (
        ActorKind.GROUP,
        Identification.PSEUDONYMOUS,
    )


def test_an_event_named_twice_is_linked_once(document, make):
    events = (EventEntry("Airlift out of Qamishli"), EventEntry("airlift out of Qamishli"))
    claim_id = make(ClaimEntry("It left.", events=events))
    assert len(document.where(ClaimEvent, claim_id=claim_id)) == 1


def test_a_claim_without_a_speaker_still_says_where_it_was_read(document, make):
    claim_id = make(ClaimEntry("It left.", source="A leaflet"))
    assert document.chain(claim_id).hops == ()
    assert len(document.where(ClaimPassage, claim_id=claim_id)) == 1


def test_a_silence_is_made_with_who_kept_it_and_until_when(document):
    maker = ClaimMaker(document, Completions(document, with_confidential=True))
    typed = SilenceEntry("the talks", Stance.QUALIFIES, body="Reuters")
    until = Dating(new_id(), DatingOwner.SILENCE, "", "until 28 January 2026", edtf="../2026-01-28")
    made = maker.make(ClaimEntry("Nothing was said.", silences=(typed,)), until=((until,),))
    assert document.do(made.edit)
    (silence,) = document.all(Silence)
    (link,) = document.where(ClaimSilence, claim_id=made.claim_id)
    assert (silence.topic, link.silence_id, link.stance) == (
        "the talks",
        silence.id,
        Stance.QUALIFIES,
    )
    (body,) = document.where(SilenceActor, silence_id=silence.id)
    assert body.actor_id == REUTERS.id
    assert document.dating(silence.id).edtf == "../2026-01-28"


def test_a_silence_that_is_known_is_linked_and_left_as_it_is(document, make):
    first = make(ClaimEntry("Nothing was said.", silences=(SilenceEntry("the talks"),)))
    second = make(
        ClaimEntry("Still nothing.", silences=(SilenceEntry("The TALKS", body="Reuters"),) * 2)
    )
    (silence,) = document.all(Silence)
    for claim_id in (first, second):
        (link,) = document.where(ClaimSilence, claim_id=claim_id)
        assert link.silence_id == silence.id
    assert document.where(SilenceActor, silence_id=silence.id) == []


def test_a_claim_without_words_is_refused_with_a_sentence():
    assert ClaimEntry(" \n").refusal
    assert not ClaimEntry("It left.").refusal


def test_the_next_claim_keeps_speaker_via_source_and_date_of_saying():
    hops = (HopEntry("Anna", cue="told"), HopEntry("Reuters", HopRole.RELAYER))
    entry = ClaimEntry("It left.", hops, "Report", said="on Tuesday", when="2026", note="n")
    following = entry.for_next()
    assert (following.hops, following.source, following.said) == (hops, "Report", "on Tuesday")
    assert (following.text, following.when, following.note) == ("", "", "")


def test_a_draft_survives_being_text():
    entry = ClaimEntry(
        "القامشلي",
        (HopEntry("Anna", HopRole.WITNESS, "told", HopStatus.INFERRED, ActorKind.PERSON),),
        "Report",
        (EventEntry("Airlift", Stance.DISPUTES),),
        (SilenceEntry("the talks", Stance.CONTEXT, "Anna", "until 2026", "../2026"),),
        said="on Tuesday",
    )
    assert entry_from_text(entry.as_text()) == entry
