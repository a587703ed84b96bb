"""Links to places of the document itself, made once the engine has set it.

The engine sets whatever holds a link to a place a second time, when it knows the places: more work
and memory than all else. So it is given links to addresses nobody can type, and tells where each
anchor came to stand. Here the addresses become names of those places (ISO 32000-1, 12.3.2.3),
which lead there from outside too: `timeline.pdf#c17`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SCHEME = "to:"
"""What the addresses begin with: a source's own link is never of that scheme, see `web_links`."""

_KIDS = re.compile(rb"<</Type/Pages.*?/Kids\[([^\]]*)\]", re.DOTALL)
_HEIGHT = re.compile(rb"/MediaBox\[0 0 [\d.]+ ([\d.]+)\]")
_ADDRESS = re.compile(
    rb"/A<</Type/Action/S/URI/URI\(to:([\w-]+)\)>>(/F \d+/StructParent \d+)/Contents\(to:[\w-]+\)"
)
_CATALOG, _MARK = b"<</Type/Catalog", b"<</Type/Annot"
_ABOVE = 10.0
"""Points shown above a place, so that its first line does not stick to the window's edge."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an anchor stands: pages count from 1, lengths are points from the upper left corner."""

    anchor: str
    page: int
    x: float
    y: float


def linked(
    objects: Mapping[int, bytes], places: Sequence[Place], page_words: str
) -> dict[int, bytes]:
    """Return a document's objects with its places named and the addresses turned into links.

    `page_words` says to a reader's voice where a link leads; `{page}` in it is the page's number.
    """
    pages = _pages(objects)
    pages_of = {place.anchor.encode("ascii"): place.page for place in places}

    def name(found: re.Match[bytes]) -> bytes:
        anchor, manner = found.groups()
        words = _text(page_words.replace("{page}", str(pages_of[anchor])))
        return b"/Dest/%s%s/Contents%s" % (anchor, manner, words)

    done = {
        number: _ADDRESS.sub(name, body) if body.startswith(_MARK) else body
        for number, body in objects.items()
    }
    catalog = next(number for number, body in done.items() if body.startswith(_CATALOG))
    known = b"".join(_named(place, pages[place.page - 1], objects) for place in places)
    done[catalog] = b"%s/Dests<<%s>>>>" % (done[catalog].removesuffix(b">>"), known)
    return done


def _pages(objects: Mapping[int, bytes]) -> list[int]:
    """Return the numbers of the pages' objects, in order; the engine writes them in one list."""
    kids = next(found for body in objects.values() if (found := _KIDS.match(body)))
    return [int(number) for number in kids[1].replace(b" 0 R", b"").split()]


def _named(place: Place, number: int, objects: Mapping[int, bytes]) -> bytes:
    """Return a place as an entry of the catalog's "Dests"."""
    height = _HEIGHT.search(objects[number])
    assert height is not None, f"page {number} has no size"
    y = float(height[1]) - max(place.y - _ABOVE, 0.0)
    return b"/%s[%d 0 R/XYZ %.0f %.0f 0]" % (place.anchor.encode("ascii"), number, place.x, y)


def _text(text: str) -> bytes:
    """Return a text string (ISO 32000-1, 7.9.2.2)."""
    if text.isascii() and not set(text) & set("()\\"):
        return b"(%s)" % text.encode("ascii")
    return b"<FEFF%s>" % text.encode("utf-16-be").hex().upper().encode("ascii")
