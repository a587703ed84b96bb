"""Four bounds in words: short, in ISO 8601 dates that every reader of every language can order."""

from __future__ import annotations

from typing import Protocol

from timeline_app.domain.dating import HasBounds, four, is_inverted, is_undated
from timeline_app.domain.instants import (
    LAST_SECOND,
    SECONDS_A_DAY,
    civil_day,
    iso_day,
    iso_second,
    iso_year,
    month_length,
)
from timeline_app.exchange.words import Words


class Dated(HasBounds, Protocol):
    """Anything with four bounds and two doubts: an event, a dating."""

    @property
    def approximate(self) -> bool: ...
    @property
    def uncertain(self) -> bool: ...


def when_in_words(dated: Dated, words: Words) -> str:
    """Say when something was: what is certain, and between which limits the rest lies."""
    if is_inverted(dated):
        return words["inverted_date"]
    if is_undated(dated):
        return words["undated_date"]
    text = _span(dated, words)
    if dated.approximate:
        text = words.say("about", date=text)
    if dated.uncertain:
        text = words.say("uncertain_date", date=text)
    return text


def _span(dated: HasBounds, words: Words) -> str:
    start_min, start_max, end_min, end_max = four(dated)
    exact = start_min == start_max and end_min == end_max
    if exact and start_min is not None and end_max is not None:
        return extent(start_min, end_max, words)
    if (
        (start_min, start_max) == (end_min, end_max)
        and start_min is not None
        and end_max is not None
    ):
        return _within("some_time_in", start_min, end_max, words)
    parts = [
        _edge("from", start_min, start_max, words),
        _edge("until", end_min, end_max, words),
    ]
    return ", ".join(part for part in parts if part)


def _edge(edge: str, low: int | None, high: int | None, words: Words) -> str:
    """Say one end of a span; `edge` is "from" or "until"."""
    if low is None and high is None:
        return words[f"{edge}_unknown"]
    if low is None or high is None:
        side = "before" if low is None else "after"
        bound = high if low is None else low
        assert bound is not None
        return words.say(f"{edge}_on_or_{side}", date=instant(bound))
    if low // SECONDS_A_DAY == high // SECONDS_A_DAY:
        return words.say(edge, date=extent(low, high, words) if low < high else instant(low))
    return words.say(f"{edge}_within", date=extent(low, high, words))


def _within(key: str, low: int, high: int, words: Words) -> str:
    """Say that something lies between two seconds; a day is named as it is."""
    date = extent(low, high, words)
    return date if low // SECONDS_A_DAY == high // SECONDS_A_DAY else words.say(key, date=date)


def extent(first: int, last: int, words: Words) -> str:
    """Name the time from one second to another, both included, by its largest whole parts."""
    if first % SECONDS_A_DAY or last % SECONDS_A_DAY != LAST_SECOND:
        return _joined(instant(first), instant(last), words)
    first_day, last_day = first // SECONDS_A_DAY, last // SECONDS_A_DAY
    year, month, day = civil_day(first_day)
    last_year, last_month, day_of_last = civil_day(last_day)
    ends_month = day_of_last == month_length(last_year, last_month)
    if (month, day) == (1, 1) and last_month == 12 and ends_month:
        return _joined(iso_year(year), iso_year(last_year), words)
    if day == 1 and ends_month:
        return _joined(
            f"{iso_year(year)}-{month:02}", f"{iso_year(last_year)}-{last_month:02}", words
        )
    return _joined(iso_day(first_day), iso_day(last_day), words)


def instant(second: int) -> str:
    """Name a second: by its day alone where it is the first or the last of it."""
    day, rest = divmod(second, SECONDS_A_DAY)
    if rest in (0, LAST_SECOND):
        return iso_day(day)
    return iso_second(second).replace("T", " ").removesuffix(":00")


def _joined(first: str, last: str, words: Words) -> str:
    return first if first == last else words.say("to", first=first, last=last)
