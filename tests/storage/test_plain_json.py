import json

from hypothesis import given
from hypothesis import strategies as st

from timeline_app.storage import plain_json
from timeline_app.storage.plain_json import LONG, encode, in_utf8

ANY = st.text(st.characters(), max_size=30)
VALUES = st.lists(st.none() | st.integers() | ANY, max_size=4)


@given(VALUES, ANY)
def test_a_long_text_is_written_as_json_writes_it(values: list[object], part: str) -> None:
    long = (part or "-") * (LONG + 1)
    whole = [*values, long, *values]
    assert in_utf8(whole) == encode(whole).encode("utf-8", "surrogatepass")


@given(VALUES)
def test_values_are_plain_json(values: list[object]) -> None:
    assert json.loads(in_utf8(values).decode("utf-8", "surrogatepass")) == values


def test_every_character_that_needs_it_is_escaped() -> None:
    every = "".join(map(chr, range(0x80))) + "é\u2028\U0001f600"
    assert plain_json.is_long(every * 100)
    assert json.loads(in_utf8([every * 100])) == [every * 100]
