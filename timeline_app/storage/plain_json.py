"""JSON as the project file keeps it: without spaces, and nothing escaped that need not be.

A text of a megabyte goes into the log and the hashes of every edit of it, so that long texts are
quoted as bytes, in half the time.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from json.encoder import encode_basestring
from typing import TypeGuard

import numpy as np

LONG = 10_000
"""Characters from which it is quicker to quote bytes."""

_ESCAPES = ((b"\\", b"\\\\"), (b'"', b'\\"'), (b"\n", b"\\n"), (b"\r", b"\\r"), (b"\t", b"\\t"))
_FIRST_PLAIN = 0x20

encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""Return texts, numbers, None, lists and tables of them as JSON."""


def in_utf8(values: Sequence[object]) -> bytes:
    """Return `encode` of texts, numbers and None in UTF-8."""
    if not any(map(is_long, values)):
        return _utf8(encode(values))
    pieces = (_quoted(v) if is_long(v) else _utf8(encode(v)) for v in values)
    return b"[" + b",".join(pieces) + b"]"


def is_long(value: object) -> TypeGuard[str]:
    """Tell whether something is a long text."""
    return isinstance(value, str) and len(value) > LONG


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _quoted(text: str) -> bytes:
    found = _utf8(text)
    for plain, escaped in _ESCAPES:
        found = found.replace(plain, escaped)
    if np.frombuffer(found, np.uint8).min() < _FIRST_PLAIN:
        return _utf8(encode_basestring(text))
    return b'"' + found + b'"'
