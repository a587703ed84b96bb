"""The sidebar: the card of what is selected, kept current with every edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from timeline_app.domain.edits import Edit
from timeline_app.models.completions import Completions
from timeline_app.models.document import Document
from timeline_app.models.selection import Ref, Selection
from timeline_app.widgets.fields.committing import Committing
from timeline_app.widgets.fields.half_typed import HalfTyped
from timeline_app.widgets.fields.in_place import InPlace
from timeline_app.widgets.fields.in_view import FocusInView
from timeline_app.widgets.fields.link import Link
from timeline_app.widgets.fields.tab_order import move_focus
from timeline_app.widgets.fields.text_block import TextBlock, TextStyle
from timeline_app.widgets.sidebar.parts import SMALL, Panel, column
from timeline_app.widgets.sidebar.wishes import Wishes

if TYPE_CHECKING:
    from timeline_app.widgets.sidebar.record_actions import RecordActions


class Sidebar(QWidget):
    """Shows who says so for the current record, and asks for edits to it.

    A card stays while its record does: an edit only changes what it says, so that the focus, an
    open editor and half-typed words outlive undo and every other change. Of each kind one is kept
    while others are shown: to say something else takes a card half the time of being built.
    """

    edit_requested = Signal(object)  # Edit
    address_opened = Signal(str)
    told = Signal(str)  # a sentence: why what was typed is not kept

    def __init__(
        self, document: Document, selection: Selection, parent: QWidget | None = None
    ) -> None:
        """Follow the selection in a document."""
        super().__init__(parent)
        self._document, self._selection = document, selection
        self._wishes = Wishes(document, Completions(document), self)
        self._ref: Ref | None = None
        self._visited: list[Ref] = []
        self.card: QWidget | None = None
        self._put_by: dict[str, QWidget] = {}
        self._stale = QTimer(self)
        self._stale.setSingleShot(True)
        self._stale.setInterval(0)
        self._stale.timeout.connect(self.refresh)
        self.back = Link(self.tr("‹ Back"), self.tr("Back to what was shown before"))
        self.record_actions: RecordActions | None = None
        self._scroll = QScrollArea()
        self._empty = _empty(self)
        self._build()
        self._connect()
        self._follow(selection.current)

    @property
    def completions(self) -> Completions:
        """The names completed in the fields."""
        return self._wishes.completions

    def commit_open_editor(self) -> bool:
        """Commit what is being typed; False if it may not stand. To be asked before closing."""
        return not self._not_committed()

    def _not_committed(self) -> list[Committing]:
        """Commit what is being typed; return the fields in which it may not stand."""
        shown = [part for part in (self.card, self.record_actions) if part is not None]
        fields = [field for part in shown for field in part.findChildren(Committing)]
        return [field for field in fields if not field.commit()]

    def ask_title(self) -> None:
        """Ask how the event shown is called, if the sidebar is in view: it was made by hand."""
        from timeline_app.widgets.sidebar.event_card import (  # noqa: PLC0415 - as the cards
            EventCardWidget,
        )

        title = self.card.title.widget if isinstance(self.card, EventCardWidget) else None
        if self.isVisible() and isinstance(title, InPlace):
            self._scroll.verticalScrollBar().setValue(0)
            title.open()

    def ask_split(self) -> bool:
        """Ask for the parts of the claim shown; False where no claim is shown."""
        self._scroll.verticalScrollBar().setValue(0)  # where the question opens
        return self.card is not None and self._actions().ask_split()

    def ask_merge(self) -> bool:
        """Ask which record is the same as the one shown; False where none can be."""
        self._scroll.verticalScrollBar().setValue(0)
        return self.card is not None and self._actions().ask_merge()

    def ask_delete(self) -> None:
        """Delete the record shown, or ask what is to be done with what it says."""
        if self.card is not None:
            self._scroll.verticalScrollBar().setValue(0)
            self._actions().delete()

    def refresh(self) -> None:
        """Show the record as it is now."""
        self._stale.stop()
        if self._ref is None:
            self._show_nothing()
            return
        from timeline_app.widgets.sidebar.cards import CARDS  # noqa: PLC0415 - see there

        if self._ref.kind not in CARDS:
            self._show_nothing()
            return
        derive, draw = CARDS[self._ref.kind]
        card = derive(self._document, self._ref.id)
        if card is None:
            self._show_nothing()
        elif self.card is not None:
            self._present(card)
        elif kept := self._put_by.pop(self._ref.kind, None):
            self._put(kept)
            self._present(card)
            kept.show()
        else:
            self._put(draw(card, self._wishes))

    @override
    def focusNextPrevChild(self, forward: bool) -> bool:
        return move_focus(self, forward=forward) or super().focusNextPrevChild(forward)

    def _build(self) -> None:
        self.setMinimumWidth(240)
        self.setAccessibleName(self.tr("Attribution"))
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        self._inside = QVBoxLayout(inside)
        self._inside.setContentsMargins(14, 8, 14, 18)
        self._inside.setSpacing(6)
        self._inside.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self.back.hide()
        self._inside.addWidget(self._empty)
        self._inside.addStretch(1)
        self._scroll.setWidget(inside)
        for ground in (inside, self._scroll.viewport()):
            ground.setBackgroundRole(QPalette.ColorRole.Base)
            ground.setAutoFillBackground(True)
        FocusInView(self._scroll, Panel)
        column(self, 0).addWidget(self._scroll)

    def _connect(self) -> None:
        self._selection.changed.connect(self._follow)
        self._document.edited.connect(self._edited)
        self._document.horizon_changed.connect(self._stale.start)
        self._wishes.edit_requested.connect(self.edit_requested)
        self._wishes.select_requested.connect(self._select)
        self._wishes.open_requested.connect(self._open)
        self._wishes.compare_requested.connect(self._compare)
        self.back.clicked.connect(self._go_back)

    def _follow(self, ref: Ref | None) -> None:
        if ref == self._ref:
            return
        # The editor is committed while its record is still the one shown; what may not stand goes
        # with its card, and is never given to the next record.
        committed = self._commit_or_tell()
        if self._ref is not None:
            self._visited = [*self._visited[-30:], self._ref]
        before, self._ref = self._ref, ref
        if not committed or before is None:
            self._drop_card()
        else:
            self._leave(before, ref)
        self.refresh()
        self._scroll.verticalScrollBar().setValue(0)

    def _commit_or_tell(self) -> bool:
        """Commit what is being typed, before its card goes; say why what may not stand is lost."""
        refused = self._not_committed()
        for field in refused:
            if isinstance(field, InPlace) and field.complaint:
                self.told.emit(field.complaint)
        return not refused

    def _leave(self, before: Ref, ref: Ref | None) -> None:
        """Let the card go on without what was half typed for the record it shows until now."""
        if self.card is not None:
            for line in self.card.findChildren(HalfTyped):
                line.give_up()
        if ref is None or ref.kind != before.kind:
            self._put_card_by(before.kind)

    def _edited(self, _edit: Edit) -> None:
        # Later, not now: the edit may come from a field that is still handling its own event.
        self._stale.start()

    def _select(self, ref: Ref) -> None:
        self._selection.select(ref.kind, ref.id)

    def _go_back(self) -> None:
        if self._visited:
            ref = self._visited.pop()
            self._ref = None
            self._selection.select(ref.kind, ref.id)

    def _open(self, url: str) -> None:
        # Here, like the cards: the first frame waits for nothing that is shown only later.
        from timeline_app.models.cards.passages import openable  # noqa: PLC0415 - as said

        if openable(url):
            QDesktopServices.openUrl(QUrl(url, QUrl.ParsingMode.StrictMode))
            self.address_opened.emit(url)

    def _compare(self, event_id: str, claim_id: str) -> None:
        from timeline_app.widgets.sidebar.comparison_window import (  # noqa: PLC0415 - as the cards
            ComparisonWindow,
        )

        reference = claim_id or None
        window = ComparisonWindow(self._document, self._selection, event_id, reference, self)
        window.show()

    def _present(self, card: object) -> None:
        assert self.card is not None
        self._name_kind()
        self.card.present(card)  # type: ignore[attr-defined]  # every card presents its own
        self.back.setVisible(bool(self._visited))

    def _put(self, card: QWidget) -> None:
        self.card = card
        self._empty.hide()
        self._name_kind()
        self.back.setVisible(bool(self._visited))
        self._inside.insertWidget(self._inside.count() - 1, card)

    def _name_kind(self) -> None:
        assert self._ref is not None
        actions = self._actions()
        actions.present(self._ref, self._kind_word())
        actions.show()

    def _actions(self) -> RecordActions:
        # Made with the first card, not with the window: the first frame need not wait for it.
        if self.record_actions is None:
            from timeline_app.widgets.sidebar.record_actions import RecordActions  # noqa: PLC0415

            self.record_actions = RecordActions(self._wishes)
            self._inside.insertWidget(1, self.record_actions)
        return self.record_actions

    def _kind_word(self) -> str:
        words = {
            "claim": self.tr("CLAIM"),
            "event": self.tr("EVENT"),
            "actor": self.tr("PERSON OR ORGANISATION"),
            "source": self.tr("SOURCE"),
            "silence": self.tr("SILENCE"),
            "claim_relation": self.tr("RELATION OF CLAIMS"),
        }
        return words[self._ref.kind] if self._ref is not None else ""

    def _show_nothing(self) -> None:
        self._drop_card()
        if self.record_actions is not None:
            self.record_actions.hide()
        self.back.setVisible(bool(self._visited))
        self._empty.show()

    def _put_card_by(self, kind: str) -> None:
        """Take the card of a kind out of sight, for when another record of that kind is shown."""
        card = self._taken_out()
        if card is not None:
            self._put_by[kind] = card

    def _drop_card(self) -> None:
        card = self._taken_out()
        if card is not None:
            card.deleteLater()

    def _taken_out(self) -> QWidget | None:
        card, self.card = self.card, None
        if card is None:
            return None
        held_focus = card.isAncestorOf(QApplication.focusWidget() or self)
        self._inside.removeWidget(card)
        card.hide()
        if held_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        return card


def _empty(sidebar: QWidget) -> QWidget:
    empty = QWidget()
    box = column(empty, 8)
    box.setContentsMargins(0, 24, 0, 0)
    title = TextBlock(sidebar.tr("Who says so?"), TextStyle("ink", scale=1.22, bold=True))
    text = sidebar.tr(
        "Select an event on the timeline, or a claim, a source or a person in the tables below,"
        " and this panel shows who said it, through whom, how we know when, and who disagrees."
    )
    for block in (title, TextBlock(text, SMALL)):
        box.addWidget(block)
    return empty
