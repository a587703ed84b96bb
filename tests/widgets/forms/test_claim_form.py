import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem

from timeline_app.domain.edits import add
from timeline_app.domain.records import (
    Actor,
    Claim,
    ClaimEvent,
    ClaimSilence,
    Event,
    Silence,
    SilenceActor,
    new_id,
)
from timeline_app.domain.vocabulary import HopStatus, Stance
from timeline_app.exchange.sample import sample_edit, sample_project
from timeline_app.models.document import Document
from timeline_app.models.drafts import Drafts
from timeline_app.storage.store import Store
from timeline_app.widgets.forms.claim_form import ClaimForm
from timeline_app.widgets.look import dress

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def document(qapp, tmp_path):
    store = Store.create(tmp_path / "qamishli.sqlite", sample_project())
    store.apply(sample_edit())
    yield Document(store)
    store.close()


@pytest.fixture
def drafts(tmp_path):
    return Drafts(tmp_path / "drafts", tmp_path / "qamishli.sqlite")


@pytest.fixture
def opened(qtbot, document, drafts):
    def opened():
        form = ClaimForm(document, drafts)
        form.edit_requested.connect(document.do)
        qtbot.addWidget(form)
        form.begin()
        qtbot.waitUntil(form.isActiveWindow)
        return form

    return opened


@pytest.fixture
def form(opened):
    return opened()


def type_in(qtbot, words):
    qtbot.keyClicks(QApplication.focusWidget(), words)


def tab_to(qtbot, widget):
    for _ in range(60):
        if widget.hasFocus():
            return
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not reach {widget.accessibleName()}")


def newest(document, before):
    (claim,) = [claim for claim in document.all(Claim) if claim.id not in before]
    return claim


def test_a_claim_is_entered_with_the_keyboard_alone(qtbot, form, document):
    before = {claim.id for claim in document.all(Claim)}
    type_in(qtbot, "a Turkish security official")
    tab_to(qtbot, form.source)
    type_in(qtbot, "ap report from qamishli (not seen)")
    tab_to(qtbot, form.text)
    type_in(qtbot, "The last aircraft left before dawn.")
    tab_to(qtbot, form.when.words)
    type_in(qtbot, "27 January 2026")
    tab_to(qtbot, form.events.rows[0].stance)
    qtbot.keyClick(form.events.rows[0].stance, Qt.Key.Key_Down)
    tab_to(qtbot, form.events.rows[0].event_line)
    type_in(qtbot, "Airfield handed over")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CONTROL)

    claim = newest(document, before)
    chain = document.chain(claim.id)
    assert claim.text == "The last aircraft left before dawn."
    assert chain.origin.identification == "anonymous"
    assert chain.publisher.name == "Associated Press"
    assert document.dating(claim.id).edtf == "2026-01-27"
    (link,) = document.where(ClaimEvent, claim_id=claim.id)
    assert link.stance is Stance.DISPUTES
    assert document.get(Event, link.event_id).title == "Airfield handed over"
    assert document.undo_label.startswith("Add claim")


def enter(qtbot):
    """Press Enter where the keyboard is: an open list takes it."""
    qtbot.keyClick(
        QApplication.activePopupWidget() or QApplication.focusWidget(), Qt.Key.Key_Return
    )


def test_enter_goes_from_line_to_line_past_lists_and_links(qtbot, form):
    type_in(qtbot, "a Turkish security official")
    for line in (form.source, form.said.words, form.text):
        enter(qtbot)
        assert line.hasFocus()
    form.when.words.setFocus()
    for line in (form.events.rows[0].event_line, form.note):
        enter(qtbot)
        assert line.hasFocus()


def test_a_new_event_takes_the_date_of_its_claim_where_that_is_ticked(qtbot, form, document):
    form.text.setPlainText("Two dams burst.")
    form.when.words.setFocus()
    type_in(qtbot, "10 or 11 September 2023")
    row = form.events.rows[0]
    tab_to(qtbot, row.event_line)
    type_in(qtbot, "Dams burst")
    enter(qtbot)
    tab_to(qtbot, row.dates)
    qtbot.keyClick(row.dates, Qt.Key.Key_Space)
    qtbot.keyClick(row.dates, Qt.Key.Key_Return, CONTROL)
    event = next(event for event in document.all(Event) if event.title == "Dams burst")
    (link,) = document.where(ClaimEvent, event_id=event.id)
    assert form.events.rows[0].dates.isChecked()  # the next new event begins so
    of_event, of_claim = document.dating(event.id), document.dating(link.claim_id)
    assert of_event.edtf == of_claim.edtf is not None
    assert of_event.id != of_claim.id
    assert event.start_min is not None
    document.undo()
    assert document.get(Event, event.id) is None


def test_a_new_event_stays_undated_where_nothing_is_ticked(qtbot, form, document):
    form.text.setPlainText("Two dams burst.")
    form.when.words.setFocus()
    type_in(qtbot, "10 September 2023")
    form.events.rows[0].event_line.set_words("Dams burst")
    assert form.save()
    event = next(event for event in document.all(Event) if event.title == "Dams burst")
    assert document.dating(event.id) is None


def test_an_event_that_is_known_is_never_dated_by_a_claim(form, document):
    known = document.all(Event)[0]
    row = form.events.rows[0]
    row.event_line.set_words(known.title)
    assert not row.dates.isVisible()
    row.dates.setChecked(True)
    assert not row.entry.is_dated


def test_the_next_claim_begins_at_its_words_and_keeps_who_said_it(qtbot, form, document):
    type_in(qtbot, "Reuters")
    form.text.setPlainText("One.")
    form.events.rows[0].event_line.set_words("Something")
    assert form.save()
    assert form.text.hasFocus()
    assert form.text.toPlainText() == ""
    assert form.hops.rows[0].who.words == "Reuters"
    assert form.events.entries[0].words == ""


def test_the_line_that_enter_leads_to_is_in_view(qapp, qtbot, form):
    dress(qapp)  # fields of several lines are higher than the line with their cursor
    form.resize(400, 300)
    form.when.words.setFocus()
    for line in (form.events.rows[0].event_line, form.note):
        enter(qtbot)
        assert line.hasFocus()
        qtbot.waitUntil(lambda line=line: not line.visibleRegion().isEmpty())
        assert line.visibleRegion().boundingRect() == line.rect()


def test_what_was_saved_is_no_news_when_the_form_is_opened_again(form):
    form.text.setPlainText("It left.")
    assert form.save()
    assert form._done.isVisible()
    form.close()
    form.begin()
    assert not form._done.isVisible()


def test_a_completed_name_is_taken_with_enter_and_the_form_stays(qtbot, form, document):
    type_in(qtbot, "kommers")
    assert form.hops.rows[0].who.is_listing()
    enter(qtbot)
    assert form.source.hasFocus()
    type_in(qtbot, "K")  # is no more of the name
    assert form.hops.rows[0].who.words == "Kommersant"
    assert form.isVisible()


def test_somebody_new_is_guessed_and_can_be_said_otherwise(qtbot, form, document):
    before = {claim.id for claim in document.all(Claim)}
    type_in(qtbot, "a Syrian security source")
    row = form.hops.rows[0]
    assert row.entry.identification == "anonymous"
    row._newcomer.identification.setFocus()
    qtbot.keyClick(row._newcomer.identification, Qt.Key.Key_Up)
    form.text.setPlainText("It left.")
    form.save()
    assert document.chain(newest(document, before).id).origin.identification == "pseudonymous"


def test_steps_are_added_moved_inferred_and_removed(qtbot, form, document):
    before = {claim.id for claim in document.all(Claim)}
    type_in(qtbot, "Reuters")
    form.hops.add.click()
    type_in(qtbot, "Kommersant")
    form.hops.add.click()
    type_in(qtbot, "Nobody at all")
    form.hops.rows[1].earlier.click()
    form.hops.rows[2].remove.click()
    qtbot.keyClick(form.hops.rows[1].status, Qt.Key.Key_Down)
    form.text.setPlainText("It left.")
    form.save()
    chain = document.chain(newest(document, before).id)
    assert [actor.name for actor in chain.actors] == ["Kommersant", "Reuters"]
    assert [hop.status for hop in chain.hops] == [HopStatus.STATED, HopStatus.INFERRED]
    assert [hop.role for hop in chain.hops] == ["originator", "relayer"]


def test_the_date_is_counted_from_the_saying_once_that_is_known(qtbot, form, document):
    before = {claim.id for claim in document.all(Claim)}
    form.hops.rows[0].who.set_words("Reuters")
    form.said.words.setFocus()
    type_in(qtbot, "27 January 2026")
    form.when.words.setFocus()
    type_in(qtbot, "yesterday")
    assert "26 Jan 2026" in form.when.reading_text
    form.text.setPlainText("It left.")
    form.save()
    claim = newest(document, before)
    hop = document.chain(claim.id).hops[0]
    assert document.dating(hop.id).edtf == "2026-01-27"
    assert document.dating(claim.id).edtf == "2026-01-26"
    assert document.dating(claim.id).anchor_id == hop.id


def test_the_date_is_counted_from_publication_where_only_that_is_known(qtbot, form, document):
    form.source.set_words("Türkiye Today on the Russian departure from Qamishli")
    form.when.words.setFocus()
    type_in(qtbot, "yesterday")
    assert "27 Jan 2026" in form.when.reading_text


def test_a_claim_without_words_is_refused_and_nothing_is_lost(qtbot, form, document):
    count = document.count(Claim)
    type_in(qtbot, "Reuters")
    qtbot.keyClick(form.hops.rows[0].who, Qt.Key.Key_Return, CONTROL)
    assert form.notice.text == "A claim needs its words."
    assert document.count(Claim) == count
    assert form.hops.rows[0].who.words == "Reuters"
    assert form.text.hasFocus()


def test_half_a_claim_survives_a_crash(qtbot, form, opened, document):
    type_in(qtbot, "Reuters")
    form.text.setPlainText("Half a claim about القامشلي")
    form.events.rows[0].event_line.set_words("Airlift")
    form.keep_draft()
    again = opened()
    assert again.entry.text == "Half a claim about القامشلي"
    assert again.entry.hops[0].words == "Reuters"
    assert again.entry.events[0].words == "Airlift"


def test_a_saved_claim_leaves_no_draft(qtbot, form, drafts):
    form.text.setPlainText("It left.")
    form.keep_draft()
    assert drafts.kept("claim") is not None
    form.save()
    form.keep_draft()
    assert drafts.kept("claim") is None


def test_what_cannot_be_written_stays_in_the_form(qtbot, document):
    form = ClaimForm(document)  # nobody does the edits
    qtbot.addWidget(form)
    form.text.setPlainText("It left.")
    assert not form.save()
    assert form.text.toPlainText() == "It left."
    assert form.notice.text


def test_forty_claims_keep_one_speaker_and_one_source(qtbot, form, document):
    people = document.count(Actor)
    claims = document.count(Claim)
    form.hops.rows[0].who.set_words("A new witness")
    for number in range(40):
        form.text.setPlainText(f"Claim {number}.")
        assert form.save()
    assert document.count(Claim) == claims + 40
    assert document.count(Actor) == people + 1


def test_a_protected_name_is_never_written_to_a_draft(qtbot, form, document, drafts):
    document.do(add("Add", Actor(new_id(), "Captain Reutov", confidential=True)))
    form.hops.rows[0].who.set_words("Captain Reutov")
    form.text.setPlainText("It left.")
    form.keep_draft()
    assert drafts.kept("claim")["text"] == "It left."
    assert "Reutov" not in str(drafts.kept("claim"))


def test_who_is_confidential_is_offered_with_a_lock(form, document):
    document.do(add("Add", Actor(new_id(), "Captain Reutov", confidential=True)))
    who = form.hops.rows[0].who
    who.setText("re")
    who.list_offers()
    option = QStyleOptionViewItem()
    option.widget = who._list
    locked = {}
    for row, offer in enumerate(who.offers):
        option.icon = QIcon()
        who._list.itemDelegate().initStyleOption(option, who._list.model().index(row, 0))
        locked[offer and offer.name] = not option.icon.isNull()
    assert [name for name, has_lock in locked.items() if has_lock] == ["Captain Reutov"]
    assert len(locked) > 1


def test_a_draft_keeps_the_reading_that_was_picked(qtbot, opened, form, document):
    form.text.setPlainText("It left.")
    form.when.words.setFocus()
    type_in(qtbot, "8/10/2022")
    dates = [option.edtf for option in form.when.draft.options]
    assert len(dates) > 1
    form.when.choices[1].click()
    form.keep_draft()
    again = opened()
    assert again.when.typed.words == "8/10/2022"
    assert again.when.reading == dates[1]


def test_a_draft_keeps_edtf_that_was_typed(qtbot, opened, form, document):
    form.text.setPlainText("It left.")
    form.when.words.setFocus()
    type_in(qtbot, "in those days")
    form.when.more.click()
    form.when.expert.click()
    type_in(qtbot, "2025-11~")
    form.keep_draft()
    assert opened().when.reading == "2025-11~"


def test_the_next_claim_keeps_the_reading_of_when_it_was_said(qtbot, form, document):
    form.text.setPlainText("It left.")
    form.hops.rows[0].who.set_words("Reuters")
    form.said.words.setFocus()
    type_in(qtbot, "8/10/2022")
    form.said.choices[1].click()
    picked = form.said.reading
    assert form.save()
    assert form.said.reading == picked


def test_tab_comes_to_the_buttons_only_after_the_last_field(qtbot, form):
    form.resize(form.width(), 320)
    form.hops.rows[0].who.setFocus()
    tabbed = []
    while form.save_button not in tabbed:
        tabbed.append(QApplication.focusWidget())
        qtbot.keyClick(tabbed[-1], Qt.Key.Key_Tab)
        QApplication.processEvents()
        assert len(tabbed) < 60
    assert tabbed[-2] is form.note


def test_a_silence_is_entered_with_who_kept_it_and_until_when(qtbot, form, document):
    before = {silence.id for silence in document.all(Silence)}
    claims = {claim.id for claim in document.all(Claim)}
    form.text.setFocus()
    type_in(qtbot, "Nobody at the ministry has spoken of the airport.")
    tab_to(qtbot, form.silences.add)
    qtbot.keyClick(form.silences.add, Qt.Key.Key_Space)
    type_in(qtbot, "the airport")
    QApplication.processEvents()  # the line beneath finds its place a turn later
    row = form.silences.rows[0]
    tab_to(qtbot, row.body)
    type_in(qtbot, "Ministry of Transport")
    tab_to(qtbot, row.until.words)
    type_in(qtbot, "until 29 January 2026")
    qtbot.keyClick(form, Qt.Key.Key_Return, CONTROL)
    (silence,) = [silence for silence in document.all(Silence) if silence.id not in before]
    (link,) = document.where(ClaimSilence, claim_id=newest(document, claims).id)
    assert (silence.topic, link.silence_id) == ("the airport", silence.id)
    (body,) = document.where(SilenceActor, silence_id=silence.id)
    assert document.get(Actor, body.actor_id).name == "Ministry of Transport"
    assert document.dating(silence.id).edtf == "../2026-01-29"
    assert form.silences.rows == []


def test_a_known_silence_is_only_linked(qtbot, form, document):
    known = document.all(Silence)[0]
    form.silences.add.click()
    type_in(qtbot, known.topic)
    assert not form.silences.rows[0].body.isVisible()


def test_a_half_typed_silence_is_there_again(qtbot, opened):
    form = opened()
    form.silences.add.click()
    type_in(qtbot, "the airport")
    row = form.silences.rows[0]
    row.until.words.setFocus()
    type_in(qtbot, "until 29 January 2026")
    form.keep_draft()
    later = opened()
    again = later.silences.rows[0]
    assert (again.topic.words, again.until.reading) == ("the airport", "../2026-01-29")


def test_tab_from_an_event_or_a_silence_goes_on_and_never_to_its_cross(qtbot, form):
    form.silences.add.click()
    row = form.silences.rows[0]
    for line, following in (
        (form.events.rows[0].event_line, form.events.rows[0].dates),
        (row.topic, row.body),
    ):
        line.setFocus()
        type_in(qtbot, "the airport")
        QApplication.processEvents()  # what is asked of something new stands beneath a turn later
        qtbot.keyClick(line, Qt.Key.Key_Tab)
        assert following.hasFocus()
