import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.projects import small_project
from timeline_app.domain.records import KINDS, Actor, Claim, Event, Project, Snapshot
from timeline_app.exchange.contents import contents_of
from timeline_app.exchange.json_schema import json_schema
from timeline_app.exchange.project_json import POINTS_AT, contents_from_json, json_of
from timeline_app.exchange.trouble import ExchangeError
from timeline_app.shipped import shipped

STORABLE = st.text(st.characters(exclude_categories=["Cs"]))
INT64 = st.integers(-(2**63), 2**63 - 1)


def changed(change):
    """Return the small project's JSON after `change` had its way with the document."""
    document = json.loads(json_of(small_project()))
    change(document)
    return json.dumps(document)


def refused(change):
    with pytest.raises(ExchangeError) as caught:
        contents_from_json(changed(change))
    return caught.value.sentence


def test_a_project_comes_back_as_it_was():
    contents = small_project()
    assert contents_from_json(json_of(contents)) == contents


def test_bytes_in_utf8_are_read_too():
    contents = small_project()
    assert contents_from_json(json_of(contents).encode("utf-8")) == contents


@settings(max_examples=60)
@given(STORABLE, STORABLE, st.binary(), INT64 | st.none(), st.booleans())
def test_any_text_bytes_and_numbers_come_back(title, text, content, bound, approximate):
    contents = contents_of(
        [
            Project("p", title),
            Claim("c", text),
            Event("e", text, end_max=bound, approximate=approximate),
            *small_project().all(Actor),
            *small_project().all(KINDS["source"]),
            Snapshot("s", "s1", "0" * 64, len(content), content=content),
        ]
    )
    assert contents_from_json(json_of(contents)) == contents


def test_records_come_back_in_the_order_they_were_added():
    backwards = contents_of(reversed(list(small_project().every())))
    assert contents_from_json(json_of(backwards)) == backwards
    assert [claim.id for claim in backwards.all(Claim)] == ["c4", "c3", "c2", "c1"]


def test_every_record_stands_on_a_line_of_its_own():
    lines = json_of(small_project()).splitlines()
    assert sum(line.startswith("   {") for line in lines) == len(list(small_project().every()))


def test_a_member_left_out_takes_its_default():
    text = changed(lambda d: d["records"]["track"][0].pop("colour"))
    assert contents_from_json(text) == small_project()


def test_a_text_in_an_integers_place_is_refused_by_name():
    def change(document):
        document["records"]["event"][0]["start_min"] = "2026"

    assert refused(change) == 'event 1, start_min: "2026" is not a value it may have.'


@pytest.mark.parametrize("value", [True, 1.5, 2**63, [], {}, "1"])
def test_only_whole_numbers_of_64_bits_are_bounds(value):
    def change(document):
        document["records"]["event"][0]["end_max"] = value

    assert "end_max" in refused(change)


def test_a_value_outside_its_list_is_refused():
    def change(document):
        document["records"]["claim"][0]["status"] = "believed"

    assert "believed" in refused(change)


def test_half_a_surrogate_pair_is_refused():
    def change(document):
        document["records"]["claim"][0]["text"] = "\ud83d"

    assert refused(change) == "claim 1, text holds half a character, which is not text."


def test_unknown_members_and_kinds_are_refused_and_never_dropped():
    def member(document):
        document["records"]["claim"][0]["colour"] = 1

    def kind(document):
        document["records"]["opinion"] = []

    assert "colour" in refused(member)
    assert "opinion" in refused(kind)


def test_an_id_that_names_nothing_is_refused():
    def change(document):
        document["records"]["hop"][0]["actor_id"] = "nobody"

    assert refused(change) == "hop h1, actor_id: there is no actor nobody."


def test_an_owner_that_is_of_another_kind_is_refused():
    def change(document):
        document["records"]["dating"][0]["owner_kind"] = "source"

    assert refused(change) == "dating d1, owner_id: there is no source e1."


def test_the_same_id_twice_is_refused():
    def change(document):
        document["records"]["actor"].append(document["records"]["actor"][0])

    assert "a1" in refused(change)


@pytest.mark.parametrize("projects", [0, 2])
def test_a_file_holds_exactly_one_project(projects):
    def change(document):
        (project,) = document["records"]["project"]
        document["records"]["project"] = [
            dict(project, id=str(number)) for number in range(projects)
        ]

    assert "exactly one project" in refused(change)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"format": "timeline-app project"}',
        "[" * 200_000,
        b"\xff\xfe\x00",
        '{"format": "timeline-app project", "version": 2, "records": {}}',
        '{"format": "timeline-app project", "version": 1, "records": []}',
        '{"format": "timeline-app project", "version": 1, "records": {"claim": {}}}',
        '{"format": "timeline-app project", "version": 1, "records": {"claim": [7]}}',
    ],
    ids=lambda text: str(text[:40]),
)
def test_what_is_not_a_project_is_refused_with_a_sentence(text):
    with pytest.raises(ExchangeError) as caught:
        contents_from_json(text)
    assert caught.value.sentence.endswith(".")


def test_every_field_that_names_a_record_is_checked():
    named = {
        field
        for of in KINDS.values()
        for field in of.__dataclass_fields__
        if field.endswith("_id") or field == "alternative_of"
    }
    # anchor_id may name a record that is gone: the anchor itself is kept beside it.
    assert named - set(POINTS_AT) == {"owner_id", "subject_id", "anchor_id"}


def test_the_shipped_schema_is_the_one_the_records_make():
    assert shipped("schemas/project-1.schema.json").read_text("utf-8") == json_schema()


def test_contents_know_their_records_by_kind():
    contents = small_project()
    assert [track.title for track in contents.all(KINDS["track"])] == ["Strike", "Negotiations"]
    assert contents.project.title == "Harbour strike"
    assert replace(contents.by_id(Claim)["c1"], text="") != contents.by_id(Claim)["c1"]
