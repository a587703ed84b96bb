"""A disk of a few megabytes, which is really full once a test has filled it."""

import os
import subprocess
from contextlib import contextmanager, suppress

import pytest

_BLOCK = 4096


class SmallDisk:
    """A file system of its own at `folder`."""

    def __init__(self, folder):
        self.folder = folder
        self._ballast = folder / "ballast"

    def fill(self, leaving=0):
        """Take all room but so many bytes, in whole blocks."""
        # Some systems tell of room that they then do not give.
        with self._ballast.open("wb", buffering=0) as file, suppress(OSError):
            while self.free > leaving:
                file.write(bytes(_BLOCK))

    def make_room(self):
        """Give back what `fill` took."""
        self._ballast.unlink()

    @property
    def free(self):
        """Bytes."""
        told = os.statvfs(self.folder)
        return told.f_bavail * told.f_frsize


@contextmanager
def mounted(folder, size):
    """Mount a small disk at a new folder; the test is skipped where that is not allowed."""
    folder.mkdir()
    options = ["-t", "tmpfs", "-o", f"size={size},mode=0777", "tmpfs", str(folder)]
    try:
        done = subprocess.run(["mount", *options], capture_output=True, check=False)
    except FileNotFoundError:
        done = None
    if done is None or done.returncode != 0:
        pytest.skip("no file system may be mounted here")
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
