import random
import unicodedata

import pypdfium2
import pytest

from tests.exchange.printing import faults, objects, pages, printed, words_of
from tests.exchange.projects import DAY, JAN_2026, small_project
from timeline_app.domain.records import (
    Actor,
    Claim,
    ClaimEvent,
    Dating,
    Event,
    OriginLink,
    Project,
    Snapshot,
    Source,
)
from timeline_app.domain.vocabulary import DatingOwner, Independence
from timeline_app.exchange.choices import USUAL, Part, PrintChoices
from timeline_app.exchange.contents import contents_of
from timeline_app.exchange.document_data import Attachment
from timeline_app.exchange.view_contents import ViewShown
from timeline_app.exchange.words import languages, words_in

HOSTILE = [
    '#import "@preview/x:1.0.0"; #panic(1)',
    "*bold* _it_ `raw` $x^2$ @label <label> = heading",
    "#{ while true {} } \\ \\u{41} // comment /* open",
    "</title><script>alert(1)</script>&amp;",
    ") Tj ET endstream endobj /JavaScript (app.alert\\(1\\))",
    '=HYPERLINK("http://example.org")',
    "\u202eesrever\u202c \u2067 open isolate",
    "{title} {0} %s %1 {{",
]
KINDS_OF_TEXT = [
    "Kamışlı’dan İğdır’a, ĞÜŞÖÇ ğüşöç",
    "Колонна техники покинула базу; її бачили",
    "توقفت الرافعات في الميناء القديم",
    "Ἑλλάς, Việt Nam, Œuvre, ʿAyn al-ʿArab",
]


@pytest.fixture(scope="module")
def small():
    pdf, _ = printed(small_project())
    return pdf


@pytest.fixture(scope="module")
def attached():
    files = [
        Attachment(
            "project.sqlite", "source", "application/vnd.sqlite3", "database", lambda: b"\0\r\n" * 9
        ),
        Attachment("project.json", "alternative", "application/json", "JSON", lambda: b"{}"),
    ]
    return printed(small_project(), attachments=files)[0]


def with_claims(*texts):
    """Return a project with these claims on one event."""
    claims = [Claim(f"x{number}", text) for number, text in enumerate(texts)]
    links = [ClaimEvent(f"xe{number}", claim.id, "e1") for number, claim in enumerate(claims)]
    return small_project(*claims, *links)


def test_a_document_is_pdf_a_3a_and_pdf_ua_1(attached):
    assert faults(attached) == []


def test_the_check_finds_a_file_broken_on_purpose(attached):
    broken = attached.replace(b"/AFRelationship", b"/AFRelationshap")
    without_name = objects(attached).count(b"/AFRelationship")
    assert without_name or faults(broken)
    assert faults(attached.replace(b"pdfuaid", b"pdfuaix"))
    assert faults(attached.replace(b"pdfaid:part", b"pdfaid:bart"))


def test_the_same_project_gives_the_same_bytes(small):
    assert printed(small_project())[0] == small


def test_every_claim_is_found_again_in_the_text(small):
    text = words_of(" ".join(pages(small)))
    for claim in ("The cranes stopped on New Year’s Day.", "The ministry said nothing."):
        assert unicodedata.normalize("NFKC", claim) in text


@pytest.mark.parametrize("text", KINDS_OF_TEXT)
def test_text_of_every_script_is_found_again_word_by_word(text):
    found = " ".join(pages(printed(with_claims(text))[0]))
    for word in unicodedata.normalize("NFKC", text).replace(",", "").replace(";", "").split():
        assert word in found


def test_numbers_are_links_that_lead_to_a_place_in_the_document(small):
    raw = objects(small)
    links = raw.count(b"/Subtype/Link")
    outward = raw.count(b"/S/URI")
    assert outward == 1
    assert links > 20
    assert raw.count(b"/Dest") >= links - outward


def test_bookmarks_name_the_chapters_and_the_events(small):
    document = pypdfium2.PdfDocument(small)
    titles = [(mark.level, mark.get_title()) for mark in document.get_toc()]
    document.close()
    assert (0, "Claims") in titles
    assert (1, "E2 Cranes stand still") in [(level, words_of(title)) for level, title in titles]


def test_events_are_numbered_in_time_and_undated_ones_come_last(small):
    text = words_of(" ".join(pages(small)))
    order = ["E1 Last strike before this", "E2 Cranes stand still", "E3 Talks planned"]
    places = [text.index(title) for title in [*order, "E4 A letter is written"]]
    assert places == sorted(places)


def test_relations_name_the_other_claim_by_its_number(small):
    text = words_of(" ".join(pages(small)))
    assert "contradicts [2]: whether the cranes moved" in text
    assert "contradicts [1]: whether the cranes moved" in text


def test_the_cover_says_what_is_not_in_the_document(small):
    cover = words_of(pages(small)[0])
    assert "Undated, so not on the timeline: 1." in cover
    assert "Confidential sources shown by their public description only: 1." in cover
    assert "Left out by choice: Changes." in cover
    assert "ab" * 32 in cover.replace(" ", "")


def test_confidential_sources_appear_by_their_public_description(small):
    text = " ".join(pages(small)) + objects(small).decode("latin-1")
    assert "an officer at the port" in words_of(text)
    assert "Kaya" not in text


def test_attachments_come_out_as_they_went_in(attached):
    document = pypdfium2.PdfDocument(attached)
    files = [document.get_attachment(i) for i in range(document.count_attachments())]
    found = {file.get_name(): bytes(file.get_data()) for file in files}
    document.close()
    assert found == {"project.sqlite": b"\0\r\n" * 9, "project.json": b"{}"}


def test_text_that_looks_like_markup_is_printed_as_it_is():
    pdf, losses = printed(with_claims(*HOSTILE))
    assert faults(pdf) == []
    text = words_of(" ".join(pages(pdf)))
    assert "#{ while true {} }" in text
    assert "<script>alert(1)</script>&amp;" in text
    assert "[U+202E]esrever[U+202C] [U+2067] open isolate" in text
    assert losses == [
        "3 characters that no font has are written as code points;"
        " they are exact in the attachments"
    ]


def test_no_address_becomes_more_than_a_link():
    sources = [
        Source("u1", "a", url="javascript:alert(1)"),
        Source("u2", "b", url="file:///etc/passwd"),
        Source("u3", "c", url="https://example.org/a)/S/JavaScript/JS(app.alert(1))"),
        Source("u4", "d", url="https://example.org/Kamışlı"),
        Source("u5", "e", url="http://[broken"),
        Source("u6", "f", url="mailto:desk@example.org"),
    ]
    pdf, _ = printed(small_project(*sources))
    raw = objects(pdf)
    assert b"example.org/a%29/S/JavaScript/JS%28app.alert%281%29%29" in raw
    assert b"javascript:" not in raw
    assert b"file:" not in raw
    assert b"/Launch" not in raw
    assert b"mailto:desk@example.org" in raw
    assert "javascript:alert(1)" in " ".join(pages(pdf))


def test_characters_no_font_has_are_named_and_counted():
    pdf, losses = printed(with_claims("Gone 🙂 now 🙂 漢"))
    assert "Gone [U+1F642] now [U+1F642] [U+6F22]" in words_of(" ".join(pages(pdf)))
    assert losses[0].startswith("3 characters")
    assert faults(pdf) == []


def test_an_empty_project_is_a_valid_document():
    pdf, _ = printed(contents_of([Project("p", "")]))
    assert faults(pdf) == []
    assert "Untitled" in pages(pdf)[0]


def test_a_claim_of_100_kilobytes_is_printed_whole():
    text = " ".join(f"word{number}" for number in range(11_000))
    pdf, _ = printed(with_claims(text))
    found = " ".join(pages(pdf)).split()
    assert faults(pdf) == []
    assert [w for w in found if w.startswith("word")] == text.split()


def test_random_text_of_every_covered_character_is_valid():
    chance = random.Random(7)
    letters = [
        chr(code) for code in (*range(0x20, 0x530), *range(0x600, 0x700), *range(0x1E00, 0x2070))
    ]
    texts = ["".join(chance.choices(letters, k=chance.randint(1, 40))) for _ in range(600)]
    assert faults(printed(with_claims(*texts))[0]) == []


def test_many_claims_on_one_event_are_all_there():
    texts = [f"Claim number {number} of many" for number in range(400)]
    text = words_of(" ".join(pages(printed(with_claims(*texts))[0])))
    assert all(f"Claim number {number} of many" in text for number in range(400))


def test_parts_left_out_are_left_out_and_links_to_them_are_plain():
    for part in USUAL - {Part.DRAWING}:
        pdf, _ = printed(small_project(), choices=PrintChoices(parts=USUAL - {part}))
        assert faults(pdf) == [], part
    only = PrintChoices(parts=frozenset({Part.EVENTS}))
    text = words_of(" ".join(pages(printed(small_project(), choices=only)[0])))
    assert "Left out by choice: Timeline, Claims" in text
    assert "E2 " in text


def test_a_view_shows_its_events_and_says_how_many_it_does_not():
    choices = PrintChoices(view="January")
    view = ViewShown(frozenset({"e1", "e4"}), frozenset({"c1", "c3"}))
    pdf, _ = printed(small_project(), choices=choices, view=view)
    text = words_of(" ".join(pages(pdf)))
    assert faults(pdf) == []
    assert "Filtered out by the view “January”: events 2, claims 2." in text
    assert "Talks planned" not in text
    assert "saw the cranes move" not in text
    assert "Cranes stand still" in text


def test_an_event_of_ten_thousand_years_is_dated_in_words():
    long = Event("e9", "Ice", start_min=-(10_000 * 366 * DAY), start_max=-(9_990 * 365 * DAY))
    assert "Ice" in " ".join(pages(printed(small_project(long))[0]))


def test_a_title_in_arabic_does_not_turn_the_cover():
    contents = contents_of(
        [Project("p", "جدول زمني (1)", language="ar"), Event("e", "x", end_max=JAN_2026)]
    )
    assert faults(printed(contents)[0]) == []


@pytest.mark.parametrize("language", languages())
def test_headings_come_in_every_language_there_is(language):
    pdf, _ = printed(small_project(), choices=PrintChoices(language=language))
    assert faults(pdf) == []
    text = words_of(" ".join(pages(pdf)))
    words = words_in(language)
    for key in ("contents", "events", "claims", "people", "sources", "origin"):
        assert words_of(unicodedata.normalize("NFKC", words[key])) in text


def test_fields_that_are_seldom_text_are_made_printable_too():
    odd = "\x01\ufeff\ufffe\U0001f642"
    contents = small_project(
        Source("s9", "t", url=f"https://example.org/{odd}"),
        Source("s8", "t", url=f"file:///{odd}"),
        Snapshot("sn9", "s9", sha256=odd, size=1, captured_at=odd),
        Dating("d9", DatingOwner.SOURCE, "s9", odd, anchor=odd, edtf=f"2026T{odd}"),
    )
    assert faults(printed(contents)[0]) == []


def test_marks_that_stand_on_nothing_are_named():
    pdf, losses = printed(with_claims("a\n\u0656b", "\u220c\u1df6 \u2279\ufe20", "e\u0301 ا\u064b"))
    assert faults(pdf) == []
    text = words_of(" ".join(pages(pdf)))
    assert "[U+0656]b" in text
    assert "[U+1DF6]" in text
    assert "\u00e9" in text
    assert losses[0].startswith("3 characters")


@pytest.mark.parametrize("people", [40, 43, 46])
def test_the_last_words_on_people_never_stand_alone_on_a_page(people):
    actors = [Actor(f"x{number}", f"Person {number}") for number in range(people)]
    link = OriginLink("o9", "x1", "x2", Independence.UNKNOWN)
    chapters = [page for page in pages(printed(small_project(*actors, link))[0])[2:] if page]
    last = next(page for page in chapters if "Independence of origins" in page)
    assert "Person" in last.split("Independence of origins")[0] or "Sources" in last
