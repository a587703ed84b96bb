import pypdfium2
import pytest

from tests.exchange.printing import PROVENANCE, faults, pages, printed, words_of
from tests.exchange.projects import DAY, JAN_2026, small_project
from timeline_app.domain.records import Event, Project, Track
from timeline_app.domain.vocabulary import EventStatus
from timeline_app.exchange.choices import USUAL, Part, PrintChoices
from timeline_app.exchange.contents import contents_of
from timeline_app.exchange.drawing import Drawing, Fill, Stroke, Text, Window
from timeline_app.exchange.font_coverage import shipped_coverage
from timeline_app.exchange.palette import paper_palette
from timeline_app.exchange.showing import shown_project
from timeline_app.shell.page_drawing import draw_timeline
from timeline_app.shell.page_text import elided, measure_text, wrapped


def drawn(contents, **choices):
    """Return (drawing, sentences of what is not as it should be)."""
    project = shown_project(
        contents, PROVENANCE, PrintChoices(**choices), has=shipped_coverage().has
    )
    drawing, losses = draw_timeline(project)
    return drawing, [loss.sentence for loss in losses]


def flat(drawing):
    for sheet in drawing.sheets:
        for shape in sheet.shapes:
            yield from shape.shapes if isinstance(shape, Window) else (shape,)


def texts(drawing):
    return [shape.text for shape in flat(drawing) if isinstance(shape, Text)]


def one_event(**bounds):
    track = Track("t", "Track", 0)
    return contents_of([Project("p", "P"), track, Event("e", "Vague", track_id="t", **bounds)])


def at(*days):
    names = ("start_min", "start_max", "end_min", "end_max")
    return {n: JAN_2026 + day * DAY for n, day in zip(names, days, strict=True)}


def many(count):
    events = [
        Event(f"e{n}", f"Event number {n}", **at(n % 97, n % 97, n % 97 + 3, n % 97 + 3))
        for n in range(count)
    ]
    return contents_of([Project("p", "Many"), *events])


def test_every_dated_event_is_on_the_sheet_by_its_number_and_undated_ones_are_counted():
    drawing, losses = drawn(small_project())
    words = texts(drawing)
    assert {"E1", "E2", "E3"} <= set(words)
    assert "E4" not in words
    assert any("3 of 4 events shown, 1 undated" in text for text in words)
    assert losses == []


def test_a_number_leads_to_its_row_in_the_table_or_to_its_claims_or_nowhere():
    def target(parts):
        drawing, _ = drawn(small_project(), parts=parts)
        return next(s.to for s in flat(drawing) if isinstance(s, Text) and s.text == "E2")

    assert target(USUAL) == "row-e2"
    assert target(frozenset({Part.CLAIMS})) == "e2"
    assert target(frozenset({Part.DRAWING})) == ""


def test_nothing_is_drawn_outside_the_sheet():
    drawing, _ = drawn(small_project())
    width, height = drawing.width / drawing.unit, drawing.height / drawing.unit
    for shape in drawing.sheets[0].shapes:
        if isinstance(shape, Stroke):
            assert all(0 <= x <= width and 0 <= y <= height for x, y in shape.points)
        elif isinstance(shape, Fill | Window):
            assert shape.x >= 0
            assert shape.x + shape.width <= width
            assert shape.y + shape.height <= height
        elif isinstance(shape, Text):
            assert shape.x >= 0
            assert shape.x + measure_text(shape.text, shape.size) * 1.06 <= width


@pytest.mark.parametrize("paper", ["A4", "A3", "A0", "Letter", "Tabloid"])
@pytest.mark.parametrize("landscape", [True, False])
def test_every_paper_holds_the_timeline_and_is_a_valid_page(paper, landscape):
    choices = {"paper": paper, "landscape": landscape}
    pdf, _ = printed(small_project(), choices=PrintChoices(**choices), draw=draw_timeline)
    assert faults(pdf) == []
    document = pypdfium2.PdfDocument(pdf)
    size = document[2].get_size()
    document.close()
    assert (size[0] > size[1]) is landscape


def test_a_hundred_times_as_many_events_still_fit_one_sheet_in_smaller_letters():
    drawing, _ = drawn(many(60))
    crowded, losses = drawn(many(3000))
    assert crowded.unit < drawing.unit
    assert sum(text.startswith("E") and text[1:].isdigit() for text in texts(crowded)) == 3000
    assert "points high" in losses[0]


def test_a_timeline_goes_on_over_sheets_that_repeat_heads_and_overlap():
    drawing, _ = drawn(many(40), sheets=3)
    assert len(drawing.sheets) == 3
    on_sheets = [set(texts(Drawing(1, 1, 1, (sheet,)))) for sheet in drawing.sheets]
    assert all("No track" in words for words in on_sheets)
    numbers = [{w for w in words if w[1:].isdigit()} for words in on_sheets]
    assert set().union(*numbers) >= {f"E{n}" for n in range(1, 41)}
    assert any("sheet 2 of 3" in text for text in on_sheets[1])


def test_no_label_is_cut_where_a_sheet_ends_and_every_one_is_readable_on_some_sheet():
    drawing, _ = drawn(many(40), sheets=3)
    titles = set()
    for sheet in drawing.sheets:
        body = [shape for shape in sheet.shapes if isinstance(shape, Window)][1]
        for label in (shape for shape in body.shapes if isinstance(shape, Text)):
            assert label.x >= 0, label.text
            assert label.x + measure_text(label.text, label.size) <= body.width, label.text
            titles.add(label.text)
    assert {f"Event number {n}" for n in range(40)} - titles == set()
    assert any(title.endswith("…") for title in titles)


def test_a_bar_that_begins_on_one_sheet_and_is_named_on_the_next_has_its_number_on_both():
    vague = Event("v", "Vague at first", **at(20, 60, 65, 70))
    drawing, _ = drawn(contents_of([*many(40).every(), vague]), sheets=3)
    on_sheets = [texts(Drawing(1, 1, 1, (sheet,))) for sheet in drawing.sheets]
    named = on_sheets[2].index("Vague at first")
    number = on_sheets[2][named - 1]
    assert "Vague at first" not in on_sheets[1]
    assert number in on_sheets[1]


def test_colours_are_opaque_and_no_possible_part_is_as_dark_as_a_certain_one():
    solid = paper_palette().fill(0)
    drawing, _ = drawn(one_event(**at(10, 60, 10, 60)))
    bars = [s for s in drawing.sheets[0].shapes if isinstance(s, Window)][1].shapes
    fades = [s for s in bars if isinstance(s, Fill) and s.to_colour is not None]
    assert fades
    assert all(solid not in {fade.colour, fade.to_colour} for fade in fades)


def pixels_of(pdf, number, scale):
    document = pypdfium2.PdfDocument(pdf)
    image = document[number].render(scale=scale).to_numpy()
    document.close()
    return image


def test_on_the_printed_page_a_vague_bar_is_pale_and_a_certain_one_is_not():
    def darkest(**bounds):
        contents = one_event(**bounds)
        pdf, _ = printed(contents, draw=draw_timeline)
        drawing, _ = drawn(contents)
        window = [s for s in drawing.sheets[0].shapes if isinstance(s, Window)][1]
        bars = [s for s in window.shapes if isinstance(s, Fill) and s.height == 20]
        scale = 2.0
        to_pixels = drawing.unit / 25.4 * 72 * scale
        y = round((window.y + bars[0].y + 3) * to_pixels)  # above the label
        left = round((window.x + bars[0].x) * to_pixels) + 3
        right = round((window.x + bars[-1].x + bars[-1].width) * to_pixels) - 3
        return pixels_of(pdf, 2, scale)[y, left:right, 2].min()  # red: the first track has none

    assert darkest(**at(10, 10, 60, 60)) < 40
    assert darkest(**at(10, 60, 10, 60)) > 110


@pytest.mark.parametrize(
    "more",
    [
        {"status": EventStatus.PLANNED},
        {"approximate": True},
        {"uncertain": True},
        {"approximate": True, "uncertain": True},
        {"one_of": True},
    ],
)
def test_every_doubt_has_a_shape_of_its_own(more):
    plain, _ = drawn(one_event(**at(10, 10, 60, 60)))
    doubtful, _ = drawn(one_event(**at(10, 10, 60, 60), **more))
    outlines = [s for s in flat(doubtful) if isinstance(s, Stroke)]
    assert set(outlines) - {s for s in flat(plain) if isinstance(s, Stroke)}


def test_open_ends_have_arrows():
    closed, _ = drawn(one_event(**at(10, 10, 60, 60)))
    opened, _ = drawn(one_event(start_min=JAN_2026 + 10 * DAY))
    assert len([s for s in flat(opened) if isinstance(s, Stroke)]) != len(
        [s for s in flat(closed) if isinstance(s, Stroke)]
    )


def test_an_event_of_the_beginning_of_time_and_one_of_today_share_a_sheet():
    ancient = Event("e0", "Big bang", start_min=-435_494_878_617_600_000, end_max=-(10**17))
    pdf, _ = printed(small_project(ancient), draw=draw_timeline)
    assert faults(pdf) == []
    assert "Big bang" in words_of(pages(pdf)[2])


def test_arabic_labels_are_cut_without_leaving_an_isolate_open():
    cut = elided("\u2068" + "توقفت الرافعات في الميناء القديم" + "\u2069", 12.5, 80)
    assert cut.startswith("\u2068")
    assert cut.endswith("…\u2069")


def test_titles_of_tracks_are_broken_between_words_into_two_lines_at_most():
    lines = wrapped("Withdrawal from Qamishli and much more beside that", 12.5, 120)
    assert len(lines) == 2
    assert all(measure_text(line, 12.5) <= 120 for line in lines)
    assert wrapped("Short", 12.5, 120) == ("Short",)


def test_the_pages_of_a_drawing_tell_those_who_cannot_see_it_what_it_is():
    drawing, _ = drawn(small_project())
    assert "3 events" in drawing.sheets[0].alternative
