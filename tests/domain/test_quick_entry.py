import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.quick_entry import (
    NamedEvent,
    QuickEntry,
    QuickEntryError,
    read_quick_entry,
    read_unfinished,
    write_quick_entry,
)


def test_a_whole_line_names_speaker_via_source_wording_text_and_event():
    line = "security source > Reuters > Türkiye Today | over the past two days | Moved. #Airlift"
    assert read_quick_entry(line) == QuickEntry(
        "security source",
        ("Reuters",),
        "Türkiye Today",
        "over the past two days",
        "Moved.",
        (NamedEvent("Airlift"),),
    )


def test_a_bare_text_is_a_claim_of_nobody_yet():
    assert read_quick_entry("Forces left.") == QuickEntry(text="Forces left.")


def test_two_parts_are_when_and_what():
    assert read_quick_entry("since 2019 | Forces stay.").wording == "since 2019"


def test_two_parts_with_a_chain_are_who_and_what():
    entry = read_quick_entry("guard > Reuters | The base is empty.")
    assert (entry.speaker, entry.source, entry.wording) == ("guard", "Reuters", "")


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("guard > AP", QuickEntry("guard", (), "AP", "", "…")),
        ("guard > AP | on Tuesday | ", QuickEntry("guard", (), "AP", "on Tuesday", "…")),
        ("since 2019 | ", QuickEntry(wording="since 2019", text="…")),
        ("Forces left", QuickEntry(text="Forces left")),
    ],
)
def test_a_line_that_is_still_being_typed_is_read_as_far_as_it_goes(line, read):
    assert read_unfinished(line) == read


def test_a_sign_before_the_event_says_what_the_claim_does_to_it():
    entry = read_quick_entry("It was empty. #-Airlift #~Base in use #?Visit")
    assert [(e.title, e.stance) for e in entry.events] == [
        ("Airlift", "disputes"),
        ("Base in use", "qualifies"),
        ("Visit", "predicts"),
    ]


def test_doubled_signs_are_text():
    assert read_quick_entry("A || B >> C ##1").text == "A | B > C #1"


@pytest.mark.parametrize("line", ["", "   ", "who | when | ", "who | when | #Airlift"])
def test_a_line_without_text_is_refused_with_what_to_do(line):
    with pytest.raises(QuickEntryError, match="Write what is claimed"):
        read_quick_entry(line)


def test_a_line_of_too_many_parts_is_refused():
    with pytest.raises(QuickEntryError, match="at most three parts"):
        read_quick_entry("a | b | c | d")


WORDS = st.text(st.sampled_from("ab قşК|>#.'"), min_size=1).map(lambda t: f"x{t.strip()}x")


@given(
    st.builds(
        QuickEntry,
        WORDS,
        st.lists(WORDS, max_size=2).map(tuple),
        WORDS,
        WORDS | st.just(""),
        WORDS,
        st.lists(
            st.builds(NamedEvent, WORDS, st.sampled_from(["supports", "disputes", "qualifies"])),
            max_size=2,
        ).map(tuple),
    )
)
def test_what_is_written_reads_back(entry):
    assert read_quick_entry(write_quick_entry(entry)) == entry
