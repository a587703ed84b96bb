import re

from hypothesis import example, given
from hypothesis import strategies as st

from timeline_app.exchange.lean_pages import lean_page

LINE = (
    b"q 1 0 0 -1 76.53543 782.6051 cm/c0 cs 0.32156864 scn\n"
    b"BT 0 Tr/f0 7.6 Tf 1 0 0 -1 0 0 Tm[(\\000\\021)20(\\000b)]TJ\nET\nQ"
)


def test_a_line_of_text_is_moved_once():
    lean = lean_page(LINE)
    assert lean == (
        b"q /c0 cs 0.32156864 scn\nBT 0 Tr/f0 7.6 Tf 76.5 782.6 Td[(\x00\x11)20(\x00b)]TJ\nET\nQ"
    )


def test_what_is_turned_otherwise_stays_where_it_is():
    slanted = LINE.replace(b"1 0 0 -1 76", b"1 0 0.2 -1 76")
    assert b"q 1 0 0.2 -1 76.53543 782.6051 cm" in lean_page(slanted)


@given(st.binary())
@example(b"\\r")  # a backslash before an r is not the escape of a return
def test_every_byte_of_a_string_stays(raw):
    escaped = b"".join(b"\\%03o" % byte for byte in raw)
    lean = lean_page(b"[(" + escaped + b")]TJ")
    read = re.sub(rb"\\(.)", lambda m: b"\r" if m[1] == b"r" else m[1], lean[2:-4], flags=re.DOTALL)
    assert read == raw
    assert b"\r" not in lean


def test_parentheses_that_pair_are_left_to_pair():
    assert lean_page(b"[(a(\\050)b)]TJ") == b"[(a(\\()b)]TJ"
