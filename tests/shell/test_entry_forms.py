"""The forms as a person reaches them from the window."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from timeline_app.domain.records import Claim, ClaimEvent, Event, Source
from timeline_app.widgets.bibliography_dialog import BibliographyDialog
from timeline_app.widgets.forms.claim_form import ClaimForm
from timeline_app.widgets.forms.event_form import EventForm

CONTROL = Qt.KeyboardModifier.ControlModifier


def form_of(window, kind):
    return window.findChild(kind)


def test_ctrl_n_enters_a_claim_about_the_event_that_is_selected(window, qtbot):
    window.files.open_sample()
    document = window.files.document
    event = document.all(Event)[0]
    window.select("event", event.id)
    before = {claim.id for claim in document.all(Claim)}
    qtbot.keyClick(window, Qt.Key.Key_N, CONTROL)
    form = form_of(window, ClaimForm)
    qtbot.waitUntil(form.isActiveWindow)
    form.text.setPlainText("The runway was swept.")
    qtbot.keyClick(form.text, Qt.Key.Key_Return, CONTROL)
    (claim,) = [claim for claim in document.all(Claim) if claim.id not in before]
    (link,) = document.where(ClaimEvent, claim_id=claim.id)
    assert link.event_id == event.id
    assert window._views.selection.current.id == claim.id
    assert "Add claim" in window.actions_["undo"].text()


def test_a_half_typed_form_is_there_again_after_the_project_was_closed(window, project, qtbot):
    window.files.open(project)
    window.actions_["new_event"].trigger()
    form_of(window, EventForm).first.setText("Half an event")
    window.actions_["close"].trigger()
    qtbot.waitUntil(lambda: form_of(window, EventForm) is None)
    window.files.open(project)
    window.actions_["new_event"].trigger()
    assert form_of(window, EventForm).first.text() == "Half an event"


def test_a_form_leaves_the_window_usable(window, project, qtbot):
    window.files.open(project)
    for name in ("new_claim", "new_event", "new_source", "new_actor"):
        window.actions_[name].trigger()
    assert QApplication.activeModalWidget() is None


ENTRY = "@article{a, title = {Airlift at Qamishli}, journal = {Syria Review}, year = {2026}}"


def test_sources_come_from_a_pasted_bibliography(window, project, qtbot):
    window.files.open(project)

    def paste_and_add():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, BibliographyDialog)
        dialog.text.setPlainText(ENTRY)
        qtbot.waitUntil(lambda: len(dialog.rows) == 1)
        buttons = dialog.findChild(QDialogButtonBox)
        ok = next(b for b in buttons.buttons() if b.isDefault())
        qtbot.mouseClick(ok, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, paste_and_add)
    window.actions_["bibliography"].trigger()
    assert [source.title for source in window.files.document.all(Source)] == ["Airlift at Qamishli"]
