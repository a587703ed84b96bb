import xml.etree.ElementTree as ET

import pytest

from tests.exchange.printing import PROVENANCE
from tests.exchange.projects import small_project
from timeline_app.domain.records import Event
from timeline_app.exchange.choices import Part, PrintChoices
from timeline_app.exchange.drawing import drawing_data
from timeline_app.exchange.font_coverage import shipped_coverage
from timeline_app.exchange.showing import shown_project
from timeline_app.exchange.svg import svg_of
from timeline_app.exchange.typesetting import rasterise
from timeline_app.shell.page_drawing import draw_timeline

SVG = "{http://www.w3.org/2000/svg}"


def drawn(contents, **choices):
    shown = shown_project(
        contents,
        PROVENANCE,
        PrintChoices(parts=frozenset({Part.DRAWING}), **choices),
        has=shipped_coverage().has,
    )
    return draw_timeline(shown)[0]


@pytest.fixture(scope="module")
def drawing():
    hostile = Event("e9", "</text><script>alert(1)</script>&", end_max=1_767_225_600)
    return drawn(small_project(hostile))


@pytest.fixture(scope="module")
def svg(drawing):
    return svg_of(drawing, drawing.sheets[0])


def test_a_picture_is_well_formed_and_runs_nothing(svg):
    root = ET.fromstring(svg)
    assert root.tag == f"{SVG}svg"
    shapes = ["rect", "polygon", "polyline", "circle", "text"]
    known = ["svg", "title", "desc", "style", "defs", "linearGradient", "stop", *shapes]
    assert {element.tag for element in root.iter()} <= {SVG + name for name in known}


def test_its_text_is_text(svg):
    texts = [element.text for element in ET.fromstring(svg).iter(f"{SVG}text")]
    assert "Cranes stand still" in texts
    assert any("<script>" in text for text in texts)


def test_it_brings_the_letters_it_needs(svg):
    assert svg.count("@font-face") == 2
    assert len(svg) < 200_000


def test_signs_bring_the_font_that_has_them():
    picture = drawn(small_project(Event("e9", "A → B ✔", end_max=1_767_225_600)))
    found = svg_of(picture, picture.sheets[0])
    assert "font-family:'Timeline Signs'" in found
    assert "font-family:'Timeline More Signs'" in found
    assert "A → B ✔" in found


def test_it_says_what_it_is_to_those_who_cannot_see_it(svg):
    root = ET.fromstring(svg)
    assert root.find(f"{SVG}title").text == "Timeline"
    assert "events" in root.find(f"{SVG}desc").text


def test_every_gradient_named_is_there_and_opaque(svg):
    root = ET.fromstring(svg)
    known = {element.get("id") for element in root.iter(f"{SVG}linearGradient")}
    named = {
        element.get("fill")[5:-1]
        for element in root.iter(f"{SVG}rect")
        if element.get("fill", "").startswith("url(")
    }
    assert named
    assert named <= known
    assert "opacity" not in svg


def test_the_same_drawing_is_the_same_picture(drawing, svg):
    assert svg_of(drawing, drawing.sheets[0]) == svg


def test_a_png_is_as_large_as_its_sheet():
    drawing = drawn(small_project(), paper="A4", landscape=True)
    png = rasterise(drawing_data(drawing), 100.0)
    assert png.startswith(b"\x89PNG")
    width, height = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))
    assert (width, height) == (round(297 / 25.4 * 100), round(210 / 25.4 * 100))
