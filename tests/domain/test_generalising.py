import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.coarse_dates import coarse, coarse_bounds
from timeline_app.domain.dating import dated, four
from timeline_app.domain.edtf.bounds import bounds_of
from timeline_app.domain.edtf.parsing import parse
from timeline_app.domain.generalising import Retold, generalised, left_in_texts
from timeline_app.domain.profiles import Grain, Rules
from timeline_app.domain.records import (
    Actor,
    Assessment,
    Claim,
    Dating,
    Event,
    Place,
    PlaceName,
    Record,
)
from timeline_app.domain.vocabulary import (
    ActorKind,
    AnchorKind,
    AssessedKind,
    DatingOwner,
    EventKind,
)

JUDGE = Actor("j", "A. Judge", ActorKind.PERSON, role="Deputy director of the airport")
AIRPORT = Place("p", "Qamishli airport", "al-Hasakah")
NAMED = PlaceName("n", "p", "مطار القامشلي", "ar")


@pytest.mark.parametrize(
    ("edtf", "grain", "told"),
    [
        ("2026-01-28T14:00:00+03:00", Grain.DAY, "2026-01-28"),
        ("2026-01-22", Grain.DAY, "2026-01-22"),
        ("2026-01-22", Grain.MONTH, "2026-01"),
        ("2026-01-22", Grain.YEAR, "2026"),
        ("2026-01-22~", Grain.MONTH, "2026-01~"),
        ("2026-~01-22", Grain.YEAR, "2026"),
        ("2026-01-22/..", Grain.MONTH, "2026-01/.."),
        ("/2026-01-22", Grain.YEAR, "/2026"),
        ("2026-01-22/2026-01-28", Grain.MONTH, "2026-01/2026-01"),
        ("[2026-01-22,2026-01-23]", Grain.MONTH, "2026-01"),
        ("[2026-01-30..2026-02-02]", Grain.MONTH, "[2026-01..2026-02]"),
        ("-0500-03-01", Grain.MONTH, "-0500-03"),
        ("Y-17E7", Grain.MONTH, "Y-17E7"),
        ("2026-21", Grain.YEAR, "2026"),
    ],
)
def test_a_date_is_told_no_finer_than_the_grain(edtf: str, grain: Grain, told: str) -> None:
    assert str(coarse(parse(edtf), grain)) == told


DAYS = st.dates().map(lambda day: day.isoformat())
DATES = st.one_of(
    DAYS,
    st.tuples(DAYS, DAYS).map(lambda two: "/".join(sorted(two))),
    st.lists(DAYS, min_size=1, max_size=4, unique=True).map(lambda d: f"[{','.join(sorted(d))}]"),
)


@given(DATES, st.sampled_from([Grain.DAY, Grain.MONTH, Grain.YEAR]))
def test_a_coarser_date_never_rules_out_the_true_one(edtf: str, grain: Grain) -> None:
    exact, told = bounds_of(parse(edtf)), bounds_of(coarse(parse(edtf), grain))
    assert exact.start_min is not None
    assert told.start_min is not None
    assert exact.end_max is not None
    assert told.end_max is not None
    assert told.start_min <= exact.start_min <= exact.end_max <= told.end_max
    first, _, _, last = coarse_bounds(four(exact), grain)
    assert (first, last) == (told.start_min, told.end_max)


def test_roles_are_told_as_the_rules_say_whatever_their_case() -> None:
    rules = Rules(roles=(("deputy director of the airport", "an airport official"),))
    kept, retold = generalised([JUDGE], rules)
    assert [one.role for one in kept if isinstance(one, Actor)] == ["an airport official"]
    assert retold == (Retold("role", JUDGE.role, "an airport official", 1),)


def test_roles_that_no_rule_names_are_left_out_when_that_is_said() -> None:
    agency = Actor("a", "Agency", ActorKind.AGENCY, role="state news agency")
    kept, _ = generalised([JUDGE, agency], Rules(no_roles=True))
    assert [one.role for one in kept if isinstance(one, Actor)] == ["", "state news agency"]


def test_a_place_is_told_as_the_rules_say_and_loses_its_other_names() -> None:
    other = Place("q", "Hmeimim")
    of_other = PlaceName("m", "q", "حميميم", "ar")
    rules = Rules(places=(("Qamishli airport", "northeast Syria"),), larger_places=True)
    kept, retold = generalised([AIRPORT, NAMED, other, of_other], rules)
    assert kept == [Place("p", "northeast Syria"), other, of_other]
    assert retold[0].after == "northeast Syria"


def test_a_place_is_told_as_the_larger_one() -> None:
    assert generalised([AIRPORT], Rules(larger_places=True))[0] == [Place("p", "al-Hasakah")]


def made(kind: EventKind, edtf: str) -> tuple[Event, Dating]:
    bounds = bounds_of(parse(edtf))
    dating = Dating(
        *("d", DatingOwner.EVENT, "e", "on the night of the 22nd", "en", AnchorKind.FIXED, None),
        *("2026-01-23", "night-of", edtf),
        *(bounds.start_min, bounds.start_max, bounds.end_min, bounds.end_max),
        explanation="counted from 23 January",
        reason="she remembers the date",
    )
    return dated(Event("e", "Convoy", kind), dating), dating


def test_a_date_told_by_the_month_takes_its_wording_and_its_anchor_along() -> None:
    kept, retold = generalised(made(EventKind.EVENT, "2026-01-22"), Rules(dates=Grain.MONTH))
    event, dating = kept
    assert isinstance(dating, Dating)
    assert isinstance(event, Event)
    assert (dating.wording, dating.anchor, dating.explanation, dating.reason) == ("", None, "", "")
    january = bounds_of(parse("2026-01"))
    assert (event.start_min, event.end_max) == (january.start_min, january.end_max)
    assert retold == (Retold("date", "2026-01-22", "2026-01", 1),)


def test_a_state_told_by_the_month_is_not_said_to_have_lasted_all_of_it() -> None:
    kept, _ = generalised(made(EventKind.STATE, "2026-01-22"), Rules(dates=Grain.MONTH))
    event, dating = kept
    assert isinstance(dating, Dating)
    assert isinstance(event, Event)
    assert dating.edtf == "2026-01/2026-01"
    assert event.start_max is not None
    assert event.end_min is not None
    assert event.start_max > event.end_min  # no second of it is certain


def test_metadata_and_bounds_without_a_dating_are_told_by_the_grain_too() -> None:
    said = Assessment("a", AssessedKind.CLAIM, "c", made_at="2026-01-28")
    event = Event("e", "x", start_min=0, start_max=0, end_min=86_399, end_max=86_399)
    records: list[Record] = [said, event]
    kept, _ = generalised(records, Rules(dates=Grain.YEAR))
    assert isinstance(kept[0], Assessment)
    assert kept[0].made_at == "2026"
    assert isinstance(kept[1], Event)
    assert four(kept[1]) == (0, 31_535_999, 0, 31_535_999)


def test_what_texts_still_tell_is_said() -> None:
    claim = Claim("c", "On 22 January the QAMISHLI AIRPORT was emptied")
    retold = (
        Retold("place", "Qamishli airport", "al-Hasakah", 1),
        Retold("role", "Deputy", "", 1),
        Retold("date", "2026-01-22", "2026-01", 1),
    )
    told = list(left_in_texts([claim], retold))
    assert ["place" in told[0], "figures" in told[1], len(told)] == [True, True, 2]


def test_no_rules_change_nothing() -> None:
    records: list[Record] = [JUDGE, AIRPORT, NAMED, *made(EventKind.EVENT, "2026-01-22")]
    assert generalised(records, Rules()) == (records, ())
