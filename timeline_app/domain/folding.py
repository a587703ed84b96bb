"""Text as a searcher means it: without case, diacritics and the forms a script writes it in.

Folding makes spellings of one script alike; that القامشلي and Qamishli are one place is told by
the name variants a project keeps, never guessed from letters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_LETTERS: Final = {
    "ı": "i",
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "æ": "ae",
    "œ": "oe",
    "ё": "е",
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ٱ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ئ": "ي",
    "ؤ": "و",
    "ة": "ه",
    "ک": "ك",
    "ـ": "",
    "ʼ": "",
    "ʿ": "",
    "ʾ": "",
    "’": "",
    "'": "",
}
"""What these letters are written as; none of it is in the list again."""

LONG = 10_000
"""Characters from which it is quicker to fold letters and not words."""

_WORD = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """Return text without case, diacritics, vowel signs, presentation forms and unseen joiners.

    Compatibility forms are unfolded first (Unicode NFKD), so that text copied from a PDF matches.
    """
    if text.isascii():  # none of that is in it, and most text is so
        return text.lower().replace("'", "")
    if len(text) > LONG:
        return _folded_by_letters(text)
    return _folded(text)


def _folded(text: str) -> str:
    lowered = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text)).casefold()
    bare = _without_marks(unicodedata.normalize("NFKD", _rewritten(lowered)))
    return _rewritten(bare)


@lru_cache(maxsize=2)
def _folded_by_letters(text: str) -> str:
    """Fold every letter by itself: what letters make together comes apart again when folded.

    A megabyte takes some 15 ms, and not 300; it is kept, since whoever follows an edit folds it.
    """
    import numpy as np  # noqa: PLC0415 - short texts, which most are, do without it

    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    found = np.zeros(codes.max() + 1, np.bool_)
    found[codes] = True
    forms = {code: _folded(chr(code)) for code in np.flatnonzero(found).tolist()}
    table = np.arange(len(found), dtype=np.uint32)
    for code, form in forms.items():
        if len(form) == 1:
            table[code] = ord(form)
    text = table[codes].tobytes().decode("utf-32-le", "surrogatepass")
    for code, form in forms.items():
        if len(form) != 1:
            text = text.replace(chr(code), form)
    return text


def _rewritten(text: str) -> str:
    for letter in _LETTERS.keys() & set(text):
        text = text.replace(letter, _LETTERS[letter])
    return text


def _without_marks(text: str) -> str:
    for character in set(text):
        if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
            text = text.replace(character, "")
    return text


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of a text, in order."""
    return tuple(_WORD.findall(folded(text)))
