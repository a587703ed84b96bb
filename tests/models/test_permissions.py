"""Permission lost while a project is open, to somebody whom permissions bind."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from timeline_app.domain.records import Project, Track, new_id
from timeline_app.storage.store import Store

# An administrator is bound by no permissions; without these two rights one is like anybody else.
RIGHTS = "-dac_override,-dac_read_search"

PROGRAM = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from timeline_app.domain.edits import add
from timeline_app.domain.records import Track
from timeline_app.models.document import Document
from timeline_app.storage.errors import StoreError
from timeline_app.storage.store import Store

def settle():
    while document.is_saving:
        app.processEvents()

app = QCoreApplication([])
path, taken, elsewhere = map(Path, sys.argv[1:])
document = Document(Store.open(path))
document.do(add("Add first", Track("a", "First")))
settle()
assert not document.trouble, document.trouble
mode = taken.stat().st_mode
taken.chmod(0o555 if taken.is_dir() else 0o444)
document.do(add("Add second", Track("b", "Second")))
settle()
told = {"trouble": document.trouble, "unsaved": document.unsaved}
document.store.copy_to(elsewhere)
try:
    Store.open(path).close()
except StoreError as failure:
    told["refused"] = failure.trouble
taken.chmod(mode)
document.retry()
settle()
told["written"] = not document.trouble and not document.unsaved
document.close()
print(json.dumps(told))
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    folder.mkdir()
    Store.create(folder / "p.sqlite", Project(new_id(), "P")).close()
    return folder / "p.sqlite"


def outcome(project: Path, taken: Path, elsewhere: Path) -> dict[str, object]:
    """Let a process of its own lose the right to write something, and say how that went."""
    bound = []
    if os.name != "posix":
        pytest.skip("permissions are those of POSIX systems")
    if os.geteuid() == 0:
        setpriv = shutil.which("setpriv")
        if setpriv is None:
            pytest.skip("an administrator is bound by no permissions")
        bound = [setpriv, f"--bounding-set={RIGHTS}", f"--inh-caps={RIGHTS}"]
    command = [*bound, sys.executable, "-c", PROGRAM, *map(str, (project, taken, elsewhere))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


def tracks(path: Path) -> int:
    with Store.open(path, read_only=True) as store:
        return store.count(Track)


def test_work_goes_on_when_the_folder_may_not_be_written_any_more(
    project: Path, tmp_path: Path
) -> None:
    told = outcome(project, project.parent, tmp_path / "elsewhere.sqlite")
    assert "cannot be written" in str(told["trouble"])
    assert told["unsaved"] == ["Add second"]
    assert told["written"] is True
    assert tracks(project) == tracks(tmp_path / "elsewhere.sqlite") == 2


def test_a_file_made_read_only_while_it_is_open_loses_nothing(
    project: Path, tmp_path: Path
) -> None:
    """The system lets whoever has it open write on; whether it does or not, all is kept."""
    told = outcome(project, project, tmp_path / "elsewhere.sqlite")
    assert told["written"] is True
    assert tracks(project) == tracks(tmp_path / "elsewhere.sqlite") == 2
