from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.widgets.sidebar.driving import claim_of, click, enter, settle, show, type_in
from timeline_app.domain.records import Actor, Claim, Event, Hop, Source
from timeline_app.domain.vocabulary import Identification

CONTROL = Qt.KeyboardModifier.ControlModifier


def choose(sidebar, words):
    """Open the menu with the mouse and take an entry with the keyboard."""
    click(sidebar, sidebar.record_actions.open_menu)
    menu = sidebar.record_actions.menu
    for _ in menu.actions():
        QTest.keyClick(menu, Qt.Key.Key_Down)
        if menu.activeAction() is not None and menu.activeAction().text() == words:
            QTest.keyClick(menu, Qt.Key.Key_Return)
            QApplication.processEvents()
            return
    raise AssertionError(f"the menu has no {words}")


def actor(document, name):
    return next(actor for actor in document.all(Actor) if actor.name == name)


def test_a_claim_is_deleted_and_comes_back_with_undo(qtbot, sidebar, selection, document):
    claim = claim_of(document, "Headline")
    hops = document.where(Hop, claim_id=claim.id)
    show(selection, "claim", claim.id)
    choose(sidebar, "Delete")
    settle(qtbot, sidebar)
    assert document.get(Claim, claim.id) is None
    assert document.undo_label.startswith("Delete “Headline: Russian")
    assert sidebar.card is None
    document.undo()
    settle(qtbot, sidebar)
    assert document.where(Hop, claim_id=claim.id) == hops
    assert sidebar.card is not None


def test_an_event_is_deleted_and_its_claims_stay(qtbot, sidebar, selection, document):
    event, claims = document.all(Event)[0], document.count(Claim)
    show(selection, "event", event.id)
    choose(sidebar, "Delete")
    assert document.get(Event, event.id) is None
    assert document.count(Claim) == claims


def test_somebody_who_speaks_is_replaced_by_another(qtbot, sidebar, selection, document):
    analyst = actor(document, "Aydin Sezer")
    hops = document.where(Hop, actor_id=analyst.id)
    show(selection, "actor", analyst.id)
    choose(sidebar, "Delete")
    assert document.get(Actor, analyst.id) == analyst
    type_in(sidebar, "Reuters")
    enter(sidebar.record_actions.panel.editor)
    click(sidebar, sidebar.record_actions.panel.answers[0])
    settle(qtbot, sidebar)
    reuters = actor(document, "Reuters")
    assert document.get(Actor, analyst.id) is None
    assert all(document.get(Hop, hop.id).actor_id == reuters.id for hop in hops)
    assert document.undo_label == "Replace “Aydin Sezer” by “Reuters”"
    document.undo()
    assert document.where(Hop, actor_id=analyst.id) == hops


def test_somebody_who_speaks_is_replaced_by_somebody_new(qtbot, sidebar, selection, document):
    analyst = actor(document, "Aydin Sezer")
    show(selection, "actor", analyst.id)
    choose(sidebar, "Delete")
    type_in(sidebar, "a Turkish analyst")
    enter(sidebar.record_actions.panel.editor)
    click(sidebar, sidebar.record_actions.panel.answers[0])
    assert document.get(Actor, analyst.id) is None
    assert document.where(Hop, actor_id=actor(document, "a Turkish analyst").id)


def test_somebody_who_speaks_is_kept_as_unnamed(qtbot, sidebar, selection, document):
    analyst = actor(document, "Aydin Sezer")
    hops = document.where(Hop, actor_id=analyst.id)
    show(selection, "actor", analyst.id)
    choose(sidebar, "Delete")
    click(sidebar, sidebar.record_actions.panel.answers[1])
    kept = document.get(Actor, analyst.id)
    assert kept.name == "unnamed political analyst"
    assert kept.identification is Identification.ANONYMOUS
    assert document.where(Hop, actor_id=analyst.id) == hops


def test_nobody_takes_their_own_place(sidebar, selection, document):
    show(selection, "actor", actor(document, "Aydin Sezer").id)
    choose(sidebar, "Delete")
    panel = sidebar.record_actions.panel
    click(sidebar, panel.answers[0])
    assert "Name who" in panel.complaint.text
    click(sidebar, panel.editor)
    type_in(sidebar, "Aydin Sezer")
    enter(panel.editor)
    click(sidebar, panel.answers[0])
    assert "own place" in panel.complaint.text


def test_two_actors_are_merged(qtbot, sidebar, selection, document):
    kept, absorbed = actor(document, "Reuters"), actor(document, "Kommersant")
    moved = document.where(Hop, actor_id=absorbed.id)
    show(selection, "actor", kept.id)
    choose(sidebar, "Merge with another …")
    type_in(sidebar, "Kommersant")
    line = sidebar.record_actions.panel.editor
    enter(line)  # names the other
    assert document.get(Actor, absorbed.id) == absorbed
    enter(line)  # merges
    settle(qtbot, sidebar)
    assert document.get(Actor, absorbed.id) is None
    assert {document.get(Hop, hop.id).actor_id for hop in moved} == {kept.id}
    assert document.undo_label == "Merge “Kommersant” into “Reuters”"


def test_a_claim_is_not_offered_to_itself_as_its_duplicate(sidebar, selection, document):
    claim = claim_of(document, "started to leave")
    show(selection, "claim", claim.id)
    assert sidebar.ask_merge()
    line = sidebar.record_actions.panel.editor
    type_in(sidebar, "the")
    assert len(line.offers) > 1
    assert claim.id not in {offer.id for offer in line.offers}


def test_nobody_new_is_offered_to_merge_with(sidebar, selection, document):
    show(selection, "actor", actor(document, "Reuters").id)
    choose(sidebar, "Merge with another …")
    line = sidebar.record_actions.panel.editor
    type_in(sidebar, "Kommersan")
    assert line.offers
    assert None not in line.offers
    type_in(sidebar, "x")
    assert not line.offers


def test_two_sources_are_merged(sidebar, selection, document):
    kept, absorbed = document.all(Source)[1:3]
    show(selection, "source", kept.id)
    choose(sidebar, "Merge with another …")
    type_in(sidebar, absorbed.title)
    enter(sidebar.record_actions.panel.editor)
    click(sidebar, sidebar.record_actions.panel.answers[0])
    assert document.get(Source, absorbed.id) is None
    assert document.get(Source, kept.id) is not None


def test_a_duplicate_claim_is_merged_into_the_one_shown(sidebar, selection, document):
    kept, absorbed = claim_of(document, "Headline"), claim_of(document, "Both Russian bases")
    show(selection, "claim", kept.id)
    choose(sidebar, "Merge with another …")
    type_in(sidebar, "no claim says this")
    click(sidebar, sidebar.record_actions.panel.answers[0])
    assert "Pick one" in sidebar.record_actions.panel.complaint.text
    sidebar.record_actions.panel.editor.clear()
    sidebar.activateWindow()
    click(sidebar, sidebar.record_actions.panel.editor)
    type_in(sidebar, "Both Russian bases")
    enter(sidebar.record_actions.panel.editor)
    click(sidebar, sidebar.record_actions.panel.answers[0])
    assert document.get(Claim, absorbed.id) is None
    assert absorbed.text in document.get(Claim, kept.id).note


def test_a_compound_claim_is_split_with_the_keyboard(sidebar, selection, document):
    claim = claim_of(document, "Headline")
    count = document.count(Claim)
    show(selection, "claim", claim.id)
    choose(sidebar, "Split into several claims …")
    editor = sidebar.record_actions.panel.editor
    assert editor.hasFocus()
    QTest.keyClick(editor, Qt.Key.Key_Return, CONTROL)
    assert "two parts" in sidebar.record_actions.panel.complaint.text
    QTest.keyClick(editor, Qt.Key.Key_A, CONTROL)
    type_in(sidebar, "Troops leave.")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    type_in(sidebar, "The base is Russian.")
    QTest.keyClick(editor, Qt.Key.Key_Return, CONTROL)
    assert document.count(Claim) == count + 1
    part = claim_of(document, "The base is Russian.")
    assert document.get(Claim, claim.id).text == "Troops leave."
    assert document.chain(part.id).text == document.chain(claim.id).text
    assert sidebar.record_actions.panel is None
