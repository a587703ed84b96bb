import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from timeline_app.domain.edits import add
from timeline_app.domain.records import Actor, Claim, ClaimEvent, Dating, Event, Hop, Project
from timeline_app.domain.vocabulary import DatingOwner
from timeline_app.models.document import Document
from timeline_app.models.view_facts import ViewFacts
from timeline_app.storage.store import Store
from timeline_app.widgets.known_on_bar import KnownOnBar

DAY = 86_400


def said(number, day):
    start = day * DAY
    return (
        Claim(f"c{number}", f"Claim {number}"),
        ClaimEvent(f"x{number}", f"c{number}", "airlift"),
        Hop(f"h{number}", f"c{number}", 0, f"a{number}"),
        Actor(f"a{number}", f"Actor {number}"),
        Dating(f"d{number}", DatingOwner.HOP, f"h{number}", start_min=start, start_max=start,
               end_min=start + DAY - 1, end_max=start + DAY - 1, edtf=f"1970-01-{day + 1:02}"),
    )  # fmt: skip


@pytest.fixture
def document(qapp, tmp_path):
    store = Store.create(tmp_path / "q.sqlite", Project("p", "Qamishli"))
    document = Document(store)
    document.do(add("Add", Event("airlift", "Airlift"), *said(1, 3), *said(2, 7), *said(3, 12)))
    yield document
    store.close()


@pytest.fixture
def bar(qtbot, document):
    bar = KnownOnBar(document, ViewFacts(document))
    qtbot.addWidget(bar)
    bar.resize(900, 40)
    bar.show()
    return bar


def test_it_begins_on_the_last_day_and_changes_nothing_before_it_is_started(bar, document):
    assert bar.day.text() == "13 Jan 1970"
    assert document.horizon is None


def test_keys_step_from_day_of_reading_to_day_of_reading(qtbot, bar, document):
    bar.start()
    with qtbot.waitSignal(document.horizon_changed):
        QTest.keyClick(bar.slider, Qt.Key.Key_Left)
    assert document.horizon == 8 * DAY - 1
    assert document.unknown == {"c3"}
    assert bar.day.text() == "8 Jan 1970"
    assert bar.note.text() == "2 of 3 claims"
    assert document.standing("airlift").origins_max == 2
    with qtbot.waitSignal(document.horizon_changed):
        QTest.keyClick(bar.slider, Qt.Key.Key_Home)
    assert document.unknown == {"c2", "c3"}
    assert not bar.back.isEnabled()


def test_the_buttons_step_too(qtbot, bar, document):
    bar.start()
    with qtbot.waitSignal(document.horizon_changed):
        QTest.mouseClick(bar.back, Qt.MouseButton.LeftButton)
    assert bar.slider.value() == 1
    assert bar.forward.isEnabled()


@pytest.mark.parametrize("how", ["button", "escape"])
def test_it_is_left_by_button_or_key(qtbot, bar, document, how):
    bar.start()
    bar.step(-1)
    with qtbot.waitSignal(bar.closed):
        if how == "button":
            QTest.mouseClick(bar.off, Qt.MouseButton.LeftButton)
        else:
            QTest.keyClick(bar.slider, Qt.Key.Key_Escape)
    assert document.horizon is None
    assert document.unknown == frozenset()
    # A step that was under way does not put the horizon back.
    with qtbot.assertNotEmitted(document.horizon_changed, wait=100):
        pass


def test_a_new_day_of_reading_can_be_chosen_and_the_day_stays(qtbot, bar, document):
    bar.start()
    with qtbot.waitSignal(document.horizon_changed):
        bar.step(-1)
    document.do(add("Add", *said(4, 5)))
    qtbot.waitUntil(lambda: len(bar.days) == 4)
    assert bar.day.text() == "8 Jan 1970"
    assert bar.note.text() == "3 of 4 claims"


def test_a_project_without_a_dated_saying_says_so(qtbot, qapp, tmp_path):
    with Store.create(tmp_path / "e.sqlite", Project("p", "Empty")) as store:
        document = Document(store)
        bar = KnownOnBar(document, ViewFacts(document))
        qtbot.addWidget(bar)
        bar.show()
        bar.start()
        assert bar.note.text() == "No claim has a date of saying or publication."
        assert not bar.slider.isEnabled()
        assert bar.off.isEnabled()
        with qtbot.waitSignal(bar.closed):
            QTest.keyClick(bar.focusWidget(), Qt.Key.Key_Escape)


def test_a_project_read_on_one_day_says_why_there_is_nothing_to_step_through(qtbot, qapp, tmp_path):
    with Store.create(tmp_path / "o.sqlite", Project("p", "One")) as store:
        document = Document(store)
        document.do(add("Add", Event("airlift", "Airlift"), *said(1, 3)))
        bar = KnownOnBar(document, ViewFacts(document))
        qtbot.addWidget(bar)
        bar.show()
        assert bar.note.text() == "Everything with a date came out on this one day."


def test_the_days_of_a_large_project_are_waited_for(qtbot, document):
    document.do(add("Import", *(Claim(f"n{i}", f"Number {i}") for i in range(3_000))))
    bar = KnownOnBar(document, ViewFacts(document))
    qtbot.addWidget(bar)
    bar.show()
    bar.start()
    assert bar.note.text() == "looking up when claims came out…"
    with qtbot.waitSignal(document.horizon_changed):
        pass
    assert bar.day.text() == "13 Jan 1970"
    assert document.horizon == 13 * DAY - 1
    assert bar.slider.hasFocus()
