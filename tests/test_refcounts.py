"""PySide6 must give back every reference it takes.

6.12.0 on Python 3.11 drops one reference to None with each call that returns nothing and one to
True with each signal sent; a few thousand of them end the process. From Python 3.12 on both are
immortal and their counts stand still.
"""

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPainter

CALLS = 500  # enough to show, too few to kill the process that should report it
SLACK = 50  # what the interpreter itself may take or give meanwhile


class _Sender(QObject):
    sent = Signal()


def _lost(singleton, act):
    act()  # the first call of a kind loads its signatures, which hold references of their own
    before = sys.getrefcount(singleton)
    for _ in range(CALLS):
        act()
    return before - sys.getrefcount(singleton)


def test_a_call_that_returns_nothing_keeps_the_count_of_none():
    thing = QObject()
    assert _lost(None, lambda: thing.setObjectName("x")) < SLACK


def test_painting_keeps_the_count_of_none():
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    try:
        assert _lost(None, lambda: painter.fillRect(0, 0, 2, 2, 0)) < SLACK
    finally:
        painter.end()


def test_a_signal_keeps_the_count_of_true():
    sender = _Sender()
    assert _lost(True, sender.sent.emit) < SLACK
