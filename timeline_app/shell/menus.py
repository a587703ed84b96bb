"""The menu bar, made from the list of commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMainWindow, QMenu

from timeline_app.models.recent_files import Recent
from timeline_app.shell.actions import MENUS, Actions, translated
from timeline_app.shell.settings import TEXT_SIZES
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
