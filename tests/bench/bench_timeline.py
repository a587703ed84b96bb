"""Whole frames, openings, edits and memory of the timeline, from a thousand events to a million.

    python -m tests.bench.bench_timeline [--sizes 1000,10000,100000,1000000] [--check]

Every size is measured in a process of its own, offscreen at 1920×1080. A frame is layout and
paint of the whole view. Steps come as a screen asks for them, 60 a second: what is between them is
the program's to look ahead in, and where that makes a step late, the step counts from when it was
due. “behind” counts the frames that showed the rows of a coarser level, since those of their own
were not worked out in time; they come a moment later. “at once” zooms without any such pause, which
no hand can: what a level costs unprepared. `wall` is what a person waits, `cpu` what the process
used: on a busy machine only the second can be compared. `--check` fails where a budget is broken.

Each file was made and closed by the program in the data folder of whoever opens it, as a project
is every day: “first” is without a copy of its columns, “again” with one. A file from elsewhere is
examined in full before; what that takes is told apart, as “from others”.
"""

from __future__ import annotations

import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QPointF
from PySide6.QtWidgets import QApplication

from timeline_app.domain.edits import Edit, revise
from timeline_app.models.document import Document
from timeline_app.models.selection import Selection
from timeline_app.shell.application import settle_memory
from timeline_app.storage.store import Store
from timeline_app.widgets.look import dress
from timeline_app.widgets.timeline_view import TimelineView

DAY = 86_400
STEPS = 60
MIDDLE = 1_768_435_200
"""The middle of January 2026, where most happens."""

FIRST_OPENING = {1_000: 0.4, 10_000: 0.4, 100_000: 0.8, 1_000_000: 4.0}
AGAIN = 1.0
FRAMES = {"p50": 8.0, "p95": 12.0, "max": 33.0}
EDIT, HIT, FOLD, MEMORY = 30.0, 1.0, 100.0, 400.0


def measure(path: Path, *, only_open: bool) -> dict[str, object]:
    """Measure one project, in this process."""

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    dress(app)
    wall, cpu = perf_counter(), process_time()
    store = Store.open(path)
    opened = {"wall": perf_counter() - wall, "cpu": process_time() - cpu}
    document = Document(store)
    view = TimelineView(document, Selection())
    view.edit_requested.connect(document.do)
    view.resize(1_920, 1_080)
    view.show()
    app.processEvents()
    while view.model.is_reading:
        app.processEvents()
    view.repaint()
    found: dict[str, object] = {
        "open": {"wall": perf_counter() - wall, "cpu": process_time() - cpu},
        "file": opened,
    }
    if only_open:
        for saving in threading.enumerate():
            if saving.daemon:
                saving.join()  # the copy of the columns, which the next opening is to find
        found["memory"] = _peak()
        store.close()
        return found
    settle_memory()  # as the program does a little after its start
    view.canvas.unfold_all()
    view.canvas.fit_all()
    steps = scripts(*(view.model.outer.span or (0, 1)))
    for name, spans in steps.items():
        found[name] = frames(view, spans)
    app.sendEvent(view.canvas, QEvent(QEvent.Type.FontChange))  # forgets what was worked out
    found["at once"] = frames(view, steps["zoom"], pause=0.0)
    found["edit"] = edits(view, 8)
    found["hit"] = timed(lambda k: view.canvas.box_under(_point(view, k)), 200)
    found["fold"] = timed(lambda k: _folded(view, fold=k % 2 == 0), 6)
    found["memory"] = _peak()
    store.close()
    return found


def _peak() -> float:
    """Return the most memory this process ever took, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def scripts(first: int, last: int) -> dict[str, list[tuple[int, int]]]:
    """Return the spans of each script: panning at three zooms, and zooming in and out again."""
    whole = last - first
    pan = [(first + whole * k // 400, last + whole * k // 400) for k in range(STEPS + 1)]
    month = [(MIDDLE + (k // 2 - 30) * DAY, MIDDLE + (k // 2) * DAY) for k in range(STEPS + 1)]
    start = MIDDLE - DAY // 2
    day = [(start + k * DAY // 60, start + DAY + k * DAY // 60) for k in range(STEPS + 1)]
    return {"pan all": pan, "pan 30 d": month, "pan 1 d": day, "zoom": list(_zoom(first, whole))}


def _zoom(first: int, whole: int) -> Iterator[tuple[int, int]]:
    half = STEPS // 2
    for k in range(STEPS + 1):
        share = k / half if k <= half else (STEPS - k) / half
        wide = math.exp(math.log(whole) * (1 - share) + math.log(DAY) * share)
        left = (MIDDLE - first) / whole * (1 - share) + 0.5 * share
        yield int(MIDDLE - wide * left), int(MIDDLE + wide * (1 - left))


def frames(
    view: TimelineView, spans: list[tuple[int, int]], pause: float = 1 / 60
) -> dict[str, dict[str, float]]:
    """Show each span and paint the whole view; the jump to the first is counted apart."""

    walls, cpus, behind = [], [], 0
    wall = perf_counter()
    for span in spans:
        wall = max(wall + pause, perf_counter())
        while perf_counter() < wall:
            QApplication.processEvents()
        cpu = process_time()
        view.canvas.fit(*span, margin=0.0)
        view.repaint()
        walls.append((perf_counter() - wall) * 1e3)
        cpus.append((process_time() - cpu) * 1e3)
        behind += view.canvas.is_behind
    found = {"wall": summary(walls[1:]), "cpu": summary(cpus[1:])}
    return found | {"jump": {"wall": walls[0]}, "behind": {"frames": behind}}


def timed(deed: Callable[[int], object], count: int) -> dict[str, dict[str, float]]:
    """Time a deed several times, in milliseconds."""
    walls, cpus = [], []
    for k in range(count):
        wall, cpu = perf_counter(), process_time()
        deed(k)
        walls.append((perf_counter() - wall) * 1e3)
        cpus.append((process_time() - cpu) * 1e3)
    return {"wall": summary(walls), "cpu": summary(cpus)}


def edits(view: TimelineView, count: int) -> dict[str, dict[str, float]]:
    """Time from an edit being written until it is painted, for events in a view that is at rest."""
    rest = perf_counter() + 0.5
    while perf_counter() < rest:
        QApplication.processEvents()
    model = view.model
    waiting = []
    for box in view.canvas.frame().boxes[:count]:
        record = model.record(box.event)
        if record is not None and record.end_max is not None:
            waiting.append(revise("Move", record, replace(record, end_max=record.end_max + 60)))

    def follow(edit: Edit, _: int) -> None:
        page = view.canvas.page
        model.document.edited.emit(edit)
        QApplication.sendPostedEvents()  # what the view asked to be painted, and that is on screen
        assert view.canvas.page is not page

    found = []
    for edit in waiting:
        model.document.store.apply(edit)
        model.document._records.clear()
        found.append(timed(partial(follow, edit), 1))
    kinds = ("wall", "cpu")
    return {kind: summary([one[kind]["p50"] for one in found]) for kind in kinds}


def _point(view: TimelineView, k: int) -> QPointF:
    return QPointF(200 + 8 * k, 60 + 4 * k)


def _folded(view: TimelineView, *, fold: bool) -> None:

    if fold:
        view.canvas.fold_quiet()
    else:
        view.canvas.unfold_all()
    view.repaint()


def summary(times: list[float]) -> dict[str, float]:
    """Return median, 95th percentile and worst."""
    ordered = sorted(times)
    return {
        "p50": ordered[len(ordered) // 2],
        "p95": ordered[int(len(ordered) * 0.95)],
        "max": ordered[-1],
    }


def in_own_process(*run: str, cache: Path, data: Path) -> bytes:
    """Run a module in a fresh process, with folders of its own; return what it prints."""
    places = {"XDG_CACHE_HOME": str(cache), "XDG_DATA_HOME": str(data), "XDG_STATE_HOME": str(data)}
    command = [sys.executable, "-m", *run]
    return subprocess.run(command, check=True, capture_output=True, env=os.environ | places).stdout


class Figures(NamedTuple):
    """What was measured of one size: the first opening with all else, and two openings more."""

    first: dict[str, Any]
    again: dict[str, Any]
    from_others: dict[str, Any]

    @classmethod
    def of(cls, folder: Path, size: int) -> Figures:
        """Write a project and measure it, each step in a process of its own."""
        path, data = folder / f"{size}.sqlite", folder / f"data{size}"

        def measured(*more: str, cache: str = "cache", known: bool = True) -> dict[str, Any]:
            run = ("tests.bench.bench_timeline", "--one", str(path), *more)
            here = data if known else folder / f"elsewhere{size}"
            found = in_own_process(*run, cache=folder / f"{cache}{size}", data=here)
            figures: dict[str, Any] = json.loads(found.splitlines()[-1])
            return figures

        in_own_process("tests.bench.generated", str(path), str(size), cache=folder, data=data)
        first = measured()
        measured("--open")  # the edits made the copy worthless
        again = measured("--open")
        from_others = measured("--open", cache="none", known=False)
        path.unlink()
        return cls(first, again, from_others)


def show(size: int, figures: Figures) -> list[str]:
    """Print the figures of one size; return what breaks a budget."""
    broken = []
    print(f"\n{size:,} events")
    first = figures.first
    for name, found, budget in (
        ("open first", figures.first, FIRST_OPENING.get(size, 9.0)),
        ("open again", figures.again, AGAIN),
        ("from others", figures.from_others, math.inf),
    ):
        opened, file = found["open"], found["file"]
        limit = "" if budget == math.inf else f"  ≤ {budget} s"
        print(
            f"  {name:12} wall {opened['wall']:.2f} s  cpu {opened['cpu']:.2f} s{limit}"
            f"  (of it the file itself: wall {file['wall']:.2f} s  cpu {file['cpu']:.2f} s)"
        )
        broken += [f"{size} {name}"] if opened["wall"] > budget else []
    for name, budget in (("edit", EDIT), ("hit", HIT), ("fold", FOLD)):
        found = first[name]
        print(f"  {name:12} wall {_line(found['wall'])}  cpu {_line(found['cpu'])}  ≤ {budget} ms")
        broken += [f"{size} {name}"] if found["wall"]["p50"] > budget else []
    for name in ("pan all", "pan 30 d", "pan 1 d", "zoom", "at once"):
        found = first[name]
        jump, behind = found["jump"]["wall"], found["behind"]["frames"]
        print(
            f"  {name:12} wall {_line(found['wall'])}  cpu {_line(found['cpu'])}"
            f"  jump {jump:.0f}  behind {behind}"
        )
        limits = {} if name == "at once" else FRAMES
        broken += [f"{size} {name} {k}" for k, most in limits.items() if found["wall"][k] > most]
    print(
        f"  memory       {first['memory']:.0f} MB at its peak  ≤ {MEMORY:.0f} MB"
        f"  (from others {figures.from_others['memory']:.0f} MB)"
    )
    return broken + ([f"{size} memory"] if first["memory"] > MEMORY else [])


def _line(found: dict[str, float]) -> str:
    return " / ".join(f"{found[name]:5.1f}" for name in ("p50", "p95", "max"))


def main() -> None:
    """Measure all sizes, or one for the process that asks."""
    if "--one" in sys.argv:
        path = Path(sys.argv[sys.argv.index("--one") + 1])
        print(json.dumps(measure(path, only_open="--open" in sys.argv)))
        return

    sizes = [1_000, 10_000, 100_000, 1_000_000]
    if "--sizes" in sys.argv:
        sizes = [int(n) for n in sys.argv[sys.argv.index("--sizes") + 1].split(",")]
    print("Milliseconds p50 / p95 / max; frames of the whole view at 1920×1080")
    broken = []
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            broken += show(size, Figures.of(Path(folder), size))
    print("\nover budget:", ", ".join(broken) or "nothing")
    if "--check" in sys.argv and broken:
        sys.exit(1)


if __name__ == "__main__":
    main()
