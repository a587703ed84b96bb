from dataclasses import fields

import pytest

from timeline_app.domain.profiles import Profile, Rules, allowed
from timeline_app.domain.protected import Records
from timeline_app.domain.records import (
    KINDS,
    Actor,
    ActorName,
    Assessment,
    Claim,
    Dating,
    Event,
    Hop,
    Place,
    Project,
    Record,
    SavedView,
    kind_of,
)
from timeline_app.domain.sharing import Shared, shared
from timeline_app.domain.vocabulary import (
    ActorKind,
    AnchorKind,
    AssessedKind,
    DatingOwner,
    Reliability,
)

SOURCE = Actor(
    "s1",
    "Farhad Mirzoyan",
    ActorKind.PERSON,
    role="driver of the governor",
    affiliation_id="a1",
    basis="drove the convoy",
    note="meets us on Fridays",
    confidential=True,
    public_description="a person with direct knowledge",
)
AGENCY = Actor("a1", "Agency", ActorKind.AGENCY, note="phone number in the safe")
PROJECT: tuple[Record, ...] = (
    Project("p1", "Withdrawal", created_at="2026-01-28T14:02:03Z"),
    SOURCE,
    AGENCY,
    ActorName("n1", "s1", "Ферхад Мирзоян", "ru"),
    Event("e1", "Convoy leaves", note="only Farhad Mirzoyan saw it"),
    Claim("c1", "Farhad  MIRZOYAN saw forty lorries leave"),
    Hop("h1", "c1", 0, "s1", cue="told"),
    Hop("h2", "c1", 1, "a1", cue="said"),
    Dating("d1", DatingOwner.HOP, "h1", "on Friday", edtf="2026-01-30"),
    Dating(
        "d2",
        DatingOwner.EVENT,
        "e1",
        "two days before",
        anchor_kind=AnchorKind.SAID,
        anchor_id="h1",
        anchor="2026-01-30",
        edtf="2026-01-28",
        explanation="from 30 January",
    ),
    Assessment("x1", AssessedKind.ACTOR, "s1", Reliability.B, rationale="never wrong so far"),
    Assessment(
        "x2",
        AssessedKind.ACTOR,
        "a1",
        Reliability.A,
        assessor="Nadia Karim",
        made_at="2026-02-01T08:00:00Z",
    ),
    SavedView("v1", "Farhad", "{}"),
    Place("w1", "Hasaka barracks", "Hasaka"),
)


def of(*records: Record) -> Records:
    return {kind: tuple(r for r in records if kind_of(r) == kind) for kind in KINDS}


def out(profile: Profile, rules: Rules = Rules()) -> Shared:  # noqa: B008
    return shared(of(*PROJECT), profile, ["Omar Bakr"], rules)


def every_text(decided: Shared) -> str:
    return "\n".join(repr(r) for of_kind in decided.records.values() for r in of_kind)


@pytest.mark.parametrize("profile", Profile)
def test_only_fields_that_exist_are_allowed(profile: Profile) -> None:
    for kind, names in allowed(profile).items():
        assert names <= {field.name for field in fields(KINDS[kind])}


def test_each_wider_profile_has_what_the_narrower_has() -> None:
    public, partner, internal = (
        {(kind, name) for kind, names in allowed(p).items() for name in names}
        for p in (Profile.PUBLIC, Profile.PARTNER, Profile.INTERNAL)
    )
    assert public < partner < internal


@pytest.mark.parametrize("profile", [Profile.PARTNER, Profile.PUBLIC])
@pytest.mark.parametrize(
    "private",
    [
        "Farhad",
        "MIRZOYAN",
        "Мирзоян",
        "driver",
        'convoy"',
        "Fridays",
        "safe",
        "never wrong",
        "Nadia",
        "'s1'",
        "'p1'",
        "08:00",
        "on Friday",
        "2026-01-30",
        "30 January",
    ],
)
def test_what_is_private_does_not_leave(profile: Profile, private: str) -> None:
    assert private in "\n".join(map(repr, PROJECT)) + 'convoy"'
    assert private not in every_text(out(profile))


def test_a_confidential_actor_speaks_by_its_description_under_a_new_id() -> None:
    decided = out(Profile.PUBLIC)
    actors = {a.name: a for a in decided.records["actor"] if isinstance(a, Actor)}
    stranger = actors["a person with direct knowledge"]
    assert (stranger.role, stranger.affiliation_id, stranger.confidential) == ("", None, True)
    assert [h.actor_id for h in decided.records["hop"] if isinstance(h, Hop)] == [stranger.id, "a1"]
    assert (
        decided.records["claim"][0].text == "a person with direct knowledge saw forty lorries leave"
    )  # type: ignore[union-attr]
    assert decided.masked == ("claim c1: text",)


def test_two_copies_know_a_confidential_actor_by_different_ids() -> None:
    ids = [{r.id for r in out(Profile.PUBLIC).records["actor"]} for _ in range(2)]
    assert ids[0] & ids[1] == {"a1"}


def test_a_colleague_gets_names_and_notes_but_no_review_and_a_project_of_its_own() -> None:
    decided = out(Profile.INTERNAL)
    assert SOURCE in decided.records["actor"]
    assert decided.records["project"][0].id != "p1"
    assert "review_note" not in decided.records
    assert decided.protected == ()


def test_rules_tell_roles_and_places_more_generally() -> None:
    decided = shared(
        of(PROJECT[0], Actor("a2", "Judge", ActorKind.PERSON, role="second chamber"), PROJECT[-1]),
        Profile.PARTNER,
        (),
        Rules(no_roles=True, larger_places=True),
    )
    assert [a.role for a in decided.records["actor"] if isinstance(a, Actor)] == [""]
    assert [p.name for p in decided.records["place"] if isinstance(p, Place)] == ["Hasaka"]


def test_what_cannot_be_removed_is_said() -> None:
    told = " ".join(out(Profile.PUBLIC).warnings)
    assert "fits more than one person" in told


def test_what_stays_behind_is_counted() -> None:
    assert out(Profile.PUBLIC).left_out == {
        "actor_name": 1,
        "dating": 1,
        "assessment": 1,
        "saved_view": 1,
    }


def test_words_that_others_share_are_not_protected() -> None:
    brother = Actor("b", "Aram Mirzoyan", ActorKind.PERSON)
    texts = {n.text for n in shared(of(*PROJECT, brother), Profile.PUBLIC).protected}
    assert {"Farhad Mirzoyan", "farhad"} <= texts
    assert "mirzoyan" not in texts
