from pathlib import Path

import pytest

from tests.storage.conftest import dump, story
from timeline_app.domain.edits import add
from timeline_app.domain.records import Event, new_id
from timeline_app.storage import working_copies
from timeline_app.storage.errors import StoreError, Trouble
from timeline_app.storage.merging import compare, merge
from timeline_app.storage.store import Store
from timeline_app.storage.working_copies import (
    WorkingCopy,
    agreed,
    check_out,
    why_far,
    working_copy,
    write_back,
)


@pytest.fixture
def working(store: Store, tmp_path: Path) -> WorkingCopy:
    store.apply(add("Add the story", *story()))
    store.close()
    return check_out(store.path, tmp_path / "local")


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/home/n/projects/p.sqlite", None),
        ("/home/n/Dropbox (Newsroom)/p.sqlite", "synchronised"),
        ("/home/n/OneDrive - Agency/desk/p.sqlite", "synchronised"),
        ("//server/share/p.sqlite", "network"),
        ("/mnt/news room/p.sqlite", "network"),
        ("/media/phone/p.sqlite", "network"),
    ],
)
def test_far_folders_are_known(
    path: str, why: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/vda / ext4 rw 0 0\n//nas/news /mnt/news\\040room cifs rw 0 0\n"
        "phone /media/phone fuse.sshfs rw 0 0\n"
    )
    monkeypatch.setattr(working_copies, "_MOUNTS", mounts)
    assert why_far(Path(path)) == why


def test_work_is_written_back_while_nobody_else_changed_it(working: WorkingCopy) -> None:
    with Store.open(working.local) as local:
        local.apply(add("Add", Event(new_id(), "x")))
        assert working_copy(local.path) == working
        after = write_back(local, working)
        assert dump(Path(working.far), log=True) == dump(local.path, log=True)
    assert working_copy(Path(working.local)) == after
    assert (after.edits, after.head) != (working.edits, working.head)
    Store.open(working.far).close()


def test_what_somebody_else_wrote_meanwhile_is_merged_not_replaced(working: WorkingCopy) -> None:
    with Store.open(working.far) as far:
        far.apply(add("Add theirs", Event(new_id(), "theirs")))
    with Store.open(working.local) as local:
        local.apply(add("Add mine", Event(new_id(), "mine")))
        before = Path(working.far).read_bytes()
        with pytest.raises(StoreError, match="somebody else") as failure:
            write_back(local, working)
        assert failure.value.trouble == Trouble.CHANGED
        assert Path(working.far).read_bytes() == before
        with Store.open(working.far, read_only=True) as theirs:
            merge(local, compare(local, theirs))
            known = agreed(working, theirs)
        write_back(local, known)
    with Store.open(working.far) as far:
        assert {e.title for e in far.all(Event)} >= {"mine", "theirs"}


def test_a_far_file_that_is_open_elsewhere_is_left_alone(working: WorkingCopy) -> None:
    with (
        Store.open(working.local) as local,
        Store.open(working.far),
        pytest.raises(StoreError) as failure,
    ):
        write_back(local, working)
    assert failure.value.trouble == Trouble.LOCKED


def test_a_local_copy_with_work_in_it_is_not_replaced(working: WorkingCopy) -> None:
    with pytest.raises(StoreError, match="open it") as failure:
        check_out(Path(working.far), Path(working.local).parent)
    assert failure.value.trouble == Trouble.EXISTS


def test_an_ordinary_file_is_no_working_copy(store: Store) -> None:
    assert working_copy(store.path) is None
