"""What is shown of the project: filters over every view, beside the views kept by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from timeline_app.domain.cleaning import one_line
from timeline_app.domain.comparing import Overlap
from timeline_app.domain.edits import Edit
from timeline_app.domain.reading import read_wording
from timeline_app.domain.records import Claim, Event, Track
from timeline_app.domain.view_filter import (
    EVERYTHING,
    NO_TRACK,
    TimeFilter,
    ViewFilter,
)
from timeline_app.domain.vocabulary import Stance
from timeline_app.models.anchors import conventions_of
from timeline_app.models.completions import Completions
from timeline_app.models.document import Document
from timeline_app.models.view_filter import ViewFiltering
from timeline_app.models.words import choices_of
from timeline_app.widgets.choice_menu import ChoiceMenu
from timeline_app.widgets.fields.flow import Flow
from timeline_app.widgets.kept_views import KeptViews
from timeline_app.widgets.plain import plain_label, set_tooltip
from timeline_app.widgets.query_edit import QueryEdit
from timeline_app.widgets.whole_lines import WholeLines

Axis = tuple[tuple[tuple[int, int], ...] | None, tuple[int, int] | None]
"""The folds and the visible span of the timeline, in seconds."""

_PAUSE_MS = 150
_LOOKING_MS = 300
"""After which it is said that a search goes on; a shorter one would only flicker."""

_FITS = frozenset({Overlap.CERTAINLY, Overlap.POSSIBLY})


class ViewsBar(WholeLines):
    """Narrows what every view shows, and keeps such views in the project."""

    edit_requested = Signal(object)  # Edit
    axis_requested = Signal(object)  # Axis, when a kept view is chosen
    closed = Signal()

    def __init__(
        self,
        document: Document,
        filtering: ViewFiltering,
        read_axis: Callable[[], Axis],
        parent: QWidget | None = None,
    ) -> None:
        """Show the filter that is on; `read_axis` tells how the timeline stands now."""
        super().__init__(parent)
        self._document = document
        self._filtering = filtering
        self._read_axis = read_axis
        self._problems, self._refusal = "", ""
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._looking = QTimer(self, singleShot=True, interval=_LOOKING_MS)
        self.kept = KeptViews(document, self._now)
        self._make_filters()
        self._lay_out()
        self._wire()
        self._fill_tracks()
        self._present()

    # The filter

    def clear(self) -> None:
        """Show everything."""
        self.kept.forget()
        self._apply(replace(EVERYTHING, dims=self.dims.isChecked()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._pause.stop()  # what is half typed is given up
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _show_kept(self, view: ViewFilter | None) -> None:
        if view is None:
            self.clear()
            return
        self._apply(view)
        self.axis_requested.emit((view.folds, view.span))

    def _now(self) -> ViewFilter:
        """Return what is shown, with the timeline's folds and span."""
        folds, span = self._read_axis()
        return replace(self._filtering.view, folds=folds, span=span)

    # Making

    def _make_filters(self) -> None:
        self.words = QueryEdit(Completions(self._document).candidates)
        self.words.setPlaceholderText(self.tr("words, speaker:…, is:contested"))
        self.words.setAccessibleName(self.tr("Show only what is found by these words"))
        self.words.setClearButtonEnabled(True)
        self.words.setMinimumWidth(240)
        self.span = QLineEdit()
        self.span.setPlaceholderText(self.tr("any time"))
        self.span.setAccessibleName(self.tr("Show only what lies in this time"))
        self.span.setClearButtonEnabled(True)
        self.span.setMinimumWidth(190)
        set_tooltip(self.span, self.tr("January 2026, since 2019, 2026-01-20/2026-01-28 …"))
        self.fits = ChoiceMenu(self.tr("In it: nothing"), self._fit_choices(), says=self._said_fits)
        self.stances = ChoiceMenu(self.tr("Stances"), choices_of(Stance))
        self.tracks = ChoiceMenu(self.tr("Tracks"), ())
        self.dims = QCheckBox(self.tr("Dim instead of hiding"))
        self.all = QPushButton(self.tr("Show all"))
        self.count = plain_label("", wrap=True, role="ink_soft")
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.notice = plain_label("", wrap=True, role="warning")

    def _fit_choices(self) -> tuple[tuple[Overlap, str], ...]:
        return (
            (Overlap.CERTAINLY, self.tr("certainly")),
            (Overlap.POSSIBLY, self.tr("possibly")),
            (Overlap.NOT, self.tr("not")),
        )

    def _said_fits(self, chosen: Sequence[str]) -> str:
        return self.tr("{how} in it").format(how=self.tr(" or ").join(chosen))

    def _lay_out(self) -> None:
        kept = QHBoxLayout()
        kept.addWidget(self.kept, 2)
        kept.addWidget(self.count, 1)
        kept.addWidget(self.all, 0, Qt.AlignmentFlag.AlignTop)
        row = QWidget()
        flow = Flow(row, gap=6)
        height = self.fits.sizeHint().height()
        for part in (self.words, self.span, self.fits, self.stances, self.tracks, self.dims):
            part.setMinimumHeight(height)  # what stands on a line stands on one level
            flow.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 6)
        column.setSpacing(5)
        column.addLayout(kept)
        column.addWidget(row)
        column.addWidget(self.notice)
        self.notice.hide()

    def _wire(self) -> None:
        self.words.textChanged.connect(self._pause.start)
        self.span.textChanged.connect(self._pause.start)
        for line in (self.words, self.span):
            line.returnPressed.connect(self._take)
        self.words.list_closed.connect(self._tell_refusals)
        self._pause.timeout.connect(self._take)
        for menu in (self.fits, self.stances, self.tracks):
            menu.changed.connect(self._take)
        self.dims.toggled.connect(self._take)
        self.all.clicked.connect(self.clear)
        self.kept.chosen.connect(self._show_kept)
        self.kept.told.connect(self._tell)
        self.kept.edit_requested.connect(self.edit_requested)
        self._filtering.changed.connect(self._present)
        self._filtering.looking.connect(self._looking.start)
        self._looking.timeout.connect(self._count)
        self._filtering.problems_found.connect(self._take_problems)
        self._document.edited.connect(self._follow)

    # Following

    def _take(self) -> None:
        """Filter by what the fields say."""
        self._pause.stop()
        self._refusal = ""
        view = replace(
            self._filtering.view,
            search=one_line(self.words.text()),
            stances=self._stances(),
            hidden_tracks=frozenset(map(str, self.tracks.left_out)),
            time=self._time(),
            dims=self.dims.isChecked(),
        )
        if view != self._filtering.view:
            self._problems = ""
            self._filtering.show(view)
            self._count()
        self._tell_refusals()

    def _take_problems(self, problems: tuple[str, ...]) -> None:
        self._problems = " ".join(problems)
        self._tell_refusals()

    def _tell_refusals(self) -> None:
        """Say what of the search or the time is not understood, for as long as it stands.

        What is half typed, with a list of how it could go on, is no mistake yet.
        """
        problems = "" if self.words.is_listing else self._problems
        self._tell(" ".join(filter(None, (problems, self._refusal))))

    def _stances(self) -> frozenset[Stance] | None:
        if self.stances.takes_all:
            return None
        return frozenset(stance for stance in Stance if stance in self.stances.chosen)

    def _time(self) -> TimeFilter | None:
        typed = one_line(self.span.text())
        if not typed:
            return None
        answer = read_wording(typed, None, conventions_of(self._document))
        if answer.reading is None:
            self._refusal = answer.refusal or self.tr("This is no time.")
            return self._filtering.view.time
        fits = frozenset(fit for fit in Overlap if fit in self.fits.chosen)
        return TimeFilter(answer.reading.edtf, fits)

    def _apply(self, view: ViewFilter) -> None:
        self._problems = self._refusal = ""
        self._tell("")
        self._filtering.show(view)
        self._present()

    def _present(self) -> None:
        """Show the filter that is on; what is being typed stays."""
        view = self._filtering.view
        widgets = (self.words, self.span, self.dims)
        blockers = [QSignalBlocker(widget) for widget in widgets]
        if one_line(self.words.text()) != view.search:
            self.words.setText(view.search)
        if view.time is None and not self.span.hasFocus():
            self.span.clear()
        elif view.time is not None and not self.span.text():
            self.span.setText(view.time.edtf)
        self.fits.choose(_FITS if view.time is None else view.time.fits)
        self.fits.setEnabled(view.time is not None)
        self.stances.choose(Stance if view.stances is None else view.stances)
        self.tracks.leave_out(view.hidden_tracks)
        self.dims.setChecked(view.dims)
        del blockers
        self.kept.present()
        self._count()

    def _count(self) -> None:
        view, fitting = self._filtering.view, self._filtering.fitting
        self.all.setEnabled(not view.shows_all)
        if view.shows_all:
            self.count.setText(self.tr("Everything is shown."))
        elif fitting is None or (self._filtering.is_waiting and not self._looking.isActive()):
            self.count.setText(self.tr("looking…"))
        else:
            self.count.setText(
                self.tr("{events} of {all_events} events · {claims} of {all_claims} claims").format(
                    events=f"{len(fitting.events):,}",
                    all_events=f"{self._document.count(Event):,}",
                    claims=f"{len(fitting.claims):,}",
                    all_claims=f"{self._document.count(Claim):,}",
                )
            )

    def _follow(self, edit: Edit) -> None:
        if edit.touches("track"):
            self._fill_tracks()
            self._present()

    def _fill_tracks(self) -> None:
        tracks = [(track.id, track.title) for track in self._document.all(Track)]
        self.tracks.offer((*tracks, (NO_TRACK, self.tr("no track"))))

    def _tell(self, sentence: str) -> None:
        self.notice.setText(sentence)
        self.notice.setVisible(bool(sentence))
