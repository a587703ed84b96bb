import time
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from timeline_app.domain.edits import add, remove, revise
from timeline_app.domain.records import (
    Actor,
    Claim,
    ClaimRelation,
    Event,
    Silence,
    Source,
    new_id,
)
from timeline_app.domain.vocabulary import HopStatus, Stance
from timeline_app.models.selection import Ref
from timeline_app.models.tables.columns import Glyph
from timeline_app.widgets.fields.choice_field import FlagField
from timeline_app.widgets.fields.text_block import TextBlock
from timeline_app.widgets.sidebar.hop_head import HopHead
from timeline_app.widgets.sidebar.line_lists import ClaimLineButton
from timeline_app.widgets.sidebar.marker import LockSign
from timeline_app.widgets.sidebar.pills import Pill


def claim_of(document, words):
    return next(claim for claim in document.all(Claim) if words in claim.text)


def show(selection, kind, record_id):
    selection.select(kind, record_id)
    QApplication.processEvents()  # a layout shows what was put into it a turn later


def click(qtbot, sidebar, widget):
    sidebar._scroll.ensureWidgetVisible(widget)
    QApplication.processEvents()
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def texts(sidebar):
    blocks = sidebar.findChildren(TextBlock)
    return "\n".join(block.text for block in blocks if block.isVisible())


def settle(qtbot, sidebar):
    qtbot.waitUntil(lambda: not sidebar._stale.isActive())
    QApplication.processEvents()


def pills(sidebar):
    return {pill.view.text for pill in sidebar.findChildren(Pill) if pill.isVisible()}


def test_without_a_selection_it_says_what_to_do(sidebar):
    assert "Select an event" in texts(sidebar)


def test_a_claim_shows_its_chain_from_origin_to_outlet(sidebar, selection, document):
    claim = claim_of(document, "vehicles and heavy arms")
    show(selection, "claim", claim.id)
    names = [card._view.name for card in sidebar.card.chain.widgets]
    assert names == [actor.name for actor in document.chain(claim.id).actors]
    assert len(names) == 3


def test_a_hop_that_nobody_stated_says_inferred(sidebar, selection, document):
    claim = claim_of(document, "not known to the guards")
    show(selection, "claim", claim.id)
    inferred = [
        card for card in sidebar.card.chain.widgets if card._view.hop.status is HopStatus.INFERRED
    ]
    assert inferred
    assert all("inferred" in card.head.accessibleName() for card in inferred)
    assert "inferred step" in pills(sidebar)


def test_an_outlets_own_voice_is_marked_as_such(sidebar, selection, document):
    show(selection, "claim", claim_of(document, "Headline:").id)
    assert "outlet's own voice" in pills(sidebar)


def test_a_pill_answers_why(qtbot, sidebar, selection, document):
    show(selection, "claim", claim_of(document, "not known to the guards").id)
    pill = next(p for p in sidebar.findChildren(Pill) if p.view.text == "contested")
    click(qtbot, sidebar, pill)
    assert sidebar.card.pills.reason == pill.view.sentence
    assert "against" in sidebar.card.pills.reason


def test_a_click_on_another_account_selects_it(qtbot, sidebar, selection, document):
    claim = claim_of(document, "not known to the guards")
    show(selection, "claim", claim.id)
    line = sidebar.card.accounts.widgets[0].standing.lines[0]
    assert isinstance(line, ClaimLineButton)
    click(qtbot, sidebar, line)
    assert selection.current is not None
    assert selection.current.kind == "claim"
    assert selection.current.id != claim.id


def test_back_returns_to_what_was_shown_before(qtbot, sidebar, selection, document):
    first, second = document.all(Event)[:2]
    show(selection, "event", first.id)
    show(selection, "event", second.id)
    click(qtbot, sidebar, sidebar.back)
    assert selection.current == Ref("event", first.id)
    assert not sidebar.back.isVisible()


def test_other_accounts_are_grouped_by_stance_in_words(sidebar, selection, document):
    event = next(e for e in document.all(Event) if "leave the Qamishli" in e.title)
    show(selection, "event", event.id)
    headings = [group.heading.text for group in sidebar.card.standing._groups.widgets]
    assert headings == ["supports", "qualifies", "explains", "context"]
    assert sidebar.card.standing.bar.words[0] == "10 support · 4 to 5 origins"


def test_the_claims_words_are_edited_in_place_as_one_named_step(
    qtbot, sidebar, selection, document
):
    claim = claim_of(document, "Headline:")
    show(selection, "claim", claim.id)
    field = sidebar.card.text.widget
    click(qtbot, sidebar, field.face)
    field.editor.selectAll()
    field.editor.insertPlainText(
        "Troops leave Kamışlı / القامشلي"
    )  # the keyboard of tests is ASCII
    qtbot.keyClick(field.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert document.get(Claim, claim.id).text == "Troops leave Kamışlı / القامشلي"
    assert document.undo_label == "Change claim text"
    settle(qtbot, sidebar)
    assert field.face.shown_value == "Troops leave Kamışlı / القامشلي"
    document.undo()
    settle(qtbot, sidebar)
    assert field.face.shown_value == claim.text


def test_escape_leaves_the_claim_as_it_was(qtbot, sidebar, selection, document):
    claim = claim_of(document, "Headline:")
    show(selection, "claim", claim.id)
    field = sidebar.card.text.widget
    qtbot.keyClick(field.face, Qt.Key.Key_F2)
    qtbot.keyClicks(field.editor, "nothing of this")
    qtbot.keyClick(field.editor, Qt.Key.Key_Escape)
    assert document.get(Claim, claim.id) == claim
    assert not field.is_open


def test_a_claim_without_words_is_refused_with_a_sentence_and_stays_open(
    qtbot, sidebar, selection, document
):
    claim = claim_of(document, "Headline:")
    show(selection, "claim", claim.id)
    field = sidebar.card.text.widget
    field.open()
    field.editor.setPlainText("  \n ")
    qtbot.keyClick(field.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert field.is_open
    assert field.complaint == "A claim needs its words."
    assert document.get(Claim, claim.id) == claim


def test_a_stance_is_chosen_from_a_list_and_named_in_the_undo_menu(
    qtbot, sidebar, selection, document
):
    claim = claim_of(document, "Headline:")
    show(selection, "claim", claim.id)
    box = sidebar.card.accounts.widgets[0]
    field = box._stance.field.widget
    qtbot.keyClick(field.face, Qt.Key.Key_Return)
    assert field.is_open
    qtbot.keyClick(field.menu, Qt.Key.Key_Down)
    qtbot.keyClick(field.menu, Qt.Key.Key_Return)
    assert document.undo_label == "Change stance to disputes"
    settle(qtbot, sidebar)
    assert Stance.DISPUTES in sidebar.card._card.stances
    assert "contested" in pills(sidebar)


def test_what_is_half_typed_outlives_another_edit(qtbot, sidebar, selection, document):
    claim = claim_of(document, "Headline:")
    show(selection, "claim", claim.id)
    field = sidebar.card.fields.widgets[-1].field.widget
    field.open()
    field.editor.setPlainText("half a note")
    document.do(sidebar.card._card.text.edit("Another headline"))
    settle(qtbot, sidebar)
    assert field.is_open
    assert field.editor.toPlainText() == "half a note"


def test_selecting_another_record_keeps_what_was_typed(qtbot, sidebar, selection, document):
    claim = claim_of(document, "Headline:")
    show(selection, "claim", claim.id)
    field = sidebar.card.fields.widgets[-1].field.widget
    field.open()
    field.editor.setPlainText("a whole note")
    show(selection, "event", document.all(Event)[0].id)
    assert document.get(Claim, claim.id).note == "a whole note"


@pytest.mark.parametrize("kind", [Claim, Event, Actor, Source, Silence, ClaimRelation])
def test_every_record_of_the_sample_has_a_card_that_fits_280_pixels(
    qtbot, sidebar, selection, document, kind
):
    names = {
        Claim: "claim",
        Event: "event",
        Actor: "actor",
        Source: "source",
        Silence: "silence",
        ClaimRelation: "claim_relation",
    }
    sidebar.resize(280, 800)
    for record in document.all(kind):
        show(selection, names[kind], record.id)
        QApplication.processEvents()
        assert sidebar.card is not None
        assert sidebar._scroll.widget().width() <= sidebar.width()


def test_nothing_is_cut_off_at_twice_the_text_size(qtbot, sidebar, selection, document):
    font = sidebar.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    sidebar.setFont(font)
    sidebar.resize(300, 800)
    show(selection, "claim", claim_of(document, "not known to the guards").id)
    QApplication.processEvents()
    assert sidebar._scroll.widget().width() <= sidebar.width()
    for block in sidebar.findChildren(TextBlock):
        if block.isVisible() and not block._style.most_lines:
            assert block.height() >= block.heightForWidth(block.width()), block.text


def test_every_place_the_keyboard_reaches_has_a_name(sidebar, selection, document):
    show(selection, "claim", claim_of(document, "not known to the guards").id)
    for widget in sidebar.findChildren(QWidget):
        can_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if widget.isVisible() and can_tab and widget.focusProxy() is None:
            assert widget.accessibleName(), widget


def test_tab_goes_from_top_to_bottom_as_the_eye_does(qtbot, sidebar, selection, document):
    show(selection, "claim", claim_of(document, "not known to the guards").id)
    sidebar.card.text.widget.face.setFocus()
    seen = []
    for _ in range(40):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    heights = [widget.mapTo(sidebar._scroll.widget(), QPoint(0, 0)).y() for widget in seen]
    assert heights == sorted(heights)
    kinds = {type(widget).__name__ for widget in seen}
    assert {"Face", "Pill", "ClaimLineButton", "Link"} <= kinds
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is seen[-2]


def test_a_step_is_marked_inferred_moved_and_removed_each_in_one_step(
    qtbot, sidebar, selection, document
):
    claim = claim_of(document, "vehicles and heavy arms")
    before = document.chain(claim.id)
    show(selection, "claim", claim.id)
    details = sidebar.card.chain.widgets[1].details
    sidebar.card.chain.widgets[1].unfold.click()
    details.mark.click()
    assert document.undo_label == "Mark step as inferred"
    settle(qtbot, sidebar)
    details.earlier.click()
    settle(qtbot, sidebar)
    assert [a.id for a in document.chain(claim.id).actors[:2]] == [
        before.actors[1].id,
        before.actors[0].id,
    ]
    details.remove.click()
    settle(qtbot, sidebar)
    assert len(document.chain(claim.id).hops) == 2
    assert [hop.position for hop in document.chain(claim.id).hops] == [0, 1]
    for _ in range(3):
        document.undo()
    assert document.chain(claim.id) == before


def test_a_step_is_added_by_any_name_of_an_actor(qtbot, sidebar, selection, document):
    claim = claim_of(document, "Headline:")
    show(selection, "claim", claim.id)
    adder = sidebar.card.add_step
    click(qtbot, sidebar, adder.button)
    qtbot.keyClicks(adder.editor, "reuters")
    qtbot.keyClick(adder.editor, Qt.Key.Key_Return)
    settle(qtbot, sidebar)
    assert document.chain(claim.id).actors[-1].name == "Reuters"
    assert document.undo_label == "Add step to chain"


def test_a_step_by_somebody_new_makes_the_actor_in_the_same_step(
    qtbot, sidebar, selection, document
):
    claim = claim_of(document, "Headline:")
    people = document.count(Actor)
    show(selection, "claim", claim.id)
    adder = sidebar.card.add_step
    adder.open()
    qtbot.keyClicks(adder.editor, "an unnamed Turkish official")
    qtbot.keyClick(adder.editor, Qt.Key.Key_Return)
    made = document.chain(claim.id).actors[-1]
    assert made.name == "an unnamed Turkish official"
    assert made.identification == "anonymous"
    document.undo()
    assert document.count(Actor) == people


def test_a_judgement_without_reasons_is_refused(qtbot, sidebar, selection, document):
    claim = claim_of(document, "Headline:")
    show(selection, "claim", claim.id)
    box = sidebar.card.credibility
    box.judge.click()
    box.form.grade.setCurrentIndex(1)
    click(qtbot, sidebar, box.form.save)
    assert box.form.complaint == "A judgement needs its reasons."
    qtbot.keyClicks(box.form.rationale, "Two captions agree.")
    qtbot.keyClick(box.form.rationale, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, sidebar)
    assert box._view.current.credibility == "2"
    assert box._view.current.assessor == "AK"
    assert "probably true" in texts(sidebar)


def test_a_new_judgement_supersedes_and_the_old_one_stays(qtbot, sidebar, selection, document):
    claim = claim_of(document, "Headline:")
    show(selection, "claim", claim.id)
    box = sidebar.card.credibility
    for grade, reason in ((3, "At first glance."), (1, "After a second look.")):
        box.judge.click()
        box.form.grade.setCurrentIndex(grade)
        box.form.rationale.setPlainText(reason)
        box.form.commit()
        settle(qtbot, sidebar)
    assert [a.rationale for a in box._view.history] == ["After a second look.", "At first glance."]
    assert box._view.current.supersedes_id == box._view.history[1].id


def test_a_judgement_begins_with_what_holds_and_never_with_the_best_grade(
    qtbot, sidebar, selection, document
):
    show(selection, "claim", claim_of(document, "Headline:").id)
    box = sidebar.card.credibility
    click(qtbot, sidebar, box.judge)
    assert box.form.grade.currentText() == "6 · truth cannot be judged"
    qtbot.keyClicks(box.form.grade, "3")
    qtbot.keyClicks(box.form.rationale, "At first glance.")
    click(qtbot, sidebar, box.form.save)
    settle(qtbot, sidebar)
    click(qtbot, sidebar, box.judge)
    assert box.form.grade.currentText() == "3 · possibly true"


def test_ticking_confidential_is_saved_and_taken_back_by_undo(qtbot, sidebar, selection, document):
    person = next(a for a in document.all(Actor) if a.name == "Aydin Sezer")
    show(selection, "actor", person.id)
    (tick,) = sidebar.card.fields.findChildren(FlagField)
    click(qtbot, sidebar, tick.box)
    settle(qtbot, sidebar)
    assert document.get(Actor, person.id).confidential
    pill = sidebar.card.pills.pills[0]
    assert (pill.view.text, pill.view.glyph) == ("confidential", Glyph.LOCK)
    document.undo()
    settle(qtbot, sidebar)
    assert not document.get(Actor, person.id).confidential
    assert not tick.box.isChecked()


def test_a_confidential_speaker_has_a_lock_in_the_chain(qtbot, sidebar, selection, document):
    person = next(a for a in document.all(Actor) if a.name == "Aydin Sezer")
    document.do(revise("Protect", person, replace(person, confidential=True)))
    show(selection, "claim", claim_of(document, "Since Assad went").id)
    locks = [head.findChild(LockSign).isVisible() for head in sidebar.card.findChildren(HopHead)]
    assert locks == [True, False]


def test_only_web_and_mail_addresses_open_and_only_on_a_click(
    qtbot, sidebar, selection, document, monkeypatch
):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    source = document.all(Source)[0]
    show(selection, "source", source.id)
    row = next(r for r in sidebar.card.fields.widgets if r.field.view.name == "url")
    document.do(row.field.view.edit("file:///etc/passwd"))
    settle(qtbot, sidebar)
    assert not sidebar.card.link.button.isVisible()
    document.do(row.field.view.edit("https://example.org/a"))
    settle(qtbot, sidebar)
    assert opened == []
    assert "https://example.org/a" in texts(sidebar)
    click(qtbot, sidebar, sidebar.card.link.button)
    assert opened == ["https://example.org/a"]


def test_markup_in_a_name_stands_as_it_was_typed(qtbot, sidebar, selection, document):
    actor = document.all(Actor)[0]
    show(selection, "actor", actor.id)
    document.do(sidebar.card._card.name.edit("<img src=file:///x.png> & <b>Sezer</b>"))
    settle(qtbot, sidebar)
    assert "<img src=file:///x.png> & <b>Sezer</b>" in texts(sidebar)


def test_a_name_in_another_script_is_added_and_found_by(qtbot, sidebar, selection, document):
    actor = next(a for a in document.all(Actor) if a.name == "Kommersant")
    show(selection, "actor", actor.id)
    add = sidebar.card.names.add
    add.button.click()
    add.line.setText("Коммерсантъ (газета)")
    qtbot.keyClick(add.line, Qt.Key.Key_Return)
    settle(qtbot, sidebar)
    assert "Коммерсантъ (газета)" in texts(sidebar)
    found = sidebar.completions.candidates("actor", "коммерсантъ (г")
    assert [candidate.id for candidate in found] == [actor.id]


def test_a_record_that_is_gone_leaves_the_empty_state(qtbot, sidebar, selection, document):
    claim = Claim("c-temporary", "Here today.")
    document.do(add("Add a claim", claim))
    show(selection, "claim", claim.id)
    assert sidebar.card is not None
    document.do(remove("Remove a claim", [claim]))
    settle(qtbot, sidebar)
    assert sidebar.card is None
    assert "Select an event" in texts(sidebar)


def test_words_of_a_field_can_be_copied(qtbot, sidebar, selection, document):
    claim = claim_of(document, "Headline:")
    show(selection, "claim", claim.id)
    sidebar.card.text.widget.face._copy()
    assert QGuiApplication.clipboard().text() == claim.text


def test_a_card_never_flashes_as_a_window_of_its_own(sidebar, selection, document):
    shown = []

    class Watch(QObject):
        def eventFilter(self, watched, event):  # noqa: N802 -- Qt's own name
            is_window = isinstance(watched, QWidget) and watched.isWindow()
            if event.type() == QEvent.Type.Show and is_window and watched is not sidebar:
                shown.append(watched)
            return False

    watch = Watch()
    QApplication.instance().installEventFilter(watch)
    for kind in (Claim, Event, Actor, Source, Silence):
        for record in document.all(kind)[:4]:
            show(selection, kind.__name__.lower(), record.id)
    QApplication.instance().removeEventFilter(watch)
    assert shown == []


def test_a_pasted_megabyte_neither_stops_the_window_nor_is_lost(
    qtbot, sidebar, selection, document
):
    claim = claim_of(document, "Headline:")
    show(selection, "claim", claim.id)
    field = sidebar.card.text.widget
    field.open()
    field.editor.setPlainText("القامشلي \x00 <b>word</b> " * 50_000)
    began = time.perf_counter()
    assert field.commit()
    settle(qtbot, sidebar)
    assert time.perf_counter() - began < 5  # a guard against laying it all out, not a budget
    assert len(document.get(Claim, claim.id).text) > 1_000_000
    assert "\x00" not in document.get(Claim, claim.id).text


def test_a_card_that_was_put_by_shows_the_next_record_of_its_kind_as_it_is_by_then(
    sidebar, selection, document, qtbot
):
    first, second = Claim(new_id(), "Said of nothing."), Claim(new_id(), "Nor this.")
    document.do(add("Say it", first, second))
    event = document.all(Event)[0]
    show(selection, "claim", first.id)
    card = sidebar.card
    show(selection, "event", event.id)
    assert not card.isVisible()
    assert first.text not in texts(sidebar)
    document.do(revise("Mend the words", second, replace(second, text="Mended meanwhile.")))
    settle(qtbot, sidebar)
    show(selection, "claim", second.id)
    assert sidebar.card is card
    assert "Mended meanwhile." in texts(sidebar)
    assert first.text not in texts(sidebar)


def test_what_may_not_stand_goes_with_its_card(sidebar, selection, document, qtbot):
    claim = document.all(Claim)[0]
    actor, other = document.all(Actor)[:2]
    show(selection, "actor", actor.id)
    card = sidebar.card
    card.name.widget.open()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Delete)
    show(selection, "claim", claim.id)
    show(selection, "actor", other.id)
    assert sidebar.card is not card
    assert document.get(Actor, actor.id) == actor
    assert document.get(Actor, other.id) == other
