"""English as one table: words, shapes, tense and sentences put together."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from timeline_app.domain.wording import english_sentences as sentences
from timeline_app.domain.wording import english_words as words
from timeline_app.domain.wording.english_shapes import ATOM_SHAPES, JOIN_SHAPES, phrases
from timeline_app.domain.wording.english_tense import NAMES, TENSE
from timeline_app.domain.wording.language import Grammar, Language


def _phrase_pattern() -> str:
    longest_first = sorted(words.PHRASES, key=len, reverse=True)
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest_first)


_ABBREVIATIONS = (
    "jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|"
    "mon|tues?|wed|thu(?:rs?)?|fri|sat|sun|approx|ca|c"
)


def _token_pattern() -> str:
    return (
        r"(?P<I>(?<![\w/.-])[0-9]{4}-[0-9]{2}-[0-9]{2}"
        r"(?:[t ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:z|[+-][0-9]{2}(?::[0-9]{2})?)?)?(?![\w-]))"
        r"|(?P<Q>(?<![\w/.-])(?:[0-9]{1,2}(?P<s>[/.-])[0-9]{1,2}(?P=s)[0-9]{4}"
        r"|[0-9]{4}(?P<r>[/.])[0-9]{1,2}(?P=r)[0-9]{1,2})(?![\w/-]))"
        r"|(?P<H>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![\w:])(?!(?:[.,][0-9]))"
        r"|[0-9]{1,2}[:.][0-9]{2}(?=\s?[ap]\.?m\b))"
        r"|(?P<Z>\b(?:gmt|utc)\s?[+\-−]\s?[0-9]{1,2}(?::?[0-9]{2})?\b"
        r"|(?<=[0-9 ])[+−-][0-9]{2}:[0-9]{2}\b)"
        r"|(?P<decade>\b[0-9]{3}0['’]?s\b)"
        r"|(?P<ordinal>\b[0-9]{1,2}(?:st|nd|rd|th)\b)"
        rf"|(?P<phrase>\b(?:{_phrase_pattern()})(?!\w))"
        r"|(?P<w>[$€£₺]\s?[0-9][\w.,]*|[0-9]+(?:[.,/][0-9]+)+%?|[0-9]+%|(?:[^\W\d_]\.){2,}"
        r"|[^\W\d_]+[0-9][\w]*|[0-9]+(?!(?:am|pm)\b)[^\W\d_]\w*)"
        r"|(?P<number>[0-9]+)"
        rf"|(?P<word>\b(?:{_ABBREVIATIONS})\.(?!\w)|[^\W\d_]+(?:'(?!s\b)[^\W\d_]+)?)"
        r"|(?P<q>['’]s?\b|(?<=s)['’])"
        r"|(?P<mark>[^\w\s])"
    )


@cache
def grammar() -> Grammar:
    """Compile the patterns of English, which takes longer than reading many dates."""
    return Grammar(re.compile(_token_pattern()), phrases(ATOM_SHAPES), phrases(JOIN_SHAPES))


ENGLISH: Final = Language(
    code="en",
    words={**words.WORDS},
    phrases=words.PHRASES,
    capital_only=words.CAPITAL_ONLY,
    grammar=grammar,
    month_names=words.MONTHS,
    month_shorts=words.MONTH_SHORTS,
    weekday_names=words.WEEKDAYS,
    season_names=sentences.SEASON_NAMES,
    number_words=dict(enumerate(words.ONES)),
    sentences=sentences.SENTENCES,
    tense=TENSE,
    names=NAMES,
    zones=words.ZONES,
)
