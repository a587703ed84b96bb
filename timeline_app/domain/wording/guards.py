"""What is left over when the dates are read, and whether it forbids to trust them.

No date beats a wrong date: words of time that no rule understood, or words beside a date that
change its sense, refuse the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline_app.domain.wording.found import Found, Pending
from timeline_app.domain.wording.grammar import shape_of
from timeline_app.domain.wording.tokens import FOUND, Token

_ALWAYS = frozenset("AWTRIQZ")
"""Kinds that are about time wherever they stand; left over, something was not understood."""

_COUNTED = frozenset({"ago", "about", "ahead", "from-other", "century"})

_OFFSETS = frozenset({"before", "after", "since", "until", "by", "from-or-since", "as-of"})

_BESIDE = re.compile(
    r"[!<>suyf=b?~KBzrmvxelLXFC]g?#"  # a word that changes the date after it
    r"|[NO]d#|KO|#g?O(?![cxU])|#N$|[NO]d?J|J,?[NOY]|[xUkOBz]dg?#|t#|Y[,o&th]#|#[,o&th]Y|#[Aelptu%]|#o[^g]|#U(?![<>])|#h[^#]|[^#]h#|\*d?#|#\*|#[<>]$"
    r"|[isuyfd=]g?Y|[isuyf=]g?[MS](?!w)|[LXFC][MSUk]|[LXF][NV]U"
)
_NAMED_DAY = re.compile(r"[NO][,o&th]#")
_ANY_WEEKDAY = re.compile(r"a#")
_NUMBER_BESIDE = re.compile(r"[NO]#")
_TOLD_BY_CLAUSE = re.compile(
    r"[NOaVxg]U[<>][^#,.]*#"  # thirteen years after the uprising began in 2011
    r"|[<u]g?[^#,.]*w[^#,.]*#"  # before his fall in 2024
    r"|^[>s]g?[^#,.]*w[^#,.]*#"  # after his fall in 2024
)
_LENGTH_BEFORE = re.compile(r"[NaVx]U#")


def unread(tokens: Sequence[Token], prepositions: frozenset[str]) -> str | None:
    """Give the words that forbid to trust the dates found, or None if all is understood."""
    for token in tokens:
        if token.kind in _ALWAYS:
            return token.text
        if token.kind == "D" and token.value in {"overnight", "midnight"}:
            return token.text
    shape = shape_of(tokens)
    beside = _BESIDE.search(shape) or _TOLD_BY_CLAUSE.search(shape)
    if beside:
        return _text(tokens, beside)
    return _counted_off(tokens, shape) or _listed(tokens, shape, prepositions)


def _counted_off(tokens: Sequence[Token], shape: str) -> str | None:
    """Notice "two days before Tuesday": a length of time counted from the date."""
    for match in _LENGTH_BEFORE.finditer(shape):
        found = tokens[match.end() - 1].value
        if isinstance(found, Found) and found.rule in _OFFSETS:
            return _text(tokens, match)
    return None


def _listed(tokens: Sequence[Token], shape: str, prepositions: frozenset[str]) -> str | None:
    """Notice "3, 4 and 5 March" and "20 January": numbers that belong to the date after them."""
    for match in _NAMED_DAY.finditer(shape):
        date = tokens[match.end() - 1]
        if date.text[:1].isdigit() or getattr(date.value, "rule", "") in _COUNTED:
            return _text(tokens, match)
    for match in _ANY_WEEKDAY.finditer(shape):
        if _is_weekday(tokens[match.end() - 1]):
            return _text(tokens, match)
    for match in _NUMBER_BESIDE.finditer(shape):
        if tokens[match.start() + 1].text.split()[0].lower() not in prepositions:
            return _text(tokens, match)
    return None


def _is_weekday(token: Token) -> bool:
    """Tell the weekday of "on a Tuesday", which is any Tuesday."""
    return isinstance(token.value, Pending) and token.value.weekday is not None


def _text(tokens: Sequence[Token], match: re.Match[str]) -> str:
    return " ".join(token.text for token in tokens[match.start() : match.end()])


def dates_of(tokens: Sequence[Token]) -> list[Token]:
    """Give the tokens that were read as dates."""
    return [token for token in tokens if token.kind == FOUND]
