"""The timeline reads again only what an edit is about, and that is enough."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from tests.timeline_projects import contradicted, made
from timeline_app.domain.columns import Flag
from timeline_app.domain.edits import revise
from timeline_app.domain.records import (
    Claim,
    ClaimEvent,
    ClaimRelation,
    Event,
    RelationMember,
)
from timeline_app.domain.removing import removal
from timeline_app.domain.vocabulary import RelationKind, Stance
from timeline_app.models.document import Document
from timeline_app.models.timeline_model import TimelineModel


@pytest.fixture
def document(qapp, tmp_path):
    with made(tmp_path / "q.sqlite", *contradicted(4, 6)) as store:
        yield Document(store)


def random_edit(document, chance):
    links, members = document.all(ClaimEvent), document.all(RelationMember)
    relations, claims, events = (
        document.all(kind) for kind in (ClaimRelation, Claim, Event)
    )  # fmt: skip
    edits = [document.undo, document.redo]
    if links:
        link = chance.choice(links)
        stance = chance.choice(list(Stance))
        edits.append(lambda: document.do(revise("x", link, replace(link, stance=stance))))
    if members:
        member = chance.choice(members)
        side = chance.randrange(3)
        edits.append(lambda: document.do(revise("x", member, replace(member, side=side))))
    if relations:
        relation = chance.choice(relations)
        other = chance.choice([RelationKind.TIMING, RelationKind.CONTRADICTS])
        edits.append(lambda: document.do(revise("x", relation, replace(relation, kind=other))))
    for kind, records in (("claim", claims), ("event", events)):
        if records and chance.random() < 0.3:
            gone = chance.choice(records).id
            edits.append(lambda k=kind, g=gone: document.do(removal(document, "x", k, [g])))
    return chance.choice(edits)


@pytest.mark.parametrize("seed", range(8))
def test_columns_that_followed_edits_are_those_read_anew(document, seed):
    chance = Random(seed)
    model = TimelineModel(document)
    for _ in range(30):
        random_edit(document, chance)()
        anew = TimelineModel(document)
        order = np.flatnonzero(~model.columns.has(Flag.GONE))
        other = np.argsort(anew.columns.rowid)
        assert model.counts == anew.counts
        for name in ("rowid", "flags", "claims", "start_min", "end_max"):
            mine, theirs = getattr(model.columns, name), getattr(anew.columns, name)
            assert np.array_equal(mine[order], theirs[other]), name
