"""English: the shapes of dates, in the letters of `tokens`; earlier rules are tried first."""

from __future__ import annotations

import re
from typing import Final

from timeline_app.domain.wording.language import Phrase

_DAY = "(?P<day>[NO])"
_MONTH = "(?P<month>M)"
_YEAR = "(?P<year>Y)"
_WEEKDAY = "(?:(?P<weekday>W),?g?)?"
_UNIT = "(?P<unit>[Uc])"
_COUNT = "(?P<count>[Na])"
_ABOUT = "(?P<about>[~rmv])?"
_WHICH = "(?P<which>[LCF])"
_DAYS = "(?P<first>[NO])(?P<join>[thou&]){0}g?(?P<second>[NO])"
_AGO = "(?P<ago>A)"

ATOM_SHAPES: Final = (
    ("iso", "(?P<iso>I)"),
    ("numeric", f"{_WEEKDAY}(?P<numeric>Q)"),
    ("other-calendar", f"(?:{_DAY}d?)?(?P<month>J),?(?P<year>[YN])(?P<era>E)?"),
    ("other-calendar", f"(?P<month>J){_DAY},?(?P<year>[YN])(?P<era>E)?"),
    ("other-calendar", "(?P<year>[YN])(?P<era>E)"),
    ("year-on", "f?(?P<year>Y)h?p"),
    ("era-year", "(?P<era>E)(?P<year>[NY])"),
    ("era-year", "(?P<year>[NY])(?P<era>E)"),
    ("year-range", "(?:^g?|[if])(?P<first>Y)(?P<join>[hto])(?P<second>Y)(?!h)"),
    ("day-range", f"g?(?P<night>D)df?g?{_DAYS.format('n?')}d?{_MONTH}(?:,?{_YEAR})?"),
    ("day-range", f"g?(?P<night>D)df?{_MONTH}{_DAYS.format('n?')}(?:,?{_YEAR})?"),
    ("day-range", f"(?:[f]|(?P<between>b))?g?{_DAYS.format('n?')}d?{_MONTH}(?:,?{_YEAR})?"),
    (
        "day-range",
        f"(?:[f]|(?P<between>b))?{_MONTH}g?{_DAYS.format('n?')}(?![A-Za-zNU])(?:,?{_YEAR})?",
    ),
    ("full-date", f"{_WEEKDAY}{_DAY}[dh]?{_MONTH}[,h]?{_YEAR}"),
    ("full-date", f"{_WEEKDAY}{_MONTH}g?{_DAY},?{_YEAR}"),
    ("month-of-year", f"{_DAY}d?{_MONTH}d?{_WHICH}{_UNIT}"),
    ("month-of-year", f"{_MONTH}{_DAY},?d?{_WHICH}{_UNIT}"),
    ("month-and-year", f"{_MONTH}d?,?{_YEAR}"),
    ("month-of-year", f"{_MONTH}d?{_WHICH}{_UNIT}"),
    ("part-of-year", f"g?(?P<ordinal>O)(?P<unit>[Ux])(?:d|i)?{_YEAR}"),
    ("quarter", f"(?P<season>j)d?,?{_YEAR}"),
    ("season-and-year", f"g?(?P<season>S)d?,?{_YEAR}"),
    ("yearless", f"{_WEEKDAY}{_DAY}d?{_MONTH}"),
    ("yearless", f"{_WEEKDAY}{_MONTH}g?{_DAY}"),
    ("weekday-of-week", f"(?P<weekday>W)D?d?{_WHICH}{_UNIT}"),
    ("weekday-of-week", f"{_WHICH}{_UNIT},?n?(?P<weekday>W)D?"),
    ("named-weekday", "C(?P<which>[XF])(?P<weekday>W)D?"),
    ("named-weekday", "g?(?P<which>[LCFX])(?P<weekday>W)D?"),
    ("ago-today", f"{_COUNT}{_UNIT}{_AGO}(?P<today>T)"),
    ("near-day", "g?(?P<beyond>U)[<>](?P<day>T)"),
    ("near-day", "[elK]?(?P<day>T)D?"),
    ("part-of-day", "(?P<which>[LC])(?P<part>D)"),
    ("either-ago", f"{_ABOUT}(?P<low>[Na])[othu,]o?(?P<high>N){_UNIT}{_AGO}"),
    ("either-ago", f"b(?P<low>N)&(?P<high>N){_UNIT}{_AGO}"),
    ("half-ago", f"~?(?P<count>[Na]){_UNIT}&axA"),
    ("half-ago", f"~?(?P<count>[Na])&ax{_UNIT}{_AGO}"),
    ("half-ago", f"~?xh?a?{_UNIT}{_AGO}"),
    ("half-ago", f"~?axh?{_UNIT}{_AGO}"),
    ("vague-ago", f"(?:[~]?a)?(?P<vague>V)d?{_UNIT}{_AGO}"),
    ("count-ago", f"{_ABOUT}{_COUNT}{_UNIT}{_AGO}"),
    ("past-units", f"[ivf]?g?C?[LX](?:~|a)?(?P<count>N){_UNIT}"),
    ("past-units", f"[ivf]?g?C?[LX]a?(?P<vague>V)d?{_UNIT}"),
    ("past-units", f"[ivf]?g?X{_UNIT}"),
    ("past-units", f"[iv]gL{_UNIT}(?!d)"),
    ("recent-units", f"[ivn]?g?(?:~|more)?G{_UNIT}"),
    ("next-units", f"[iv]?g?F(?:~|a)?(?P<count>N){_UNIT}"),
    ("next-units", f"[iv]?g?Fa?(?P<vague>V)d?{_UNIT}"),
    ("coming-units", f"[iv]gF{_UNIT}"),
    ("earlier-in", f"(?P<side>[el])C{_UNIT}"),
    ("current-unit", "(?<=[BzK]d)g(?P<unit>U)(?![<>d])"),
    ("calendar-unit", f"(?<!g){_WHICH}{_UNIT}"),
    ("weekend", "[iv]?g?(?:C(?=[LFX]))?(?P<which>[LCFX])?(?P<weekend>k)"),
    ("within", f"(?P<lead>v)~?{_COUNT}{_UNIT}(?!d)"),
    ("from-other", f"(?P<count>[Na]){_UNIT}(?P<side>[el])"),
    ("from-other", f"g{_UNIT}(?P<side>[<>])(?=$|[,.])"),
    ("from-other", f"g(?P<side>[LF>]){_UNIT}"),
    ("ahead", f"i~?{_COUNT}{_UNIT}(?![dq])"),
    ("ahead", f"ia?(?P<vague>V)d?{_UNIT}(?![dq])"),
    ("named-month", f"g?{_WHICH}{_MONTH}(?![NO])"),
    ("named-season", "g?(?P<which>[LCF])(?P<season>S)(?!d)"),
    ("decade", "g?(?P<decade>R)"),
    ("century", "g?(?P<ordinal>O)(?P<century>c)(?P<era>E)?"),
    ("overnight", "(?P<which>L)?(?P<part>D)(?=$|[,.w])"),
    ("weekday", "(?P<weekday>W)(?P<part>D)?"),
    ("lone-year", "(?:^|(?<=[isu<>yf~?Kbdo&t=])|(?<=Kh)|(?<=#h))(?P<year>Y)"),
    ("lone-month", "(?P<month>M)"),
)

JOIN_SHAPES: Final = (
    ("offset-from", f"(?:g|(?P<count>[Na])){_UNIT}(?P<side>[<>])g?(?P<date>#)(?!q)"),
    *(
        ("at-time", shape.format(clock))
        for clock in (
            r"(?P<about>~)?(?P<clock>[HN])(?P<half>P)(?:\(?(?P<zone>Z)\(?)?",
            r"(?P<about>~)?(?P<clock>H)(?P<half>P)?(?:\(?(?P<zone>Z)\(?)?",
            "(?P<about>~)?(?P<clock>Y)(?P<half>P)?(?P<zone>Z)",
        )
        for shape in ("(?P<date>#),?@?{}", "@?{},?n?g?(?P<date>#)")
    ),
    ("span", "g?(?P<night>D)d?[fb]?(?P<first>#)[thu&](?P<second>#)"),
    ("same-day", "[in@]?g?(?P<part>D)[dn](?P<date>#)"),
    ("same-day", "(?P<date>#),?(?:ig?)?(?P<part>D)"),
    ("same-day", "(?:[el]n?|Kn)(?P<date>#)"),
    ("span", "(?P<between>b)g?(?P<first>#)&g?(?P<second>#)"),
    ("span", "fg?(?P<first>#)[thu]g?(?P<second>#)"),
    ("by", "[y<]g?zdg?(?P<date>#)"),
    ("until", "ug?zdg?(?P<date>#)"),
    ("since", "sg?Bdg?(?P<date>#)"),
    ("third", "g?(?P<part>K)h?(?:[idn]?g?)(?P<date>#)"),
    ("span", "(?P<between>b)g?(?P<first>#)&g?(?P<second>#)"),
    ("part-of", "(?:i?g)?(?P<ordinal>O)(?P<unit>[Ux])[di]g?(?P<date>#)"),
    ("edge", "@?g?(?P<edge>[Bz])dg?(?P<date>#)"),
    ("week-of", "(?:[in]?g)?(?P<unit>U)[d@]g?(?P<date>#)"),
    ("or-beyond", "[in]?(?P<date>#)o(?P<side>[el])"),
    ("since", "f?[in]?(?P<date>#)h?p"),
    ("span", "(?P<first>#)[th](?P<second>#)"),
    ("either", "[in]?(?:w)?(?P<first>#)o[in]?g?(?P<second>#)"),
    ("both", "[in]?(?P<first>#)&[in]?(?P<second>#)(?!q)"),
    ("about", "(?P<about>[~?])[in]?g?(?P<date>#)"),
    ("as-of", "=g?(?P<date>#)(?!q)"),
    ("since", "s[in]?g?(?P<date>#)(?!q)"),
    ("until", "u[in]?g?(?P<date>#)(?!q)"),
    ("before", "<g?(?P<date>#)(?!q)"),
    ("after", ">g?(?P<date>#)(?!q)"),
    ("by", "(?P<lead>y)g?(?P<date>#)(?!q)"),
    ("from-only", "f(?P<date>#)(?!q)"),
    ("aimed-at", "(?P<lead>v)(?P<date>#)(?!q)"),
    ("prepared", "[in]g?(?P<date>#)"),
)


_NEEDS: Final = {
    "iso": "I",
    "numeric": "Q",
    "other-calendar": "JE",
    "year-on": "p",
    "era-year": "E",
    "year-range": "Y",
    "day-range": "M",
    "full-date": "M",
    "month-of-year": "M",
    "month-and-year": "M",
    "part-of-year": "Y",
    "quarter": "j",
    "season-and-year": "S",
    "yearless": "M",
    "weekday-of-week": "W",
    "named-weekday": "W",
    "near-day": "T",
    "part-of-day": "D",
    "ago-today": "A",
    "either-ago": "A",
    "half-ago": "A",
    "vague-ago": "A",
    "count-ago": "A",
    "past-units": "XL",
    "recent-units": "G",
    "next-units": "F",
    "coming-units": "F",
    "earlier-in": "C",
    "current-unit": "Uc",
    "calendar-unit": "LCF",
    "weekend": "k",
    "within": "v",
    "from-other": "Uc",
    "ahead": "i",
    "named-month": "M",
    "named-season": "S",
    "decade": "R",
    "century": "c",
    "overnight": "D",
    "weekday": "W",
    "lone-year": "Y",
    "lone-month": "M",
    "offset-from": "<>",
    "at-time": "HPZ",
    "same-day": "DKel",
    "third": "K",
    "edge": "Bz",
    "week-of": "Uc",
    "or-beyond": "el",
    "either": "o",
    "both": "&",
    "about": "~?",
    "as-of": "=",
    "until": "u",
    "before": "<",
    "after": ">",
    "by": "y<",
    "from-only": "f",
    "aimed-at": "v",
}


def phrases(shapes: tuple[tuple[str, str], ...]) -> tuple[Phrase, ...]:
    """Compile a table of shapes."""
    return tuple(
        Phrase(rule, re.compile(shape), frozenset(_NEEDS.get(rule, ""))) for rule, shape in shapes
    )
