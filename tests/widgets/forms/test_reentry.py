"""A driven session at the claim form: the sample's claims are typed in again, key by key.

The people, sources, events and silences of the sample are there; its claims are not. What the
form has no line for is left out of the comparison: passages, silences, relations, the kind of
quotation, and of a step that is not the last in which document it was said.
"""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from timeline_app.domain.edits import add
from timeline_app.domain.records import (
    Actor,
    Claim,
    ClaimEvent,
    ClaimPassage,
    ClaimRelation,
    ClaimSilence,
    Dating,
    Event,
    Hop,
    RelationMember,
    Source,
)
from timeline_app.domain.vocabulary import AnchorKind, DatingOwner, HopRole
from timeline_app.exchange.sample import sample_edit, sample_project
from timeline_app.models.document import Document
from timeline_app.shipped import shipped
from timeline_app.storage.store import Store
from timeline_app.widgets.fields.tab_order import tab_stops
from timeline_app.widgets.forms.claim_form import ClaimForm

CONTROL = Qt.KeyboardModifier.ControlModifier
OF_CLAIMS = (Claim, ClaimEvent, ClaimPassage, ClaimRelation, ClaimSilence, Hop, RelationMember)


@pytest.fixture
def sample(qapp, tmp_path):
    store = Store.create(tmp_path / "sample.sqlite", sample_project())
    store.apply(sample_edit())
    yield Document(store)
    store.close()


@pytest.fixture
def retyped(qapp, tmp_path):
    store = Store.create(tmp_path / "retyped.sqlite", sample_project())
    kept = [change.after for change in sample_edit().changes if not of_claims(change.after)]
    store.apply(add("People, sources and events", *kept))
    yield Document(store)
    store.close()


@pytest.fixture
def session(qtbot, sample, retyped):
    form = ClaimForm(retyped)
    form.edit_requested.connect(retyped.do)
    qtbot.addWidget(form)
    form.resize(420, 1000)
    form.begin()
    qtbot.waitUntil(form.isActiveWindow)
    return Session(form, sample)


def of_claims(record):
    owners = (DatingOwner.CLAIM, DatingOwner.HOP)
    if isinstance(record, Dating):
        return record.owner_kind in owners or record.anchor_kind is AnchorKind.SAID
    return isinstance(record, OF_CLAIMS)


def entries():
    return json.loads(shipped("sample/claims.json").read_text(encoding="utf-8"))["claims"]


class Session:
    """Types claims into the form; what the form kept from the last one is typed only if it differs.

    A name is typed until it is the first that is offered, and taken with Enter.
    """

    def __init__(self, form, sample):
        self.form, self.sample = form, sample

    def enter(self, claim):
        form, hops = self.form, typed_steps(self.sample, claim)
        self._chain(hops)
        last = self.sample.where(Hop, claim_id=claim.id)[-1]
        self._name(form.source, self.sample.get(Source, last.source_id).title)
        self._date(form.said, self.sample.dating(hops[0].id) if hops else None)
        self._words(form.text, claim.text)
        self._choose(form.type, claim.type)
        self._choose(form.modality, claim.modality)
        self._choose(form.polarity, claim.polarity)
        self._date(form.when, self.sample.dating(claim.id))
        self._events(self.sample.where(ClaimEvent, claim_id=claim.id))
        self._words(form.note, claim.note)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CONTROL)
        QApplication.processEvents()  # the steps kept for the next are laid out a turn later

    def _chain(self, hops):
        form = self.form
        while len(form.hops.rows) > max(1, len(hops)):
            self._press(form.hops.rows[-1].remove)
        while len(form.hops.rows) < len(hops):
            self._press(form.hops.add)
        if not hops:  # the outlet's own voice: it comes from the source
            self._words(form.hops.rows[0].who, "")
        for row, hop in zip(form.hops.rows, hops, strict=False):
            self._name(row.who, self.sample.get(Actor, hop.actor_id).name)
            self._choose(row.role, hop.role)
            self._words(row.cue, hop.cue)
            self._choose(row.status, hop.status)

    def _events(self, links):
        rows = self.form.events.rows
        while len(rows) < len(links):
            self._press(self.form.events.add)
        for row, link in zip(rows, links, strict=False):
            self._name(row.event_line, self.sample.get(Event, link.event_id).title)
            self._choose(row.stance, link.stance)

    def _date(self, field, dating):
        """Type the wording; where it is read otherwise than the sample has it, type the EDTF."""
        wording = "" if dating is None or dating.edtf is None else dating.wording or dating.edtf
        self._words(field.words, wording)
        wanted = dating.edtf if wording else None
        chosen = field.draft.chosen
        if wanted == (None if chosen is None else chosen.edtf):
            return
        if field.more.isVisible():
            self._press(field.more)
        if field.expert.isVisible():
            self._press(field.expert)
        self._words(field.edtf, wanted or "")

    def _name(self, line, name):
        if line.words == name:
            return
        self._focus(line)
        QTest.keyClick(line, Qt.Key.Key_A, CONTROL)
        for letter in name:
            press(letter)
            if line.offers and line.offers[0] is not None and line.offers[0].name == name:
                break
        assert line.is_listing(), f"nothing is offered for {name}"
        QTest.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Return)
        assert line.words == name
        assert line.chosen is not None

    def _words(self, editor, words):
        shown = editor.toPlainText() if hasattr(editor, "toPlainText") else editor.text()
        if shown == words:
            return
        self._focus(editor)
        QTest.keyClick(editor, Qt.Key.Key_A, CONTROL)
        QTest.keyClick(editor, Qt.Key.Key_Delete)
        for letter in words:
            press(letter)
        if QApplication.activePopupWidget() is not None:
            QTest.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Escape)

    def _choose(self, box, value):
        if box.value == value:
            return
        self._focus(box)
        QTest.keyClick(box, Qt.Key.Key_Home)
        while box.value != value:
            before = box.value
            QTest.keyClick(box, Qt.Key.Key_Down)
            assert box.value != before, f"{value} cannot be chosen"

    def _focus(self, widget):
        """Go where the next words belong by Tab, in either direction, as a user would."""
        self._be_active()
        if widget.hasFocus():
            return
        stops = tab_stops(self.form)
        there = stops.index(QApplication.focusWidget()) < stops.index(widget)
        for _ in range(len(stops)):
            if widget.hasFocus():
                return
            key = Qt.Key.Key_Tab if there else Qt.Key.Key_Backtab
            QTest.keyClick(QApplication.focusWidget(), key)
        raise AssertionError(f"Tab does not reach {widget.accessibleName()}")

    def _be_active(self):
        """Take the focus back that a screen which is none leaves with a list that has closed."""
        if QApplication.activeWindow() is not self.form:
            self.form.activateWindow()
            QApplication.processEvents()

    def _press(self, link):
        self._focus(link)
        QTest.keyClick(link, Qt.Key.Key_Return)
        QApplication.processEvents()  # rows that came or went are laid out a turn later


def press(letter):
    """Press a key; a letter that the keyboard of tests has not comes as from an input method."""
    target = QApplication.activePopupWidget() or QApplication.focusWidget()
    if letter.isascii():
        QTest.keyClick(target, letter)
        return
    event = QInputMethodEvent()
    event.setCommitString(letter)
    QApplication.sendEvent(QApplication.focusWidget(), event)


def typed_steps(document, claim):
    """Return the steps that are typed: the publisher is added by the form from the source."""
    hops = document.where(Hop, claim_id=claim.id)
    is_added = hops[-1].role is HopRole.PUBLISHER
    return hops[:-1] if is_added else hops


def told(document, claim):
    """Return all that the form can say of a claim, in words and ids that both projects share."""
    hops = document.where(Hop, claim_id=claim.id)
    return {
        "claim": (claim.text, claim.type, claim.modality, claim.polarity, claim.status, claim.note),
        "chain": [(hop.actor_id, hop.role, hop.cue, hop.status) for hop in hops],
        "read in": hops[-1].source_id,
        "stances": {
            (link.event_id, link.stance) for link in document.where(ClaimEvent, claim_id=claim.id)
        },
        "date": edtf(document, claim.id),
        "said": edtf(document, typed_steps(document, claim)[0].id) if len(hops) > 1 else None,
    }


def edtf(document, owner_id):
    dating = document.dating(owner_id)
    return None if dating is None else dating.edtf


def retype(session, sample):
    """Type all claims in the order of the sample's data."""
    by_text = {claim.text: claim for claim in sample.all(Claim)}
    for entry in entries():
        session.enter(by_text[entry["text"]])


def test_all_claims_of_the_sample_typed_again_say_the_same(session, sample, retyped):
    retype(session, sample)
    made = {claim.text: claim for claim in retyped.all(Claim)}
    assert len(made) == retyped.count(Claim) == sample.count(Claim)
    for claim in sample.all(Claim):
        assert told(retyped, made[claim.text]) == told(sample, claim)
    for event in sample.all(Event):
        assert stands(retyped, event) == stands(sample, event)


def stands(document, event):
    standing = document.standing(event.id)
    voices = [[actor.id for actor in voice] for voice in standing.origins]
    return standing.counts, sorted(voices), standing.origins_min, standing.origins_max
