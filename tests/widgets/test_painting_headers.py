from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.scene.laws import columns_of, stage_of
from timeline_app.domain.columns import Flag
from timeline_app.scene.scale import TimeScale
from timeline_app.widgets.painting import headers
from timeline_app.widgets.painting.look import Look
from timeline_app.widgets.theme import Theme


@pytest.mark.parametrize("larger", [1, 2])
def test_a_lane_of_one_row_has_room_to_say_that_something_in_it_is_contested(
    qtbot: QtBot, larger: int
) -> None:
    font = QApplication.font()
    font.setPointSizeF(font.pointSizeF() * larger)
    look = Look(Theme.current(), font)
    columns = columns_of(1, 1, 1 << 20)
    contested = replace(columns, flags=columns.flags | int(Flag.CONTESTED))
    for told, words in ((columns, 2), (contested, 3)):
        stage = replace(stage_of(told), metrics=look.metrics)
        band = stage.layout(TimeScale()).bands[0]
        box = QRectF(0, band.top, 300, band.height)
        labels = list(headers._words_of(band, box, look))
        assert len(labels) == words
        last = labels[-1]
        assert last[1] + look.metrics.line + 4 <= box.bottom()
