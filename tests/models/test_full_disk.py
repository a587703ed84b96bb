"""A disk that is really full: nothing is said to be saved, nothing is lost, and Retry saves it."""

import pytest

from tests.models.test_saving import added, in_file
from timeline_app.domain.records import Event, Project, new_id
from timeline_app.models.document import Document
from timeline_app.storage.checking import check_file
from timeline_app.storage.store import Store


@pytest.fixture
def document(qtbot, small_disk):
    document = Document(Store.create(small_disk.folder / "q.sqlite", Project(new_id(), "Q")))
    assert document.do(added(0))
    yield document
    document.close()


def full(document, small_disk, edits):
    """Make edits that the file has no room for."""
    small_disk.fill()
    for number in range(1, edits + 1):
        assert document.do(added(number))


def test_an_edit_on_a_full_disk_is_kept_named_and_told_as_trouble(qtbot, document, small_disk):
    full(document, small_disk, 2)
    qtbot.waitUntil(lambda: bool(document.trouble))
    assert "disk" in document.trouble.lower()
    assert document.unsaved == ("Add 1", "Add 2")
    assert document.get(Event, "e2") is not None
    assert in_file(document) == {"e0"}


def test_retry_on_a_disk_that_is_still_full_changes_nothing(qtbot, document, small_disk):
    full(document, small_disk, 1)
    qtbot.waitUntil(lambda: bool(document.trouble))
    document.retry()
    qtbot.waitUntil(lambda: not document.is_saving)
    assert document.trouble
    assert document.unsaved == ("Add 1",)
    assert in_file(document) == {"e0"}


def test_retry_saves_everything_in_order_once_there_is_room(qtbot, document, small_disk):
    full(document, small_disk, 3)
    qtbot.waitUntil(lambda: bool(document.trouble))
    small_disk.make_room()
    document.retry()
    qtbot.waitUntil(lambda: document.unsaved == ())
    assert document.trouble == ""
    assert in_file(document) == {"e0", "e1", "e2", "e3"}
    labels = [edit.label for edit in document.store.history(3)]
    assert labels == ["Add 3", "Add 2", "Add 1"]
    document.close()
    assert check_file(small_disk.folder / "q.sqlite").sound
