"""An export for somebody else: made from a copy that was shared, never from the project itself.

What may leave is decided, and searched for afterwards, by the very code that shares copies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from timeline_app.domain.folding import folded
from timeline_app.domain.profiles import Profile, Rules
from timeline_app.domain.protected import Needle
from timeline_app.domain.records import KINDS
from timeline_app.exchange.contents import ProjectContents, contents_of
from timeline_app.exchange.losses import Loss, counted
from timeline_app.exchange.public_contents import with_steady_ids
from timeline_app.exchange.trouble import ExchangeError
from timeline_app.shell.rule_options import refuse_unused
from timeline_app.shell.writers import ReadProject
from timeline_app.storage.sharing import Preview, preview, share
from timeline_app.storage.store import Store

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


def shared_project(
    path: Path,
    project: ReadProject,
    profile: Profile,
    view: str,
    rules: Rules = Rules(),  # noqa: B008 - frozen
) -> tuple[ReadProject, tuple[Loss, ...]]:
    """Return what a copy under a profile holds of a project, and what stays behind.

    Raises StoreError when the copy would tell what may not leave, ExchangeError when the name of
    the file or of the view, which are printed, would.
    """
    changed_at = project.provenance.changed_at
    now = datetime.fromisoformat(changed_at) if changed_at else _BEGINNING
    with Store.open(path, read_only=True) as store:
        prepared = preview(store, profile, rules, now=now)
    refuse_unused(rules, prepared.shared.retold)
    _refuse_telling((path.name, view), prepared.shared.protected)
    contents = with_steady_ids(_searched(prepared))
    return replace(project, contents=contents, changes=()), tuple(_losses(prepared))


def _searched(prepared: Preview) -> ProjectContents:
    """Return what the shared copy holds once it was written and searched."""
    with TemporaryDirectory(prefix="timeline-") as folder:
        copy = Path(folder) / "shared.sqlite"
        share(prepared, copy)
        with Store.open(copy, read_only=True) as store:
            return contents_of(record for kind in KINDS.values() for record in store.all(kind))


def _refuse_telling(names: Iterable[str], protected: Iterable[Needle]) -> None:
    needles = tuple(protected)
    for name in names:
        told = [needle.what for needle in needles if folded(needle.text) in folded(name)]
        if told:
            raise ExchangeError(f"“{name}” would tell {told[0]}; rename it and export again.")


def _losses(prepared: Preview) -> Iterator[Loss]:
    for one in prepared.shared.retold:
        yield Loss(f"{one.what} “{one.before}” is told as “{one.after}” ({one.number})")
    for kind, count in prepared.shared.left_out.items():
        what = kind.replace("_", " ")
        yield from counted(count, f"{what} stays behind", f"records stay behind ({what})")
    yield from counted(
        len(prepared.shared.masked),
        "text named a confidential source; the name was taken out",
        "texts named a confidential source; the name was taken out",
    )
    yield from counted(
        len(prepared.dropped),
        "captured document was left out",
        "captured documents were left out",
    )
    yield from counted(
        len(prepared.changed),
        "captured document leaves without its metadata",
        "captured documents leave without their metadata",
    )
    yield from (Loss(f"Please check: {warning}") for warning in prepared.shared.warnings)
