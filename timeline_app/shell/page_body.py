"""What a sheet's window shows of the timeline: ruler, lanes, events and their labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from timeline_app.domain.columns import Flag
from timeline_app.domain.records import Event, Id
from timeline_app.domain.vocabulary import HopStatus, Identification, Stance
from timeline_app.exchange.choices import Part
from timeline_app.exchange.document_data import row_anchor
from timeline_app.exchange.drawing import Fill, Shape, Stroke, Text
from timeline_app.exchange.event_shapes import (
    EventMark,
    Pip,
    PipShape,
    event_shapes,
    pip_shapes,
    pip_step,
)
from timeline_app.exchange.legend import fold_shapes
from timeline_app.exchange.palette import paper_palette
from timeline_app.exchange.showing import Shown
from timeline_app.scene.boxes import SMALLEST_BAR, STUB, Box, Place
from timeline_app.scene.folds import FOLD_WIDTH
from timeline_app.scene.layout import Band
from timeline_app.scene.packing import PAD
from timeline_app.scene.pips import shape_of
from timeline_app.scene.ruler import rule
from timeline_app.scene.scale import TimeScale
from timeline_app.shell.page_scene import METRICS, PageScene
from timeline_app.shell.page_text import BOLD, SIZE, SMALL, elided, measure_text
from timeline_app.shell.page_words import PageWords

_MOST_PIPS = 30
_SLACK = 1.0
"""Added to a label's width: the scene keeps widths in single precision."""


@dataclass(slots=True)
class PageBody:
    """Draws the events of a scene through the window of a sheet, at any scale."""

    project: Shown
    scene: PageScene
    labels: list[str] = field(init=False)
    widths: list[float] = field(init=False)
    pips: list[list[Pip]] = field(init=False)

    def __post_init__(self) -> None:
        """Work out what is the same at any size."""
        self.pips = [self._pips(event) for event in self.scene.events]
        self.labels = [event.title or self.project.words["no_title"] for event in self.scene.events]
        self.widths = [
            max(
                self._number_width(k) + measure_text(label, SIZE) + _SLACK,
                min(len(self.pips[k]), 6) * pip_step(METRICS.pip),
            )
            for k, label in enumerate(self.labels)
        ]

    def ruler(self, scale: TimeScale, view: tuple[float, float]) -> Iterator[Shape]:
        """Draw the ruler over a stretch of the axis, in units from the left of the sheet."""
        roles = paper_palette().roles
        high, shift = METRICS.ruler, view[0]
        yield Fill(0, 0, view[1] - view[0], high, roles["surface"])
        ruler = rule(scale, *view, PageWords(self.project.words), self._ruler_measure)
        for tick in ruler.ticks:
            top = 0.0 if tick.major else high - METRICS.line - 2
            yield Fill(tick.x - shift, top, 0.8, high - top, roles["line"])
        for _, x in ruler.folds:
            yield Fill(x - shift, 0, FOLD_WIDTH, high / 2, roles["fold"])
            yield from fold_shapes(x - shift, high / 2, FOLD_WIDTH, high / 2, paper_palette())
        for word in ruler.labels:
            size = SMALL if word.tier else SIZE
            y = high - 7 if word.tier == 1 else 16.0
            ink = roles["ink_soft"] if word.tier == 1 else roles["ink"]
            yield Text(word.x - shift, y, size, word.text, ink, bold=word.tier == 0)

    def _ruler_measure(self, text: str, tier: int) -> float:
        return measure_text(text, SMALL if tier else SIZE * BOLD)

    def events(
        self, scale: TimeScale, bands: tuple[Band, ...], view: tuple[float, float], high: float
    ) -> Iterator[Shape]:
        """Draw the grid, the lanes down to a height, and the events with their claims."""
        palette, shift = paper_palette(), view[0]
        ruler = rule(scale, *view, PageWords(self.project.words), self._ruler_measure)
        for tick in ruler.ticks:
            colour = palette.roles["grid_strong" if tick.major else "grid"]
            yield Fill(tick.x - shift, 0, 0.8, high, colour)
        for _, x in ruler.folds:
            yield Fill(x - shift, 0, FOLD_WIDTH, high, palette.roles["fold"])
            for edge in (x, x + FOLD_WIDTH):
                points = ((edge - shift, 0.0), (edge - shift, high))
                yield Stroke(points, palette.roles["ink_faint"], 0.5, (1.5, 3.0))
        for band in bands:
            yield Fill(0, band.bottom - 0.8, view[1] - view[0], 0.8, palette.roles["line"])
        boxes = self.scene.boxes(scale, view, bands)
        for box in boxes:
            yield from event_shapes(_mark(box, shift), palette)
            yield from self._box_pips(box, shift)
        for box in boxes:
            yield from self._label(box, view)

    def _box_pips(self, box: Box, shift: float) -> Iterator[Shape]:
        pips, size = self.pips[box.event], METRICS.pip
        left = box.ends[0] - shift
        end = max(box.ends[1], box.label_x + box.label_width) - shift
        room = max(int((end - left) / pip_step(size)), 6)
        shown = min(len(pips), room, _MOST_PIPS)
        y = box.top + METRICS.bar + 4
        yield from pip_shapes(pips[:shown], left, y, size, paper_palette())
        if shown < len(pips):
            at = left + shown * pip_step(size)
            soft = paper_palette().roles["ink_soft"]
            yield Text(at + 1, y + size, 9, f"+{len(pips) - shown}", soft)

    def _label(self, box: Box, view: tuple[float, float]) -> Iterator[Shape]:
        if box.place == Place.NOWHERE:
            return
        palette = paper_palette()
        ink = palette.roles["ink"]
        if box.place == Place.INSIDE:
            ink = palette.ink(box.colour)
        elif box.flags & Flag.HOLLOW:
            ink = palette.edge(box.colour)
        number = self._number_width(box.event)
        x, end = label_stretch(box, view)
        if end - x < number:
            yield from self._number_alone(box, view)
            return
        title = elided(self.labels[box.event], SIZE, end - x - number)
        if box.place == Place.LEFT:
            x = end - number - measure_text(title, SIZE)
        y = box.top + METRICS.bar / 2 + 4.4
        link = self.project.numbers.event(self.scene.events[box.event].id)
        yield Text(x, y, SIZE, link.text, ink, bold=True, to=self._target(link.to))
        yield Text(x + number, y, SIZE, title, ink)

    def _number_alone(self, box: Box, view: tuple[float, float]) -> Iterator[Shape]:
        """Give its number to the part of a bar whose label stands on the next sheet."""
        left = max(box.left, view[0])
        end = left + PAD + self._number_width(box.event)
        if box.diamond or end > min(box.right, view[1]):
            return
        palette, y = paper_palette(), box.top + METRICS.bar / 2 + 4.4
        is_pale = box.flags & Flag.HOLLOW or end <= box.sure_left
        ink = palette.roles["ink"] if is_pale else palette.ink(box.colour)
        link = self.project.numbers.event(self.scene.events[box.event].id)
        to = self._target(link.to)
        yield Text(left + PAD - view[0], y, SIZE, link.text, ink, bold=True, to=to)

    def measure(self, indices: Sequence[int]) -> list[float]:
        """Return how wide the labels of some events are, as packing asks it."""
        return [self.widths[k] for k in indices]

    def _number_width(self, k: int) -> float:
        return measure_text(self._number(k), SIZE) * BOLD + 5

    def _number(self, k: int) -> str:
        return self.project.numbers.event(self.scene.events[k].id).text

    def _pips(self, event: Event) -> list[Pip]:
        return [
            self._pip(link.claim_id, link.stance)
            for link in self.project.index.claims_of_event[event.id]
        ]

    def _pip(self, claim_id: Id, stance: Stance) -> Pip:
        chain = self.project.index.chain(claim_id)
        voice = chain.actors[0].identification if chain.actors else Identification.UNSOURCED
        if chain.hops and chain.hops[0].status is HopStatus.UNSOURCED:
            voice = Identification.UNSOURCED
        role = "ink" if stance is Stance.SUPPORTS else stance.value
        return Pip(PipShape(shape_of(stance, voice).value), role)

    def _target(self, anchor: str) -> str:
        """Return where an event's number leads: to the table, or to its claims, if printed."""
        if Part.EVENTS in self.project.choices.parts:
            return row_anchor(anchor)
        return anchor if Part.CLAIMS in self.project.choices.parts else ""


def label_stretch(box: Box, view: tuple[float, float]) -> tuple[float, float]:
    """Return from where to where on a sheet, in units, a label can be read; (0, 0) for nowhere.

    One that runs over the edge stands where it begins, and its title is cut there with an ellipsis:
    half a word at the beginning of the next sheet tells nobody anything. One to the left of its
    event stands with the event.
    """
    left, wide = box.label_x - view[0], view[1] - view[0]
    right = left + box.label_width
    if box.place == Place.LEFT:
        return (max(left, PAD), right) if right <= wide else (0.0, 0.0)
    return (left, min(right, wide - PAD)) if left >= 0 else (0.0, 0.0)


def _mark(box: Box, shift: float) -> EventMark:
    return EventMark(
        left=box.left - shift,
        sure_left=box.sure_left - shift,
        sure_right=box.sure_right - shift,
        right=box.right - shift,
        top=box.top,
        height=METRICS.bar,
        flags=box.flags,
        colour=box.colour,
        diamond=box.diamond,
        stub=STUB,
        half=SMALLEST_BAR * 0.68,
    )
