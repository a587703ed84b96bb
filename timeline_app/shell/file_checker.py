"""Checks a file that was opened as this person left it: in a process of its own, after the start.

The process has a copy of the file and the lowest priority, so that neither edits nor frames wait.
"""

from __future__ import annotations

import json
import sys

from PySide6.QtCore import QCoreApplication, QObject, QProcess, QTimer, Signal

from timeline_app.models.document import Document
from timeline_app.shell.export_process import environment, program

FIRST = 5_000
"""Milliseconds after opening, when whatever the person does at once is done."""

_WAIT_MS = 200


class FileChecker(QObject):
    """Checks the file of one document once, and says only what matters."""

    progressed = Signal(int, int)  # done, total: 0 is "not known"; (0, 0) at the end as well
    found_damage = Signal(object, str)  # Path, a sentence

    def __init__(self, document: Document, after: int = FIRST) -> None:
        super().__init__(document)
        self._store = document.store
        self._path = document.store.path
        self._said = b""
        self._process = QProcess(self)
        self._process.readyReadStandardOutput.connect(self._listen)
        self._process.finished.connect(self._end)
        if not document.store.was_examined:
            QTimer.singleShot(after, self, self._start)

    def close(self) -> None:
        """Stop; the file is going to be closed."""
        self._process.finished.disconnect(self._end)
        self._process.readyReadStandardOutput.disconnect(self._listen)
        self._process.kill()
        if not self._process.waitForFinished(_WAIT_MS) and self._is_running:
            # A drive that does not answer keeps it; it goes when that is over.
            self._process.setParent(QCoreApplication.instance())
            self._process.finished.connect(self._process.deleteLater)

    @property
    def _is_running(self) -> bool:
        return self._process.state() is not QProcess.ProcessState.NotRunning

    def _start(self) -> None:
        if self._store.is_open:
            arguments = ["check", "--deep", "--report", str(self._path)]
            self._process.setProcessEnvironment(environment())
            self._process.start(sys.executable, [*program(), *arguments])

    def _listen(self) -> None:
        self._said += self._process.readAllStandardOutput().data()
        *lines, self._said = self._said.split(b"\n")
        for line in lines:
            self._take(json.loads(line))

    def _take(self, told: dict[str, object]) -> None:
        if "done" in told:
            self.progressed.emit(told["done"], told["total"])
        elif not told["sound"]:
            self._store.distrust()
            self.found_damage.emit(self._path, self._sentence(told["faults"]))

    def _sentence(self, faults: object) -> str:
        assert isinstance(faults, list)
        text = self.tr(
            "“%1” is damaged: %2. It was sound when it was last closed; restore a backup, or rescue"
            " what is in it into a new project."
        )
        more = self.tr(" (and %1 more)").replace("%1", str(len(faults) - 1))
        said = str(faults[0]) + (more if len(faults) > 1 else "")
        return text.replace("%1", str(self._path)).replace("%2", said)

    def _end(self) -> None:
        # One that could not read the file found nothing; the next opening tries again.
        self._listen()
        self.progressed.emit(0, 0)
