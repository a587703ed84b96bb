"""Pasted bibliographic entries become sources."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_app.domain.records import Actor, Dating, Source
from timeline_app.domain.vocabulary import ActorKind, Capture, DatingOwner, SourceKind
from timeline_app.exchange.bibliography import (
    Person,
    Reference,
    known_source,
    read_bibliography,
    sources_edit,
)
from timeline_app.exchange.trouble import ExchangeError

BIBTEX = r"""
@string{ap = "Associated Press"}
@article{one, title = {{Russia} leaves K{\"a}misli}, author = {Smith, John and
  Do\u{g}an, Ay\c{s}e}, journal = ap, date = {2026-01-28}, langid = {english},
  url = {https://example.org/a_b%20c}}
@book{two, title = "Bases", author = {{Human Rights Watch}}, year = 2019, month = jan,
  publisher = {Verlag}, doi = {10.1/x}}
"""
RIS = """TY  - NEWS
TI  - القوات تغادر القامشلي
AU  - Doe, Jane
T2  - Türkiye Today
DA  - 2026/01/28/
UR  - https://example.org
LA  - tr
ER  -
TY  - JOUR
TI  - Second
PY  - 2024
ER  -
"""
CSL = json.dumps(
    [
        {
            "type": "article-newspaper",
            "title": "Leaving",
            "container-title": "The Daily",
            "author": [{"family": "Kaya", "given": "Deniz"}, {"literal": "Newsroom"}],
            "issued": {"date-parts": [[2026, 1, 28]]},
            "URL": "https://example.org/1",
            "language": "en-GB",
        },
        {"type": "dataset", "title": "Flights", "issued": {"date-parts": [[2026, 1], [2026, 2]]}},
        {"type": "post", "title": "Seen", "issued": {"raw": "last spring"}},
        {"type": "book"},
        "no entry at all",
    ]
)


class Found:
    """What is known, by name."""

    def __init__(self, *records):
        self._records = {}
        for record in records:
            name = record.title if isinstance(record, Source) else record.name
            self._records["source" if isinstance(record, Source) else "actor", name] = record

    def named(self, kind, words):
        return self._records.get((kind, words))

    def actor(self, actor_id):
        raise AssertionError(actor_id)


def made(edit, kind):
    return [change.after for change in edit.changes if isinstance(change.after, kind)]


def test_bibtex_is_read_with_its_letters_strings_and_addresses():
    one, two = read_bibliography(BIBTEX).references
    assert one == Reference(
        "Russia leaves Kämisli",
        SourceKind.ARTICLE,
        "Associated Press",
        (Person("John Smith"), Person("Ayşe Doğan")),
        "2026-01-28",
        "https://example.org/a_b%20c",
        "en",
    )
    assert (two.kind, two.outlet, two.date) == (SourceKind.BOOK, "Verlag", "2019-01")
    assert two.url == "https://doi.org/10.1/x"
    assert two.authors == (Person("Human Rights Watch", is_body=True),)


@pytest.mark.parametrize(
    ("how", "outlet", "url"),
    [
        (r"\url{http://mil.example/a_b}", "", "http://mil.example/a_b"),
        (r"Online, \url{https://mil.example/x}.", "", "https://mil.example/x"),
        ("https://mil.example/x", "", "https://mil.example/x"),
        ("Press release", "Press release", ""),
    ],
)
def test_an_address_given_as_the_way_of_publishing_is_no_outlet(how, outlet, url):
    text = f"@misc{{src, title = {{Заявление}}, howpublished = {{{how}}}, year = 2026}}"
    (found,) = read_bibliography(text).references
    assert (found.outlet, found.url) == (outlet, url)


def test_ris_is_read_in_any_script():
    one, two = read_bibliography(RIS).references
    assert (one.title, one.outlet, one.date) == (
        "القوات تغادر القامشلي", "Türkiye Today", "2026-01-28",
    )  # fmt: skip
    assert one.authors == (Person("Jane Doe"),)
    assert (one.kind, one.url, one.language) == (SourceKind.ARTICLE, "https://example.org", "tr")
    assert (two.title, two.date) == ("Second", "2024")


def test_an_unfinished_ris_entry_is_read_too():
    assert read_bibliography("TY  - NEWS\nTI  - Alone\n").references[0].title == "Alone"


def test_csl_json_is_read_and_what_is_no_entry_counted():
    found = read_bibliography(CSL)
    one, two, three = found.references
    assert one.authors == (Person("Deniz Kaya"), Person("Newsroom", is_body=True))
    assert (one.outlet, one.date, one.language) == ("The Daily", "2026-01-28", "en-GB")
    assert (two.kind, two.date) == (SourceKind.DATASET, "2026-01/2026-02")
    assert (three.kind, three.date) == (SourceKind.POST, "last spring")
    assert found.unread == 2


def test_entries_that_are_broken_are_counted_and_the_others_read():
    found = read_bibliography(f"{BIBTEX}\n@article{{broken, title = {{x")
    assert (len(found.references), found.unread) == (2, 1)


TWICE = """
@string{ap = {Associated Press}}
@article{smith2026, title = {Leaving}, journal = ap, author = {Smith, John}, year = 2026}
@misc{other, title = {Between}}
@article{smith2026, title = {Staying}, journal = ap, author = {{News Desk}}, year = 2025}
@misc{other, title = {Between}}
"""


def test_entries_that_share_a_key_are_all_read_and_the_key_is_named():
    found = read_bibliography(TWICE)
    assert [r.title for r in found.references] == ["Leaving", "Between", "Staying"]
    assert [r.outlet for r in found.references] == ["Associated Press", "", "Associated Press"]
    assert found.references[2].authors == (Person("News Desk", is_body=True),)
    assert (found.unread, found.repeated) == (0, ("smith2026",))


def test_entries_that_only_what_is_not_kept_tells_apart_are_several_sources():
    fields = "title = {Editorial}, journal = {The Lancet}, year = 2020"
    found = read_bibliography(
        f"@article{{ed, {fields}, pages = {{1}}}}\n@article{{ed2, {fields}, pages = {{900}}}}"
    )
    assert [r.title for r in found.references] == ["Editorial", "Editorial"]
    assert (found.unread, found.repeated) == (0, ())


def test_of_a_field_that_is_given_twice_the_first_counts():
    text = "@misc{a, title = {One}, note = {First}, Note = {Second}, title = {Two}}"
    found = read_bibliography(text)
    assert [(r.title, r.note) for r in found.references] == [("One", "First")]
    assert found.unread == 0


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "neither BibTeX"),
        ("Russia leaves the base, they said.", "neither BibTeX"),
        ("[{", "no valid JSON"),
        ("[" * 100_000, "no valid JSON"),
        ("[]", "No entry with a title"),
        ('{"a": 1}', "No entry with a title"),
        ("@article{x}", "No entry with a title"),
        ("TY  - NEWS\nER  - \n", "No entry with a title"),
        ("@" * 1_000_001, "too long"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_sentence(text, sentence):
    with pytest.raises(ExchangeError, match=sentence):
        read_bibliography(text)


SIGNS = st.text(st.sampled_from('@{}[](),"=\\#%\n TYER-:/aé1ق'), max_size=60)
STARTS = st.sampled_from(["@article{a, title={", "TY  - NEWS\nTI  - ", "[{", '[{"title": "x", '])


@settings(max_examples=150)
@given(st.builds(str.__add__, STARTS, SIGNS))
def test_no_text_makes_a_reader_fail_otherwise(text):
    try:
        found = read_bibliography(text)
    except ExchangeError:
        return
    assert all(reference.title for reference in found.references)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3),
        max_leaves=4,
    ),
    st.sampled_from(["title", "author", "issued", "URL", "container-title", "language"]),
)
def test_no_value_in_csl_json_makes_the_reader_fail(value, field):
    entry = {"title": "A title", "issued": {"date-parts": value}, field: value}
    found = read_bibliography(json.dumps([{"title": "Another"}, entry]))
    assert len(found.references) + found.unread == 2


def test_sources_come_with_outlet_author_and_date():
    edit = sources_edit("Add", read_bibliography(BIBTEX).references, Found())
    one, two = made(edit, Source)
    actors = {actor.id: actor for actor in made(edit, Actor)}
    assert (actors[one.outlet_id].kind, actors[one.author_id].kind) == (
        ActorKind.AGENCY, ActorKind.PERSON,
    )  # fmt: skip
    assert (one.capture, one.note) == (Capture.CITED_ONLY, "With Ayşe Doğan")
    assert actors[two.author_id].name == "Human Rights Watch"
    dating = next(d for d in made(edit, Dating) if d.owner_id == one.id)
    assert (dating.owner_kind, dating.edtf, dating.confirmed) == (
        DatingOwner.SOURCE, "2026-01-28", True,
    )  # fmt: skip


def test_outlets_that_are_known_are_not_made_again_and_new_ones_once():
    ap = Actor("ap", "Associated Press")
    references = [
        Reference("a", outlet="Associated Press"),
        *[Reference("b", outlet="New Daily")] * 2,
    ]
    edit = sources_edit("Add", references, Found(ap))
    assert [actor.name for actor in made(edit, Actor)] == ["New Daily"]
    assert {source.outlet_id for source in made(edit, Source)[:1]} == {"ap"}


def test_a_date_that_is_none_is_kept_as_words():
    edit = sources_edit("Add", [Reference("Seen", date="last spring")], Found())
    (dating,) = made(edit, Dating)
    assert (dating.wording, dating.edtf, dating.confirmed) == ("last spring", None, False)


def test_a_source_is_known_by_its_address_or_its_title():
    known = Source("s", "Leaving")
    reference = Reference("Leaving")
    assert known_source(reference, Found(known), []) == known
    assert known_source(Reference("Other"), Found(), [known]) == known
    assert known_source(Reference("Other"), Found(known), []) is None
