import sys

import pytest

from timeline_app.exchange.trouble import ExchangeError
from timeline_app.exchange.typesetting import typeset


def test_where_there_is_no_engine_a_sentence_says_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(ExchangeError) as caught:
        typeset({})
    assert "Windows" in caught.value.sentence


def test_no_room_for_the_work_is_a_sentence(monkeypatch):
    def full(*_args, **_more):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_text", full)
    with pytest.raises(ExchangeError) as caught:
        typeset({})
    assert "no space left" in caught.value.sentence
