"""The files a document carries, packed beside the engine while it sets the pages.

The engine is given a file's name for its content, which is too short for it to pack: it would do so
slowly, and not as tightly.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from deflate import zlib_compress

from timeline_app.exchange.document_data import Attachment
from timeline_app.exchange.packing import Objects, stream

_TIGHTNESS = 10
"""How hard libdeflate looks, of 12: from here on it weighs what each match costs, which makes a
database of random ids a tenth smaller."""

_HOLDER = re.compile(
    rb"<</Length \d+(/Type/EmbeddedFile.*?/Params<</Size )\d+(.*?)>>\s*stream\n(.*)\nendstream",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file's content, deflated, and how many bytes it is otherwise."""

    size: int
    deflated: bytes


def held(attachment: Attachment) -> bytes:
    """Return what the engine is given for a file's content."""
    return attachment.name.encode("ascii")


def packed_files(attachments: Sequence[Attachment]) -> dict[bytes, PackedFile]:
    """Make and pack the files, each by what the engine is given for it."""
    return {held(attachment): _packed(attachment.content()) for attachment in attachments}


def _packed(content: bytes) -> PackedFile:
    return PackedFile(len(content), bytes(zlib_compress(content, _TIGHTNESS)))


def with_files(objects: Objects, files: Mapping[bytes, PackedFile]) -> Objects:
    """Return a document's objects with the files' contents in their places."""
    found = {number: _HOLDER.fullmatch(body) for number, body in objects.items()}
    filled = {
        number: _filled(holder, files[holder[3]])
        for number, holder in found.items()
        if holder is not None
    }
    assert len(filled) == len(files), "a file has no place in the document"
    return {**objects, **filled}


def _filled(holder: re.Match[bytes], file: PackedFile) -> bytes:
    return stream(b"/Filter/FlateDecode%s%d%s" % (holder[1], file.size, holder[2]), file.deflated)
