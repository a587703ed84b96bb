"""Pages of a SQLite file read without SQLite, so that a hostile or broken file only meets Python.

The layout is that of https://www.sqlite.org/fileformat.html, 1.5 to 2.1. Everything read is
bounded by the size of the file; what makes no sense is left out or raises ValueError.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO, TypeAlias

from timeline_app.storage.connection import LARGEST_VALUE
from timeline_app.storage.schema import PAGE_SIZE

Stored: TypeAlias = str | int | float | bytes | None

_INTERIOR, _LEAF = 0x05, 0x0D  # of a table's tree
_HEADER = 100
_MOST_COLUMNS = 100
_WHOLE_SIZES = (0, 1, 2, 3, 4, 6, 8)


class Pages:
    """A file's pages by number, from 1; a last one that is cut short does not count."""

    def __init__(self, file: BinaryIO, size: int, page_size: int = PAGE_SIZE) -> None:
        self._file = file
        self._page_size = page_size
        self.count = size // page_size

    def page(self, number: int) -> bytes:
        """Return one page. Raises ValueError for a number that is not there."""
        if not 1 <= number <= self.count:
            raise ValueError(f"there is no page {number}")
        self._file.seek((number - 1) * self._page_size)
        return self._file.read(self._page_size)


def rows_of_tree(pages: Pages, root: int, most: int) -> Iterator[tuple[Stored, ...]]:
    """Yield the rows of the table whose tree begins at a page, visiting at most `most` pages.

    Raises ValueError for a tree that is not one.
    """
    waiting, seen = [root], set[int]()
    while waiting:
        number = waiting.pop()
        if number in seen or len(seen) >= most:
            raise ValueError("the tree of a table runs in circles or is far too large")
        seen.add(number)
        below = children(pages, number)
        if below is None:
            yield from (values for _, values in rows_of_page(pages, number, strict=True))
        else:
            waiting.extend(below)


def children(pages: Pages, number: int) -> list[int] | None:
    """Return the pages below one of a table's tree, None for a leaf. Raises ValueError."""
    page, start = pages.page(number), _start(number)
    if page[start] == _LEAF:
        return None
    if page[start] != _INTERIOR:
        raise ValueError(f"page {number} belongs to no table")
    (last,) = struct.unpack_from(">I", page, start + 8)
    pointers = _pointers(page, start, 12)
    if any(pointer > len(page) - 4 for pointer in pointers):
        raise ValueError("a tree points outside its page")
    return [last, *(struct.unpack_from(">I", page, at)[0] for at in reversed(pointers))]


def rows_of_page(
    pages: Pages, number: int, *, strict: bool = False
) -> Iterator[tuple[int, tuple[Stored, ...]]]:
    """Yield rowid and values of the rows on one page; nothing when it holds none.

    Rows that make no sense are left out, or with `strict` raise ValueError.
    """
    page, start = pages.page(number), _start(number)
    if page[start] != _LEAF:
        return
    for pointer in _pointers(page, start, 8):
        try:
            yield _row(pages, page, pointer, start)
        except (IndexError, struct.error, ValueError) as error:
            if strict:
                raise ValueError(f"page {number} holds a row that makes no sense") from error


def _start(number: int) -> int:
    return _HEADER if number == 1 else 0


def _pointers(page: bytes, start: int, header: int) -> tuple[int, ...]:
    (count,) = struct.unpack_from(">H", page, start + 3)
    most = (len(page) - start - header) // 2
    return struct.unpack_from(f">{min(count, most)}H", page, start + header)


def _row(pages: Pages, page: bytes, pointer: int, start: int) -> tuple[int, tuple[Stored, ...]]:
    if pointer < start + 8:
        raise ValueError("a row lies in its page's header")
    size, at = _varint(page, pointer)
    rowid, at = _varint(page, at)
    if not 2 <= size <= LARGEST_VALUE:
        raise ValueError("a row is too small or too large")
    return rowid, _values(_payload(pages, page, at, size))


def _payload(pages: Pages, page: bytes, at: int, size: int) -> bytes:
    """Gather a row's bytes from its page and the overflow pages it goes on in."""
    most = len(page) - 35
    if size <= most:
        return page[at : at + size]
    least = (len(page) - 12) * 32 // 255 - 23
    local = least + (size - least) % (len(page) - 4)
    local = local if local <= most else least
    parts, missing = [page[at : at + local]], size - local
    (following,) = struct.unpack_from(">I", page, at + local)
    while missing > 0:  # ends: every turn takes bytes off a number bounded by LARGEST_VALUE
        part = pages.page(following)
        parts.append(part[4 : 4 + missing])
        missing -= len(page) - 4
        (following,) = struct.unpack_from(">I", part)
    return b"".join(parts)


def _values(payload: bytes) -> tuple[Stored, ...]:
    end, at = _varint(payload, 0)
    types: list[int] = []
    while at < end:
        kind, at = _varint(payload, at)
        types.append(kind)
    if at != end or len(types) > _MOST_COLUMNS:
        raise ValueError("a row's header does not end where it says")
    values: list[Stored] = []
    for kind in types:
        value, at = _value(payload, at, kind)
        values.append(value)
    if at != len(payload):
        raise ValueError("a row is not as long as it says")
    return tuple(values)


def _value(payload: bytes, at: int, kind: int) -> tuple[Stored, int]:
    """Decode one value by its serial type (fileformat.html, 2.1)."""
    if kind >= 12:
        end = at + (kind - 12) // 2
        part = payload[at:end]
        return (part if kind % 2 == 0 else part.decode("utf-8")), end
    if kind == 0:
        return None, at
    if kind in {8, 9}:
        return kind - 8, at
    if kind == 7:
        return float(struct.unpack_from(">d", payload, at)[0]), at + 8
    if kind > 7:
        raise ValueError("a value is of no known type")
    end = at + _WHOLE_SIZES[kind]
    return int.from_bytes(payload[at:end], "big", signed=True), end


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for index in range(8):
        byte = data[at + index]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + index + 1
    return _signed(value << 8 | data[at + 8]), at + 9


def _signed(value: int) -> int:
    return value - (1 << 64) if value >= 1 << 63 else value
