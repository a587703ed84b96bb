"""Pictures without what cameras and programs write into them: place, owner, device, thumbnail.

Only what is needed to show the picture is copied. A file that is not just so gives None.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB"})
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})  # JPEG markers that carry nothing
_APPLICATION = range(0xE0, 0xF0)
_COMMENT, _SCAN, _END, _ADOBE = 0xFE, 0xDA, 0xD9, 0xEE


def stripped(media_type: str, content: bytes) -> bytes | None:
    """Return a picture without metadata; None for another type, or what cannot be read."""
    strip = _STRIPPERS.get(media_type)
    try:
        return strip(content) if strip is not None else None
    except (IndexError, ValueError):
        return None


def _png(content: bytes) -> bytes:
    """Keep the chunks that show the picture (PNG, 3rd edition, 5.3)."""
    if not content.startswith(_PNG):
        raise ValueError("not a PNG")
    kept, at = [_PNG], len(_PNG)
    name = b""
    while name != b"IEND":
        size = int.from_bytes(content[at : at + 4], "big")
        name = content[at + 4 : at + 8]
        end = at + 12 + size
        if end > len(content):
            raise ValueError("cut short")
        if name in _PNG_KEPT:
            kept.append(content[at:end])
        at = end
    return b"".join(kept)


def _jpeg(content: bytes) -> bytes:
    """Drop application segments and comments (ITU T.81, B.1.1), except Adobe's colour mark."""
    if not content.startswith(b"\xff\xd8"):
        raise ValueError("not a JPEG")
    kept, at = [content[:2]], 2
    while True:
        if content[at] != 0xFF:
            raise ValueError("a marker is missing")
        marker = content[at + 1]
        if marker == _END:
            return b"".join((*kept, b"\xff\xd9"))
        end = at + 2 if marker in _ALONE else _segment_end(content, at)
        if marker == _SCAN:
            end = _scan_end(content, end)
        if not (marker == _COMMENT or (marker in _APPLICATION and marker != _ADOBE)):
            kept.append(content[at:end])
        at = end


def _segment_end(content: bytes, at: int) -> int:
    size = int.from_bytes(content[at + 2 : at + 4], "big")
    if size < 2 or at + 2 + size > len(content):
        raise ValueError("cut short")
    return at + 2 + size


def _scan_end(content: bytes, at: int) -> int:
    """Return where the compressed data ends: at the first marker that is not part of it."""
    for place, (first, second) in enumerate(pairwise(content[at:]), at):
        if first == 0xFF and second != 0x00 and second not in _ALONE and second != 0xFF:
            return place
    raise ValueError("cut short")


_STRIPPERS: dict[str, Callable[[bytes], bytes]] = {"image/png": _png, "image/jpeg": _jpeg}
