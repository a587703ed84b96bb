"""As known on a day, the timeline counts and marks the claims known by then, whatever is edited."""

from dataclasses import replace
from random import Random

import pytest

from tests.timeline_projects import contradicted, made
from timeline_app.domain.columns import Flag
from timeline_app.domain.edits import revise
from timeline_app.domain.records import (
    Claim,
    ClaimEvent,
    Dating,
    Event,
    Hop,
    RelationMember,
    Source,
    Track,
    kind_of,
)
from timeline_app.domain.removing import removal
from timeline_app.domain.vocabulary import DatingOwner, Stance
from timeline_app.models.document import Document
from timeline_app.models.known_counts import KnownCounts
from timeline_app.models.timeline_model import TimelineModel
from timeline_app.models.view_facts import ViewFacts

DAY = 86_400
EVENTS, CLAIMS = 4, 9


def dated(number, kind, owner, day):
    bounds = {"start_min": day * DAY, "start_max": day * DAY}
    ends = {"end_min": (day + 1) * DAY - 1, "end_max": (day + 1) * DAY - 1}
    return Dating(f"d{number}", kind, owner, **bounds, **ends, edtf=f"1970-01-{day + 1:02}")


def placed(record):
    """Put all events on the track, and have one claim read in the source."""
    if isinstance(record, Event):
        return replace(record, track_id="t")
    return replace(record, source_id="s") if record.id == "h5" else record


RECORDS = (
    Track("t", "Track"),
    Source("s", "Report"),
    *map(placed, contradicted(EVENTS, CLAIMS)),
    *(dated(n, DatingOwner.HOP, f"h{n}", n) for n in range(CLAIMS) if n not in {4, 5}),
    dated("s", DatingOwner.SOURCE, "s", 5),
)


@pytest.fixture
def document(qapp, tmp_path):
    with made(tmp_path / "q.sqlite", *RECORDS) as store:
        yield Document(store)


@pytest.fixture
def model(document):
    model = TimelineModel(document)
    model.follower = KnownCounts(document, model, ViewFacts(document), model)
    return model


def told(document, event_id):
    """The claims on an event known on the document's day, and whether they contest it."""
    links = document.where(ClaimEvent, event_id=event_id)
    links = [x for x in links if x.claim_id not in document.unknown]
    claims = {x.claim_id for x in links}
    sides = {}
    for member in document.all(RelationMember):
        if member.claim_id in claims and member.side > 0:
            sides.setdefault(member.relation_id, set()).add(member.side)
    disputed = any(x.stance is Stance.DISPUTES for x in links)
    return claims, disputed or any(len(some) > 1 for some in sides.values())


def holds(model):
    document, events = model.document, model.document.all(Event)
    for event in events:
        index = model.index_of(event.id)
        claims, contested = told(document, event.id)
        assert int(model.columns.claims[index]) == len(claims), event.title
        assert bool(model.columns.has(Flag.CONTESTED)[index]) == contested, event.title
        (pips,) = model.pips([index])
        assert {pip.claim_id for pip in pips} == claims
        assert {account.claim_id for account in model.accounts(index)} == claims
    dated = [told(document, event.id) for event in events if event.start_min is not None]
    assert sum(lane.claims for lane in model.lanes) == sum(len(claims) for claims, _ in dated)
    assert sum(lane.contested for lane in model.lanes) == sum(against for _, against in dated)


def test_marks_and_counts_follow_the_day_and_come_back(document, model):
    assert [int(n) for n in model.columns.claims] == [3, 3, 3, 0]
    for second in (0, DAY - 1, 2 * DAY, 5 * DAY - 1, 5 * DAY, 20 * DAY, None):
        document.show_as_known_on(second)
        holds(model)
    assert [lane.claims for lane in model.lanes] == [9]


def test_an_account_against_another_contests_only_once_both_are_known(document, model):
    document.show_as_known_on(2 * DAY)  # one side of the contradiction, c3, came out a day later
    assert [lane.contested for lane in model.lanes] == [0]
    document.show_as_known_on(3 * DAY)
    assert [lane.contested for lane in model.lanes] == [1]


def test_a_source_that_came_out_later_takes_its_claims_with_it(document, model):
    document.show_as_known_on(6 * DAY)
    before = int(model.columns.claims[2])
    document.do(revise("Date", document.dating("s"), dated("s", DatingOwner.SOURCE, "s", 7)))
    assert int(model.columns.claims[2]) == before - 1
    holds(model)
    document.undo()
    assert int(model.columns.claims[2]) == before
    holds(model)


def test_a_day_that_makes_nothing_else_known_makes_nothing_to_draw(document, model, qtbot):
    document.show_as_known_on(20 * DAY)
    with qtbot.assertNotEmitted(model.changed):
        document.show_as_known_on(21 * DAY)


def edits(document, chance):
    """Some edits and steps that change what is known when, on which event, or what contests."""
    yield document.undo
    yield document.redo
    for kind, field, values in (
        (ClaimEvent, "stance", list(Stance)),
        (ClaimEvent, "event_id", [f"e{n}" for n in range(EVENTS)]),
        (RelationMember, "side", [0, 1, 2]),
        (Track, "title", ["North", "South"]),
    ):
        records = document.all(kind)
        targets = {event.id for event in document.all(Event)}
        possible = [v for v in values if field != "event_id" or v in targets]
        if records and possible:
            record, value = chance.choice(records), chance.choice(possible)
            after = replace(record, **{field: value})
            yield lambda a=record, b=after: document.do(revise("Change", a, b))
    if datings := document.all(Dating):
        was = chance.choice(datings)
        now = dated(was.id[1:], was.owner_kind, was.owner_id, chance.randrange(10))
        yield lambda: document.do(revise("Date", was, now))
    for kind in (Claim, Hop, Event, Track):
        if records := document.all(kind):
            gone = removal(document, "Remove", kind_of(records[0]), [chance.choice(records).id])
            yield lambda a=gone: document.do(a)


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_edited_the_counts_are_those_of_the_day(document, model, seed):
    chance = Random(seed)
    for _ in range(25):
        if chance.random() < 0.3:
            document.show_as_known_on(chance.choice([None, *(n * DAY for n in range(10))]))
        else:
            chance.choice([*edits(document, chance)])()
        holds(model)
