import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from timeline_app.domain.records import Actor, ActorName, Event, Place, Project, Source, new_id
from timeline_app.domain.vocabulary import ActorKind, EventStatus, Identification
from timeline_app.models.document import Document
from timeline_app.models.drafts import Drafts
from timeline_app.storage.store import Store
from timeline_app.widgets.forms.actor_form import ActorForm
from timeline_app.widgets.forms.event_form import EventForm
from timeline_app.widgets.forms.source_form import SourceForm

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def document(qapp, tmp_path):
    store = Store.create(tmp_path / "p.sqlite", Project(new_id(), "P"))
    yield Document(store)
    store.close()


@pytest.fixture
def drafts(tmp_path):
    return Drafts(tmp_path / "drafts", tmp_path / "p.sqlite")


@pytest.fixture
def opened(qtbot, document, drafts):
    def opened(kind):
        form = kind(document, drafts)
        form.edit_requested.connect(document.do)
        qtbot.addWidget(form)
        form.begin()
        qtbot.waitUntil(form.isActiveWindow)
        return form

    return opened


def test_an_event_is_made_with_its_date_and_a_new_place_in_one_step(qtbot, opened, document):
    form = opened(EventForm)
    qtbot.keyClicks(QApplication.focusWidget(), "Airfield handed over")
    qtbot.keyClicks(form.date.words, "27 January 2026")
    form.place.set_words("Qamishli airport")
    form.status.choose(EventStatus.REPORTED)
    qtbot.keyClick(form.first, Qt.Key.Key_Return, CONTROL)
    (event,) = document.all(Event)
    (place,) = document.all(Place)
    assert (event.title, event.place_id) == ("Airfield handed over", place.id)
    assert event.status is EventStatus.REPORTED
    assert event.start_min is not None
    assert document.dating(event.id).wording == "27 January 2026"
    assert document.undo_label == "Add event “Airfield handed over”"
    document.undo()
    assert document.count(Place) == 0


def test_a_source_is_made_with_its_outlet_and_its_day(qtbot, opened, document):
    form = opened(SourceForm)
    qtbot.keyClicks(form.first, "Forces leave")
    form.outlet.set_words("Türkiye Today")
    qtbot.keyClicks(form.date.words, "28 January 2026")
    assert form.save()
    (source,) = document.all(Source)
    assert document.get(Actor, source.outlet_id).name == "Türkiye Today"
    assert document.dating(source.id).edtf == "2026-01-28"


def test_an_actor_is_guessed_from_the_words_and_has_names_in_other_scripts(qtbot, opened, document):
    form = opened(ActorForm)
    qtbot.keyClicks(form.first, "a Syrian security source")
    assert form.identification.value is Identification.ANONYMOUS
    form.names.setPlainText("مصدر أمني سوري\n\nSuriyeli kaynak")
    assert form.save()
    (actor,) = document.all(Actor)
    assert [n.name for n in document.where(ActorName, actor_id=actor.id)] == [
        "مصدر أمني سوري",
        "Suriyeli kaynak",
    ]


def test_what_was_chosen_by_hand_is_not_guessed_again(qtbot, opened, document):
    form = opened(ActorForm)
    form.kind.setFocus()
    qtbot.keyClick(form.kind, Qt.Key.Key_Home)
    chosen = form.kind.value
    qtbot.keyClicks(form.first, "Reuters")
    assert form.kind.value is chosen
    assert chosen is not ActorKind.AGENCY


@pytest.mark.parametrize("kind", [EventForm, SourceForm, ActorForm])
def test_without_a_first_line_it_is_refused_with_a_sentence(qtbot, opened, document, kind):
    form = opened(kind)
    form.note.setPlainText("only a note")
    assert not form.save()
    assert form.notice.text.endswith(".")
    assert form.note.toPlainText() == "only a note"


@pytest.mark.parametrize("kind", [EventForm, SourceForm, ActorForm])
def test_half_a_record_survives_a_crash_and_a_saved_one_leaves_nothing(qtbot, opened, drafts, kind):
    form = opened(kind)
    form.first.setText("Half")
    form.keep_draft()
    again = opened(kind)
    assert again.first.text() == "Half"
    assert again.save()
    assert opened(kind).first.text() == ""


def test_whoever_must_be_protected_is_never_written_to_a_draft(qtbot, opened, drafts):
    form = opened(ActorForm)
    form.first.setText("Captain Reutov")
    form.confidential.click()
    form.keep_draft()
    assert drafts.kept("actor") is None


def test_a_protected_person_has_a_description_for_outside(qtbot, opened, document):
    form = opened(ActorForm)
    form.first.setText("Captain Reutov")
    form.confidential.click()
    QApplication.processEvents()
    qtbot.keyClicks(form.public, "an officer on site")
    assert form.save()
    (actor,) = document.all(Actor)
    assert actor.confidential
    assert actor.public_description == "an officer on site"
