from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.widgets.sidebar.driving import claim_of, click, enter, settle, show, type_in
from timeline_app.domain.records import ClaimRelation, RelationMember
from timeline_app.domain.vocabulary import RelationKind
from timeline_app.widgets.sidebar.relating_box import _Other

CONTROL = Qt.KeyboardModifier.ControlModifier


def sides(document, relation_id):
    members = document.where(RelationMember, relation_id=relation_id)
    return {member.claim_id: member.side for member in members}


def test_claims_are_related_from_the_card_of_one_of_them(qtbot, sidebar, selection, document):
    guards, headline = claim_of(document, "not known to the guards"), claim_of(document, "Headline")
    base = claim_of(document, "Both Russian bases")
    known = {relation.id for relation in document.all(ClaimRelation)}
    show(selection, "claim", guards.id)
    box = sidebar.card.relating
    click(sidebar, box.open_link)
    for words in ("Headline: Russian", "Both Russian bases"):
        type_in(sidebar, words)
        enter(box.form.other)
    box.form.kind.setFocus()
    QTest.keyClick(box.form.kind, Qt.Key.Key_Down)
    box.form.about.setFocus()
    type_in(sidebar, "where they went")
    box.form.explanation.setFocus()
    type_in(sidebar, "They do not know.")
    QTest.keyClick(box.form.explanation, Qt.Key.Key_Return, CONTROL)
    settle(qtbot, sidebar)

    (relation,) = [r for r in document.all(ClaimRelation) if r.id not in known]
    assert (relation.kind, relation.about) == (RelationKind.DENIES, "where they went")
    assert relation.explanation == "They do not know."
    assert sides(document, relation.id) == {guards.id: 1, headline.id: 2, base.id: 2}
    assert document.undo_label == "Relate claims: denies"
    assert relation.id in [view._view.key for view in sidebar.card.relations.widgets]


def test_a_relation_without_another_claim_is_refused_and_kept(sidebar, selection, document):
    show(selection, "claim", claim_of(document, "Headline").id)
    box = sidebar.card.relating
    before = document.count(ClaimRelation)
    click(sidebar, box.open_link)
    type_in(sidebar, "no such words anywhere")
    click(sidebar, box.form.save)
    assert "another claim" in box.form._complaint.text
    assert box.form.other.text() == "no such words anywhere"
    assert document.count(ClaimRelation) == before


def test_a_picked_claim_can_be_put_back(sidebar, selection, document):
    show(selection, "claim", claim_of(document, "Headline").id)
    form = sidebar.card.relating.form
    click(sidebar, sidebar.card.relating.open_link)
    type_in(sidebar, "Both Russian bases")
    enter(form.other)
    (view,) = form.others.views
    assert isinstance(view, _Other)
    form.others._put_back(view)
    assert form.others.candidates == []


def test_claims_are_added_to_a_relation_moved_and_taken_out(qtbot, sidebar, selection, document):
    relation = next(r for r in document.all(ClaimRelation) if "destination" in r.about)
    before = sides(document, relation.id)
    base = claim_of(document, "Both Russian bases")
    show(selection, "claim_relation", relation.id)
    click(sidebar, sidebar.card.add_claim.button)
    type_in(sidebar, "Both Russian bases")
    enter(sidebar.card.add_claim.editor)
    settle(qtbot, sidebar)
    assert document.undo_label == "Add claim to relation"
    assert sides(document, relation.id) == {**before, base.id: 2}

    box = next(b for b in sidebar.card.members.widgets if b._view.line.claim_id == base.id)
    box.side.setFocus()
    QTest.keyClick(box.side, Qt.Key.Key_Home)
    settle(qtbot, sidebar)
    assert document.undo_label == "Change side in relation"
    assert sides(document, relation.id)[base.id] == 0

    click(sidebar, box.remove)
    settle(qtbot, sidebar)
    assert document.undo_label == "Take claim out of relation"
    assert sides(document, relation.id) == before


def test_a_relation_is_deleted_and_its_claims_stay(qtbot, sidebar, selection, document):
    relation = next(r for r in document.all(ClaimRelation) if "destination" in r.about)
    before = sides(document, relation.id)
    show(selection, "claim_relation", relation.id)
    click(sidebar, sidebar.card.delete)
    settle(qtbot, sidebar)
    assert document.get(ClaimRelation, relation.id) is None
    assert document.undo_label == "Delete relation of claims"
    document.undo()
    assert sides(document, relation.id) == before
