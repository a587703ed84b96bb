import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.widgets.sidebar.driving import claim_of, click, settle, show, type_in
from timeline_app.domain.records import ClaimPassage, Passage
from timeline_app.domain.vocabulary import PassageKind, PassageUse
from timeline_app.models.passage_edits import seconds_of

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def claim(selection, sidebar, document):
    claim = claim_of(document, "Headline")
    show(selection, "claim", claim.id)
    return claim


def passages(document, claim):
    links = document.where(ClaimPassage, claim_id=claim.id)
    return {link.passage_id: (document.get(Passage, link.passage_id), link.use) for link in links}


def test_a_passage_is_added_with_its_words_page_and_time(qtbot, sidebar, document, claim):
    before = passages(document, claim)
    box = sidebar.card.passages
    click(sidebar, box.add)
    type_in(sidebar, "They are leaving")
    box.form.page.setFocus()
    type_in(sidebar, "12")
    box.form.time.setFocus()
    type_in(sidebar, "1:02:03")
    box.form.kind.setFocus()
    QTest.keyClick(box.form.kind, Qt.Key.Key_End)
    box.form.use.setFocus()
    QTest.keyClick(box.form.use, Qt.Key.Key_End)
    QTest.keyClick(box.form.use, Qt.Key.Key_Return, CONTROL)
    settle(qtbot, sidebar)
    after = passages(document, claim)
    ((passage, use),) = [after[key] for key in after if key not in before]
    assert (passage.quote, passage.page, passage.time_seconds) == ("They are leaving", "12", 3723)
    assert (passage.kind, use) == (PassageKind.CAPTION, PassageUse.ILLUSTRATION)
    assert passage.source_id == document.chain(claim.id).hops[-1].source_id
    assert document.undo_label == "Add passage"
    assert any("They are leaving" in b.view.quote for b in box.list.boxes)


def test_a_passage_is_corrected_and_keeps_its_positions(qtbot, sidebar, document, claim):
    ((before, _),) = passages(document, claim).values()
    box = sidebar.card.passages
    click(sidebar, box.list.boxes[0].edit)
    box.form.page.setFocus()
    type_in(sidebar, "3")
    click(sidebar, box.form.save)
    settle(qtbot, sidebar)
    ((after, use),) = passages(document, claim).values()
    assert (after.page, after.start_char, after.kind) == ("3", before.start_char, before.kind)
    assert use is PassageUse.EVIDENCE
    assert document.undo_label == "Change passage"


def test_a_passage_is_removed_and_comes_back(qtbot, sidebar, document, claim):
    before = passages(document, claim)
    click(sidebar, sidebar.card.passages.list.boxes[0].edit)
    click(sidebar, sidebar.card.passages.form.remove)
    settle(qtbot, sidebar)
    assert passages(document, claim) == {}
    document.undo()
    assert passages(document, claim) == before


def test_a_passage_without_anything_or_with_no_time_is_refused(sidebar, document, claim):
    before = passages(document, claim)
    box = sidebar.card.passages
    click(sidebar, box.add)
    click(sidebar, box.form.save)
    assert "needs its words" in box.form.complaint
    box.form.time.setFocus()
    type_in(sidebar, "soon")
    click(sidebar, box.form.save)
    assert "1:02:03" in box.form.complaint
    assert passages(document, claim) == before


@pytest.mark.parametrize(
    ("typed", "seconds"), [("75", 75), ("1:15", 75), ("0:01:15", 75), ("1:75", None), ("x", None)]
)
def test_a_clock_is_read_as_seconds(typed, seconds):
    assert seconds_of(typed) == seconds
