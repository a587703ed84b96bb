import base64
import hashlib
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
from timeline_app.shell.page_drawing import draw_timeline

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
