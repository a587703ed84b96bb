"""A line that finds a record among so many that their names are still being read."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from timeline_app.domain.edits import add
from timeline_app.domain.records import Project, Source, new_id
from timeline_app.models import record_names
from timeline_app.models.completions import Completions
from timeline_app.models.document import Document
from timeline_app.storage.store import Store
from timeline_app.widgets.fields.record_edit import RecordEdit

SOURCES = [Source(new_id(), f"Source {number:03}") for number in range(900)]


@pytest.fixture
def completions(qapp, tmp_path, monkeypatch):
    monkeypatch.setattr(record_names, "_AT_ONCE_SECONDS", 0.0)
    monkeypatch.setattr(record_names, "_SLICE_SECONDS", 0.0)
    with Store.create(tmp_path / "p.sqlite", Project(new_id(), "P")) as store:
        document = Document(store)
        assert document.do(add("Add", *SOURCES))
        yield Completions(document)


@pytest.fixture
def line(qtbot, completions):
    line = RecordEdit(completions, "source")
    qtbot.addWidget(line)
    line.show()
    line.activateWindow()
    return line


def offered(line):
    return [offer and offer.name for offer in line.offers]


def type_at_once(line, words):
    """Have words typed before the window has had time to read any names."""
    line.setText(words)
    line.textEdited.emit(words)


def test_entering_the_line_reads_the_names(line, completions, qtbot):
    line.setFocus()
    qtbot.waitUntil(lambda: completions.is_whole("source"))


def test_a_name_not_read_yet_is_offered_once_it_is(line, qtbot):
    line.setFocus()
    type_at_once(line, "source 899")
    assert offered(line) == []  # nor is a new source, which might be made twice
    qtbot.waitUntil(lambda: offered(line) == ["Source 899"])
    assert line.is_listing()


def test_what_no_name_is_like_is_offered_as_new_once_all_are_read(line, qtbot):
    line.setFocus()
    type_at_once(line, "Sourcebook")
    assert offered(line) == []
    qtbot.waitUntil(lambda: offered(line) == [None])


def test_the_offer_under_the_hand_stays_under_it(line, completions, qtbot):
    type_at_once(line, "1")
    first = offered(line)
    qtbot.keyClick(line._list, Qt.Key.Key_Down)
    meant = line._list.currentIndex().data()
    qtbot.waitUntil(lambda: completions.is_whole("source"))
    qtbot.waitUntil(lambda: offered(line) != first)
    assert line._list.currentIndex().data() == meant


def test_a_list_that_was_closed_stays_closed(line, completions, qtbot):
    type_at_once(line, "source 1")
    qtbot.keyClick(line._list, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: completions.is_whole("source"))
    assert not line.is_listing()


def test_words_that_name_a_record_mean_it_before_all_are_read(line):
    line.setText("SOURCE 899")
    assert line.chosen.id == SOURCES[-1].id


def test_a_long_name_ends_in_dots_instead_of_scrolling_sideways(line, completions, qtbot):
    line.resize(200, line.height())
    name = "Source of " + "many words " * 30
    completions._document.do(add("Add", Source(new_id(), name)))
    line.setFocus()
    qtbot.waitUntil(lambda: completions.is_whole("source"))
    qtbot.keyClicks(line, "Source of many")
    assert offered(line) == [name.strip(), None]
    assert line._list.isVisible()
    assert line._list.horizontalScrollBar().maximum() == 0


@pytest.fixture
def form(qtbot, completions):
    """A line that completes sources above a line that does not."""
    form = QWidget()
    column = QVBoxLayout(form)
    form.first, form.second = RecordEdit(completions, "source"), QLineEdit()
    column.addWidget(form.first)
    column.addSpacing(400)  # for the list
    column.addWidget(form.second)
    qtbot.addWidget(form)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    form.first.setFocus()
    type_at_once(form.first, "source 89")
    qtbot.waitUntil(form.first.is_listing)
    return form


def test_a_click_beside_the_list_is_a_click_on_what_is_there(form, qtbot):
    there = form.second.rect().center()
    # A press anywhere goes to the list, as long as it is open.
    popup = form.first._list
    at = popup.mapFromGlobal(form.second.mapToGlobal(there))
    qtbot.mousePress(popup, Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseRelease(form.second, Qt.MouseButton.LeftButton, pos=there)
    assert not form.first.is_listing()
    assert form.second.hasFocus()
    assert QApplication.mouseButtons() == Qt.MouseButton.NoButton


def test_the_list_goes_when_the_keyboard_is_sent_elsewhere(form):
    form.second.setFocus()
    assert not form.first.is_listing()
