import zlib

import pytest
from page import validate_pdf_bytes

from tests.exchange.printing import pages
from timeline_app.exchange.packing import packed
from timeline_app.exchange.typesetting import _compiler  # the engine's own output is what it reads


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plain")
    text = "#set document(title: [T])\n= One\n" + "\n".join(f"- item {n}" for n in range(900))
    (folder / "a.typ").write_text('#set text(font: "Noto Sans", fallback: false)\n' + text)
    return _compiler(folder, "a.typ").compile(format="pdf", pdf_standards=["a-3a", "ua-1"])


def test_a_packed_document_says_the_same(plain):
    assert pages(packed(plain)) == pages(plain)


def test_it_is_smaller(plain):
    assert len(packed(plain)) < len(plain) / 2


def test_it_keeps_to_its_standards(plain):
    for profile in ("3a", "ua1"):
        assert validate_pdf_bytes(packed(plain), profile=profile).is_compliant


def test_packing_is_the_same_every_time(plain):
    assert packed(plain) == packed(plain)


def test_data_that_ends_like_a_line_gets_a_byte_no_reader_reads():
    data = zlib.compress(b"\x0c")  # Adler-32 of one byte ends in that byte and one more
    assert data.endswith(b"\r")
    body = b"<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream" % (len(data), data)
    file = b"%PDF-1.7\n"
    one, two = len(file), len(file) + len(b"1 0 obj\n%s\nendobj\n" % body)
    file += b"1 0 obj\n%s\nendobj\n2 0 obj\n<</Type/Catalog>>\nendobj\n" % body
    table = b"xref\n0 3\n0000000000 65535 f\r\n%010d 00000 n\r\n%010d 00000 n\r\n" % (one, two)
    file += table + b"trailer\n<</Size 3/Root 2 0 R>>\nstartxref\n"
    file += b"%d\n%%%%EOF" % file.index(b"xref\n0 3")
    out = packed(file)
    assert b"\r\0\nendstream" in out
    assert b"/Length %d" % (len(data) + 1) in out


@pytest.mark.parametrize("other", [b"", b"%PDF-1.7\nstartxref\n3\n%%EOF"])
def test_what_the_engine_does_not_write_is_refused_loudly(other):
    with pytest.raises((AssertionError, ValueError, IndexError)):
        packed(other)
