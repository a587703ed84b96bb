"""Making one record of two, and two of one, on a real project file."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline_app.domain.combining import (
    CannotCombineError,
    merge_actors,
    merge_claims,
    merge_sources,
)
from timeline_app.domain.edits import add
from timeline_app.domain.records import (
    KINDS,
    Actor,
    ActorName,
    Assessment,
    Claim,
    ClaimEvent,
    ClaimRelation,
    Dating,
    Event,
    Hop,
    OriginLink,
    Project,
    RelationMember,
    Silence,
    SilenceActor,
    Source,
)
from timeline_app.domain.speakers import keep_unnamed, replace_and_remove
from timeline_app.domain.splitting import split_claim
from timeline_app.domain.vocabulary import (
    ActorKind,
    AnchorKind,
    AssessedKind,
    DatingOwner,
    Identification,
    Independence,
    NameKind,
    RelationKind,
    Reliability,
    Stance,
)
from timeline_app.exchange.sample import sample_edit, sample_project
from timeline_app.storage.store import Store


@pytest.fixture
def store(tmp_path):
    with Store.create(tmp_path / "p.sqlite", Project("p", "Project")) as made:
        made.apply(add("Story", *STORY))
        yield made


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    path = tmp_path_factory.mktemp("sample") / "sample.sqlite"
    with Store.create(path, sample_project()) as made:
        made.apply(sample_edit())
        yield made


STORY = (
    Actor("ap", "AP", ActorKind.AGENCY),
    Actor("a-p", "Associated Press", role="wire", affiliation_id="ap", note="in New York"),
    Actor("sdf", "SDF"),
    Actor("shy", "Ali", confidential=True, public_description="a guard", role="gate guard"),
    ActorName("ap-ar", "ap", "أسوشيتد برس", "ar"),
    ActorName("a-p-ar", "a-p", "أسوشيتد برس", "ar"),
    ActorName("a-p-ru", "a-p", "Ассошиэйтед Пресс", "ru"),
    ActorName("tag", "ap", "the big one", kind=NameKind.LABEL, used_by_id="a-p"),
    Source("s1", "Report", outlet_id="ap"),
    Source("s2", "The report", outlet_id="a-p", url="https://example.org", part_of_id="s1"),
    Event("e1", "Airlift"),
    Event("e2", "Visit"),
    Claim("c1", "They left by air", note="first"),
    Claim("c2", "They flew out"),
    Claim("c3", "Nobody left"),
    ClaimEvent("c1-e1", "c1", "e1"),
    ClaimEvent("c2-e1", "c2", "e1", Stance.QUALIFIES),
    ClaimEvent("c2-e2", "c2", "e2"),
    Hop("h1", "c1", 0, "sdf"),
    Hop("h2", "c1", 1, "ap", source_id="s1"),
    Hop("h3", "c2", 0, "a-p", source_id="s2"),
    Hop("h4", "c3", 0, "shy"),
    OriginLink("ap-a-p", "ap", "a-p", Independence.SAME),
    OriginLink("ap-sdf", "ap", "sdf", Independence.UNKNOWN, "who knows"),
    OriginLink("sdf-a-p", "sdf", "a-p", Independence.INDEPENDENT, "two offices"),
    OriginLink("shy-a-p", "shy", "a-p", Independence.UNKNOWN),
    ClaimRelation("twice", RelationKind.DUPLICATE),
    RelationMember("twice-1", "twice", "c1"),
    RelationMember("twice-2", "twice", "c2"),
    ClaimRelation("clash", RelationKind.CONTRADICTS),
    RelationMember("clash-2", "clash", "c2", 1),
    RelationMember("clash-3", "clash", "c3", 2),
    Silence("hush", "losses"),
    SilenceActor("hush-ap", "hush", "ap"),
    SilenceActor("hush-a-p", "hush", "a-p"),
    Assessment("g1", AssessedKind.ACTOR, "ap", Reliability.B, made_at="2026-02-01"),
    Assessment("g2", AssessedKind.ACTOR, "a-p", Reliability.C, made_at="2026-01-01"),
    Assessment("g3", AssessedKind.ACTOR, "a-p", Reliability.A, made_at="2026-01-05",
               supersedes_id="g2"),
    Dating("d-s1", DatingOwner.SOURCE, "s1", edtf="2026-01-27"),
    Dating("d-s2", DatingOwner.SOURCE, "s2", edtf="2026-01-28"),
    Dating("d-c1", DatingOwner.CLAIM, "c1", "last week", edtf="2026-01-19/2026-01-25",
           anchor_kind=AnchorKind.PUBLISHED, anchor_id="s1", anchor="2026-01-27"),
    Dating("d-c2", DatingOwner.CLAIM, "c2", "two days ago", edtf="2026-01-26",
           anchor_kind=AnchorKind.SAID, anchor_id="h3", anchor="2026-01-28"),
    Dating("d-h3", DatingOwner.HOP, "h3", edtf="2026-01-28"),
)  # fmt: skip


def rows(store):
    return {kind: {r.id: r for r in store.all(record)} for kind, record in KINDS.items()}


def ids(store, kind):
    return {record.id for record in store.all(kind)}


def dangling(store):
    """The pointers the file's own foreign keys do not watch that lead nowhere."""
    known = {record.id for records in rows(store).values() for record in records.values()}
    pointers = [d.owner_id for d in store.all(Dating)]
    pointers += [d.anchor_id for d in store.all(Dating) if d.anchor_id]
    pointers += [a.subject_id for a in store.all(Assessment)]
    return set(pointers) - known


def test_a_merged_actor_speaks_and_publishes_where_both_did(store):
    store.apply(merge_actors(store, "Merge", "ap", ["a-p"]))
    assert {hop.id for hop in store.where(Hop, actor_id="ap")} == {"h2", "h3"}
    assert {s.id for s in store.where(Source, outlet_id="ap")} == {"s1", "s2"}
    assert store.get(Actor, "a-p") is None


def test_a_merged_actor_bears_every_name_once(store):
    store.apply(merge_actors(store, "Merge", "ap", ["a-p"]))
    names = sorted(name.name for name in store.where(ActorName, actor_id="ap"))
    assert names == sorted(["أسوشيتد برس", "Associated Press", "Ассошиэйтед Пресс", "the big one"])


def test_what_one_called_the_other_is_no_foreign_label_any_more(store):
    store.apply(merge_actors(store, "Merge", "ap", ["a-p"]))
    tag = store.get(ActorName, "tag")
    assert (tag.kind, tag.used_by_id) == (NameKind.ALIAS, None)


def test_a_merged_actor_keeps_what_it_had_and_takes_what_it_lacked(store):
    store.apply(merge_actors(store, "Merge", "ap", ["a-p"]))
    kept = store.get(Actor, "ap")
    assert (kept.name, kept.kind, kept.role, kept.note) == (
        "AP", ActorKind.AGENCY, "wire", "in New York",
    )  # fmt: skip


def test_nobody_is_affiliated_to_themselves_after_a_merge(store):
    store.apply(merge_actors(store, "Merge", "ap", ["a-p"]))
    assert store.get(Actor, "ap").affiliation_id is None


def test_what_is_known_of_two_origins_outweighs_that_it_is_unknown(store):
    store.apply(merge_actors(store, "Merge", "ap", ["a-p"]))
    assert ids(store, OriginLink) == {"ap-sdf", "shy-a-p"}
    link = store.get(OriginLink, "ap-sdf")
    assert link.independence is Independence.INDEPENDENT
    assert link.reason == "who knows\ntwo offices"


def test_links_that_contradict_each_other_leave_independence_unknown(store):
    link = store.get(OriginLink, "ap-sdf")
    store.apply(add("x", Actor("x", "X"), OriginLink("x-sdf", "x", "sdf", Independence.SAME)))
    store.apply(merge_actors(store, "Merge", "a-p", ["x"]))
    assert store.get(OriginLink, "sdf-a-p").independence is Independence.UNKNOWN
    assert store.get(OriginLink, "ap-sdf") == link


def test_a_body_that_was_silent_twice_was_silent_once(store):
    store.apply(merge_actors(store, "Merge", "ap", ["a-p"]))
    assert ids(store, SilenceActor) == {"hush-ap"}


def test_two_histories_of_judgement_become_one_that_ends_in_the_latest(store):
    store.apply(merge_actors(store, "Merge", "a-p", ["ap"]))
    judged = store.where(Assessment, subject_id="a-p")
    superseded = {assessment.supersedes_id for assessment in judged}
    assert len(judged) == 3
    assert [a.id for a in judged if a.id not in superseded] == ["g1"]


def test_whoever_takes_in_a_confidential_identity_is_confidential(store):
    store.apply(merge_actors(store, "Merge", "sdf", ["shy"]))
    assert store.get(Actor, "sdf").confidential


def test_a_merged_source_keeps_the_other_title_address_and_day(store):
    store.apply(merge_sources(store, "Merge", "s1", ["s2"]))
    kept = store.get(Source, "s1")
    assert (kept.url, kept.note) == ("https://example.org", "Also titled: “The report”")
    assert kept.part_of_id is None
    assert store.get(Dating, "d-s2").alternative_of == "d-s1"
    assert {hop.source_id for hop in store.all(Hop)} == {"s1", None}
    assert dangling(store) == set()


def test_a_merged_claim_keeps_its_words_and_chain_and_notes_the_other_wording(store):
    store.apply(merge_claims(store, "Merge", "c1", ["c2"]))
    kept = store.get(Claim, "c1")
    assert (kept.text, kept.note) == ("They left by air", "first\nAlso worded: “They flew out”")
    assert [hop.id for hop in store.where(Hop, claim_id="c1")] == ["h1", "h2"]
    assert store.get(Hop, "h3") is None


def test_a_merged_claim_is_about_everything_both_were_about(store):
    store.apply(merge_claims(store, "Merge", "c1", ["c2"]))
    stances = {link.event_id: link.stance for link in store.where(ClaimEvent, claim_id="c1")}
    assert stances == {"e1": Stance.SUPPORTS, "e2": Stance.SUPPORTS}


def test_that_two_claims_are_the_same_goes_when_they_are_one(store):
    store.apply(merge_claims(store, "Merge", "c1", ["c2"]))
    assert ids(store, ClaimRelation) == {"clash"}
    sides = {member.claim_id: member.side for member in store.all(RelationMember)}
    assert sides == {"c1": 1, "c3": 2}


def test_the_other_date_becomes_another_reading_and_keeps_the_day_it_was_counted_from(store):
    store.apply(merge_claims(store, "Merge", "c1", ["c2"]))
    other = store.get(Dating, "d-c2")
    assert (other.owner_id, other.alternative_of) == ("c1", "d-c1")
    assert (other.anchor_kind, other.anchor_id, other.anchor) == (
        AnchorKind.FIXED, None, "2026-01-28",
    )  # fmt: skip
    assert dangling(store) == set()


def test_one_record_alone_cannot_be_merged(store):
    with pytest.raises(CannotCombineError, match="at least two"):
        merge_claims(store, "Merge", "c1", ["c1"])


def test_every_part_of_a_split_claim_has_the_chain_dates_and_events_of_the_whole(store):
    store.apply(split_claim(store, "Split", "c2", ["They flew", " they visited ", ""]))
    (part,) = [claim for claim in store.all(Claim) if claim.text == "they visited"]
    assert store.get(Claim, "c2").text == "They flew"
    assert {link.event_id for link in store.where(ClaimEvent, claim_id=part.id)} == {"e1", "e2"}
    (hop,) = store.where(Hop, claim_id=part.id)
    assert (hop.actor_id, hop.source_id) == ("a-p", "s2")
    (dating,) = store.where(Dating, owner_id=part.id)
    assert (dating.edtf, dating.anchor_id) == ("2026-01-26", hop.id)
    assert [d.edtf for d in store.where(Dating, owner_id=hop.id)] == ["2026-01-28"]


def test_relations_stay_with_the_first_part(store):
    before = store.all(RelationMember)
    store.apply(split_claim(store, "Split", "c2", ["one", "two"]))
    assert store.all(RelationMember) == before


def test_one_part_is_no_split(store):
    with pytest.raises(CannotCombineError, match="two parts"):
        split_claim(store, "Split", "c2", ["all of it", "  "])


def test_a_speaker_is_replaced_and_removed_in_one_step(store):
    store.apply(replace_and_remove(store, "Delete", ["sdf"], store.get(Actor, "ap")))
    assert store.get(Actor, "sdf") is None
    assert [hop.actor_id for hop in store.where(Hop, claim_id="c1")] == ["ap", "ap"]
    assert ids(store, OriginLink) == {"ap-a-p", "shy-a-p"}


def test_a_speaker_can_be_replaced_by_somebody_new(store):
    store.apply(replace_and_remove(store, "Delete", ["sdf", "shy"], Actor("new", "Somebody")))
    assert {hop.actor_id for hop in store.all(Hop)} == {"new", "ap", "a-p"}


def test_nobody_takes_their_own_place(store):
    with pytest.raises(CannotCombineError, match="own place"):
        replace_and_remove(store, "Delete", ["sdf"], store.get(Actor, "sdf"))


def test_somebody_unnamed_keeps_what_they_said_and_what_is_known_of_their_independence(store):
    links = store.all(OriginLink)
    store.apply(keep_unnamed(store, "Delete", ["shy", "a-p"]))
    shy, agency = store.get(Actor, "shy"), store.get(Actor, "a-p")
    assert (shy.name, shy.identification) == ("unnamed guard", Identification.ANONYMOUS)
    assert (shy.role, agency.name) == ("", "unnamed wire")
    assert store.where(ActorName, actor_id="a-p") == []
    assert store.all(OriginLink) == links
    assert store.get(Hop, "h4").actor_id == "shy"


def edits(store, draw):
    """One of the steps of this room on records drawn from a project."""
    actors, sources, claims = (sorted(ids(store, kind)) for kind in (Actor, Source, Claim))
    some = lambda of: draw(st.lists(st.sampled_from(of), min_size=2, max_size=4, unique=True))  # noqa: E731
    match draw(st.sampled_from(["actors", "sources", "claims", "split", "replace", "unnamed"])):
        case "actors":
            kept, *absorbed = some(actors)
            return merge_actors(store, "Merge", kept, absorbed)
        case "sources":
            kept, *absorbed = some(sources)
            return merge_sources(store, "Merge", kept, absorbed)
        case "claims":
            kept, *absorbed = some(claims)
            return merge_claims(store, "Merge", kept, absorbed)
        case "split":
            return split_claim(store, "Split", draw(st.sampled_from(claims)), ["one", "two", "3"])
        case "replace":
            by, *gone = some(actors)
            return replace_and_remove(store, "Delete", gone, store.get(Actor, by))
        case _:
            return keep_unnamed(store, "Delete", some(actors))


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_undo_takes_every_step_back_and_no_step_leaves_a_pointer_to_nothing(sample, data):
    before = rows(sample)
    sample.apply(edits(sample, data.draw))
    assert dangling(sample) == set()
    after = rows(sample)
    sample.undo()
    assert rows(sample) == before
    sample.redo()
    assert rows(sample) == after
    sample.undo()
