"""We failed: every error that nobody expected ends in a report the person can copy.

The report names version, platform and where it happened. It never holds the error's own words
unless they are ours: those may quote a project. What the world does to us is not handled here but
told as a sentence by whoever asked for it.
"""

from __future__ import annotations

import faulthandler
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
    qVersion,
)

from timeline_app import __version__

_GRAVE = (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)


class Trouble(QObject):
    """Catches what nobody caught, and hands a report to the window on the GUI thread."""

    happened = Signal(str)  # the report

    _noticed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told: set[str] = set()
        # Always through the event loop: the fault may be in a paint event or on another thread.
        self._noticed.connect(self.happened, Qt.ConnectionType.QueuedConnection)

    def watch(self) -> None:
        """Take over the hooks of Python, of its threads and of Qt until the process ends."""
        sys.excepthook = self._caught
        threading.excepthook = lambda args: self._caught(
            args.exc_type, args.exc_value, args.exc_traceback
        )
        qInstallMessageHandler(_printed(self._notice))

    def _caught(
        self,
        kind: type[BaseException],
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        sys.__excepthook__(kind, error or kind(), trace)  # whole, for the terminal we came from
        if not issubclass(kind, KeyboardInterrupt):
            self._notice(report(kind, error, trace))

    def _notice(self, told: str) -> None:
        # Once each: a fault in painting would come again with every frame.
        if told not in self._told:
            self._told.add(told)
            self._noticed.emit(told)


def last_crash(path: Path) -> str:
    """Return the report of a start that ended in a crash, or "", and watch over this one.

    Where even Python cannot go on (a fault in Qt, say), only the system's own trace is left; it
    is written to `path`, holds files and functions only, and is shown at the next start.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = path.open("a+", encoding="utf-8")  # left open until the process ends
    kept.seek(0)
    left = kept.read()
    kept.truncate(0)
    faulthandler.enable(kept)
    return f"{_headline()}\n\n{left}" if left.strip() else ""


def report(
    kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
) -> str:
    """Write the report on an error: where, never with what."""
    lines = [_headline(), "", *_where(trace), kind.__name__]
    cause = error.__cause__ if error is not None else None
    if cause is not None:
        lines += ["", "caused by", *_where(cause.__traceback__), type(cause).__name__]
    return "\n".join(lines)


def _headline() -> str:
    return (
        f"timeline-app {__version__} · Python {platform.python_version()} · Qt {qVersion()}"
        f" · {platform.system()} {platform.release()} {platform.machine()}"
    )


def _where(trace: TracebackType | None) -> list[str]:
    # From the package on, so that no folder of the person's is named; no source line, no value.
    return [
        f"  {_inside(frame.filename)}:{frame.lineno} in {frame.name}"
        for frame in traceback.extract_tb(trace, limit=None)
    ]


def _inside(path: str) -> str:
    for root in ("timeline_app", "site-packages", "lib"):
        _, found, rest = path.replace("\\", "/").rpartition(f"/{root}/")
        if found:
            return f"{root}/{rest}"
    return path.replace("\\", "/").rpartition("/")[2]


Handler = Callable[[QtMsgType, QMessageLogContext, str], None]


def _printed(notice: Callable[[str], None]) -> Handler:
    def handle(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        print(message, file=sys.stderr)  # noqa: T201 - what Qt would do
        if kind in _GRAVE:
            notice(f"{_headline()}\n\nQt: {message}")

    return handle
