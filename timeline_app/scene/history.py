"""The places visited on the timeline, as a browser keeps them."""

from __future__ import annotations

from dataclasses import dataclass

from timeline_app.scene.scale import TimeScale

MOST = 100


@dataclass(frozen=True, slots=True)
class Visited:
    """Places left behind, the last one last, and those gone back from, the next one last."""

    back: tuple[TimeScale, ...] = ()
    forward: tuple[TimeScale, ...] = ()

    def leaving(self, place: TimeScale) -> Visited:
        """Remember a place before going somewhere new."""
        if self.back and self.back[-1] == place:
            return self
        return Visited((*self.back, place)[-MOST:])

    def gone_back(self, here: TimeScale) -> tuple[Visited, TimeScale] | None:
        """Return where one was before, or None at the beginning."""
        if not self.back:
            return None
        return Visited(self.back[:-1], (*self.forward, here)), self.back[-1]

    def gone_forward(self, here: TimeScale) -> tuple[Visited, TimeScale] | None:
        """Return the place gone back from, or None at the end."""
        if not self.forward:
            return None
        return Visited((*self.back, here), self.forward[:-1]), self.forward[-1]
