"""A PDF made smaller without changing what it says: its objects packed into compressed streams.

The engine writes every object of the structure tree in plain text, which is most of a long
document. Object streams and a cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8) make that a
fifth; streams are packed again more tightly, pages written shortly first. It reads
only what the engine writes: one classic cross-reference table, generation 0, no encryption, no
incremental updates; anything else is our fault and loud.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from deflate import zlib_compress

from timeline_app.exchange.lean_pages import lean_page

_PER_STREAM = 400
"""Objects in one object stream: a reader unpacks a whole stream to get at one object."""

_TIGHTNESS = 8
"""How hard libdeflate looks, of 12: with more, pages become a fortieth smaller and take five times
as long."""

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_TRAILER = re.compile(rb"trailer\s*<<(.*)>>\s*startxref", re.DOTALL)
_HEADING = re.compile(rb"(\d+) 0 obj\s*")
_SIZE = re.compile(rb"/Size\s+\d+")
_STREAM = re.compile(rb"<<(.*?)>>\s*stream\r?\n(.*)\r?\nendstream", re.DOTALL)
_LENGTH = re.compile(rb"/Length\s+\d+")
_CONTENTS = re.compile(rb"<</Type/Page/.*?/Contents (\d+) 0 R")

_FILE = b"/Type/EmbeddedFile"
"""In the keys of an attached file, which comes packed: see `attaching`."""

_ROW = 8
"""Bytes of an entry of the cross-reference stream: its type, where it is, and more."""


@dataclass(slots=True)
class _Out:
    """The new file, and where in it each object is: (type, field 2, field 3) of 7.5.8.3."""

    parts: list[bytes]
    length: int
    places: dict[int, tuple[int, int, int]] = field(default_factory=lambda: {0: (0, 0, 65535)})

    def add(self, number: int, body: bytes) -> None:
        self.places[number] = (1, self.length, 0)
        self.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    def write(self, part: bytes) -> None:
        self.parts.append(part)
        self.length += len(part)


Objects = dict[int, bytes]


def _as_they_are(objects: Objects) -> Objects:
    return objects


def packed(pdf: bytes, mended: Callable[[Objects], Objects] = _as_they_are) -> bytes:
    """Return the document with its objects packed, once `mended` has had them; deterministic."""
    places = _offsets(pdf)
    objects = mended(dict(_objects(pdf, places)))
    head = pdf[: min(places.values())]
    out = _Out([head], len(head))
    plain = {number: body for number, body in objects.items() if not body.endswith(b"endstream")}
    pages = {int(found[1]) for body in plain.values() if (found := _CONTENTS.match(body))}
    streams = [number for number in objects if number not in plain]
    with ThreadPoolExecutor() as pool:  # libdeflate lets the other processors work
        tight = pool.map(lambda number: _tighter(objects[number], is_page=number in pages), streams)
        for number, body in zip(streams, tight, strict=True):
            out.add(number, body)
    free = max(objects) + 1
    numbers = sorted(plain)
    for at in range(0, len(numbers), _PER_STREAM):
        _pack(out, free, {n: plain[n] for n in numbers[at : at + _PER_STREAM]})
        free += 1
    _finish(out, free, _trailer(pdf))
    return b"".join(out.parts)


def _offsets(pdf: bytes) -> dict[int, int]:
    """Read the cross-reference table: object number → offset."""
    start = _START.search(pdf[-64:])
    assert start is not None, "no startxref at the end"
    lines = pdf[int(start[1]) :].split(b"\n", 2)
    assert lines[0].strip() == b"xref", "no classic cross-reference table"
    first, count = (int(part) for part in lines[1].split())
    entries = (lines[2][at : at + 20] for at in range(0, count * 20, 20))
    return {
        first + index: int(entry[:10])
        for index, entry in enumerate(entries)
        if entry[17:18] == b"n"
    }


def _objects(pdf: bytes, places: Mapping[int, int]) -> Iterator[tuple[int, bytes]]:
    """Yield each object's number and what stands between its `obj` and its `endobj`."""
    offsets = sorted((offset, number) for number, offset in places.items())
    ends = [offset for offset, _ in offsets[1:]] + [
        pdf.rindex(b"xref", 0, pdf.rindex(b"startxref"))
    ]
    for (offset, number), end in zip(offsets, ends, strict=True):
        heading = _HEADING.match(pdf, offset)
        assert heading is not None, f"no object at {offset}"
        assert int(heading[1]) == number, f"no object {number}"
        body = pdf[heading.end() : end].rstrip()
        assert body.endswith(b"endobj"), f"object {number} does not end"
        yield number, body[: -len(b"endobj")].rstrip()


def _trailer(pdf: bytes) -> bytes:
    """Return what the trailer's dictionary holds but the size, which changes."""
    trailer = _TRAILER.search(pdf, pdf.rindex(b"trailer"))
    assert trailer is not None, "no trailer"
    return _SIZE.sub(b"", trailer[1]).strip()


def _pack(out: _Out, number: int, bodies: dict[int, bytes]) -> None:
    """Write one object stream: numbers and offsets first, then the objects."""
    table, at = [], 0
    for index, (packed_number, body) in enumerate(bodies.items()):
        out.places[packed_number] = (2, number, index)
        table.append(b"%d %d" % (packed_number, at))
        at += len(body) + 1
    head = b" ".join(table) + b"\n"
    data = _deflated(head + b"\n".join(bodies.values()))
    keys = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode" % (len(bodies), len(head))
    out.add(number, stream(keys, data))


def _finish(out: _Out, number: int, trailer: bytes) -> None:
    """Write the cross-reference stream, which is also the trailer."""
    start = out.length
    out.places[number] = (1, start, 0)
    rows = (out.places.get(n, (0, 0, 65535)) for n in range(number + 1))
    table = [
        kind.to_bytes(1, "big") + where.to_bytes(5, "big") + more.to_bytes(2, "big")
        for kind, where, more in rows
    ]
    filtered = b"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns %d>>" % _ROW
    keys = b"/Type/XRef/Size %d/W[1 5 2]%s %s" % (number + 1, filtered, trailer)
    out.add(number, stream(keys, _deflated(_differences(table))))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)


def _differences(rows: list[bytes]) -> bytes:
    """Write rows by what each byte adds to the one above it (PNG's filter "Up", 7.4.4.4)."""
    above = [bytes(_ROW), *rows]
    return b"".join(
        b"\x02" + bytes((byte - over) & 0xFF for byte, over in zip(row, up, strict=True))
        for up, row in zip(above, rows, strict=False)
    )


def stream(keys: bytes, data: bytes) -> bytes:
    """Write a stream of compressed data, which must not end as a line does.

    Some validators take a carriage return there for part of the line's end that follows, and the
    length for wrong. A byte after the checksum is read by nobody.
    """
    if data.endswith((b"\r", b"\n")):
        data += b"\0"
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (keys, len(data), data)


def _deflated(data: bytes) -> bytes:
    return bytes(zlib_compress(data, _TIGHTNESS))


def _tighter(body: bytes, *, is_page: bool) -> bytes:
    """Return a stream of the engine's packed more tightly, and ending as it may."""
    found = _STREAM.fullmatch(body)
    if found is None or b"/Filter/FlateDecode" not in found[1] or _FILE in found[1]:
        return body
    content = zlib.decompress(found[2])
    data = _deflated(lean_page(content) if is_page else content)
    return stream(_LENGTH.sub(b"", found[1]), min(data, found[2], key=len))
