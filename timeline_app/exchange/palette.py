"""The colours of paper: the light theme's, mixed with white and never with transparency."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from timeline_app.shipped import shipped

Colour: TypeAlias = str
"""Red, green and blue as "#rrggbb"."""

PAPER: Colour = "#ffffff"
PALEST, PALE = 0.10, 0.46
"""How much of a track's colour is in what is least possible, and in what is possible at best: the
same as on the screen."""


@dataclass(frozen=True, slots=True)
class Palette:
    """Named roles of the light theme, and the fills and inks of the tracks."""

    roles: dict[str, Colour]
    fills: tuple[Colour, ...]
    inks: tuple[Colour, ...]

    def fill(self, index: int) -> Colour:
        """Return the colour of a track by its index, which goes round."""
        return self.fills[index % len(self.fills)]

    def ink(self, index: int) -> Colour:
        """Return the colour of text on a track's colour."""
        return self.inks[index % len(self.inks)]

    def edge(self, index: int) -> Colour:
        """Return the colour in which a track's lines are told from paper."""
        return mixed(self.roles["ink"], self.fill(index), 0.8)


def mixed(ground: Colour, colour: Colour, share: float) -> Colour:
    """Return a colour with a share (0 to 1) of another in it."""
    parts = zip(_parts(ground), _parts(colour), strict=True)
    return "#" + "".join(f"{round(g + (c - g) * share):02x}" for g, c in parts)


def _parts(colour: Colour) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


@cache
def paper_palette() -> Palette:
    """Read the colours of the light theme."""
    theme = tomllib.loads(shipped("themes/light.toml").read_text("utf-8"))
    named = theme["colours"]
    roles = {role: named[name] for role, name in theme["roles"].items()}
    tracks = theme["tracks"]
    return Palette(roles, tuple(tracks["fills"]), tuple(tracks["inks"]))
