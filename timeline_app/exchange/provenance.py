"""Where an export comes from: what a reader needs to hold it against the project file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Provenance:
    """The state of the project file that was exported.

    `changed_at` is when the last edit was made (ISO 8601, UTC), empty before the first; it is the
    only time in an export, so that the same project gives the same bytes. `head` is the hash over
    all edits.
    """

    file_name: str
    program: str
    edits: int = 0
    changed_at: str = ""
    head: str = ""
