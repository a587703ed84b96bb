"""What is shown of the project: filters over every view, and views kept by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from timeline_app.domain.cleaning import one_line
from timeline_app.domain.comparing import Overlap
from timeline_app.domain.edits import Edit, add, remove, revise
from timeline_app.domain.folding import folded
from timeline_app.domain.reading import read_wording
from timeline_app.domain.records import Claim, Event, Id, SavedView, Track
from timeline_app.domain.view_filter import (
    EVERYTHING,
    NO_TRACK,
    TimeFilter,
    ViewError,
    ViewFilter,
    saved,
    view_of,
)
from timeline_app.domain.vocabulary import Stance
from timeline_app.models.anchors import conventions_of
from timeline_app.models.document import Document
from timeline_app.models.view_filter import ViewFiltering
from timeline_app.models.words import choices_of
from timeline_app.widgets.choice_menu import ChoiceMenu
from timeline_app.widgets.fields.drop_down import DropDown
from timeline_app.widgets.fields.flow import Flow
from timeline_app.widgets.plain import plain_label, set_tooltip

Axis = tuple[tuple[tuple[int, int], ...] | None, tuple[int, int] | None]
"""The folds and the visible span of the timeline, in seconds."""

_PAUSE_MS = 150
_FITS = frozenset({Overlap.CERTAINLY, Overlap.POSSIBLY})


class ViewsBar(QWidget):
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
        self._chosen: Id | None = None
        self._problems, self._refusal = "", ""
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._make_filters()
        self._make_kept()
        self._lay_out()
        self._wire()
        self._fill_kept()
        self._fill_tracks()
        self._present()

    # The filter

    def clear(self) -> None:
        """Show everything."""
        self._chosen = None
        self._apply(replace(EVERYTHING, dims=self.dims.isChecked()))

    def choose(self, view_id: Id | None) -> None:
        """Show a kept view, or everything; of one that cannot be read only say so."""
        record = None if view_id is None else self._document.get(SavedView, view_id)
        if record is None:
            self.clear()
            return
        try:
            view = view_of(record)
        except ViewError as trouble:
            self._fill_kept()
            self._tell(str(trouble))
            return
        self._chosen = record.id
        self._apply(view)
        self.axis_requested.emit((view.folds, view.span))

    # Keeping

    def save_as(self, name: str) -> None:
        """Ask to keep what is shown under a name; a view of that name is replaced."""
        clean = one_line(name)
        if not clean:
            self._tell(self.tr("Give the view a name."))
            return
        same = (v for v in self._document.all(SavedView) if folded(v.name) == folded(clean))
        before = next(same, None)
        record = saved(clean, self._now(), None if before is None else before.id)
        self._chosen = record.id
        if before is None:
            self.edit_requested.emit(add(self._label(self.tr("Keep view “{name}”"), clean), record))
        elif before != record:
            label = self._label(self.tr("Change view “{name}”"), clean)
            self.edit_requested.emit(revise(label, before, record))
        self._end_naming()

    def update_chosen(self) -> None:
        """Ask to keep what is shown under the name of the view that was chosen."""
        record = self._record()
        if record is not None:
            self.save_as(record.name)

    def delete_chosen(self) -> None:
        """Ask to remove the view that was chosen; what is shown stays."""
        record = self._record()
        if record is not None:
            self._chosen = None
            label = self._label(self.tr("Delete view “{name}”"), record.name)
            self.edit_requested.emit(remove(label, [record]))

    def _record(self) -> SavedView | None:
        return None if self._chosen is None else self._document.get(SavedView, self._chosen)

    def _label(self, words: str, name: str) -> str:
        return words.format(name=name)

    def _now(self) -> ViewFilter:
        """Return what is shown, with the timeline's folds and span."""
        folds, span = self._read_axis()
        return replace(self._filtering.view, folds=folds, span=span)

    # Making

    def _make_filters(self) -> None:
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("words, speaker:…, is:contested"))
        self.words.setAccessibleName(self.tr("Show only what is found by these words"))
        self.words.setClearButtonEnabled(True)
        self.words.setMinimumWidth(240)
        self.span = QLineEdit()
        self.span.setPlaceholderText(self.tr("any time"))
        self.span.setAccessibleName(self.tr("Show only what lies in this time"))
        self.span.setClearButtonEnabled(True)
        self.span.setMinimumWidth(150)
        set_tooltip(self.span, self.tr("January 2026, since 2019, 2026-01-20/2026-01-28 …"))
        self.fits = ChoiceMenu(self.tr("In it: nothing"), self._fit_choices(), says=self._said_fits)
        self.stances = ChoiceMenu(self.tr("Stances"), choices_of(Stance))
        self.tracks = ChoiceMenu(self.tr("Tracks"), ())
        self.dims = QCheckBox(self.tr("Dim instead of hiding"))
        self.all = QPushButton(self.tr("Show all"))
        self.count = plain_label("", role="ink_soft")
        self.notice = plain_label("", wrap=True, role="warning")

    def _fit_choices(self) -> tuple[tuple[Overlap, str], ...]:
        return (
            (Overlap.CERTAINLY, self.tr("certainly")),
            (Overlap.POSSIBLY, self.tr("possibly")),
            (Overlap.NOT, self.tr("not")),
        )

    def _said_fits(self, chosen: Sequence[str]) -> str:
        return self.tr("{how} in it").format(how=self.tr(" or ").join(chosen))

    def _make_kept(self) -> None:
        self.kept = DropDown()
        self.kept.setAccessibleName(self.tr("View"))
        self.kept.setMinimumContentsLength(14)
        self.kept.setSizeAdjustPolicy(
            DropDown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("Name of the view, then Enter"))
        self.name.setAccessibleName(self.tr("Name of the view"))
        self.name.setMinimumWidth(190)
        self.name.hide()
        self.save = QPushButton(self.tr("Keep view…"))
        self.update_button = QPushButton(self.tr("Update"))
        set_tooltip(self.update_button, self.tr("Keep what is shown under the name of this view"))
        self.delete = QPushButton(self.tr("Delete"))
        set_tooltip(self.delete, self.tr("Delete this view; what is shown stays"))

    def _lay_out(self) -> None:
        kept = QHBoxLayout()
        for widget in (self.kept, self.name, self.save, self.update_button, self.delete):
            kept.addWidget(widget)
        kept.addWidget(self.count, 1, Qt.AlignmentFlag.AlignRight)
        kept.addWidget(self.all)
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
        self._pause.timeout.connect(self._take)
        for menu in (self.fits, self.stances, self.tracks):
            menu.changed.connect(self._take)
        self.dims.toggled.connect(self._take)
        self.all.clicked.connect(self.clear)
        self.kept.activated.connect(lambda at: self.choose(self.kept.itemData(at)))
        self.save.clicked.connect(self._begin_naming)
        self.name.returnPressed.connect(lambda: self.save_as(self.name.text()))
        self.update_button.clicked.connect(self.update_chosen)
        self.delete.clicked.connect(self.delete_chosen)
        self._filtering.changed.connect(self._present)
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
        self._tell_refusals()

    def _take_problems(self, problems: tuple[str, ...]) -> None:
        self._problems = " ".join(problems)
        self._tell_refusals()

    def _tell_refusals(self) -> None:
        """Say what of the search or the time is not understood, for as long as it stands."""
        self._tell(" ".join(filter(None, (self._problems, self._refusal))))

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
        self._count()
        self._present_kept()

    def _count(self) -> None:
        view, fitting = self._filtering.view, self._filtering.fitting
        self.all.setEnabled(not view.shows_all)
        if view.shows_all:
            self.count.setText(self.tr("Everything is shown."))
        elif fitting is None:
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
        if edit.touches("saved_view"):
            self._fill_kept()
        if edit.touches("track"):
            self._fill_tracks()
        if edit.touches("saved_view", "track"):
            self._present()

    def _fill_kept(self) -> None:
        with QSignalBlocker(self.kept):
            self.kept.clear()
            self.kept.addItem(self.tr("Everything"), None)
            for record in sorted(self._document.all(SavedView), key=lambda v: folded(v.name)):
                self.kept.addItem(record.name, record.id)
        self._present_kept()

    def _present_kept(self) -> None:
        record = self._record()
        with QSignalBlocker(self.kept):
            self.kept.setCurrentIndex(0 if record is None else self.kept.findData(record.id))
        can_write = not self._document.is_read_only
        for button in (self.update_button, self.delete):
            button.setVisible(record is not None)
            button.setEnabled(can_write)
        self.save.setEnabled(can_write)

    def _fill_tracks(self) -> None:
        tracks = [(track.id, track.title) for track in self._document.all(Track)]
        self.tracks.offer((*tracks, (NO_TRACK, self.tr("no track"))))

    def _begin_naming(self) -> None:
        record = self._record()
        self.name.setText("" if record is None else record.name)
        self.name.show()
        self.save.hide()
        self.name.setFocus()
        self.name.selectAll()

    def _end_naming(self) -> None:
        self.name.hide()
        self.save.show()

    def _tell(self, sentence: str) -> None:
        self.notice.setText(sentence)
        self.notice.setVisible(bool(sentence))
