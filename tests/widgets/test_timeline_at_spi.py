"""The timeline over AT-SPI, once for real: a window under Xvfb, read by another program."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
READER = "/usr/bin/python3"
PARTS = ("Xvfb", "dbus-run-session")


def can_be_read() -> bool:
    """Tell whether this system has a screen, a bus and a reader."""
    if not all(shutil.which(part) for part in PARTS) or not Path(READER).exists():
        return False
    asked = subprocess.run([READER, "-c", "import pyatspi"], check=False, capture_output=True)
    return asked.returncode == 0


pytestmark = [
    pytest.mark.xvfb,
    pytest.mark.skipif(not can_be_read(), reason="needs Xvfb, a session bus and pyatspi"),
]


@pytest.fixture(scope="module")
def screen() -> Iterator[str]:
    """A display of its own."""
    read_end, write_end = os.pipe()
    command = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1280x800x24"]
    server = subprocess.Popen(command, pass_fds=[write_end], stderr=subprocess.DEVNULL)
    os.close(write_end)
    with os.fdopen(read_end) as told:
        yield f":{told.readline().strip()}"
    server.terminate()
    server.wait()


@pytest.fixture(scope="module")
def trees(screen: str, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """The tree as it is read at first, and after a key has selected an event."""
    folder = tmp_path_factory.mktemp("bus")
    folder.chmod(0o700)
    own = {
        "DISPLAY": screen,
        "XDG_RUNTIME_DIR": str(folder),
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "LANG": "C.UTF-8",
    }
    window = [sys.executable, "-m", "tests.widgets.at_spi_window", str(folder / "week.sqlite")]
    read = subprocess.run(
        ["dbus-run-session", "--", *window, READER, str(HERE / "at_spi_reader.py")],
        env=os.environ | own,
        cwd=HERE.parent.parent,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    lines = [json.loads(line) for line in read.stdout.splitlines() if line.startswith("{")]
    assert len(lines) == 2, read.stderr
    return lines


def names(parts: list[dict[str, Any]]) -> list[str]:
    return [part["name"] for part in parts]


def test_lanes_events_and_claims_are_told_from_outside(trees: list[dict[str, Any]]) -> None:
    lanes = trees[0]["children"]
    assert names(lanes) == [
        "North, 5 events · 2 claims, 1 contested",
        "South, 1 event · 0 claims",
    ]
    events = lanes[0]["children"]
    assert names(events)[0] == "Day 0, 19 Jan 2026, 2 claims, 1 origin, contested, 1 of 5 in North"
    assert [name.split(",")[0] for name in names(events)] == [f"Day {k}" for k in range(5)]
    assert [name.split(",")[0] for name in names(events[0]["children"])] == [
        "supports",
        "disputes",
    ]


def test_states_are_told(trees: list[dict[str, Any]]) -> None:
    lane = trees[0]["children"][0]
    assert {"expandable", "expanded", "showing"} <= set(lane["states"])
    event = lane["children"][0]
    assert {"selectable", "focusable", "showing"} <= set(event["states"])
    assert "focused" not in event["states"]


def test_a_key_moves_the_focus_that_is_told(trees: list[dict[str, Any]]) -> None:
    events = [event for lane in trees[1]["children"] for event in lane["children"]]
    focused = [event["name"] for event in events if "focused" in event["states"]]
    assert len(focused) == 1
    assert focused[0].startswith("Day 0")
    selected = [event["name"] for event in events if "selected" in event["states"]]
    assert selected == focused
