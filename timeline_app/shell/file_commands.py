"""What the command line does with project files: check, backups, history, share, rescue."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from timeline_app.domain.profiles import Profile
from timeline_app.shell.rule_options import refuse_unused, rule_options, rules_of
from timeline_app.shell.saying import say, say_json
from timeline_app.storage.backups import Backup, Backups
from timeline_app.storage.checking import Check, check_file
from timeline_app.storage.errors import StoreError, Trouble
from timeline_app.storage.log import LoggedEdit
from timeline_app.storage.newer import letting_out
from timeline_app.storage.rescue import rescue as write_rescued
from timeline_app.storage.scanning import silent
from timeline_app.storage.sharing import Preview, preview
from timeline_app.storage.sharing import share as write_share
from timeline_app.storage.store import Store

_UNREADABLE = {
    Trouble.MISSING,
    Trouble.NOT_A_FILE,
    Trouble.NEWER,
    Trouble.READ_ONLY,
    Trouble.BUSY,
    Trouble.DISK,
    Trouble.CANCELLED,
}

FILE = click.argument("file", type=click.Path(path_type=Path))
JSON = click.option("--json", "as_json", is_flag=True, help="One JSON value instead of text.")


@click.command()
@FILE
@click.option("--deep", is_flag=True, help="Also compare every index with its table.")
@JSON
@click.option("--report", is_flag=True, hidden=True)
def check(file: Path, *, deep: bool, as_json: bool, report: bool) -> None:
    """Tell whether FILE is sound; it is never changed.

    Exit code 0: sound; 1: damaged, or not a project; 2: it cannot be read.
    """
    if report and hasattr(os, "nice"):
        os.nice(10)  # the window comes first
    try:
        found = check_file(file.absolute(), deep=deep, report=_reported if report else silent)
    except StoreError as failure:
        if failure.trouble in _UNREADABLE:
            raise
        found = Check((failure.sentence,), {}, 0, "", "")
    named = {"sound": found.sound, **asdict(found)}
    if report:
        click.echo(json.dumps(named))  # the window reads a line at a time
    elif as_json:
        say_json(named)
    else:
        say(_told(file, found))
    sys.exit(0 if found.sound else 1)


def _reported(done: int, total: int, _doing: str) -> None:
    click.echo(json.dumps({"done": done, "total": total}))


def _told(file: Path, found: Check) -> str:
    if not found.sound:
        return "\n".join((f"{file} is not sound:", *(f"  {fault}" for fault in found.faults)))
    records = sum(found.counts.values())
    sound = (
        f"{file} is sound: {records} records, {found.edits} edits, head {_short(found.head_hash)}"
    )
    if not found.findings:
        return sound
    return "\n".join((sound, "to be mended in the window:", *(f"  {f}" for f in found.findings)))


def _short(text: str) -> str:
    return text[:12] or "none"


@click.command()
@FILE
@JSON
@click.option("--make", is_flag=True, help="Back FILE up first, if it changed.")
@click.option("--restore", type=int, metavar="NUMBER", help="Put this one in the place of FILE.")
def backups(file: Path, *, as_json: bool, make: bool, restore: int | None) -> None:
    """List the backups of FILE, newest first, even if FILE is gone or damaged."""
    kept = Backups.of_this_person()
    if make:
        Store.open(file, read_only=True).close()  # a file that is not sound is no backup
        kept.make(file.absolute())
    found = kept.all(file.absolute())
    if restore is not None:
        _restore(kept, found, restore, file)
    elif as_json:
        say_json([asdict(one) for one in found])
    else:
        say("\n".join(_lines(found)) or "no backups")


def _lines(found: list[Backup]) -> list[str]:
    return [
        f"{number:3}  {one.made_at:%Y-%m-%d %H:%M:%S} UTC  {one.edits} edits  {one.size} bytes"
        for number, one in enumerate(found, 1)
    ]


def _restore(kept: Backups, found: list[Backup], number: int, file: Path) -> None:
    if not 1 <= number <= len(found):
        raise click.ClickException(f"There is no backup {number} of {file}.")
    moved = kept.restore(found[number - 1], file.absolute())
    say(f"{file} is as of {found[number - 1].made_at:%Y-%m-%d %H:%M:%S} UTC")
    for there in moved:
        say(f"what was there is now {there}")


@click.command()
@FILE
@click.option("--limit", default=50, show_default=True, help="How many edits, the newest first.")
@JSON
def history(file: Path, *, limit: int, as_json: bool) -> None:
    """Tell who changed what in FILE, newest first."""
    with Store.open(file, read_only=True) as store:
        found = store.history(limit)
        if as_json:
            edits = [asdict(one) for one in found]
            say_json({"head_hash": store.head_hash, "edits": edits})
        else:
            say("\n".join((*map(_line, found), f"head {store.head_hash or 'none'}")))


def _line(one: LoggedEdit) -> str:
    what = one.label if one.kind == "do" else f"{one.kind}: {one.label}"
    return f"{one.number:5}  {one.made_at}  {one.author or '—'}  {what}  ({one.size})"


@click.command()
@FILE
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--profile",
    type=click.Choice([profile.value for profile in Profile]),
    required=True,
    help="Whom it is for: colleagues, another newsroom, everybody.",
)
@rule_options
@click.option("--dry-run", is_flag=True, help="Only say what would leave.")
def share(file: Path, out: Path, *, profile: str, dry_run: bool, **told: Any) -> None:  # noqa: ANN401 - the rules
    """Write to OUT what of FILE may leave the house, as a new project without a history.

    The copy is searched for every name and note that may not leave, and not made if one is found.
    """
    rules = rules_of(**told)
    with letting_out(file), Store.open(file, read_only=True) as store:
        prepared = preview(store, Profile(profile), rules)
        refuse_unused(rules, prepared.shared.retold)
        if not dry_run:
            write_share(prepared, out)
    say(_leaving(prepared))
    say("nothing was written" if dry_run else f"written and searched: {out}")


def _leaving(prepared: Preview) -> str:
    counts = ((kind, len(records)) for kind, records in prepared.shared.records.items())
    return "\n".join(
        (
            "leaves: " + ", ".join(f"{count} {kind}" for kind, count in counts if count),
            *(f"stays: {count} {kind}" for kind, count in prepared.shared.left_out.items()),
            *(
                f"told more generally: {one.what} “{one.before}” as “{one.after}” ({one.number})"
                for one in prepared.shared.retold
            ),
            *(f"name replaced: {place}" for place in prepared.shared.masked),
            *(f"bytes stay: {which}" for which in prepared.dropped),
            *(f"metadata stripped: {which}" for which in prepared.changed),
            *(f"mind: {warning}" for warning in prepared.shared.warnings),
        )
    )


@click.command()
@FILE
@click.argument("out", type=click.Path(path_type=Path))
@JSON
def rescue(file: Path, out: Path, *, as_json: bool) -> None:
    """Recover what there is in FILE, damaged or not quite ours, into the new project OUT.

    FILE is read page by page and never changed, nothing in it is run. The result is suspect.
    """
    found = write_rescued(file, out)
    if as_json:
        say_json(asdict(found))
        return
    lines = [f"recovered: {count} {kind}" for kind, count in found.counts.items()]
    lines += [f"not usable: {count} {kind}" for kind, count in found.unusable.items()]
    lines += [f"left out, not ours: {name}" for name in found.foreign]
    lines.append(
        f"only in the history: {found.from_log}; stand-ins: {found.lost};"
        f" unreadable pages: {found.unread_pages}"
    )
    say("\n".join([*lines, *found.notes]))
