"""Files that are there whole or not at all: written aside, flushed, then moved into place."""

from __future__ import annotations

import errno
import os
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from uuid import uuid4

from timeline_app.exchange.trouble import ExchangeError

_REASONS = {
    errno.ENOENT: "there is no such folder",
    errno.ENOTDIR: "there is no such folder",
    errno.EISDIR: "there is a folder of that name",
    errno.EEXIST: "there is a file of that name",
    errno.EACCES: "permission was denied, or the file is open in another program",
    errno.EPERM: "permission was denied",
    errno.EROFS: "the drive cannot be written to",
    errno.ENOSPC: "the disk is full; free some space and try again",
    errno.EDQUOT: "your space on this disk is used up; free some and try again",
    errno.EFBIG: "the file is too large for this drive",
    errno.ENAMETOOLONG: "the name is too long",
}


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """Give a place to write to, in the target's folder; what is there at the end takes its name.

    Whatever goes wrong, the old file stays as it was. Raises ExchangeError.
    """
    part = _part_of(target)
    try:
        yield part
        _flush(part)
        part.replace(target)
    except OSError as error:
        raise _told(target, error) from error
    finally:
        _remove(part)


def write_file(target: Path, content: bytes) -> None:
    """Write a file, replacing one of that name. Raises ExchangeError."""
    with beside(target) as part:
        part.write_bytes(content)


def write_folder(target: Path, files: Mapping[str, str]) -> None:
    """Write texts by name into a folder: a new one, or over the same names in one that is there.

    All are written before the first takes its place. Raises ExchangeError.
    """
    part = _part_of(target)
    try:
        part.mkdir()
        for name, text in files.items():
            (part / name).write_bytes(text.encode("utf-8"))
            _flush(part / name)
        _move_folder(part, target)
    except OSError as error:
        raise _told(target, error) from error
    finally:
        _remove(part)


def _move_folder(part: Path, target: Path) -> None:
    if target.is_dir():
        for file in sorted(part.iterdir()):
            file.replace(target / file.name)
    elif target.exists():
        raise FileExistsError(errno.EEXIST, "a file", str(target))
    else:
        part.replace(target)


def zipped(files: Mapping[str, str]) -> bytes:
    """Pack texts by name: the same bytes for the same texts, whatever the day."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name), text.encode("utf-8"), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _part_of(target: Path) -> Path:
    return target.with_name(f".{target.name[:100]}.{uuid4().hex}.part")


def _flush(path: Path) -> None:
    fd = os.open(path, os.O_RDWR)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def _remove(part: Path) -> None:
    if part.is_dir():
        shutil.rmtree(part, ignore_errors=True)
    else:
        with suppress(OSError):  # whatever kept it from being written has been told already
            part.unlink()


def _told(target: Path, error: OSError) -> ExchangeError:
    reason = _REASONS.get(error.errno or 0, (error.strerror or "the system refused").lower())
    return ExchangeError(f"Could not write “{target.name}” in {target.parent}: {reason}.")
