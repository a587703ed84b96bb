"""The relations of a claim: what it stands in, about what, and who is on the other side."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from timeline_app.models.cards.relations import RelationView
from timeline_app.models.selection import Ref
from timeline_app.widgets.fields.column import Column
from timeline_app.widgets.fields.text_block import TextBlock, TextStyle
from timeline_app.widgets.sidebar.line_lists import AT_FIRST, LineList
from timeline_app.widgets.sidebar.parts import SMALL, LineButton, Panel, column, let_through
from timeline_app.widgets.sidebar.wishes import Wishes

_KIND = TextStyle("ink_soft", scale=0.92, bold=True)
_CONTESTING = TextStyle("disputes", scale=0.92, bold=True)


class RelationsColumn(Column[RelationView]):
    """All relations of a claim or an event."""

    def __init__(
        self, wishes: Wishes, at_first: int = AT_FIRST, parent: QWidget | None = None
    ) -> None:
        """Begin empty; `at_first` claims of each relation are shown at once."""
        super().__init__(parent, spacing=8)
        self._wishes, self._at_first = wishes, at_first

    @override
    def make(self, view: RelationView) -> QWidget:
        return RelationBox(view, self._wishes, self._at_first)


class RelationBox(QWidget):
    """One relation; its head selects it, its lines select the claims."""

    def __init__(
        self,
        view: RelationView,
        wishes: Wishes,
        at_first: int = AT_FIRST,
        parent: QWidget | None = None,
    ) -> None:
        """Show a relation."""
        super().__init__(parent)
        self._view, self._wishes = view, wishes
        self._head = _RelationHead()
        self._head.chosen.connect(self._select)
        self._versus = TextBlock(self.tr("on the other side"), SMALL)
        self.against = LineList(wishes, at_first)
        self._with = TextBlock(self.tr("on this side"), SMALL)
        self.beside = LineList(wishes, at_first)
        panel = Panel()
        for widget in (self._head, self._versus, self.against, self._with, self.beside):
            panel.body.addWidget(widget)
        column(self, 0).addWidget(panel)
        self.present(view)

    def present(self, view: RelationView) -> None:
        """Show the relation as it is now."""
        self._view = view
        self._head.present(view)
        self.against.follow(view.against)
        self.beside.follow(view.beside)
        self._versus.setVisible(bool(view.against))
        self._with.setVisible(bool(view.against) and bool(view.beside))

    def _select(self) -> None:
        self._wishes.select_requested.emit(Ref("claim_relation", self._view.relation.id))


class _RelationHead(LineButton):
    """The kind of a relation, what it is about, and how it is explained."""

    def __init__(self) -> None:
        super().__init__()
        self._kind = TextBlock("", _KIND)
        self._about = TextBlock("", TextStyle(bold=True))
        self._why = TextBlock("", SMALL)
        words = column(gap=1)
        for block in (self._kind, self._about, self._why):
            words.addWidget(let_through(block))
        self.body.addLayout(words, 1)

    def present(self, view: RelationView) -> None:
        self._kind.set_style(_CONTESTING if view.is_contesting else _KIND)
        self._kind.set_text(view.kind_word)
        self._about.set_text(view.relation.about)
        self._about.setVisible(bool(view.relation.about))
        self._why.set_text(view.relation.explanation)
        self._why.setVisible(bool(view.relation.explanation))
        parts = (view.kind_word, view.relation.about, view.relation.explanation)
        self.setAccessibleName(". ".join(part for part in parts if part))
