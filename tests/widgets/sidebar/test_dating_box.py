from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from timeline_app.domain.records import Claim, ClaimEvent, Dating, Event
from timeline_app.domain.vocabulary import AnchorKind, DatingOwner, EventKind
from timeline_app.models.anchors import anchor_options


def undated_claim(document):
    return next(c for c in document.all(Claim) if document.dating(c.id) is None)


def shown(sidebar, selection, kind, record_id):
    selection.select(kind, record_id)
    QApplication.processEvents()
    sidebar._scroll.ensureWidgetVisible(sidebar.card.dating)
    return sidebar.card.dating


def test_a_date_is_added_from_its_words_in_one_step(qtbot, sidebar, selection, document):
    claim = undated_claim(document)
    box = shown(sidebar, selection, "claim", claim.id)
    qtbot.mouseClick(box.change, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(box.editor.field.words, "last week")
    qtbot.keyClick(box.editor.field.words, Qt.Key.Key_Return)
    assert document.dating(claim.id).wording == "last week"
    assert document.dating(claim.id).edtf == "2026-01-19/2026-01-25"
    assert document.undo_label == "Add date of claim"
    document.undo()
    assert document.datings(claim.id) == []


def test_escape_leaves_the_date_as_it_was(qtbot, sidebar, selection, document):
    claim = undated_claim(document)
    box = shown(sidebar, selection, "claim", claim.id)
    box.open()
    qtbot.keyClicks(box.editor.field.words, "last week")
    qtbot.keyClick(box.editor.field.words, Qt.Key.Key_Escape)
    assert box.editor is None
    assert document.datings(claim.id) == []


def test_leaving_the_date_keeps_it(qtbot, sidebar, selection, document):
    claim = undated_claim(document)
    box = shown(sidebar, selection, "claim", claim.id)
    box.open()
    qtbot.keyClicks(box.editor.field.words, "27 January 2026")
    sidebar.card.text.widget.face.setFocus()
    qtbot.waitUntil(lambda: document.dating(claim.id) is not None)
    assert document.dating(claim.id).edtf == "2026-01-27"


def test_tab_within_the_date_does_not_leave_it(qtbot, sidebar, selection, document):
    claim = undated_claim(document)
    box = shown(sidebar, selection, "claim", claim.id)
    box.open()
    QApplication.processEvents()
    qtbot.keyClicks(box.editor.field.words, "27 January 2026")
    qtbot.keyClick(box.editor.field.words, Qt.Key.Key_Tab)
    QApplication.processEvents()
    assert box.editor is not None


def test_an_event_takes_its_place_on_the_axis_from_its_date(qtbot, sidebar, selection, document):
    event = next(e for e in document.all(Event) if e.start_min is e.end_max is None)
    box = shown(sidebar, selection, "event", event.id)
    box.open()
    field = box.editor.field
    qtbot.keyClicks(field.words, "8 December 2024")
    box.editor.commit()
    dated = document.get(Event, event.id)
    assert dated.start_min is not None
    assert dated.start_min < dated.end_max
    document.undo()
    assert document.get(Event, event.id) == event


def test_another_reading_of_an_events_date_moves_the_event(qtbot, sidebar, selection, document):
    event = next(
        e
        for e in document.all(Event)
        if any(d.alternative_of and d.edtf for d in document.datings(e.id))
    )
    box = shown(sidebar, selection, "event", event.id)
    other = box._view.alternatives[0]
    line = box._others.widgets[0]
    sidebar._scroll.ensureWidgetVisible(line)
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    chosen = document.dating(event.id)
    assert chosen.id == other.id
    assert chosen.confirmed
    assert all(d.alternative_of in (None, other.id) for d in document.datings(event.id))
    document.undo()
    assert document.get(Event, event.id) == event


def test_a_date_is_confirmed_and_that_is_taken_back(qtbot, sidebar, selection, document):
    dating = next(d for d in document.all(Dating) if not d.confirmed and d.owner_kind == "event")
    box = shown(sidebar, selection, "event", dating.owner_id)
    before = document.dating(dating.owner_id).confirmed
    box.confirm.click()
    assert document.dating(dating.owner_id).confirmed is not before


def test_a_state_of_a_month_lasts_all_of_it_and_an_event_some_of_it(sidebar, selection, document):
    event = next(e for e in document.all(Event) if e.title and e.kind is EventKind.EVENT
                 and (d := document.dating(e.id)) and d.edtf == "2024-12")  # fmt: skip
    selection.select("event", event.id)
    row = next(r for r in sidebar.card.fields.widgets if r.field.view.name == "kind")
    document.do(row.field.view.edit(EventKind.STATE))
    state = document.get(Event, event.id)
    assert state.start_min == state.start_max
    assert event.start_min < event.start_max


def test_which_dates_are_counted_from_a_date_is_said_before_it_is_kept(
    qtbot, sidebar, selection, document
):
    hanging = next(
        d
        for d in document.all(Dating)
        if d.anchor_kind == "published" and d.wording == "on Tuesday" and d.alternative_of is None
    )
    box = shown_source(sidebar, selection, hanging.anchor_id)
    box.open()
    field = box.editor.field
    field.words.selectAll()
    qtbot.keyClicks(field.words, "4 February 2026")
    assert "“on Tuesday”" in box.editor.preview
    assert document.get(Dating, hanging.id) == hanging


def shown_source(sidebar, selection, source_id):
    selection.select("source", source_id)
    QApplication.processEvents()
    return sidebar.card.published


def test_a_claim_may_be_dated_by_the_event_it_is_about(sidebar, selection, document):
    link = next(
        link for link in document.all(ClaimEvent) if document.get(Event, link.event_id).start_min
    )
    options = anchor_options(document, (DatingOwner.CLAIM, link.claim_id))
    assert (AnchorKind.EVENT, link.event_id) in {(o.kind, o.id) for o in options}
    assert options[-1].kind is AnchorKind.NONE
