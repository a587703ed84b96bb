"""A rescue in a process of its own, with limits on memory, time and what it may write.

For files from strangers: whatever such a file makes the reader do, the program stays whole.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path

from timeline_app.storage.errors import StoreError, Trouble
from timeline_app.storage.rescue import Rescued, rescue
from timeline_app.storage.scanning import Report, silent

MOST_MEMORY = 2 << 30
"""Bytes the process may use."""

MOST_SECONDS = 300

_EVERY = 0.2


def rescue_confined(path: Path, out: Path, report: Report = silent) -> Rescued:
    """Do what `rescue` does, in a child process that is ended when it takes too much.

    `report` is called five times a second, and ends the child when it raises. Raises StoreError.
    """
    command = [sys.executable, "-m", __name__, str(path.absolute()), str(out.absolute())]
    # Our own module and no shell; the paths are arguments.
    with subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as child:
        try:
            told = _wait(child, path, report)
        except BaseException:
            child.kill()
            raise
    return _result(told, path)


def _wait(child: subprocess.Popen[bytes], path: Path, report: Report) -> bytes:
    end = time.monotonic() + MOST_SECONDS
    while True:
        report(0, 0, "pages")
        try:
            return child.communicate(timeout=_EVERY)[0]
        except subprocess.TimeoutExpired:
            if time.monotonic() > end:
                raise _too_much(path) from None


def _result(told: bytes, path: Path) -> Rescued:
    try:
        found = json.loads(told)
    except ValueError:
        raise _too_much(path) from None
    if "sentence" in found:
        raise StoreError(found["sentence"], Trouble(found["trouble"]))
    lists = {name: tuple(found[name]) for name in ("foreign", "notes")}
    return Rescued(**{**found, **lists})


def _too_much(path: Path) -> StoreError:
    return StoreError(
        f"Reading “{path}” took more time or memory than any project needs, and was stopped.",
        Trouble.TOO_LARGE,
    )


def _confine() -> None:
    """Set the limits of this process; systems without them rely on the time limit alone."""
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(path: str, out: str) -> None:
    """Be the child process: rescue, and tell how it went as JSON on standard output."""
    _confine()
    try:
        told: dict[str, object] = asdict(rescue(Path(path), Path(out)))
    except StoreError as failure:
        told = {"sentence": failure.sentence, "trouble": failure.trouble.value}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
