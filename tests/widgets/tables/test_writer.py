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
from timeline_app.widgets.tables.pictures import Picture, Pictures
from timeline_app.widgets.tables.writer import Look, Place, Writer
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


def painted(brush, look, strong, behind, times):
    """A cell as it looks when it is painted for the nth time."""
    size = round(WIDE * brush.device_pixels), round(3 * HEIGHT * brush.device_pixels)
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(brush.device_pixels)
    for _ in range(times):
        image.fill(brush.colour(look.ground))
        with QPainter(image) as painter:
            writer = Writer(painter, brush, HEIGHT, brush.lettering(strong=strong))
            if not writer.copy(look, 20, HEIGHT):
                cut = writer.lettering.cut(look.text, look.room)
                writer.write(cut, look, Place(20, behind, HEIGHT), keeps=True)
    return image


@pytest.mark.parametrize("ratio", [1.0, 2.0])
@given(look=LOOKS, strong=st.booleans(), behind=st.sampled_from([0.0, 0.296875, 7.5]))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_words_copied_look_as_words_written(qapp, ratio, look, strong, behind):
    brush = Brush(Theme.current(), QFont(), ratio)
    written = painted(brush, look, strong, behind, times=1)
    assert brush.pictures.find(look) is None
    assert painted(brush, look, strong, behind, times=2) == written
    assert brush.pictures.find(look) is not None


def test_nothing_is_copied_where_a_pixel_is_no_whole_number_of_the_screens(qapp):
    brush = Brush(Theme.current(), QFont(), 1.5)
    look = Look("checked", "status", 80, "ink", "", "paper")
    painted(brush, look, strong=False, behind=0.0, times=3)
    assert brush.pictures.find(look) is None


def test_words_in_scripts_that_join_their_letters_are_always_written(qapp):
    brush = Brush(Theme.current(), QFont(), 1.0)
    look = Look("القامشلي", "speaker", 80, "ink", "", "paper")
    painted(brush, look, strong=False, behind=0.0, times=3)
    assert brush.pictures.find(look) is None


def test_the_pictures_longest_not_asked_for_are_forgotten(qapp):
    pictures = Pictures(most_pixels=250)
    for key in "ab":
        pictures.keep(key, Picture(QPixmap(10, 10), 0, 0))
    assert pictures.find("a") is not None
    pictures.keep("c", Picture(QPixmap(10, 10), 0, 0))
    assert [key for key in "abc" if pictures.find(key)] == ["a", "c"]


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
