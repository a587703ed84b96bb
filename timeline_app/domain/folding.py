"""Text as a searcher means it: without case, diacritics and the forms a script writes it in.

Folding makes spellings of one script alike; that القامشلي and Qamishli are one place is told by
the name variants a project keeps, never guessed from letters.
"""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans(
    {
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
        "ـ": None,
        "ʼ": None,
        "ʿ": None,
        "ʾ": None,
        "’": None,
        "'": None,
    }
)
_WORD = re.compile(r"\w+")


def folded(text: str) -> str:
    """Return text without case, diacritics, vowel signs and presentation forms.

    Compatibility forms are unfolded first (Unicode NFKD), so that text copied from a PDF matches.
    """
    if text.isascii():  # none of that is in it, and most text is so
        return text.lower().replace("'", "")
    lowered = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text)).casefold()
    mapped = lowered.translate(_LETTERS)
    bare = "".join(c for c in unicodedata.normalize("NFKD", mapped) if not unicodedata.combining(c))
    return bare.translate(_LETTERS)


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of a text, in order."""
    return tuple(_WORD.findall(folded(text)))
