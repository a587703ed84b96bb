"""Texts cut to their cells by the advances of their letters."""

import pytest
from PySide6.QtGui import QFont

from timeline_app.widgets.tables.brush import Lettering


@pytest.mark.parametrize("text", ["i" * 300, "W" * 300, "il.' " * 60, "Ten planes left. " * 20])
@pytest.mark.parametrize("room", [12, 60, 276, 900])
def test_a_text_is_cut_where_its_letters_no_longer_fit(qapp, text, room):
    lettering = Lettering(QFont())
    line = " ".join(text.split())
    cut = lettering.cut(text, room)
    if lettering.width(line) <= room:
        assert cut.shown == line
        return
    fitting = max(
        n for n in range(len(line)) if lettering.width(line[:n]) <= room - lettering.width("…")
    )
    assert cut.shown == line[:fitting].rstrip() + "…"
    assert cut.is_cut
    assert cut.width <= room
