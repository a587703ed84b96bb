"""What is kept of text that was typed or pasted: its words, without what nobody can see.

Control characters are dropped, and so are spaces of no width, soft hyphens and what turns the
direction of letters over: pages are full of them, and a name that has one looks like one that has
none. A line break on one line becomes a space. Joiners and direction marks stay, since Arabic and
Persian need them, but no text is made of them alone.
"""

import re
from unicodedata import category

_BLANK = frozenset({"Cf", "Zs", "Zl", "Zp", "Cc"})
"""Unicode categories of what leaves no mark: joiners, direction marks, space and line breaks."""
_BREAKS = re.compile(r"[\n\r]")
_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\ud800-\udfff"  # Unicode categories Cc and Cs
    r"\xad\u200b\u202d\u202e\u2060\ufeff]"
)


def one_line(text: str) -> str:
    """Return text as one line, without control characters or space at its ends."""
    flat = text.replace("\n", " ")
    if flat.isprintable():  # as most; the space is all that parts words
        while "  " in flat:
            flat = flat.replace("  ", " ")
        return flat.strip(" ")
    return _seen(" ".join(_visible(text.replace("\t", " ")).split()))


def several_lines(text: str) -> str:
    """Return text with its line breaks, without other control characters or space at its ends."""
    if text.replace("\n", " ").isprintable():  # as most
        lines = (line.rstrip(" ") for line in text.split("\n")) if " \n" in text else (text,)
        return "\n".join(lines).strip()
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    lines = (_visible(line.replace("\t", "    ")).rstrip() for line in unified.split("\n"))
    return _seen("\n".join(lines).strip())


def _seen(text: str) -> str:
    """Return text, or nothing if all of it is joiners, direction marks and space."""
    return text if any(category(sign) not in _BLANK for sign in text) else ""


def _visible(text: str) -> str:
    return text if text.isprintable() else _UNSEEN.sub("", _BREAKS.sub(" ", text))
