import struct
import zlib

import pytest

from timeline_app.storage.pictures import stripped


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def segment(marker: int, data: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(data) + 2) + data


HEADER = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
PIXELS = chunk(b"IDAT", zlib.compress(b"\0\0"))
END = chunk(b"IEND", b"")
PNG = b"\x89PNG\r\n\x1a\n"
SCAN = segment(0xDA, b"\x01\x01\0\0\x3f\0") + b"\x12\xff\x00\x34\xff\xd0\x56"


def test_a_png_keeps_its_pixels_and_loses_its_words() -> None:
    told = chunk(b"tEXt", b"Author\0Nadia") + chunk(b"eXIf", b"GPS 37.05 41.22")
    clean = stripped("image/png", PNG + HEADER + told + PIXELS + END + b"after the end")
    assert clean == PNG + HEADER + PIXELS + END


def test_a_jpeg_keeps_its_scan_and_loses_where_it_was_taken() -> None:
    exif, words = segment(0xE1, b"Exif\0\0GPS"), segment(0xFE, b"taken by Nadia")
    table = segment(0xDB, bytes(65))
    clean = stripped(
        "image/jpeg", b"\xff\xd8" + exif + words + table + SCAN + b"\xff\xd9" + b"trailer"
    )
    assert clean == b"\xff\xd8" + table + SCAN + b"\xff\xd9"


@pytest.mark.parametrize(
    ("media_type", "content"),
    [
        ("image/png", b"\xff\xd8\xff\xd9"),
        ("image/png", PNG + HEADER[:-3]),
        ("image/jpeg", b"\xff\xd8" + segment(0xE1, b"x")[:-1]),
        ("image/jpeg", b"\xff\xd8" + SCAN),
        ("image/jpeg", b""),
        ("application/pdf", b"%PDF-1.7"),
    ],
)
def test_what_cannot_be_stripped_is_none(media_type: str, content: bytes) -> None:
    assert stripped(media_type, content) is None
