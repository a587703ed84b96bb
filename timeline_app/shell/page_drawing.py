"""The timeline on sheets of paper: scene in, shapes out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from timeline_app.exchange.cover_page import span_of
from timeline_app.exchange.date_words import extent
from timeline_app.exchange.drawing import Drawing, Fill, Shape, Sheet, Stroke, Text, Window
from timeline_app.exchange.losses import Loss, counted
from timeline_app.exchange.palette import paper_palette
from timeline_app.exchange.showing import Shown
from timeline_app.scene.layout import Band
from timeline_app.scene.scale import TimeScale
from timeline_app.shell.page_body import PageBody
from timeline_app.shell.page_frame import FOOT, HEADER, Frame, frame_of, sizes_of
from timeline_app.shell.page_scene import METRICS, PageScene, page_scene
from timeline_app.shell.page_text import BOLD, SIZE, SMALL, elided, measure_text, wrapped

_OVERLAP = 90.0
"""Units that a sheet shows again of the one before."""

_READABLE = 1.41
"""Millimetres: text of less than 4 points cannot be read without a glass."""


def draw_timeline(project: Shown) -> tuple[Drawing, tuple[Loss, ...]]:
    """Draw the dated events on the sheets chosen, and say what is not as it should be."""
    return _Drawer(project).drawn()


@dataclass(slots=True)
class _Drawer:
    project: Shown
    scene: PageScene = field(init=False)
    body: PageBody = field(init=False)

    def __post_init__(self) -> None:
        """Lay out the scene, which is the same at any size."""
        project = self.project
        none = project.words["no_track"]
        self.scene = page_scene(project.index, project.numbers, none, project.folds, project.span)
        self.body = PageBody(project, self.scene)

    def drawn(self) -> tuple[Drawing, tuple[Loss, ...]]:
        """Find the longest unit at which everything fits the height, and draw the sheets."""
        for sheet, unit in sizes_of(self.project.choices):
            frame = frame_of(sheet, unit, self.project.words)
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
        return self.project.choices.sheets

    def _packed(self, frame: Frame) -> tuple[TimeScale, tuple[Band, ...]]:
        count = self._sheet_count
        width = frame.body_width * count - _OVERLAP * (count - 1)
        scale = self.scene.scale(width)
        return scale, self.scene.bands(scale, self.body.measure)

    def _sheet(self, frame: Frame, scale: TimeScale, bands: tuple[Band, ...], number: int) -> Sheet:
        words = self.project.words
        left = number * (frame.body_width - _OVERLAP)
        view = (left, left + frame.body_width)
        high = min(bands[-1].bottom, frame.body_height)
        x, top = frame.edge + HEADER, frame.body_top
        ruler = METRICS.ruler
        shapes: list[Shape | Window] = [
            *self._title(frame, number),
            Window(x, top - ruler, frame.body_width, ruler, tuple(self.body.ruler(scale, view))),
            Window(
                x, top, frame.body_width, high, tuple(self.body.events(scale, bands, view, high))
            ),
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
        return (
            extent(*span, self.project.words)
            if span
            else span_of(self.project.numbers.events, self.project.words)
        )

    def _title(self, frame: Frame, number: int) -> Iterator[Shape]:
        ink = paper_palette().roles
        title = self.project.index.contents.project.title or self.project.words["no_title"]
        room = frame.width - 2 * frame.edge
        side = self._extent()
        if self._sheet_count > 1:
            side += " · " + self.project.words.say(
                "sheet_of", page=number + 1, pages=self._sheet_count
            )
        wide = measure_text(side, SIZE)
        y = frame.edge + 20
        yield Text(
            frame.edge, y, 21, elided(title, 21 * BOLD, room - wide - 30), ink["ink"], bold=True
        )
        yield Text(frame.width - frame.edge - wide, y, SIZE, side, ink["ink_soft"])

    def _headers(self, frame: Frame, bands: Sequence[Band]) -> Iterator[Shape]:
        palette = paper_palette()
        x, top = frame.edge, frame.body_top
        for band in bands:
            y, lane = top + band.top, band.lane
            yield Fill(x, y, HEADER, band.height, palette.roles["surface"])
            yield Fill(x, y, 5, band.height, palette.fill(lane.spec.colour))
            yield Fill(x, y + band.height - 0.8, HEADER, 0.8, palette.roles["line"])
            for title in wrapped(lane.spec.title, SIZE * BOLD, HEADER - 20):
                y += 17
                yield Text(x + 14, y + 1, SIZE, title, palette.roles["ink"], bold=True)
            counts = self.project.words.say("lane_counts", events=len(lane), claims=lane.claims)
            yield Text(x + 14, y + 17, SMALL, counts, palette.roles["ink_soft"])
            if lane.contested:
                contested = self.project.words.say("lane_contested", count=lane.contested)
                yield Text(x + 14, y + 32, SMALL, contested, palette.roles["disputes"])

    def _frame_lines(self, frame: Frame, high: float) -> Iterator[Shape]:
        line = paper_palette().roles["line"]
        x, top = frame.edge, frame.body_top
        wide = frame.width - 2 * frame.edge
        yield Fill(x, top - METRICS.ruler, wide, 0.8, line)
        yield Fill(x, top - 0.8, wide, 0.8, line)
        yield Fill(x + HEADER - 0.8, top, 0.8, high, line)
        right = x + wide
        points = ((right, top - METRICS.ruler), (right, top + high))
        yield Stroke(points, line, 0.8)

    def _legend(self, frame: Frame) -> Iterator[Shape]:
        top = frame.height - frame.edge - FOOT - frame.legend.height
        for shape in frame.legend.shapes:
            yield moved(shape, frame.edge, top)

    def _foot(self, frame: Frame, number: int) -> Iterator[Shape]:
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
        dated, undated = len(self.project.numbers.events), len(self.project.numbers.undated)
        everything = dated + undated + self.project.filtered[0]
        shown = dated - self.scene.outside
        parts = {"shown": shown, "all": everything, "undated": undated}
        if not self.project.choices.view:
            return self.project.words.say("shown_of", **parts)
        filtered = self.project.filtered[0]
        view = self.project.printer.text(self.project.choices.view)
        told = self.project.words.say("shown_of_view", view=view, filtered=filtered, **parts)
        outside = self.scene.outside
        return told + (self.project.words.say("outside_span", count=outside) if outside else "")


def moved(shape: Shape, dx: float, dy: float) -> Shape:
    """Return a shape somewhere else."""
    if isinstance(shape, Stroke):
        return replace(shape, points=tuple((x + dx, y + dy) for x, y in shape.points))
    return replace(shape, x=shape.x + dx, y=shape.y + dy)
