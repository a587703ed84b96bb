"""Text as it can be printed: every character drawn or named, no direction leaking out.

Characters that no font has are written as code points, `[U+1F642]`; so are controls and the marks
that turn the direction of what follows them. A text with right-to-left letters is put between
isolates (Unicode UAX #9, FSI … PDI), so that it cannot move the words around it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from itertools import pairwise
from typing import Any, cast

from timeline_app.domain.records import KINDS, Record, SavedView
from timeline_app.exchange.contents import ProjectContents, contents_of
from timeline_app.exchange.web_links import harmless_url

FSI, PDI = "\u2068", "\u2069"

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff]")
_ALWAYS_NAMED = frozenset(
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # turn the direction of what follows
    "\ufeff\ufffe\uffff"  # may not stand in an archived PDF (ISO 19005-3, 6.2.11.7.2)
)
_SPACES = {
    "\t": " ",
    "\r\n": "\n",
    "\r": "\n",
    "\x0b": "\n",
    "\x0c": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
}
_BREAKS = re.compile("\r\n|[\t\r\x0b\x0c\u2028\u2029]")
_BREAKING = frozenset("\n\t\r\x0b\x0c\u2028\u2029")
_KEYS = frozenset({"id", "alternative_of", "definition"})
_TEXTS = {
    kind: tuple(
        of.name for of in fields(kind) if of.name not in _KEYS and not of.name.endswith("_id")
    )
    for kind in KINDS.values()
}
"""The fields of each kind of record that may hold text somebody typed."""


@dataclass(slots=True)
class Printer:
    """Makes texts printable with the fonts that `has` knows, and counts what it had to name."""

    has: Callable[[str], bool]
    named: Counter[str] = field(default_factory=Counter)
    plain: dict[str, bool] = field(default_factory=dict)

    def text(self, text: str) -> str:
        """Return the text with what cannot be drawn named, isolated where it runs leftwards."""
        if text.isascii() and text.isprintable():
            return text
        if all(map(self._is_plain, set(text))):
            return isolated(text)
        spaced = _BREAKS.sub(lambda found: _SPACES[found[0]], text)
        drawn = "".join(
            char if self._drawn(char, before) else self._name(char)
            for before, char in pairwise(f" {spaced}")
        )
        return isolated(drawn)

    def _is_plain(self, char: str) -> bool:
        """Tell a character that is drawn whatever stands before it, and is no break of a line."""
        known = self.plain.get(char)
        if known is None:
            is_mark = unicodedata.category(char).startswith("M")
            known = not (is_mark or char in _BREAKING) and self._drawn(char, " ")
            self.plain[char] = known
        return known

    def _drawn(self, char: str, before: str) -> bool:
        if char in _ALWAYS_NAMED or _stands_on_nothing(char, before):
            return False
        return char == "\n" or (ord(char) >= 32 and self.has(char))

    def _name(self, char: str) -> str:
        self.named[char] += 1
        return f"[U+{ord(char):04X}]"

    def contents(self, contents: ProjectContents) -> ProjectContents:
        """Return a project all of whose texts are printable; ids and links stay as they are."""
        return contents_of(self._record(record) for record in contents.every())

    def _record(self, record: Record) -> Record:
        if isinstance(record, SavedView):
            return record
        changed: dict[str, Any] = {}
        for name in _TEXTS[type(record)]:
            value = getattr(record, name)
            if name == "url" and harmless_url(value):
                continue  # printed percent-encoded
            if type(value) is str:
                shown = self.text(value)
                if shown != value:
                    changed[name] = shown
        return cast("Record", replace(record, **changed)) if changed else record


def _stands_on_nothing(char: str, before: str) -> bool:
    """Tell a mark that the typesetter cannot set upon what is before it, each being drawable.

    It sets a letter and its marks in one font, and a line feed has none; a negated sign is set in a
    font that has few marks, for reasons told in resources/typst/drawing.typ.
    """
    if not unicodedata.category(char).startswith("M"):
        return False
    return before == "\n" or unicodedata.decomposition(before).endswith(" 0338")


def isolated(text: str) -> str:
    """Return a text that runs from right to left, or partly, between isolates."""
    return f"{FSI}{text}{PDI}" if _RIGHT_TO_LEFT.search(text) else text


def script_language(text: str, language: str) -> str:
    """Return the language to tell a reader's voice: the project's, or one of the text's script.

    A guess by the letters alone: Arabic or Cyrillic script in a project of another script.
    """
    if text.isascii():
        return language
    letters = "".join(filter(str.isalpha, text))
    for tag, script in _SCRIPTS.items():
        if len(script.findall(letters)) * 2 > len(letters):
            return language if language.split("-", maxsplit=1)[0] in _SAME_SCRIPT[tag] else tag
    return language


_SCRIPTS = {"ar": re.compile("[\u0600-\u08ff]"), "ru": re.compile("[\u0400-\u052f]")}
_SAME_SCRIPT = {
    "ar": {"ar", "fa", "ur", "ckb", "ug", "ps"},
    "ru": {"ru", "uk", "be", "bg", "sr", "mk", "kk", "tt", "ky", "mn", "tg"},
}
