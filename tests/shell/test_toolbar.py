import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from timeline_app.shell import actions as spec


@pytest.mark.parametrize(("per_cent", "wordy"), [(100, True), (200, False)])
def test_the_search_and_every_button_have_room_at_any_size_of_text(window, per_cent, wordy):
    window.choose_text_size(per_cent)
    window.resize(1_440, 900)
    window.show()
    QApplication.processEvents()
    bar = window._toolbar
    buttons = [bar.widgetForAction(action) for action in bar.actions()]
    assert all(button.isVisible() for button in buttons)
    assert window._search.width() > 150
    fold = bar.widgetForAction(window.actions_[spec.FOLD.name])
    assert (fold.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon) is wordy
