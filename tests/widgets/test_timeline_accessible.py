from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from pytestqt.qtbot import QtBot

from tests.widgets.timeline_fixture import id_of, week_in_view
from timeline_app.widgets.timeline_view import TimelineView

NAME = QAccessible.Text.Name


@pytest.fixture
def view(qtbot: QtBot, tmp_path: Path) -> Iterator[TimelineView]:
    with week_in_view(qtbot, tmp_path) as view:
        view.grab()
        yield view


def tree(view: TimelineView) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(view.canvas)
    assert found is not None
    return found


def names(parent: QAccessibleInterface) -> list[str]:
    children = (parent.child(k) for k in range(parent.childCount()))
    return [child.text(NAME) for child in children if child is not None]


def test_lanes_are_told_with_their_counts(view: TimelineView) -> None:
    assert names(tree(view)) == [
        "North, 5 events · 2 claims, 1 contested",
        "South, 1 event · 0 claims",
    ]


def test_an_event_is_told_whole(view: TimelineView) -> None:
    lane = tree(view).child(0)
    assert names(lane)[0] == ("Day 0, 19 Jan 2026, 2 claims, 1 origin, contested, 1 of 5 in North")


def test_what_is_planned_is_said_so(view: TimelineView) -> None:
    (visit,) = names(tree(view).child(1))
    assert visit.startswith("Visit, 28 Jan 2026, ")
    assert "planned or hypothetical" in visit


def test_the_claims_of_an_event_are_its_children(view: TimelineView) -> None:
    event = tree(view).child(0).child(0)
    assert [name.split(",")[0] for name in names(event)] == ["supports", "disputes"]


def test_the_focus_is_on_the_selected_event_and_on_the_screen(
    view: TimelineView, qtbot: QtBot
) -> None:
    view.canvas.setFocus()
    view.navigator.select(id_of(view, "Day 3"))
    view.grab()
    focused = tree(view).focusChild()
    assert focused is not None
    assert focused.text(NAME).startswith("Day 3")
    inside = view.canvas.rect().translated(view.canvas.mapToGlobal(view.canvas.rect().topLeft()))
    assert inside.contains(focused.rect())
    qtbot.keyClick(view.canvas, Qt.Key.Key_Period)
    view.grab()
    again = tree(view).focusChild()
    assert again is not None
    assert again.text(NAME).startswith("Day 4")
