"""The window as a person uses it: keys, docks, refusals, themes, and coming back as left."""

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDockWidget, QFileDialog, QLineEdit, QPushButton

from tests.exchange.projects import open_project
from timeline_app.domain.edits import add, revise
from timeline_app.domain.records import Actor, Claim, Event, Hop, Track
from timeline_app.exchange.project_json import json_of
from timeline_app.storage.store import Store
from timeline_app.widgets import theme
from timeline_app.widgets.known_on_bar import KnownOnBar
from timeline_app.widgets.search_popup import SearchPopup
from timeline_app.widgets.theme import Theme
from timeline_app.widgets.timeline_corner import Corner


def dock(window, name):
    return window.findChild(QDockWidget, name)


def status(window):
    return window.statusBar().findChildren(type(window.statusBar()._project))[0].text()


def add_track(window, title="Deployment"):
    document = window.files.document
    document.do(add("Add track", Track("t", title)))


def test_with_nothing_open_it_says_what_to_do(window, qtbot, project):
    assert window.windowTitle() == "Timeline"
    assert not dock(window, "tables").isVisible()
    shown = {b.text().replace("&", "") for b in window.findChildren(QPushButton) if b.isVisible()}
    assert {"New project…", "Open…", "Open the sample"} <= shown


def test_opening_a_project_shows_its_name_and_what_is_in_it(window, project):
    window.files.open(project)
    assert window.windowTitle().startswith("Someone's.sqlite")
    assert dock(window, "tables").isVisible()
    assert dock(window, "sidebar").isVisible()
    assert status(window) == "All changes saved · 0 events · 0 claims · 0 sources"


def test_the_counts_follow_an_edit_and_its_undo(window, project, qtbot):
    window.files.open(project)
    window.files.document.do(add("Add event", Event("e", "Airlift")))
    assert "1 event ·" in status(window)
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "0 events" in status(window)


def test_the_status_bar_says_what_the_first_change_of_a_big_project_waits_for(window, project):
    window.files.open(project)
    document, said = window.files.document, window.statusBar()._work
    document.preparing.emit(0.43)
    assert (said.text(), said.isVisible()) == ("Preparing the project for changes: 43 %", True)
    document.preparing.emit(1.0)
    assert not said.isVisible()


def test_undo_and_redo_by_key_name_their_step(window, project, qtbot):
    window.files.open(project)
    add_track(window)
    undo, redo = window.actions_["undo"], window.actions_["redo"]
    assert "“Add track”" in undo.text()
    assert not redo.isEnabled()
    ctrl, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_Z, ctrl)
    assert window.files.document.count(Track) == 0
    assert not undo.isEnabled()
    assert "“Add track”" in redo.text()
    qtbot.keyClick(window, Qt.Key.Key_Z, ctrl | shift)
    assert window.files.document.count(Track) == 1


def test_an_edits_label_is_no_shortcut(window, project):
    window.files.open(project)
    window.files.document.do(add("Rename to R&D", Track("t", "R&D")))
    assert "R&&D" in window.actions_["undo"].text()


def test_undo_survives_closing_and_opening_again(start, project, qtbot):
    first = start()
    first.files.open(project)
    add_track(first)
    first.close()
    second = start()
    second.files.open(project)
    qtbot.keyClick(second, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert second.files.document.count(Track) == 0


def test_closing_the_project_leads_back_to_the_beginning(window, project, qtbot):
    window.files.open(project)
    qtbot.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert window.files.document is None
    assert window.windowTitle() == "Timeline"
    assert not window.actions_["save_copy"].isEnabled()
    qtbot.waitUntil(lambda: [text.split()[0] for text in recent_shown(window)] == ["Someone's"])


def recent_shown(window):
    return [b.text() for b in window.findChildren(QPushButton, "recent") if b.isVisible()]


def test_closing_the_window_lets_go_of_the_file(window, project):
    window.files.open(project)
    window.close()
    Store.open(project).close()


def test_hidden_docks_stay_hidden_at_the_next_start(start, project, qtbot):
    first = start()
    first.files.open(project)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(first, Qt.Key.Key_A, both)
    assert not dock(first, "sidebar").isVisible()
    first.close()
    second = start()
    second.files.open(project)
    assert not dock(second, "sidebar").isVisible()
    assert not second.actions_["show_sidebar"].isChecked()
    assert dock(second, "tables").isVisible()


def test_docks_come_back_as_wide_as_they_were_left(start, project):
    first = start()
    first.files.open(project)
    first.resizeDocks([dock(first, "sidebar")], [500], Qt.Orientation.Horizontal)
    QApplication.processEvents()
    width = dock(first, "sidebar").width()
    first.close()
    second = start()
    second.files.open(project)
    QApplication.processEvents()
    assert dock(second, "sidebar").width() == width


def test_docks_come_back_after_another_project_was_opened(window, project, qtbot):
    window.files.open(project)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_T, both)
    window.files.close()
    window.files.open(project)
    assert not dock(window, "tables").isVisible()


def test_a_theme_is_put_on_everything_and_kept(start, qapp):
    first = start()
    first.choose_theme(theme.DARK)
    assert Theme.current().is_dark
    assert qapp.palette().window().color() == Theme.current().colour("surface")
    first.close()
    start()
    assert Theme.current().name == theme.DARK


def test_text_grows_to_twice_its_size_and_stays_so(start, qapp):
    first = start()
    before = qapp.font().pointSizeF()
    first.choose_text_size(200)
    assert qapp.font().pointSizeF() == pytest.approx(2 * before)
    first.close()
    start()
    assert qapp.font().pointSizeF() == pytest.approx(2 * before)


def test_a_refused_file_is_told_and_the_window_goes_on(window, project, tmp_path, answers, qtbot):
    window.files.open(project)
    said = answers()
    window.files.open(tmp_path / "gone.sqlite")
    qtbot.waitUntil(lambda: bool(said))
    assert "gone.sqlite" in said[0]
    add_track(window)
    assert window.files.document.count(Track) == 1


def test_a_file_that_cannot_be_written_may_be_opened_read_only(
    window, project, answers, qtbot, monkeypatch
):
    monkeypatch.setattr("os.access", lambda *_: False)
    said = answers("Open read-only")
    window.files.open(project)
    qtbot.waitUntil(lambda: window.files.document is not None)
    assert len(said) == 1
    assert "read-only" in window.windowTitle()
    assert status(window).startswith("Read-only")


# PySide6 6.12 prefers other constructors for events, which 6.11 does not have.
by_hand = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def drop(window, *urls):
    mime = QMimeData()
    mime.setUrls([QUrl(url) for url in urls])
    enter = QDragEnterEvent(
        QPoint(50, 200),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(window, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(
        QPointF(50, 200),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QEvent.Type.Drop,
    )
    QApplication.sendEvent(window, event)
    return event.isAccepted()


@by_hand
def test_a_dropped_project_is_opened(window, project, qtbot):
    assert drop(window, QUrl.fromLocalFile(str(project)).toString())
    qtbot.waitUntil(lambda: window.files.document is not None)
    assert window.files.document.store.path == project


@by_hand
@pytest.mark.parametrize("name", ["Someone's.sqlite.download", "attachment", "Copy.sqlite (1).bin"])
def test_a_project_is_known_by_its_header_whatever_a_mail_program_calls_it(
    window, project, qtbot, name
):
    renamed = project.rename(project.with_name(name))
    assert drop(window, QUrl.fromLocalFile(str(renamed)).toString())
    qtbot.waitUntil(lambda: window.files.document is not None)
    assert window.files.document.store.path == renamed


@by_hand
def test_the_project_that_is_open_may_be_dropped_under_another_name(window, project, qtbot):
    window.files.open(project)
    other = project.with_name("linked")
    other.hardlink_to(project)
    with qtbot.waitSignal(window.files.opened):
        assert drop(window, QUrl.fromLocalFile(str(other)).toString())
    assert window.files.document.store.path == other


@by_hand
def test_a_project_dropped_as_json_is_imported_under_a_name_that_is_asked_for(
    window, tmp_path, qtbot, monkeypatch
):
    written, new = tmp_path / "Theirs.JSON", tmp_path / "Mine.sqlite"
    written.write_text(json_of(open_project()), "utf-8")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(new), ""))
    assert drop(window, QUrl.fromLocalFile(str(written)).toString())
    qtbot.waitUntil(lambda: window.files.document is not None)
    assert window.files.document.store.path == new


@by_hand
@pytest.mark.parametrize("name", ["photo.jpg", "a folder"])
def test_what_is_no_project_is_refused_in_a_sentence(window, answers, tmp_path, qtbot, name):
    said, file = answers(), tmp_path / name
    file.mkdir() if name == "a folder" else file.write_text("no project")
    assert drop(window, QUrl.fromLocalFile(str(file)).toString())
    qtbot.waitUntil(lambda: len(said) == 1)
    assert name in said[0]
    assert window.files.document is None


@by_hand
@pytest.mark.parametrize("urls", [["https://example.org/a.sqlite"], ["file:///a", "file:///b"]])
def test_what_is_no_single_file_is_not_taken(window, urls):
    assert not drop(window, *urls)
    assert window.files.document is None


def test_with_no_project_open_the_keyboard_is_at_a_new_one(window, project):
    window.files.open(project)
    window.actions_["close"].trigger()
    focused = QApplication.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.text() == "&New project…"


def test_every_menu_command_has_a_name_and_no_key_twice(window):
    actions = [a for menu in window.menuBar().actions() for a in menu.menu().actions()]
    commands = [a for a in actions if a.objectName()]
    keys = [key.toString() for a in commands for key in a.shortcuts()]
    assert all(a.text() for a in commands)
    assert len(keys) == len(set(keys))


def test_a_revised_project_title_survives_reopening(start, project):
    first = start()
    first.files.open(project)
    old = first.files.document.project
    first.files.document.do(revise("Rename", old, type(old)(old.id, "Северо-восток")))
    first.close()
    second = start()
    second.files.open(project)
    assert second.files.document.project.title == "Северо-восток"


def test_edits_are_signed_from_the_next_one_on(window, project, qtbot):
    window.files.open(project)

    def type_name():
        dialog = QApplication.activeModalWidget()
        qtbot.keyClicks(dialog.findChild(QLineEdit), "K. D.")
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    QTimer.singleShot(0, type_name)
    window.actions_["author"].trigger()
    add_track(window)
    assert window.files.document.history(1)[0].author == "K. D."


def test_search_finds_records_and_commands(window, project, qtbot):
    window.files.open(project)
    window.files.document.do(add("Add event", Event("e", "Airlift from Qamishli")))
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(window._search.hasFocus)
    box = window._search
    window._views.find(
        "x", lambda *_: None
    )  # the index is fed between events; wait until it has everything
    qtbot.waitUntil(lambda: window._views.search.is_complete)
    qtbot.keyClicks(box, "airlift")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert window._views.selection.current == ("event", "e")
    box.clear()
    qtbot.keyClicks(box, "close proj")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert window.files.document is None


def test_the_keys_lead_to_timeline_tables_and_attribution(window, project, qtbot):
    window.files.open(project)
    ctrl = Qt.KeyboardModifier.ControlModifier
    for key, part in (
        (Qt.Key.Key_2, window._views.tables),
        (Qt.Key.Key_1, window._views.timeline),
    ):
        qtbot.keyClick(window, key, ctrl)
        qtbot.waitUntil(lambda part=part: part.isAncestorOf(window.focusWidget()))


def test_what_is_selected_in_one_view_is_selected_in_all(window, qtbot):
    window.files.open_sample()
    event = window.files.document.all(Event)[0]
    window.select("event", event.id)
    qtbot.waitUntil(lambda: window._views.sidebar.card is not None)
    assert len(window._views.timeline.canvas.selected) == 1
    table = window._views.tables.show_table("events")
    assert table.view.currentIndex().isValid()
    assert table.model.id_at(table.view.currentIndex().row()) == event.id


def run_command(window, qtbot, words):
    """Find a command in the search box, and give it, with keys alone."""
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    box = window.focusWidget()
    qtbot.keyClicks(box, words)
    qtbot.waitUntil(lambda: window.findChild(SearchPopup).current() is not None)
    qtbot.keyClick(box, Qt.Key.Key_Return)


def test_deleting_somebody_who_speaks_from_the_table_offers_what_to_do_instead(window, qtbot):
    window.files.open_sample()
    document = window.files.document
    analyst = next(actor for actor in document.all(Actor) if actor.name == "Aydin Sezer")
    hops = document.where(Hop, actor_id=analyst.id)
    table = window._views.tables.show_table("actors")
    window.select("actor", analyst.id)
    qtbot.waitUntil(lambda: table.view.selected_ids() == [analyst.id])
    qtbot.keyClick(table.view, Qt.Key.Key_Delete)
    panel = window._views.sidebar.record_actions.panel
    assert [answer.text() for answer in panel.answers] == ["Replace and delete", "Keep as unnamed"]
    qtbot.keyClicks(window.focusWidget(), "somebody else")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert document.get(Actor, analyst.id) is None
    document.undo()
    assert document.where(Hop, actor_id=analyst.id) == hops


def test_a_compound_claim_is_split_by_a_command_that_search_finds(window, qtbot):
    window.files.open_sample()
    document = window.files.document
    claim, before = document.all(Claim)[0], document.count(Claim)
    window.select("claim", claim.id)
    run_command(window, qtbot, "split the claim")
    parts = window.focusWidget()
    parts.selectAll()
    qtbot.keyClicks(parts, "Troops leave.")
    qtbot.keyClick(parts, Qt.Key.Key_Return)
    qtbot.keyClicks(parts, "The base is given up.")
    qtbot.keyClick(parts, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert document.count(Claim) == before + 1
    assert document.get(Claim, claim.id).text == "Troops leave."
    document.undo()
    assert document.get(Claim, claim.id) == claim


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("split the claim", "Select the claim that is to be split first."),
        ("merge with a duplicate", "Select a claim, a source, a person or an organisation first."),
    ],
)
def test_a_command_on_the_selection_says_what_to_select(window, qtbot, command, sentence):
    window.files.open_sample()
    window.select("event", window.files.document.all(Event)[0].id)
    run_command(window, qtbot, command)
    assert window.statusBar().currentMessage() == sentence


def test_a_claim_is_typed_at_once_in_the_quick_line(window, project, qtbot):
    window.files.open(project)
    qtbot.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    bar = window._views.bars._quick_entry
    qtbot.keyClicks(bar.line, "Reuters > Turkiye Today | in January 2026 | Planes left")
    qtbot.keyClick(bar.line, Qt.Key.Key_Return)
    assert window.files.document.count(Claim) == 1
    assert "1 claim ·" in status(window)
    bar.line.clear()
    qtbot.keyClick(bar.line, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert not window.actions_["quick_entry"].isChecked()


def test_the_project_can_be_shown_as_known_on_a_day(window, qtbot):
    window.files.open_sample()
    document = window.files.document
    ctrl = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(window, Qt.Key.Key_D, ctrl)
    assert document.horizon is not None
    claims = window._views.tables.show_table("claims").model
    bar = window.findChild(KnownOnBar)
    qtbot.waitUntil(lambda: len(bar.days) > 1)
    qtbot.keyClick(bar.slider, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: claims.count == 1)
    assert window._views.timeline.model.counts[3] > 0  # filtered away
    qtbot.keyClick(window, Qt.Key.Key_D, ctrl)
    assert document.horizon is None
    qtbot.waitUntil(lambda: claims.count == document.count(Claim))


def test_a_project_can_be_closed_in_the_middle_of_everything(window, qtbot):
    window.files.open_sample()
    document = window.files.document
    for name in ("events", "sources", "actors", "history", "review"):
        window._views.tables.show_table(name)
    window._views.find("hmeimim", lambda *_: None)
    window._views.bars.show_known_on(shown=True)
    window.select("event", document.all(Event)[0].id)
    document.do(add("Add track", Track("t", "T")))
    with qtbot.waitSignal(document.destroyed):  # what the views had put off comes before
        window.files.close()
    assert window.files.document is None


def test_every_view_is_narrowed_at_once_and_shown_whole_again(window, qtbot):
    window.files.open_sample()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_F, both)
    claims = window._views.tables.show_table("claims").model
    events = window._views.timeline.model
    before = window.files.document.count(Claim)
    qtbot.waitUntil(lambda: window._views.search.is_complete and claims.count == before)
    qtbot.keyClicks(window._views.narrowing._bar.words, "hmeimim")
    qtbot.waitUntil(lambda: 0 < claims.count < before and events.counts[3] > 0)
    assert "0 filtered" not in window.statusBar()._timeline.text()
    qtbot.keyClick(window, Qt.Key.Key_F, both)
    qtbot.waitUntil(lambda: claims.count == before and events.counts[3] == 0)


def test_what_is_half_typed_into_a_cell_is_kept_when_the_project_is_closed(window, qtbot):
    window.files.open_sample()
    document = window.files.document
    view = window._views.tables.current_table.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_F2)
    editor = view.focusWidget()
    qtbot.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(editor, "Half typed")
    assert window._views.may_be_left()
    assert "Half typed" in {claim.text for claim in document.all(Claim)}


def test_text_grows_at_once_in_everything_that_is_shown(window):
    window.files.open_sample()
    shown = [window._views.tables.current_table.view, window._views.tables, window.statusBar()]
    before = [widget.fontMetrics().height() for widget in shown]
    window.choose_text_size(200)
    after = [widget.fontMetrics().height() for widget in shown]
    assert all(big > 1.8 * small for small, big in zip(before, after, strict=True))


def test_f8_leads_to_the_next_conflict(window, qtbot):
    window.files.open_sample()
    selection = window._views.selection
    with qtbot.waitSignal(selection.changed, timeout=30_000):  # the review reads it all first
        qtbot.keyClick(window, Qt.Key.Key_F8)
    first = selection.current
    assert first.kind == "claim"
    with qtbot.waitSignal(selection.changed, timeout=30_000):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F8)
    assert selection.current != first


def test_the_columns_of_tables_grow_with_the_text_and_come_back(window):
    window.files.open_sample()
    header = window._views.tables.current_table.view.header

    def widths():
        QApplication.processEvents()
        return [
            header.sectionSize(s) for s in range(header.count()) if not header.isSectionHidden(s)
        ]

    before = widths()
    window.choose_text_size(200)
    assert widths() == [2 * wide for wide in before]
    window.choose_text_size(100)
    assert widths() == before


def test_the_padlock_grows_with_the_text(window, qtbot):
    window.files.open_sample()
    (corner,) = window._views.timeline.findChildren(Corner)
    before = corner.lock.iconSize().width()
    window.choose_text_size(200)
    qtbot.waitUntil(lambda: corner.lock.iconSize().width() == 2 * before)
    window.choose_text_size(100)
    qtbot.waitUntil(lambda: corner.lock.iconSize().width() == before)


def test_an_event_made_by_a_double_click_is_named_at_once_and_stays_if_not(window, qtbot, project):
    window.files.open(project)
    add_track(window)
    canvas, document = window._views.timeline.canvas, window.files.document
    middle = canvas.area.center().toPoint()
    for title, key in (("Airlift", Qt.Key.Key_Return), ("New event", Qt.Key.Key_Escape)):
        at = middle + QPoint(0, 60 * len(document.all(Event)))
        qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at)
        qtbot.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=at)
        editor = QApplication.focusWidget()
        assert editor.accessibleName() == "Event"
        qtbot.keyClicks(editor, "Airlift")
        qtbot.keyClick(editor, key)
        assert title in {event.title for event in document.all(Event)}
    assert len(document.all(Event)) == 2
