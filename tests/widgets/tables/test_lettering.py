"""Texts cut to their cells: by the advances of their letters, or as they were shaped."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

from timeline_app.domain.vocabulary import Stance
from timeline_app.models.tables.claim_columns import CLAIMS
from timeline_app.storage.table_rows import ClaimRow, Named, Stand
from timeline_app.widgets.tables.cells import text_cut
from timeline_app.widgets.tables.lettering import Lettering


@pytest.mark.parametrize("text", ["i" * 300, "W" * 300, "il.' " * 60, "Ten planes left. " * 20])
@pytest.mark.parametrize("room", [12, 60, 276, 900])
def test_a_text_is_cut_where_its_letters_no_longer_fit(qapp, text, room):
    lettering = Lettering(QFont())
    line = " ".join(text.split())

    def width(some):
        return lettering.cut(some, 10_000).width

    cut = lettering.cut(text, room)
    if width(line) <= room:
        assert cut.shown == line
        return
    fitting = max(n for n in range(len(line)) if width(line[:n]) <= room - width("…"))
    assert cut.shown == line[:fitting].rstrip() + "…"
    assert cut.is_cut
    assert cut.width <= room


@pytest.mark.parametrize("text", ["Ten planes", "مطار القامشلي"])
def test_where_a_column_leaves_no_room_only_dots_are_left(qapp, text):
    assert {Lettering(QFont()).cut(text, room).shown for room in (-40, -4, -1, 0)} == {"…"}


_WORDS = ["القامشلي", "مطار", "الطائرات", "Камышлы", "Qamishli", "e\u0301i\u0301", "हिन्दी", "機"]


@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=60), st.integers(12, 600))
@example(["機", "e\u0301i\u0301", "機", "e\u0301i\u0301"], 75)
def test_a_text_that_must_be_shaped_is_cut_where_its_letters_no_longer_fit(qapp, words, room):
    line = " ".join(["مطار", *words])[:400].rstrip()
    lettering, metrics = Lettering(QFont()), QFontMetricsF(QFont())
    cut = lettering.cut(line, room)
    assert cut.width <= room
    assert cut.is_leftward
    if metrics.horizontalAdvance(line) <= room - 1:
        assert cut.shown == line
    elif metrics.horizontalAdvance(line) > room + 1:
        begun = cut.shown.removesuffix("…")
        assert line.startswith(begun)
        assert cut.is_cut
        more = line[: len(begun) + 4]  # a space, a letter, and marks on it
        assert metrics.horizontalAdvance(more) + metrics.horizontalAdvance("…") > room - 1


def test_what_is_cut_counts_its_letters_as_a_person_does(qapp):
    lettering = Lettering(QFont())
    line = "😀🛩 مطار 😀🛩 القامشلي"
    for room in range(10, 200, 7):
        assert line.startswith(lettering.cut(line, room).shown.removesuffix("…"))
    assert lettering.cut(line, 900).shown == line
    assert not lettering.cut(line, 900).is_cut


def painted_before(lettering, text, room, right):
    """A text that is cut to some room, and ends at a pixel as those do that run to the left."""
    image = QImage(right, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    cut = lettering.cut(text, room)
    with QPainter(image) as painter:
        painter.setFont(lettering.quick)
        lettering.paint(painter, QPointF(right - cut.width, 25), cut)
    return cut, image


@pytest.mark.parametrize(
    "text",
    ["قال مصدر أمني سوري إن الطائرات غادرت المطار", "לפי דובר הצבא עזבו המטוסים את שדה התעופה"],
)
def test_a_text_that_runs_to_the_left_begins_at_its_right_and_has_its_ellipsis_at_its_left(
    qapp, text
):
    lettering = Lettering(QFont())
    _, whole = painted_before(lettering, text, 900, 600)
    cut, shown = painted_before(lettering, text, 120, 600)
    dots = round(lettering.cut("…", 99).width)
    begins = 600 - round(cut.width) + dots + 12  # but for the letter at the cut
    assert shown.copy(begins, 0, 600 - begins, 40) == whole.copy(begins, 0, 600 - begins, 40)
    left = shown.copy(0, 0, 600 - round(cut.width) + dots - 1, 40)
    inked = {
        y for x in range(left.width()) for y in range(40) if left.pixel(x, y) != left.pixel(0, 0)
    }
    assert inked
    assert inked <= set(range(21, 27))  # dots on the baseline


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
