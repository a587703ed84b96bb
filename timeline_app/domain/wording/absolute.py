"""Rules for dates that say their own year: the same whoever reads them, and when."""

from __future__ import annotations

from timeline_app.domain.edtf.bounds import meaning_of
from timeline_app.domain.edtf.errors import DateError
from timeline_app.domain.edtf.parsing import parse
from timeline_app.domain.instants import day_number, month_length, weekday_of
from timeline_app.domain.wording.found import (
    Found,
    Pending,
    a_day,
    a_month,
    a_season,
    a_span,
    a_year,
    days,
    one_of,
    year_text,
)
from timeline_app.domain.wording.grammar import Hit


def dated(year: int, month: int, day: int, hit: Hit, rule: str = "date") -> Found:
    """Find a day that must exist and, if a weekday is named, must have been that weekday."""
    if not 1 <= day <= month_length(year, month):
        name = hit.context.language.month_names[month - 1]
        raise DateError(f"{name} {year} has {month_length(year, month)} days, so no day {day}")
    number = day_number(year, month, day)
    if hit.has("weekday") and hit.value("weekday") != weekday_of(number):
        names = hit.context.language.weekday_names
        raise DateError(
            f"{year_text(year)}-{month:02}-{day:02} was a {names[weekday_of(number)]}, "
            f"not a {names[hit.value('weekday')]}"
        )
    return a_day(number, rule, fixed=True)


def iso(hit: Hit) -> Found | None:
    """Read a date written as ISO 8601; a space before the time is taken as T."""
    text = hit.text("iso").replace(" ", "T")
    if len(text) == 16:
        text += ":00"
    meaning = meaning_of(parse(text))
    bounds = meaning.bounds
    first = None if bounds.start_min is None else bounds.start_min // 86_400
    last = None if bounds.end_max is None else bounds.end_max // 86_400
    endpoint = "" if "T" in text else text
    return Found(text, first, last, endpoint, endpoint, "date", fixed=True)


def numeric(hit: Hit) -> Found:
    """Read three numbers; day-first or month-first is asked when both would make a date."""
    first, second, third = _three(hit.text("numeric"))
    if first > 31:
        return dated(first, second, third, hit) if second <= 12 else _no_date(hit)
    by_day = dated(third, second, first, hit, "day-first") if second <= 12 else None
    by_month = dated(third, first, second, hit, "month-first") if first <= 12 else None
    chosen = hit.context.day_first
    if by_day and by_month and by_day.edtf != by_month.edtf:
        if chosen is None:
            pair = (by_day, by_month)
            return Found("", rule="day-or-month-first", others=pair, question="day-or-month-first")
        return by_day if chosen else by_month
    return by_day or by_month or _no_date(hit)


def _three(text: str) -> tuple[int, int, int]:
    numbers = [int(piece) for piece in text.replace("/", "-").replace(".", "-").split("-")]
    return numbers[0], numbers[1], numbers[2]


def _no_date(hit: Hit) -> Found:
    raise DateError(f"{hit.text('numeric')} is no day of the calendar")


def full_date(hit: Hit) -> Found | None:
    """Read day, month and year in any usual order."""
    day = hit.value("day")
    return dated(hit.value("year"), hit.value("month"), day, hit) if 1 <= day <= 31 else None


def month_and_year(hit: Hit) -> Found:
    """Read a month of a year."""
    return a_month(hit.value("year"), hit.value("month"), "month", fixed=True)


def season_and_year(hit: Hit) -> Found | None:
    """Read a season of a year; EDTF 21 to 24 leave the hemisphere open. Names are no seasons."""
    lead = hit.preceding
    if lead is not None and lead.kind == "w" and lead.text[0].isupper():
        return None
    return a_season(hit.value("year"), hit.value("season"), "season", fixed=True)


def lone_year(hit: Hit) -> Found | None:
    """Read a number as a year only where no counted thing can follow it."""
    follower = hit.following
    lead = hit.preceding
    if follower is not None and follower.kind == "w":
        wary = lead is not None and lead.kind not in "isu="
        is_name = follower.text[0].isupper() and not wary
        if not is_name and not _may_follow(follower.text, hit):
            return None
    if follower is not None and follower.kind in "UhqkPZ":
        return None
    return a_year(hit.value("year"), "year", fixed=True)


def _may_follow(word: str, hit: Hit) -> bool:
    tense = hit.context.language.tense
    lowered = word.lower()
    return (
        not word[0].isalnum()
        or lowered in hit.context.language.names["after a year"]
        or lowered in tense["past"]
        or lowered in tense["modal"]
        or lowered in tense["perfect"]
    )


def year_on(hit: Hit) -> Found:
    """Read "2019 onwards" and "2019–present" as `2019/..`."""
    text = f"{year_text(hit.value('year'))}/.."
    return Found(text, day_number(hit.value("year")), None, text[:-3], "..", "since", fixed=True)


def year_range(hit: Hit) -> Found | None:
    """Read "2011–2024" where it stands as a date."""
    first, second, follower = hit.value("first"), hit.value("second"), hit.following
    is_name = follower is not None and follower.kind == "w" and not _may_follow(follower.text, hit)
    if first >= second or is_name:
        return None
    if hit.kind("join") == "o":
        return one_of(
            (a_year(first, "year", fixed=True), a_year(second, "year", fixed=True)), "either"
        )
    return a_span(a_year(first, "year", fixed=True), a_year(second, "year", fixed=True), "range")


def era_year(hit: Hit) -> Found | None:
    """Read years BC and AD; 1 BC is the year 0 (ISO 8601-1:2019 §4.3.2)."""
    era, year = hit.value("era"), hit.value("year")
    if era == "bc":
        return a_year(1 - year, "year", fixed=True)
    return a_year(year, "year", fixed=True) if era == "ad" else None


def decade(hit: Hit) -> Found | None:
    """Read "the 1990s" as one unknown year of the decade, as EDTF has no other decade."""
    start = hit.value("decade")
    if start % 10 or start < 1000:
        return None
    found = _unknown_year(start, 10, "decade")
    if start % 100 or start >= 2000:
        return found
    both = (found, _unknown_year(start, 100, "century"))  # "the 1900s" may be either
    return Found("", rule="which-range", others=both, question="which-range")


def century(hit: Hit) -> Found | None:
    """Read "the 19th century" as an unknown year of the hundred that begin with 18."""
    number = hit.value("ordinal")
    if hit.value("era") == "bc":
        return None
    return _unknown_year((number - 1) * 100, 100, "century") if 1 <= number <= 30 else None


def _unknown_year(start: int, count: int, rule: str) -> Found:
    text = f"{start // count}{'X' * (len(str(count)) - 1)}".zfill(4)
    first, last = day_number(start), day_number(start + count - 1, 12, 31)
    return Found(text, first, last, text, text, rule, fixed=True)


def part_of_year(hit: Hit) -> Found | None:
    """Read halves and quarters of a year (EDTF 33 to 36, 40 and 41)."""
    ordinal, unit = hit.value("ordinal"), hit.value("unit")
    first, most = {"quarter": (33, 4), "half": (40, 2)}.get(unit, (0, 0))
    if not 1 <= ordinal <= most:
        return None
    return a_season(hit.value("year"), first + ordinal - 1, "part-of-year", fixed=True)


def day_range(hit: Hit) -> Found | Pending | None:
    """Read two days of one month: a span, either, or both."""
    first, second = hit.value("first"), hit.value("second")
    if not 1 <= first < second <= 31 or not hit.has("year"):
        return _yearless_range(hit, first, second)
    year, month = hit.value("year"), hit.value("month")
    return joined_days(
        dated(year, month, first, hit), dated(year, month, second, hit), hit.kind("join"), hit
    )


def _yearless_range(hit: Hit, first: int, second: int) -> Found | None:
    from timeline_app.domain.wording.settling import settle  # noqa: PLC0415 - both need each other
    from timeline_app.domain.wording.tokens import Token  # noqa: PLC0415 - as above

    month = hit.token("month")
    if not 1 <= first < second <= 31 or month is None:
        return None
    pair = [
        settle(
            Token("#", month.text, month.start, month.end, Pending(None, month.value, day)),
            hit.context,
        )
        for day in (first, second)
    ]
    if any(found.question for found in pair):
        options = zip(*(found.others for found in pair), strict=True)
        both = tuple(joined_days(option[0], option[1], hit.kind("join"), hit) for option in options)
        return Found("", rule="which-year", others=both, question="which-year")
    return joined_days(pair[0], pair[1], hit.kind("join"), hit)


def joined_days(first: Found, second: Found, kind: str, hit: Hit) -> Found:
    """Join two days as the word between them says."""
    if first.first is None or second.last is None:
        raise DateError("an end of the range is missing")
    if hit.has("night") or (kind == "&" and hit.has("between")):
        return days(
            first.first, second.last, "night" if hit.has("night") else "between", fixed=first.fixed
        )
    if kind == "o":
        return one_of((first, second), "either")
    if kind == "&":
        both = f"{{{first.edtf},{second.edtf}}}"
        return Found(both, first.first, second.last, first.begin, second.end, "both", first.fixed)
    return days(first.first, second.last, "range", fixed=first.fixed)
