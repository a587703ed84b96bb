"""Judgements in the Admiralty code: the one that holds, those before it, and a new one.

A new judgement needs its reasons; it supersedes, and nothing is overwritten.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from timeline_app.domain.cleaning import several_lines
from timeline_app.domain.records import Assessment
from timeline_app.domain.vocabulary import AssessedKind, Credibility, Reliability
from timeline_app.models.cards.assessments import AssessmentsView, grade_text
from timeline_app.models.record_edits import assess
from timeline_app.models.words import graded
from timeline_app.widgets.fields.drop_down import DropDown
from timeline_app.widgets.fields.link import Link
from timeline_app.widgets.fields.text_block import TextBlock, TextStyle
from timeline_app.widgets.fields.text_fields import GrowingEdit
from timeline_app.widgets.plain import literal
from timeline_app.widgets.sidebar.parts import SMALL, Panel, column
from timeline_app.widgets.sidebar.wishes import Wishes

_GRADE = TextStyle(bold=True)


def utc_now() -> str:
    """Return the moment as ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class AssessmentsBox(QWidget):
    """The judgements of one subject."""

    def __init__(
        self,
        wishes: Wishes,
        now: Callable[[], str] = utc_now,
        parent: QWidget | None = None,
    ) -> None:
        """Begin empty; `now` tells when a judgement is made."""
        super().__init__(parent)
        self._wishes, self._now = wishes, now
        self._view: AssessmentsView | None = None
        self._label = TextBlock("", SMALL)
        self._grade = TextBlock("", _GRADE)
        self._reasons = TextBlock("", SMALL)
        self._before = TextBlock("", SMALL)
        self.history = Link("", "")
        self.history.setCheckable(True)
        self.history.toggled.connect(self._unfold)
        self.judge = Link("", "")
        self.judge.clicked.connect(self._open)
        self.form: JudgementForm | None = None
        self._panel = Panel()
        actions = QHBoxLayout()
        actions.addWidget(self.judge)
        actions.addWidget(self.history)
        actions.addStretch(1)
        for block in (self._label, self._grade, self._reasons, self._before):
            self._panel.body.addWidget(block)
        self._panel.body.addLayout(actions)
        column(self, 0).addWidget(self._panel)

    def present(self, view: AssessmentsView) -> None:
        """Show the judgements as they are now; a half-written one waits for its subject."""
        if self._view is not None and self._view.subject_id != view.subject_id:
            self._put_away()
        self._view = view
        if view.subject_id in self._wishes.half_written:
            self._unfold_form(view)
        self._label.set_text(f"{view.label} · {view.subject}" if view.subject else view.label)
        current = view.current
        self._grade.set_text(self.tr("not judged") if current is None else grade_text(current))
        self._reasons.set_text("" if current is None else _signed(current))
        self._reasons.setVisible(bool(self._reasons.text))
        self._before.set_text("\n".join(_with_grade(past) for past in view.history[1:]))
        self._name_buttons(view)
        self._unfold(shown=self.history.isChecked())

    def _name_buttons(self, view: AssessmentsView) -> None:
        judge = self.tr("Judge anew") if view.history else self.tr("Judge")
        self.judge.say(judge, f"{judge}: {view.label} {view.subject}")
        earlier = len(view.history) - 1
        self.history.say(self.tr("{number} before").format(number=earlier))
        self.history.setVisible(earlier > 0)

    def _unfold(self, shown: bool) -> None:  # noqa: FBT001 -- Qt's signal carries it so
        self._before.setVisible(shown and bool(self._before.text))

    def _open(self) -> None:
        if self._view is not None:
            self._unfold_form(self._view).setFocus(Qt.FocusReason.OtherFocusReason)

    def _unfold_form(self, view: AssessmentsView) -> JudgementForm:
        if self.form is None:
            self.form = JudgementForm(view)
            if view.subject_id in self._wishes.half_written:
                self.form.write(*self._wishes.half_written[view.subject_id])
            self.form.judged.connect(self._send)
            self.form.cancelled.connect(self._close)
            self.form.changed.connect(self._keep)
            self._panel.body.addWidget(self.form)
            self.judge.hide()
        return self.form

    def _keep(self) -> None:
        if self._view is not None and self.form is not None:
            self._wishes.half_written[self._view.subject_id] = self.form.written

    def _send(self, grade: Reliability | Credibility, rationale: str) -> None:
        view = self._view
        if view is None:
            return
        edit = assess(
            view.kind,
            view.subject_id,
            grade,
            rationale,
            assessor=self._wishes.document.author,
            made_at=self._now(),
            supersedes=view.current,
        )
        self._close()
        self._wishes.edit_requested.emit(edit)

    def _close(self) -> None:
        """Let the judgement go: it was sent, or taken back."""
        if self._view is not None:
            self._wishes.half_written.pop(self._view.subject_id, None)
        self._put_away()
        self.judge.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_away(self) -> None:
        form, self.form = self.form, None
        if form is None:
            return
        self.judge.show()
        form.hide()
        form.deleteLater()


class JudgementForm(QWidget):
    """A new judgement: the grade with its meaning, and the reasons, which it needs."""

    judged = Signal(object, str)  # Reliability | Credibility, rationale
    cancelled = Signal()
    changed = Signal()

    def __init__(self, view: AssessmentsView, parent: QWidget | None = None) -> None:
        """Begin with the grade that holds now, or with the last one: cannot be judged."""
        super().__init__(parent)
        kind = Reliability if view.kind is AssessedKind.ACTOR else Credibility
        self._grades: list[Reliability | Credibility] = list(kind)
        self.grade = DropDown()
        self.grade.setAccessibleName(view.label)
        for grade in self._grades:
            self.grade.addItem(literal(graded(grade)))
        self.grade.setCurrentIndex(self._grades.index(view.grade or self._grades[-1]))
        self.rationale = GrowingEdit()
        self.rationale.setPlaceholderText(self.tr("Why? (needed)"))
        self.rationale.setAccessibleName(self.tr("Rationale"))
        self._complaint = TextBlock("", TextStyle("warning", scale=0.92))
        self._complaint.hide()
        self.save = QPushButton(self.tr("Save judgement"))
        self.save.clicked.connect(self.commit)
        self.grade.currentIndexChanged.connect(self.changed)
        self.rationale.textChanged.connect(self.changed)
        cancel = Link(self.tr("Cancel"), self.tr("Cancel judgement"))
        cancel.clicked.connect(self.cancelled)
        buttons = QHBoxLayout()
        buttons.addWidget(self.save)
        buttons.addWidget(cancel, 0, Qt.AlignmentFlag.AlignVCenter)
        buttons.addStretch(1)
        box = column(self, 4)
        for widget in (self.grade, self.rationale, self._complaint):
            box.addWidget(widget)
        box.addLayout(buttons)
        self.grade.setSizeAdjustPolicy(
            DropDown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.grade.setMinimumContentsLength(12)
        self.setFocusProxy(self.grade)

    @property
    def written(self) -> tuple[int, str]:
        """The place of the grade chosen, and the reasons as they stand."""
        return self.grade.currentIndex(), self.rationale.toPlainText()

    def write(self, grade: int, rationale: str) -> None:
        """Go on where a judgement was left."""
        self.grade.setCurrentIndex(grade)
        self.rationale.setPlainText(rationale)

    @property
    def complaint(self) -> str:
        """Why the judgement may not stand, or ""."""
        return self._complaint.text

    def commit(self) -> None:
        """Send the judgement, if it has its reasons."""
        rationale = several_lines(self.rationale.toPlainText())
        if not rationale:
            self._complaint.set_text(self.tr("A judgement needs its reasons."))
            self._complaint.show()
            self.rationale.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.judged.emit(self._grades[self.grade.currentIndex()], rationale)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and with_control:
            self.commit()
        else:
            super().keyPressEvent(event)


def _signed(assessment: Assessment) -> str:
    signed = ", ".join(p for p in (assessment.assessor, assessment.made_at[:10]) if p)
    return "\n".join(part for part in (assessment.rationale, signed) if part)


def _with_grade(assessment: Assessment) -> str:
    return f"{grade_text(assessment)}\n{_signed(assessment)}"
