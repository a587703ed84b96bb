"""An export in a process of its own: the window stays free, and Stop is at once."""

from __future__ import annotations

import json
import os
import sys
from concurrent.futures import wait
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

import timeline_app
from timeline_app.exchange.choices import USUAL, Part, PrintChoices
from timeline_app.models.jobs import apart

_WAIT_MS = 3000
_TIDY = 1.0  # seconds; a drive that does not answer is not waited for


class ExportProcess(QObject):
    """One export at a time. Exactly one of `finished`, `failed` and `stopped` ends each."""

    progressed = Signal(str)  # what is being done
    finished = Signal(object, object)  # Path, list of sentences: what the format could not hold
    failed = Signal(str)
    stopped = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with nothing to do."""
        super().__init__(parent)
        self.is_running = False
        self._folder: TemporaryDirectory[str] | None = None
        self._out = Path()
        self._losses: list[str] = []
        self._read = b""
        # One process object for all exports: what a stopped one still says finds nobody running.
        self._process = QProcess(self)
        self._process.readyReadStandardOutput.connect(self._listen)
        self._process.finished.connect(self._end)
        self._process.errorOccurred.connect(self._fault)

    def start(self, file: Path, out: Path, choices: PrintChoices) -> None:
        """Export a project file; one that is under way is stopped first."""
        self.stop()
        self._out, self._losses, self._read = out, [], b""
        # The child's own temporary files go with it, however it ends.
        self._folder = TemporaryDirectory(prefix="timeline-export-", ignore_cleanup_errors=True)
        self._process.setProcessEnvironment(_environment(self._folder.name))
        arguments = ["export", "--report", "--force", *arguments_of(choices), str(file), str(out)]
        self.is_running = True
        self._process.start(sys.executable, [*program(), *arguments])

    def stop(self) -> None:
        """Stop at once; what was there before stays, and nothing half done is left."""
        if not self.is_running:
            return
        self.is_running = False
        self._process.kill()
        self._process.waitForFinished(_WAIT_MS)
        self._tidy()
        self.stopped.emit()

    def _listen(self) -> None:
        if not self.is_running:
            return
        self._read += self._process.readAllStandardOutput().data()
        *lines, self._read = self._read.split(b"\n")
        for line in lines:
            message = json.loads(line)
            if "doing" in message:
                self.progressed.emit(message["doing"])
            self._losses = message.get("losses", self._losses)

    def _end(self, code: int, _status: QProcess.ExitStatus) -> None:
        if not self.is_running:
            return
        self._listen()
        self.is_running = False
        said = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace").strip()
        self._tidy()
        if code == 0:
            self.finished.emit(self._out, self._losses)
        elif code == 2 and said:
            self.failed.emit(said)
        else:
            sentence = self.tr("The export stopped unexpectedly; nothing was written.")
            self.failed.emit(f"{sentence}\n{said[-600:]}".strip())

    def _fault(self, fault: QProcess.ProcessError) -> None:
        if fault is QProcess.ProcessError.FailedToStart and self.is_running:
            self.is_running = False
            self._tidy()
            self.failed.emit(self.tr("The export could not be started on this computer."))

    def _tidy(self) -> None:
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
        wait([apart(partial(_remove_parts, self._out))], _TIDY)


def _remove_parts(out: Path) -> None:
    """Remove what an export that was ended left beside its file."""
    for part in out.parent.glob(f".{out.name[:100]}.*.part"):
        with suppress(OSError):
            part.unlink()


def arguments_of(choices: PrintChoices) -> list[str]:
    """Return choices as the command line has them."""
    arguments = ["--page", choices.paper, "--sheets", str(choices.sheets)]
    arguments.append("--landscape" if choices.landscape else "--portrait")
    if choices.view:
        arguments += ["--view", choices.view]
    if choices.profile is not None:
        arguments += ["--profile", choices.profile.value]
    if choices.language:
        arguments += ["--language", choices.language]
    for part in sorted(USUAL - choices.parts):
        arguments += ["--without", part.value]
    if Part.CHANGES in choices.parts:
        arguments.append("--changes")
    return arguments


def program() -> list[str]:
    """Return how the program starts itself: by module, or packed, as it is."""
    return [] if getattr(sys, "frozen", False) else ["-P", "-m", "timeline_app.shell"]


def environment() -> QProcessEnvironment:
    """Return an environment in which the program finds itself."""
    found = QProcessEnvironment.systemEnvironment()
    root = str(Path(timeline_app.__file__).resolve().parent.parent)
    known = found.value("PYTHONPATH", "")
    found.insert("PYTHONPATH", os.pathsep.join(filter(None, (root, known))))
    found.insert("PYTHONIOENCODING", "utf-8")
    return found


def _environment(folder: str) -> QProcessEnvironment:
    found = environment()
    for name in ("TMPDIR", "TEMP", "TMP"):
        found.insert(name, folder)
    return found
