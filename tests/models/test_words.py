from enum import StrEnum

import pytest

from timeline_app.domain import vocabulary
from timeline_app.models.words import choices_of, counted_stance, graded, word_for

LISTS = [
    kind
    for kind in vars(vocabulary).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum
]


@pytest.mark.parametrize("kind", LISTS)
def test_every_value_has_a_readable_word_of_its_own(kind):
    words = [text for _, text in choices_of(kind)]
    assert len(set(words)) == len(words)
    assert all(word and "_" not in word for word in words)


def test_a_value_of_one_list_does_not_take_the_word_of_another():
    assert word_for(vocabulary.AnchorKind.EVENT) != word_for(vocabulary.EventKind.EVENT)


def test_grades_spell_out_the_admiralty_code():
    assert graded(vocabulary.Reliability.B) == "B · usually reliable"
    assert graded(vocabulary.Credibility.SIX) == "6 · truth cannot be judged"


@pytest.mark.parametrize("stance", list(vocabulary.Stance))
def test_one_and_several_claims_are_counted(stance):
    assert counted_stance(stance, 1).startswith("1 ")
    assert counted_stance(stance, 7).startswith("7 ")
