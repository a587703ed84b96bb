import base64
import hashlib
import itertools
import re
from html.parser import HTMLParser

import pytest

from tests.exchange.printing import PROVENANCE
from tests.exchange.projects import small_project
from timeline_app.domain.records import Claim, ClaimEvent, Event, Project, Source, Track
from timeline_app.exchange.choices import PrintChoices
from timeline_app.exchange.contents import contents_of
from timeline_app.exchange.public_contents import public_contents
from timeline_app.exchange.showing import screens_have, shown_project
from timeline_app.exchange.web_page import policy, web_page
from timeline_app.exchange.words import Words
from timeline_app.shell.page_drawing import draw_timeline
from timeline_app.shipped import shipped

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


class Seen(HTMLParser):
    """The tags of a page with their attributes, and its text."""

    def __init__(self, page):
        super().__init__()
        self.tags = []
        self.text = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text.append(data)

    def all(self, name):
        return [attrs for tag, attrs in self.tags if tag == name]


def page_of(contents, **choices):
    shown = shown_project(
        public_contents(contents)[0], PROVENANCE, PrintChoices(**choices), has=screens_have
    )
    drawing = draw_timeline(shown)[0] if shown.numbers.events else None
    return web_page(shown.report(shown.cover()), shown.words, drawing)


@pytest.fixture(scope="module")
def page():
    return page_of(small_project())


def test_the_page_runs_no_script_and_loads_nothing(page):
    seen = Seen(page)
    assert not seen.all("script")
    assert not [tag for tag in ("link", "img", "iframe", "object", "embed") if seen.all(tag)]
    assert not [attrs for _, attrs in seen.tags if any(name.startswith("on") for name in attrs)]
    assert not [attrs for _, attrs in seen.tags if "src" in attrs or "style" in attrs]
    assert "@import" not in page
    assert re.findall(r"url\((?!data:|#)", page) == []


def test_its_policy_allows_its_own_style_and_fonts_and_nothing_else(page):
    (meta,) = [m for m in Seen(page).all("meta") if "http-equiv" in m]
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert meta["content"] == policy(style)
    assert f"style-src 'sha256-{digest}'" in meta["content"]
    assert meta["content"].startswith("default-src 'none'")


def test_every_link_leads_to_a_place_of_the_page_or_to_a_harmless_address(page):
    seen = Seen(page)
    ids = [attrs["id"] for _, attrs in seen.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    for link in seen.all("a"):
        assert link["href"][1:] in ids or link["href"].startswith("https://example.org/")
    assert {"e1", "row-e1", "c1", "a1", "s1"} <= set(ids)


def test_what_looks_like_markup_is_text():
    contents = small_project(
        Claim("x", HOSTILE),
        ClaimEvent("xe", "x", "e1"),
        Event("e9", HOSTILE, track_id="t9", end_max=0),
        Track("t9", HOSTILE),
        Source("s9", HOSTILE, url='https://example.org/"onclick="x'),
    )
    seen = Seen(page_of(contents))
    assert not seen.all("script")
    assert not seen.all("img")
    assert HOSTILE in "".join(seen.text)


def test_tables_and_headings_can_be_walked_through(page):
    seen = Seen(page)
    assert [attrs.get("scope") for attrs in seen.all("th")].count("col") == 12
    assert len(seen.all("h1")) == 1
    assert seen.all("main")
    assert seen.all("nav")[0]["aria-label"] == "Contents"
    assert seen.all("figure")[0]["tabindex"] == "0"
    assert "3 events" in seen.all("svg")[0]["aria-label"]


def test_the_parts_of_the_page_have_their_landmarks_and_names(page):
    seen = Seen(page)
    assert [len(seen.all(name)) for name in ("header", "nav", "main")] == [1, 1, 1]
    (root,) = seen.all("html")
    assert (root["lang"], root["dir"]) == ("en", "ltr")
    drawings = [attrs for attrs in seen.all("svg") if "viewBox" in attrs or "viewbox" in attrs]
    named = [*seen.all("nav"), *seen.all("figure"), *drawings]
    assert len(named) == 3
    assert all(attrs["aria-label"] for attrs in named)
    assert "".join(seen.text).count("Timeline") >= 2


def test_headings_go_down_one_step_at_a_time(page):
    levels = [int(tag[1]) for tag, _ in Seen(page).tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_every_row_of_a_table_has_a_head_and_as_many_cells_as_columns(page):
    for table in re.findall(r"<table>.*?</table>", page, re.DOTALL):
        head, *rows = table.split("<tr")[1:]
        assert rows
        for row in rows:
            assert row.count('<th scope="row">') == 1
            assert row.count("<td>") + 1 == head.count('<th scope="col">')


def test_the_keyboard_goes_through_the_page_in_reading_order(page):
    seen = Seen(page)
    assert not [attrs for _, attrs in seen.tags if attrs.get("tabindex", "0") != "0"]
    assert all("href" in link for link in seen.all("a"))


def test_a_page_in_a_language_written_from_the_right_runs_from_the_right():
    shown = shown_project(
        public_contents(small_project())[0], PROVENANCE, PrintChoices(), has=screens_have
    )
    words = Words("ar", shown.words.table)
    (root,) = Seen(web_page(shown.report(shown.cover()), words, None)).all("html")
    assert (root["lang"], root["dir"]) == ("ar", "rtl")


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_text_stands_out_from_its_ground(theme):
    """WCAG 2.2, 1.4.3: 4.5 to 1 at the least."""
    found = re.findall(r":root \{(.*?)\}", shipped("web/page.css").read_text("utf-8"), re.DOTALL)
    colours = dict(re.findall(r"--(\w+): (#\w+)", found[theme]))
    for ground in ("paper", "found"):
        for ink in ("ink", "soft", "accent"):
            assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)


def contrast(one, other):
    """Return the contrast of two colours as WCAG 2 has it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [byte / 255 for byte in bytes.fromhex(digits)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_page_holds_every_claim_and_no_confidential_name(page):
    text = "".join(Seen(page).text)
    assert "The cranes stopped on New Year’s Day." in text
    assert "توقفت الرافعات" in text
    assert "an officer at the port" in text
    assert "Kaya" not in page


def test_text_tells_its_language_and_direction(page):
    assert '<span lang="ar" dir="auto">' in page


def test_characters_that_screens_show_are_left_as_they_are():
    assert "🙂" in page_of(contents_of([Project("p", "🙂")]))


def test_an_empty_project_is_a_page():
    assert "None." in page_of(contents_of([Project("p", "Empty")]))


def test_the_same_project_gives_the_same_page(page):
    assert page_of(small_project()) == page
