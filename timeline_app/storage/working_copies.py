"""Projects in shared and synchronised folders: a local copy is edited, then written back.

SQLite cannot rely on locks over a network, and a synchroniser may copy half a file. So the far
file is only read whole and replaced whole, and only while it still is what was checked out.
"""

from __future__ import annotations

import json
import os
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path, PurePath

from timeline_app.storage import log
from timeline_app.storage.copying import write_checked
from timeline_app.storage.errors import StoreError, Trouble, told
from timeline_app.storage.locking import Lock
from timeline_app.storage.opening import readable
from timeline_app.storage.reading import Reader
from timeline_app.storage.sidecars import SIDECARS, sidecar

_NETWORK = frozenset(
    {"9p", "afs", "afpfs", "ceph", "cifs", "davfs", "nfs", "nfs4", "smb3", "smbfs", "sshfs"}
)
_SYNCHRONISED = (
    *("onedrive", "dropbox", "google drive", "googledrive", "icloud drive", "nextcloud"),
    *("owncloud", "pcloud", "syncthing", "com~apple~clouddocs"),
)
_MOUNTS = Path("/proc/self/mounts")


@dataclass(frozen=True, slots=True)
class WorkingCopy:
    """A local copy, the far file it came from, and the end of the far history at that time."""

    local: str
    far: str
    edits: int
    head: str


def why_far(path: Path) -> str | None:
    """Say why a project should be edited as a local copy: None, "network" or "synchronised"."""
    if str(path).startswith(("\\\\", "//")) or _file_system(path) in _NETWORK:
        return "network"
    folders = (part.casefold() for part in PurePath(path).parent.parts)
    named = any(part.startswith(name) for part in folders for name in _SYNCHRONISED)
    return "synchronised" if named else None


def _file_system(path: Path) -> str:
    """Return the type of file system a path is on, as Linux tells it; empty elsewhere."""
    try:
        lines = _MOUNTS.read_text("utf-8", "replace")
    except OSError:
        return ""
    best, found = "", ""
    for line in lines.splitlines():
        _, folder, kind, *_ = line.split(" ")
        folder = folder.replace("\\040", " ")
        if path.is_relative_to(folder) and len(folder) >= len(best):
            best, found = folder, kind.removeprefix("fuse.")
    return found


def check_out(far: Path, folder: Path) -> WorkingCopy:
    """Copy a far project to a local folder, after the full protocol of an opening.

    Raises StoreError; a copy that is there already, with work in it, is never replaced.
    """
    far = far.absolute()
    with told("Could not make a local copy of", far), readable(far) as conn:
        (project,) = conn.execute("SELECT id FROM project").fetchone()
        edits, head = log.head(conn)
        local = folder / f"{far.stem}-{str(project)[:8]}{far.suffix}"
        if os.path.lexists(local):
            raise StoreError(f"There is a local copy already: “{local}”; open it.", Trouble.EXISTS)
        folder.mkdir(parents=True, exist_ok=True)
        write_checked(conn, local)
    working = WorkingCopy(str(local), str(far), edits, head)
    _note(working)
    return working


def working_copy(local: Path) -> WorkingCopy | None:
    """Return what a local copy was checked out from; None for any other file."""
    try:
        return WorkingCopy(**json.loads(_beside(local).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def write_back(reader: Reader, working: WorkingCopy) -> WorkingCopy:
    """Replace the far file by the local one, if nobody changed it meanwhile; return the new state.

    Raises StoreError with Trouble.CHANGED when somebody did: then merge the far file into the
    local one first, and call this with what `agreed` returns.
    """
    far = Path(working.far)
    with told("Could not write back to", far), closing(Lock(far)):
        if _head(far) != (working.edits, working.head):
            raise StoreError(
                f"“{far}” was changed by somebody else meanwhile; merge their copy first.",
                Trouble.CHANGED,
            )
        if any(os.path.lexists(sidecar(far, suffix)) for suffix in SIDECARS):
            raise StoreError(f"“{far}” is being written by another program.", Trouble.BUSY)
        with reader.reading() as conn:
            write_checked(conn, far)
    return agreed(working, reader)


def agreed(working: WorkingCopy, known: Reader) -> WorkingCopy:
    """Note what the local copy knows of the far file: what was written, or the copy just merged."""
    with known.reading() as conn:
        edits, head = log.head(conn)
    new = WorkingCopy(working.local, working.far, edits, head)
    _note(new)
    return new


def _head(far: Path) -> tuple[int, str]:
    with readable(far) as conn:
        return log.head(conn)


def _beside(local: Path) -> Path:
    return local.with_name(local.name + ".far.json")


def _note(working: WorkingCopy) -> None:
    target = _beside(Path(working.local))
    part = target.with_name(f".{target.name}.part")
    part.write_text(json.dumps(asdict(working), indent=1), "utf-8")
    part.replace(target)
