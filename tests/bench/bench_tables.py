"""How fast the claims table opens, scrolls, sorts, filters and follows an edit.

Budgets (medians unless said otherwise): at 100,000 claims sort 250 ms, filter 100 ms, scrolling
p95 16 ms; at 1,000,000 open 300 ms, scrolling p95 16 ms. Prints one JSON object a measure; exit
code 1 over a budget. "cold" is the first time, before the column was ever read; "first_rows" is
when the first of them stood there; "blocked" is the longest the event loop did not come round
meanwhile, as a 1 ms timer sees it. Rows are scrolled 60 times a second, pages 30 times, which is
faster than a key that is held down repeats.

    python -m tests.bench.bench_tables [CLAIMS] [FOLDER]
"""

import json
import os
import statistics
import sys
import tempfile
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import perf_counter, process_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import shiboken6
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from tests.bench.generated_claims import make
from timeline_app.domain.edits import revise
from timeline_app.domain.records import Claim
from timeline_app.models.document import Document
from timeline_app.models.selection import Selection
from timeline_app.models.tables.ordering import Filters, Order, SortKey
from timeline_app.shell.application import settle_memory
from timeline_app.storage.store import Store
from timeline_app.widgets.look import dress
from timeline_app.widgets.tables.kinds import ClaimsTable

BUDGETS = {
    (100_000, "sort"): 250,
    (100_000, "filter"): 100,
    (100_000, "scroll p95"): 16,
    (100_000, "edit"): 50,
    (1_000_000, "open"): 300,
    (1_000_000, "scroll p95"): 16,
}


def come_round():
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 1)


class Bench:
    """One table of so many claims, and the measures taken of it."""

    def __init__(self, path, claims):
        self.claims = claims
        self.over = False
        self.document = Document(Store.open(path))
        self.table = None

    def say(self, name, milliseconds, budget=None, **more):
        limit = BUDGETS.get((self.claims, budget))
        self.over |= limit is not None and milliseconds > limit
        told = {"bench": name, "claims": self.claims, "ms": round(milliseconds, 1)}
        print(json.dumps({**told, "budget": limit, **more}), flush=True)

    def reopen(self):
        """Make the table anew, so that nothing was read yet; return the milliseconds it took."""
        if self.table is not None:
            shiboken6.delete(self.table)
        begin = perf_counter()
        self.table = ClaimsTable(self.document, Selection())
        self.table.resize(1400, 900)
        self.table.show()
        QApplication.processEvents()
        self.table.view.viewport().repaint()
        return (perf_counter() - begin) * 1e3

    def open(self):
        times = [self.reopen() for _ in range(5)]
        self.say("open", statistics.median(times), "open", first=round(times[0], 1))

    def scroll(self, name, step, hertz):
        """Scroll so many times a second, each time painted at once; what is left of it is idle."""
        bar = self.table.view.verticalScrollBar()
        frames, spent = [], []
        position = bar.maximum() // 3
        for number in range(200):
            position = step(position, number, bar.maximum())
            begin, began = perf_counter(), process_time()
            bar.setValue(position)
            QApplication.sendPostedEvents()  # paints
            frames.append((perf_counter() - begin) * 1e3)
            spent.append((process_time() - began) * 1e3)
            come_round()  # as an event loop does between any two frames
            while perf_counter() < begin + 1 / hertz:
                come_round()
        frames.sort()
        spent.sort()
        told = {"p50": round(frames[100], 1), "max": round(frames[-1], 1)}
        told |= {"cpu p50": round(spent[100], 1), "cpu p95": round(spent[190], 1)}
        self.say(f"scroll {name} p95", frames[190], "scroll p95", **told)

    def repaint(self):
        viewport = self.table.view.viewport()
        frames = []
        for _ in range(50):
            begin = perf_counter()
            viewport.repaint()
            frames.append((perf_counter() - begin) * 1e3)
        self.say("repaint, every row at hand", statistics.median(frames))

    def until_done(self, name, budget, act):
        """Time a wish from asking to the repainted table."""
        model, blocked, last = self.table.model, [0.0], [perf_counter()]

        def tick():
            now = perf_counter()
            blocked[0] = max(blocked[0], now - last[0])
            last[0] = now

        begin, first = perf_counter(), []

        def note():
            if model.rowCount() and not first:
                first.append(round((perf_counter() - begin) * 1e3, 1))

        model.modelReset.connect(note)
        ticker = QTimer(interval=1)
        ticker.timeout.connect(tick)
        loop = QEventLoop()
        QApplication.processEvents()
        last[0] = perf_counter()
        ticker.start()
        begin, began = perf_counter(), process_time()
        act()
        tick()
        while model.busy:
            loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        QApplication.processEvents()
        self.table.view.viewport().repaint()
        took = (perf_counter() - begin) * 1e3
        tick()
        model.modelReset.disconnect(note)
        spent = round((process_time() - began) * 1e3, 1)  # what other programs have no part in
        told = {
            "cpu": spent,
            "blocked": round(blocked[0] * 1e3, 1),
            "first_rows": first[0] if first else None,
        }
        self.say(name, took, budget, **told, rows=model.rowCount())

    def wait_until_prepared(self):
        """Let the table read ahead, as it does while a person looks at it; say how long it took."""
        begin = perf_counter()
        shown = ("text", "speaker", "via", "said", "refers", "stance", "status", "event", "source")
        while self.claims <= 250_000 and not self.table.model.is_ready(shown):
            QApplication.processEvents()
        self.say("columns read ahead", (perf_counter() - begin) * 1e3)

    def sort(self):
        for key in ("status", "text", "speaker", "said", "event"):
            order = Order((SortKey(key),))
            self.until_done(f"sort {key} cold", None, lambda o=order: self.table.arrange(o))
            down = Order((SortKey(key, descending=True),))
            self.until_done(f"sort {key}", "sort", lambda o=down: self.table.arrange(o))
        two = Order((SortKey("status"), SortKey("said")))
        self.until_done("sort status, said", "sort", lambda: self.table.arrange(two))
        self.table.arrange(Order())

    def filter(self):
        model = self.table.model
        for number, words in enumerate(("cargo plane", "pl", "Kamisli 99", "witness 12", "")):
            name = f"filter “{words}”" + (" cold" if number == 0 else "")
            budget = None if number == 0 else "filter"
            self.until_done(name, budget, lambda w=words: model.filter_by(Filters(w)))

    def group(self):
        for key in ("speaker", "event"):
            grouped = Order(group=key)
            self.until_done(f"group by {key}", "sort", lambda o=grouped: self.table.arrange(o))
        self.table.arrange(Order())

    def facets(self):
        """Count the values of columns, as opening their filter lists does."""
        for key in ("status", "speaker"):
            counted = []
            count = partial(self.table.model.facets, key, counted.extend)
            self.until_done(f"facets of {key}", "filter", count)
            assert counted

    def edit(self):
        for name, order in (("", Order()), (", sorted by speaker", Order((SortKey("speaker"),)))):
            self.until_done("", None, lambda o=order: self.table.arrange(o))
            times = []
            for number in range(7):
                claim = self.document.get(Claim, self.table.model.id_at(10))
                after = replace(claim, text=f"Said anew {number}")
                begin = perf_counter()
                self.document.do(revise("Change claim text", claim, after))
                QApplication.processEvents()
                while self.table.model.busy:
                    QApplication.processEvents()
                times.append((perf_counter() - begin) * 1e3)
            self.say(f"edit a claim{name}", statistics.median(times), "edit")

    def run(self):
        self.open()
        self.sort()
        self.reopen()
        self.filter()
        self.reopen()
        self.repaint()
        self.scroll("by rows", lambda at, n, most: at + 90, 60)
        self.scroll("by pages", lambda at, n, most: at + 800, 30)
        self.scroll("by jumps", lambda at, n, most: int(at + most * 0.618) % most, 60)
        self.wait_until_prepared()
        self.group()
        self.facets()
        self.edit()
        return self.over


def main():
    claims = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    app = QApplication([])
    dress(app)
    settle_memory()  # as the program does
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(sys.argv[2] if len(sys.argv) > 2 else temporary) / f"claims-{claims}.sqlite"
        if not path.exists():
            make(path, claims)
        return int(Bench(path, claims).run())


if __name__ == "__main__":
    sys.exit(main())
