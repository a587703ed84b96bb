"""The menu bar and the toolbar, made from the list of commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMainWindow, QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from timeline_app.models.recent_files import Recent
from timeline_app.shell.actions import MENUS, TOOLBAR, Actions, Spec, translated
from timeline_app.shell.settings import TEXT_SIZES
from timeline_app.widgets.icons import SIDE
from timeline_app.widgets.plain import literal
from timeline_app.widgets.theme import DARK, HIGH_CONTRAST, LIGHT

T = TypeVar("T")


class Menus:
    """The menu bar of one window."""

    def __init__(self, window: QMainWindow, actions: Actions) -> None:
        bar = window.menuBar()
        self._by_name: dict[str, QMenu] = {}
        for menu in MENUS:
            made = bar.addMenu(translated(menu.text))
            self._by_name[menu.name] = made
            for group in menu.groups:
                if made.actions():
                    made.addSeparator()
                made.addActions([actions[spec.name] for spec in group])
        self._recent = QMenu(_tr("Open &recent"), window)
        self._by_name["file"].insertMenu(actions["save_copy"], self._recent)

    def show_recent(
        self, recent: Sequence[Recent], take: Callable[[Path], object], forget: Callable[[], None]
    ) -> None:
        """List the recent files."""
        self._recent.clear()
        for one in recent:
            where = str(one.path.parent) if one.answers else _tr("its drive does not answer yet")
            action = self._recent.addAction(literal(f"{one.path.name}  —  {where}"))
            action.triggered.connect(lambda _checked=False, path=one.path: take(path))
        self._recent.setEnabled(bool(recent))
        if recent:
            self._recent.addSeparator()
            self._recent.addAction(_tr("&Forget these")).triggered.connect(forget)

    def offer_themes(self, current: str | None, choose: Callable[[str | None], object]) -> None:
        """Put the choice of theme at the end of the View menu."""
        themes = {
            None: _tr("&Follow the system"),
            LIGHT: _tr("&Light"),
            DARK: _tr("&Dark"),
            HIGH_CONTRAST: _tr("&High contrast"),
        }
        self._by_name["view"].addSeparator()
        _offer(self._by_name["view"].addMenu(_tr("T&heme")), themes, current, choose)

    def offer_text_sizes(self, current: int, choose: Callable[[int], object]) -> None:
        """Put the choice of text size at the end of the View menu."""
        sizes = {size: f"{size} %" for size in TEXT_SIZES}
        _offer(self._by_name["view"].addMenu(_tr("Te&xt size")), sizes, current, choose)


def make_toolbar(window: QMainWindow, actions: Actions) -> QToolBar:
    """Put the toolbar on a window; a None in its list is a gap that takes what room is left."""
    bar = QToolBar(_tr("Toolbar"), window)
    bar.setObjectName("toolbar")
    bar.setMovable(False)
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    for group in TOOLBAR:
        if group is None:
            bar.addWidget(_spring(bar))
            continue
        if bar.actions():
            bar.addSeparator()
        for spec in group:
            bar.addAction(actions[spec.name])
            _dress(bar.widgetForAction(actions[spec.name]), spec)
    window.addToolBar(bar)
    return bar


def size_icons(bar: QToolBar, per_cent: int) -> None:
    """Draw the signs as large as the text beside them."""
    side = round(SIDE * per_cent / 100)
    bar.setIconSize(QSize(side, side))


def fit_search(bar: QToolBar, search: QWidget, wordy: QWidget | None, room: int, wide: int) -> None:
    """Make the search as wide as it should be, or as there is room; `wordy` loses its words first.

    What then has no room is behind the sign at the end of the bar.
    """
    assert isinstance(wordy, QToolButton)
    for style in (
        Qt.ToolButtonStyle.ToolButtonTextBesideIcon,
        Qt.ToolButtonStyle.ToolButtonIconOnly,
    ):
        wordy.setToolButtonStyle(style)
        left = room - _taken(bar, search)
        if left >= wide * _NARROWEST:
            break
    search.setFixedWidth(round(min(max(left, wide * _NARROWEST), wide)))


_NARROWEST = 0.35
"""The least the search keeps of its width."""


def _taken(bar: QToolBar, search: QWidget) -> int:
    """Return the pixels that a toolbar needs for all but the search.

    Its own size hint is of its last layout.
    """
    widgets = [bar.widgetForAction(action) for action in bar.actions()]
    wide = sum(w.sizeHint().width() for w in widgets if w is not None and w is not search)
    layout = bar.layout()
    assert layout is not None
    margins = layout.contentsMargins()
    return wide + layout.spacing() * len(widgets) + margins.left() + margins.right()


def _dress(button: QWidget | None, spec: Spec) -> None:
    assert isinstance(button, QToolButton)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if spec.is_primary:
        button.setObjectName("primary")
    style = Qt.ToolButtonStyle
    with_words = style.ToolButtonTextBesideIcon if spec.sign else style.ToolButtonTextOnly
    button.setToolButtonStyle(with_words if spec.short else style.ToolButtonIconOnly)


def _spring(parent: QWidget) -> QWidget:
    spring = QWidget(parent)
    spring.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return spring


def _offer(
    menu: QMenu, choices: Mapping[T, str], current: T, choose: Callable[[T], object]
) -> None:
    group = QActionGroup(menu)
    for choice, text in choices.items():
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(choice == current)
        action.triggered.connect(lambda _checked=False, choice=choice: choose(choice))
        group.addAction(action)


def _tr(text: str) -> str:
    return QCoreApplication.translate("menus", text)
