"""The menus of the timeline: of an event, a lane, a fold, empty space, and of a “+N”."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, QPoint, QPointF, Qt
from PySide6.QtWidgets import QMenu

from timeline_app.models.groupings import TITLES, Grouping
from timeline_app.models.timeline_model import TimelineModel
from timeline_app.scene.density import Chip
from timeline_app.widgets.hidden_list import HiddenList
from timeline_app.widgets.plain import literal

if TYPE_CHECKING:
    from timeline_app.widgets.timeline_view import TimelineView

LISTED = 12
"""Events of a “+N” up to which a menu lists them; more have a list of their own."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("timeline", text)


def menu_at(view: TimelineView, at: QPointF) -> QMenu:
    """Return the menu for a point of the canvas."""
    menu = QMenu(view)
    canvas = view.canvas
    box, fold = canvas.box_under(at), canvas.fold_under(at)
    if at.x() < canvas.area.left():
        _add_lane(menu, view, at)
    elif box is not None:
        _add_event(menu, view, box.event)
    elif fold is not None:
        _add(menu, _tr("Open this fold"), partial(view.navigator.open_fold, fold))
    else:
        _add(menu, _tr("New event here"), lambda: view.hand.create_at(at))
    menu.addSeparator()
    _add_general(menu, view)
    return menu


def list_hidden(view: TimelineView, chip: Chip, at: QPoint) -> None:
    """Open the list of events that a “+N” stands for, the earliest first, at a point of the screen.

    Few are in a menu; more are in a list in which typing finds.
    """
    crowded = view.canvas.layout_now.bands[chip.lane].crowded
    if crowded is None:
        return
    hidden = crowded.hidden(chip.tile)
    first, last = crowded.grid.time_of(chip.tile), crowded.grid.time_of(chip.tile + 1)
    zoom = partial(view.navigator.show_span, first, last)
    if len(hidden) <= LISTED:
        _menu_of(view, hidden, zoom).popup(at)
        return
    listed = HiddenList(view.model, hidden, view)
    listed.chosen.connect(view.navigator.visit)
    listed.zoom_requested.connect(zoom)
    listed.show_at(at)


def offer_lanes(menu: QMenu, model: TimelineModel) -> None:
    """Offer what lanes can be made of, with a tick at what they are, or will be in a moment."""
    chosen = model.regrouping.wanted or model.grouping
    for grouping, title in TITLES.items():
        action = menu.addAction(_tr(str(title)))
        action.setCheckable(True)
        action.setChecked(grouping is chosen)
        action.triggered.connect(lambda _=False, g=grouping: model.group_by(g))


def _menu_of(view: TimelineView, hidden: list[int], zoom: Callable[[], object]) -> QMenu:
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for index, name in zip(hidden, view.model.names(hidden), strict=True):
        _add(menu, literal(name.title), partial(view.navigator.visit, index), index)
    menu.addSeparator()
    text = _tr("Zoom in on all {count}").format(count=QLocale().toString(len(hidden)))
    _add(menu, text, zoom)
    return menu


def _add(
    menu: QMenu, text: str, deed: Callable[[], object], data: object = None, *, may: bool = True
) -> None:
    action = menu.addAction(text)
    action.setData(data)
    action.setEnabled(may)
    action.triggered.connect(lambda _checked=False: deed())


def _add_event(menu: QMenu, view: TimelineView, index: int) -> None:
    name = view.model.name(index)
    opened = name.id in view.canvas.opened
    _add(menu, _tr("Zoom to event"), lambda: view.navigator.show_event(index))
    text = _tr("Close the claims") if opened else _tr("Show the claims beneath")
    _add(menu, text, lambda: view.canvas.toggle_open(index))
    unlocked = view.hand.unlocked
    text = _tr("Lock events") if unlocked else _tr("Unlock events to move them")
    _add(menu, text, lambda: view.hand.set_unlocked(unlocked=not unlocked))


def _add_lane(menu: QMenu, view: TimelineView, at: QPointF) -> None:
    canvas = view.canvas
    band = canvas.layout_now.band_at(at.y() - canvas.area.top() + canvas.offset)
    if band is None:
        return
    key = band.lane.spec.key
    text = _tr("Show the events") if band.collapsed else _tr("Reduce to a strip")
    _add(menu, text, lambda: canvas.toggle_collapsed(key))
    if view.model.grouping is Grouping.TRACK and key:
        bands = canvas.layout_now.bands
        up = band.number > 0
        down = band.number + 1 < len(bands) and bool(bands[band.number + 1].lane.spec.key)
        move = partial(view.hand.move_lane, band.number)
        _add(menu, _tr("Move up"), partial(move, band.number - 1), may=up)
        _add(menu, _tr("Move down"), partial(move, band.number + 1), may=down)


def _add_general(menu: QMenu, view: TimelineView) -> None:
    canvas = view.canvas
    _add(menu, _tr("Fit all"), view.navigator.fit_all)
    folded = len(canvas.scale.folds) > 0
    text = _tr("Unfold all time") if folded else _tr("Fold quiet time")
    _add(menu, text, view.navigator.toggle_folds)
    if folded:
        _add(menu, _tr("Fold more"), partial(view.navigator.fold_more, 2.0))
        _add(menu, _tr("Fold less"), partial(view.navigator.fold_more, 0.5))
    _add(menu, _tr("Go to date…"), view.ask_date)
    offer_lanes(menu.addMenu(_tr("Lanes by")), view.model)
    _add(menu, _tr("Legend"), view.show_legend)
