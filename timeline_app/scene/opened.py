"""An event opened: under its bar one line for each claim, with the claim's own dating."""

from __future__ import annotations

from dataclasses import dataclass

from timeline_app.domain.by_hand import HandBounds
from timeline_app.domain.records import Id
from timeline_app.domain.vocabulary import Stance
from timeline_app.scene.boxes import Metrics
from timeline_app.scene.pips import PipShape


@dataclass(frozen=True, slots=True)
class Account:
    """A claim on an event: how it is marked, what it says, and its own dating if it has one."""

    claim_id: Id
    shape: PipShape
    stance: Stance
    text: str
    bounds: HandBounds | None
    approximate: bool = False
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """An opened event: its standing in one line, and its claims."""

    event: int
    standing: str
    accounts: tuple[Account, ...]

    def height(self, metrics: Metrics) -> float:
        """Return the height of its lines."""
        return line_height(metrics) * (len(self.accounts) + 1) + 6


@dataclass(frozen=True, slots=True)
class TimeMark:
    """When something was said or published: first and last second, and a label."""

    first: int
    last: int
    text: str
    published: bool


def line_height(metrics: Metrics) -> float:
    """Return the height of one claim's line."""
    return round(metrics.line * 1.15 + 3)
