"""How the ruler writes dates: in the words and order of the reader's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale, QTime

from timeline_app.domain.by_hand import HandBounds
from timeline_app.domain.instants import SECONDS_A_DAY, civil_day

_MOST_CLOCKS = 2_000
_BILLION, _MILLION, _THOUSAND = 1_000_000_000, 1_000_000, 10_000


class LocaleWords:
    """The words of one language. Years before 1 are counted BC, which has no year 0."""

    def __init__(self, locale: QLocale) -> None:
        self._locale = locale
        short = QLocale.FormatType.ShortFormat
        names = [locale.standaloneMonthName(m, short).rstrip(".") for m in range(1, 13)]
        self._short = [name[:1].upper() + name[1:] for name in names]
        self._long = [locale.standaloneMonthName(m) for m in range(1, 13)]
        self._days = [locale.standaloneDayName(d, short).rstrip(".") for d in range(1, 8)]
        self._clocks: dict[tuple[int, int, int | None], str] = {}
        clock = locale.timeFormat(short)
        self._clock = clock if "ss" not in clock else clock.replace(":ss", "")
        self._day_first = locale.dateFormat(short).lower().find("d") < locale.dateFormat(
            short
        ).lower().find("m")

    def year(self, year: int) -> str:
        count = 1 - year if year < 1 else year
        text = _large(self._locale, count)
        if year < 1:
            return QCoreApplication.translate("timeline", "%1 BC").replace("%1", text)
        return text

    def month(self, year: int, month: int) -> tuple[str, ...]:
        """Word a month with its year, longest first."""
        named = self.year(year)
        return f"{self._long[month - 1]} {named}", f"{self._short[month - 1]} {named}"

    def month_alone(self, month: int) -> str:
        return self._short[month - 1]

    def day(self, year: int, month: int, day: int) -> tuple[str, ...]:
        """Word a day with its month and year, longest first."""
        return tuple(
            f"{self._ordered(day, name)} {self.year(year)}"
            for name in (self._long[month - 1], self._short[month - 1])
        )

    def day_alone(self, weekday: int, day: int) -> tuple[str, str]:
        """Word a day within its month, in full and in short; Monday is weekday 0."""
        return self._ordered(day, self._days[weekday], short=True), str(day)

    def clock(self, hour: int, minute: int, second: int | None) -> str:
        at = (hour, minute, second)
        told = self._clocks.get(at)
        if told is None:
            time, pattern = QTime(hour, minute, second or 0), "HH:mm:ss"
            told = self._locale.toString(time, self._clock if second is None else pattern)
            if len(self._clocks) > _MOST_CLOCKS:
                self._clocks.clear()
            self._clocks[at] = told
        return told

    def _ordered(self, day: int, name: str, *, short: bool = False) -> str:
        if short:
            return f"{name} {day}"
        return f"{day} {name}" if self._day_first else f"{name} {day}"


def _large(locale: QLocale, count: int) -> str:
    """Write a year: as it stands up to 9999, grouped above, with a word from a million on."""
    if count < _THOUSAND:
        return str(count)
    for size, word in ((_BILLION, "%1 bn"), (_MILLION, "%1 M")):
        if count >= size:
            figure = locale.toString(count / size, "g", 4)
            return QCoreApplication.translate("timeline", word).replace("%1", figure)
    return locale.toString(count)


def moment_text(t: int, locale: QLocale, *, is_end: bool = False) -> str:
    """Write an instant in the reader's language: its day, and its time but at the day's edge."""
    words = LocaleWords(locale)
    year, month, day = civil_day(t // SECONDS_A_DAY)
    rest = t % SECONDS_A_DAY
    text = words.day(year, month, day)[-1]
    if rest == (SECONDS_A_DAY - 1 if is_end else 0):
        return text
    return f"{text}, {words.clock(rest // 3600, rest // 60 % 60, rest % 60 or None)}"


def span_text(bounds: HandBounds) -> str:
    """Write from when to when four bounds reach, with an ellipsis where a side is open."""
    locale = QLocale()
    if bounds.start_min is not None and len(set(bounds.four)) == 1:
        return moment_text(bounds.start_min, locale)
    first = bounds.start_min if bounds.start_min is not None else bounds.start_max
    last = bounds.end_max if bounds.end_max is not None else bounds.end_min
    start = (
        moment_text(first, locale) if bounds.start_min is not None and first is not None else "…"
    )
    end = (
        moment_text(last, locale, is_end=True)
        if bounds.end_max is not None and last is not None
        else "…"
    )
    return start if start == end else f"{start} – {end}"
