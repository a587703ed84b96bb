"""How a working copy and its far file stand to each other, asked for a person who wonders."""

from __future__ import annotations

from dataclasses import dataclass

from timeline_app.models.jobs import Progress
from timeline_app.storage.errors import StoreError, Trouble
from timeline_app.storage.working_copies import Meeting, WorkingCopy, meeting, waiting


@dataclass(frozen=True, slots=True)
class CopyState:
    """What is only in the copy, and how the far file is.

    `waiting` counts edits the far file lacks; `how` is None where the far file cannot be read:
    then `trouble` is a sentence, and `is_gone` says that there is no such file any more.
    """

    working: WorkingCopy
    waiting: int = 0
    how: Meeting | None = None
    trouble: str = ""
    is_gone: bool = False


def state_of(working: WorkingCopy, progress: Progress) -> CopyState:
    """Compare a working copy with its far file, which may take as long as its drive does."""
    progress.report(0, 0)
    lacking = 0
    try:
        lacking = waiting(working)
        return CopyState(working, lacking, meeting(working))
    except StoreError as failure:
        is_gone = failure.trouble is Trouble.MISSING
        return CopyState(working, lacking, None, failure.sentence, is_gone)
