from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.widgets.sidebar.driving import claim_of, click, settle, show, type_in
from timeline_app.domain.records import Assessment, Event


def begin(sidebar):
    box = sidebar.card.credibility
    click(sidebar, box.judge)
    QTest.keyClick(box.form.grade, Qt.Key.Key_Up)
    box.form.rationale.setFocus()
    type_in(sidebar, "two sources")


def test_a_half_written_judgement_waits_for_its_claim(qtbot, sidebar, selection, document):
    first, second = claim_of(document, "Headline"), claim_of(document, "Both Russian bases")
    show(selection, "claim", first.id)
    begin(sidebar)
    show(selection, "claim", second.id)
    assert sidebar.card.credibility.form is None
    show(selection, "event", document.all(Event)[0].id)
    show(selection, "claim", first.id)
    form = sidebar.card.credibility.form
    assert form.written == (4, "two sources")

    click(sidebar, form.save)
    settle(qtbot, sidebar)
    (judged,) = document.where(Assessment, subject_id=first.id)
    assert (judged.credibility, judged.rationale) == ("5", "two sources")
    show(selection, "claim", second.id)
    show(selection, "claim", first.id)
    assert sidebar.card.credibility.form is None


def test_a_judgement_taken_back_is_gone(sidebar, selection, document):
    first, second = claim_of(document, "Headline"), claim_of(document, "Both Russian bases")
    show(selection, "claim", first.id)
    begin(sidebar)
    QTest.keyClick(sidebar.card.credibility.form.rationale, Qt.Key.Key_Escape)
    show(selection, "claim", second.id)
    show(selection, "claim", first.id)
    assert sidebar.card.credibility.form is None
