"""Exports to, and by way of, a disk that is really full."""

import os

import pytest

from tests.exchange.printing import faults
from tests.exchange.projects import open_project
from tests.shell.test_export_command import write_project
from tests.shell.test_export_trouble import in_child, one_sentence, parts_in


@pytest.fixture
def project(tmp_path):
    return write_project(tmp_path / "strike.sqlite", open_project())


@pytest.mark.parametrize("suffix", [".pdf", ".html", ".json", ".zip", ".csv"])
def test_a_full_disk_is_a_sentence_and_leaves_the_old_file(project, small_disk, suffix):
    out = old = small_disk.folder / f"a{suffix}"
    if suffix == ".csv":  # tables go into a folder
        out.mkdir()
        old = out / "claim.csv"
    old.write_bytes(b"old")
    small_disk.fill()
    one_sentence(in_child("", "export", project, out, "--force"), "the disk is full")
    assert old.read_bytes() == b"old"
    assert parts_in(small_disk.folder) == []
    assert sorted(path.name for path in small_disk.folder.iterdir()) == [out.name, "ballast"]


def test_tables_come_all_or_none(project, small_disk):
    out = small_disk.folder / "tables.csv"
    small_disk.fill(leaving=6 * 4096)  # room for some of them
    one_sentence(in_child("", "export", project, out), "the disk is full")
    assert [path.name for path in small_disk.folder.iterdir()] == ["ballast"]


def test_with_a_little_room_a_document_comes_whole_or_not_at_all(project, small_disk):
    out = small_disk.folder / "a.pdf"
    small_disk.fill(leaving=60_000)
    one_sentence(in_child("", "export", project, out), "the disk is full")
    assert not out.exists()
    small_disk.make_room()
    done = in_child("", "export", project, out)
    assert done.returncode == 0, done.stderr
    assert faults(out.read_bytes()) == []


def test_a_full_disk_for_temporary_files_is_a_sentence(project, small_disk, tmp_path):
    small_disk.fill(leaving=100_000)
    out = tmp_path / "a.pdf"
    put = f"import os; os.environ['TMPDIR'] = {os.fspath(small_disk.folder)!r}"
    one_sentence(in_child(put, "export", project, out))
    assert not out.exists()
    assert [path.name for path in small_disk.folder.iterdir()] == ["ballast"]
