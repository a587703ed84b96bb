"""Whole frames, openings, edits and memory of the timeline, from a thousand events to a million.

    python -m tests.bench.bench_timeline [--sizes 1000,10000,100000,1000000] [--check]

Every size is measured in a process of its own, offscreen at 1920×1080. A frame is layout and
paint of the whole view. `wall` is what a person waits, `cpu` what the process used: on a busy
machine only the second can be compared. `--check` fails where a budget is broken.
"""

from __future__ import annotations

import json
import math
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from time import perf_counter, process_time

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from tests.bench.generated import write
from timeline_app.domain.edits import revise
from timeline_app.models.document import Document
from timeline_app.models.selection import Selection
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
        store.close()
        return found
    view.canvas.unfold_all()
    view.canvas.fit_all()
    for name, spans in scripts(*(view.model.outer.span or (0, 1))).items():
        found[name] = frames(view, spans)
    found["edit"] = edits(view, 8)
    found["hit"] = timed(lambda k: view.canvas.box_under(_point(view, k)), 200)
    found["fold"] = timed(lambda k: _folded(view, fold=k % 2 == 0), 6)
    found["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    store.close()
    return found


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


def frames(view: TimelineView, spans: list[tuple[int, int]]) -> dict[str, dict[str, float]]:
    """Show each span and paint the whole view; the jump to the first is counted apart."""

    walls, cpus = [], []
    for span in spans:
        wall, cpu = perf_counter(), process_time()
        view.canvas.fit(*span, margin=0.0)
        view.repaint()
        walls.append((perf_counter() - wall) * 1e3)
        cpus.append((process_time() - cpu) * 1e3)
    return {"wall": summary(walls[1:]), "cpu": summary(cpus[1:]), "jump": {"wall": walls[0]}}


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
    """Time from an edit being written until it is painted, for events in view."""
    model = view.model
    waiting = []
    for box in view.canvas.frame().boxes[:count]:
        record = model.record(box.event)
        if record is not None and record.end_max is not None:
            waiting.append(revise("Move", record, replace(record, end_max=record.end_max + 60)))

    def follow(k: int) -> None:
        model.document.edited.emit(waiting[k])
        view.repaint()

    found = []
    for k, edit in enumerate(waiting):
        model.document.store.apply(edit)
        model.document._records.clear()
        found.append(timed(lambda _, k=k: follow(k), 1))
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


def in_own_process(path: Path, cache: Path, *more: str) -> dict[str, dict[str, dict[str, float]]]:
    """Measure a project in a fresh process, with a cache folder of its own."""
    run = [sys.executable, "-m", "tests.bench.bench_timeline", "--one", str(path), *more]
    places = {"XDG_CACHE_HOME": str(cache), "XDG_DATA_HOME": str(cache / "data")}
    out = subprocess.run(run, check=True, capture_output=True, env=os.environ | places).stdout
    found: dict[str, dict[str, dict[str, float]]] = json.loads(out.splitlines()[-1])
    return found


def show(size: int, first: dict[str, object], again: dict[str, object]) -> list[str]:
    """Print the figures of one size; return what breaks a budget."""
    broken = []
    print(f"\n{size:,} events")
    for name, found, budget in (
        ("open first", first["open"], FIRST_OPENING.get(size, 9.0)),
        ("open again", again["open"], AGAIN),
    ):
        assert isinstance(found, dict)
        file = first["file"] if name == "open first" else again["file"]
        assert isinstance(file, dict)
        print(
            f"  {name:12} wall {found['wall']:.2f} s  cpu {found['cpu']:.2f} s  ≤ {budget} s"
            f"  (of it the file itself: wall {file['wall']:.2f} s  cpu {file['cpu']:.2f} s)"
        )
        broken += [f"{size} {name}"] if found["wall"] > budget else []
    for name, budget in (("edit", EDIT), ("hit", HIT), ("fold", FOLD)):
        found = first[name]
        assert isinstance(found, dict)
        print(f"  {name:12} wall {_line(found['wall'])}  cpu {_line(found['cpu'])}  ≤ {budget} ms")
        broken += [f"{size} {name}"] if found["wall"]["p50"] > budget else []
    for name in ("pan all", "pan 30 d", "pan 1 d", "zoom"):
        found = first[name]
        assert isinstance(found, dict)
        jump = found["jump"]["wall"]
        print(
            f"  {name:12} wall {_line(found['wall'])}  cpu {_line(found['cpu'])}  jump {jump:.0f}"
        )
        broken += [f"{size} {name} {k}" for k, most in FRAMES.items() if found["wall"][k] > most]
    print(f"  memory       {first['memory']:.0f} MB at its peak  ≤ {MEMORY:.0f} MB")
    return broken


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
            path, cache = Path(folder) / f"{size}.sqlite", Path(folder) / f"cache{size}"
            write(path, size)
            first = in_own_process(path, cache)
            in_own_process(path, cache, "--open")  # the edits made the copy worthless
            again = in_own_process(path, cache, "--open")
            broken += show(size, dict(first), dict(again))
            path.unlink()
    print("\nover budget:", ", ".join(broken) or "nothing")
    if "--check" in sys.argv and broken:
        sys.exit(1)


if __name__ == "__main__":
    main()
