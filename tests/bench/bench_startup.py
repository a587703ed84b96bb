"""How long from the start of the process to the sample's first painted frame.

Budget: median at most 1.0 s, warm. Prints one JSON object; exit code 1 over the budget.

    python tests/bench/bench_startup.py [RUNS]
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BUDGET = 1.0  # seconds


def once(project, home):
    """Start the program as a person does; return the seconds until its first frame."""
    settings = {f"XDG_{kind}_HOME": home for kind in ("CONFIG", "DATA", "CACHE", "STATE")}
    command = [sys.executable, str(ROOT / "main.py"), "open", project, "--until-first-frame"]
    # CLOCK_MONOTONIC is the machine's, so that two processes can compare it.
    before = time.monotonic()
    done = subprocess.run(
        command,
        env={"QT_QPA_PLATFORM": "offscreen", **os.environ, **settings},
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(done.stdout)["first_frame"] - before


def main():
    """Measure, print, and judge."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    with tempfile.TemporaryDirectory() as home:
        project = str(Path(home) / "sample.sqlite")
        subprocess.run([sys.executable, str(ROOT / "main.py"), "sample", project], check=True)
        once(project, home)  # warms the caches of the disk and of Python
        seconds = sorted(once(project, home) for _ in range(runs))
    median = statistics.median(seconds)
    measured = {"median": median, "fastest": seconds[0], "slowest": seconds[-1], "runs": runs}
    print(json.dumps({"bench": "startup", "budget": BUDGET, **measured}))
    return 0 if median <= BUDGET else 1


if __name__ == "__main__":
    sys.exit(main())
