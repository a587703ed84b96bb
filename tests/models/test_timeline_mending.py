"""Lanes that are no tracks: mended by an edit, they are what is worked out anew."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from pytestqt.qtbot import QtBot

from tests.timeline_projects import day, event, made
from timeline_app.domain.edits import Edit, add, revise
from timeline_app.domain.records import (
    Actor,
    Claim,
    ClaimEvent,
    Event,
    Hop,
    Record,
    Source,
    new_id,
)
from timeline_app.domain.removing import removal
from timeline_app.domain.vocabulary import EventStatus, Stance
from timeline_app.models import belonging
from timeline_app.models.document import Document
from timeline_app.models.groupings import Grouping
from timeline_app.models.timeline_model import TimelineModel
from timeline_app.storage.store import Store

KINDS = [Grouping.SPEAKER, Grouping.ORIGIN, Grouping.SOURCE, Grouping.STATUS]


def same_as_anew(model: TimelineModel) -> None:
    fresh = TimelineModel(model.document)
    fresh.group_by(model.grouping)
    fresh.filter_rows(model.showing.filter, dims=model.showing.dims)
    assert [lane.spec for lane in model.lanes] == [lane.spec for lane in fresh.lanes]
    for mine, theirs in zip(model.lanes, fresh.lanes, strict=True):
        rows = model.columns.rowid[mine.order].tolist()
        assert rows == fresh.columns.rowid[theirs.order].tolist()
        assert mine.starts.tolist() == theirs.starts.tolist()
        assert mine.last_ends.tolist() == theirs.last_ends.tolist()
        assert mine.ranks.tolist() == theirs.ranks.tolist()
        assert (mine.claims, mine.contested) == (theirs.claims, theirs.contested)
    assert model.counts == fresh.counts


def any_edit(document: Document, chance: Random) -> Edit:
    """Return some edit of those that put an event on another lane, or move it."""
    events, actors = document.all(Event), document.all(Actor)
    sources, hops = document.all(Source), document.all(Hop)
    links = document.all(ClaimEvent)
    record, actor, hop = chance.choice(events), chance.choice(actors), chance.choice(hops)
    t = day(2025) + chance.randrange(400) * 86_400
    moved = replace(record, start_min=t, start_max=t, end_min=t, end_max=t)
    told = replace(hop, actor_id=actor.id, source_id=chance.choice(sources).id)
    link = ClaimEvent(new_id(), hop.claim_id, record.id, Stance.SUPPORTS)
    linked = {(one.claim_id, one.event_id) for one in links}
    edits = [
        revise("Move", record, moved),
        revise("Status", record, replace(record, status=chance.choice(list(EventStatus)))),
        revise(
            "Undate",
            record,
            replace(record, start_min=None, start_max=None, end_min=None, end_max=None),
        ),
        revise("Say", hop, told),
        revise("Name", actor, replace(actor, name=f"Name {chance.randrange(99)}")),
        revise("Title", sources[0], replace(sources[0], title=f"T {chance.randrange(99)}")),
        add("Add", event("More", t, t)),
        removal(document, "Remove", "event", [record.id]),
        removal(document, "Remove", "claim", [hop.claim_id]),
    ]
    if (link.claim_id, link.event_id) not in linked:
        edits.append(add("Link", link))
    return chance.choice(edits)


def project(path: Path, chance: Random) -> Store:
    """A project of events, some of them told of by people, in sources, through others."""
    actors = [Actor(new_id(), f"Actor {k}") for k in range(6)]
    sources = [Source(new_id(), f"Source {k}") for k in range(5)]
    events = [event(f"Event {k}", day(2025) + k, day(2025) + 9 * k) for k in range(14)]
    records: list[Record] = [*actors, *sources, *events]
    for k in range(12):
        claim = Claim(new_id(), f"Claim {k}")
        links = [
            ClaimEvent(new_id(), claim.id, of.id, chance.choice(list(Stance)))
            for of in chance.sample(events, chance.randrange(1, 3))
        ]
        hops = [
            Hop(
                new_id(),
                claim.id,
                position,
                chance.choice(actors).id,
                source_id=chance.choice(sources).id,
            )
            for position in range(2)
        ]
        records += [claim, *links, *hops]
    return made(path, *records)


@pytest.fixture(params=[2, 60])
def few_lanes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lanes for two keys only, or for all there are."""
    monkeypatch.setattr(belonging, "MOST", request.param)


@pytest.mark.usefixtures("few_lanes")
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("kind", KINDS)
def test_any_edit_leaves_the_lanes_that_are_worked_out_anew(
    qtbot: QtBot, tmp_path: Path, kind: Grouping, seed: int
) -> None:
    chance = Random(seed)
    with project(tmp_path / "p.sqlite", chance) as store:
        model = TimelineModel(Document(store))
        model.group_by(kind)
        for _ in range(12):
            assert model.document.do(any_edit(model.document, chance))
            same_as_anew(model)
            if chance.random() < 0.4:
                model.document.undo()
                same_as_anew(model)


@pytest.mark.parametrize("kind", KINDS)
def test_a_filter_that_changes_a_little_leaves_them_too(
    qtbot: QtBot, tmp_path: Path, kind: Grouping
) -> None:
    chance = Random(7)
    with project(tmp_path / "p.sqlite", chance) as store:
        model = TimelineModel(Document(store))
        model.group_by(kind)
        for _ in range(6):
            ids = [record.id for record in model.document.all(Event)]
            model.show_only(chance.sample(ids, 7))
            same_as_anew(model)
            assert model.document.do(any_edit(model.document, chance))
            same_as_anew(model)


@pytest.mark.parametrize("kind", KINDS)
def test_an_event_that_moves_is_all_that_is_read(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: Grouping
) -> None:
    with project(tmp_path / "p.sqlite", Random(1)) as store:
        model = TimelineModel(Document(store))
        model.group_by(kind)
        anew: list[str] = []
        monkeypatch.setattr(model, "_arrange", lambda: anew.append("all lanes"))
        record = model.document.all(Event)[5]
        t = day(2025) + 40
        model.document.do(revise("Move", record, replace(record, end_min=t, end_max=t)))
        assert not anew


def test_no_event_is_twice_on_the_lane_of_others(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(belonging, "MOST", 1)
    with project(tmp_path / "p.sqlite", Random(3)) as store:
        model = TimelineModel(Document(store))
        model.group_by(Grouping.SPEAKER)
        others = model.lanes[-1].order.tolist()
        assert len(others) == len(set(others)) > 0
