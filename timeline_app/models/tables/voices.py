"""Which origins are one voice: actors that an editor has marked as the same, by rowid."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from timeline_app.models.tables.vectors import Places


class Voices:
    """Groups of actors. Whoever is not marked the same as anybody is a voice alone."""

    def __init__(self, pairs: Iterable[tuple[int, int]] = ()) -> None:
        """Join pairs; who is the same as the same is the same."""
        self._groups: dict[int, tuple[int, ...]] = {}
        for first, second in pairs:
            together = {*self._group(first), *self._group(second)}
            self._groups |= dict.fromkeys(together, tuple(sorted(together)))

    def of(self, actors: Places) -> Places:
        """Return for each actor the one that stands for its voice, who was entered first."""
        voices = actors.copy()
        for actor, group in self._groups.items():
            voices[actors == actor] = group[0]
        return np.asarray(voices)

    def title(self, actor: int, name: Callable[[int], str]) -> str:
        """Return the names of all who are a voice: "A = B"."""
        return " = ".join(name(one) for one in self._group(actor))

    def _group(self, actor: int) -> tuple[int, ...]:
        return self._groups.get(actor, (actor,))
