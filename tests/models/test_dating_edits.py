"""The words of one record's date given to others, each counted from its own day."""

import pytest

from timeline_app.domain.edits import add
from timeline_app.domain.records import Actor, Claim, Dating, Hop, Project, Source
from timeline_app.domain.vocabulary import AnchorKind, DatingOwner
from timeline_app.models.anchors import anchor_options
from timeline_app.models.date_draft import Typed, draft, words_only
from timeline_app.models.dating_edits import alike, enter
from timeline_app.models.document import Document
from timeline_app.storage.store import Store


def published(source, day):
    start = 20_000 * 86_400 + day * 86_400
    bounds = {
        "start_min": start,
        "start_max": start,
        "end_min": start + 86_399,
        "end_max": start + 86_399,
    }
    edtf = f"2024-10-{4 + day:02}"  # day 20,000 of the epoch is 4 October 2024
    return Dating(f"d{source}", DatingOwner.SOURCE, source, edtf=edtf, **bounds)


RECORDS = (
    Actor("ap", "AP"),
    *(Source(s, s) for s in ("early", "late")),
    *(Claim(c, f"Claim {c}") for c in ("a", "b", "c", "same")),
    Hop("ha", "a", 0, "ap", source_id="early"),
    Hop("hb", "b", 0, "ap", source_id="late"),
    Hop("hc", "c", 0, "ap"),
    Hop("hs", "same", 0, "ap", source_id="early"),
    published("early", 0),
    published("late", 10),
)


@pytest.fixture
def document(qapp, tmp_path):
    with Store.create(tmp_path / "q.sqlite", Project("p", "Dates")) as store:
        document = Document(store)
        document.do(add("Add", *RECORDS))
        yield document


def typed(document, claim, words, *, confirmed=True):
    owner = (DatingOwner.CLAIM, claim)
    entered = Typed(words, "", anchor_options(document, owner)[0])
    return draft(entered, owner).datings(words_only(entered, owner), "", confirmed=confirmed)


def test_words_are_counted_from_the_own_day_and_only_the_same_date_is_confirmed(document):
    pattern = typed(document, "a", "yesterday")
    (other,) = alike(document, (DatingOwner.CLAIM, "b"), pattern)
    (same,) = alike(document, (DatingOwner.CLAIM, "same"), pattern)
    assert (pattern[0].edtf, pattern[0].anchor_kind) == ("2024-10-03", AnchorKind.PUBLISHED)
    assert (other.edtf, other.confirmed) == ("2024-10-13", False)
    assert (same.edtf, same.confirmed) == ("2024-10-03", True)


def test_words_that_cannot_be_counted_stay_words(document):
    (bare,) = alike(document, (DatingOwner.CLAIM, "c"), typed(document, "a", "yesterday"))
    assert (bare.wording, bare.edtf, bare.confirmed) == ("yesterday", None, False)


def test_a_plain_date_is_given_on_as_it_is(document):
    owner = (DatingOwner.CLAIM, "c")
    datings = alike(document, owner, typed(document, "a", "8/10/2022"))
    edit = enter(document, owner, datings, "date of claim")
    document.do(edit)
    assert [d.owner_id for d in document.datings("c")] == ["c"] * len(datings)
    assert enter(document, owner, tuple(document.datings("c")), "date of claim") is None
