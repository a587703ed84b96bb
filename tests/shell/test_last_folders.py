"""Where the dialogs for files begin."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths

from timeline_app.shell.last_folders import Kind, LastFolders, documents
from timeline_app.shell.settings import Settings, own_files


@pytest.fixture
def folders(tmp_path):
    return LastFolders(Settings(tmp_path / "settings.ini"))


def test_the_first_of_a_kind_goes_beside_its_project(folders, tmp_path):
    project = tmp_path / "strike.sqlite"
    assert folders.suggest(Kind.EXPORTS, "strike.pdf", project) == tmp_path / "strike.pdf"


def test_what_is_kept_in_the_programs_own_folder_suggests_the_documents(folders):
    sample = own_files() / "Qamishli.sqlite"
    assert folders.suggest(Kind.EXPORTS, "Qamishli.pdf", sample) == documents() / "Qamishli.pdf"


def test_each_kind_remembers_its_own_folder_over_a_restart(folders, tmp_path):
    (tmp_path / "pdf").mkdir()
    folders.took(Kind.EXPORTS, tmp_path / "pdf" / "strike.pdf")
    again = LastFolders(Settings(tmp_path / "settings.ini"))
    project = tmp_path / "strike.sqlite"
    assert again.suggest(Kind.EXPORTS, "b.pdf", project) == tmp_path / "pdf" / "b.pdf"
    assert again.suggest(Kind.SHARED, "b.sqlite", project) == tmp_path / "b.sqlite"


def test_a_folder_that_is_gone_is_not_suggested(folders, tmp_path):
    folders.took(Kind.EXPORTS, tmp_path / "gone" / "strike.pdf")
    assert folders.suggest(Kind.EXPORTS, "b.pdf") == documents() / "b.pdf"


def test_a_drive_that_does_not_answer_is_not_waited_for(folders, tmp_path, monkeypatch):
    folders.took(Kind.EXPORTS, tmp_path / "strike.pdf")
    answers = threading.Event()
    monkeypatch.setattr(type(tmp_path), "is_dir", lambda _: answers.wait(20))
    assert folders.suggest(Kind.EXPORTS, "b.pdf") == documents() / "b.pdf"
    answers.set()


def test_without_a_folder_for_documents_one_that_is_there_is_suggested(folders, monkeypatch):
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: "/nowhere/Documents")
    assert folders.suggest(Kind.IMPORTS) == Path.home()
