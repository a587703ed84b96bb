"""The tables as a person uses them: keys, clicks, cells, columns."""

import pytest
import shiboken6
from PySide6.QtCore import QByteArray, QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QToolTip

from timeline_app.domain.edits import add, revise
from timeline_app.domain.records import Actor, Claim, ClaimEvent, Event, Hop, new_id
from timeline_app.domain.vocabulary import ClaimStatus
from timeline_app.models.selection import Ref, Selection
from timeline_app.widgets import theme as themes
from timeline_app.widgets.tables.editors import LONGEST, ChoiceEditor, TextEditor
from timeline_app.widgets.tables.history_table import HistoryTable
from timeline_app.widgets.tables.kinds import (
    ActorsTable,
    ClaimsTable,
    EventsTable,
    SourcesTable,
)


@pytest.fixture
def selection(qapp):
    return Selection()


@pytest.fixture
def show(qtbot, document, empty, selection):
    made = []

    def make(kind, document=document):
        table = kind(document, selection)
        table.edit_requested.connect(document.do)
        made.append(table)
        table.resize(1400, 400)
        with qtbot.waitActive(table):
            table.show()
            table.activateWindow()
        table.view.setFocus()
        return table

    yield make
    for table in made:  # before the files they read from close
        shiboken6.delete(table)


@pytest.fixture
def claims(show):
    return show(ClaimsTable)


def section(table, key):
    return [column.key for column in table.model.spec.columns].index(key)


def cell(table, row, key):
    return table.model.index(row, section(table, key)).data()


def go(table, row, key):
    table.view.setCurrentIndex(table.model.index(row, section(table, key)))


def open_editor(table, qtbot, row, key):
    go(table, row, key)
    qtbot.keyClick(table.view, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert editor is not None
    assert editor is not table.view
    return editor


def type_in(editor, text):
    """Type text of any script; QTest's own keys are ASCII only."""
    for character in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character)
            QApplication.sendEvent(editor, key)


def finish(editor, qtbot, key=Qt.Key.Key_Return):
    """End typing; Qt commits a line once the key has been dealt with."""
    qtbot.keyClick(editor, key)
    QApplication.processEvents()


def click_heading(table, qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    header = table.view.header
    at = header.sectionViewportPosition(section(table, key)) + 20
    qtbot.mouseClick(
        header.viewport(), Qt.MouseButton.LeftButton, modifier, QPoint(at, header.height() // 2)
    )


def test_arriving_selects_nothing(claims, selection):
    assert selection.current is None


def test_going_down_selects_the_claim_everywhere(claims, selection, qtbot):
    go(claims, 0, "text")
    qtbot.keyClick(claims.view, Qt.Key.Key_Down)
    assert selection.current == Ref("claim", claims.model.id_at(1))


def test_a_click_selects_the_claim(claims, selection, qtbot):
    at = claims.view.visualRect(claims.model.index(4, 0)).center()
    qtbot.mouseClick(claims.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert selection.current == Ref("claim", claims.model.id_at(4))


@pytest.mark.parametrize("row", [0, 4])
def test_the_claim_chosen_before_is_chosen_again_after_something_else(
    claims, selection, document, row, qtbot
):
    at = claims.view.visualRect(claims.model.index(row, 0)).center()
    qtbot.mouseClick(claims.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    selection.select("event", document.all(Event)[0].id)
    assert not claims.view.selected_ids()
    qtbot.mouseClick(claims.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert selection.current == Ref("claim", claims.model.id_at(row))


def test_a_click_chooses_the_row_that_was_made_current_on_arriving(claims, selection, qtbot):
    claims.view.setFocus()
    assert selection.current is None
    at = claims.view.visualRect(claims.model.index(0, 0)).center()
    qtbot.mouseClick(claims.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert selection.current == Ref("claim", claims.model.id_at(0))


def test_space_chooses_the_row_that_was_made_current_on_arriving(claims, selection, qtbot):
    claims.view.setFocus()
    qtbot.keyClick(claims.view, Qt.Key.Key_Space)
    assert selection.current == Ref("claim", claims.model.id_at(0))


def test_a_claim_selected_elsewhere_is_selected_here_and_in_sight(claims, selection):
    wanted = claims.model.id_at(38)
    selection.select("claim", wanted)
    assert claims.view.selected_ids() == [wanted]
    assert (
        claims.view.viewport().rect().intersects(claims.view.visualRect(claims.view.currentIndex()))
    )


def test_something_else_selected_leaves_no_claim_selected(claims, selection):
    selection.select("claim", claims.model.id_at(3))
    selection.select("actor", "somebody")
    assert claims.view.selected_ids() == []


def test_home_and_end_go_to_the_first_and_the_last(claims, qtbot):
    go(claims, 5, "text")
    qtbot.keyClick(claims.view, Qt.Key.Key_End)
    assert claims.view.currentIndex().row() == 40
    qtbot.keyClick(claims.view, Qt.Key.Key_Home)
    assert claims.view.currentIndex().row() == 0


def test_typing_goes_to_what_begins_so(claims, qtbot):
    go(claims, 0, "text")
    qtbot.keyClicks(claims.view, "photo")
    assert cell(claims, claims.view.currentIndex().row(), "text").startswith("Photo")


def test_a_click_on_a_heading_sorts_up_then_down(claims, qtbot):
    click_heading(claims, qtbot, "speaker")
    up = [cell(claims, n, "speaker") for n in range(41)]
    assert up == sorted(up, key=str.casefold)
    click_heading(claims, qtbot, "speaker")
    down = [cell(claims, n, "speaker") for n in range(41)]
    assert down == sorted(up, key=str.casefold, reverse=True)


def test_a_shifted_click_sorts_further(claims, qtbot):
    click_heading(claims, qtbot, "stance")
    click_heading(claims, qtbot, "speaker", Qt.KeyboardModifier.ShiftModifier)
    assert [key.column for key in claims.model.order.keys] == ["stance", "speaker"]


def test_sorting_keeps_the_selected_claim_selected(claims, selection, qtbot):
    selection.select("claim", claims.model.id_at(7))
    click_heading(claims, qtbot, "speaker")
    assert claims.view.selected_ids() == [selection.current.id]


def test_return_opens_the_cell_and_return_saves_the_text(claims, document, qtbot):
    go(claims, 2, "text")
    qtbot.keyClick(claims.view, Qt.Key.Key_Return)
    editor = QApplication.focusWidget()
    assert isinstance(editor, TextEditor)
    qtbot.keyClicks(editor, "Said anew")
    finish(editor, qtbot)
    assert cell(claims, 2, "text") == "Said anew"
    assert document.undo_label == "Change claim text"


def test_escape_leaves_the_text_as_it_was(claims, document, qtbot):
    before, label = cell(claims, 2, "text"), document.undo_label
    editor = open_editor(claims, qtbot, 2, "text")
    qtbot.keyClicks(editor, "Said anew")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert (cell(claims, 2, "text"), document.undo_label) == (before, label)


def test_a_claim_keeps_its_text_and_a_sentence_says_why(claims, document, qtbot):
    before = cell(claims, 2, "text")
    editor = open_editor(claims, qtbot, 2, "text")
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    finish(editor, qtbot)
    assert cell(claims, 2, "text") == before
    assert claims.notice.text() == "A claim needs its text."


def test_double_click_opens_the_cell(claims, qtbot):
    at = claims.view.visualRect(claims.model.index(1, 0)).center()
    viewport = claims.view.viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=at)
    assert isinstance(QApplication.focusWidget(), TextEditor)


@pytest.mark.parametrize("key", ["status", "type", "modality", "polarity", "stance"])
def test_a_value_is_chosen_from_its_list(claims, document, qtbot, key):
    claims.view.header.setSectionHidden(section(claims, key), False)
    before = cell(claims, 1, key)
    editor = open_editor(claims, qtbot, 1, key)
    assert isinstance(editor, ChoiceEditor)
    last = editor.count() - 1
    editor.setCurrentIndex(last)
    finish(editor, qtbot, Qt.Key.Key_Tab)
    assert cell(claims, 1, key) != before
    document.undo()
    assert cell(claims, 1, key) == before


def test_tab_goes_on_to_the_next_cell(claims, qtbot):
    go(claims, 0, "text")
    qtbot.keyClick(claims.view, Qt.Key.Key_Tab)
    assert claims.view.currentIndex().column() == section(claims, "speaker")


def test_a_speaker_is_found_by_a_name_in_another_script(claims, document, qtbot):
    editor = open_editor(claims, qtbot, 0, "speaker")
    assert isinstance(editor, QLineEdit)
    type_in(editor, "Рейтер")
    finish(editor, qtbot)
    assert cell(claims, 0, "speaker") == "Reuters"


def test_a_speaker_nobody_knows_yet_is_made_in_the_same_step(claims, document, qtbot):
    count, label = document.count(Actor), document.undo_label
    editor = open_editor(claims, qtbot, 0, "speaker")
    qtbot.keyClicks(editor, "A baker in Amuda")
    finish(editor, qtbot, Qt.Key.Key_Tab)
    assert cell(claims, 0, "speaker") == "A baker in Amuda"
    assert document.count(Actor) == count + 1
    document.undo()
    assert (document.count(Actor), document.undo_label) == (count, label)


def test_many_rows_take_a_value_in_one_step(claims, document, qtbot):
    go(claims, 0, "status")
    for _ in range(3):
        qtbot.keyClick(claims.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(claims.view, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    editor.setCurrentIndex(1)
    finish(editor, qtbot, Qt.Key.Key_Tab)
    assert [cell(claims, n, "status") for n in range(5)] == ["checked"] * 4 + ["open"]
    assert document.undo_label == "Change claim status to checked (4 rows)"
    document.undo()
    assert all(c.status is ClaimStatus.OPEN for c in document.all(Claim))


def test_delete_removes_the_claim_and_undo_brings_it_back_whole(claims, document, qtbot):
    hops = document.count(Hop)
    go(claims, 1, "text")
    qtbot.keyClick(claims.view, Qt.Key.Key_Delete)
    assert claims.count == 40
    assert document.count(Hop) < hops
    assert document.undo_label == "Delete claim"
    document.undo()
    assert (claims.count, document.count(Hop)) == (41, hops)


def test_somebody_who_speaks_is_not_deleted(show, document, qtbot):
    actors = show(ActorsTable)
    row = next(n for n in range(actors.count) if cell(actors, n, "name") == "Reuters")
    go(actors, row, "name")
    qtbot.keyClick(actors.view, Qt.Key.Key_Delete)
    assert "speaks in the chain" in actors.notice.text()
    assert cell(actors, row, "name") == "Reuters"


def test_selected_rows_are_copied_with_ctrl_c(claims, qtbot):
    go(claims, 0, "text")
    qtbot.keyClick(claims.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].startswith("Claim\tSpeaker\tVia")
    assert lines[1].startswith(cell(claims, 0, "text"))


def test_the_filter_box_narrows_as_one_types_and_escape_clears(claims, qtbot):
    with qtbot.waitSignal(claims.count_changed) as told:
        qtbot.keyClicks(claims.bar.box, "hmeimim")
    assert 0 < told.args[0] < 41
    assert claims.bar.count.text() == f"{claims.count} of 41"
    qtbot.keyClick(claims.bar.box, Qt.Key.Key_Escape)
    assert claims.count == 41


def test_a_claim_added_beside_the_filter_is_among_those_counted(claims, document, qtbot):
    with qtbot.waitSignal(claims.count_changed):
        qtbot.keyClicks(claims.bar.box, "hmeimim")
    shown = claims.count
    document.do(add("Add", Claim(new_id(), "Nobody left")))
    assert claims.bar.count.text() == f"{shown} of 42"


def test_what_fits_nothing_says_so(claims, qtbot):
    with qtbot.waitSignal(claims.count_changed):
        qtbot.keyClicks(claims.bar.box, "xyzzy")
    assert "Nothing fits" in claims.view.blank


def test_an_empty_project_says_what_to_do(show, empty):
    assert "Ctrl+N" in show(ClaimsTable, empty).view.blank
    for kind in (EventsTable, SourcesTable, ActorsTable):
        assert show(kind, empty).view.blank


def test_only_the_claims_of_the_selected_event_are_shown_and_follow_it(
    claims, document, selection, qtbot
):
    first, second = document.all(Event)[:2]
    selection.select("event", first.id)
    qtbot.mouseClick(claims.bar.chip, Qt.MouseButton.LeftButton)
    assert claims.count == len(document.where(ClaimEvent, event_id=first.id))
    assert first.title[:20] in claims.bar.chip.text()
    selection.select("event", second.id)
    assert claims.count == len(document.where(ClaimEvent, event_id=second.id))
    qtbot.mouseClick(claims.bar.chip, Qt.MouseButton.LeftButton)
    assert claims.count == 41


def test_columns_stay_as_they_were_left(claims, show, qtbot):
    claims.view.header.moveSection(0, 3)
    claims.view.header.resizeSection(section(claims, "speaker"), 222)
    claims.view.header.setSectionHidden(section(claims, "via"), True)
    click_heading(claims, qtbot, "status")
    again = show(ClaimsTable)
    again.restore_layout(claims.saved_layout())
    assert again.view.shown_columns() == claims.view.shown_columns()
    assert again.view.header.sectionSize(section(again, "speaker")) == 222
    assert again.model.order == claims.model.order


@pytest.mark.parametrize(
    "told",
    [
        b"",
        b"{}",
        b'{"columns": 3}',
        b"\xff\xfe",
        b'[["text"]]',
        b'{"columns": [["text", 1e999, true]], "sort": [], "moment": "earliest"}',
    ],
)
def test_a_layout_that_cannot_be_read_changes_nothing(claims, told):
    before = claims.saved_layout()
    claims.restore_layout(QByteArray(told))
    assert claims.saved_layout() == before


def test_a_layout_of_another_version_is_taken_as_far_as_it_fits(claims):
    claims.restore_layout(
        QByteArray(
            b'{"columns": [["gone", 9, true], ["via", 9999999, true], ["text", -5, true]],'
            b' "sort": [["gone", true], ["said", true]], "moment": "latest", "group": "gone"}'
        )
    )
    assert [claims.model.spec.columns[s].key for s in claims.view.shown_columns()[:2]] == [
        "via",
        "text",
    ]
    assert [key.column for key in claims.model.order.keys] == ["said"]
    assert claims.model.order.group == ""


def test_one_column_always_stays(claims):
    header = claims.view.header
    header.setSectionHidden(header.count() - 1, False)
    for number in range(header.count() - 1):
        header.setSectionHidden(number, True)
    actions = header.column_menu(claims).actions()
    assert [a.isEnabled() for a in actions] == [True] * (header.count() - 1) + [False]


def test_a_tooltip_shows_text_as_it_stands(claims, document, qtbot):
    document.do(add("Add", Claim("evil", "<img src=file:///etc/passwd> " * 20)))
    claims.view.go_to("evil")
    rect = claims.view.visualRect(claims.view.currentIndex())
    at = QPoint(rect.left() + 100, rect.center().y())
    event = QHelpEvent(QEvent.Type.ToolTip, at, claims.view.viewport().mapToGlobal(at))
    QApplication.sendEvent(claims.view.viewport(), event)
    assert "&lt;img" in QToolTip.text()


def test_a_megabyte_pasted_into_a_cell_is_refused_and_nothing_is_lost(claims, document, qtbot):
    before = cell(claims, 0, "text")
    QGuiApplication.clipboard().setText("x" * (LONGEST + 1))
    editor = open_editor(claims, qtbot, 0, "text")
    qtbot.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "longer than" in claims.notice.text()
    finish(editor, qtbot)
    assert cell(claims, 0, "text") == before


def test_a_text_too_long_for_a_cell_is_not_opened(claims, document, qtbot):
    document.do(add("Add", Claim("long", "w " * LONGEST)))
    claims.view.go_to("long")
    qtbot.keyClick(claims.view, Qt.Key.Key_Home)
    qtbot.keyClick(claims.view, Qt.Key.Key_End)
    go(claims, 41, "text")
    qtbot.keyClick(claims.view, Qt.Key.Key_F2)
    assert "too long" in claims.notice.text()


def test_control_characters_are_not_kept(claims, qtbot):
    QGuiApplication.clipboard().setText("one\x07 two\x1b")
    editor = open_editor(claims, qtbot, 0, "text")
    qtbot.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    finish(editor, qtbot)
    assert cell(claims, 0, "text") == "one two"


@pytest.mark.parametrize(
    "case",
    [
        (EventsTable, "title", "مغادرة القاعدة"),
        (SourcesTable, "title", "Отчёт"),
        (ActorsTable, "name", "Ağrı’da bir tanık"),
        (ActorsTable, "role", "gözcü"),
        (SourcesTable, "url", "https://example.org/a"),
    ],
)
def test_texts_of_every_table_are_edited_in_place(show, document, qtbot, case):
    kind, key, words = case
    table = show(kind)
    editor = open_editor(table, qtbot, 0, key)
    type_in(editor, words)
    finish(editor, qtbot)
    assert cell(table, 0, key) == words
    document.undo()
    assert cell(table, 0, key) != words


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        (EventsTable, "track"),
        (EventsTable, "kind"),
        (EventsTable, "status"),
        (EventsTable, "place"),
        (SourcesTable, "kind"),
        (SourcesTable, "capture"),
        (ActorsTable, "kind"),
        (ActorsTable, "identification"),
    ],
)
def test_values_of_every_table_are_chosen_in_place(show, document, qtbot, kind, key):
    table = show(kind)
    before = cell(table, 0, key)
    editor = open_editor(table, qtbot, 0, key)
    other = next(n for n in range(editor.count()) if editor.itemText(n) != before)
    editor.setCurrentIndex(other)
    finish(editor, qtbot, Qt.Key.Key_Tab)
    assert cell(table, 0, key) != before


def test_a_confidential_speaker_carries_a_lock(claims, document):
    actor = document.get(Actor, claims.model.row_at(1).steps[0].actor.id)
    secret = Actor(actor.id, actor.name, actor.kind, confidential=True)
    document.do(revise("Protect", actor, secret))
    column = claims.model.spec.column("speaker")
    assert "Confidential" in column.glyphs(claims.model.row_at(1))[0].sentence


def test_the_history_follows_edits(show, document):
    history = show(HistoryTable)
    document.do(add("Add", Claim(new_id(), "New")))
    assert history.model.index(0, 3).data() == "Add"


def test_the_current_cell_of_the_history_has_the_frame_of_the_other_tables(show, qtbot):
    history = show(HistoryTable)
    history.view.setFocus()
    history.view.setCurrentIndex(history.model.index(0, 3))
    qtbot.waitUntil(history.view.hasFocus)
    box = history.view.visualRect(history.model.index(0, 3))
    picture = history.view.viewport().grab(box).toImage()
    accent = themes.Theme.current().colour("accent")
    assert picture.pixelColor(0, box.height() // 2) == accent
    assert picture.pixelColor(box.width() // 2, 0) == accent


@pytest.mark.parametrize("theme", ["light", "dark", "high-contrast"])
def test_every_table_paints_in_every_theme(show, qapp, theme):
    themes.choose(theme)
    try:
        for kind in (ClaimsTable, EventsTable, SourcesTable, ActorsTable, HistoryTable):
            assert not show(kind).grab().isNull()
    finally:
        themes.choose(None)


def filter_cell(table, key):
    table.show_filters(on=True)
    return table.filters.cell(key)


def test_words_under_a_heading_filter_its_column(claims, qtbot):
    with qtbot.waitSignal(claims.count_changed):
        qtbot.keyClicks(filter_cell(claims, "speaker"), "sezer")
    assert {cell(claims, n, "speaker") for n in range(claims.count)} == {"Aydin Sezer"}
    with qtbot.waitSignal(claims.count_changed):
        qtbot.keyClick(filter_cell(claims, "speaker"), Qt.Key.Key_Escape)
    assert claims.count == 41


def test_a_date_under_a_heading_shows_what_may_lie_in_it(claims, qtbot):
    with qtbot.waitSignal(claims.count_changed):
        qtbot.keyClicks(filter_cell(claims, "refers"), "2022")
    shown = {cell(claims, n, "refers") for n in range(claims.count)}
    assert "8 Oct 2022" in shown
    assert not any(edtf.startswith(("2019-", "2026", "–")) for edtf in shown)


def test_half_a_date_leaves_the_rows_as_they_are(claims, qtbot):
    with qtbot.assertNotEmitted(claims.count_changed, wait=200):
        qtbot.keyClicks(filter_cell(claims, "refers"), "20a")
    assert claims.count == 41


def test_values_are_chosen_from_a_list_with_counts(claims, qtbot):
    button = filter_cell(claims, "stance")
    button.menu().aboutToShow.emit()
    qualifies = next(a for a in button.menu().actions() if a.text().startswith("qualifies"))
    count = int(qualifies.text().split("\t")[1])
    qualifies.trigger()
    assert claims.count == count
    assert button.text() == "qualifies"
    button.menu().aboutToShow.emit()
    button.menu().actions()[0].trigger()
    assert claims.count == 41


def test_hidden_filters_filter_nothing(claims, qtbot):
    with qtbot.waitSignal(claims.count_changed):
        qtbot.keyClicks(filter_cell(claims, "speaker"), "sezer")
    qtbot.mouseClick(claims.bar.more, Qt.MouseButton.LeftButton)
    assert claims.count == 41


def test_filters_stand_under_their_headings(claims):
    button = filter_cell(claims, "stance")
    header = claims.view.header
    claims.view.header.resizeSection(0, 500)
    left = header.sectionViewportPosition(section(claims, "stance"))
    assert abs(button.mapTo(header, QPoint(0, 0)).x() - left) <= 2
    assert header.height() > button.height() + header.fontMetrics().height()


def choose(menu, *titles):
    menu.aboutToShow.emit()
    for title in titles:
        action = next(a for a in menu.actions() if a.text() == title)
        menu = action.menu() or action
    menu.trigger()


def test_rows_are_grouped_from_the_view_menu(claims):
    choose(claims.bar.columns.menu(), "Group by", "Speaker")
    assert claims.model.group_at(0) is not None
    choose(claims.bar.columns.menu(), "Group by", "Nothing")
    assert claims.model.group_at(0) is None


def test_rows_are_grouped_by_origin_and_the_table_remembers_it(claims):
    choose(claims.bar.columns.menu(), "Group by", "Origin")
    assert claims.model.group_at(0) is not None
    layout = claims.saved_layout()
    choose(claims.bar.columns.menu(), "Group by", "Nothing")
    claims.restore_layout(layout)
    assert claims.model.order.group == "origin"
    assert claims.model.group_at(0) is not None


def test_headings_fold_by_key_and_by_click(claims, qtbot):
    choose(claims.bar.columns.menu(), "Group by", "Speaker")
    rows = claims.model.rowCount()
    claims.view.setCurrentIndex(claims.model.index(0, 0))
    qtbot.keyClick(claims.view, Qt.Key.Key_Left)
    folded = claims.model.rowCount()
    assert folded < rows
    qtbot.keyClick(claims.view, Qt.Key.Key_Return)
    assert claims.model.rowCount() == rows
    at = claims.view.visualRect(claims.model.index(0, 0)).center()
    qtbot.mouseClick(claims.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert claims.model.rowCount() == folded


def test_a_heading_is_no_claim(claims, selection, qtbot):
    choose(claims.bar.columns.menu(), "Group by", "Speaker")
    claims.view.setCurrentIndex(claims.model.index(0, 0))
    assert selection.current is None
    qtbot.keyClick(claims.view, Qt.Key.Key_Delete)
    qtbot.keyClick(claims.view, Qt.Key.Key_F2)
    assert claims.count == 41


def test_dates_sort_by_the_moment_chosen(claims, qtbot):
    click_heading(claims, qtbot, "refers")
    earliest = [cell(claims, n, "refers") for n in range(41)]
    choose(claims.bar.columns.menu(), "Sort dates by", "Latest moment")
    assert [cell(claims, n, "refers") for n in range(41)] != earliest
    choose(claims.bar.columns.menu(), "As entered")
    assert claims.model.order.keys == ()


def test_a_column_is_hidden_from_the_view_menu(claims):
    choose(claims.bar.columns.menu(), "Columns", "Via")
    assert section(claims, "via") not in claims.view.shown_columns()


def test_many_rows_get_a_new_speaker_in_one_step(claims, document, qtbot):
    actors = document.count(Actor)
    go(claims, 0, "speaker")
    qtbot.keyClick(claims.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(claims.view, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    type_in(editor, "A baker in Amuda")
    finish(editor, qtbot, Qt.Key.Key_Tab)
    assert [cell(claims, n, "speaker") for n in range(2)] == ["A baker in Amuda"] * 2
    assert document.count(Actor) == actors + 1
    document.undo()
    assert document.count(Actor) == actors


def test_the_rows_menu_copies_filters_and_deletes(claims, document):
    go(claims, 3, "speaker")
    titles = [action.text() for action in claims.row_menu().actions() if action.text()]
    assert titles == [
        "Edit “Speaker”",
        "Only “Aydin Sezer”",
        "Copy",
        "Copy as Markdown",
        "Copy as CSV",
        "Delete",
    ]
    next(a for a in claims.row_menu().actions() if a.text() == "Copy as Markdown").trigger()
    assert "[^1]" in QGuiApplication.clipboard().text()


def test_what_is_typed_in_a_cell_is_saved_before_leaving(claims, qtbot):
    editor = open_editor(claims, qtbot, 0, "text")
    type_in(editor, "Saved on leaving")
    assert claims.commit_open_editor()
    assert cell(claims, 0, "text") == "Saved on leaving"


def test_leaving_waits_for_what_may_not_stand(claims, qtbot):
    editor = open_editor(claims, qtbot, 0, "text")
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    assert not claims.commit_open_editor()


def leave_by_mouse(claims, qtbot, row):
    at = claims.view.visualRect(claims.model.index(row, 0)).center()
    qtbot.mouseClick(claims.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QApplication.processEvents()


def test_clicking_elsewhere_makes_nobody_of_a_half_typed_name(claims, document, qtbot):
    before, actors = cell(claims, 1, "speaker"), document.count(Actor)
    editor = open_editor(claims, qtbot, 1, "speaker")
    type_in(editor, "Somebody ne")
    qtbot.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Escape)
    assert not editor.is_listing()
    leave_by_mouse(claims, qtbot, 4)
    assert (cell(claims, 1, "speaker"), document.count(Actor)) == (before, actors)
    assert "“Somebody ne” is not in the project yet" in claims.notice.text()
    assert claims.view.state() is not claims.view.State.EditingState


def test_clicking_elsewhere_takes_a_name_that_is_known(claims, document, qtbot):
    actors = document.count(Actor)
    editor = open_editor(claims, qtbot, 1, "speaker")
    type_in(editor, "Aydin Sezer")
    qtbot.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Escape)
    leave_by_mouse(claims, qtbot, 4)
    assert (cell(claims, 1, "speaker"), document.count(Actor)) == ("Aydin Sezer", actors)


def test_enter_makes_a_new_name_after_its_list_was_closed(claims, document, qtbot):
    actors = document.count(Actor)
    editor = open_editor(claims, qtbot, 1, "speaker")
    type_in(editor, "Somebody new")
    qtbot.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Escape)
    finish(editor, qtbot)
    assert (cell(claims, 1, "speaker"), document.count(Actor)) == ("Somebody new", actors + 1)


def test_leaving_the_project_waits_for_a_name_that_is_nobody_yet(claims, document, qtbot):
    actors = document.count(Actor)
    editor = open_editor(claims, qtbot, 1, "speaker")
    type_in(editor, "Somebody new")
    qtbot.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Escape)
    assert not claims.commit_open_editor()
    assert document.count(Actor) == actors
    assert editor.text() == "Somebody new"


def test_nobody_comes_to_belong_to_themselves_in_the_table(show, document, qtbot):
    document.do(add("Add", Actor("ministry", "Aa ministry")))
    actors = show(ActorsTable)
    actors.edit_requested.connect(document.do)
    row = actors.model.position_of("ministry")
    editor = open_editor(actors, qtbot, row, "affiliation")
    type_in(editor, "Aa ministry")
    qtbot.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Return)
    QApplication.processEvents()
    assert actors.notice.text().startswith("Nobody can belong to themselves")
    assert document.get(Actor, "ministry").affiliation_id is None
