"""An edit paints again what it changed in what is seen, and leaves the rest as it is."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QImage, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from tests.timeline_projects import DAY, day, event, made
from tests.widgets.timeline_fixture import event_of, view_of, week_in_view
from timeline_app.domain.edits import Edit, revise
from timeline_app.domain.records import Event, Track, new_id
from timeline_app.storage.store import Store
from timeline_app.widgets.timeline_view import TimelineView


class Paints(QObject):
    """Notes which widgets are painted."""

    def __init__(self, *watched: QWidget) -> None:
        super().__init__()
        self.painted: set[QWidget] = set()
        self.regions: list[QRegion] = []
        for widget in watched:
            widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            self.painted.add(watched)
        if isinstance(event, QPaintEvent):
            self.regions.append(event.region())
        return False


@pytest.fixture
def view(qtbot: QtBot, tmp_path: Path) -> Iterator[TimelineView]:
    with week_in_view(qtbot, tmp_path) as view:
        view.canvas.unfold_all()
        view.canvas.fit(day(2026, 1, 18), day(2026, 1, 30))
        QApplication.processEvents()
        yield view


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


def crowd(path: Path) -> Store:
    """A project of three tracks: one of so many events that most are only counted."""
    chance = Random(1)
    tracks = [Track(new_id(), title, k, k) for k, title in enumerate(("Many", "Few", "Some"))]
    events = []
    for track, count in zip(tracks, (400, 5, 30), strict=True):
        for k in range(count):
            start = day(2026, 1, 1) + chance.randrange(30 * DAY)
            length = chance.choice((0, 3_600, DAY, 9 * DAY))
            events.append(event(f"{track.title} {k} happened", start, start + length, track))
    return made(path, *tracks, *events)


def random_edit(view: TimelineView, chance: Random) -> Edit:
    """Move an event in view, rename it, or put it on another track."""
    found = view.model.record(chance.choice(view.canvas.frame().boxes).event)
    assert found is not None
    assert found.start_min is not None
    assert found.end_max is not None
    start, end = found.start_min, found.end_max + chance.randrange(2 * DAY)
    track = chance.choice(view.model.document.all(Track)).id
    changes: tuple[dict[str, object], ...] = (
        {"end_min": end, "end_max": end},
        {"start_min": start - DAY, "start_max": start - 1},
        {"title": f"Now {end}"},
        {"track_id": track},
    )
    return revise("Change", found, replace(found, **chance.choice(changes)))


def settle(qtbot: QtBot, view: TimelineView) -> None:
    """Wait until a view that was moved stands still, and shows the page of its level."""
    canvas = view.canvas
    qtbot.waitUntil(lambda: not canvas.is_on_the_move and not canvas.is_behind)

    def stands_still() -> bool:
        high = canvas.layout_now.height
        has_bar = high > canvas.area.height()
        return canvas._height == high and has_bar == (canvas.width() < view.width())

    qtbot.waitUntil(stands_still)


def image_of(canvas: QWidget) -> QImage:
    return canvas.grab().toImage()


@pytest.mark.parametrize("seed", range(3))
def test_what_an_edit_paints_makes_the_picture_that_is_painted_afresh(
    qtbot: QtBot, tmp_path: Path, seed: int
) -> None:
    chance, whole = Random(seed), 0
    with crowd(tmp_path / "crowd.sqlite") as store:
        view = view_of(store)
        qtbot.addWidget(view)
        view.canvas.unfold_all()
        view.canvas.fit(day(2026, 1, 5), day(2026, 1, 25))
        view.navigator.select(view.model.name(view.canvas.frame().boxes[0].event).id)
        settle(qtbot, view)
        for _ in range(12):
            screen, paints = image_of(view.canvas), Paints(view.canvas)
            assert view.model.document.do(random_edit(view, chance))
            QApplication.processEvents()
            view.canvas.removeEventFilter(paints)
            assert paints.regions
            for region in paints.regions:
                whole += region.boundingRect() == view.canvas.rect()
                at: QPoint = region.boundingRect().topLeft()
                view.canvas.render(screen, at, region)
            afresh = image_of(view.canvas)
            # Where the scroll bar came or went all was painted, at another size.
            assert screen == afresh or screen.size() != afresh.size()
    assert whole < 12  # else it says nothing
