"""Whether a folder is shared over a network or kept by a synchroniser, on each system.

Told by what the system says of its drives, by where synchronisers keep their folders, and by the
marks they leave in them. A folder taken for one by mistake costs a copy, no more.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

_NETWORK = frozenset(
    {
        *("9p", "afpfs", "afs", "beegfs", "ceph", "cifs", "coda", "drvfs", "glusterfs", "lustre"),
        *("ncpfs", "nfs", "nfs3", "nfs4", "smb2", "smb3", "smbfs", "webdav"),
        *("davfs", "davfs2", "gvfsd-fuse", "kio-fuse", "rclone", "s3fs", "sshfs", "onedriver"),
        *("google-drive-ocamlfuse", "prl_fs", "vboxsf", "virtiofs", "vmhgfs", "vmhgfs-fuse"),
    }
)
"""Types of file systems behind which another computer is."""

_SYNCHRONISERS = (
    *("onedrive", "dropbox", "google drive", "googledrive", "my drive", "icloud drive"),
    *("icloudrive", "iclouddrive", "nextcloud", "owncloud", "pcloud", "pclouddrive", "syncthing"),
    *("box", "box sync", "mega", "megasync", "seafile", "seadrive", "proton drive", "tresorit"),
)
_NAMED = re.compile(rf"({'|'.join(map(re.escape, _SYNCHRONISERS))})( \(.*\)| - .*)?")
"""What their folders are called, alone or as in "Dropbox (Newsroom)" and "OneDrive - Agency"."""

_KEPT = ("/library/cloudstorage/", "/library/mobile documents/")
"""Where macOS puts what synchronisers hold."""

_FILE_MARKS = (".dropbox", ".nextcloudsync.log", ".owncloudsync.log", ".syncthing.tmp")
_FOLDER_MARKS = (".dropbox.cache", ".stfolder", ".stversions", ".tmp.drivedownload")
_DATABASE_MARK = re.compile(r"\.?_?sync_[0-9a-f]+\.db")  # of Nextcloud and ownCloud
_VARIABLES = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
_MOST_LISTED = 2000
_REMOTE_DRIVE = 4  # DRIVE_REMOTE of GetDriveTypeW
_MACOS_MOUNT = re.compile(r"^.* on (?P<folder>/.*?) \((?P<kind>\w+)[,)]", re.MULTILINE)
_LINUX_MOUNTS = Path("/proc/self/mounts")


@dataclass(frozen=True, slots=True)
class System:
    """What is asked of the system: mounted folders with their types, its variables, its drives."""

    mounts: Callable[[], Iterator[tuple[str, str]]]
    variables: Mapping[str, str]
    is_remote_drive: Callable[[Path], bool]


def why_far(path: Path, system: System | None = None) -> str | None:
    """Say why a project should be edited as a local copy: None, "network" or "synchronised"."""
    system = system or this_system()
    if str(path).startswith(("\\\\", "//")) or system.is_remote_drive(path):
        return "network"
    if _kind_of(path, system.mounts()) in _NETWORK:
        return "network"
    is_kept = _is_named(path) or _is_under(path, system.variables) or _is_marked(path)
    return "synchronised" if is_kept else None


def this_system() -> System:
    """Return the system the program runs on."""
    mounts = {"linux": _linux_mounts, "darwin": _macos_mounts}.get(sys.platform, _no_mounts)
    return System(mounts, os.environ, _is_remote_drive)


def _kind_of(path: Path, mounts: Iterator[tuple[str, str]]) -> str:
    """Return the type of the file system a path is on: of the innermost mounted folder."""
    best, found = "", ""
    for folder, kind in mounts:
        if path.is_relative_to(folder) and len(folder) >= len(best):
            best, found = folder, kind.removeprefix("fuse.")
    return found


def _is_named(path: Path) -> bool:
    folder = PurePath(path).parent
    kept = any(part in f"{folder.as_posix().casefold()}/" for part in _KEPT)
    return kept or any(_NAMED.fullmatch(part.casefold()) for part in folder.parts)


def _is_under(path: Path, variables: Mapping[str, str]) -> bool:
    roots = (variables.get(name) for name in _VARIABLES)
    return any(path.is_relative_to(root) for root in roots if root)


def _is_marked(path: Path) -> bool:
    """Tell whether a folder above a path holds what a synchroniser puts into the folders it keeps.

    `.dropbox` as a folder is where Dropbox keeps its settings, in everybody's home.
    """
    for folder in path.parents:
        if any((folder / mark).is_file() for mark in _FILE_MARKS):
            return True
        if any((folder / mark).is_dir() for mark in _FOLDER_MARKS):
            return True
        if any(_DATABASE_MARK.fullmatch(name) for name in _hidden(folder)):
            return True
    return False


def _hidden(folder: Path) -> Iterator[str]:
    """Yield the first names in a folder that begin with a dot; none where it cannot be read."""
    try:
        with os.scandir(folder) as entries:
            for _, entry in zip(range(_MOST_LISTED), entries, strict=False):
                if entry.name.startswith("."):
                    yield entry.name
    except OSError:
        return


def _linux_mounts() -> Iterator[tuple[str, str]]:
    try:
        lines = _LINUX_MOUNTS.read_text("utf-8", "replace")
    except OSError:
        return
    yield from linux_mounts(lines)


def linux_mounts(text: str) -> Iterator[tuple[str, str]]:
    """Yield folder and type of each line of /proc/self/mounts."""
    for line in text.splitlines():
        _, folder, kind, *_ = line.split(" ")
        yield re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), folder), kind


def _macos_mounts() -> Iterator[tuple[str, str]]:
    import subprocess  # noqa: PLC0415 - only macOS asks so

    try:
        said = subprocess.run(
            ["/sbin/mount"], capture_output=True, timeout=5, check=False, text=True
        )
    except (OSError, subprocess.TimeoutExpired):
        return
    yield from macos_mounts(said.stdout)


def macos_mounts(text: str) -> Iterator[tuple[str, str]]:
    """Yield folder and type of each line `mount` writes on macOS."""
    for line in _MACOS_MOUNT.finditer(text):
        yield line["folder"], line["kind"]


def _no_mounts() -> Iterator[tuple[str, str]]:
    return iter(())


def _is_remote_drive(path: Path) -> bool:
    """Tell whether a drive letter of Windows stands for a folder on another computer."""
    if sys.platform != "win32" or not path.drive:
        return False
    import ctypes  # noqa: PLC0415 - elsewhere nothing needs it

    kind: int = ctypes.windll.kernel32.GetDriveTypeW(f"{path.drive}\\")
    return kind == _REMOTE_DRIVE
