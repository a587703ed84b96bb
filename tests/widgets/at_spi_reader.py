"""Reads the timeline from outside, as a screen reader does; run by the system's own Python.

For each line on its input it prints one line of JSON: the tree of the timeline.
"""

import json
import sys
import time

import pyatspi

PATIENCE = 30.0
"""Seconds until the bus must have told of the window."""


def told(part, depth=0):
    """Return what is told of a part and of those in it."""
    states = [pyatspi.stateToString(state) for state in part.getState().getStates()]
    return {
        "name": part.name,
        "states": states,
        "children": [told(child, depth + 1) for child in part if child] if depth < 3 else [],
    }


def timeline(part, depth=0):
    """Return the timeline within a part, or None."""
    if part.getRoleName() == "tree" and part.name == "Timeline":
        return part
    found = (timeline(child, depth + 1) for child in part if child and depth < 9)
    return next((f for f in found if f is not None), None)


def waited():
    """Return the timeline, once it is there."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        for application in pyatspi.Registry.getDesktop(0):
            found = timeline(application) if application else None
            if found is not None:
                return found
        time.sleep(0.1)
    sys.exit("no timeline on the bus")


for _ in sys.stdin:
    found = waited()
    found.clearCache()
    sys.stdout.write(json.dumps(told(found)) + "\n")
    sys.stdout.flush()
