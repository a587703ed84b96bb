"""A process that is killed loses no edit it had acknowledged, and leaves no half of one."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from timeline_app.domain.records import Claim, ClaimEvent, Event, Project, new_id
from timeline_app.storage.store import Store

STRAIGHT = """
import sys
from timeline_app.domain.edits import add
from timeline_app.domain.records import Claim, ClaimEvent, Event, new_id
from timeline_app.storage.store import Store
store = Store.open(sys.argv[1])
while True:
    event, claim = Event(new_id(), "e" * 3000), Claim(new_id(), "c" * 3000)
    store.apply(add("Add", event, claim, ClaimEvent(new_id(), claim.id, event.id)))
    print(event.id, flush=True)
    store.undo()
    store.redo()
"""
"""Edits that go straight to the file."""

BEHIND = """
import sys
from PySide6.QtCore import QCoreApplication
from timeline_app.domain.edits import add
from timeline_app.domain.records import Claim, ClaimEvent, Event, new_id
from timeline_app.models import saving
from timeline_app.models.document import Document
from timeline_app.storage.store import Store
app = QCoreApplication([])
saving.PATIENCE = 0
document = Document(Store.open(sys.argv[1]))
told, made = set(), []
while True:
    event, claim = Event(new_id(), "e" * 3000), Claim(new_id(), "c" * 3000)
    made.append(event.id)
    document.do(add(event.id, event, claim, ClaimEvent(new_id(), claim.id, event.id)))
    document.undo()
    document.redo()
    app.processEvents()
    unsaved = set(document.unsaved)
    for saved in [one for one in made if one not in unsaved and one not in told]:
        told.add(saved)
        print(saved, flush=True)
"""
"""Edits that are made in memory, faster than a thread can bring them to the file."""


def _killed_after(work: str, path: Path, edits: int, delay: float) -> list[str]:
    """Run edits in another process, kill it shortly after some of them, return those it said."""
    command = [sys.executable, "-c", work, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = [process.stdout.readline().strip() for _ in range(edits)]
        try:
            process.wait(delay)
        except subprocess.TimeoutExpired:
            process.kill()
        return [*said, *(line.strip() for line in process.stdout)]


@pytest.mark.parametrize(
    ("work", "rounds"),
    [
        pytest.param(STRAIGHT, 30, id="30"),
        pytest.param(BEHIND, 8, id="behind-8"),
        pytest.param(STRAIGHT, 500, id="500", marks=pytest.mark.heavy),
        pytest.param(BEHIND, 300, id="behind-300", marks=pytest.mark.heavy),
    ],
)
def test_kill_9_loses_nothing_that_was_acknowledged(path: Path, work: str, rounds: int) -> None:
    Store.create(path, Project(new_id(), "x")).close()
    chance = random.Random(7)
    acknowledged: set[str] = set()
    for _ in range(rounds):
        said = _killed_after(work, path, chance.randrange(1, 6), chance.random() / 100)
        acknowledged |= set(said)
        with Store.open(path) as store:
            kept = {event.id for event in store.all(Event)}
            undone = store.redo() if store.redo_label else None
            found = kept | (undone.ids("event") if undone else frozenset())
            assert acknowledged <= found
            assert store.count(Claim) == store.count(Event) == store.count(ClaimEvent)
