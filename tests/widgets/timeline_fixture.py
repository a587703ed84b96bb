"""A timeline of a week in a window, and how tests point at it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF
from pytestqt.qtbot import QtBot

from tests.timeline_projects import week
from timeline_app.domain.edits import Edit
from timeline_app.domain.records import Event
from timeline_app.models.document import Document
from timeline_app.models.selection import Selection
from timeline_app.scene.boxes import Box
from timeline_app.storage.store import Store
from timeline_app.widgets.timeline_view import TimelineView


def view_of(store: Store) -> TimelineView:
    """Show a store in a view whose edits are made."""
    document = Document(store)
    view = TimelineView(document, Selection())
    view.canvas.motion = False
    view.edits: list[Edit] = []  # type: ignore[misc]
    view.edit_requested.connect(view.edits.append)
    view.edit_requested.connect(document.do)
    view.resize(1_200, 500)
    view.show()
    return view


@contextmanager
def week_in_view(qtbot: QtBot, folder: Path) -> Iterator[TimelineView]:
    """Show a week in a view, as long as a test takes."""
    with week(folder / "week.sqlite") as store:
        view = view_of(store)
        qtbot.addWidget(view)
        yield view


def box_of(view: TimelineView, title: str) -> Box:
    """Return the box of the event of a title."""
    page = view.canvas.frame()
    return next(b for b, t in zip(page.boxes, page.titles, strict=True) if t == title)


def point(view: TimelineView, box: Box, x: float, share: float = 0.5) -> QPoint:
    """Return the point at pixel x and a share of the height of a box."""
    y = box.top + view.canvas.look.metrics.bar * share - view.canvas.offset
    return QPointF(x, y + view.canvas.area.top()).toPoint()


def middle(view: TimelineView, box: Box) -> QPoint:
    """Return the middle of a box on the canvas."""
    return point(view, box, (box.left + box.right) / 2)


def event_of(view: TimelineView, title: str) -> Event:
    """Return the record of the event of a title."""
    return next(e for e in view.model.document.all(Event) if e.title == title)


def id_of(view: TimelineView, title: str) -> str:
    """Return the id of the event of a title."""
    return event_of(view, title).id
