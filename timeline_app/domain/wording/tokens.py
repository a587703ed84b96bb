"""Words to tokens: each has a kind of one letter, so that a sentence is a short string of letters.

| kind | stands for | kind | stands for |
|---|---|---|---|
| `N` | a number | `O` | an ordinal |
| `Y` | a number that may be a year | `M` | a month |
| `W` | a weekday | `U` | a unit of time, in days or months |
| `A` | ago | `T` | today, yesterday, tomorrow |
| `S` | a season | `K` | early, middle, late |
| `H` `P` `Z` | clock time, am or pm, zone | `I` `Q` | ISO date, date of three numbers |
| `E` `J` | era, month of another calendar | `R` `c` | decade, century |
| `L` `X` `F` `C` | last, past, next, this | `V` | several, a few, a couple |
| `D` `k` | part of the day, weekend | `G` | recent |
| `e` `l` | earlier, later | `B` `z` | beginning, end |
| `~` `?` `r` `m` | about, perhaps, more than, less than | `o` `t` `&` | or, to, and |
| `b` `f` `s` `u` | between, from, since, until | `<` `>` `y` | before, after, by |
| `i` `n` `d` `@` | in, on, of, at | `g` `a` | the, a |
| `v` `=` `x` | over, as of, half | `!` `%` | words that forbid a date after or before them |
| `p` `j` | onwards, quarter of a year | `(` | either parenthesis |
| `*` | two numbers with a slash: 26/27 | | |
| `,` `.` `h` `q` | comma, stop, hyphen, possessive | `w` | any other word |

A found date becomes `#`.
"""

from __future__ import annotations

import re
from string import ascii_lowercase, ascii_uppercase
from typing import Any, NamedTuple

from timeline_app.domain.wording.language import Language

FOUND = "#"


class Token(NamedTuple):
    """A piece of the text from `start` to `end`; `value` depends on the kind.

    A named tuple, as a sentence makes dozens of them and a dataclass takes three times as long.
    """

    kind: str
    text: str
    start: int
    end: int
    value: Any = None


_PUNCTUATION = {
    ",": ",",
    ".": ".",
    ";": ".",
    "!": ".",
    "?": ".",
    ":": ".",
    "-": "h",
    "/": "h",
    "‐": "h",
    "‑": "h",
    "–": "t",
    "—": "t",
    "'": "q",
    "(": "(",
    ")": "(",
    "’": "q",
}


_SLASHED = re.compile(r"[0-9]{1,2}/[0-9]{1,2}")
_LOWERED = str.maketrans(ascii_uppercase, ascii_lowercase)
"""Patterns are written in small letters: quicker than ignoring case, and no text changes length."""


def tokenise(text: str, language: Language) -> list[Token]:
    """Cut a text into tokens; the time taken grows with its length only."""
    tokens: list[Token] = []
    has_tens = False
    for match in language.grammar().token.finditer(text.translate(_LOWERED)):
        start, end = match.span()
        piece, group = text[start:end], match.lastgroup or ""
        kind, value = _kind_of(piece, group, language)
        has_tens = has_tens or (kind == "N" and value >= 20)
        tokens.append(Token(kind, piece, start, end, value))
    tokens = _lower_months(tokens, language)
    return _joined_numbers(tokens) if has_tens else tokens


_DATED = re.compile(r"(?:[NO],?)?Y")


def _lower_months(tokens: list[Token], language: Language) -> list[Token]:
    """Read "may 2024" and "may 5, 2024" in small letters as the month: a year follows it."""
    for index, token in enumerate(tokens):
        known = language.words.get(token.text) if token.kind == "w" else None
        if known is None or known[0] != "M":
            continue
        if _DATED.match("".join(later.kind for later in tokens[index + 1 : index + 4])):
            tokens[index] = token._replace(kind="M", value=known[1])
    return tokens


def _kind_of(piece: str, group: str, language: Language) -> tuple[str, Any]:
    if group == "w" and _SLASHED.fullmatch(piece):
        return "*", None
    if group in {"word", "w"}:
        return _word(piece, language)
    if group == "phrase":
        return language.phrases[" ".join(piece.lower().split())]
    if group == "mark":
        return _PUNCTUATION.get(piece, "w"), None
    return _of_digits(piece, group)


def _of_digits(piece: str, group: str) -> tuple[str, Any]:
    if group == "number":
        return _number(piece)
    if group == "ordinal":
        return "O", int(piece[:-2])
    return ("R", int(piece.rstrip("s'’"))) if group == "decade" else (group, piece)


def _word(piece: str, language: Language) -> tuple[str, Any]:
    lowered = piece.lower().rstrip(".")
    known = language.words.get(lowered)
    if known is None or (lowered in language.capital_only and not piece[0].isupper()):
        return "w", lowered
    return known


def _number(piece: str) -> tuple[str, Any]:
    number = int(piece)
    if len(piece) == 4 and 1000 <= number <= 2999:
        return "Y", number
    return ("N", number) if len(piece) <= 3 else ("w", piece)


def _joined_numbers(tokens: list[Token]) -> list[Token]:
    """Join "twenty-one" and "twenty one", and "twenty-first"."""
    joined: list[Token] = []
    for token in tokens:
        tens = joined[-2:] if joined[-1:] and joined[-1].kind == "h" else joined[-1:]
        if _continues(tens, token):
            del joined[-len(tens) :]
            first = tens[0]
            text = f"{first.text}-{token.text}"
            value = first.value + token.value
            joined.append(Token(token.kind, text, first.start, token.end, value))
        else:
            joined.append(token)
    return joined


def _continues(tens: list[Token], token: Token) -> bool:
    return (
        bool(tens)
        and token.kind in "NO"
        and tens[0].kind == "N"
        and not token.text[0].isdigit()
        and not tens[0].text[0].isdigit()
        and tens[0].value in range(20, 100, 10)
        and 1 <= token.value <= 9
    )
