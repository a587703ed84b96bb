"""The timeline as the main window has it: canvas, overview and tray, tied to the selection."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    QLocale,
    QPoint,
    QPointF,
    QSignalBlocker,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtWidgets import QGridLayout, QScrollBar, QWidget

from timeline_app.domain.records import ClaimEvent
from timeline_app.models.accounts import marks_of
from timeline_app.models.document import Document
from timeline_app.models.remembered_views import RememberedViews
from timeline_app.models.selection import Ref, Selection
from timeline_app.models.timeline_model import TimelineModel
from timeline_app.scene.density import Chip
from timeline_app.scene.opened import TimeMark
from timeline_app.scene.stops import Stop, next_stop, stops_in
from timeline_app.widgets.go_to_date import GoToDate
from timeline_app.widgets.legend import Legend
from timeline_app.widgets.marks_band import MarksBand
from timeline_app.widgets.overview import Overview
from timeline_app.widgets.painting.density import strip_top
from timeline_app.widgets.plain import plain_label
from timeline_app.widgets.reading_progress import ReadingProgress
from timeline_app.widgets.timeline_accessible import install, tell_focus
from timeline_app.widgets.timeline_canvas import TimelineCanvas
from timeline_app.widgets.timeline_corner import Corner
from timeline_app.widgets.timeline_editing import Hand
from timeline_app.widgets.timeline_input import TimelineInput
from timeline_app.widgets.timeline_menus import list_hidden
from timeline_app.widgets.timeline_navigation import Navigator
from timeline_app.widgets.tray import Tray

_SETTLED = 700
"""Milliseconds without a move after which the place is remembered."""


class TimelineView(QWidget):
    """Shows the events of a document in time; asks for edits, makes none."""

    edit_requested = Signal(object)  # Edit
    hinted = Signal(str)  # a sentence for the status bar: why nothing happened
    shown_changed = Signal(str)  # "23 of 26 shown, 3 undated, 0 filtered"

    def __init__(
        self, document: Document, selection: Selection, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._selection = selection
        install()
        self.model = TimelineModel(document, self)
        self.canvas = TimelineCanvas(self.model, self)
        self.navigator = Navigator(self.canvas, selection)
        self.hand = Hand(self.canvas, self)
        self._corner = Corner(self.canvas, self.hand)
        self._progress = ReadingProgress(self.canvas)
        self._overview = Overview(self.canvas, self)
        self._marks = MarksBand(self.canvas, self)
        self._tray = Tray(self.hand, self)
        self._empty = plain_label(
            self.tr(
                "Nothing on the timeline yet.\nCtrl+E types a claim, and the event it is about."
            ),
            role="ink_soft",
        )
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._date: GoToDate | None = None
        self._views = RememberedViews.of_this_person()
        self._project_id = document.project.id
        self._settling = QTimer(self, singleShot=True, interval=_SETTLED)
        self._arrange()
        self._wire()
        self._come_back()
        self._select(selection.current)

    @property
    def shown_text(self) -> str:
        """What the view shows and what it does not."""
        locale = QLocale()
        text = QCoreApplication.translate("timeline", "%1 of %2 shown, %3 undated, %4 filtered")
        for mark, count in zip(("%1", "%2", "%3", "%4"), self.model.counts, strict=True):
            text = text.replace(mark, locale.toString(count))
        return text

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.canvas, 0, 0)
        grid.addWidget(self._bar, 0, 1)
        grid.addWidget(self._marks, 1, 0, 1, 2)
        grid.addWidget(self._tray, 2, 0, 1, 2)
        grid.addWidget(self._overview, 3, 0, 1, 2)
        grid.setRowStretch(0, 1)
        grid.setColumnStretch(0, 1)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        grid.addWidget(self._empty, 0, 0, Qt.AlignmentFlag.AlignCenter)
        self._tell_when_empty()
        self.setFocusProxy(self.canvas)

    def _wire(self) -> None:
        self._input = TimelineInput(self)
        self.canvas.moved.connect(self._follow_scroll)
        self.canvas.moved.connect(self._settling.start)
        self._settling.timeout.connect(self._remember)
        self._bar.valueChanged.connect(self.canvas.scroll_to)
        self._overview.taken.connect(self.navigator.leave)
        self._overview.span_requested.connect(lambda a, b: self.canvas.fit(a, b, margin=0.0))
        self._tray.told.connect(self.hinted)
        self._tray.event_chosen.connect(lambda i: self.navigator.select(self.model.name(i).id))
        self._marks.time_chosen.connect(self.navigator.go_to)
        self.hand.edit_requested.connect(self.edit_requested)
        self.hand.refused.connect(self.hinted)
        self.hand.created.connect(self.navigator.select)
        self.model.changed.connect(self._follow_model)
        self._selection.changed.connect(self._turn_to)

    def _tell_when_empty(self) -> None:
        self._empty.setVisible(not any(self.model.counts))

    def _come_back(self) -> None:
        """Show the project as it was left, if it was seen before."""
        place = self._views.load(self._project_id)
        if place is not None:
            self.canvas.come_back(place)

    def _remember(self) -> None:
        if not self.canvas.is_untouched:
            self._views.save(self._project_id, self.canvas.place)

    def _follow_model(self) -> None:
        self._tell_when_empty()
        self._select(self._selection.current)
        self.shown_changed.emit(self.shown_text)

    def _follow_scroll(self) -> None:
        area, bar = self.canvas.area, self._bar
        most = max(round(self.canvas.layout_at_hand.height - area.height()), 0)
        page, step = round(area.height()), round(self.canvas.look.metrics.row)
        wanted = most, page, step, round(self.canvas.offset)
        if wanted != (bar.maximum(), bar.pageStep(), bar.singleStep(), bar.value()):
            with QSignalBlocker(bar):
                bar.setRange(0, most)
                bar.setPageStep(page)
                bar.setSingleStep(step)
                bar.setValue(wanted[-1])
        bar.setVisible(most > 0)

    # Selection

    def _turn_to(self, ref: object) -> None:
        self.canvas.sought = None  # what is selected is what zooming is about now
        self._select(ref)

    def _select(self, ref: object) -> None:
        indices = self._indices(ref) if isinstance(ref, Ref) else frozenset()
        several = self.navigator.several
        marks: tuple[TimeMark, ...] = ()
        if isinstance(ref, Ref) and ref.kind == "claim":
            marks = marks_of(self.model.document, ref.id)
        self._point_out(several if indices and indices <= several else indices, marks)
        self._tray.refresh()
        if len(indices) == 1 and isinstance(ref, Ref) and ref.kind == "event":
            self.navigator.reveal(next(iter(indices)))
        tell_focus(self.canvas)

    def _point_out(self, indices: frozenset[int], marks: tuple[TimeMark, ...]) -> None:
        """Show some events as selected, and the times that are marked for the selected claim."""
        canvas = self.canvas
        if (indices, marks) != (canvas.selected, canvas.marks):
            canvas.selected, canvas.marks = indices, marks
            canvas.update()
            self._marks.refresh()

    def _indices(self, ref: Ref) -> frozenset[int]:
        """Return the events a record is, or bears on."""
        ids = [ref.id] if ref.kind == "event" else []
        if ref.kind == "claim":
            ids = [x.event_id for x in self.model.document.where(ClaimEvent, claim_id=ref.id)]
        found = (self.model.index_of(i) for i in ids)
        return frozenset(i for i in found if i is not None)

    def ask_date(self) -> None:
        """Ask for a date to go to."""
        if self._date is None:
            self._date = GoToDate(self.canvas)
            self._date.span_chosen.connect(self._go_to)
            self._date.closed.connect(self.canvas.setFocus)
        area = self.canvas.area
        self._date.ask(QPoint(round(area.left()) + 12, round(area.top()) + 8))

    def _go_to(self, first: int, last: int) -> None:
        self.navigator.go_to((first + last) // 2)
        if self.canvas.scale.x_of(last) - self.canvas.scale.x_of(first) > self.canvas.area.width():
            self.navigator.show_span(first, last)
        self.canvas.setFocus()

    def go_to_tray(self) -> None:
        """Turn the keys to the events without a date, if there are any."""
        if self._tray.isVisible():
            self._tray.setFocus(Qt.FocusReason.TabFocusReason)

    def show_legend(self) -> None:
        """Explain the glyphs."""
        Legend(self.canvas.look, self).show()

    def list_hidden(self, chip: Chip) -> None:
        """List the events that a “+N” stands for."""
        look, band = self.canvas.look, self.canvas.layout_now.bands[chip.lane]
        y = strip_top(band, look) - self.canvas.offset + self.canvas.area.top()
        at = QPointF(chip.left, y + look.metrics.strip).toPoint()
        list_hidden(self, chip, self.canvas.mapToGlobal(at))

    def keep_lanes(self) -> bool:
        """Make no other lanes after all; False if none are being made."""
        return self.model.regrouping.cancel()

    def tab(self, direction: int) -> bool:
        """Go to the next thing in view, lane by lane; False when there is none and Tab leaves."""
        stops = stops_in(self.canvas.page)
        here: Stop | None = self.canvas.chip
        if here is None:
            here = next(iter(sorted(self.canvas.selected)), None)
        stop = next_stop(stops, here, direction)
        if stop is None:
            return False
        self.canvas.chip = stop if isinstance(stop, Chip) else None
        if isinstance(stop, int):
            self.navigator.select(self.model.name(stop).id)
        self.canvas.update()
        return True

    def enter(self) -> None:
        """Open what is selected: the list of a “+N”, or the claims of an event."""
        if self.canvas.chip is not None:
            self.list_hidden(self.canvas.chip)
        else:
            self.navigator.toggle_open()
