"""The accounts of an event side by side, the words that differ marked.

The account compared with is the first, and stays in sight while the others scroll past it.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from timeline_app.domain.differing import COMPARED
from timeline_app.domain.edits import Edit
from timeline_app.domain.records import Id
from timeline_app.models.cards.comparison import AccountView, ComparisonView, comparison
from timeline_app.models.document import Document
from timeline_app.models.selection import Ref, Selection
from timeline_app.models.words import word_for
from timeline_app.widgets.fields.link import Link
from timeline_app.widgets.fields.text_block import TextBlock, TextStyle
from timeline_app.widgets.sidebar.marker import MarkerDot
from timeline_app.widgets.sidebar.parts import SMALL, column
from timeline_app.widgets.sidebar.side_by_side import SideBySide

translate = QCoreApplication.translate

_LABEL = TextStyle("ink_soft", scale=0.92, bold=True)


class ComparisonWindow(QDialog):
    """Stays open beside the work and follows the edits. Another account can be compared with."""

    def __init__(
        self,
        document: Document,
        selection: Selection,
        event_id: Id,
        reference_id: Id | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Compare the accounts of an event with one of them."""
        super().__init__(parent)
        self._document, self._selection = document, selection
        self._event_id, self._reference_id = event_id, reference_id
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._title = TextBlock("", TextStyle(scale=1.22, bold=True))
        self._hint = TextBlock("", SMALL)
        self.board = SideBySide()
        self.columns: list[AccountColumn] = []
        box = column(self, 8)
        box.setContentsMargins(16, 14, 16, 14)
        for widget in (self._title, self._hint, self.board):
            box.addWidget(widget, 1 if widget is self.board else 0)
        self.resize(940, 520)
        document.edited.connect(self._edited)
        document.horizon_changed.connect(self.refresh)
        self.refresh()

    def compare_with(self, claim_id: Id) -> None:
        """Mark the words that differ from another account."""
        self._reference_id = claim_id
        self.refresh()

    def refresh(self) -> None:
        """Show the accounts as they are now."""
        view = comparison(self._document, self._event_id, self._reference_id)
        if view is None:
            self.close()
            return
        self.setWindowTitle(self.tr("Accounts of “{title}”").format(title=view.title))
        self._title.set_text(view.title)
        self._hint.set_text(self._told(view))
        self.columns = [AccountColumn(account, self._choose) for account in view.accounts]
        first_compared = sorted(self.columns, key=lambda c: not c.view.is_reference)
        named = [TextBlock(label, _LABEL) for label in labels()]
        cells = [named, *(account.cells() for account in first_compared)]
        self.board.show_columns(cells, fixed=2)

    def _told(self, view: ComparisonView) -> str:
        marked = self.tr("Marked words are not in the account compared with.")
        if not view.is_partial:
            return marked
        only = self.tr("Of a longer account only the first {n} characters are compared.")
        return f"{marked} {only.format(n=f'{COMPARED:,}')}"

    def _choose(self, claim_id: Id, *, select: bool) -> None:
        if select:
            self._selection.select(*Ref("claim", claim_id))
        else:
            self.compare_with(claim_id)

    def _edited(self, _edit: Edit) -> None:
        self.refresh()


class AccountColumn:
    """The cells of one account, from top to bottom."""

    def __init__(self, view: AccountView, choose: Callable[..., None]) -> None:
        """Show an account; `choose` takes its claim's id and whether to select it."""
        self.view = view
        self.text = TextBlock(view.text)
        self.text.set_marks(view.differing)
        compare, select = translate("comparison", "Compare with this"), translate("cards", "Select")
        self.compare = Link(compare, f"{compare}: {view.who}. {view.text}")
        self.compare.clicked.connect(lambda: choose(view.claim_id, select=False))
        self.select = Link(select, f"{select}: {view.who}. {view.text}")
        self.select.clicked.connect(lambda: choose(view.claim_id, select=True))

    def cells(self) -> tuple[QWidget, ...]:
        """Return the cells, in the order of `labels`."""
        view = self.view
        when = "\n".join(part for part in (view.when, view.wording) if part)
        told = (view.who, view.said, when, view.grade)
        return (self._head(), self.text, *(TextBlock(t or "—") for t in told), self._actions())

    def _head(self) -> QWidget:
        head = QWidget()
        box = QHBoxLayout(head)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(MarkerDot(self.view.marker, self.view.stance))
        style = TextStyle(self.view.stance.value, bold=True)
        box.addWidget(TextBlock(word_for(self.view.stance), style), 1)
        return head

    def _actions(self) -> QWidget:
        actions = QWidget()
        box = column(actions, 2)
        if self.view.is_reference:
            box.addWidget(TextBlock(translate("comparison", "compared with this"), SMALL))
        else:
            box.addWidget(self.compare, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self.select, 0, Qt.AlignmentFlag.AlignLeft)
        return actions


def labels() -> tuple[str, ...]:
    """Return what the rows of a comparison are called."""
    return (
        "",
        translate("comparison", "Claim"),
        translate("comparison", "Who said it"),
        translate("comparison", "Said"),
        translate("comparison", "Happened"),
        translate("comparison", "Grade"),
        "",
    )
