import ctypes
import re

import pypdfium2
import pytest
from pypdfium2 import raw

from tests.exchange.printing import faults, objects, pages, printed
from tests.exchange.projects import small_project
from timeline_app.domain.records import Claim, Source
from timeline_app.exchange.choices import PrintChoices
from timeline_app.exchange.inner_links import Place, linked
from timeline_app.exchange.words import languages, words_in


@pytest.fixture(scope="module")
def long_enough():
    """A document of several pages."""
    return printed(small_project(*(Claim(f"x{n}", f"Loose claim {n}.") for n in range(120))))[0]


def destinations(pdf):
    """Return the name of each place → its page, from 0, and how high it is on it, in points."""
    document = pypdfium2.PdfDocument(pdf)
    found = {}
    for index in range(raw.FPDF_CountNamedDests(document)):
        size = ctypes.c_long(0)
        raw.FPDF_GetNamedDest(document, index, None, size)
        name = ctypes.create_string_buffer(size.value)
        place = raw.FPDF_GetNamedDest(document, index, name, size)
        found[name.raw.decode("utf-16-le").rstrip("\0")] = (
            raw.FPDFDest_GetDestPageIndex(document, place),
            _height(place),
        )
    document.close()
    return found


def _height(place):
    flags = [ctypes.c_int() for _ in range(3)]
    values = [ctypes.c_float() for _ in range(3)]
    raw.FPDFDest_GetLocationInPage(place, *flags, *values)
    return values[1].value


def test_every_claim_can_be_cited_by_a_name_that_leads_to_its_page(long_enough):
    found, texts = destinations(long_enough), pages(long_enough)
    for number in range(120):
        page, _ = found[f"c{_number_of(texts, number)}"]
        assert f"Loose claim {number}." in texts[page]


def _number_of(texts, number):
    return next(
        found[1]
        for text in texts
        if (found := re.search(rf"\[(\d+)\]\s+Loose claim {number}\.", text))
    )


def test_places_lower_on_a_page_are_lower(long_enough):
    found = destinations(long_enough)
    places = [found[f"c{number}"] for number in range(10, 100)]
    order = [(page, -height) for page, height in places]
    assert order == sorted(order)


def test_every_link_leads_somewhere(long_enough):
    raw_objects, found = objects(long_enough), destinations(long_enough)
    named = set(re.findall(rb"/Dest/([\w-]+)", raw_objects))
    assert len(named) > 10
    assert {name.decode() for name in named} <= found.keys()
    assert b"(to:" not in raw_objects


@pytest.mark.parametrize("language", languages())
def test_a_voice_says_the_page_a_link_leads_to(language):
    pdf, _ = printed(small_project(), choices=PrintChoices(language=language))
    told = re.escape(words_in(language)["page_number"]).replace(r"\{page\}", r"\d+")
    assert re.search(rf"/Contents\({told}\)".encode(), objects(pdf))


def test_words_that_are_not_ascii_are_told_too():
    annotation = (
        b"<</Type/Annot/Subtype/Link/Border[0 0 0]/A<</Type/Action/S/URI/URI(to:c1)>>"
        b"/F 4/StructParent 1/Contents(to:c1)>>"
    )
    objects = {
        1: b"<</Type/Pages/Count 1/Kids[2 0 R]>>",
        2: b"<</Type/Page/MediaBox[0 0 600 800]>>",
        3: b"<</Type/Catalog/Pages 1 0 R>>",
        4: annotation,
    }
    done = linked(objects, [Place("c1", 1, 40.2, 100.0)], "стр. {page}")
    assert done[3].endswith(b"/Dests<</c1[2 0 R/XYZ 40 710 0]>>>>")
    assert done[4].startswith(b"<</Type/Annot/Subtype/Link/Border[0 0 0]/Dest/c1/F 4")
    assert (
        bytes.fromhex("FEFF" + "стр. 1".encode("utf-16-be").hex()).hex().upper().encode() in done[4]
    )


def test_an_address_of_our_own_scheme_in_a_source_is_only_text():
    pdf, _ = printed(small_project(Source("u1", "a", url="to:c1"), Source("u2", "b", url="TO:c1")))
    assert faults(pdf) == []
    assert b"(to:" not in objects(pdf).lower()
    assert "to:c1" in " ".join(pages(pdf))
