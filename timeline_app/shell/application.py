"""The program from its first line to its last: application, settings, window, first file."""

from __future__ import annotations

import gc
import json
import signal
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from timeline_app import __version__
from timeline_app.models.jobs import finish
from timeline_app.shell.files import Files
from timeline_app.shell.main_window import MainWindow
from timeline_app.shell.settings import APP_NAME, Settings, crash_file, own_files, settings_file
from timeline_app.shell.trouble import Trouble, last_crash
from timeline_app.widgets import look

SETTLED_MS = 3_000
"""After the start, when the first project is shown and nothing is waited for."""

LAST_WORK = 30.0
"""Seconds for which a backup under way is waited for at the end, with no window any more."""

_YOUNG, _ROUNDS = 20_000, 20
"""New objects before the youngest are gone through, and rounds before older ones are."""


def run(file: Path | None, *, until_first_frame: bool = False) -> int:
    """Open the window, on `file` or on what fits best, and return the exit code.

    `until_first_frame` ends the program when the first frame is painted, and prints as JSON at
    what time of the monotonic clock that was: the bench's way to measure the start.
    """
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    # Ctrl+C in the terminal ends the program at once; Python would only notice at the next event.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    app.setApplicationName(APP_NAME)
    app.setApplicationDisplayName("Timeline")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName(APP_NAME)
    settings = Settings(settings_file())
    window = make_window(app, settings, own_files())
    crash = last_crash(crash_file())
    window.trouble.watch()
    open_first(window.files, settings, file)
    if until_first_frame:
        FirstFrame(window.centre, app)
    window.show()
    if crash:
        QTimer.singleShot(0, lambda: window.trouble.happened.emit(crash))
    QTimer.singleShot(SETTLED_MS, window, settle_memory)
    code = app.exec()
    finish(LAST_WORK)
    return code


def settle_memory() -> None:
    """Take what the program is made of out of the garbage collector's sight.

    A full collection over it took up to 20 ms in the middle of a frame, and never found anything.
    What comes later is gone through more seldom: a frame makes thousands of small values, hardly
    one of which outlives it.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, _ROUNDS, _ROUNDS)


def make_window(app: QApplication, settings: Settings, folder: Path) -> MainWindow:
    """Dress the application and make its window, with nothing open yet."""
    app.setProperty("timeline_theme", settings.theme)
    look.dress(app, settings.text_size)
    trouble = Trouble()
    files = Files(settings, folder)
    window = MainWindow(files, settings, trouble)
    trouble.setParent(window)
    files.setParent(window)
    return window


def open_first(files: Files, settings: Settings, file: Path | None) -> None:
    """Open the file named, else what was open last, else, at the very first start, the sample."""
    started_before = settings.was_started
    last = settings.last_open
    if file is not None:
        files.open(file)
    elif last is not None and files.is_there(last):
        files.open(last)
    elif not started_before:
        files.open_sample()


class FirstFrame(QObject):
    """Waits until a widget was painted once, prints when that was, and ends the program."""

    def __init__(self, widget: QWidget, app: QApplication) -> None:
        super().__init__(widget)
        self._widget = widget
        self._app = app
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._widget.removeEventFilter(self)
            QTimer.singleShot(0, self._tell)  # after all of the window's parts are painted
        return False

    def _tell(self) -> None:
        print(json.dumps({"first_frame": time.monotonic()}))  # noqa: T201 - asked for
        self._app.quit()
