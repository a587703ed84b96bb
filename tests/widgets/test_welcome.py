"""The way to a project, with no project open."""

from PySide6.QtWidgets import QLabel

from timeline_app.widgets.welcome import Welcome


def test_nothing_is_cut_off_in_large_text(qtbot):
    welcome = Welcome()
    qtbot.addWidget(welcome)
    font = welcome.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    welcome.setFont(font)
    welcome.resize(640, 700)
    with qtbot.waitExposed(welcome):
        welcome.show()
    for label in welcome.findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width()), label.text()
