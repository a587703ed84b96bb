import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from timeline_app.domain.edits import add
from timeline_app.domain.records import Actor, ActorName, Project, Source
from timeline_app.models.document import Document
from timeline_app.storage.store import Store
from timeline_app.widgets.bibliography_dialog import BibliographyDialog

BIBTEX = """
@article{a, title = {Leaving}, journal = {Associated Press}, date = {2026-01-28}}
@article{b, title = {Staying}, author = {Kaya, Deniz}, url = {https://example.org/b}}
"""


@pytest.fixture
def document(qapp, tmp_path):
    store = Store.create(tmp_path / "q.sqlite", Project("p", "Qamishli"))
    document = Document(store)
    document.do(
        add(
            "Add",
            Actor("ap", "AP"),
            ActorName("ap-2", "ap", "Associated Press"),
            Source("old", "An older copy", url="https://example.org/b"),
        )
    )
    yield document
    store.close()


@pytest.fixture
def dialog(qtbot, document):
    QGuiApplication.clipboard().clear()
    dialog = BibliographyDialog(document)
    dialog.edit_requested.connect(document.do)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def paste(qtbot, dialog, text):
    QGuiApplication.clipboard().setText(text)
    dialog.text.setFocus()
    QTest.keyClick(dialog.text, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(dialog.text, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not dialog._pause.isActive())


def test_pasted_entries_are_shown_and_added_in_one_step(qtbot, dialog, document):
    paste(qtbot, dialog, BIBTEX)
    assert [row.reference.title for row in dialog.rows] == ["Leaving", "Staying"]
    assert [row.tick.isChecked() for row in dialog.rows] == [True, False]
    assert dialog.add.text() == "Add 1 source"
    dialog.rows[1].tick.setFocus()
    QTest.keyClick(dialog.rows[1].tick, Qt.Key.Key_Space)
    QTest.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    sources = {source.title: source for source in document.all(Source)}
    assert sources["Leaving"].outlet_id == "ap"
    assert document.dating(sources["Leaving"].id).edtf == "2026-01-28"
    assert document.get(Actor, sources["Staying"].author_id).name == "Deniz Kaya"
    document.undo()
    assert [source.id for source in document.all(Source)] == ["old"]


def test_sources_that_cannot_be_saved_stay_in_the_dialog(qtbot, dialog):
    dialog.edit_requested.disconnect()
    paste(qtbot, dialog, BIBTEX)
    QTest.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()


def test_what_cannot_be_read_is_said_and_nothing_can_be_added(qtbot, dialog):
    paste(qtbot, dialog, "They left the base.")
    assert "neither BibTeX" in dialog.notice.text()
    assert not dialog.add.isEnabled()
    paste(qtbot, dialog, f"{BIBTEX} @article{{c, title={{x")
    assert dialog.notice.text() == "One entry is broken or has no title and is left out."


def test_a_copied_bibliography_is_added_by_enter(qtbot, document):
    QGuiApplication.clipboard().setText(BIBTEX)
    dialog = BibliographyDialog(document)
    dialog.edit_requested.connect(document.do)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert "Leaving" in {source.title for source in document.all(Source)}
    assert not dialog.isVisible()


def test_what_was_pasted_by_hand_is_added_by_ctrl_enter(qtbot, dialog, document):
    paste(qtbot, dialog, BIBTEX)
    QTest.keyClick(dialog.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "Leaving" in {source.title for source in document.all(Source)}


def test_a_repeated_key_is_named_and_every_entry_offered(qtbot, dialog):
    paste(qtbot, dialog, BIBTEX.replace("{b,", "{a,"))
    assert [row.reference.title for row in dialog.rows] == ["Leaving", "Staying"]
    assert dialog.notice.text() == "Several entries have the key “a”; each of them is shown."


def test_an_empty_dialog_asks_for_nothing(dialog):
    assert dialog.notice.text() == ""
    assert not dialog.add.isEnabled()


def test_what_is_on_the_clipboard_is_offered_at_once(qtbot, document):
    QGuiApplication.clipboard().setText(BIBTEX)
    dialog = BibliographyDialog(document)
    qtbot.addWidget(dialog)
    assert len(dialog.rows) == 2


def test_markup_in_a_title_stays_text(qtbot, dialog):
    paste(qtbot, dialog, '[{"title": "<img src=file:///etc/passwd>"}]')
    assert dialog.rows[0].tick.accessibleName() == "<img src=file:///etc/passwd>"
