"""The two-tier ruler: a table of patterns, and the ticks and labels for a visible stretch.

The lower tier counts the unit that fits the zoom, the upper tier names the larger unit it is
counted in. Between two folds, where that has no room, the year and what differs are named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from timeline_app.domain.instants import civil_day
from timeline_app.scene.folds import FOLD_WIDTH
from timeline_app.scene.patterns import (
    DAY,
    Pattern,
    Words,
    begins,
    lower_words,
    marks,
    pattern_for,
    upper_words,
)
from timeline_app.scene.scale import TimeScale

_MOST_TOLD = 2_000

GAP = 10.0
"""Pixels kept free after a label."""

_USUAL = 28.0
"""Pixels of four figures for which the table of patterns has room."""

Span: TypeAlias = tuple[float, float]
"""The pixels of a stretch, from and to."""

Measure: TypeAlias = Callable[[str, int], float]
"""Gives the width of a text in a tier, in pixels."""


class Tick(NamedTuple):
    """A line of the grid. `major` ones begin a unit of the upper tier."""

    x: float
    major: bool


class Label(NamedTuple):
    """A word on the ruler, from its left edge `x`.

    `tier` 0 is the upper line, 1 the lower, 2 the upper in small writing where room is short.
    """

    x: float
    text: str
    tier: int


@dataclass(frozen=True, slots=True)
class Ruler:
    """What the ruler shows: grid lines, labels, and the left edges of the folds in view."""

    ticks: tuple[Tick, ...]
    labels: tuple[Label, ...]
    folds: tuple[tuple[int, float], ...] = ()


@dataclass(eq=False)
class Told:
    """What the marks of a ruler say, remembered: most are seen again a moment later."""

    words: Words
    _lower: dict[tuple[Pattern, int], tuple[bool, tuple[str, ...]]] = field(default_factory=dict)
    _upper: dict[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)

    def lower(self, pattern: Pattern, t: int) -> tuple[bool, tuple[str, ...]]:
        """Tell whether a tick begins an upper unit, and return its wordings, longest first."""
        found = self._lower.get((pattern, t))
        if found is None:
            if len(self._lower) > _MOST_TOLD:
                self._lower.clear()
            found = begins(pattern.upper, t), lower_words(pattern, t, self.words)
            self._lower[pattern, t] = found
        return found

    def upper(self, unit: str, t: int) -> tuple[str, ...]:
        """Return the wordings of a larger unit, longest first."""
        found = self._upper.get((unit, t))
        if found is None:
            if len(self._upper) > _MOST_TOLD:
                self._upper.clear()
            found = self._upper[unit, t] = upper_words(unit, t, self.words)
        return found


def rule(
    scale: TimeScale,
    left: float,
    right: float,
    words: Words,
    measure: Measure,
    *,
    told: Told | None = None,
) -> Ruler:
    """Lay out the ruler between two pixels. `measure` gives the width of a text in a tier.

    `told` remembers what marks say, in these words.
    """
    told = Told(words) if told is None else told
    larger = max(measure("0000", 1) / _USUAL, 1.0)  # the table is made for text of usual size
    pattern = pattern_for(scale.px_per_second / larger)
    lefts = scale.fold_lefts()
    folds = tuple((k, x) for k, x in enumerate(lefts) if x < right and x + FOLD_WIDTH > left)
    ticks: list[Tick] = []
    labels: list[Label] = []
    named = ""
    for span in _stretches(left, right, folds):
        marked = _marks(scale, pattern, *span)
        ticks += [Tick(x, told.lower(pattern, t)[0]) for t, x in marked if x >= span[0] - 0.5]
        lower = list(_lower(marked, pattern, span, told, measure))
        upper = list(_upper(scale, pattern, span, told, measure))
        wide = span[1] - span[0] > _SHORTEST
        if folds and wide and pattern.upper in _DATED and not _is_told(upper, scale, span, words):
            t = _point_of(scale, pattern, span)
            year, month, _ = civil_day(t // DAY)
            text = words.year(year) if words.year(year) != named else words.month_alone(month)
            room = span[0], min(span[1] + FOLD_WIDTH - 3, right)
            upper = list(_short_upper(t, scale, room, text, measure))
            lower = (
                list(_short_lower(t, scale, span, words, measure))
                if words.year(year) != named
                else lower
            )
        labels += lower + upper
        named = words.year(civil_day(scale.time_at(span[1] - 1) // DAY)[0])
    return Ruler(tuple(ticks), tuple(labels), folds)


def _stretches(
    left: float, right: float, folds: tuple[tuple[int, float], ...]
) -> Iterator[tuple[float, float]]:
    """Yield the pixels of each open stretch in view."""
    x = left
    for _, fold_left in folds:
        if fold_left > x:
            yield x, min(fold_left, right)
        x = fold_left + FOLD_WIDTH
    if x < right:
        yield x, right


def _marks(
    scale: TimeScale, pattern: Pattern, left: float, right: float
) -> list[tuple[int, float]]:
    """Return the times of the ticks between two pixels, the one before included, and their x."""
    times = marks(pattern.unit, pattern.step, scale.time_at(left), scale.time_at(right))
    placed = [(t, scale.x_of(t)) for t in times]
    return [(t, x) for t, x in placed if x <= right]


def _lower(
    marked: Sequence[tuple[int, float]],
    pattern: Pattern,
    span: Span,
    told: Told,
    measure: Measure,
) -> Iterator[Label]:
    left, right = span
    free = left
    following = [x for _, x in marked[1:]] + [right]
    for (t, x), end in zip(marked, following, strict=True):
        if x < left - 0.5 or x < free:
            continue
        text = _fitting(told.lower(pattern, t)[1], min(end, right) - x - 4, 1, measure)
        if text:
            yield Label(x + 4, text, 1)
            free = x + measure(text, 1) + GAP


def _upper(
    scale: TimeScale,
    pattern: Pattern,
    span: Span,
    told: Told,
    measure: Measure,
) -> Iterator[Label]:
    """Name each larger unit at its beginning, or at the left edge while it stays in view."""
    left, right = span
    first, last = scale.time_at(left), scale.time_at(right)
    starts = [t for t in marks(pattern.upper, 1, first, last) if t > first]
    xs = [left, *(scale.x_of(t) for t in starts)]
    written = False
    for t, x, following in zip([first, *starts], xs, [*xs[1:], right], strict=True):
        texts = told.upper(pattern.upper, t)
        for tier, texts_of_tier in ((0, texts), (2, texts[-1:])):
            beside = max(GAP / (1 + tier), 4.0)  # it begins 4 pixels after its tick
            text = _fitting(texts_of_tier, following - x - beside, tier, measure)
            if text:
                yield Label(x + 4, text, tier)
                written = True
                break
    if written:
        return
    shortest = upper_words(pattern.upper, last, told.words)[-1:]
    if text := _fitting(shortest, right - left - 1, 2, measure):
        yield Label(left + 1, text, 2)


_SHORTEST = 8.0
"""Pixels of a stretch that may have a name; of shorter ones there can be hundreds."""

_DATED = ("month", "day", "minute")
"""Upper units whose name has no room between two folds that lie close together."""


def _point_of(scale: TimeScale, pattern: Pattern, span: Span) -> int:
    """Return the time a short stretch is about: the last upper unit that begins, or a tick."""
    first, last = scale.time_at(span[0]), scale.time_at(span[1])
    unit, step = ("day", 1) if pattern.unit == "week" else (pattern.unit, pattern.step)
    ticks = [t for t in marks(unit, step, first, last) if first < t <= last]
    major = [t for t in ticks if begins(pattern.upper, t)]
    return (major[-1:] or ticks[:1] or [(first + last) // 2])[0]


def _is_told(upper: list[Label], scale: TimeScale, span: Span, words: Words) -> bool:
    """Tell whether the upper line says more than the year."""
    years = {words.year(civil_day(scale.time_at(x) // DAY)[0]) for x in span}
    return any(label.tier == 0 and label.text not in years for label in upper)


def _short_upper(
    t: int, scale: TimeScale, room: Span, text: str, measure: Measure
) -> Iterator[Label]:
    """Write the name of a short stretch near a time of it, in a room that may reach over a fold."""
    left, limit = room[0] + 2, room[1]
    wide = measure(text, 2)
    if left + wide <= limit:
        yield Label(max(left, min(scale.x_of(t) + 3, limit - wide)), text, 2)


def _short_lower(
    t: int, scale: TimeScale, span: Span, words: Words, measure: Measure
) -> Iterator[Label]:
    """Name the day within the year that stands above, or else the month, where it fits."""
    texts = (upper_words("day", t, words)[-1], words.month_alone(civil_day(t // DAY)[1]))
    text = _fitting(texts, span[1] - span[0] - 3, 1, measure)
    if text:
        last = span[1] - measure(text, 1) - 1
        yield Label(max(span[0] + 2, min(scale.x_of(t) + 3, last)), text, 1)


def _fitting(texts: tuple[str, ...], room: float, tier: int, measure: Measure) -> str:
    for text in texts:  # a frame asks this for each of its ticks: no generator
        if text and measure(text, tier) <= room:
            return text
    return ""
