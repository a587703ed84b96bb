import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QSplitter, QVBoxLayout, QWidget

from timeline_app.domain.comparing import Overlap
from timeline_app.domain.edits import add, revise
from timeline_app.domain.records import (
    Actor,
    ActorName,
    Claim,
    ClaimEvent,
    Event,
    Hop,
    Project,
    SavedView,
    Track,
)
from timeline_app.domain.view_filter import EVERYTHING, NO_TRACK, view_of
from timeline_app.domain.vocabulary import Stance
from timeline_app.models import search as models_search
from timeline_app.models.document import Document
from timeline_app.models.search import Search
from timeline_app.models.view_facts import ViewFacts
from timeline_app.models.view_filter import ViewFiltering
from timeline_app.storage.store import Store
from timeline_app.widgets.views_bar import ViewsBar

DAY = 86_400
JANUARY = 20_454 * DAY  # 1 January 2026
RECORDS = (
    Track("bases", "Bases"),
    Event("airlift", "Airlift", track_id="bases", start_min=JANUARY, start_max=JANUARY,
          end_min=JANUARY + DAY - 1, end_max=JANUARY + DAY - 1),
    Event("visit", "Visit"),
    Claim("planes", "Planes took off"),
    Claim("denial", "Nothing took off"),
    ClaimEvent("x1", "planes", "airlift"),
    ClaimEvent("x2", "denial", "airlift", Stance.DISPUTES),
)  # fmt: skip
AXIS = (((0, 50),), (10, 99))


@pytest.fixture
def document(qapp, tmp_path):
    store = Store.create(tmp_path / "q.sqlite", Project("p", "Qamishli"))
    document = Document(store)
    document.do(add("Add", *RECORDS))
    yield document
    store.close()


@pytest.fixture
def bar(qtbot, document):
    search = Search(document)
    qtbot.waitUntil(lambda: search.is_complete)
    filtering = ViewFiltering(document, search, ViewFacts(document))
    bar = ViewsBar(document, filtering, lambda: AXIS)
    bar.edit_requested.connect(document.do)
    qtbot.addWidget(bar)
    bar.resize(1100, 90)
    bar.show()
    yield bar
    search.close()


def left(bar):
    return bar._filtering.fitting_ids("claim")


def keep(bar, name):
    QTest.mouseClick(bar.kept.save, Qt.MouseButton.LeftButton)
    QTest.keyClick(bar.kept.name, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(bar.kept.name, name)
    QTest.keyClick(bar.kept.name, Qt.Key.Key_Return)


def tick(menu, value):
    menu.action(value).trigger()


def kept(bar):
    return [bar.kept.list.itemText(n) for n in range(bar.kept.list.count())]


def test_everything_is_shown_at_first_and_said(bar):
    assert bar.count.text() == "Everything is shown."
    assert not bar.all.isEnabled()


def test_words_filter_as_they_are_typed(qtbot, bar):
    QTest.keyClicks(bar.words, "planes")
    qtbot.waitUntil(lambda: left(bar) == {"planes"})
    assert bar.count.text() == "1 of 2 events · 1 of 2 claims"
    QTest.mouseClick(bar.all, Qt.MouseButton.LeftButton)
    assert bar.words.text() == ""
    assert left(bar) is None


def test_a_stance_can_be_left_out(bar):
    tick(bar.stances, Stance.SUPPORTS)
    assert left(bar) == {"denial"}
    assert bar.stances.text() == "Stances 5/6"
    tick(bar.stances, Stance.SUPPORTS)
    assert left(bar) is None


def test_a_track_can_be_left_out(bar, document):
    tick(bar.tracks, "bases")
    assert left(bar) == set()
    tick(bar.tracks, "bases")
    tick(bar.tracks, NO_TRACK)
    assert bar._filtering.fitting_ids("event") == {"airlift"}


def test_a_new_track_is_offered_and_shown(bar, document):
    tick(bar.tracks, "bases")
    document.do(add("Add", Track("talks", "Talks & visits")))
    assert bar.tracks.text() == "Tracks 2/3"
    assert bar.tracks.action("talks").text() == "Talks && visits"


def test_time_is_worded_or_typed_and_lies_certainly_possibly_or_not(bar):
    QTest.keyClicks(bar.span, "January 2026")
    QTest.keyClick(bar.span, Qt.Key.Key_Return)
    assert bar._filtering.view.time.edtf == "2026-01"
    assert bar._filtering.fitting_ids("event") == {"airlift", "visit"}
    tick(bar.fits, Overlap.POSSIBLY)
    assert bar._filtering.fitting_ids("event") == {"airlift"}
    bar.span.clear()
    QTest.keyClick(bar.span, Qt.Key.Key_Return)
    assert bar._filtering.view == EVERYTHING


def test_what_is_no_time_is_said_and_changes_nothing(bar):
    QTest.keyClicks(bar.span, "when nobody looked")
    QTest.keyClick(bar.span, Qt.Key.Key_Return)
    assert bar.notice.text()
    assert bar._filtering.view == EVERYTHING


def test_what_of_the_search_is_not_understood_is_said_for_as_long_as_it_stands(qtbot, bar):
    QTest.keyClicks(bar.words, "is:con")
    qtbot.waitUntil(lambda: bool(bar._problems))
    assert not bar.notice.isVisible()  # it may still become one of what is offered
    QTest.keyClick(bar.words, Qt.Key.Key_Escape)
    QTest.keyClick(bar.words, Qt.Key.Key_Return)
    assert "“con” is none of them" in bar.notice.text()
    QTest.keyClicks(bar.words, "tested")
    QTest.keyClick(bar.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bar._filtering.fitting is not None)
    assert not bar.notice.text()
    assert not bar.notice.isVisible()


def test_a_search_that_takes_long_says_so_and_leaves_what_is_shown(
    qtbot, bar, document, monkeypatch
):
    QTest.keyClicks(bar.words, "planes")
    QTest.keyClick(bar.words, Qt.Key.Key_Return)
    shown, said = left(bar), bar.count.text()
    monkeypatch.setattr(models_search, "_ASIDE", 0)
    with document.store.reading():  # which the search must wait for
        QTest.keyClicks(bar.words, " took")
        QTest.keyClick(bar.words, Qt.Key.Key_Return)
        assert bar.count.text() == said
        qtbot.waitUntil(lambda: bar.count.text() == "looking…")
        assert left(bar) == shown
    qtbot.waitUntil(lambda: bar.count.text() == said)


def test_what_is_left_out_can_be_dimmed_instead(bar):
    QTest.mouseClick(bar.dims, Qt.MouseButton.LeftButton, pos=bar.dims.rect().center())
    assert bar._filtering.view.dims


def test_a_view_is_kept_chosen_changed_and_deleted_each_as_one_step(qtbot, bar, document):
    tick(bar.stances, Stance.SUPPORTS)
    keep(bar, "Who disputes")
    (record,) = document.all(SavedView)
    view = view_of(record)
    assert (record.name, view.folds, view.span) == ("Who disputes", *AXIS)
    assert document.undo_label == "Keep view “Who disputes”"
    bar.clear()
    assert bar.kept.list.currentText() == "Everything"
    with qtbot.waitSignal(bar.axis_requested) as axis:
        bar.kept.list.activated.emit(1)
    assert axis.args == [AXIS]
    assert left(bar) == {"denial"}
    assert bar.kept.list.currentText() == "Who disputes"
    QTest.mouseClick(bar.dims, Qt.MouseButton.LeftButton, pos=bar.dims.rect().center())
    QTest.mouseClick(bar.kept.update_button, Qt.MouseButton.LeftButton)
    assert view_of(document.get(SavedView, record.id)).dims
    QTest.mouseClick(bar.kept.delete, Qt.MouseButton.LeftButton)
    assert document.all(SavedView) == []
    assert left(bar) == {"denial"}
    assert bar.kept.list.currentText() == ""
    assert bar.kept.list.placeholderText() == "Not kept"
    document.undo()
    assert kept(bar) == ["Everything", "Who disputes"]
    assert bar.kept.list.currentText() == "Who disputes"
    document.redo()
    assert kept(bar) == ["Everything"]


def test_what_is_narrowed_by_hand_is_not_called_everything(bar):
    tick(bar.stances, Stance.SUPPORTS)
    assert bar.kept.list.currentText() == ""
    bar.kept.list.activated.emit(0)
    assert bar.kept.list.currentText() == "Everything"
    assert left(bar) is None


def test_the_keyboard_stays_with_the_list_when_a_view_is_kept_or_goes(bar, document):
    tick(bar.stances, Stance.SUPPORTS)
    keep(bar, "Who disputes")
    assert bar.kept.list.hasFocus()
    bar.kept.delete.setFocus()
    QTest.keyClick(bar.kept.delete, Qt.Key.Key_Space)
    assert bar.kept.list.hasFocus()
    document.undo()
    bar.kept.rename.setFocus()
    document.undo()
    assert bar.kept.list.hasFocus()


def rename(bar, name):
    QTest.mouseClick(bar.kept.rename, Qt.MouseButton.LeftButton)
    QTest.keyClicks(bar.kept.name, name)  # the name it has is selected
    QTest.keyClick(bar.kept.name, Qt.Key.Key_Return)


def test_a_view_is_renamed_as_one_step_and_shows_what_it_did(bar, document):
    bar.words.setText("planes")
    bar._take()
    keep(bar, "Departures")
    (before,) = document.all(SavedView)
    rename(bar, "Airlift")
    (after,) = document.all(SavedView)
    assert (after.id, after.name) == (before.id, "Airlift")
    assert view_of(after).search == "planes"
    assert document.undo_label == "Rename view “Departures” to “Airlift”"
    assert bar.kept.list.currentText() == "Airlift"
    document.undo()
    assert document.all(SavedView) == [before]
    assert bar.kept.list.currentText() == "Departures"


def test_another_view_that_is_chosen_meanwhile_is_not_renamed(bar, document):
    for name in ("Departures", "Airlift"):
        bar.kept.save_as(name)
    QTest.mouseClick(bar.kept.rename, Qt.MouseButton.LeftButton)
    QTest.keyClicks(bar.kept.name, "Spring")
    other = next(v for v in document.all(SavedView) if v.name == "Departures")
    bar.kept.choose(other.id)
    assert not bar.kept.name.isVisible()
    assert bar.kept.save.isVisible()
    assert {v.name for v in document.all(SavedView)} == {"Departures", "Airlift"}


def test_a_view_is_not_renamed_to_what_another_is_called(bar, document):
    keep(bar, "Departures")
    bar.kept.choose(None)
    keep(bar, "Airlift")
    rename(bar, "departures")
    assert bar.notice.text() == "Another view is called “departures”."
    assert sorted(view.name for view in document.all(SavedView)) == ["Airlift", "Departures"]
    assert bar.kept.name.isVisible()


def test_a_view_of_the_same_name_is_replaced(bar, document):
    keep(bar, "Front page")
    tick(bar.stances, Stance.SUPPORTS)
    keep(bar, "front PAGE")
    (record,) = document.all(SavedView)
    assert record.name == "front PAGE"
    assert view_of(record).stances == set(Stance) - {Stance.SUPPORTS}


def test_a_view_needs_a_name(bar, document):
    QTest.mouseClick(bar.kept.save, Qt.MouseButton.LeftButton)
    QTest.keyClicks(bar.kept.name, "   ")
    QTest.keyClick(bar.kept.name, Qt.Key.Key_Return)
    assert bar.notice.text() == "Give the view a name."
    assert document.all(SavedView) == []


def test_a_view_that_cannot_be_read_is_told_of_and_nothing_changes(bar, document):
    document.do(add("Add", SavedView("v", "Broken", "{")))
    tick(bar.stances, Stance.SUPPORTS)
    bar.kept.list.activated.emit(1)
    assert "“Broken” cannot be understood" in bar.notice.text()
    assert left(bar) == {"denial"}
    assert bar.kept.list.currentText() == ""


def test_a_view_renamed_elsewhere_is_offered_by_its_new_name(bar, document):
    keep(bar, "One")
    (record,) = document.all(SavedView)
    document.do(revise("Name", record, SavedView(record.id, "Two", record.definition)))
    assert kept(bar) == ["Everything", "Two"]
    assert bar.kept.list.currentText() == "Two"


def test_escape_gives_up_naming_and_keeps_nothing(bar, document):
    QTest.mouseClick(bar.kept.save, Qt.MouseButton.LeftButton)
    QTest.keyClicks(bar.kept.name, "Half a na")
    QTest.keyClick(bar.kept.name, Qt.Key.Key_Escape)
    assert not bar.kept.name.isVisible()
    assert bar.kept.save.isVisible()
    assert not document.all(SavedView)


def test_escape_in_a_filter_asks_to_put_the_bar_away(qtbot, bar):
    QTest.keyClicks(bar.words, "reuters")
    with qtbot.waitSignal(bar.closed):
        QTest.keyClick(bar.words, Qt.Key.Key_Escape)


def offered(bar):
    results = bar.words._results
    return [results.index(n, 0).data() for n in range(results.rowCount())]


def type_words(bar, text):
    bar.words.setFocus()
    bar.words.clear()
    for letter in text:  # QTest types no letters but ASCII ones
        QTest.sendKeyEvent(
            QTest.KeyAction.Click, bar.words, Qt.Key.Key_unknown, letter, Qt.KeyboardModifier(0)
        )


PEOPLE = (
    Actor("sana", "SANA"),
    ActorName("n1", "sana", "سانا"),
    Actor("tass", "ТАСС"),
    Actor("hidden", "Sara Haddad", confidential=True, public_description="a nurse"),
    Hop("h1", "planes", 0, "sana"),
    Hop("h2", "denial", 0, "tass"),
    Hop("h3", "denial", 1, "hidden"),
)


@pytest.mark.parametrize(
    ("typed", "value", "claims"),
    [
        ("speaker:sa", "speaker:SANA", {"planes"}),
        ("speaker:سا", "speaker:SANA", {"planes"}),
        ("speaker:тас", "speaker:ТАСС", {"denial"}),
        ("took stance:disp", "took stance:disputes", {"denial"}),
        ("is:cont", "is:contested", {"denial"}),
    ],
)
def test_a_filter_is_completed_and_narrows(bar, qtbot, typed, value, claims):
    bar._document.do(add("People", *PEOPLE))
    type_words(bar, typed)
    assert offered(bar)[0] == value.split()[-1]
    QTest.keyClick(bar.words, Qt.Key.Key_Return)
    assert bar.words.text() == value
    qtbot.waitUntil(lambda: left(bar) == claims)


def test_an_offer_is_clicked(bar, document, qtbot):
    document.do(add("People", *PEOPLE))
    bar.resize(1100, 600)
    type_words(bar, "via:san")
    popup = bar.words._popup.findChild(QListView)
    place = popup.visualRect(popup.model().index(0, 0)).center()
    QTest.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert bar.words.text() == "via:SANA"


def test_who_is_confidential_is_never_completed(bar, document):
    document.do(add("People", *PEOPLE))
    for typed in ("via:Sara", "via:had", "via:nur", "speaker:s"):
        type_words(bar, typed)
        assert not any("Sara" in offer or "nurse" in offer for offer in offered(bar)), typed


def test_a_word_that_begins_like_a_filter_stays_a_word(bar, qtbot):
    type_words(bar, "s")
    assert {"speaker:", "source:", "stance:"} == set(offered(bar))
    assert bar.words.is_listing
    QTest.keyClick(bar.words, Qt.Key.Key_Return)
    assert bar.words.text() == "s"
    QTest.keyClick(bar.words, Qt.Key.Key_Down)
    QTest.keyClick(bar.words, Qt.Key.Key_Return)
    assert bar.words.text() == "speaker:"


def test_escape_closes_the_offers_before_the_bar(bar, qtbot):
    type_words(bar, "is:")
    assert bar.words.is_listing
    with qtbot.assertNotEmitted(bar.closed):
        QTest.keyClick(bar.words, Qt.Key.Key_Escape)
    assert not bar.words.is_listing
    with qtbot.waitSignal(bar.closed):
        QTest.keyClick(bar.words, Qt.Key.Key_Escape)


def test_an_arrow_in_the_empty_line_lists_what_can_be_asked(bar):
    bar.words.setFocus()
    QTest.keyClick(bar.words, Qt.Key.Key_Down)
    assert {"via:", "before:", "after:", "is:"} <= set(offered(bar))


def test_whoever_plain_words_name_is_offered_as_a_filter(bar, document, qtbot):
    document.do(add("Add", Actor("sezer", "Aydin Sezer"), Hop("h", "planes", 0, "sezer")))
    bar.words.setFocus()
    qtbot.keyClicks(bar.words, "sezer")
    lists = bar.window().findChildren(QListView)
    offers = next(one.model() for one in lists if one.accessibleName() == "Search results")
    assert [offers.index(n, 0).data() for n in range(offers.rowCount())] == [
        'speaker:"Aydin Sezer"'
    ]
    qtbot.keyClick(bar.words, Qt.Key.Key_Down)
    qtbot.keyClick(bar.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: left(bar) == {"planes"})


def test_plain_words_stay_words_unless_an_offer_is_taken(bar, document, qtbot):
    document.do(add("Add", Actor("sezer", "Aydin Sezer"), Hop("h", "planes", 0, "sezer")))
    bar.words.setFocus()
    qtbot.keyClicks(bar.words, "sezer")
    qtbot.keyClick(bar.words, Qt.Key.Key_Return)
    assert bar.words.text() == "sezer"
    assert left(bar) == frozenset()


def test_with_large_text_the_bar_breaks_into_lines_and_takes_no_room_from_what_is_beside(bar):
    bar.words.setText("planes")
    bar._take()
    keep(bar, "Departures")
    font = bar.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    bar.setFont(font)
    bar.layout().activate()
    assert bar.minimumSizeHint().width() < 700
    bar.resize(700, 300)
    QApplication.processEvents()
    shown = (bar.kept.list, bar.kept.save, bar.kept.rename, bar.kept.delete, bar.count, bar.all)
    for part in shown:
        assert bar.rect().contains(part.mapTo(bar, part.rect().bottomRight())), part


def test_its_lines_are_whole_where_a_pane_is_short_of_room(qtbot, bar):
    pane, panes = QWidget(), QSplitter(Qt.Orientation.Vertical)
    column = QVBoxLayout(pane)
    column.addWidget(bar)
    for place in (column, panes):
        view = QWidget()
        view.setMinimumHeight(150)
        place.addWidget(view)
    panes.insertWidget(0, pane)
    qtbot.addWidget(panes)
    panes.resize(420, 200)
    panes.show()
    qtbot.waitUntil(lambda: bar.height() >= bar.heightForWidth(bar.width()) > 90)
    bar.setParent(None)
