"""The sample project as a file of the person's own.

It is made once, theirs to change, and set aside and made again when they ask for it.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from timeline_app.storage.sidecars import SIDECARS


def write_sample(path: Path) -> None:
    """Write the sample as a new project file. Raises StoreError if it cannot be written."""
    # Here, because neither the command line nor the window may wait for these before it starts.
    from timeline_app.domain.records import Track
    from timeline_app.exchange.sample import sample_edit, sample_project
    from timeline_app.storage.store import Store

    store = Store.create(path, sample_project())
    written = False
    try:
        store.apply(sample_edit())
        # An edit without changes: Undo on the fresh sample must not take the sample itself away.
        store.write_records(Track, (), "Begin with the sample")
        written = True
    finally:
        store.close()
        if not written:
            path.unlink(missing_ok=True)  # half a sample would be taken for a whole one


def own_sample_path(folder: Path) -> Path:
    """Return where this person's sample file is, or will be."""
    return folder / "Qamishli.sqlite"


def own_sample(folder: Path) -> Path:
    """Return this person's sample file, written on first use.

    Raises StoreError or OSError if it cannot be written.
    """
    path = own_sample_path(folder)
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        write_sample(path)
    return path


def set_aside(path: Path, now: datetime) -> Path:
    """Rename a closed project, with whatever lies beside it, and return its new name.

    Nothing is lost by a reset. Raises OSError.
    """
    stem = f"{path.stem} until {now:%Y-%m-%d %H-%M-%S}"
    for sidecar in ("", *SIDECARS):
        beside = path.with_name(path.name + sidecar)
        if beside.exists():
            beside.rename(path.with_name(f"{stem}{path.suffix}{sidecar}"))
    return path.with_name(f"{stem}{path.suffix}")
