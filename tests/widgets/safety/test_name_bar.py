"""The name is asked for once, and may be left empty."""

import pytest
from PySide6.QtCore import Qt

from timeline_app.widgets.safety.name_bar import NameBar


@pytest.fixture
def bar(qtbot):
    bar = NameBar()
    qtbot.addWidget(bar)
    bar.show()
    return bar


def test_return_signs_with_what_was_typed(qtbot, bar):
    qtbot.keyClicks(bar.field, " Nadia K. ")
    with qtbot.waitSignal(bar.named) as told:
        qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert told.args == ["Nadia K."]
    assert bar.isHidden()


def test_no_name_is_an_answer_too(qtbot, bar):
    assert not bar.sign.isEnabled()
    with qtbot.waitSignal(bar.named) as told:
        qtbot.mouseClick(bar.leave, Qt.MouseButton.LeftButton)
    assert told.args == [""]
