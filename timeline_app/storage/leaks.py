"""The search after the copy: every byte of a file that is to leave, for every text that may not.

Twice: value by value, which says where, and over the raw bytes, which also sees what lies between
the records. Case, diacritics and forms of letters do not hide anything.
"""

from __future__ import annotations

import gzip
import io
import sqlite3
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from timeline_app.domain.folding import folded
from timeline_app.domain.protected import Needle
from timeline_app.domain.records import KINDS
from timeline_app.storage.rows import shape

_CHUNK = 4 << 20
_ROWS = 500
_OVERLAP = 64 << 10
_MOST_UNPACKED = 64 << 20
_CODINGS = (("utf-8", 0), ("utf-16-le", 0), ("utf-16-le", 1), ("utf-16-be", 0), ("utf-16-be", 1))

Unpacked = Iterator[tuple[str, bytes]]


def leaks(conn: sqlite3.Connection, path: Path, needles: Iterable[Needle]) -> list[str]:
    """Return where a protected text stands in a file, in words; nothing is what it should be."""
    sought = _Sought(needles)
    found = [*_in_values(conn, sought), *_in_bytes(path, sought)]
    return list(dict.fromkeys(found))


class _Sought:
    """The needles, folded, with what each is."""

    def __init__(self, needles: Iterable[Needle]) -> None:
        self._needles = {text: one.what for one in needles if (text := folded(one.text).strip())}

    def inside(self, text: str) -> Iterator[str]:
        """Yield what of the needles stands in a text; plain, and with its spaces made alike."""
        if not self._needles:
            return
        plain = folded(text)
        spaced = " ".join(plain.split())
        yield from (
            what for needle, what in self._needles.items() if needle in plain or needle in spaced
        )


def _in_values(conn: sqlite3.Connection, sought: _Sought) -> Iterator[str]:
    for kind in KINDS:
        cursor = conn.execute(shape(kind).select)
        while rows := cursor.fetchmany(_ROWS):
            # Folding is dear: a whole batch at once, and its rows only when something is there.
            texts = (value for row in rows for value in row if isinstance(value, str))
            bytes_too = any(isinstance(value, bytes) for row in rows for value in row)
            if bytes_too or any(True for _ in sought.inside("\n".join(texts))):
                yield from _in_rows(kind, rows, sought)


def _in_rows(kind: str, rows: Iterable[tuple[object, ...]], sought: _Sought) -> Iterator[str]:
    for row in rows:
        for name, value in zip(shape(kind).names, row, strict=True):
            for what in _in_value(value, sought):
                yield f"{what} in the {name} of {kind} {row[0]}"


def _in_value(value: object, sought: _Sought) -> Iterator[str]:
    if isinstance(value, str):
        yield from sought.inside(value)
    elif isinstance(value, bytes):
        for text in _readings(value):
            yield from sought.inside(text)
        for name, content in _unpacked(value):
            for text in (name, *_readings(content)):
                yield from sought.inside(text)


def _in_bytes(path: Path, sought: _Sought) -> Iterator[str]:
    """Search a file in pieces that overlap, so that nothing falls between two."""
    with path.open("rb") as file:
        at, kept = 0, b""
        while chunk := file.read(_CHUNK):
            piece = kept + chunk
            for text in _readings(piece):
                for what in sought.inside(text):
                    yield f"{what} in the file's bytes near {at - len(kept)}"
            at += len(chunk)
            kept = piece[-_OVERLAP:]


def _readings(content: bytes) -> Iterator[str]:
    """Yield bytes as every text they might be."""
    for coding, start in _CODINGS:
        yield content[start:].decode(coding, errors="ignore")


def _unpacked(content: bytes) -> Unpacked:
    """Yield what is packed in an attachment, up to a limit: zip (and office files), gzip, zlib."""
    for unpack in (_from_zip, _from_gzip, _from_zlib):
        try:
            yield from unpack(content)
        except (zipfile.BadZipFile, OSError, zlib.error, EOFError, ValueError, NotImplementedError):
            continue


def _from_zip(content: bytes) -> Unpacked:
    if not content.startswith(b"PK"):
        return
    left = _MOST_UNPACKED
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for name in packed.namelist():
            with packed.open(name) as file:
                part = file.read(left)
            left -= len(part)
            yield name, part


def _from_gzip(content: bytes) -> Unpacked:
    if content.startswith(b"\x1f\x8b"):
        with gzip.open(io.BytesIO(content)) as file:
            yield "", file.read(_MOST_UNPACKED)


def _from_zlib(content: bytes) -> Unpacked:
    if content[:1] == b"\x78":
        yield "", zlib.decompressobj().decompress(content, _MOST_UNPACKED)
