"""What the command line does with projects in shared folders: never in place, always by a copy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import click

from timeline_app.shell.saying import say, say_json
from timeline_app.storage.errors import StoreError, Trouble
from timeline_app.storage.far_folders import why_far
from timeline_app.storage.working_copies import (
    Meeting,
    WorkingCopies,
    WorkingCopy,
    meeting,
    waiting,
)


@click.command("working-copies")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--write-back", is_flag=True, help="Write back what the shared folder lacks.")
@click.option("--json", "as_json", is_flag=True, help="One JSON value instead of text.")
def working_copies(file: Path | None, *, write_back: bool, as_json: bool) -> None:
    """List the copies of projects in shared folders on this computer, or that of FILE.

    A project in a network or synchronised folder is edited as a copy, which is written back while
    nobody else changed it; otherwise the two are to be merged.
    """
    copies = WorkingCopies.of_this_person()
    found = copies.all() if file is None else [_of(copies, file)]
    if write_back:
        found = [copies.write_back(one) if waiting(one) else one for one in found]
    if as_json:
        told = [{**asdict(one), "waiting": waiting(one), "state": _state(one)} for one in found]
        say_json(told)
    else:
        say("\n".join(map(_line, found)) or "no working copies")


@contextmanager
def worked_on(file: Path) -> Iterator[Path]:
    """Lend what is to be changed instead of a file: itself, or, for a far one, its working copy.

    A working copy is written back afterwards. Raises StoreError when somebody else changed the
    far file while something was done here that it lacks.
    """
    if why_far(file.absolute()) is None:
        yield file
        return
    copies = WorkingCopies.of_this_person()
    working = copies.check_out(file)
    if meeting(working) is Meeting.APART:
        raise StoreError(
            f"“{file}” and its copy on this computer, “{working.local}”, were both changed; open it"
            " in the window and merge them first.",
            Trouble.CHANGED,
        )
    yield Path(working.local)
    copies.write_back(working)


def _of(copies: WorkingCopies, file: Path) -> WorkingCopy:
    working = copies.of(file)
    if working is None:
        raise click.ClickException(f"There is no working copy of {file} on this computer.")
    return working


def _state(working: WorkingCopy) -> str:
    try:
        return meeting(working).value
    except StoreError as failure:
        return failure.sentence


def _line(working: WorkingCopy) -> str:
    number = waiting(working)
    lacks = f"{number} not written back" if number else "all written back"
    return f"{working.far}\n  {lacks}; {_state(working)}\n  {working.local}"
