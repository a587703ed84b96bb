"""How long a PDF takes, how much memory and how large it is: the sample, 1,000 and 10,000 claims.

Budgets: sample 3 s and 1 MB; 1,000 claims 8 s and 500 MB of memory; 10,000 claims 40 s, 2.2 GB of
memory and 8 MB. Prints one JSON object a project and names in "over" what is over its budget: a
bench tells, it does not fail. The process is the program's own, from its start to its end.

The 8 MB were set when generated ids packed well. With random ones the pages of 10,000 claims are
3 MB, and the project attached as SQLite 6 and as JSON 3.3: nearly all of that is ids, of which
62,166 differ and none can be left out of a copy that is to be merged.

    python tests/bench/bench_export.py [sample|1000|10000 …]
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

BUDGETS = {
    "sample": {"seconds": 3.0, "megabytes": 1.0},
    "1000": {"seconds": 8.0, "memory": 500.0},
    "10000": {"seconds": 40.0, "memory": 2200.0, "megabytes": 8.0},
}


def program(*arguments):
    """Return the command line of the program."""
    return [sys.executable, str(ROOT / "main.py"), *map(str, arguments)]


def project(name, folder):
    """Write the project to be exported."""
    path = folder / f"{name}.sqlite"
    make = [sys.executable, "-m", "tests.bench.generated_claims", str(path), name]
    command = program("sample", path) if name == "sample" else make
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    return path


def exported(path, out):
    """Export; return seconds, seconds of the processor, and megabytes of memory at most."""
    before = time.perf_counter()
    child = subprocess.Popen(program("export", path, out, "--quiet", "--page", "A1"))
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0
    seconds = time.perf_counter() - before
    return seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000


def measured(name):
    """Measure one project and print what was found, and what of it is over the budget."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.pdf"
        seconds, processor, memory = exported(project(name, Path(folder)), out)
        size = out.stat().st_size / 1e6
    found = {"seconds": seconds, "processor": processor, "memory": memory, "megabytes": size}
    rounded = {key: round(value, 2) for key, value in found.items()}
    over = [key for key, most in BUDGETS[name].items() if found[key] > most]
    told = {"bench": "export", "project": name, **rounded, "budget": BUDGETS[name], "over": over}
    print(json.dumps(told))


def main():
    """Measure what is asked for, or everything."""
    for name in sys.argv[1:] or BUDGETS:
        measured(name)


if __name__ == "__main__":
    main()
