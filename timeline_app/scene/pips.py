"""The marks of claims under an event."""

from __future__ import annotations

from enum import Enum

from timeline_app.domain.vocabulary import Identification, Stance


class PipShape(Enum):
    """How the mark of a claim is drawn.

    Filled = named origin, hollow = anonymous or pseudonymous, square = the outlet's own voice,
    hollow square = nobody's; triangle down = disputes, diamond = qualifies.
    """

    FILLED = "filled"
    HOLLOW = "hollow"
    SQUARE = "square"
    HOLLOW_SQUARE = "hollow square"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"


def shape_of(stance: Stance, voice: Identification) -> PipShape:
    """Return how a claim is marked: by what it does to the event, then by who stands behind it."""
    if stance is Stance.DISPUTES:
        return PipShape.TRIANGLE
    if stance is Stance.QUALIFIES:
        return PipShape.DIAMOND
    match voice:
        case Identification.OUTLET_VOICE:
            return PipShape.SQUARE
        case Identification.UNSOURCED:
            return PipShape.HOLLOW_SQUARE
        case Identification.ANONYMOUS | Identification.PSEUDONYMOUS:
            return PipShape.HOLLOW
        case _:
            return PipShape.FILLED
