import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.printing import faults, pages, printed, words_of
from tests.exchange.projects import small_project
from timeline_app.domain.records import Claim, Dating, Event, Project, Source
from timeline_app.exchange.contents import contents_of
from timeline_app.exchange.font_coverage import shipped_coverage
from timeline_app.exchange.printable import FSI, PDI, Printer, script_language

COVERAGE = shipped_coverage()


def shown(text):
    return Printer(COVERAGE.has).text(text)


def test_plain_text_stays_as_it_is():
    assert shown("Kamışlı, Москва, 28 Jan") == "Kamışlı, Москва, 28 Jan"


def test_what_no_font_has_is_named():
    printer = Printer(COVERAGE.has)
    assert printer.text("a🙂b語") == "a[U+1F642]b[U+8A9E]"
    assert printer.named.total() == 2


def test_arrows_and_common_signs_are_printed_as_they_are():
    signs = "A → B ⇒ C ✓ ✗ ☎ ⚠ ☐ ■ ≈ ≤ ≠ ∞"
    printer = Printer(COVERAGE.has)
    assert printer.text(signs) == signs
    assert not printer.named
    pdf, losses = printed(small_project(Event("e9", signs, end_max=0)))
    assert losses == []
    assert faults(pdf) == []
    assert signs in words_of(" ".join(pages(pdf)))


@pytest.mark.parametrize("char", ["\x00", "\x1b", "\x7f", "\u202e", "\u2066", "\u2069"])
def test_controls_and_marks_that_turn_text_are_named(char):
    assert shown(f"a{char}b") == f"a[U+{ord(char):04X}]b"


def test_right_to_left_text_stands_between_isolates():
    assert shown("قال ريبر") == f"{FSI}قال ريبر{PDI}"
    assert shown("he said") == "he said"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_everything_left_can_be_drawn_and_every_isolate_is_closed(text):
    result = shown(text)
    assert all(COVERAGE.has(char) for char in result)
    assert result.count(FSI) == result.count(PDI) <= 1


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), max_size=8))
def test_what_was_printed_before_changes_nothing(texts):
    printer = Printer(COVERAGE.has)
    assert [printer.text(text) for text in texts] == [shown(text) for text in texts]


def test_ids_dates_and_addresses_are_left_alone():
    contents = small_project(
        Claim("🙂", "🙂"),
        Source("s8", "t", url="file:///🙂"),
        Source("s9", "t", url="https://example.org/🙂"),
        Dating("d9", "claim", "🙂"),
    )
    printable = Printer(COVERAGE.has).contents(contents)
    assert printable.by_id(Claim)["🙂"].text == "[U+1F642]"
    assert printable.by_id(Source)["s9"].url.endswith("🙂")
    assert printable.by_id(Source)["s8"].url == "file:///[U+1F642]"
    assert printable.by_id(Dating)["d9"].owner_id == "🙂"


def test_a_title_may_hold_whatever_a_text_may():
    covered = {code for code in COVERAGE.widths if chr(code).isprintable() and code != 0xFEFF}
    event = Event("e", "".join(map(chr, sorted(covered))), end_max=0)
    assert faults(printed(contents_of([Project("p", event.title), event]))[0]) == []


def test_widths_are_those_of_the_fonts():
    assert COVERAGE.width("ii") < COVERAGE.width("WW")
    assert COVERAGE.width(f"{FSI}a{PDI}") == COVERAGE.width("a")


@pytest.mark.parametrize(
    ("text", "project", "language"),
    [
        ("A claim", "en", "en"),
        ("توقفت", "en", "ar"),
        ("توقفت", "fa", "fa"),
        ("Колонна", "en", "ru"),
        ("Колона", "uk", "uk"),
        ("123", "tr", "tr"),
        ("", "tr", "tr"),
    ],
)
def test_a_readers_voice_is_told_the_language_the_letters_tell(text, project, language):
    assert script_language(text, project) == language
