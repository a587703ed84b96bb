import html

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QToolTip

from timeline_app.domain.edits import add
from timeline_app.domain.records import (
    Actor,
    Claim,
    ClaimEvent,
    ClaimRelation,
    Event,
    Hop,
    Project,
    RelationMember,
    ReviewNote,
    Silence,
    SilenceActor,
)
from timeline_app.domain.review import FindingKind
from timeline_app.domain.vocabulary import RelationKind
from timeline_app.models.document import Document
from timeline_app.models.selection import Ref, Selection
from timeline_app.storage.store import Store
from timeline_app.widgets import look, theme
from timeline_app.widgets.review_list import ReviewList

RECORDS = (
    Event("airlift", "Airlift", start_min=0),
    Event("visit", "Visit"),
    Actor("ap", "AP"),
    Actor("sezer", "Aydin Sezer"),
    Claim("a", "They left by air"),
    Claim("b", "They left by road"),
    ClaimEvent("xa", "a", "airlift"),
    ClaimEvent("xb", "b", "airlift"),
    Hop("ha", "a", 0, "ap"),
    Hop("hb", "b", 0, "sezer"),
    ClaimRelation("r", RelationKind.CONTRADICTS, "how they left"),
    RelationMember("m1", "r", "a", 1),
    RelationMember("m2", "r", "b", 2),
)


@pytest.fixture
def document(qapp, tmp_path):
    store = Store.create(tmp_path / "q.sqlite", Project("p", "Qamishli"))
    document = Document(store, author="AK")
    document.do(add("Add", *RECORDS))
    yield document
    store.close()


@pytest.fixture
def selection(qapp):
    return Selection()


@pytest.fixture
def review(qtbot, document, selection):
    review = ReviewList(document, selection)
    review.edit_requested.connect(document.do)
    qtbot.addWidget(review)
    review.resize(900, 300)
    with qtbot.waitSignal(review.count_changed):
        review.show()
    return review


def sentences(review):
    model = review.model
    return [model.index(row, 1).data() for row in range(model.rowCount())]


def test_findings_are_sentences_the_gravest_first(review):
    assert sentences(review) == [
        "How they left: AP and Aydin Sezer do not agree.",
        "“Visit” has no date.",
    ]


def test_choosing_a_finding_selects_the_record_it_is_found_on(qtbot, review, selection):
    review.table.setFocus()
    review.table.setCurrentIndex(review.model.index(0, 1))
    assert selection.current == Ref("claim", "a")
    QTest.keyClick(review.table, Qt.Key.Key_Down)
    assert selection.current == Ref("event", "visit")


def test_the_current_cell_has_the_frame_of_the_other_tables(qtbot, review):
    light = theme.load("light")
    review.setStyleSheet(look.stylesheet(light))
    review.table.setFocus()
    review.table.setCurrentIndex(review.model.index(0, 1))
    qtbot.waitUntil(review.table.hasFocus)
    box = review.table.visualRect(review.model.index(0, 1))
    picture = review.table.viewport().grab(box).toImage()
    accent, ground = light.colour("accent"), light.colour("selection")
    assert picture.pixelColor(0, box.height() // 2) == accent
    assert picture.pixelColor(box.width() // 2, 0) == accent
    assert picture.pixelColor(box.width() - 20, box.height() - 4) == ground  # and no bevel


def test_in_large_text_kinds_are_whole_and_no_room_is_taken_from_what_is_beside(review):
    font = review.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    review.setFont(font)
    kinds = [review.model.index(row, 0).data() for row in range(review.model.rowCount())]
    widest = max(map(review.table.fontMetrics().horizontalAdvance, [*kinds, "gained precision"]))
    assert review.table.columnWidth(0) > widest
    assert review.minimumSizeHint().width() < 700


def test_the_finding_chosen_before_is_chosen_again_after_something_else(qtbot, review, selection):
    at = review.table.visualRect(review.model.index(1, 1)).center()
    qtbot.mouseClick(review.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    chosen = selection.current
    selection.clear()
    qtbot.mouseClick(review.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert chosen is not None
    assert selection.current == chosen


def test_an_answer_typed_in_place_closes_the_finding_and_can_be_undone(qtbot, review, document):
    review.table.setFocus()
    review.table.setCurrentIndex(review.model.index(1, 2))
    QTest.keyClick(review.table, Qt.Key.Key_F2)
    editor = review.table.focusWidget()
    with qtbot.waitSignal(review.count_changed):
        QTest.keyClicks(editor, "Planned only")
        QTest.keyClick(editor, Qt.Key.Key_Return)
    assert len(sentences(review)) == 1
    with qtbot.waitSignal(review.count_changed):
        document.undo()
    assert len(sentences(review)) == 2


def test_enter_on_a_finding_opens_its_answer(qtbot, review, document):
    review.step_conflict(1)
    qtbot.keyClick(review.table, Qt.Key.Key_Return)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    qtbot.keyClicks(editor, "Both hold.")
    with qtbot.waitSignal(review.count_changed):
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert [note.note for note in document.all(ReviewNote)] == ["Both hold."]


def test_a_long_answer_from_elsewhere_is_opened_and_left_whole(qtbot, review, document):
    answer = "Both were asked again." * 2_000
    finding = review.model.finding(0)
    document.do(review.model.answering(finding, answer))
    review.model.show_answered(True)
    review.table.setCurrentIndex(review.model.index(0, 1))
    QTest.keyClick(review.table, Qt.Key.Key_F2)
    editor = review.table.findChild(QLineEdit)
    assert editor.text() == answer
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert review.model.answer(finding).note == answer
    assert document.undo_label == "Answer a finding"


def test_what_is_found_while_an_answer_is_typed_is_counted(qtbot, review, document):
    review.table.setCurrentIndex(review.model.index(0, 1))
    QTest.keyClick(review.table, Qt.Key.Key_F2)
    before, rows = review.model.open_count, review.model.rowCount()
    sides = (RelationMember("m3", "r2", "b", 1), RelationMember("m4", "r2", "a", 2))
    document.do(add("Add", ClaimRelation("r2", RelationKind.DENIES, "whether"), *sides))
    qtbot.waitUntil(lambda: review.model.open_count == before + 1)
    assert review.model.rowCount() == rows


def test_the_keyboard_stays_where_a_finding_was_answered(qtbot, review, document):
    review.table.setFocus()
    review.table.setCurrentIndex(review.model.index(0, 1))
    finding = review.model.finding(0)
    with qtbot.waitSignal(review.count_changed):
        document.do(review.model.answering(finding, "Both hold."))
    assert review.table.currentIndex().row() == 0


def test_a_finding_that_is_cut_is_told_in_full_and_as_it_stands(qtbot, review):
    index = review.model.index(0, 1)
    at = review.table.visualRect(index).center()
    event = QHelpEvent(QEvent.Type.ToolTip, at, review.table.viewport().mapToGlobal(at))
    QApplication.sendEvent(review.table.viewport(), event)
    assert index.data() in html.unescape(QToolTip.text())


def test_a_silence_is_shown_as_itself(qtbot, review, document, selection):
    records = (Silence("s", "why they left"), SilenceActor("sa", "s", "ap"))
    with qtbot.waitSignal(review.count_changed):
        document.do(add("Add", *records))
    rows = range(review.model.rowCount())
    row = next(n for n in rows if review.model.finding(n).record_id == "s")
    review.table.setCurrentIndex(review.model.index(row, 1))
    assert selection.current == Ref("silence", "s")


def test_answered_findings_can_be_listed_again(qtbot, review, document):
    finding = review.model.finding(1)
    with qtbot.waitSignal(review.count_changed):
        document.do(review.model.answering(finding, "Planned only"))
    review.model.show_answered(True)
    assert review.model.index(1, 2).data() == "Planned only"


def test_next_conflict_goes_round(review, selection):
    review.step_conflict(1)
    assert selection.current == Ref("claim", "a")
    review.step_conflict(-1)
    assert review.table.currentIndex().row() == 0


def test_next_conflict_after_an_answer_is_the_one_that_moved_up(qtbot, review, document, selection):
    for name in ("r2", "r3"):
        sides = (RelationMember(f"{name}b", name, "b", 1), RelationMember(f"{name}a", name, "a", 2))
        with qtbot.waitSignal(review.count_changed):
            document.do(add("Add", ClaimRelation(name, RelationKind.DENIES, name), *sides))
    review.step_conflict(1)
    finding = review.model.finding(0)
    with qtbot.waitSignal(review.count_changed):
        document.do(review.model.answering(finding, "Both hold."))
    review.step_conflict(1)
    assert review.model.finding(review.table.currentIndex().row()).record_id == "r2"
    assert selection.current == Ref("claim", "b")


def test_after_the_last_conflict_is_answered_the_next_is_the_first(qtbot, review, document):
    for name in ("r2", "r3"):
        sides = (RelationMember(f"{name}b", name, "b", 1), RelationMember(f"{name}a", name, "a", 2))
        with qtbot.waitSignal(review.count_changed):
            document.do(add("Add", ClaimRelation(name, RelationKind.DENIES, name), *sides))
    for finding in [review.model.finding(row) for row in range(review.model.rowCount())]:
        if finding.kind is not FindingKind.CONTRADICTION:
            document.do(review.model.answering(finding, "Seen."))
    first, last = review.model.finding(0), review.model.finding(2)
    review.step_conflict(-1)
    assert review.model.finding(review.table.currentIndex().row()) == last
    document.do(review.model.answering(last, "Both hold."))
    review.step_conflict(1)
    assert review.model.finding(review.table.currentIndex().row()) == first


def test_an_answer_being_typed_outlives_a_review_that_ends_meanwhile(qtbot, review, document):
    review.step_conflict(1)
    qtbot.keyClick(review.table, Qt.Key.Key_Return)
    qtbot.keyClicks(QApplication.focusWidget(), "Both ")
    document.do(add("Add", Event("more", "Another visit")))
    qtbot.waitUntil(lambda: review.model.is_current)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    qtbot.keyClicks(editor, "hold.")
    with qtbot.waitSignal(review.count_changed):
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert [note.note for note in document.all(ReviewNote)] == ["Both hold."]
    assert "“Another visit” has no date." in sentences(review)


def test_the_finding_that_was_chosen_is_kept_when_a_graver_one_comes(qtbot, review, document):
    review.table.setFocus()
    review.table.setCurrentIndex(review.model.index(1, 1))
    chosen = review.model.finding(1)
    sides = (RelationMember("m3", "r2", "b", 1), RelationMember("m4", "r2", "a", 2))
    with qtbot.waitSignal(review.count_changed):
        document.do(add("Add", ClaimRelation("r2", RelationKind.DENIES, "whether"), *sides))
    assert review.model.finding(review.table.currentIndex().row()) == chosen


def test_a_conflict_asked_for_too_early_is_gone_to_when_it_is_found(qtbot, document, selection):
    review = ReviewList(document, selection)
    qtbot.addWidget(review)
    review.step_conflict(1)
    assert selection.current is None
    with qtbot.waitSignal(selection.changed):
        pass
    assert selection.current == Ref("claim", "a")


def test_a_review_whose_findings_are_all_answered_says_that(qtbot, review, document):
    for finding in [review.model.finding(row) for row in range(review.model.rowCount())]:
        document.do(review.model.answering(finding, "Seen."))
    assert review.model.open_count == 0
    assert "every finding is answered" in review._empty.text()
    document.undo()
    assert review.table.isVisible()


def test_an_empty_review_says_so(qtbot, tmp_path, selection):
    with Store.create(tmp_path / "empty.sqlite", Project("p", "Empty")) as store:
        review = ReviewList(Document(store), selection)
        qtbot.addWidget(review)
        with qtbot.waitSignal(review.count_changed):
            review.show()
        assert not review.table.isVisible()
        assert review.model.open_count == 0
