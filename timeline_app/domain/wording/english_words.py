"""English: the words. A table and nothing else; it is as long as the language needs."""

from __future__ import annotations

from typing import Final

from timeline_app.domain.wording.language import Word

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
MONTH_SHORTS: Final = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip
WEEKDAYS: Final = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip
WEEKDAY_SHORTS: Final = (
    ("mon",), ("tue", "tues"), ("wed",), ("thu", "thur", "thurs"), ("fri",), ("sat",), ("sun",),
)  # fmt: skip
ONES: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ORDINALS: Final = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
HIJRI: Final = (
    ("muharram",), ("safar",), ("rabi al-awwal", "rabi' al-awwal", "rabi i", "rabi al awwal"),
    ("rabi al-thani", "rabi' al-thani", "rabi ii", "rabi al-akhir"),
    ("jumada al-ula", "jumada al-awwal", "jumada i"),
    ("jumada al-thani", "jumada al-akhira", "jumada ii"), ("rajab",), ("sha'ban", "shaban"),
    ("ramadan", "ramadhan"), ("shawwal",), ("dhu al-qadah", "dhu al-qidah", "dhul qadah"),
    ("dhu al-hijjah", "dhul hijjah", "dhu al-hijja"),
)  # fmt: skip
JALALI: Final = (
    "farvardin", "ordibehesht", "khordad", "tir", "mordad", "shahrivar",
    "mehr", "aban", "azar", "dey", "bahman", "esfand",
)  # fmt: skip

_KINDS: Final[dict[str, tuple[tuple[str, int | str], ...]]] = {
    "U": tuple(
        (form, unit)
        for unit in ("minute", "hour", "day", "week", "fortnight", "month", "quarter", "year",
                     "decade")
        for form in (unit, f"{unit}s")
    ),
    "A": (("ago", -1), ("hence", 1)),
    "T": (("today", 0), ("yesterday", -1), ("tomorrow", 1), ("tonight", 0)),
    "S": (("spring", 21), ("summer", 22), ("autumn", 23), ("fall", 23), ("winter", 24)),
    "K": (("early", 0), ("mid", 1), ("late", 2)),
    "D": (
        *((part, part) for part in (
            "morning", "afternoon", "evening", "night", "noon", "midday", "dawn", "dusk",
            "overnight", "midnight",
        )),
    ),
    "E": (("bc", "bc"), ("bce", "bc"), ("ad", "ad"), ("ce", "ad"), ("ah", "ah"), ("ap", "ap")),
    "L": (("last", "last"), ("previous", "last"), ("preceding", "last")),
    "X": (("past", "past"),),
    "F": (("next", "next"), ("coming", "next"), ("upcoming", "next")),
    "C": (("this", "this"), ("current", "this")),
    "V": (("several", "several"), ("few", "few"), ("couple", "couple")),
    "G": (("recent", "recent"),),
    "e": (("earlier", "earlier"), ("previously", "earlier")),
    "l": (("later", "later"),),
    "B": (("beginning", "begin"), ("start", "begin"), ("outset", "begin")),
    "z": (("end", "end"), ("close", "end")),
    "k": (("weekend", "weekend"), ("weekends", "weekend")),
    "c": (("century", "century"),),
    "~": tuple((word, "about") for word in (
        "about", "around", "circa", "ca", "c", "roughly", "approximately", "approx", "nearly",
        "almost", "some",
    )),
    "?": tuple((word, "perhaps") for word in ("possibly", "perhaps", "maybe", "probably")),
    "o": (("or", "or"),),
    "t": (("to", "to"), ("through", "to")),
    "&": (("and", "and"),),
    "b": (("between", "between"),),
    "f": (("from", "from"), ("starting", "from"), ("effective", "from")),
    "s": (("since", "since"),),
    "u": (("until", "until"), ("till", "until"), ("til", "until")),
    "<": (("before", "before"),),
    ">": (("after", "after"), ("following", "after")),
    "y": (("by", "by"),),
    "i": (("in", "in"), ("during", "in"), ("throughout", "in")),
    "n": (("on", "on"),),
    "d": (("of", "of"),),
    "@": (("at", "at"),),
    "g": (("the", "the"), ("either", "the")),
    "a": (("a", 1), ("an", 1)),
    "v": (("over", "over"), ("within", "within"), ("for", "for")),
    "x": (("half", "half"),),
    "P": (("am", "am"), ("pm", "pm")),
    "Z": tuple((zone, zone) for zone in (
        "gmt", "utc", "msk", "cet", "cest", "eet", "eest", "trt", "bst", "est", "edt", "cst",
        "cdt", "pst", "pdt", "ist",
    )),
    "!": tuple((word, word) for word in (
        "not", "never", "except", "every", "each", "any", "annual", "another", "under",
    )),
    "p": (("onwards", "on"), ("onward", "on"), ("present", "on")),
    "j": (("q1", 33), ("q2", 34), ("q3", 35), ("q4", 36), ("h1", 40), ("h2", 41)),
}  # fmt: skip


def _built() -> dict[str, Word]:
    words: dict[str, Word] = {
        word: (kind, value) for kind, pairs in _KINDS.items() for word, value in pairs
    }
    words["centuries"] = ("U", "century")
    words.update({name.lower(): ("M", n) for n, name in enumerate(MONTHS, start=1)})
    words.update({name.lower(): ("M", n) for n, name in enumerate(MONTH_SHORTS, start=1)})
    words["sept"] = ("M", 9)
    words.update({name.lower(): ("W", n) for n, name in enumerate(WEEKDAYS)})
    words.update({short: ("W", n) for n, shorts in enumerate(WEEKDAY_SHORTS) for short in shorts})
    words.update({word: ("N", n) for n, word in enumerate(ONES)})
    words.update({word: ("N", 20 + 10 * n) for n, word in enumerate(TENS)})
    words.update({"dozen": ("N", 12), "hundred": ("N", 100)})
    words.update({word: ("O", n) for n, word in enumerate(ORDINALS, start=1)})
    words["thirtieth"] = ("O", 30)
    words.update({name: ("J", f"jalali {n}") for n, name in enumerate(JALALI, start=1)})
    return words


WORDS: Final = _built()

CAPITAL_ONLY: Final = frozenset({
    "may", "march", "mar", "sat", "sun", "mon", "wed", "jan", "dec", "tir", "dey", "mehr", "ad",
    "ce", "ap", "ah", "est", "ist", "cst", "pst",
})  # fmt: skip

_CITIES: Final = {
    "damascus": "Asia/Damascus", "moscow": "Europe/Moscow", "istanbul": "Europe/Istanbul",
    "ankara": "Europe/Istanbul", "turkish": "Europe/Istanbul", "baghdad": "Asia/Baghdad",
    "beirut": "Asia/Beirut", "tehran": "Asia/Tehran", "jerusalem": "Asia/Jerusalem",
    "london": "Europe/London", "paris": "Europe/Paris", "berlin": "Europe/Berlin",
    "kyiv": "Europe/Kyiv", "kiev": "Europe/Kyiv", "cairo": "Africa/Cairo",
    "eastern": "America/New_York", "pacific": "America/Los_Angeles", "syrian": "Asia/Damascus",
}  # fmt: skip

ZONES: Final[dict[str, str]] = {
    "gmt": "Z", "utc": "Z", "msk": "+03:00", "cet": "+01:00", "cest": "+02:00", "eet": "+02:00",
    "eest": "+03:00", "trt": "+03:00", "edt": "-04:00", "cdt": "-05:00", "pdt": "-07:00",
    "local time": "local",
    **{f"{city} time": zone for city, zone in _CITIES.items()},
}  # fmt: skip

PHRASES: Final[dict[str, Word]] = {
    "as of": ("=", "as of"),
    "as at": ("=", "as of"),
    # "Before dawn on Sunday" is early on Sunday, not some day before it.
    **{
        f"{side} {part}": ("D", value)
        for side in (
            "before",
            "after",
            "shortly before",
            "shortly after",
            "just before",
            "just after",
            "soon after",
            "well before",
            "well after",
        )
        for part, value in (
            ("dawn", "dawn"),
            ("daybreak", "dawn"),
            ("sunrise", "dawn"),
            ("first light", "dawn"),
            ("noon", "noon"),
            ("midday", "noon"),
            ("sunset", "dusk"),
            ("sundown", "dusk"),
            ("dusk", "dusk"),
            ("dark", "night"),
            ("nightfall", "night"),
            ("midnight", "night"),
        )
    },
    "prior to": ("<", "before"),
    "ahead of": ("<", "before"),
    "up to": ("u", "until"),
    "up until": ("u", "until"),
    "no later than": ("y", "by"),
    "not later than": ("y", "by"),
    "on or before": ("y", "by"),
    "at the latest": ("%", "latest"),
    "at the earliest": ("%", "earliest"),
    "on or after": ("y", "on or after"),
    "no earlier than": ("y", "on or after"),
    "not earlier than": ("y", "on or after"),
    "no sooner than": ("y", "on or after"),
    "to present": ("p", "on"),
    "to the present": ("p", "on"),
    "until now": ("p", "on"),
    "to date": ("p", "on"),
    "until the present": ("p", "on"),
    "more than": ("r", "more"),
    "at least": ("r", "more"),
    "less than": ("m", "less"),
    "fewer than": ("m", "less"),
    "under": ("m", "less"),
    "close to": ("~", "about"),
    "from now": ("A", 1),
    "ever since": ("s", "since"),
    "in the middle of": ("K", 1),
    "the middle of": ("K", 1),
    "not before": ("!", "not"),
    "not until": ("!", "not"),
    "the other day": ("!", "some day"),
    "this time": ("!", "then"),
    **{
        f"{unit} {verb}": ("!", verb)
        for unit in ("week", "month", "quarter", "year")
        for verb in ("ending", "beginning", "starting", "to")
    },
    "turn of the": ("!", "turn"),
    "at the time": ("w", "then"),
    "during the course of": ("i", "in"),
    "in the course of": ("i", "in"),
    "over the course of": ("v", "over"),
    "a.m.": ("P", "am"),
    "p.m.": ("P", "pm"),
    "a.m": ("P", "am"),
    "p.m": ("P", "pm"),
    "b.c.": ("E", "bc"),
    "a.d.": ("E", "ad"),
    "a.h.": ("E", "ah"),
    "in the year": ("i", "in"),
    **{
        f"{lead}{part} hours of": ("n", "on")
        for part in ("early", "small")
        for lead in ("in the ", "the ")
    },
    "at the weekend": ("k", "weekend"),
    **{name: ("Z", name) for name in ZONES if " " in name},
    **{name: ("J", f"hijri {n}") for n, names in enumerate(HIJRI, start=1) for name in names},
}
