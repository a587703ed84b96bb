"""What a view leaves of a project, and that it stays right while the project is edited."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.comparing import Overlap, overlap
from timeline_app.domain.dating import from_reading
from timeline_app.domain.edits import add, revise
from timeline_app.domain.edtf.bounds import Bounds
from timeline_app.domain.reading import read_edtf
from timeline_app.domain.records import (
    Actor,
    Claim,
    ClaimEvent,
    Dating,
    Event,
    Hop,
    Project,
    Source,
    Track,
)
from timeline_app.domain.removing import removal
from timeline_app.domain.view_filter import EVERYTHING, NO_TRACK, TimeFilter, ViewFilter
from timeline_app.domain.vocabulary import DatingOwner, Stance
from timeline_app.models import search as models_search
from timeline_app.models import view_fitting
from timeline_app.models.document import Document
from timeline_app.models.search import Search
from timeline_app.models.view_facts import ViewFacts
from timeline_app.models.view_filter import ViewFiltering
from timeline_app.models.view_fitting import lies
from timeline_app.storage.store import Store
from timeline_app.storage.view_facts import NONE

DAY = 86_400


def dating(owner, kind, edtf):
    return from_reading(read_edtf(edtf), (kind, owner), "", dating_id=f"d-{owner}")


def event(name, edtf=None, track=None):
    made = Event(name, name.title(), track_id=track)
    if edtf is None:
        return made
    bounds = read_edtf(edtf).bounds
    fields = {f: getattr(bounds, f) for f in ("start_min", "start_max", "end_min", "end_max")}
    return replace(made, **fields, zoned="Z" in edtf)


RECORDS = (
    Track("bases", "Bases"),
    Track("talks", "Talks"),
    Actor("ap", "AP"),
    Actor("sdf", "SDF"),
    Source("report", "Report"),
    event("airlift", "2026-01-22/2026-01-26", "bases"),
    event("visit", "2026-01-28", "talks"),
    event("rumour"),
    Claim("planes", "Planes took crates to the coast"),
    Claim("denial", "No plane took off"),
    Claim("talk", "They will meet"),
    Claim("loose", "Nobody knows about planes"),
    ClaimEvent("x1", "planes", "airlift"),
    ClaimEvent("x2", "denial", "airlift", Stance.DISPUTES),
    ClaimEvent("x3", "talk", "visit", Stance.PREDICTS),
    Hop("h1", "planes", 0, "sdf"),
    Hop("h2", "planes", 1, "ap"),
    Hop("h3", "denial", 0, "ap", source_id="report"),
    Hop("h4", "talk", 0, "sdf"),
    dating("planes", DatingOwner.CLAIM, "2026-01-23"),
    dating("h1", DatingOwner.HOP, "2026-01-24"),
    dating("h2", DatingOwner.HOP, "2026-01-27"),
    dating("report", DatingOwner.SOURCE, "2026-01-30"),
    dating("h4", DatingOwner.HOP, "2026-01-20"),
)
CLAIMS = {"planes", "denial", "talk", "loose"}
EVENTS = {"airlift", "visit", "rumour"}


@pytest.fixture
def document(qapp, tmp_path):
    store = Store.create(tmp_path / "q.sqlite", Project("p", "Qamishli"))
    document = Document(store)
    document.do(add("Add", *RECORDS))
    yield document
    store.close()


@pytest.fixture
def filtering(qtbot, document):
    search = Search(document)
    qtbot.waitUntil(lambda: search.is_complete)
    yield ViewFiltering(document, search, ViewFacts(document))
    search.close()


def left(filtering, **view):
    filtering.show(ViewFilter(**view))
    return shown(filtering)


def shown(filtering):
    claims, events = (filtering.fitting_ids(kind) for kind in ("claim", "event"))
    return (CLAIMS if claims is None else claims), (EVENTS if events is None else events)


def test_nothing_is_read_while_everything_is_shown(document, filtering):
    assert left(filtering) == (CLAIMS, EVENTS)
    assert filtering.fitting is None
    assert filtering._facts.facts is None


def test_a_stance_leaves_the_claims_that_take_it_and_what_they_are_about(filtering):
    assert left(filtering, stances=frozenset({Stance.DISPUTES})) == ({"denial"}, {"airlift"})
    assert left(filtering, stances=frozenset()) == (set(), set())


def test_a_hidden_track_takes_its_events_and_the_claims_about_nothing_else(filtering):
    assert left(filtering, hidden_tracks=frozenset({"bases"})) == (
        {"talk", "loose"},
        {"visit", "rumour"},
    )
    assert left(filtering, hidden_tracks=frozenset({NO_TRACK}))[1] == {"airlift", "visit"}


@pytest.mark.parametrize(
    ("fits", "claims", "events"),
    [
        ({Overlap.CERTAINLY}, {"planes", "denial"}, {"airlift"}),
        ({Overlap.POSSIBLY}, {"loose"}, {"rumour"}),
        ({Overlap.NOT}, {"talk"}, {"visit"}),
    ],
)
def test_time_is_certainly_possibly_or_not_in_a_span(filtering, fits, claims, events):
    time = TimeFilter("2026-01-22/2026-01-23", frozenset(fits))
    assert left(filtering, time=time) == (claims, events)


def test_a_zoned_event_is_compared_on_the_projects_wall_clock(filtering, document):
    project = document.project
    document.do(revise("Zone", project, replace(project, display_zone="Asia/Damascus")))
    document.do(add("Add", event("late", "2026-02-01T22:30:00Z")))
    time = TimeFilter("2026-02-02", frozenset({Overlap.CERTAINLY}))
    assert left(filtering, time=time)[1] == {"late"}


def test_words_leave_the_claims_that_hold_them_and_their_events(filtering):
    assert left(filtering, search="plane") == ({"planes", "denial", "loose"}, {"airlift"})
    assert left(filtering, search="visit") == (set(), {"visit"})
    assert left(filtering, search="speaker:sdf plane") == ({"planes"}, {"airlift"})
    assert left(filtering, search="stance:disputes") == ({"denial"}, {"airlift"})


def test_what_of_a_search_is_not_understood_is_told_and_left_out(qtbot, filtering):
    with qtbot.waitSignal(filtering.problems_found) as told:
        assert left(filtering, search="stance:loves visit") == (set(), {"visit"})
    assert "loves" in told.args[0][0]


def test_a_day_leaves_what_was_known_on_it(filtering, document):
    second = read_edtf("2026-01-27").bounds.end_max
    assert left(filtering, horizon=second) == (CLAIMS - {"denial"}, EVENTS)
    assert document.horizon == second
    second = read_edtf("2026-01-26").bounds.end_max
    assert left(filtering, horizon=second) == ({"talk", "loose"}, {"visit", "rumour"})
    assert left(filtering) == (CLAIMS, EVENTS)
    assert document.horizon is None


def test_an_event_nobody_speaks_of_is_unknown_on_a_day_before_it_can_have_begun(
    filtering, document
):
    document.do(add("Add", event("launch", "2026-02-01"), event("treaty", "../2026-02-01")))
    before, after = (read_edtf(day).bounds.end_max for day in ("2026-01-31", "2026-02-01"))
    assert left(filtering, horizon=before)[1] == EVENTS | {"treaty"}
    assert left(filtering, horizon=after)[1] == EVENTS | {"treaty", "launch"}


def test_a_day_chosen_elsewhere_is_part_of_the_view(filtering, document):
    second = read_edtf("2026-01-27").bounds.end_max
    document.show_as_known_on(second)
    assert filtering.view.horizon == second
    assert shown(filtering)[0] == CLAIMS - {"denial"}


def test_everything_asked_must_hold(filtering):
    view = {"search": "plane", "stances": frozenset({Stance.SUPPORTS})}
    assert left(filtering, **view) == ({"planes"}, {"airlift"})
    assert left(filtering, **view, hidden_tracks=frozenset({"bases"})) == (set(), set())


def test_an_event_found_by_a_claim_not_known_yet_is_not_found(filtering):
    view = ViewFilter(search="speaker:ap", horizon=read_edtf("2026-01-27").bounds.end_max)
    filtering.show(view)
    assert shown(filtering) == (set(), set())


def test_an_edit_is_followed_at_once(qtbot, filtering, document):
    assert left(filtering, stances=frozenset({Stance.DISPUTES}))[0] == {"denial"}
    link = document.get(ClaimEvent, "x1")
    with qtbot.waitSignal(filtering.changed):
        document.do(revise("Turn", link, replace(link, stance=Stance.DISPUTES)))
    assert shown(filtering)[0] == {"denial", "planes"}
    document.do(removal(document, "Delete", "claim", ["denial"]))
    assert shown(filtering)[0] == {"planes"}
    document.undo()
    assert shown(filtering)[0] == {"denial", "planes"}


def test_a_date_of_publication_moves_when_its_claims_are_known(filtering, document):
    second = read_edtf("2026-01-27").bounds.end_max
    left(filtering, horizon=second)
    old = document.dating("report")
    new = replace(dating("report", DatingOwner.SOURCE, "2026-01-26"), id=old.id)
    document.do(revise("Date", old, new))
    assert shown(filtering)[0] == CLAIMS


def test_what_is_typed_just_before_a_project_is_closed_is_not_looked_for(document, filtering):
    document.store.close()
    filtering.show(ViewFilter(search="plane"))
    assert filtering.view == EVERYTHING


def test_a_large_project_is_read_in_turns_and_then_told(qtbot, filtering, document):
    document.do(add("Import", *(Claim(f"n{i}", f"Number {i}") for i in range(3_000))))
    filtering.show(ViewFilter(stances=frozenset({Stance.DISPUTES})))
    assert filtering.is_waiting
    with qtbot.waitSignal(filtering.changed):
        pass
    assert shown(filtering)[0] == {"denial"}


NUMBERS = st.none() | st.integers(-50, 50)


@st.composite
def bounds(draw):
    """Bounds as the file allows them."""
    four = [draw(NUMBERS) for _ in range(4)]
    start_min, start_max, end_min, end_max = four
    if start_min is not None and start_max is not None and start_min > start_max:
        start_min, start_max = start_max, start_min
    if end_min is not None and end_max is not None and end_min > end_max:
        end_min, end_max = end_max, end_min
    if start_min is not None and end_max is not None and start_min > end_max:
        end_max = start_min if end_min is None else max(end_min, start_min)
    return Bounds(start_min, start_max, end_min, end_max)


@given(st.lists(bounds(), max_size=8), bounds())
def test_columns_are_compared_by_the_rule_for_single_dates(rows, span):
    table = np.array(
        [
            [NONE if b is None else b for b in (r.start_min, r.start_max, r.end_min, r.end_max)]
            for r in rows
        ],
        np.int64,
    ).reshape(len(rows), 4)
    for wanted in Overlap:
        expected = [overlap(row, span) is wanted for row in rows]
        assert lies(table, span, {wanted}).tolist() == expected


def random_edit(document, chance):
    """An edit of anything that filters judge by, or the way back."""
    kind = chance.choice([Claim, ClaimEvent, Dating, Hop, Event])
    records = document.all(kind)
    if chance.random() < 0.2 or not records:
        return chance.choice([document.undo, document.redo])
    edit = EDITS[kind](document, chance.choice(records), chance)
    return lambda: document.do(edit)


def claim_edit(document, claim, chance):
    if chance.random() < 0.5:
        return removal(document, "Delete", "claim", [claim.id])
    copy = replace(claim, id=f"{claim.id}-{chance.random()}")
    events = document.all(Event)
    links = [ClaimEvent(f"l-{copy.id}", copy.id, e.id, Stance.CONTEXT) for e in events[:1]]
    return add("Copy", copy, *links)


def link_edit(document, link, chance):
    return revise("Turn", link, replace(link, stance=chance.choice(list(Stance))))


def dating_edit(document, record, chance):
    edtf = chance.choice(["2025", "2026-01-27", "2026-01-27T10:00:00Z", "../2026-01-20"])
    owner = (record.owner_kind, record.owner_id)
    fresh = from_reading(read_edtf(edtf), owner, "", dating_id=record.id)
    return revise("Date", record, fresh)


def hop_edit(document, hop, chance):
    source = chance.choice([None, "report"])
    return revise("Move", hop, replace(hop, position=chance.randrange(5), source_id=source))


def event_edit(document, record, chance):
    if chance.random() < 0.3:
        return removal(document, "Delete", "event", [record.id])
    track = chance.choice([None, "bases", "talks"])
    return revise("Move", record, replace(record, track_id=track, start_min=-5, zoned=True))


EDITS = {
    Claim: claim_edit,
    ClaimEvent: link_edit,
    Dating: dating_edit,
    Hop: hop_edit,
    Event: event_edit,
}


@pytest.mark.parametrize("seed", range(12))
def test_facts_that_followed_edits_are_those_read_anew(document, seed):
    chance = Random(seed)
    facts = ViewFacts(document)
    facts.want()
    for _ in range(25):
        random_edit(document, chance)()
        anew = ViewFacts(document)
        anew.want()
        for name in ("claims", "bounds", "dated", "read_at", "events", "event_bounds", "track"):
            assert np.array_equal(getattr(facts.facts, name), getattr(anew.facts, name)), name
        assert sorted(facts.facts.links.tolist()) == sorted(anew.facts.links.tolist())


VIEWS = (
    ViewFilter(stances=frozenset({Stance.SUPPORTS, Stance.CONTEXT})),
    ViewFilter(search="plane"),
    ViewFilter(search="plane is:single-origin"),
    ViewFilter(search="is:undated"),
    ViewFilter(time=TimeFilter("2026-01"), hidden_tracks=frozenset({"bases"})),
    ViewFilter(horizon=read_edtf("2026-01-27").bounds.end_max),
)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("seed", range(3))
def test_what_followed_edits_fits_as_what_is_judged_anew(document, filtering, view, seed):
    chance = Random(seed)
    filtering.show(view)
    for _ in range(25):
        random_edit(document, chance)()
        followed = shown(filtering)
        filtering.show(view)
        assert followed == shown(filtering)


@pytest.fixture
def aside(monkeypatch, filtering):
    """A filter over so much that its search is asked on another thread."""
    monkeypatch.setattr(models_search, "_ASIDE", 0)
    return filtering


def answered(qtbot, filtering):
    qtbot.waitUntil(lambda: not filtering.is_waiting)
    return shown(filtering)


def test_what_fitted_is_shown_until_the_search_has_answered(qtbot, aside):
    aside.show(ViewFilter(search="plane"))
    assert answered(qtbot, aside) == ({"planes", "denial", "loose"}, {"airlift"})
    with qtbot.waitSignals([aside.looking, aside.changed]):
        aside.show(ViewFilter(search="visit"))
        assert shown(aside) == ({"planes", "denial", "loose"}, {"airlift"})
    assert shown(aside) == (set(), {"visit"})


def test_the_newest_of_several_searches_is_shown_and_no_other(qtbot, aside):
    heard = []
    aside.changed.connect(lambda: heard.append(shown(aside)[1]))
    for words in ("plane", "talk", "visit"):
        aside.show(ViewFilter(search=words))
    answered(qtbot, aside)
    assert heard == [{"visit"}]
    aside.show(ViewFilter(search="plane"))
    aside.show(EVERYTHING)
    assert not aside.is_waiting
    aside._search.find("")  # waits for whatever is left
    assert heard == [{"visit"}, EVENTS]


def test_edits_during_a_search_are_judged_with_it(qtbot, aside, document):
    aside.show(ViewFilter(search="plane"))
    answered(qtbot, aside)
    for name in ("denial", "talk"):
        claim = document.get(Claim, name)
        document.do(revise("Word", claim, replace(claim, text=f"{name}: a plane")))
    claim = document.get(Claim, "planes")
    document.do(revise("Word", claim, replace(claim, text="Crates went to the coast")))
    assert answered(qtbot, aside) == ({"denial", "loose", "talk"}, {"airlift", "visit"})


@pytest.mark.parametrize("view", [view for view in VIEWS if view.search])
def test_what_followed_edits_aside_fits_as_what_is_judged_anew(document, qtbot, aside, view):
    chance = Random(1)
    aside.show(view)
    for step in range(25):
        random_edit(document, chance)()
        if step % 3:
            continue  # the next comes before the answer
        followed = answered(qtbot, aside)
        aside.show(view)
        assert followed == answered(qtbot, aside)


def test_a_new_name_is_searched_by_at_once(document, filtering):
    assert left(filtering, search="speaker:sdf")[0] == {"planes", "talk"}
    actor = document.get(Actor, "ap")
    document.do(revise("Rename", actor, replace(actor, name="SDF press office")))
    assert shown(filtering)[0] == {"planes", "talk", "denial"}


def test_an_edit_under_a_filter_judges_only_what_it_reaches(document, filtering, monkeypatch):
    """A filter's cost after an edit must not grow with the project."""
    document.do(add("Import", *(Claim(f"n{i}", f"Number {i}") for i in range(500))))
    filtering.show(ViewFilter(search="number 7"))
    judged = []
    judge = view_fitting.fitting
    monkeypatch.setattr(
        view_fitting, "fitting", lambda facts, asked: judged.append(facts) or judge(facts, asked)
    )
    claim = document.get(Claim, "n8")
    document.do(revise("Word", claim, replace(claim, text="Number 7 after all")))
    assert [len(facts.claims) for facts in judged] == [1]
    assert "n8" in filtering.fitting_ids("claim")
