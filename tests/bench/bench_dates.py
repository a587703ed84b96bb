"""How long reading a date takes, and that the time grows with the length of the text only.

Budgets (medians): EDTF below 50 µs, news wording below 200 µs, a refusal of 100 kB below 10 ms.
Prints one JSON object; exit code 1 over a budget.

    python tests/bench/bench_dates.py [RUNS]
"""

import contextlib
import json
import statistics
import sys
import time
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from timeline_app.domain.edtf.errors import DateError
from timeline_app.domain.reading import Anchor, read_edtf, read_wording

BUDGETS = {"edtf": 50.0, "wording": 200.0, "refusal": 10_000.0}  # microseconds

EDTF = [
    "2004-06-11",
    "2004-06",
    "2004",
    "2004-06-11T23:20:30+04:30",
    "2004-06~/2004-08",
    "2019/..",
    "?2004-06-~11",
    "201X",
    "156X-12-25",
    "[1667,1668,1670..1672]",
    "Y-17E7",
    "1950S2",
    "2001-34",
    "2021-13",
]
WORDINGS = (
    "five or six days ago",
    "on Tuesday",
    "since 2019",
    "late 2024",
    "last week",
    "over the past two days",
    "January 28, 2026 02:35 PM GMT+03:00",
    "after Assad's departure",
    "Sharaa is expected to visit Moscow on Wednesday and meet with Putin.",
    "Russia stationed forces at the airport since 2019, a relatively small deployment",
    "the Syrian government might ask Russian forces to leave",
)
ANCHOR = Anchor(datetime.fromisoformat("2026-01-28T14:35:00+03:00"))
SIZES = (100, 200, 400, 800, 1_600, 6_400, 25_600, 102_400)


def microseconds(read, text, runs):
    """Return the median time of reading a text."""
    times = []
    for _ in range(runs):
        before = time.perf_counter()
        with contextlib.suppress(DateError):
            read(text)
        times.append((time.perf_counter() - before) * 1e6)
    return round(statistics.median(times), 1)


def by_text(read, texts, runs):
    """Return each text's median."""
    return {text: microseconds(read, text, runs) for text in texts}


def sweep(read, piece, runs):
    """Return the median by size: linear up to the longest text read, then refused at once."""
    return {size: microseconds(read, (piece * size)[:size], runs) for size in SIZES}


def wording(text):
    """Read a wording against the bench's anchor."""
    return read_wording(text, ANCHOR)


def main():
    """Measure, print, and judge."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    edtf, words = by_text(read_edtf, EDTF, runs), by_text(wording, WORDINGS, runs)
    sweeps = {
        "edtf set": sweep(lambda text: read_edtf(f"[{text}1984]"), "1984,", 5),
        "edtf signs": sweep(read_edtf, "X~-", 5),
        "wording words": sweep(wording, "a town ", 5),
        "wording dates": sweep(wording, "Tuesday or ", 5),
    }
    medians = {
        "edtf": statistics.median(edtf.values()),
        "wording": statistics.median(words.values()),
        "refusal": max(times[SIZES[-1]] for times in sweeps.values()),
    }
    within = {name: medians[name] <= budget for name, budget in BUDGETS.items()}
    report = {"medians": medians, "budgets": BUDGETS, "within": within}
    print(json.dumps({**report, "edtf": edtf, "wording": words, "sweeps": sweeps}, indent=1))
    return 0 if all(within.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
