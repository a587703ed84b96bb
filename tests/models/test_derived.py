"""What a document keeps of chains and standings is what a fresh look at the file would say."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline_app.domain.edits import Change, Edit, add, revise
from timeline_app.domain.records import (
    Actor,
    Claim,
    ClaimEvent,
    ClaimRelation,
    Dating,
    Event,
    Hop,
    OriginLink,
    Project,
    RelationMember,
    new_id,
)
from timeline_app.domain.vocabulary import (
    DatingOwner,
    Identification,
    Independence,
    RelationKind,
    Stance,
)
from timeline_app.models.document import Document
from timeline_app.storage.store import Store

EVENTS = [Event(new_id(), f"Event {n}") for n in range(2)]
ACTORS = [Actor(new_id(), f"Actor {n}") for n in range(3)]
CLAIMS = [Claim(new_id(), f"Claim {n}") for n in range(4)]


def opened(folder):
    """Open a document of a project of its own."""
    store = Store.create(folder / f"{new_id()}.sqlite", Project(new_id(), "Derived"))
    store.apply(add("All", *EVENTS, *ACTORS, *CLAIMS))
    for n, claim in enumerate(CLAIMS):
        hop = Hop(new_id(), claim.id, 0, ACTORS[n % 3].id)
        store.apply(add("", hop, ClaimEvent(new_id(), claim.id, EVENTS[n % 2].id)))
    return Document(store)


@pytest.fixture
def document(qapp, tmp_path):
    document = opened(tmp_path)
    yield document
    document.close()


def gone(record):
    return Edit("Remove", (Change(record, None),))


def wishes(document, draw):
    """Draw one edit of anything that chains and standings stand on."""
    claim, actor = draw(st.sampled_from(CLAIMS)), draw(st.sampled_from(ACTORS))
    hops = document.where(Hop, claim_id=claim.id)
    links = document.all(ClaimEvent)
    link = draw(st.sampled_from(links))
    other = draw(st.sampled_from([a for a in ACTORS if a is not actor]))
    relation = ClaimRelation(new_id(), RelationKind.CONTRADICTS)
    against = draw(st.sampled_from([c for c in CLAIMS if c is not claim]))
    now = document.get(Actor, actor.id)
    voices = list(Identification)
    possible = [
        add("Relay", Hop(new_id(), claim.id, len(hops), actor.id)),
        revise("Judge", link, replace(link, stance=draw(st.sampled_from(list(Stance))))),
        revise("Call", now, replace(now, identification=draw(st.sampled_from(voices)))),
        add(
            "Contradict",
            relation,
            RelationMember(new_id(), relation.id, claim.id, side=1),
            RelationMember(new_id(), relation.id, against.id, side=2),
        ),
        *(gone(hop) for hop in hops[-1:]),
        *(gone(one) for one in links if len(links) > 1 and one is link),
        *(gone(one) for one in document.all(RelationMember)[:1]),
        *(gone(one) for one in document.all(OriginLink)[:1]),
    ]
    fresh = ClaimEvent(new_id(), claim.id, draw(st.sampled_from(EVENTS)).id)
    if not any((x.claim_id, x.event_id) == (fresh.claim_id, fresh.event_id) for x in links):
        possible.append(add("Tell", fresh))
    pair = sorted((actor.id, other.id))
    if not any([x.first_id, x.second_id] == pair for x in document.all(OriginLink)):
        possible.append(add("Link", OriginLink(new_id(), *pair, Independence.SAME, "alike")))
    return draw(st.sampled_from(possible))


@given(data=st.data())
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_what_is_kept_is_what_a_fresh_look_says(qapp, tmp_path, data):
    document = opened(tmp_path)
    edits = 0
    for _ in range(data.draw(st.integers(1, 8))):
        for event in EVENTS:
            document.standing(event.id)
        if edits and data.draw(st.integers(0, 3)) == 0:
            assert document.undo()
            edits -= 1
        else:
            assert document.do(wishes(document, data.draw))
            edits += 1
        fresh = Document(document.store)
        for event in EVENTS:
            assert document.standing(event.id) == fresh.standing(event.id)
        assert document.chains(c.id for c in CLAIMS) == fresh.chains(c.id for c in CLAIMS)
    document.close()


def test_an_edit_elsewhere_leaves_what_is_known(document):
    kept = document.standing(EVENTS[0].id), document.chain(CLAIMS[0].id)
    somebody = Actor(new_id(), "Somebody new")
    document.do(revise("", CLAIMS[0], replace(CLAIMS[0], text="Said anew")))
    document.do(add("", somebody, Hop(new_id(), CLAIMS[1].id, 1, somebody.id)))
    assert document.standing(EVENTS[0].id) is kept[0]
    assert document.chain(CLAIMS[0].id) is kept[1]


def test_as_known_on_a_day_a_new_date_changes_how_an_event_stands(document):
    document.show_as_known_on(1_000_000)
    before = document.standing(EVENTS[0].id).claims
    later = 2_000_000
    (hop,) = document.where(Hop, claim_id=CLAIMS[0].id)
    said = Dating(new_id(), DatingOwner.HOP, hop.id, edtf="1970-01-24", start_min=later,
                  start_max=later, end_min=later, end_max=later)  # fmt: skip
    document.do(add("", said))
    assert document.standing(EVENTS[0].id).claims == before - 1
