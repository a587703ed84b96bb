"""The program opens no socket: started for real, through the sample, an edit, an undo, the end."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

SESSION = """
import json, os, sys
from pathlib import Path

asked = []

def refuse(event, args):
    if event.startswith(("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.send",
                         "socket.gethostby", "urllib.", "http.", "ftplib.", "smtplib.")):
        asked.append(event)
        raise PermissionError(event)

sys.addaudithook(refuse)

from PySide6.QtCore import QTimer
from timeline_app.shell import application, main_window

said = {}

def session(window):
    from timeline_app.domain.edits import add
    from timeline_app.domain.records import Event, Track
    document = window.files.document
    event = document.all(Event)[0]
    window.select("event", event.id)
    said["edited"] = document.do(add("Add track", Track("t", "T")))
    window.files.document.undo()
    said["undone"] = document.get(Track, "t") is None
    QTimer.singleShot(200, lambda: end(window))

def end(window):
    # Below Python there is only the system: no descriptor of ours may be a network socket.
    ours = {os.readlink(f"/proc/self/fd/{fd}") for fd in os.listdir("/proc/self/fd")
            if os.path.exists(f"/proc/self/fd/{fd}")} if sys.platform == "linux" else set()
    open_ones = set()
    for table in ("tcp", "tcp6", "udp", "udp6", "raw", "raw6"):
        path = Path("/proc/self/net", table)
        lines = path.read_text().splitlines()[1:] if path.exists() else []
        open_ones |= {f"socket:[{line.split()[9]}]" for line in lines}
    said["network sockets"] = sorted(ours & open_ones)
    said["network library"] = "PySide6.QtNetwork" in sys.modules
    window.close()

make = application.make_window
def made(*args):
    window = make(*args)
    # The very first start opens the sample by itself.
    window.files.opened.connect(lambda _: QTimer.singleShot(0, lambda: session(window)))
    return window
application.make_window = made

code = application.run(None)
print(json.dumps({"exit": code, "asked": asked, **said}))
"""


def test_a_whole_session_opens_no_socket(tmp_path):
    homes = {f"XDG_{kind}_HOME": str(tmp_path) for kind in ("CONFIG", "DATA", "CACHE", "STATE")}
    done = subprocess.run(
        [sys.executable, "-c", SESSION],
        cwd=ROOT,
        env={**os.environ, **homes},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "exit": 0,
        "asked": [],
        "edited": True,
        "undone": True,
        "network sockets": [],
        "network library": False,
    }
