"""We failed: a report that says where, never with what; and the program goes on."""

import subprocess
import sys
import threading

import pytest
from PySide6.QtCore import Qt, QTimer, qCritical, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QPushButton

from timeline_app.shell.help_pages import Report
from timeline_app.shell.trouble import Trouble, report

SECRET = "the source is K. Demir"


def fault():
    raise KeyError(SECRET)


def caught():
    try:
        fault()
    except KeyError as error:
        return type(error), error, error.__traceback__


@pytest.fixture
def trouble(monkeypatch, qapp):
    for hook in ("sys.excepthook", "threading.excepthook"):
        monkeypatch.setattr(hook, lambda *_: None)
    monkeypatch.setattr("sys.__excepthook__", lambda *_: None)
    watching = Trouble()
    handler = qInstallMessageHandler(None)
    watching.watch()
    yield watching
    qInstallMessageHandler(handler)


def test_a_report_says_where_and_on_what_machine():
    told = report(*caught())
    assert "test_trouble.py" in told
    assert "in fault" in told
    assert "KeyError" in told
    assert "Python 3." in told


def test_a_report_holds_no_word_of_the_project_and_no_folder_of_the_person():
    told = report(*caught())
    assert SECRET not in told
    assert "/home" not in told
    assert "/tests" not in told


def test_a_cause_is_told_as_well():
    try:
        try:
            fault()
        except KeyError as error:
            raise ValueError(SECRET) from error
    except ValueError as error:
        told = report(ValueError, error, error.__traceback__)
    assert "caused by" in told
    assert "KeyError" in told
    assert SECRET not in told


def test_an_error_nobody_caught_is_told_once(qtbot, trouble):
    told = []
    trouble.happened.connect(told.append)
    error = caught()
    sys.excepthook(*error)
    sys.excepthook(*error)
    qtbot.waitUntil(lambda: len(told) == 1)
    QApplication.processEvents()
    assert len(told) == 1


def test_an_error_on_another_thread_is_told_too(qtbot, trouble):
    with qtbot.waitSignal(trouble.happened) as happened:
        thread = threading.Thread(target=fault)
        thread.start()
        thread.join()
    assert "KeyError" in happened.args[0]


def test_what_qt_calls_critical_is_told(qtbot, trouble):
    with qtbot.waitSignal(trouble.happened) as happened:
        qCritical("no more handles")
    assert "no more handles" in happened.args[0]


def test_the_report_can_be_copied(qtbot):
    told = report(*caught())
    page = Report(told, None)
    qtbot.addWidget(page)
    copy = next(b for b in page.findChildren(QPushButton) if "opy" in b.text())

    def press():
        qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
        qtbot.keyClick(page, Qt.Key.Key_Escape)

    QTimer.singleShot(0, press)
    page.exec()
    assert QApplication.clipboard().text() == told


CRASH = """
import ctypes, sys
from pathlib import Path
from timeline_app.shell.trouble import last_crash
print(last_crash(Path(sys.argv[1])), flush=True)
ctypes.string_at(0)
"""


def test_a_crash_is_reported_at_the_next_start(tmp_path):
    path = tmp_path / "state" / "crash.txt"
    first, second = (
        subprocess.run(
            [sys.executable, "-c", CRASH, str(path)], capture_output=True, text=True, check=False
        )
        for _ in range(2)
    )
    assert first.returncode != 0
    assert first.stdout.strip() == ""
    assert "Segmentation fault" in second.stdout
    assert "timeline-app" in second.stdout
