"""What is kept of text that was typed or pasted: its words, without what nobody can see.

Control characters are dropped; a line break on one line becomes a space. Joiners and direction
marks stay: Arabic and Persian need them.
"""

import re

_BREAKS = re.compile(r"[\n\r]")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")  # Unicode categories Cc and Cs


def one_line(text: str) -> str:
    """Return text as one line, without control characters or space at its ends."""
    if text.isprintable() and "  " not in text:  # as of most; the space is all that parts words
        return text.strip(" ")
    return " ".join(_visible(text.replace("\t", " ")).split())


def several_lines(text: str) -> str:
    """Return text with its line breaks, without other control characters or space at its ends."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    lines = (_visible(line.replace("\t", "    ")).rstrip() for line in unified.split("\n"))
    return "\n".join(lines).strip()


def _visible(text: str) -> str:
    return text if text.isprintable() else _UNSEEN.sub("", _BREAKS.sub(" ", text))
