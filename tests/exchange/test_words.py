import pytest

from timeline_app.exchange.choices import Part
from timeline_app.exchange.words import languages, words_in

ENGLISH = words_in("en")


def blanks(text):
    return {part.split("}")[0] for part in text.split("{")[1:]}


@pytest.mark.parametrize("language", languages())
def test_every_language_says_everything_with_the_same_blanks(language):
    words = words_in(language)
    assert set(ENGLISH.table) <= set(words.table)
    for key, phrase in ENGLISH.table.items():
        if isinstance(phrase, str):
            assert blanks(words[key]) == blanks(phrase), key


def test_every_part_of_a_document_has_a_name():
    assert all(ENGLISH[part.value] for part in Part)


def test_a_language_without_a_table_is_english():
    assert words_in("tlh").language == "en"
