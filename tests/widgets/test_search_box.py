import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from timeline_app.models.completions import Candidate
from timeline_app.models.search_results import Result
from timeline_app.widgets.search_box import SearchBox

FOUND = [
    Result("claim", "c1", "Forces are leaving القامشلي", "guards → AP"),
    Result("event", "e1", "Airlift out of Qamishli"),
]


@pytest.fixture
def window(qtbot):
    window = QWidget()
    window.box = SearchBox()
    window.asked = []
    layout = QVBoxLayout(window)
    layout.addWidget(window.box, alignment=Qt.AlignmentFlag.AlignTop)

    def find(typed, then):
        window.asked.append(typed)
        then(FOUND if "q" in typed else [], () if "q" in typed else ("Nothing is called “x”.",))

    window.box.search_in(find)
    window.box.offer([("undo", "Undo", "Ctrl+Z")])
    window.resize(700, 500)
    qtbot.addWidget(window)
    window.show()
    window.box.setFocus()
    return window


def rows(window):
    view = window.findChild(QListView)
    if view is None or not view.isVisible():
        return []
    model = view.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_every_key_searches(window):
    QTest.keyClicks(window.box, "qa")
    assert window.asked == ["q", "qa"]
    assert rows(window) == [result.text for result in FOUND]


def test_enter_chooses_the_best_and_the_arrows_another(qtbot, window):
    QTest.keyClicks(window.box, "q")
    with qtbot.waitSignal(window.box.chosen) as chosen:
        QTest.keyClick(window.box, Qt.Key.Key_Return)
    assert chosen.args == ["claim", "c1"]
    QTest.keyClicks(window.box, "q")
    with qtbot.waitSignal(window.box.chosen) as chosen:
        QTest.keyClick(window.box, Qt.Key.Key_Down)
        QTest.keyClick(window.box, Qt.Key.Key_Down)
        QTest.keyClick(window.box, Qt.Key.Key_Return)
    assert chosen.args == ["event", "e1"]


def test_a_click_chooses(qtbot, window):
    QTest.keyClicks(window.box, "q")
    view = window.findChild(QListView)
    place = view.visualRect(view.model().index(1, 0)).center()
    with qtbot.waitSignal(window.box.chosen) as chosen:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == ["event", "e1"]


def test_commands_are_found_by_their_words(qtbot, window):
    QTest.keyClicks(window.box, "und")
    assert rows(window) == ["Undo"]
    with qtbot.waitSignal(window.box.command_requested) as asked:
        QTest.keyClick(window.box, Qt.Key.Key_Return)
    assert asked.args == ["undo"]


def test_what_cannot_be_understood_is_said(window):
    QTest.keyClicks(window.box, "x")
    assert rows(window) == []
    assert window.box._popup._note.text() == "Nothing is called “x”."


def test_escape_closes_the_list_and_then_empties_the_box(window):
    QTest.keyClicks(window.box, "q")
    QTest.keyClick(window.box, Qt.Key.Key_Escape)
    assert rows(window) == []
    assert window.box.text() == "q"
    QTest.keyClick(window.box, Qt.Key.Key_Escape)
    assert window.box.text() == ""


def test_tab_completes_a_filter(window):
    QTest.keyClicks(window.box, "q stance:dis")
    QTest.keyClick(window.box, Qt.Key.Key_Tab)
    assert window.box.text() == "q stance:disputes"


def test_the_values_of_a_filter_are_listed_and_enter_takes_one(window):
    QTest.keyClicks(window.box, "q is:un")
    assert rows(window)[:3] == ["is:unsourced", "is:unconfirmed", "is:undated"]
    assert window.box._popup._note.text() == ""
    QTest.keyClick(window.box, Qt.Key.Key_Down)
    QTest.keyClick(window.box, Qt.Key.Key_Return)
    assert window.box.text() == "q is:unconfirmed"


def test_a_name_is_completed_from_half_of_it(window):
    window.box.search_in(
        lambda _typed, then: then([Result("actor", "a", "Aydin Sezer")], ()),
        lambda kind, typed: [Candidate(kind, "a", "Aydin Sezer", "person")],
    )
    QTest.keyClicks(window.box, "speaker:sez")
    assert rows(window)[0] == 'speaker:"Aydin Sezer"'
    QTest.keyClick(window.box, Qt.Key.Key_Return)
    assert window.box.text() == 'speaker:"Aydin Sezer"'
    assert rows(window)[0] == "Aydin Sezer"


def test_an_arrow_in_the_empty_box_lists_what_can_be_asked(window):
    QTest.keyClick(window.box, Qt.Key.Key_Down)
    assert {"speaker:", "before:", "is:"} <= set(rows(window))
    QTest.keyClick(window.box, Qt.Key.Key_Return)
    assert window.box.text() == "speaker:"


def test_the_list_stays_inside_a_small_window(window):
    window.resize(320, 200)
    QTest.keyClicks(window.box, "q")
    assert window.rect().contains(window.box._popup.geometry())


@pytest.fixture
def slow(window):
    """The box, of which nothing is answered before `answer` is called with what was typed."""
    later = {}
    window.box.search_in(lambda typed, then: later.update({typed: then}))

    def answer(typed, *texts):
        later[typed]([Result("claim", text, text) for text in texts], ())

    window.answer = answer
    return window


def test_an_answer_to_what_is_no_longer_asked_is_not_shown(slow):
    QTest.keyClicks(slow.box, "qa")
    slow.answer("qa", "new")
    slow.answer("q", "old")
    assert rows(slow) == ["new"]


def test_the_list_stays_until_the_next_answer_comes(slow):
    QTest.keyClicks(slow.box, "q")
    slow.answer("q", "one")
    QTest.keyClicks(slow.box, "a")
    assert rows(slow) == ["one"]
    slow.answer("qa", "two")
    assert rows(slow) == ["two"]


def test_an_answer_that_comes_after_the_list_was_closed_does_not_open_it(slow):
    QTest.keyClicks(slow.box, "q")
    slow.answer("q", "one")
    QTest.keyClicks(slow.box, "a")
    QTest.keyClick(slow.box, Qt.Key.Key_Escape)
    slow.answer("qa", "two")
    assert rows(slow) == []


def test_enter_before_the_answer_chooses_from_the_answer(qtbot, slow):
    QTest.keyClicks(slow.box, "q")
    slow.answer("q", "one")
    QTest.keyClicks(slow.box, "a")
    QTest.keyClick(slow.box, Qt.Key.Key_Return)
    with qtbot.waitSignal(slow.box.chosen) as chosen:
        slow.answer("qa", "two")
    assert chosen.args == ["claim", "two"]
