import json
from pathlib import Path

import pytest

from tests.shell.test_file_commands import run
from tests.storage.test_working_copies import change, titles
from timeline_app.domain.records import Project, new_id
from timeline_app.shell.far_command import working_copies
from timeline_app.shell.merge_command import merge
from timeline_app.storage.errors import StoreError
from timeline_app.storage.store import Store
from timeline_app.storage.working_copies import WorkingCopies, WorkingCopy


@pytest.fixture
def working(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WorkingCopy:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    far = tmp_path / "Nextcloud" / "desk.sqlite"
    far.parent.mkdir()
    Store.create(far, Project(new_id(), "Desk")).close()
    return WorkingCopies.of_this_person().check_out(far)


def test_copies_are_listed_with_what_the_shared_folder_lacks(working: WorkingCopy) -> None:
    change(working.local, "mine")
    code, told = run(working_copies, "--json")
    (found,) = json.loads(told)
    assert (code, found["far"], found["waiting"], found["state"]) == (0, working.far, 1, "ahead")


def test_write_back_writes_and_says_so(working: WorkingCopy) -> None:
    change(working.local, "mine")
    _, told = run(working_copies, working.far, "--write-back")
    assert "all written back; alike" in told
    assert titles(working.far) == {"mine"}


def test_a_file_without_a_copy_is_an_error(tmp_path: Path) -> None:
    code, told = run(working_copies, tmp_path / "p.sqlite")
    assert code == 1
    assert "no working copy" in told


def test_a_merge_into_a_shared_folder_goes_by_the_copy(
    working: WorkingCopy, tmp_path: Path
) -> None:
    theirs = tmp_path / "theirs.sqlite"
    with Store.open(working.local) as store:
        store.copy_to(theirs)
    change(str(theirs), "theirs")
    change(working.local, "mine")
    run(merge, working.far, theirs)
    assert titles(working.far) == titles(working.local) == {"mine", "theirs"}


def test_a_merge_is_refused_where_both_were_changed(working: WorkingCopy, tmp_path: Path) -> None:
    change(working.local, "mine")
    change(working.far, "theirs")
    with pytest.raises(StoreError, match="both changed"):
        run(merge, working.far, tmp_path / "other.sqlite")
    assert titles(working.far) == {"theirs"}
