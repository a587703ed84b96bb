"""The card of one step of a chain, and the line onward that carries its verb."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QMargins, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from timeline_app.domain.edits import Edit
from timeline_app.domain.records import Hop
from timeline_app.domain.vocabulary import HopStatus
from timeline_app.models.cards.claim import HopView
from timeline_app.models.cards.fields import FieldView
from timeline_app.models.record_edits import add_hop, mark_hop, move_hop, remove_hop
from timeline_app.models.selection import Ref
from timeline_app.widgets.fields.add_record import AddRecord
from timeline_app.widgets.fields.flow import Flow
from timeline_app.widgets.fields.link import Link
from timeline_app.widgets.fields.rows import FieldRows, LiveField
from timeline_app.widgets.fields.text_block import TextStyle
from timeline_app.widgets.sidebar.dating_box import DatingBox
from timeline_app.widgets.sidebar.hop_head import HopHead
from timeline_app.widgets.sidebar.parts import column
from timeline_app.widgets.sidebar.wishes import Wishes
from timeline_app.widgets.theme import Theme

_VERB = TextStyle("ink_soft", scale=0.92, italic=True)


class HopCard(QWidget):
    """One step: who, what they are, when and where they said it; beneath it the line onward."""

    def __init__(self, view: HopView, wishes: Wishes, parent: QWidget | None = None) -> None:
        """Show a step."""
        super().__init__(parent)
        self._view, self._wishes = view, wishes
        self._hops: tuple[Hop, ...] = (view.hop,)
        self.head = HopHead(view)
        self.head.chosen.connect(self._select_actor)
        self.head.retype_requested.connect(self._retype)
        self._details: HopDetails | None = None
        self.unfold = Link("", "")
        self.unfold.setCheckable(True)
        self.unfold.toggled.connect(self._unfolded)
        self._frame = _Frame()
        head = QHBoxLayout()
        head.addWidget(self.head, 1)
        head.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignTop)
        self._frame.body.addLayout(head)
        self._connector = _Connector(_verb_field(view), wishes)
        box = column(self, 0)
        box.addWidget(self._frame)
        box.addWidget(self._connector)
        self.present(view)

    @property
    def details(self) -> HopDetails:
        """What "Edit" unfolds: made when it is first asked for."""
        if self._details is None:
            self._details = HopDetails(self._view, self._wishes)
            self._frame.body.addWidget(self._details)
            self._details.present(self._view)
            self._details.stand_among(self._hops)
        return self._details

    def present(self, view: HopView) -> None:
        """Show the step as it is now."""
        self._view = view
        self.head.present(view)
        if self._details is not None:
            self._details.present(view)
        self._frame.set_dashed(dashed=view.hop.status is not HopStatus.STATED)
        self._connector.present(view)
        self._unfolded(shown=self.unfold.isChecked())

    def stand_among(self, hops: tuple[Hop, ...]) -> None:
        """Know the whole chain, in which the step may be moved."""
        self._hops = hops
        if self._details is not None:
            self._details.stand_among(hops)

    def move_by(self, places: int) -> None:
        """Ask for the step to stand some places later, or earlier; the focus goes with it."""
        self.move_to(self._view.hop.position + places)

    def move_to(self, place: int) -> None:
        """Ask for the step to stand at a place, 0 first; beyond the ends is at the ends."""
        edit = move_hop(self._hops, self._view.hop, place)
        if edit is not None:
            self._wishes.edit_requested.emit(edit)

    def _retype(self) -> None:
        self.unfold.setChecked(True)
        self.details.retype()

    def _unfolded(self, shown: bool) -> None:  # noqa: FBT001 -- Qt's signal carries it so
        if shown or self._details is not None:
            self.details.setVisible(shown)
        words = self.tr("Edit the step of {name}").format(name=self._view.name)
        self.unfold.say(self.tr("Done") if shown else self.tr("Edit"), words)

    def _select_actor(self) -> None:
        self._wishes.select_requested.emit(Ref("actor", self._view.hop.actor_id))


class HopDetails(QWidget):
    """Everything of a step that can be changed."""

    def __init__(self, view: HopView, wishes: Wishes) -> None:
        """Show the fields of a step."""
        super().__init__()
        self._view, self._wishes = view, wishes
        self._hops: tuple[Hop, ...] = (view.hop,)
        self._rows = FieldRows(view.fields, wishes.completions)
        self._rows.edit_requested.connect(wishes.edit_requested)
        self._said = DatingBox(view.said, wishes, heading=self.tr("Said"))
        self.earlier = self._button(self.tr("Earlier"), self._move_earlier)
        self.later = self._button(self.tr("Later"), self._move_later)
        self.mark = self._button("", self._mark)
        self.remove = self._button(self.tr("Remove"), self._remove)
        self.insert = AddRecord(self.tr("+ Insert step after"), "actor", wishes.completions)
        self.insert.added.connect(self._insert)
        actions = QWidget()
        flow = Flow(actions, 10)
        for button in (self.earlier, self.later, self.mark, self.remove):
            flow.addWidget(button)
        box = column(self, 4)
        box.setContentsMargins(4, 2, 4, 4)
        for widget in (self._rows, self._said, actions, self.insert):
            box.addWidget(widget)

    def present(self, view: HopView) -> None:
        """Show the step as it is now."""
        self._view = view
        self._rows.follow(view.fields)
        self._said.present(view.said)
        self.earlier.setEnabled(not view.is_first)
        self.later.setEnabled(not view.is_last)
        is_inferred = view.hop.status is HopStatus.INFERRED
        self.mark.say(self.tr("Mark stated") if is_inferred else self.tr("Mark inferred"))

    def stand_among(self, hops: tuple[Hop, ...]) -> None:
        """Know the whole chain, in which the step may be moved."""
        self._hops = hops

    def retype(self) -> None:
        """Open the line in which the actor is named."""
        self._rows.open_first()

    def _button(self, text: str, slot: Callable[[], None]) -> Link:
        button = Link(text, text)
        button.clicked.connect(slot)
        return button

    def _move_earlier(self) -> None:
        self._wish(move_hop(self._hops, self._view.hop, self._view.hop.position - 1))

    def _move_later(self) -> None:
        self._wish(move_hop(self._hops, self._view.hop, self._view.hop.position + 1))

    def _mark(self) -> None:
        is_inferred = self._view.hop.status is HopStatus.INFERRED
        status = HopStatus.STATED if is_inferred else HopStatus.INFERRED
        self._wish(mark_hop(self._view.hop, status))

    def _remove(self) -> None:
        self._wish(remove_hop(self._wishes.document, self._hops, self._view.hop))

    def _insert(self, actor: object) -> None:
        hop = self._view.hop
        assert isinstance(actor, tuple)
        self._wish(add_hop(hop.claim_id, self._hops, actor, hop.position + 1))

    def _wish(self, edit: Edit | None) -> None:
        if edit is not None:
            self._wishes.edit_requested.emit(edit)


class _Frame(QWidget):
    """The outline of a step: drawn through where it is stated, dashed where it is not."""

    def __init__(self) -> None:
        super().__init__()
        self._dashed = False
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(QMargins(4, 4, 4, 4))
        self.body.setSpacing(0)

    def set_dashed(self, *, dashed: bool) -> None:
        self._dashed = dashed
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = Theme.current()
        pen = QPen(theme.colour("inferred" if self._dashed else "line"), 1.2)
        if self._dashed:
            pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(theme.colour("paper" if self._dashed else "raised"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)


class _Connector(QWidget):
    """The line from one step to the next, with the verb on it; the verb is edited there."""

    def __init__(self, field: FieldView, wishes: Wishes) -> None:
        super().__init__()
        self._field = LiveField(field, wishes.completions, _VERB)
        self._field.edit_requested.connect(wishes.edit_requested)
        self._dashed = False
        box = QHBoxLayout(self)
        em = self.fontMetrics().height()
        box.setContentsMargins(round(em * 1.7), 0, 0, 0)
        box.addWidget(self._field, 1)

    def present(self, view: HopView) -> None:
        self._field.present(_verb_field(view))
        self._dashed = view.hop.status is not HopStatus.STATED
        self.setVisible(not view.is_last)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        pen = QPen(Theme.current().colour("inferred"), 2)
        if self._dashed:
            pen.setDashPattern([2, 2])
        painter.setPen(pen)
        x = round(self.fontMetrics().height() * 0.95)
        painter.drawLine(x, 0, x, self.height())


def _verb_field(view: HopView) -> FieldView:
    cue = next(field for field in view.fields if field.name == "cue")
    return replace(cue, hint=view.carried)
