"""The search after the copy: every byte of a file that is to leave, for every text that may not.

Twice: value by value, which says where, and over the raw bytes, which also sees what lies between
the records. Case, diacritics and forms of letters do not hide anything.
"""

from __future__ import annotations

import gzip
import io
import re
import sqlite3
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from timeline_app.domain.folding import folded
from timeline_app.domain.protected import Needle
from timeline_app.domain.records import KINDS
from timeline_app.storage.rows import shape

_CHUNK = 4 << 20
_ROWS = 500
_OVERLAP = 64 << 10
_MOST_UNPACKED = 64 << 20
_START = 3  # words
_UTF16 = (("utf-16-le", 0), ("utf-16-le", 1), ("utf-16-be", 0), ("utf-16-be", 1))
_RARE = re.compile(r"[^\x00-\u1fff]+")
_WORD = re.compile(r"\w+")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_ASCII = {code: chr(code).lower() for code in range(128)} | {ord("'"): None}

_NAMING = ("title", "name", "text", "quote", "label", "wording")
"""The columns of which the first that holds anything names a record."""
_LONGEST = 60  # characters of that in a sentence

Unpacked = Iterator[tuple[str, bytes]]
Leak = tuple[str, str]
"""What leaks, and where."""


def leaks(conn: sqlite3.Connection, path: Path, needles: Iterable[Needle]) -> list[str]:
    """Return where a protected text stands in a file, in words; nothing is what it should be."""
    sought = _Sought(needles)
    found = list(_in_values(conn, sought))
    told = {what for what, _ in found}
    # Of what a record tells, its bytes tell nothing more.
    found += [(what, where) for what, where in _in_bytes(path, sought) if what not in told]
    return list(dict.fromkeys(f"{what} in {where}" for what, where in found))


class _Sought:
    """The needles with what each is: folded for texts, and encoded for UTF-16."""

    def __init__(self, needles: Iterable[Needle]) -> None:
        needles = tuple(needles)
        spaced = ((" ".join(folded(one.text).split()), one.what) for one in needles)
        plain = {text: what for text, what in spaced if text}
        starts = {text: tuple(_WORD.findall(text)[:_START]) for text in plain}
        self._short = {text: plain[text] for text, start in starts.items() if len(start) < _START}
        self._long: dict[tuple[str, ...], list[str]] = {}
        for text, start in starts.items():
            if text not in self._short:
                self._long.setdefault(start, []).append(text)
        self._what = plain
        few = [one for one in needles if len(_WORD.findall(folded(one.text))) < _START]
        self._encoded = {code: one.what for one in few for code in _encodings(one.text)}

    def inside(self, text: str) -> Iterator[str]:
        """Yield what of the needles stands in a text, however its spaces are made."""
        if not self._what:
            return
        spaced = " ".join(quick_folded(text).split())
        yield from (what for needle, what in self._short.items() if needle in spaced)
        if self._long:
            yield from self._long_inside(spaced)

    def _long_inside(self, spaced: str) -> Iterator[str]:
        """Look for whole notes by the three words each begins with: there may be thousands."""
        words = _WORD.findall(spaced)
        beginnings = set(zip(*(words[n:] for n in range(_START)), strict=False))
        for start in self._long.keys() & beginnings:
            yield from (self._what[needle] for needle in self._long[start] if needle in spaced)

    def inside_utf16(self, content: bytes) -> Iterator[str]:
        """Yield what of the needles stands in bytes as UTF-16, in the usual cases."""
        yield from (what for code, what in self._encoded.items() if code in content)
        if self._long:
            for coding, start in _UTF16:
                text = content[start:].decode(coding, errors="ignore")
                # Read as UTF-16, other bytes are rare signs, which are dear to fold and no words.
                likely = quick_folded(_RARE.sub(" ", text))
                yield from self._long_inside(" ".join(likely.split()))


def _encodings(text: str) -> Iterator[bytes]:
    """Yield a text in UTF-16 as it may be written: case, composed or not, either end first."""
    for cased in {text, text.lower(), text.upper(), text.title(), text.casefold()}:
        for form in ("NFC", "NFD"):
            for coding in ("utf-16-le", "utf-16-be"):
                yield unicodedata.normalize(form, cased).encode(coding, "surrogatepass")


def quick_folded(text: str) -> str:
    """Return what `folded` returns, at a hundred times its speed where a text is mostly ASCII."""
    plain = text.translate(_ASCII)
    return _NOT_ASCII.sub(lambda run: folded(run[0]), plain)


def _in_values(conn: sqlite3.Connection, sought: _Sought) -> Iterator[Leak]:
    for kind in KINDS:
        cursor = conn.execute(shape(kind).select)
        while rows := cursor.fetchmany(_ROWS):
            # Folding is dear: a whole batch at once, and its rows only when something is there.
            texts = (value for row in rows for value in row if isinstance(value, str))
            bytes_too = any(isinstance(value, bytes) for row in rows for value in row)
            if bytes_too or any(True for _ in sought.inside("\n".join(texts))):
                yield from _in_rows(kind, rows, sought)


def _in_rows(kind: str, rows: Iterable[tuple[object, ...]], sought: _Sought) -> Iterator[Leak]:
    for row in rows:
        values = dict(zip(shape(kind).names, row, strict=True))
        for name, value in values.items():
            for what in _in_value(value, sought):
                yield what, f"the {name} of {kind} {_called(values)}"


def _called(values: Mapping[str, object]) -> str:
    """Return how a person finds a record: the beginning of what names it, else its id."""
    named = (values.get(name) for name in _NAMING)
    text = " ".join(next((str(value) for value in named if value), "").split())
    short = text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
    return f"“{short}”" if short else str(values["id"])


def _in_value(value: object, sought: _Sought) -> Iterator[str]:
    if isinstance(value, str):
        yield from sought.inside(value)
    elif isinstance(value, bytes):
        yield from _in_content(value, sought)
        for name, content in _unpacked(value):
            yield from sought.inside(name)
            yield from _in_content(content, sought)


def _in_content(content: bytes, sought: _Sought) -> Iterator[str]:
    yield from sought.inside(content.decode("utf-8", errors="ignore"))
    yield from sought.inside_utf16(content)


def _in_bytes(path: Path, sought: _Sought) -> Iterator[Leak]:
    """Search a file in pieces that overlap, so that nothing falls between two."""
    with path.open("rb") as file:
        at, kept = 0, b""
        while chunk := file.read(_CHUNK):
            piece = kept + chunk
            for what in _in_content(piece, sought):
                yield what, f"the file's bytes near {at - len(kept)}"
            at += len(chunk)
            kept = piece[-_OVERLAP:]


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
