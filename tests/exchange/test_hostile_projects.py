"""Whatever stands in the text fields of a project, every format takes it."""

import json
import xml.etree.ElementTree as ET
from dataclasses import fields, replace

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.exchange.printing import PROVENANCE, faults, printed
from tests.exchange.projects import open_project
from timeline_app.domain.records import SavedView
from timeline_app.exchange.choices import Part, PrintChoices
from timeline_app.exchange.contents import contents_of
from timeline_app.exchange.project_json import contents_from_json, json_of
from timeline_app.exchange.showing import screens_have, shown_project
from timeline_app.exchange.svg import svg_of
from timeline_app.exchange.tables import record_tables
from timeline_app.exchange.timelinejs import timelinejs_of
from timeline_app.exchange.web_page import web_page
from timeline_app.shell.page_drawing import draw_timeline

KEPT = {"id", "sha256", "alternative_of", "display_zone", "week_start", "year_parts", "language"}
HOSTILE = st.sampled_from(
    [
        "",
        "\n\n",
        "#import",
        "]]>",
        "</script>",
        "{x}",
        "%s",
        "\u202e",
        "\u2069\u2069",
        "\ufffe",
        "\ufeff",
        "\U0001f642",
        "\x00".replace("\x00", "\x01"),
        "ا\u064b\u0651",
        "=1+1",
        "\\",
        '"',
        "<!--",
        "T12:00:00+25:99",
        "[",
        "x" * 3000,
        "ש",
        "\u0300\u0301",
        "\U000e0041",
    ]
)
TEXT = st.lists(
    HOSTILE | st.text(st.characters(exclude_categories=["Cs"]), max_size=12), max_size=4
)


def changed(record, text):
    """Return a record whose free texts are all hostile."""
    if isinstance(record, SavedView):
        return record
    free = {
        of.name: text(record.id + of.name)
        for of in fields(record)
        if type(getattr(record, of.name)) is str
        and of.name not in KEPT
        and not of.name.endswith("_id")
    }
    return replace(record, **free)


@settings(
    max_examples=3,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
    phases=[Phase.generate],  # making a failure smaller would take minutes
)
@given(st.lists(TEXT.map("".join), min_size=5, max_size=5))
def test_every_format_takes_any_text_anywhere(texts):
    contents = contents_of(
        changed(record, lambda name: texts[sum(map(ord, name)) % len(texts)])
        for record in open_project().every()
    )
    assert contents_from_json(json_of(contents)) == contents
    assert record_tables(contents)
    pdf, _ = printed(contents, draw=draw_timeline)
    assert faults(pdf) == []
    shown = shown_project(contents, PROVENANCE, PrintChoices(), has=screens_have)
    drawing, _ = draw_timeline(shown)
    assert "</html>" in web_page(shown.report(shown.cover()), shown.words, drawing)
    assert json.loads(timelinejs_of(shown.index, shown.numbers, shown.words)[0])
    picture = shown_project(
        contents, PROVENANCE, PrintChoices(parts=frozenset({Part.DRAWING})), has=screens_have
    )
    sheet = draw_timeline(picture)[0]
    ET.fromstring(svg_of(sheet, sheet.sheets[0]))
