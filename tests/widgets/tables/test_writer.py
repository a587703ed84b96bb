"""Words copied from a picture look as if they were written letter by letter."""

import pytest
import shiboken6
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from timeline_app.models.selection import Selection
from timeline_app.widgets import theme as themes
from timeline_app.widgets.tables.brush import Brush
from timeline_app.widgets.tables.kinds import ClaimsTable
from timeline_app.widgets.tables.pictures import Look, Picture, Pictures
from timeline_app.widgets.tables.writer import Place, Writer, drawn
from timeline_app.widgets.theme import Theme

HEIGHT, WIDE = 27, 300
ALPHABET = "ijlWfQgÅÇÑǺŐЁйЎҖΑάΰψ_|[{(.,–…“”’ 0129\u00ad"
LOOKS = st.builds(
    Look,
    text=st.text(ALPHABET, max_size=40),
    column=st.just("status"),
    room=st.integers(8, WIDE - 40),
    ink=st.sampled_from(["ink", "ink_soft", "disputes"]),
    pill=st.sampled_from(["", "good_soft"]),
    ground=st.sampled_from(["paper", "selection"]),
)


def painted(brush, look, strong, behind):
    """A cell as it looks when it is painted; what it wishes for is drawn afterwards."""
    size = round(WIDE * brush.device_pixels), round(3 * HEIGHT * brush.device_pixels)
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(brush.device_pixels)
    image.fill(brush.colour(look.ground))
    writer = Writer(brush, brush.lettering(strong=strong))
    if not writer.copy_words(look, 20, HEIGHT):
        cut = writer.lettering.cut(look.text, look.room)
        writer.write(cut, look, Place(20, behind, HEIGHT), keeps=True)
    with QPainter(image) as painter:
        writer.put(painter)
    for wish in brush.pictures.granted(9):
        brush.pictures.keep(wish.look, drawn(wish, brush))
    return image


@pytest.mark.parametrize("ratio", [1.0, 2.0])
@given(look=LOOKS, strong=st.booleans(), behind=st.sampled_from([0.0, 0.296875, 7.5]))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_words_copied_look_as_words_written(qapp, ratio, look, strong, behind):
    brush = Brush(Theme.current(), QFont(), ratio)
    assert brush.pictures.find(look) is None
    written = painted(brush, look, strong, behind)
    assert brush.pictures.find(look) is not None
    assert painted(brush, look, strong, behind) == written


def test_nothing_is_copied_where_a_pixel_is_no_whole_number_of_the_screens(qapp):
    brush = Brush(Theme.current(), QFont(), 1.5)
    look = Look("checked", "status", 80, "ink", "", "paper")
    painted(brush, look, strong=False, behind=0.0)
    assert brush.pictures.find(look) is None


def test_words_in_scripts_that_join_their_letters_are_always_written(qapp):
    brush = Brush(Theme.current(), QFont(), 1.0)
    look = Look("القامشلي", "speaker", 80, "ink", "", "paper")
    painted(brush, look, strong=False, behind=0.0)
    assert brush.pictures.find(look) is None


def test_the_pictures_longest_not_asked_for_are_forgotten(qapp):
    pictures = Pictures(most_pixels=250)
    a, b, c = (Look(text, "speaker", 80, "ink", "", "paper") for text in "abc")
    for look in (a, b):
        pictures.keep(look, Picture(QPixmap(10, 10), 0, 0))
    assert pictures.find(a) is not None
    pictures.keep(c, Picture(QPixmap(10, 10), 0, 0))
    assert [look for look in (a, b, c) if pictures.find(look)] == [a, c]


@pytest.fixture
def table(qtbot, document):
    table = ClaimsTable(document, Selection())
    table.resize(1200, 500)
    with qtbot.waitExposed(table):
        table.show()
    yield table
    shiboken6.delete(table)  # before the file it reads from closes


def grabbed(table):
    QApplication.processEvents()
    return table.view.viewport().grab().toImage()


def test_words_on_screen_get_pictures_when_nothing_else_is_to_be_done(qtbot, table, monkeypatch):
    pictures, kept = table.view.delegate.brush.pictures, []
    keep = pictures.keep

    def noted(look, picture):
        kept.append(look.column)
        keep(look, picture)

    monkeypatch.setattr(pictures, "keep", noted)
    table.view.setColumnWidth(1, 133)
    written = table.view.viewport().grab().toImage()
    assert not kept
    qtbot.waitUntil(lambda: "speaker" in kept)
    assert grabbed(table) == written


def test_a_row_that_is_selected_takes_its_ground_and_gives_it_back(table):
    rounds = []
    for _ in range(3):
        table.view.selectRow(3)
        selected = grabbed(table)
        table.view.clearSelection()
        rounds.append((selected, grabbed(table)))
    assert rounds[0] == rounds[1] == rounds[2]
    edge = selected.pixelColor(2, table.view.rowViewportPosition(3) + 4)
    assert edge == QColor(Theme.current().colour("selection"))


def test_another_theme_leaves_no_picture_of_the_one_before(table):
    for _ in range(3):
        grabbed(table)
    themes.choose("dark")
    try:
        again = [grabbed(table) for _ in range(3)]
        assert again[0] == again[1] == again[2]
        assert again[0].pixelColor(2, 4) == Theme.current().colour("paper")
    finally:
        themes.choose(None)
