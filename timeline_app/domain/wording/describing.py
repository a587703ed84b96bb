"""EDTF in a few words: "27 Jan 2026", "21 or 22 January 2026", "since 2019"."""

from __future__ import annotations

from timeline_app.domain.edtf.extents import extent_of
from timeline_app.domain.edtf.parsing import parse
from timeline_app.domain.edtf.parts import OPEN, UNKNOWN, Date, Interval, Members, Run
from timeline_app.domain.edtf.years import year_range
from timeline_app.domain.instants import SECONDS_A_DAY, civil_day
from timeline_app.domain.wording.english import ENGLISH
from timeline_app.domain.wording.language import Language

_MOST_MEMBERS = 12


def describe(edtf: str, language: Language = ENGLISH) -> str:
    """Put an EDTF text into a few words; raises `DateError` if it is none."""
    return describe_expression(parse(edtf), language)


def describe_expression(expression: Date | Interval | Members, language: Language = ENGLISH) -> str:
    """Put a parsed EDTF expression into a few words."""
    if isinstance(expression, Date):
        return _date(expression, language, short=True)
    if isinstance(expression, Interval):
        return _interval(expression, language)
    return _set(expression, language)


def describe_briefly(expression: Date | Interval | Members, language: Language = ENGLISH) -> str:
    """Put a parsed EDTF expression into as few words as a narrow column needs: "by 28 Jan 2026"."""
    if isinstance(expression, Members):
        return _set(expression, language, short=True)
    if not isinstance(expression, Interval):
        return describe_expression(expression, language)
    end = expression.end
    if expression.start == UNKNOWN and isinstance(end, Date):
        return language.sentences["by-date"].format(_date(end, language, short=True))
    return describe_expression(expression, language)


def describe_day(number: int, language: Language = ENGLISH) -> str:
    """Put a day number into words, the month in full: "28 January 2026"."""
    year, month, day = civil_day(number)
    return f"{day} {language.month_names[month - 1]} {year}"


def _date(date: Date, language: Language, *, short: bool) -> str:
    words = language.sentences
    marks = date.marks
    text = _bare(date, language, short=short)
    approximate, uncertain = "~" in marks or "%" in marks, "?" in marks or "%" in marks
    if approximate and uncertain:
        return words["about-uncertain"].format(text)
    if approximate:
        return words["about-date"].format(text)
    return words["uncertain-date"].format(text) if uncertain else text


def _bare(date: Date, language: Language, *, short: bool) -> str:
    if "X" in date.month or "X" in date.day or "X" in date.year or "S" in date.year:
        return _unspecified(date, language, short=short)
    year = _year(year_range(date.year)[0], language)
    if not date.month:
        return year
    month = int(date.month)
    if month > 12:
        return language.season_names[month].format(year)
    names = language.month_shorts if short else language.month_names
    text = f"{names[month - 1]} {year}"
    if date.day:
        text = f"{int(date.day)} {text}"
    if date.clock:
        zone = {"": "", "Z": " UTC"}.get(date.shift, f" UTC{date.shift}")
        text = f"{text}, {date.clock.removesuffix(':00')}{zone}"
    return text


def _year(year: int, language: Language) -> str:
    return str(year) if year > 0 else language.sentences["before-christ"].format(1 - year)


def _unspecified(date: Date, language: Language, *, short: bool) -> str:
    words = language.sentences
    low, high = year_range(date.year)
    if not date.month:
        return _some_year(date, low, high, language)
    if "X" in date.year or "X" in date.month.replace("XX", "") or (date.day and date.day != "XX"):
        first, last = _ends(date)
        return words["some-day" if date.day else "some-month"].format(
            words["to"].format(describe_day(first, language), describe_day(last, language))
        )
    whole = Date(date.year) if date.month == "XX" else Date(date.year, date.month)
    frame = words["some-day"] if date.day else words["some-month"]
    return frame.format(_bare(whole, language, short=short))


def _ends(date: Date) -> tuple[int, int]:
    extent = extent_of(date)
    return extent.first_start // SECONDS_A_DAY, extent.last_end // SECONDS_A_DAY


def _some_year(date: Date, low: int, high: int, language: Language) -> str:
    words = language.sentences
    if "S" in date.year:
        stated = year_range(date.year.partition("S")[0])[0]
        ends = _year(low, language), _year(high, language)
        return words["estimated"].format(_year(stated, language), *ends)
    if high - low == 9 and low >= 0:
        return words["some-year"].format(f"{low}s")
    return words["some-century"].format(_year(low, language), _year(high, language))


def _interval(interval: Interval, language: Language) -> str:
    words = language.sentences
    start, end = interval.start, interval.end
    if isinstance(start, Date) and isinstance(end, Date):
        return words["to"].format(*_shared(start, end, language))
    if isinstance(start, Date):
        frame = words["since-date"] if end == OPEN else words["to-unknown"]
        return frame.format(_date(start, language, short=True))
    if isinstance(end, Date):
        frame = words["unknown-to"] if start == UNKNOWN else words["until-date"]
        return frame.format(_date(end, language, short=True))
    return words["since-unknown" if start == UNKNOWN and end == OPEN else "open"]


def _shared(start: Date, end: Date, language: Language) -> tuple[str, str]:
    """Leave out of the first date the month and year that the second repeats."""
    last = _date(end, language, short=True)
    if start.marks or end.marks or not _is_common(start) or not _is_common(end):
        return _date(start, language, short=True), last
    if start.day and start.month == end.month and start.year == end.year and end.day:
        return str(int(start.day)), last
    if start.month and start.year == end.year and bool(start.day) == bool(end.day) and end.month:
        name = language.month_shorts[int(start.month) - 1]
        return f"{int(start.day)} {name}" if start.day else name, last
    return _date(start, language, short=True), last


def _is_common(date: Date) -> bool:
    """Tell a date of digits only, its month one of twelve."""
    return f"{date.year}{date.month}{date.day}".isdigit() and int(date.month or 1) <= 12


def _set(members: Members, language: Language, *, short: bool = False) -> str:
    words = language.sentences
    shown = members.members[:_MOST_MEMBERS]
    days = [member for member in shown if isinstance(member, Date)]
    if len(days) == len(members.members) and _same_month(days):
        texts = [str(int(date.day)) for date in days[:-1]]
        texts.append(_date(days[-1], language, short=short))
    else:
        texts = [_member(member, language, short=short) for member in shown]
    if len(members.members) > _MOST_MEMBERS:
        texts.append("…")
    joint = words["or"] if members.bracket == "[" else words["and"]
    return joint.join([", ".join(texts[:-1]), texts[-1]]) if len(texts) > 1 else texts[0]


def _same_month(days: list[Date]) -> bool:
    return all(
        _is_common(date) and date.day and not date.marks and _month_of(date) == _month_of(days[0])
        for date in days
    )


def _month_of(date: Date) -> tuple[str, str]:
    return date.year, date.month


def _member(member: Date | Run, language: Language, *, short: bool) -> str:
    words = language.sentences
    if isinstance(member, Date):
        return _date(member, language, short=short)
    if member.first and member.last:
        return words["to"].format(*_shared(member.first, member.last, language))
    if member.last:
        return words["on-or-before"].format(_date(member.last, language, short=short))
    if member.first:
        return words["on-or-after"].format(_date(member.first, language, short=short))
    return words["open"]
