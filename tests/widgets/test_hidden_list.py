"""What a “+N” stands for: few events in a menu, more in a list of all of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.timeline_projects import day, event, made
from tests.widgets.timeline_fixture import id_of, view_of
from timeline_app.domain.records import Track, new_id
from timeline_app.scene.density import Chip
from timeline_app.widgets.hidden_list import HiddenList
from timeline_app.widgets.timeline_menus import LISTED
from timeline_app.widgets.timeline_view import TimelineView

LEFT = Qt.MouseButton.LeftButton
MANY = 3_000


@pytest.fixture
def crowd(qtbot: QtBot, tmp_path: Path) -> Iterator[TimelineView]:
    track = Track(new_id(), "Crowd")
    events = [event(f"Event {k}", day(2026) + k, day(2026) + k, track) for k in range(MANY)]
    with made(tmp_path / "crowd.sqlite", track, *events) as store:
        view = view_of(store)
        qtbot.addWidget(view)
        view.grab()
        yield view


def chip_of(view: TimelineView) -> Chip:
    density = view.canvas.frame().density
    assert density is not None
    return max(density.chips, key=lambda chip: chip.number)


@pytest.fixture
def listed(crowd: TimelineView, qtbot: QtBot) -> Iterator[HiddenList]:
    crowd.canvas.chip = chip_of(crowd)
    crowd.canvas.setFocus()
    qtbot.keyClick(crowd.canvas, Qt.Key.Key_Return)
    (listed,) = crowd.findChildren(HiddenList)
    yield listed
    if isValid(listed):
        listed.close()


def texts(listed: HiddenList) -> list[str]:
    model = listed.events
    found = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    titles = [text.split(" · \u2068")[1] for text in found]
    assert all(title.endswith("\u2069") for title in titles)  # beside a date from left to right
    return [title[:-1] for title in titles]


def test_all_that_have_no_room_are_listed_the_earliest_first(
    crowd: TimelineView, listed: HiddenList
) -> None:
    shown, page = texts(listed), crowd.canvas.frame()
    assert len(shown) == chip_of(crowd).number > 1_000
    assert len(set(shown)) == len(shown)
    assert not set(shown) & set(page.titles)
    assert shown == sorted(shown, key=lambda title: int(title.split()[1]))


def test_titles_are_read_only_as_far_as_they_are_seen(
    crowd: TimelineView, listed: HiddenList
) -> None:
    listed.list.grab()
    assert 0 < len(listed.events._titles) < 400


def test_enter_goes_to_the_event_and_closes(
    crowd: TimelineView, listed: HiddenList, qtbot: QtBot
) -> None:
    qtbot.keyClick(listed.list, Qt.Key.Key_End)
    last = texts(listed)[-1]
    qtbot.keyClick(listed.list, Qt.Key.Key_Return)
    current = crowd._selection.current
    assert current is not None
    assert current.id == id_of(crowd, last)
    first_seen, last_seen = crowd.canvas.visible_span
    assert first_seen < day(2026) + int(last.split()[1]) < last_seen
    assert not listed.isVisible()


def test_a_click_goes_to_the_event(crowd: TimelineView, listed: HiddenList, qtbot: QtBot) -> None:
    wanted = texts(listed)[3]
    at = listed.list.visualRect(listed.events.index(3, 0)).center()
    qtbot.mouseClick(listed.list.viewport(), LEFT, pos=at)
    assert crowd._selection.current is not None
    assert crowd._selection.current.id == id_of(crowd, wanted)


def test_typing_in_the_list_finds_among_all(
    crowd: TimelineView, listed: HiddenList, qtbot: QtBot
) -> None:
    every = texts(listed)
    for key in "29":
        qtbot.keyClick(QApplication.focusWidget() or listed.list, key)
    qtbot.waitUntil(lambda: not listed.events.is_looking)
    assert listed.line.text() == "29"
    assert texts(listed) == [title for title in every if "29" in title]
    qtbot.keyClick(listed.line, Qt.Key.Key_Down)
    qtbot.keyClick(listed.list, Qt.Key.Key_Return)
    wanted = [title for title in every if "29" in title][1]
    assert crowd._selection.current is not None
    assert crowd._selection.current.id == id_of(crowd, wanted)


def test_what_is_nowhere_is_said_and_enter_does_nothing(
    crowd: TimelineView, listed: HiddenList, qtbot: QtBot
) -> None:
    count = listed.events.rowCount()
    qtbot.keyClicks(listed.line, "blue cheese")
    qtbot.waitUntil(lambda: not listed.events.is_looking)
    assert listed._said.text() == f"0 of {QLocale().toString(count)}"
    qtbot.keyClick(listed.line, Qt.Key.Key_Return)
    assert listed.isVisible()
    listed.line.clear()
    assert listed.events.rowCount() == count


def test_escape_closes_and_selects_nothing(
    crowd: TimelineView, listed: HiddenList, qtbot: QtBot
) -> None:
    qtbot.keyClick(listed.list, Qt.Key.Key_Escape)
    assert not listed.isVisible()
    assert crowd._selection.current is None


def test_all_are_zoomed_in_on_by_key(crowd: TimelineView, listed: HiddenList, qtbot: QtBot) -> None:
    first, last = crowd.canvas.visible_span
    listed._zoom.setFocus()
    qtbot.keyClick(listed._zoom, Qt.Key.Key_Return)
    now_first, now_last = crowd.canvas.visible_span
    assert now_last - now_first < last - first
    assert not listed.isVisible()


def test_a_screen_reader_is_told_of_every_one(listed: HiddenList) -> None:
    heard = QAccessible.queryAccessibleInterface(listed.list)
    assert heard is not None
    assert heard.childCount() == listed.events.rowCount()
    assert heard.text(QAccessible.Text.Name).endswith("events that have no room here")
    assert heard.child(0).text(QAccessible.Text.Name) == listed.events.index(0, 0).data()


@pytest.mark.parametrize("times", [1, 2])
def test_it_stays_on_the_screen_whatever_the_size_of_text(listed: HiddenList, times: int) -> None:
    font = listed.font()
    font.setPointSizeF(font.pointSizeF() * times)
    listed.setFont(font)
    room = listed.screen().availableGeometry()
    listed.show_at(QPoint(room.right() - 5, room.bottom() - 5))
    assert room.contains(listed.geometry())


def test_few_are_in_a_menu(qtbot: QtBot, tmp_path: Path) -> None:
    track = Track(new_id(), "Crowd")
    times = [day(2026)] * 60 + [day(2026, 3)] * 14
    events = [event(f"Event {k}", t, t, track) for k, t in enumerate(times)]
    with made(tmp_path / "few.sqlite", track, *events) as store:
        view = view_of(store)
        qtbot.addWidget(view)
        view.canvas.unfold_all()
        view.canvas.fit_all()
        density = view.canvas.frame().density
        assert density is not None
        few = next(chip for chip in density.chips if chip.number <= LISTED)
        view.list_hidden(few)
        (menu,) = (m for m in view.findChildren(QMenu) if m.isVisible())
        titles = [a.text() for a in menu.actions() if a.data() is not None]
        assert len(titles) == few.number
        menu.actions()[0].trigger()
        assert view._selection.current is not None
        assert view._selection.current.id == id_of(view, titles[0])
        menu.close()


def test_what_nobody_knows_the_beginning_of_says_before_when_it_began(
    qtbot: QtBot, tmp_path: Path
) -> None:
    lasting = event("Since long ago", None, day(2026), start_max=day(2025))
    with made(tmp_path / "open.sqlite", lasting) as store:
        view = view_of(store)
        qtbot.addWidget(view)
        listed = HiddenList(view.model, [0], view)
        row = str(listed.events.index(0, 0).data())
        assert row == "before 1 Jan 2025 · \u2068Since long ago\u2069"
        listed.close()
