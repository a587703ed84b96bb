"""The review: what an editor should look at, answered in place, conflicts a key away."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from timeline_app.domain.records import ClaimRelation
from timeline_app.domain.review import Finding
from timeline_app.models.document import Document
from timeline_app.models.review import Column, ReviewModel
from timeline_app.models.selection import Ref, Selection
from timeline_app.widgets.plain import plain_label
from timeline_app.widgets.review_table import ReviewTable


class ReviewList(QWidget):
    """Findings of the open project. Choosing one selects the record it is found on."""

    edit_requested = Signal(object)  # Edit
    count_changed = Signal(int)  # open findings

    def __init__(
        self, document: Document, selection: Selection, parent: QWidget | None = None
    ) -> None:
        """Review a document."""
        super().__init__(parent)
        self._document = document
        self._selection = selection
        self.model = ReviewModel(document, self)
        self.table = ReviewTable(self.model)
        self._answered = QCheckBox(self.tr("Show answered findings"))
        self._summary = plain_label("", wrap=True, role="ink_soft")
        self._pages = QStackedWidget()
        self._row = -1  # the last one looked at: a new review does not begin at the top again
        self._chosen: Finding | None = None  # once it is answered, its row is another's
        self._wanted_step = 0
        self._is_staying = False
        self._lay_out()
        self._wire()

    def step_conflict(self, step: int) -> None:
        """Go to the next open conflict, or with -1 to the one before, round the ends.

        Before everything is reviewed for the first time, it is gone to once it is.
        """
        if not self.model.is_current and not self.model.rowCount():
            self._wanted_step = step
            return
        row = self.model.conflict_after(self._start(step), step)
        if row is not None:
            index = self.model.index(row, Column.FINDING)
            self.table.setCurrentIndex(index)
            self._choose(index)  # it may be the current one already, with something else shown
            self.table.setFocus()

    def _start(self, step: int) -> int:
        """Return the row that a step starts from; where there is none yet, round the ends."""
        if self._row < 0:
            return -1 if step > 0 else 0
        has_moved_up = self._chosen is not None and self.model.row_of(self._chosen) is None
        return self._row - 1 if has_moved_up and step > 0 else self._row

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tell(self.model.open_count)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 6, 12, 6)
        bar.addWidget(self._summary, 1)
        bar.addWidget(self._answered)
        self._empty = plain_label("", wrap=True, role="ink_soft")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setMargin(24)
        self._pages.addWidget(self.table)
        self._pages.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self._pages, 1)

    def _wire(self) -> None:
        self._answered.toggled.connect(self.model.show_answered)
        self.model.counted.connect(self._tell)
        self.model.counted.connect(self.count_changed)
        self.model.counted.connect(self._take_wanted_step)
        self.model.edit_requested.connect(self.edit_requested)
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.table.clicked.connect(self._choose)
        self.model.modelReset.connect(self._stay)

    def _tell(self, count: int) -> None:
        one, many = self.tr("1 finding to look at"), self.tr("%1 findings to look at")
        found = one if count == 1 else many.replace("%1", str(count))
        keys = self.tr("F8 goes to the next conflict, Enter answers a finding")
        self._summary.setText(f"{found}  ·  {keys}" if count else "")
        nothing = self.tr("Nothing to review: no conflicts, gaps or unconfirmed dates.")
        all_answered = self.tr("Nothing left to review: every finding is answered.")
        self._empty.setText(all_answered if self.model.answered_count else nothing)
        self._pages.setCurrentIndex(0 if self.model.rowCount() else 1)

    def _take_wanted_step(self) -> None:
        step, self._wanted_step = self._wanted_step, 0
        if step:
            self.step_conflict(step)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid() and not self._is_staying:
            finding = self.model.finding(index.row())
            self._row, self._chosen = index.row(), finding
            ref = _shown(finding, self._document)
            self._selection.select(*ref)

    def _stay(self) -> None:
        """Keep the keyboard where it was when the list is made anew, choosing nothing."""
        row = self.model.row_of(self._chosen) if self._chosen is not None else None
        self._row = self._row if row is None else row
        last = self.model.rowCount() - 1
        if min(self._row, last) >= 0 and self.table.hasFocus():
            self._is_staying = True
            self.table.setCurrentIndex(self.model.index(min(self._row, last), Column.FINDING))
            self._is_staying = False


def _shown(finding: Finding, document: Document) -> Ref:
    """Return the record to show for a finding: of a relation, its first claim."""
    if document.get(ClaimRelation, finding.record_id) is not None and finding.others:
        return Ref("claim", finding.others[0])
    return Ref(finding.record_kind, finding.record_id)
