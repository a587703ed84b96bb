"""An edit paints again what it changed in what is seen, and leaves the rest as it is."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from tests.timeline_projects import DAY, day, week
from tests.widgets.timeline_fixture import event_of, view_of
from timeline_app.domain.edits import revise
from timeline_app.domain.records import Event
from timeline_app.widgets.timeline_view import TimelineView


class Paints(QObject):
    """Notes which widgets are painted."""

    def __init__(self, *watched: QWidget) -> None:
        super().__init__()
        self.painted: set[QWidget] = set()
        for widget in watched:
            widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            self.painted.add(watched)
        return False


@pytest.fixture
def view(qtbot: QtBot, tmp_path: Path) -> Iterator[TimelineView]:
    store = week(tmp_path / "week.sqlite")
    view = view_of(store)
    qtbot.addWidget(view)
    view.canvas.unfold_all()
    view.canvas.fit(day(2026, 1, 18), day(2026, 1, 30))
    QApplication.processEvents()
    yield view
    store.close()


def painted_by(view: TimelineView, before: Event, after: Event) -> set[str]:
    """Make an edit; return which parts of the view it had painted again."""
    parts = {view.canvas: "canvas", view._tray: "tray", view._overview: "overview"}
    paints = Paints(*parts)
    assert view.model.document.do(revise("Change", before, after))
    QApplication.processEvents()
    return {parts[widget] for widget in paints.painted}


def test_a_small_move_paints_the_canvas_alone(view: TimelineView) -> None:
    event = event_of(view, "Day 2")
    assert event.end_max is not None
    moved = replace(event, end_max=event.end_max + 60)
    assert painted_by(view, event, moved) == {"canvas"}


def test_an_event_that_moves_far_is_seen_in_the_overview_too(view: TimelineView) -> None:
    event = event_of(view, "Day 2")
    assert event.start_min is not None
    assert event.end_max is not None
    bounds = {"start_min": event.start_min + 3 * DAY, "start_max": None}
    moved = replace(event, **bounds, end_min=None, end_max=event.end_max + 3 * DAY)
    assert painted_by(view, event, moved) == {"canvas", "overview"}


def test_an_undated_event_is_painted_in_the_tray_when_it_is_another(view: TimelineView) -> None:
    event = next(e for e in view.model.document.all(Event) if e.start_min is None)
    assert "tray" in painted_by(view, event, replace(event, title="Quite another title"))
    renamed = event_of(view, "Quite another title")
    dated = replace(renamed, start_min=day(2026, 1, 22), end_max=day(2026, 1, 23))
    painted_by(view, renamed, dated)
    assert not view._tray.isVisible()
