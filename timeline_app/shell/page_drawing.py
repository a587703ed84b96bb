"""The timeline on sheets of paper: scene in, shapes out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from timeline_app.domain.columns import Flag
from timeline_app.domain.records import Event, Id
from timeline_app.domain.vocabulary import HopStatus, Identification, Stance
from timeline_app.exchange.choices import Paper, Part, PrintChoices
from timeline_app.exchange.cover_page import span_of
from timeline_app.exchange.date_words import extent
from timeline_app.exchange.document_data import row_anchor
from timeline_app.exchange.drawing import Drawing, Fill, Shape, Sheet, Stroke, Text, Window
from timeline_app.exchange.event_shapes import (
    EventMark,
    Pip,
    PipShape,
    event_shapes,
    pip_shapes,
    pip_step,
)
from timeline_app.exchange.font_coverage import shipped_coverage
from timeline_app.exchange.legend import Legend, fold_shapes, legend_of
from timeline_app.exchange.losses import Loss, counted
from timeline_app.exchange.numbering import Numbers
from timeline_app.exchange.palette import paper_palette
from timeline_app.exchange.printable import FSI, PDI, isolated
from timeline_app.exchange.project_index import ProjectIndex
from timeline_app.exchange.showing import Shown
from timeline_app.exchange.words import Words
from timeline_app.scene.boxes import SMALLEST_BAR, STUB, Box, Place
from timeline_app.scene.folds import FOLD_WIDTH
from timeline_app.scene.layout import Band
from timeline_app.scene.packing import PAD
from timeline_app.scene.pips import shape_of
from timeline_app.scene.ruler import rule
from timeline_app.scene.scale import TimeScale
from timeline_app.shell.page_scene import METRICS, PageScene, page_scene

SIZE, SMALL = 12.5, 10.5
"""Text sizes in units of the drawing."""

_EDGE = 9.0
"""Millimetres of white around a sheet's contents: what office printers cannot reach."""

_HEADER = 178.0
_TOP = 40.0
_FOOT = 22.0
_OVERLAP = 90.0
_LARGEST, _SMALLEST = 0.25, 0.012
"""Millimetres a unit is long at most, on a sheet as narrow as `_HAND`, and at least."""

_HAND = 297.0
"""Millimetres: an A3 is read from as near as a book, wider sheets hang on walls."""

_SHORTEST_ROLL, _LONGER = 1189.0, 1.2
"""Millimetres of a roll at least, and how much more of it is taken until everything fits."""

_READABLE = 1.41
"""Millimetres: text of less than 4 points cannot be read without a glass."""

_MOST_PIPS = 30
_SLACK = 1.0
"""Added to a label's width: the scene keeps widths in single precision."""

_BOLD = 1.06
"""How much wider bold text is than regular."""


@dataclass(frozen=True, slots=True)
class PageWords:
    """How the ruler writes dates, in the words of an export's language."""

    words: Words

    def year(self, year: int) -> str:
        """Word a year; before 1 there is no year 0."""
        return str(year) if year > 0 else self.words.say("before_christ", year=f"{1 - year:,}")

    def month(self, year: int, month: int) -> tuple[str, ...]:
        """Word a month with its year, longest first."""
        names = (self._months[month - 1], self._short[month - 1])
        return tuple(f"{name} {self.year(year)}" for name in names)

    def month_alone(self, month: int) -> str:
        """Word a month."""
        return self._short[month - 1]

    def day(self, year: int, month: int, day: int) -> tuple[str, ...]:
        """Word a day with its month and year, longest first."""
        return tuple(f"{day} {name}" for name in self.month(year, month))

    def day_alone(self, weekday: int, day: int) -> tuple[str, str]:
        """Word a day within its month, in full and in short."""
        return f"{self.words.table['days_short'][weekday]} {day}", str(day)

    def clock(self, hour: int, minute: int, second: int | None) -> str:
        """Word a time of day."""
        return f"{hour:02}:{minute:02}" + ("" if second is None else f":{second:02}")

    @property
    def _months(self) -> Sequence[str]:
        return list(self.words.table["months"])

    @property
    def _short(self) -> Sequence[str]:
        return list(self.words.table["months_short"])


def measure_text(text: str, size: float) -> float:
    """Return the width of a text of a size, in the units of the size."""
    return shipped_coverage().width(text) * size


def elided(text: str, size: float, room: float) -> str:
    """Return a text as far as it fits, with an ellipsis where it does not."""
    if measure_text(text, size) <= room:
        return text
    inner = text.strip(FSI + PDI)
    low, high = 0, len(inner)
    while low < high:
        middle = (low + high + 1) // 2
        if measure_text(inner[:middle] + "…", size) <= room:
            low = middle
        else:
            high = middle - 1
    return isolated(inner[:low].rstrip() + "…") if low else ""


def wrapped(text: str, size: float, room: float) -> tuple[str, ...]:
    """Return a text on two lines at most, broken between words where it can be."""
    if measure_text(text, size) <= room:
        return (text,)
    words = text.split(" ")
    fitting = [k for k in range(1, len(words)) if measure_text(" ".join(words[:k]), size) <= room]
    if not fitting or FSI in text:
        return (elided(text, size, room),)
    first = fitting[-1]
    return (" ".join(words[:first]), elided(" ".join(words[first:]), size, room))


def draw_timeline(project: Shown) -> tuple[Drawing, tuple[Loss, ...]]:
    """Draw the dated events on the sheets chosen, and say what is not as it should be."""
    return _Drawer(project).drawn()


@dataclass(frozen=True, slots=True)
class _Frame:
    """The places of a sheet's parts in units, for one length of the unit."""

    unit: float
    edge: float
    width: float
    height: float
    legend: Legend

    @property
    def body_width(self) -> float:
        return self.width - 2 * self.edge - _HEADER

    @property
    def body_top(self) -> float:
        return self.edge + _TOP + METRICS.ruler

    @property
    def body_height(self) -> float:
        return self.height - self.body_top - self.edge - _FOOT - self.legend.height - 10


@dataclass(slots=True)
class _Drawer:
    project: Shown
    index: ProjectIndex = field(init=False)
    numbers: Numbers = field(init=False)
    words: Words = field(init=False)
    choices: PrintChoices = field(init=False)
    scene: PageScene = field(init=False)
    labels: list[str] = field(init=False)
    widths: list[float] = field(init=False)
    pips: list[list[Pip]] = field(init=False)

    def __post_init__(self) -> None:
        """Work out what is the same at any size: labels, their widths, marks of claims."""
        project = self.project
        self.index, self.numbers = project.index, project.numbers
        self.words, self.choices = project.words, project.choices
        self.scene = page_scene(
            self.index, self.numbers, self.words["no_track"], project.folds, project.span
        )
        self.pips = [self._pips(event) for event in self.scene.events]
        self.labels = [event.title or self.words["no_title"] for event in self.scene.events]
        self.widths = [
            max(
                self._number_width(k) + measure_text(label, SIZE) + _SLACK,
                min(len(self.pips[k]), 6) * pip_step(METRICS.pip),
            )
            for k, label in enumerate(self.labels)
        ]

    def drawn(self) -> tuple[Drawing, tuple[Loss, ...]]:
        """Find the longest unit at which everything fits the height, and draw the sheets."""
        for sheet, unit in self._sizes():
            frame = self._frame(sheet, unit)
            scale, bands = self._packed(frame)
            if bands[-1].bottom <= frame.body_height:
                break
        sheets = tuple(
            self._sheet(frame, scale, bands, number) for number in range(self._sheet_count)
        )
        losses: tuple[Loss, ...] = ()
        if SIZE * unit < _READABLE:
            points = SIZE * unit / 25.4 * 72
            sentence = (
                f"The labels of the timeline are {points:.1f} points high; a larger sheet, or more"
                " of them, would make them readable"
            )
            losses = (Loss(sentence),)
        losses += counted(
            self.scene.outside,
            "event lies outside the stretch of time the view shows and is not drawn",
            "events lie outside the stretch of time the view shows and are not drawn",
        )
        return Drawing(sheet.width, sheet.height, unit, sheets), losses

    @property
    def _sheet_count(self) -> int:
        return self.choices.sheets

    def _sizes(self) -> Iterator[tuple[Paper, float]]:
        """Yield sheets and units, the most readable first: a roll grows before its text shrinks."""
        sheet = self.choices.sheet
        unit = _LARGEST * max(1.0, min(sheet.width, sheet.height) / _HAND)
        if self.choices.paper == "Roll":
            yield from ((roll, unit) for roll in _rolls(sheet))
        while unit >= _SMALLEST:
            yield sheet, unit
            unit *= 0.93
        yield sheet, unit

    def _frame(self, sheet: Paper, unit: float) -> _Frame:
        width, height, edge = sheet.width / unit, sheet.height / unit, _EDGE / unit
        legend = legend_of(self.words, paper_palette(), width - 2 * edge, measure_text)
        return _Frame(unit, edge, width, height, legend)

    def _packed(self, frame: _Frame) -> tuple[TimeScale, tuple[Band, ...]]:
        count = self._sheet_count
        width = frame.body_width * count - _OVERLAP * (count - 1)
        scale = self.scene.scale(width)
        return scale, self.scene.bands(scale, self._measure)

    def _measure(self, indices: Sequence[int]) -> list[float]:
        return [self.widths[k] for k in indices]

    def _number_width(self, k: int) -> float:
        return measure_text(self._number(k), SIZE) * _BOLD + 5

    def _number(self, k: int) -> str:
        return self.numbers.event(self.scene.events[k].id).text

    def _pips(self, event: Event) -> list[Pip]:
        return [
            self._pip(link.claim_id, link.stance) for link in self.index.claims_of_event[event.id]
        ]

    def _pip(self, claim_id: Id, stance: Stance) -> Pip:
        chain = self.index.chain(claim_id)
        voice = chain.actors[0].identification if chain.actors else Identification.UNSOURCED
        if chain.hops and chain.hops[0].status is HopStatus.UNSOURCED:
            voice = Identification.UNSOURCED
        role = "ink" if stance is Stance.SUPPORTS else stance.value
        return Pip(PipShape(shape_of(stance, voice).value), role)

    def _target(self, anchor: str) -> str:
        """Return where an event's number leads: to the table, or to its claims, if printed."""
        if Part.EVENTS in self.choices.parts:
            return row_anchor(anchor)
        return anchor if Part.CLAIMS in self.choices.parts else ""

    # Sheets

    def _sheet(
        self, frame: _Frame, scale: TimeScale, bands: tuple[Band, ...], number: int
    ) -> Sheet:
        words = self.words
        left = number * (frame.body_width - _OVERLAP)
        view = (left, left + frame.body_width)
        high = min(bands[-1].bottom, frame.body_height)
        x, top = frame.edge + _HEADER, frame.body_top
        ruler = METRICS.ruler
        shapes: list[Shape | Window] = [
            *self._title(frame, number),
            Window(x, top - ruler, frame.body_width, ruler, tuple(self._ruler(scale, view))),
            Window(x, top, frame.body_width, high, tuple(self._body(scale, bands, view, high))),
            *self._headers(frame, bands),
            *self._frame_lines(frame, high),
            *self._legend(frame),
            *self._foot(frame, number),
        ]
        drawn = len(self.scene.events) - self.scene.outside
        alternative = words.say("drawing_alt", events=drawn, span=self._extent())
        name = words["timeline"]
        if self._sheet_count > 1:
            name += ", " + words.say("sheet_of", page=number + 1, pages=self._sheet_count)
        return Sheet(name, alternative, tuple(shapes))

    def _extent(self) -> str:
        """Say from when to when the drawing goes."""
        span = self.scene.span
        return extent(*span, self.words) if span else span_of(self.numbers.events, self.words)

    def _title(self, frame: _Frame, number: int) -> Iterator[Shape]:
        ink = paper_palette().roles
        title = self.index.contents.project.title or self.words["no_title"]
        room = frame.width - 2 * frame.edge
        side = self._extent()
        if self._sheet_count > 1:
            side += " · " + self.words.say("sheet_of", page=number + 1, pages=self._sheet_count)
        wide = measure_text(side, SIZE)
        y = frame.edge + 20
        yield Text(
            frame.edge, y, 21, elided(title, 21 * _BOLD, room - wide - 30), ink["ink"], bold=True
        )
        yield Text(frame.width - frame.edge - wide, y, SIZE, side, ink["ink_soft"])

    def _ruler(self, scale: TimeScale, view: tuple[float, float]) -> Iterator[Shape]:
        roles = paper_palette().roles
        high, shift = METRICS.ruler, view[0]
        yield Fill(0, 0, view[1] - view[0], high, roles["surface"])
        ruler = rule(scale, *view, PageWords(self.words), self._ruler_measure)
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
        return measure_text(text, SMALL if tier else SIZE * _BOLD)

    def _body(
        self, scale: TimeScale, bands: tuple[Band, ...], view: tuple[float, float], high: float
    ) -> Iterator[Shape]:
        palette, shift = paper_palette(), view[0]
        ruler = rule(scale, *view, PageWords(self.words), self._ruler_measure)
        for tick in ruler.ticks:
            colour = palette.roles["line" if tick.major else "grid"]
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
            return
        title = elided(self.labels[box.event], SIZE, end - x - number)
        if box.place == Place.LEFT:
            x = end - number - measure_text(title, SIZE)
        y = box.top + METRICS.bar / 2 + 4.4
        link = self.numbers.event(self.scene.events[box.event].id)
        yield Text(x, y, SIZE, link.text, ink, bold=True, to=self._target(link.to))
        yield Text(x + number, y, SIZE, title, ink)

    def _headers(self, frame: _Frame, bands: Sequence[Band]) -> Iterator[Shape]:
        palette = paper_palette()
        x, top = frame.edge, frame.body_top
        for band in bands:
            y, lane = top + band.top, band.lane
            yield Fill(x, y, _HEADER, band.height, palette.roles["surface"])
            yield Fill(x, y, 5, band.height, palette.fill(lane.spec.colour))
            yield Fill(x, y + band.height - 0.8, _HEADER, 0.8, palette.roles["line"])
            for title in wrapped(lane.spec.title, SIZE * _BOLD, _HEADER - 20):
                y += 17
                yield Text(x + 14, y + 1, SIZE, title, palette.roles["ink"], bold=True)
            counts = self.words.say("lane_counts", events=len(lane), claims=lane.claims)
            yield Text(x + 14, y + 17, SMALL, counts, palette.roles["ink_soft"])
            if lane.contested:
                contested = self.words.say("lane_contested", count=lane.contested)
                yield Text(x + 14, y + 32, SMALL, contested, palette.roles["disputes"])

    def _frame_lines(self, frame: _Frame, high: float) -> Iterator[Shape]:
        line = paper_palette().roles["line"]
        x, top = frame.edge, frame.body_top
        wide = frame.width - 2 * frame.edge
        yield Fill(x, top - METRICS.ruler, wide, 0.8, line)
        yield Fill(x, top - 0.8, wide, 0.8, line)
        yield Fill(x + _HEADER - 0.8, top, 0.8, high, line)
        right = x + wide
        points = ((right, top - METRICS.ruler), (right, top + high))
        yield Stroke(points, line, 0.8)

    def _legend(self, frame: _Frame) -> Iterator[Shape]:
        top = frame.height - frame.edge - _FOOT - frame.legend.height
        for shape in frame.legend.shapes:
            yield moved(shape, frame.edge, top)

    def _foot(self, frame: _Frame, number: int) -> Iterator[Shape]:
        roles = paper_palette().roles
        y = frame.height - frame.edge
        text = f"{self._shown()} · {self.project.state}"
        yield Text(frame.edge, y - 3, SMALL, text, roles["ink_soft"])
        count = self._sheet_count
        for k in range(count if count > 1 else 0):
            x = frame.width - frame.edge - (count - k) * 22
            corners = ((x, y - 14), (x + 17, y - 14), (x + 17, y - 2), (x, y - 2))
            inside = roles["accent"] if k == number else "#ffffff"
            yield Stroke(corners, roles["ink_faint"], 0.8, closed=True, fill=inside)

    def _shown(self) -> str:
        dated, undated = len(self.numbers.events), len(self.numbers.undated)
        everything = dated + undated + self.project.filtered[0]
        shown = dated - self.scene.outside
        parts = {"shown": shown, "all": everything, "undated": undated}
        if not self.choices.view:
            return self.words.say("shown_of", **parts)
        filtered = self.project.filtered[0]
        view = self.project.printer.text(self.choices.view)
        told = self.words.say("shown_of_view", view=view, filtered=filtered, **parts)
        outside = self.scene.outside
        return told + (self.words.say("outside_span", count=outside) if outside else "")


def _rolls(whole: Paper) -> Iterator[Paper]:
    """Yield ever longer pieces of a roll, all shorter than the whole of it."""
    length = _SHORTEST_ROLL
    while length < max(whole.width, whole.height):
        is_wide = whole.width > whole.height
        yield replace(whole, width=length) if is_wide else replace(whole, height=length)
        length *= _LONGER


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


def moved(shape: Shape, dx: float, dy: float) -> Shape:
    """Return a shape somewhere else."""
    if isinstance(shape, Stroke):
        return replace(shape, points=tuple((x + dx, y + dy) for x, y in shape.points))
    return replace(shape, x=shape.x + dx, y=shape.y + dy)
