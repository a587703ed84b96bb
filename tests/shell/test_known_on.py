"""The project as known on a day, in the whole window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from timeline_app.domain.records import ClaimEvent
from timeline_app.widgets.known_on_bar import KnownOnBar
from timeline_app.widgets.painting.headers import counts_text


@pytest.mark.parametrize(
    ("key", "beside"),
    [(Qt.Key.Key_D, "timeline"), (Qt.Key.Key_F, "timeline"), (Qt.Key.Key_E, "tables")],
)
def test_a_bar_that_is_put_away_leaves_the_keyboard_beside_it(window, qtbot, key, beside):
    window.files.open_sample()
    modifier = Qt.KeyboardModifier.ControlModifier
    if key == Qt.Key.Key_F:
        modifier |= Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, key, modifier)
    focused = QApplication.focusWidget()
    view = getattr(window._views, beside)
    assert not view.isAncestorOf(focused)
    qtbot.keyClick(focused, Qt.Key.Key_Escape)
    assert not focused.isVisible()
    assert view.isAncestorOf(QApplication.focusWidget()) or view.hasFocus()


def test_a_tracks_header_and_the_marks_under_its_events_follow_the_day(window, qtbot):
    window.files.open_sample()
    document, canvas = window.files.document, window._views.timeline.canvas

    def seen():
        page = canvas.frame()
        return {counts_text(band) for band in page.bands}, sum(len(marks) for marks in page.pips)

    headers, marks = seen()
    ctrl = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(window, Qt.Key.Key_D, ctrl)
    bar = window.findChild(KnownOnBar)
    qtbot.waitUntil(lambda: len(bar.days) > 1)
    qtbot.keyClick(bar.slider, Qt.Key.Key_Home)
    links = [link.claim_id for link in document.all(ClaimEvent)]
    qtbot.waitUntil(lambda: seen()[1] == len([i for i in links if i not in document.unknown]))
    then, fewer = seen()
    assert 0 < fewer < marks
    assert then != headers
    assert sum(band.lane.claims for band in canvas.page.bands) == fewer
    assert sum(band.lane.contested for band in canvas.page.bands) == 0
    qtbot.keyClick(window, Qt.Key.Key_D, ctrl)
    assert seen() == (headers, marks)
