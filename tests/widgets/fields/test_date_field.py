import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from timeline_app.domain.records import Dating
from timeline_app.domain.vocabulary import AnchorKind, DatingOwner
from timeline_app.models.anchors import NO_ANCHOR, AnchorOption
from timeline_app.widgets.fields.date_field import DateField

OWNER = (DatingOwner.CLAIM, "claim")
SAID = AnchorOption(AnchorKind.SAID, "hop", "2026-01-28", "Anna", "2026-01-27")
PUBLISHED = AnchorOption(AnchorKind.PUBLISHED, "source", "2026-02-10", "The Daily")


@pytest.fixture
def make(qtbot):
    windows = []

    def make(datings=()):
        window = QWidget()
        windows.append(window)
        field = DateField(OWNER, (SAID, PUBLISHED, NO_ANCHOR), datings)
        QVBoxLayout(window).addWidget(field)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        field.words.setFocus()
        return field

    return make


def test_what_is_typed_is_read_at_once_beneath(qtbot, make):
    field = make()
    qtbot.keyClicks(field.words, "five or six days ago")
    assert "22 or 23 January 2026" in field.reading_text
    assert "counted from 28 January 2026" in field.reading_text


def test_another_reading_is_a_click_away_and_a_click_confirms_it(qtbot, make):
    field = make()
    qtbot.keyClicks(field.words, "five or six days ago")
    assert not field.checked.isChecked()
    QApplication.processEvents()
    qtbot.mouseClick(field.choices[1], Qt.MouseButton.LeftButton)
    counts, other = field.datings()
    assert counts.edtf == "[2026-01-21,2026-01-22]"
    assert counts.confirmed
    assert other.alternative_of == counts.id


def test_another_anchor_reads_anew(qtbot, make):
    field = make()
    qtbot.keyClicks(field.words, "yesterday")
    qtbot.keyClick(field.anchor, Qt.Key.Key_Down)
    (dating,) = field.datings()
    assert dating.edtf == "2026-02-09"
    assert (dating.anchor_kind, dating.anchor_id) == (AnchorKind.PUBLISHED, "source")


def test_tab_never_loses_text(qtbot, make):
    field = make()
    qtbot.keyClicks(field.words, "when the geese return")
    qtbot.keyClick(field.words, Qt.Key.Key_Tab)
    assert not field.words.hasFocus()
    assert field.words.text() == "when the geese return"
    (dating,) = field.datings()
    assert dating.wording == "when the geese return"
    assert dating.edtf is None


def test_unreadable_words_say_that_they_are_kept_without_a_date(qtbot, make):
    field = make()
    qtbot.keyClicks(field.words, "when the geese return")
    assert field.reading_text
    assert field.draft.chosen is None


def test_edtf_can_be_typed_directly(qtbot, make):
    field = make()
    qtbot.keyClicks(field.words, "in that winter")
    field.expert.click()
    qtbot.keyClicks(field.edtf, "2025-24")
    (dating,) = field.datings()
    assert (dating.edtf, dating.wording) == ("2025-24", "in that winter")


def test_wrong_edtf_says_what_is_wrong(qtbot, make):
    field = make()
    field.expert.click()
    qtbot.keyClicks(field.edtf, "2026-02-30")
    assert field.draft.chosen is None
    assert field.reading_text


def test_what_is_recorded_and_not_touched_is_not_changed(make):
    recorded = (
        Dating("d", *OWNER, "late January", edtf="2026-01-21/2026-01-31", reason="his words"),
        Dating("e", *OWNER, "late January", edtf="2026-01-25", alternative_of="d"),
    )
    assert make(recorded).datings() == recorded


def test_a_new_reason_leaves_the_reading_as_it_was(qtbot, make):
    recorded = Dating("d", *OWNER, "late January", edtf="2026-01-21/2026-01-31")
    field = make((recorded,))
    qtbot.keyClicks(field.reason, "his own words")
    (dating,) = field.datings()
    assert dating.reason == "his own words"
    assert dating.edtf == recorded.edtf


def test_emptied_it_is_no_date(qtbot, make):
    field = make((Dating("d", *OWNER, "late January", edtf="2026-01-21/2026-01-31"),))
    field.words.selectAll()
    qtbot.keyClick(field.words, Qt.Key.Key_Delete)
    assert field.datings() == ()


def test_any_other_day_can_be_counted_from(qtbot, make):
    field = make()
    qtbot.keyClicks(field.words, "two days ago")
    field.anchor.setFocus()
    qtbot.keyClick(field.anchor, Qt.Key.Key_End)
    qtbot.keyClicks(field.day, "8 December 2024")
    (dating, *_) = field.datings()
    assert dating.edtf == "2024-12-06"
    assert (dating.anchor_kind, dating.anchor) == (AnchorKind.FIXED, "2024-12-08")


def test_words_that_are_no_day_are_not_counted_from(qtbot, make):
    field = make()
    qtbot.keyClicks(field.words, "two days ago")
    field.anchor.setFocus()
    qtbot.keyClick(field.anchor, Qt.Key.Key_End)
    qtbot.keyClicks(field.day, "in 2024")
    assert field.draft.chosen is None


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_unfolding_by_key_goes_on_to_what_was_unfolded(qtbot, key):
    window = QWidget()
    column = QVBoxLayout(window)
    first, field = QLineEdit(), DateField(OWNER, (SAID, NO_ANCHOR), brief=True)
    column.addWidget(first)
    column.addWidget(field)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field.set_words("27 January 2026")
    field.more.setFocus()
    qtbot.keyClick(field.more, key)
    assert QApplication.focusWidget() is field.anchor
    assert field.reason.isVisible()
