import json

from tests.exchange.printing import PROVENANCE
from tests.exchange.projects import DAY, JAN_2026, open_project, small_project
from timeline_app.domain.instants import day_number
from timeline_app.domain.records import Event
from timeline_app.exchange.choices import PrintChoices
from timeline_app.exchange.contents import contents_of
from timeline_app.exchange.showing import screens_have, shown_project
from timeline_app.exchange.timelinejs import timelinejs_of


def made(contents):
    shown = shown_project(contents, PROVENANCE, PrintChoices(), has=screens_have)
    text, losses = timelinejs_of(shown.index, shown.numbers, shown.words)
    return json.loads(text), [loss.sentence for loss in losses]


def test_dated_events_are_slides_in_time_by_their_numbers():
    document, _ = made(open_project())
    assert [slide["unique_id"] for slide in document["events"]] == ["E1", "E2", "E3"]
    planned = document["events"][2]
    assert planned["start_date"] == {"year": 2026, "month": 1, "day": 21}
    assert planned["group"] == "Negotiations"


def test_a_vague_date_is_flattened_said_in_words_and_counted():
    document, losses = made(open_project())
    ongoing = document["events"][1]
    assert ongoing["display_date"].startswith("about from some time in 2026-01-01")
    assert "end_date" not in ongoing
    assert losses[0].startswith("2 vague dates are flattened")
    assert losses[1] == "1 undated event is left out"


def test_texts_are_escaped_for_they_are_read_as_html():
    event = Event("e9", "<img src=x onerror=alert(1)>", end_max=JAN_2026)
    document, _ = made(small_project(event))
    assert "<img" not in json.dumps(document)


def test_years_beyond_the_calendar_are_given_as_years():
    ancient = Event("e9", "Big bang", start_min=day_number(-13_800_000_000) * DAY, end_max=0)
    document, _ = made(small_project(ancient))
    assert document["scale"] == "cosmological"
    assert document["events"][0]["start_date"] == {"year": -13_800_000_000}


def test_an_hour_is_told_where_it_is_known():
    noon = JAN_2026 + DAY // 2
    event = Event("e9", "Noon", start_min=noon, start_max=noon, end_min=noon, end_max=noon)
    document, _ = made(contents_of([open_project().project, event]))
    assert document["events"][0]["start_date"]["hour"] == 12
