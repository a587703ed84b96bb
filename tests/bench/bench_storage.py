"""How fast a project file opens, is examined, takes an edit, is backed up, compared and shared.

Budgets: opening 150 ms for 10,000 claims and 3 s for 1,000,000 (a file just as it was left; the
examination of any other is shown beside it), one edit p95 20 ms on a disk as fast as this one. No
window stands still for 200 ms, whatever file it opens and however slow the disk is.
Prints one JSON object a measure; exit code 1 over a budget.

    python -m tests.bench.bench_storage [CLAIMS] [FOLDER]
"""

import json
import os
import resource
import statistics
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from tests.bench.generated_claims import make
from tests.bench.loop_blocks import LoopBlocks
from timeline_app.domain.edits import add
from timeline_app.domain.profiles import Profile
from timeline_app.domain.records import Event, new_id
from timeline_app.storage.backups import Backups
from timeline_app.storage.checking import check_file
from timeline_app.storage.merging import compare
from timeline_app.storage.seen import Seen
from timeline_app.storage.sharing import preview, share
from timeline_app.storage.store import Store

OPENING = {10_000: 150, 1_000_000: 3000}
EDIT = 20
BLOCK = 200
SMALL = 20_000
"""Claims up to which comparing and sharing are measured: both read whole projects."""


class Bench:
    """Says each measure, and remembers whether one was over its budget."""

    def __init__(self, claims: int) -> None:
        self.claims = claims
        self.over = False

    def say(self, name: str, seconds: float, budget: int | None = None) -> None:
        ms = round(seconds * 1000, 1)
        self.over |= budget is not None and ms > budget
        told = {"bench": name, "claims": self.claims, "ms": ms, "budget": budget}
        print(json.dumps(told), flush=True)


def took(work) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def opening(bench: Bench, path: Path) -> None:
    times = [took(lambda: Store.open(path).close()) for _ in range(7)]
    bench.say("open", statistics.median(times), OPENING.get(bench.claims))
    bench.say("examine", took(lambda: check_file(path)))
    bench.say("examine deep", took(lambda: check_file(path, deep=True)))
    Seen.of_this_person().forget(path)
    bench.say("open first seen", took(lambda: Store.open(path).close()))


def blocks(bench: Bench, path: Path, folder: Path) -> None:
    """Measure how long a window stands still, in the worst of what disks do to it."""
    loop = LoopBlocks(folder)
    Seen.of_this_person().forget(path)
    bench.say("longest block, opening a strange file", loop.opening(path), BLOCK)
    bench.say("longest block, opening a known file", loop.opening(path), BLOCK)
    longest, second = loop.saving(path)
    bench.say("longest block, commits of 3 s", longest, BLOCK)
    bench.say("second edit during such a commit", second, BLOCK)


def edits(bench: Bench, path: Path) -> None:
    with Store.open(path) as store:
        times = sorted(
            took(lambda: store.apply(add("Add", Event(new_id(), "x")))) for _ in range(200)
        )
    bench.say("edit p50", times[100])
    bench.say("edit p95", times[190], EDIT)


def copies(bench: Bench, path: Path, folder: Path) -> None:
    bench.say("back up", took(lambda: Backups(folder / "backups").make(path)))
    if bench.claims > SMALL:
        return
    with Store.open(path) as store:
        store.copy_to(folder / "theirs.sqlite")
        with Store.open(folder / "theirs.sqlite", read_only=True) as theirs:
            bench.say("compare", took(lambda: compare(store, theirs)))
        out = folder / "public.sqlite"
        bench.say("share", took(lambda: share(preview(store, Profile.PUBLIC), out)))


def main() -> None:
    claims = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    bench = Bench(claims)
    parent = sys.argv[2] if len(sys.argv) > 2 else None
    with tempfile.TemporaryDirectory(dir=parent) as name:
        folder = Path(name)
        os.environ["XDG_DATA_HOME"] = str(folder / "data")
        path = folder / "project.sqlite"
        bench.say("generate", took(lambda: make(path, claims)))
        opening(bench, path)
        edits(bench, path)
        blocks(bench, path, folder)
        copies(bench, path, folder)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(json.dumps({"bench": "memory", "claims": claims, "MB": most}))
    sys.exit(bench.over)


if __name__ == "__main__":
    main()
