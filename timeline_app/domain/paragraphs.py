"""The paragraphs of a pasted text, and which of them belong to the page and not to what it says."""

from __future__ import annotations

import re

from timeline_app.domain.cleaning import several_lines

_SENTENCE_END = re.compile(r"[.!?…؟。！？][\"'”»’)\]]*(?=\s|$)")
_WORDS = re.compile(r"[^\W\d_]{2,}")
_BETWEEN_PARAGRAPHS = re.compile(r"\n\s*\n")


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a pasted text: parted by empty lines, or by lines if none is."""
    clean = several_lines(text)
    parts = _BETWEEN_PARAGRAPHS.split(clean)
    if len(parts) == 1:
        parts = clean.split("\n")
    return tuple(part.strip() for part in parts if part.strip())


def is_furniture(paragraph: str) -> bool:
    """Tell whether a pasted paragraph is likelier a button or a heading of a page than a claim.

    Such a one has no end of a sentence in it, and not five words in any of its lines.
    """
    if _SENTENCE_END.search(paragraph):
        return False
    return all(len(_WORDS.findall(line)) < 5 for line in paragraph.split("\n"))
