import zlib

import pytest

from timeline_app.exchange.attaching import PackedFile, held, packed_files, with_files
from timeline_app.exchange.document_data import Attachment

HOLDER = (
    b"<</Length 9/Type/EmbeddedFile/Subtype/text#2Fplain/Params<</Size 9/ModDate(D:2026)>>>>\n"
    b"stream\nnotes.txt\nendstream"
)


def notes(content):
    return Attachment("notes.txt", "data", "text/plain", "Notes", lambda: content)


def test_a_file_takes_the_place_kept_for_it_and_its_size_is_told():
    content = b"every line is the same\n" * 1000
    files = packed_files([notes(content)])
    done = with_files({1: b"<<>>", 2: HOLDER}, files)
    keys, data = done[2].split(b">>\nstream\n", 1)
    assert b"/Filter/FlateDecode/Type/EmbeddedFile" in keys
    assert b"/Size 23000/ModDate" in keys
    assert zlib.decompress(data.removesuffix(b"\nendstream")) == content
    assert done[1] == b"<<>>"


def test_an_empty_file_is_a_file():
    assert packed_files([notes(b"")])[b"notes.txt"].size == 0


def test_a_file_without_its_place_is_our_fault_and_loud():
    with pytest.raises(AssertionError, match="no place"):
        with_files({1: b"<<>>"}, {held(notes(b"")): PackedFile(0, zlib.compress(b""))})
