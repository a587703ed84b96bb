from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor, QIcon, QImage, QPixmap
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from timeline_app.widgets import theme
from timeline_app.widgets.look import choose_theme, dress, set_text_size
from timeline_app.widgets.still_button import StillButton

GROUND = "#f4efe2"


def dotted(button: QToolButton) -> None:
    dot = QPixmap(8, 8)
    dot.fill(QColor("red"))
    button.setIcon(QIcon(dot))


def in_it(window: QWidget) -> QToolButton:
    button = window.findChild(QToolButton)
    assert isinstance(button, QToolButton)
    return button


def picture(window: QWidget) -> QImage:
    return window.grab().toImage()


def a_window(qtbot: QtBot, make: Callable[[QWidget], QToolButton]) -> QWidget:
    window = QWidget()
    window.setObjectName("window")
    window.setStyleSheet(f"#window {{ background: {GROUND} }}")
    qtbot.addWidget(window)
    button = make(window)
    button.setText("Track ▾")
    button.setAutoRaise(True)
    button.setCheckable(True)
    window.resize(120, 40)
    window.show()
    return window


@pytest.mark.parametrize(
    "change",
    [
        lambda button: button.setText("Источник ▾"),
        lambda button: button.setChecked(True),
        lambda button: button.setEnabled(False),
        lambda button: button.resize(100, 30),
        dotted,
    ],
)
def test_it_looks_like_any_other_button_before_and_after_a_change(
    qtbot: QtBot, change: Callable[[QToolButton], None]
) -> None:
    still = a_window(qtbot, lambda window: StillButton(lambda: QColor(GROUND), window))
    usual = a_window(qtbot, QToolButton)
    before = picture(still)
    assert before == picture(usual)
    for window in (still, usual):
        change(in_it(window))
    assert picture(still) == picture(usual) != before


def test_it_looks_like_any_other_in_larger_text_and_another_theme(
    qtbot: QtBot, qapp: QApplication
) -> None:
    dress(qapp)
    still = a_window(qtbot, lambda window: StillButton(lambda: QColor(GROUND), window))
    usual = a_window(qtbot, QToolButton)
    before = picture(still)
    assert before == picture(usual)
    try:
        set_text_size(qapp, 200)
        choose_theme(qapp, theme.DARK)
        assert picture(still) == picture(usual) != before
    finally:
        set_text_size(qapp, 100)
        choose_theme(qapp, None)


def test_it_takes_up_another_ground(qtbot: QtBot) -> None:
    grounds = [QColor(GROUND)]
    window = a_window(qtbot, lambda window: StillButton(lambda: grounds[-1], window))
    picture(window)
    grounds.append(QColor("#202020"))
    assert in_it(window).grab().toImage().pixelColor(1, 1) == QColor("#202020")
