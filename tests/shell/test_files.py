"""Opening, making, copying and closing projects, and what is refused."""

import contextlib
import os
import sqlite3
import subprocess
import sys

import pytest

from timeline_app.domain.edits import add
from timeline_app.domain.records import Event, Project, Track
from timeline_app.shell.application import open_first
from timeline_app.shell.files import Files
from timeline_app.shell.sample_file import own_sample
from timeline_app.shell.settings import Settings
from timeline_app.storage.schema import SCHEMA_VERSION
from timeline_app.storage.store import Store


@pytest.fixture
def settings(tmp_path):
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def files(qapp, settings, tmp_path):
    files = Files(settings, tmp_path / "own")
    files.refusals = []
    files.refused.connect(files.refusals.append)
    yield files
    files.let_go()


def test_a_new_project_is_called_as_its_file(files, tmp_path):
    assert files.new(tmp_path / "Kamışlı")
    assert files.document.project.title == "Kamışlı"
    assert files.document.store.path == tmp_path / "Kamışlı.sqlite"


def test_a_new_project_never_replaces_a_file(files, project):
    before = project.read_bytes()
    assert not files.new(project)
    assert project.read_bytes() == before
    assert files.document is None
    assert len(files.refusals) == 1


def test_opening_another_project_lets_go_of_the_first(files, project, tmp_path):
    files.new(tmp_path / "first")
    assert files.open(project)
    Store.open(tmp_path / "first.sqlite").close()


def test_opening_what_is_open_already_changes_nothing(files, project):
    files.open(project)
    document = files.document
    assert files.open(project)
    assert files.document is document


def test_a_copy_has_everything_and_the_original_stays_open(files, project, tmp_path):
    files.open(project)
    files.document.do(add("Add track", Track("t", "Deployment")))
    assert files.save_copy(tmp_path / "copy")
    with Store.open(tmp_path / "copy.sqlite") as copy:
        assert [track.title for track in copy.all(Track)] == ["Deployment"]
    assert files.document.store.path == project


def foreign(path):
    path.write_bytes(b"")


def picture(path):
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))


def folder(path):
    path.mkdir()


def other_program(path):
    conn = sqlite3.connect(path)
    conn.execute("CREATE TABLE moz_places (id INTEGER PRIMARY KEY)")
    conn.commit()
    conn.close()


def newer(path):
    """Write a project as a later version might: a column, a table and a status we do not know."""
    with Store.create(path, Project("p", "P")) as store:
        store.apply(add("Add", Event("e", "Known"), Event("f", "Of a status we do not know")))
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("ALTER TABLE event ADD COLUMN mood TEXT NOT NULL DEFAULT ''")
        conn.execute("CREATE TABLE weather (id TEXT PRIMARY KEY, sky TEXT) STRICT")
        conn.execute("PRAGMA ignore_check_constraints = ON")
        conn.execute("UPDATE event SET status = 'rumoured', mood = 'grim' WHERE id = 'f'")
        conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")


def missing(path):
    """Leave nothing there."""


@pytest.mark.parametrize("make", [missing, foreign, picture, folder, other_program, newer])
def test_what_is_no_project_is_refused_with_one_sentence(files, project, tmp_path, make):
    bad = tmp_path / "bad.sqlite"
    make(bad)
    before = bad.read_bytes() if bad.is_file() else None
    files.open(project)
    assert not files.open(bad)
    (refusal,) = files.refusals
    assert refusal.sentence.endswith(".")
    assert "\n" not in refusal.sentence
    assert not refusal.may_look
    assert files.document.store.path == project
    assert files.document.do(add("Add track", Track("t", "T")))
    assert (bad.read_bytes() if bad.is_file() else None) == before


HOLDER = """
import sys
from timeline_app.storage.store import Store
store = Store.open(sys.argv[1])
print("open", flush=True)
sys.stdin.read()
"""


def test_a_project_open_elsewhere_can_be_looked_at(files, project):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(project)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with holder:
        assert holder.stdout.readline() == "open\n"
        assert not files.open(project)
        assert files.refusals[0].may_look
        assert files.open(project, read_only=True)
        assert files.document.is_read_only
        assert not files.document.do(add("Add track", Track("t", "T")))


def test_a_read_only_file_can_be_looked_at(files, project, monkeypatch):
    # The system's answer, rather than its permissions: those do not bind an administrator.
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert not files.open(project)
    assert files.refusals[0].may_look
    assert files.open(project, read_only=True)


def test_the_first_start_opens_the_sample_as_a_file_of_ones_own(files, settings, tmp_path):
    open_first(files, settings, None)
    assert files.document.store.path.parent == tmp_path / "own"
    assert files.document.count(Event) > 0
    assert not files.document.is_read_only


def test_undo_does_not_take_the_fresh_sample_away(files):
    files.open_sample()
    assert files.document.undo_label is None
    assert not files.document.undo()
    files.document.do(add("Add track", Track("mine", "Mine")))
    assert files.document.undo_label == "Add track"


def test_a_later_start_opens_what_was_open(files, settings, project):
    open_first(files, settings, project)
    files.let_go()
    open_first(files, settings, None)
    assert files.document.store.path == project


def test_a_start_after_closing_opens_nothing(files, settings, project):
    open_first(files, settings, project)
    files.close()
    open_first(files, settings, None)
    assert files.document is None


def test_a_changed_sample_is_still_changed_when_opened_again(files):
    files.open_sample()
    files.document.do(add("Add track", Track("mine", "Mine")))
    files.close()
    files.open_sample()
    assert files.document.get(Track, "mine") is not None


def test_a_reset_makes_the_sample_anew_and_keeps_the_old_one(files, tmp_path):
    files.open_sample()
    path = files.document.store.path
    files.document.do(add("Add track", Track("mine", "Mine")))
    assert files.reset_sample()
    assert files.document.store.path == path
    assert files.document.get(Track, "mine") is None
    (kept,) = [p for p in path.parent.glob("*.sqlite") if p != path]
    with Store.open(kept) as old:
        assert old.get(Track, "mine") is not None


def test_half_a_sample_is_never_left_behind(tmp_path, monkeypatch):
    def broken(*_):
        raise RuntimeError

    monkeypatch.setattr(Store, "apply", broken)
    with pytest.raises(RuntimeError):
        own_sample(tmp_path / "own")
    assert not list((tmp_path / "own").glob("*.sqlite"))
