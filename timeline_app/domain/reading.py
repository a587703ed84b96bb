"""The one door to dates: EDTF or news wording in, a value that explains itself out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, Literal

from timeline_app.domain.edtf.bounds import Bounds, Meaning, meaning_of
from timeline_app.domain.edtf.errors import DateError
from timeline_app.domain.edtf.parsing import parse
from timeline_app.domain.instants import SECONDS_A_DAY, wall_seconds
from timeline_app.domain.wording.describing import (
    describe_briefly,
    describe_day,
    describe_expression,
)
from timeline_app.domain.wording.english import ENGLISH
from timeline_app.domain.wording.found import Found
from timeline_app.domain.wording.grammar import Context
from timeline_app.domain.wording.language import Language
from timeline_app.domain.wording.links import EventLink
from timeline_app.domain.wording.tokens import tokenise
from timeline_app.domain.wording.understanding import LONGEST, Understood, understand

LANGUAGES: Final = {"en": ENGLISH}

_EDTF_SIGNS = frozenset("0123456789XYEST?~%-+:/.,[]{}Z")
_TWO_YEARS = re.compile(r"([1-9][0-9]{3})-([0-9]{2})")
_HAS_YEAR = re.compile(r"[0-9X]{4}|Y-?[0-9]")


@dataclass(frozen=True, slots=True)
class Anchor:
    """What relative wording is counted from: a moment, in its own UTC offset, and its name.

    `is_date` is true when the anchor is another dating, so that "two days later" counts from it.
    """

    moment: datetime | date
    label: str = "publication"
    is_date: bool = False


@dataclass(frozen=True, slots=True)
class Conventions:
    """How a project reads what people read differently.

    `day_first` decides 8/10/2022 (None asks); `zone` is an IANA name given to clock times that
    state none (None keeps them floating).
    """

    week_start: Literal["monday", "sunday"] = "monday"
    year_parts: Literal["thirds", "quarters", "halves"] = "thirds"
    day_first: bool | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a text.

    `level` is the EDTF level it needs; `rule` names how it was read; `zoned` tells that the bounds
    are UTC and not wall clock.
    """

    edtf: str
    bounds: Bounds
    approximate: bool
    uncertain: bool
    level: int
    precision: str
    rule: str
    explanation: str
    zoned: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a text gave: a reading or a refusal, further readings, and perhaps a link to an event.

    Without a reading but with alternatives the text is a question; `refusal` asks it. `wording` is
    the part of the text that was read.
    """

    text: str
    reading: Reading | None
    alternatives: tuple[Reading, ...] = ()
    needs_confirmation: bool = False
    refusal: str | None = None
    link: EventLink | None = None
    wording: str = ""


DEFAULT_CONVENTIONS: Final = Conventions()


def read_edtf(text: str) -> Reading:
    """Read a text strictly as EDTF; `DateError` says what is wrong and where."""
    meaning = meaning_of(parse(text))
    return _reading_of(meaning, "edtf", describe_expression(meaning.expression))


def read_wording(
    text: str,
    anchor: Anchor | None = None,
    conventions: Conventions = DEFAULT_CONVENTIONS,
    language: str = "en",
    said: Anchor | None = None,
) -> Answer:
    """Read a news wording or a short sentence that holds one; never raises on any text.

    A wording in a language that has no table is refused, not read as English.

    `anchor` is what is counted from. `said` is a second moment that may be the right one: where it
    reads differently, that reading is offered beside the first.
    """
    table = _table(language)
    if not text.strip():
        return Answer(text, None, refusal=table.sentences["no-text"])
    if len(text) > LONGEST:
        return Answer(text, None, refusal=table.sentences["too-long"])
    as_edtf = _as_edtf(text)
    if isinstance(as_edtf, Reading):
        return _with_seasons(Answer(text, as_edtf, wording=as_edtf.edtf), table)
    if language.partition("-")[0] not in LANGUAGES:
        return Answer(text, None, refusal=table.sentences["no-language"].format(language=language))
    answer = _read_words(text, anchor, conventions, table)
    if said is not None:
        answer = _with_other(answer, _read_words(text, said, conventions, table))
    if as_edtf is not None and answer.reading is None and not answer.alternatives:
        return Answer(text, None, refusal=as_edtf.sentence)
    return answer


def describe(edtf: str, language: str = "en") -> str:
    """Put EDTF into a few words: "27 Jan 2026"; `DateError` if the text is none."""
    return describe_expression(parse(edtf), _table(language))


def describe_in_brief(edtf: str, language: str = "en") -> str:
    """Put EDTF into as few words as a narrow column needs; `DateError` if the text is none."""
    return describe_briefly(parse(edtf), _table(language))


def _table(language: str) -> Language:
    """Give the table of a language tag ("en-GB" is English); English where there is none."""
    return LANGUAGES.get(language.partition("-")[0], ENGLISH)


def _as_edtf(text: str) -> Reading | DateError | None:
    """Read a text as EDTF if it has no other signs; its error is told if words fail as well."""
    stripped = text.strip()
    if not _EDTF_SIGNS.issuperset(stripped) or not _HAS_YEAR.search(stripped):
        return None
    try:
        return read_edtf(stripped)
    except DateError as trouble:
        return trouble


def _with_seasons(answer: Answer, table: Language) -> Answer:
    """Offer "2011-12" as the two years as well, and ask if it is no month: "2024-25"."""
    match = _TWO_YEARS.fullmatch(answer.wording)
    if answer.reading is None or match is None:
        return answer
    first, second = int(match[1]), int(match[2])
    if (first + 1) % 100 != second:
        return answer
    years = read_edtf(f"{first}/{first + 1}")
    if second <= 12:
        return replace(answer, alternatives=(years,), needs_confirmation=True)
    asked = table.sentences["which-range"]
    both = (years, answer.reading)
    return replace(answer, reading=None, alternatives=both, needs_confirmation=True, refusal=asked)


def _read_words(
    text: str, anchor: Anchor | None, conventions: Conventions, table: Language
) -> Answer:
    understood = understand(text, _context(text, anchor, conventions, table))
    try:
        return _answer(text, understood, anchor, table)
    except DateError as trouble:
        return Answer(text, None, refusal=trouble.sentence, link=understood.link)


def _answer(text: str, understood: Understood, anchor: Anchor | None, table: Language) -> Answer:
    found = understood.found
    if found is None:
        refusal = understood.refusal or table.sentences["no-date"]
        return Answer(text, None, refusal=refusal, link=understood.link)
    others = tuple(
        _explained(other, other.detail or understood.wording, anchor, table)
        for other in found.others
    )
    if found.question:
        question = table.sentences.get(found.question, found.question)
        return Answer(
            text,
            None,
            others,
            needs_confirmation=True,
            refusal=question,
            link=understood.link,
            wording=understood.wording,
        )
    reading = _explained(found, understood.wording, anchor, table)
    confirm = bool(others) or not found.fixed
    return Answer(text, reading, others, confirm, None, understood.link, understood.wording)


def _context(
    text: str, anchor: Anchor | None, conventions: Conventions, table: Language
) -> Context:
    today = clock = None
    if anchor is not None:
        today, second = divmod(wall_seconds(anchor.moment), SECONDS_A_DAY)
        clock = second if isinstance(anchor.moment, datetime) else None
    return Context(
        language=table,
        words=tokenise(text, table),
        today=today,
        clock=clock,
        hangs_on_date=anchor is not None and anchor.is_date,
        week_start=0 if conventions.week_start == "monday" else 6,
        year_parts=conventions.year_parts,
        day_first=conventions.day_first,
        zone=conventions.zone,
    )


def _explained(found: Found, wording: str, anchor: Anchor | None, table: Language) -> Reading:
    """Turn a found date into a reading that says how it came about."""
    words = table.sentences
    how = words.get(found.rule, found.rule)
    if found.fixed or anchor is None:
        sentence = words["explained"].format(wording=wording, how=how)
    else:
        day = describe_day(wall_seconds(anchor.moment) // SECONDS_A_DAY, table)
        sentence = words["counted"].format(wording=wording, day=day, label=anchor.label, how=how)
    meaning = meaning_of(parse(found.edtf))
    shown = describe_expression(meaning.expression, table)
    return _reading_of(meaning, found.rule, f"{shown} — {sentence}")


def _with_other(answer: Answer, other: Answer) -> Answer:
    """Add what the words give when counted from the second anchor."""
    if other.reading is None or answer.reading is None:
        return answer
    known = {answer.reading.edtf, *(reading.edtf for reading in answer.alternatives)}
    if other.reading.edtf in known:
        return answer
    return replace(
        answer, alternatives=(other.reading, *answer.alternatives), needs_confirmation=True
    )


def _reading_of(meaning: Meaning, rule: str, explanation: str) -> Reading:
    return Reading(
        edtf=meaning.text,
        bounds=meaning.bounds,
        approximate=meaning.approximate,
        uncertain=meaning.uncertain,
        level=meaning.level,
        precision=meaning.precision,
        rule=rule,
        explanation=explanation,
        zoned=meaning.zoned,
    )
