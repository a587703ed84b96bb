"""Texts cut to their cells by the advances of their letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF

from timeline_app.domain.vocabulary import Stance
from timeline_app.models.tables.claim_columns import CLAIMS
from timeline_app.storage.table_rows import ClaimRow, Named, Stand
from timeline_app.widgets.tables.brush import Lettering
from timeline_app.widgets.tables.cells import text_cut


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


_WORDS = ["القامشلي", "مطار", "الطائرات", "Камышлы", "Qamishli", "e\u0301i\u0301", "हिन्दी", "機"]


@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=60), st.integers(8, 600))
def test_a_text_that_must_be_shaped_is_cut_as_if_all_of_it_was_looked_at(qapp, words, room):
    line = " ".join(["مطار", *words])[:400].rstrip()
    metrics = QFontMetricsF(QFont())
    fits = metrics.horizontalAdvance(line) <= room - 1
    whole = line if fits else metrics.elidedText(line, Qt.TextElideMode.ElideRight, room)
    cut = Lettering(QFont()).cut(line, room)
    assert (cut.shown, cut.width) == (whole, metrics.horizontalAdvance(whole))


@pytest.mark.parametrize(
    ("room", "shown"), [(400, "supports, qualifies"), (90, "supp., qual."), (20, None)]
)
def test_several_stances_are_told_in_brief_where_they_do_not_fit(qapp, room, shown):
    lettering = Lettering(QFont())
    event = Named("e", "Airlift")
    stands = (Stand(event, Stance.SUPPORTS), Stand(event, Stance.QUALIFIES))
    row = ClaimRow("c", "Ten planes left", "", "", "", "open", "", stands=stands)
    column = CLAIMS.column("stance")
    cut = text_cut(lettering, column, row, room)
    assert cut.is_cut == (room < 400)
    assert shown is None or cut.shown == shown
    assert column.tip(row) == "supports: Airlift\nqualifies: Airlift"
