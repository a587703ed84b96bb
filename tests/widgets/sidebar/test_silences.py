from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.widgets.sidebar.driving import claim_of, click, enter, settle, show, type_in
from timeline_app.domain.records import Actor, ClaimSilence, Silence, SilenceActor


def test_a_claim_is_linked_to_a_silence_that_is_known(sidebar, selection, document):
    claim = claim_of(document, "Headline:")
    known = document.all(Silence)[0]
    show(selection, "claim", claim.id)
    click(sidebar, sidebar.card.add_silence.button)
    type_in(sidebar, known.topic[:20])
    enter(sidebar.card.add_silence.editor)
    (link,) = document.where(ClaimSilence, claim_id=claim.id)
    assert link.silence_id == known.id
    assert document.undo_label == "Link claim to silence"


def test_a_silence_named_on_a_claim_is_made_and_then_says_who_kept_it(
    qtbot, sidebar, selection, document
):
    claim = claim_of(document, "Headline:")
    show(selection, "claim", claim.id)
    click(sidebar, sidebar.card.add_silence.button)
    type_in(sidebar, "the airport")
    enter(sidebar.card.add_silence.editor)
    (link,) = document.where(ClaimSilence, claim_id=claim.id)
    settle(qtbot, sidebar)
    sidebar.activateWindow()
    qtbot.waitUntil(sidebar.isActiveWindow)
    show(selection, "silence", link.silence_id)
    click(sidebar, sidebar.card.add_body.button)
    type_in(sidebar, "Ministry of Transport")
    enter(sidebar.card.add_body.editor)
    (body,) = document.where(SilenceActor, silence_id=link.silence_id)
    assert document.get(Actor, body.actor_id).name == "Ministry of Transport"


def test_a_body_that_was_not_silent_is_taken_off_and_undo_puts_it_back(
    sidebar, selection, document
):
    silence = document.all(Silence)[0]
    bodies = document.where(SilenceActor, silence_id=silence.id)
    show(selection, "silence", silence.id)
    line = sidebar.card.bodies.widgets[0]
    line.remove.setFocus()
    QTest.keyClick(line.remove, Qt.Key.Key_Space)
    left = document.where(SilenceActor, silence_id=silence.id)
    assert len(left) == len(bodies) - 1
    document.undo()
    assert set(document.where(SilenceActor, silence_id=silence.id)) == set(bodies)
