"""What `timeline-app merge` does: brings another copy in, or says what would come in."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from timeline_app.domain.merging import Clash
from timeline_app.domain.records import Record
from timeline_app.shell.far_command import worked_on
from timeline_app.shell.file_commands import JSON
from timeline_app.shell.saying import say, say_json
from timeline_app.storage.backups import Backups
from timeline_app.storage.merging import Comparison, compare
from timeline_app.storage.merging import merge as write_merge
from timeline_app.storage.store import Store


@click.command()
@click.argument("mine", type=click.Path(path_type=Path))
@click.argument("theirs", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would come in.")
@click.option("--match", is_flag=True, help="Unrelated projects: take same names for the same.")
@click.option("--author", default="", help="Whose merge it is, for the history.")
@JSON
def merge(
    mine: Path, theirs: Path, *, dry_run: bool, match: bool, author: str, as_json: bool
) -> None:
    """Bring what changed in THEIRS into MINE, as one edit that can be undone.

    Where both changed the same, the later change is kept, and of two datings or assessments both;
    every such clash is listed. THEIRS is not changed.
    """
    if mine.exists() and theirs.exists() and mine.samefile(theirs):
        raise click.ClickException(f"{mine} and {theirs} are the same file: nothing to merge.")
    with (
        nullcontext(mine) if dry_run else worked_on(mine) as file,
        Store.open(file, read_only=dry_run) as store,
        Store.open(theirs, read_only=True) as other,
    ):
        found = compare(store, other)
        if match:
            found = compare(store, other, confirmed=found.matches)
        if not dry_run:
            Backups.of_this_person().make(store.path)
        notes = () if dry_run else write_merge(store, found, author=author)[1]
    told = {
        "related": found.related,
        "matches": [asdict(one) for one in found.matches],
        "incoming": _incoming(found),
        "clashes": [_clash(clash) for clash in found.plan.clashes],
        "mended": list(notes),
        "written": not dry_run and bool(found.plan.outcome),
    }
    if as_json:
        say_json(told)
    else:
        say(_merged(told))


def _incoming(found: Comparison) -> dict[str, dict[str, int]]:
    """Count by kind what a merge adds, changes and removes; clashes are counted apart."""
    counts: dict[str, dict[str, int]] = {}
    clashing = {clash.key for clash in found.plan.clashes}
    for key, after in found.plan.outcome.items():
        if key not in clashing:
            how = _how(found.plan.mine.get(key), after)
            of_kind = counts.setdefault(key[0], {"added": 0, "changed": 0, "removed": 0})
            of_kind[how] += 1
    return counts


def _how(before: Record | None, after: Record | None) -> str:
    if before is None:
        return "added"
    return "removed" if after is None else "changed"


def _clash(clash: Clash) -> dict[str, object]:
    kind, record_id = clash.key
    sides = {
        "mine": (clash.mine, clash.mine_touch.author),
        "theirs": (clash.theirs, clash.theirs_touch.author),
    }
    return {
        "kind": kind,
        "id": record_id,
        "fields": list(clash.fields),
        "kept": clash.default.value,
        "said": _said(clash),
        **{
            side: {
                "author": author,
                "values": None if record is None else {n: getattr(record, n) for n in clash.fields},
            }
            for side, (record, author) in sides.items()
        },
    }


def _merged(told: dict[str, Any]) -> str:
    lines = [
        f"{kind}: {how['added']} added, {how['changed']} changed, {how['removed']} removed"
        for kind, how in told["incoming"].items()
    ]
    lines += [f"clash: {one['said']}; kept: {one['kept']}" for one in told["clashes"]]
    if not lines:
        return "nothing new"
    end = "merged as one step" if told["written"] else "nothing was written"
    return "\n".join([*lines, *told["mended"], end])


def _said(clash: Clash) -> str:
    """Say what both sides did to a record: by its name, with the fields in which they differ."""
    record = clash.mine or clash.theirs
    names = (getattr(record, name, "") for name in ("title", "name", "text", "wording"))
    called = f"{clash.key[0]} “{next(filter(None, names), clash.key[1])}”"
    sides = ((clash.mine, clash.mine_touch.author), (clash.theirs, clash.theirs_touch.author))
    if clash.mine is None or clash.theirs is None:
        did = ("removed" if one is None else "changed" for one, _ in sides)
        both = [f"{deed} by {author or '—'}" for deed, (_, author) in zip(did, sides, strict=True)]
        return f"{called}: {both[0]} here, {both[1]} there"
    fields = [n for n in clash.fields if getattr(clash.mine, n) != getattr(clash.theirs, n)]
    told = (
        f"{name} “{getattr(clash.mine, name)}” by {sides[0][1] or '—'},"
        f" “{getattr(clash.theirs, name)}” by {sides[1][1] or '—'}"
        for name in fields
    )
    return f"{called}: {'; '.join(told)}"
