"""The files opened last that are still there, without waiting for a drive that does not answer."""

from __future__ import annotations

import stat
from collections.abc import Callable, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from timeline_app.models.jobs import Relay, apart

AT_ONCE = 0.05
"""Seconds in which an ordinary disk answers for all of them."""


@dataclass(frozen=True, slots=True)
class Recent:
    """A file opened before; `answers` is False while its drive was asked and said nothing yet."""

    path: Path
    answers: bool = True


class RecentFiles(QObject):
    """Asks for each file apart from all others whether it is there: one may be on a dead drive."""

    changed = Signal()  # a drive answered late

    def __init__(self, paths: Callable[[], Sequence[Path]], parent: QObject | None = None) -> None:
        """`paths` tells which files were opened last, newest first."""
        super().__init__(parent)
        self._paths = paths
        self._asked: dict[Path, Future[bool]] = {}
        self._gone: set[Path] = set()
        self._relay = Relay()
        self._relay.said.connect(self._take, Qt.ConnectionType.QueuedConnection)

    @property
    def there(self) -> list[Recent]:
        """The files that are there, and those whose drives have yet to answer, newest first."""
        paths = [path for path in self._paths() if path not in self._gone]
        return [Recent(path, path not in self._asked) for path in paths]

    def look(self) -> None:
        """Ask for every file whether it is there; what is said late is told by `changed`."""
        paths = self._paths()
        fresh = {path: apart(partial(_is_gone, path)) for path in paths if path not in self._asked}
        self._asked |= fresh
        late = wait(fresh.values(), AT_ONCE).not_done
        for path, future in fresh.items():
            if future in late:
                future.add_done_callback(partial(_tell, self._relay, path))
            else:
                self._note(path)

    def _take(self, path: Path) -> None:
        self._note(path)
        self.changed.emit()

    def _note(self, path: Path) -> None:
        is_gone = self._asked.pop(path).result()
        (self._gone.add if is_gone else self._gone.discard)(path)


def _tell(relay: Relay, path: Path, _future: Future[bool]) -> None:
    relay.said.emit(path)


def _is_gone(path: Path) -> bool:
    """Tell whether there is no file; one that may not be looked at is there as far as we know."""
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
