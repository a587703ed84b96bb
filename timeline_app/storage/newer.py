"""A file of a newer version of the program: what this one understands of it, to look at.

What a newer schema may hold cannot be known, so the file itself is never opened with SQLite. Its
rows are read page by page in a process of their own, by the names of tables and columns that are
ours, into a project that is soon gone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from timeline_app.storage.confined import rescue_confined
from timeline_app.storage.errors import StoreError, Trouble
from timeline_app.storage.rescue import Rescued
from timeline_app.storage.scanning import Report, silent


@contextmanager
def understood(newer: Path, report: Report = silent) -> Iterator[tuple[Path, Rescued]]:
    """Lend a project of what is understood of a newer file, and how much that is.

    It is called like the file, and gone afterwards. Raises StoreError.
    """
    with TemporaryDirectory(prefix="timeline-app-") as folder:
        out = Path(folder) / newer.name
        yield out, rescue_confined(newer, out, report)


def not_let_out(newer: Path) -> StoreError:
    """Return why nothing of a newer file is exported or shared."""
    return StoreError(
        f"“{newer.name}” was written by a newer version of this program, which may mark as"
        " confidential or withdrawn what this version does not know of, so nothing of it is"
        " exported or shared; update the program to do that.",
        Trouble.NEWER,
    )


@contextmanager
def letting_out(path: Path) -> Iterator[None]:
    """Say of a newer file why it is not exported or shared, where another is opened for that."""
    try:
        yield
    except StoreError as failure:
        if failure.trouble is Trouble.NEWER:
            raise not_let_out(path) from failure
        raise
