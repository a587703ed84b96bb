"""How fast searching, reviewing, filtering and saving are in a project of many claims.

Budgets (medians): at 100,000 claims a key stroke to its list 60 ms, a change of filter 100 ms,
saving a claim until every view shows it 50 ms; at 1,000,000 a key stroke 250 ms; no turn of the
event loop over 100 ms. Prints one JSON object a measure; exit code 1 over a budget.

    python -m tests.bench.bench_claims [CLAIMS …] [--folder FOLDER]

Several sizes make a sweep: how a measure grows tells whether it would still do at ten times.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from time import perf_counter, process_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.bench.generated_claims import make
from timeline_app.domain.comparing import Overlap
from timeline_app.domain.edits import add, revise
from timeline_app.domain.records import (
    Actor,
    Claim,
    ClaimEvent,
    Dating,
    Event,
    Hop,
    Source,
    Track,
    new_id,
)
from timeline_app.domain.view_filter import EVERYTHING, NO_TRACK, TimeFilter, ViewFilter
from timeline_app.domain.vocabulary import DatingOwner, HopRole, Stance
from timeline_app.models.completions import Completions
from timeline_app.models.document import Document
from timeline_app.models.search import Search
from timeline_app.models.search_results import results_of
from timeline_app.models.selection import Selection
from timeline_app.models.view_facts import ViewFacts
from timeline_app.models.view_filter import ViewFiltering
from timeline_app.shell.application import settle_memory
from timeline_app.storage.findings import findings, pieces
from timeline_app.storage.store import Store
from timeline_app.widgets.look import dress
from timeline_app.widgets.sidebar.sidebar import Sidebar
from timeline_app.widgets.tables.kinds import ClaimsTable
from timeline_app.widgets.timeline_view import TimelineView

TURN = 100  # ms the event loop may be away
BUDGETS = {
    (100_000, "search"): 60,
    (1_000_000, "search"): 250,
    (100_000, "filter"): 100,
    (100_000, "save"): 50,
    (100_000, "turn"): TURN,
}
TYPED = (
    "cargo plane",
    "قامشلي",
    "колонна техники",
    "Kamışlı 99",
    "speaker:witness plane",
    "source:r cargo",
    'speaker:"witness 0" plane',
)
VIEWS = {
    "stance": ViewFilter(stances=frozenset({Stance.DISPUTES, Stance.QUALIFIES})),
    "time, certainly": ViewFilter(time=TimeFilter("2023", frozenset({Overlap.CERTAINLY}))),
    "track": ViewFilter(hidden_tracks=frozenset({NO_TRACK})),
    "words": ViewFilter(search="cargo plane"),
    "words of few": ViewFilter(search="77777"),
    "day": ViewFilter(horizon=1_650_000_000),
    "all of it": ViewFilter(
        search="cargo",
        stances=frozenset({Stance.SUPPORTS}),
        time=TimeFilter("2021/2024"),
        horizon=1_700_000_000,
    ),
}


class Turns:
    """The longest the event loop did not come round, as a 1 ms timer sees it."""

    def __init__(self):
        self.longest = 0.0
        self._last = perf_counter()
        self._timer = QTimer(interval=1)
        self._timer.timeout.connect(self.tick)

    def __enter__(self):
        self._last = perf_counter()
        self._timer.start()
        return self

    def __exit__(self, *_):
        self.tick()
        self._timer.stop()

    def tick(self):
        now = perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1e3)
        self._last = now


def wait_until(done):
    """Sleep between events, as a window does: one that never rests keeps others from working."""
    while not done():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


class Bench:
    """One project of so many claims with its views open, and the measures taken of it."""

    def __init__(self, path, claims):
        self.claims = claims
        self.over = False
        self.document = Document(Store.open(path))
        self.document.prepare()  # as the program does with a file it opened
        self.selection = Selection()
        self.search = Search(self.document)
        self.facts = ViewFacts(self.document)
        self.filtering = ViewFiltering(self.document, self.search, self.facts)

    def say(self, name, times, budget=None, **more):
        limit = BUDGETS.get((self.claims, budget))
        middle = statistics.median(times)
        self.over |= limit is not None and middle > limit
        told = {"bench": name, "claims": self.claims, "ms": round(middle, 2)}
        told["max"] = round(max(times), 1)
        print(json.dumps({**told, "budget": limit, **more}, ensure_ascii=False), flush=True)

    def index(self):
        begin = perf_counter()
        with Turns() as turns:
            while not self.search.is_complete:
                QApplication.processEvents()
        self.say("index", [(perf_counter() - begin) * 1e3], blocked=round(turns.longest, 1))

    def strokes(self):
        """Type a query letter by letter; each is answered with the list as the box shows it."""
        for typed in TYPED:
            answered = [self.stroke(typed[:length]) for length in range(1, len(typed) + 1)]
            times, blocked = zip(*answered, strict=True)
            self.say(f"key stroke “{typed}”", times, "search", blocked=round(max(blocked), 1))

    def stroke(self, typed):
        """Return after how long what was typed is answered, and the longest turn meanwhile."""
        answers, begin = [], perf_counter()
        with Turns() as turns:
            self.search.ask(typed, lambda found: answers.append(self.listed(found)))
            wait_until(lambda: answers)
        return answers[0] - begin * 1e3, turns.longest

    def listed(self, found):
        """Return when what was found stands in the list, in milliseconds."""
        results_of(found.hits, self.document)
        return perf_counter() * 1e3

    def review(self):
        """Look up every finding, a piece a turn."""
        times, found = [], 0
        with self.document.store.reading() as connection:
            for piece in pieces(connection):
                begin = perf_counter()
                found += len(findings(connection, piece))
                times.append((perf_counter() - begin) * 1e3)
        self.over |= max(times) > TURN and self.claims == 100_000
        self.say("review piece", times, pieces=len(times), found=found, all=round(sum(times)))

    def filter(self):
        begin = perf_counter()
        with Turns() as turns:
            self.facts.want()
            while self.facts.facts is None:
                QApplication.processEvents()
        self.say("facts read", [(perf_counter() - begin) * 1e3], blocked=round(turns.longest, 1))
        for name, view in VIEWS.items():
            times, blocked = [], []
            for _ in range(7):
                self.filtering.show(EVERYTHING)
                with Turns() as turns:
                    begin = perf_counter()
                    self.filtering.show(view)
                    wait_until(lambda: not self.filtering.is_waiting)
                    times.append((perf_counter() - begin) * 1e3)
                blocked.append(turns.longest)
            left = self.filtering.fitting
            shown = len(left.claims), len(left.events)
            away = round(max(blocked), 1)
            self.say(f"filter {name}", times, "filter", blocked=away, shown=shown)
        self.filtering.show(EVERYTHING)

    def completing(self):
        """Complete a name for the first time, as the first letter in a field does, and again."""
        completions = Completions(self.document)
        for kind in ("actor", "source", "event", "claim"):
            for name in ("first use", "key stroke"):
                begin = perf_counter()
                completions.candidates(kind, "re")
                took = (perf_counter() - begin) * 1e3
                self.say(f"completing {kind}, {name}", [took], "turn")

    def open_views(self):
        self.timeline = TimelineView(self.document, self.selection)
        self.sidebar = Sidebar(self.document, self.selection)
        self.table = ClaimsTable(self.document, self.selection)
        for view, width in ((self.timeline, 1000), (self.sidebar, 380), (self.table, 1000)):
            view.resize(width, 500)
            view.show()
        self.filtering.changed.connect(self._narrow)
        self.settle()

    def _narrow(self):
        fitting, dims = self.filtering.fitting, self.filtering.view.dims
        self.timeline.model.filter_rows(None if fitting is None else fitting.events, dims=dims)
        self.table.model.keep_to(None if fitting is None else fitting.claims, dims=dims)

    def settle(self, seconds=1.5):
        QTest.qWait(round(seconds * 1e3))
        wait_until(self._is_settled)

    def _is_settled(self):
        return not (self.table.model.busy or self.filtering.is_waiting)

    def save(self, name, edits):
        """Time edits from asking until every view was painted with them."""
        times, written, blocked, spent = [], [], [], []
        for edit in edits:
            with Turns() as turns:
                begin, began = perf_counter(), process_time()
                assert self.document.do(edit)
                written.append((perf_counter() - begin) * 1e3)
                QApplication.processEvents()  # paints what asked for it
                wait_until(self._is_settled)
                times.append((perf_counter() - begin) * 1e3)
                spent.append((process_time() - began) * 1e3)
                self.settle(0.3)
            blocked.append(turns.longest)
        told = {"until_signal": round(statistics.median(written), 1)}
        told["blocked"] = round(statistics.median(blocked), 1)
        told["cpu"] = round(statistics.median(spent), 1)  # what other programs have no part in
        self.say(name, times, "save", **told)

    def saving(self):
        events, actors = self.some(Event), self.some(Actor)
        source = self.some(Source)[0]
        self.selection.select("event", events[0].id)
        self.settle(15)  # until columns were read ahead, as they are while a person looks
        self.save("save a new claim", [new_claim(n, events, actors, source) for n in range(9)])
        claims = self.some(Claim)
        words = [revise("Word", c, replace(c, text=f"{c.text}!")) for c in claims[:9]]
        self.save("save a word", words)
        for view in ("stance", "words"):
            self.filtering.show(VIEWS[view])
            self.settle()
            made = [new_claim(n, events, actors, source) for n in range(9)]
            self.save(f"save a new claim, filtered by {view}", made)
        self.filtering.show(EVERYTHING)

    def some(self, kind):
        with self.document.store.reading() as connection:
            name = kind.__name__.lower()
            ids = [row[0] for row in connection.execute(f"SELECT id FROM {name} LIMIT 20")]
        return list(self.document.many(kind, ids).values())


def new_claim(number, events, actors, source):
    claim = Claim(new_id(), f"A further claim {number} about the base")
    first = Hop(new_id(), claim.id, 0, actors[number].id)
    last = Hop(new_id(), claim.id, 1, actors[number + 1].id, HopRole.PUBLISHER, source_id=source.id)
    day = 1_700_000_000 // 86_400 * 86_400
    dating = Dating(new_id(), DatingOwner.CLAIM, claim.id, edtf="2023-11-14", start_min=day,
                    start_max=day, end_min=day + 86_399, end_max=day + 86_399)  # fmt: skip
    return add(
        "Add claim", claim, first, last, ClaimEvent(new_id(), claim.id, events[0].id), dating
    )


def prepared(claims, folder):
    """Return a project of so many claims in a folder, made if there is none."""
    path = folder / f"claims-{claims}.sqlite"
    if not path.exists():
        make(path, claims)
        with Store.open(path) as store:
            tracks = [Track(f"track-{n}", f"Track {n}", n, n) for n in range(4)]
            events = store.all(Event)
            store.apply(add("Tracks", *tracks))
            for start in range(0, len(events), 5_000):
                moved = [
                    revise("", e, replace(e, track_id=f"track-{n % 5}" if n % 5 < 4 else None))
                    for n, e in enumerate(events[start : start + 5_000])
                ]
                changes = tuple(c for edit in moved for c in edit.changes)
                store.apply(replace(moved[0], label="Tracks", changes=changes))
    return path


def measure(claims, folder):
    bench = Bench(prepared(claims, folder), claims)
    bench.index()
    bench.strokes()
    bench.review()
    bench.filter()
    bench.completing()
    bench.open_views()
    bench.saving()
    return bench.over


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("claims", nargs="*", type=int, default=[10_000, 100_000])
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    dress(QApplication([]))
    settle_memory()  # as the program does
    folder = asked.folder or Path(tempfile.mkdtemp(prefix="bench-claims-"))
    return max([measure(claims, folder) for claims in asked.claims])


if __name__ == "__main__":
    sys.exit(main())
