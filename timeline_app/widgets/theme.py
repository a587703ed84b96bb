"""Colours by role, from one file of named colours for each theme.

Which theme is on is a property of the QApplication, so that there is one answer and no state here.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from timeline_app.shipped import shipped

LIGHT, DARK, HIGH_CONTRAST = "light", "dark", "high-contrast"
NAMES = (LIGHT, DARK, HIGH_CONTRAST)
_PROPERTY = "timeline_theme"


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme: a colour for every role, and the palette of the tracks with an ink for each."""

    name: str
    roles: dict[str, str]
    track_fills: tuple[str, ...]
    track_inks: tuple[str, ...]

    @staticmethod
    def current() -> Theme:
        """Return the theme the application carries: chosen, or the system's light or dark."""
        app = QGuiApplication.instance()
        chosen = app.property(_PROPERTY) if app is not None else None
        return load(chosen if chosen in NAMES else _system_name())

    @property
    def is_dark(self) -> bool:
        """Tell whether light text stands on a dark ground."""
        return self.colour("paper").lightness() < self.colour("ink").lightness()

    def colour(self, role: str) -> QColor:
        """Return the colour of a role; KeyError if there is no such role."""
        return QColor(self.roles[role])

    def track(self, index: int) -> QColor:
        """Return the fill of a track; the palette repeats."""
        return QColor(self.track_fills[index % len(self.track_fills)])

    def track_ink(self, index: int) -> QColor:
        """Return the colour in which text is legible on that track's fill."""
        return QColor(self.track_inks[index % len(self.track_inks)])


@cache
def load(name: str) -> Theme:
    """Read a shipped theme."""
    data = tomllib.loads(shipped(f"themes/{name}.toml").read_text(encoding="utf-8"))
    named = data["colours"]
    roles = {role: named[colour] for role, colour in data["roles"].items()}
    return Theme(name, roles, tuple(data["tracks"]["fills"]), tuple(data["tracks"]["inks"]))


def choose(name: str | None) -> None:
    """Put a theme on the application, or None to follow the system, and repaint everything."""
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)
    app.setProperty(_PROPERTY, name)
    app.setPalette(palette_of(Theme.current()))


def palette_of(theme: Theme) -> QPalette:
    """Return the palette that makes Qt's own widgets agree with the theme."""
    palette = QPalette()
    for role, name in _PALETTE_ROLES.items():
        palette.setColor(role, theme.colour(name))
    for role in (Role.WindowText, Role.Text, Role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("ink_faint"))
    return palette


Role = QPalette.ColorRole
_PALETTE_ROLES = {
    Role.Window: "surface",
    Role.WindowText: "ink",
    Role.Base: "paper",
    Role.AlternateBase: "surface",
    Role.Text: "ink",
    Role.Button: "raised",
    Role.ButtonText: "ink",
    Role.BrightText: "accent_ink",
    Role.ToolTipBase: "raised",
    Role.ToolTipText: "ink",
    Role.PlaceholderText: "ink_faint",
    Role.Highlight: "selection",
    Role.HighlightedText: "selection_ink",
    Role.Link: "accent",
    Role.LinkVisited: "predicts",
    Role.Light: "raised",
    Role.Midlight: "line_soft",
    Role.Mid: "line",
    Role.Dark: "ink_faint",
    Role.Shadow: "ink",
    Role.Accent: "accent",
}


def _system_name() -> str:
    hints = QGuiApplication.styleHints() if QGuiApplication.instance() is not None else None
    dark = hints is not None and hints.colorScheme() == Qt.ColorScheme.Dark
    return DARK if dark else LIGHT
