"""How long one turn of the event loop lasts while a claim of a very long text is worked with.

Budget: no turn over 100 ms. Prints one JSON object for each length and measure: the longest turn
(medians of a few), and the processor time of the thread of the windows in it, in milliseconds.

    python -m tests.bench.bench_long_texts [CLAIMS] [--folder FOLDER] [--times TIMES]

Exit code 1 where the processor time alone is over the budget.
"""

import argparse
import json
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from time import perf_counter, thread_time

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.bench.bench_claims import TURN, Bench, prepared
from timeline_app.domain.edits import add, revise
from timeline_app.domain.records import Claim, ClaimEvent, Event, Id, new_id
from timeline_app.shell.application import settle_memory
from timeline_app.widgets.look import dress

LENGTHS = (1_000, 10_000, 100_000, 1_000_000)
SENTENCE = "Колонна техники покинула базу ночью, сообщил свидетель. "
_SECONDS = 1.0  # for which what an act leaves to do is watched


class Turn:
    """The longest turn of the event loop, those within a turn too, and its processor time."""

    def __init__(self) -> None:
        self.longest, self.cpu = 0.0, 0.0
        self._timer = QTimer(interval=1)
        self._timer.timeout.connect(self.tick)
        self._timer.start()
        self._last = (perf_counter(), thread_time())

    def stop(self) -> None:
        self._timer.stop()

    def tick(self) -> None:
        now = (perf_counter(), thread_time())
        took = (now[0] - self._last[0]) * 1e3
        self.cpu = max(self.cpu, (now[1] - self._last[1]) * 1e3)
        self.longest = max(self.longest, took)
        self._last = now


def turn_of(act: Callable[[], object]) -> Turn:
    """Watch the turns while something is done, and a moment after."""
    turn = Turn()
    act()
    turn.tick()
    until = perf_counter() + _SECONDS
    while perf_counter() < until:
        QApplication.processEvents()
    turn.stop()
    return turn


def acts(bench: Bench, text: str) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield what somebody does with one claim of a text, in its order."""
    document, selection = bench.document, bench.selection
    event, claim = bench.some(Event)[0], Claim(new_id(), text)
    yield (
        "save",
        lambda: document.do(add("Add", claim, ClaimEvent(new_id(), claim.id, event.id))),
    )
    yield "select", lambda: selection.select("claim", claim.id)
    yield "change", lambda: document.do(revise("Word", claim, replace(claim, text=f"x{text}")))
    yield "undo", document.undo
    yield "redo", document.redo
    yield from edits(bench, claim.id, text)


def edits(bench: Bench, claim_id: Id, text: str) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield the steps of pasting a text over that of the claim the sidebar shows."""
    field = bench.sidebar.card.text.widget
    yield "open the field", field.open
    QGuiApplication.clipboard().setText(f"y{text}")
    field.editor.selectAll()
    control = Qt.KeyboardModifier.ControlModifier
    yield "take it all out", lambda: QTest.keyClick(field.editor, Qt.Key.Key_Delete)
    yield "paste", lambda: QTest.keyClick(field.editor, Qt.Key.Key_V, control)
    yield "type a key", lambda: QTest.keyClick(field.editor, Qt.Key.Key_Z)
    yield "leave the field", lambda: QTest.keyClick(field.editor, Qt.Key.Key_Return, control)
    assert bench.document.get(Claim, claim_id).text.startswith("y")


def sweep(bench: Bench, times: int) -> bool:
    """Measure every length; tell whether a budget was broken."""
    over = False
    for length in LENGTHS:
        text = (SENTENCE * (length // len(SENTENCE) + 1))[:length].strip()
        found: dict[str, list[Turn]] = {}
        for _ in range(times):
            for name, act in acts(bench, text):
                found.setdefault(name, []).append(turn_of(act))
        for name, turns in found.items():
            cpu = statistics.median(turn.cpu for turn in turns)
            over |= cpu > TURN
            told = {"bench": f"long text: {name}", "claims": bench.claims, "characters": length}
            told["turn"] = round(statistics.median(turn.longest for turn in turns), 1)
            print(json.dumps({**told, "cpu": round(cpu, 1), "budget": TURN}), flush=True)
    return over


def measure(claims: int, folder: Path, times: int) -> bool:
    """Open a project of so many claims as the program does, and measure in it."""
    bench = Bench(prepared(claims, folder), claims)
    while not bench.search.is_complete:
        QApplication.processEvents()
    bench.open_views()
    bench.sidebar.edit_requested.connect(bench.document.do)
    bench.selection.select("claim", bench.some(Claim)[0].id)  # the first card takes longer
    bench.settle(10)  # until columns were read ahead, as they are while a person looks
    return sweep(bench, times)


def main() -> bool:
    parser = argparse.ArgumentParser()
    parser.add_argument("claims", nargs="?", type=int, default=100_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--times", type=int, default=3)
    asked = parser.parse_args()
    dress(QApplication([]))
    settle_memory()  # as the program does
    folder = asked.folder or Path(tempfile.mkdtemp(prefix="bench-long-texts-"))
    return measure(asked.claims, folder, asked.times)


if __name__ == "__main__":
    sys.exit(main())
