"""Backups are made in the background while a project is open."""

import pytest

from timeline_app.domain.edits import add
from timeline_app.domain.records import Track
from timeline_app.models.document import Document
from timeline_app.shell.backup_keeper import BackupKeeper
from timeline_app.storage.backups import Backups
from timeline_app.storage.store import Store


@pytest.fixture
def open_document(qapp, project):
    documents = []

    def begin(*, read_only=False):
        documents.append(Document(Store.open(project, read_only=read_only)))
        return documents[-1]

    yield begin
    for document in documents:
        document.store.close()


def made(path):
    return Backups.of_this_person().all(path)


def test_an_open_project_is_backed_up_once(qtbot, open_document, project):
    keeper = BackupKeeper(open_document())
    keeper.look()
    qtbot.waitUntil(lambda: len(made(project)) == 1)
    keeper.look()
    assert len(made(project)) == 1


def test_a_project_can_be_written_while_it_is_backed_up(qtbot, open_document, project):
    document = open_document()
    BackupKeeper(document).look()
    assert document.do(add("Add track", Track("t", "T")))
    qtbot.waitUntil(lambda: len(made(project)) == 1)


def test_a_backup_that_cannot_be_made_is_said(qtbot, open_document, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", "/proc/nowhere")
    keeper = BackupKeeper(open_document())
    with qtbot.waitSignal(keeper.failed) as said:
        keeper.look()
    assert said.args[0].endswith(".")
