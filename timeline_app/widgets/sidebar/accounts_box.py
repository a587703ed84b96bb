"""What else is said of an event or a silence, grouped by stance, with how it stands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from timeline_app.models.cards.accounts import AccountsView, StanceGroup
from timeline_app.models.record_edits import unlink
from timeline_app.models.words import word_for
from timeline_app.widgets.fields.column import Column
from timeline_app.widgets.fields.link import Link
from timeline_app.widgets.fields.rows import FieldRow
from timeline_app.widgets.fields.text_block import TextBlock, TextStyle
from timeline_app.widgets.sidebar.line_lists import LineList
from timeline_app.widgets.sidebar.parts import (
    SMALL,
    LineButton,
    Why,
    column,
    let_through,
)
from timeline_app.widgets.sidebar.stance_bar import StanceBar
from timeline_app.widgets.sidebar.wishes import Wishes

_CONTEST = TextStyle("disputes", scale=0.92)


class StandingBox(QWidget):
    """How an event stands: the line, its reason, what is contested, the bar and the accounts."""

    def __init__(self, wishes: Wishes, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._standing = Why()
        self._contests = TextBlock("", _CONTEST)
        self._bar = StanceBar()
        self._groups = StanceGroups(wishes)
        self._wishes = wishes
        self._view: AccountsView | None = None
        self.compare = Link(self.tr("Compare side by side"))
        self.compare.clicked.connect(self._compare)
        self._alone = TextBlock(self.tr("Nobody else speaks of this."), SMALL)
        self.later = TextBlock("", SMALL)
        box = column(self, 5)
        for widget in (self._standing, self._contests, self._bar, self._groups):
            box.addWidget(widget)
        box.addWidget(self._alone)
        box.addWidget(self.later)
        box.addWidget(self.compare, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def lines(self) -> list[QWidget]:
        """The lines of the accounts shown, from top to bottom."""
        groups = (group for group in self._groups.widgets if isinstance(group, StanceGroupBox))
        return [button for group in groups for button in group.lines.buttons]

    @property
    def bar(self) -> StanceBar:
        """The stances as a bar."""
        return self._bar

    def present(self, view: AccountsView) -> None:
        """Show how it stands now."""
        self._standing.explain(view.standing_text, view.standing_sentence)
        self._standing.setVisible(bool(view.standing_text))
        self._contests.set_text("\n".join(view.contests))
        self._contests.setVisible(bool(view.contests))
        self._bar.follow(view.counts)
        self._groups.follow(view.groups)
        self._alone.setVisible(not view.lines and not view.later)
        self.later.set_text(view.later)
        self.later.setVisible(bool(view.later))
        self._view = view
        several = len(view.lines) + (view.link is not None) > 1
        self.compare.setVisible(several and view.ref.kind == "event")

    def _compare(self) -> None:
        if self._view is not None:
            own = "" if self._view.link is None else self._view.link.claim_id
            self._wishes.compare_requested.emit(self._view.ref.id, own)


class StanceGroups(Column[StanceGroup]):
    """The accounts, grouped by what they do to the event."""

    def __init__(self, wishes: Wishes, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent, spacing=4)
        self._wishes = wishes

    @override
    def make(self, view: StanceGroup) -> QWidget:
        return StanceGroupBox(view, self._wishes)


class StanceGroupBox(QWidget):
    """The claims of one stance, under its word: nobody has to know the shapes."""

    def __init__(self, view: StanceGroup, wishes: Wishes, parent: QWidget | None = None) -> None:
        """Show a group."""
        super().__init__(parent)
        style = TextStyle(view.stance.value, scale=0.92, bold=True)
        self.heading = TextBlock(word_for(view.stance), style)
        self.lines = LineList(wishes)
        box = column(self, 1)
        box.addWidget(self.heading)
        box.addWidget(self.lines)
        self.present(view)

    def present(self, view: StanceGroup) -> None:
        """Show the group as it is now."""
        self.lines.follow(view.lines)


class AccountsBox(QWidget):
    """One event or silence a claim is about: its title, this claim's stance, the other accounts."""

    def __init__(self, view: AccountsView, wishes: Wishes, parent: QWidget | None = None) -> None:
        """Show what a claim is about."""
        super().__init__(parent)
        self._view, self._wishes = view, wishes
        self._title = _Title()
        self._title.chosen.connect(self._select)
        assert view.stance is not None
        self._stance = FieldRow(view.stance, wishes.completions)
        self._stance.edit_requested.connect(wishes.edit_requested)
        self._unlink = Link(self.tr("Unlink"), "")
        self._unlink.clicked.connect(self._wish_unlink)
        self.standing = StandingBox(wishes)
        box = column(self, 3)
        own = QHBoxLayout()
        own.addWidget(self._stance, 1)
        own.addWidget(self._unlink, 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(self._title)
        box.addLayout(own)
        box.addWidget(self.standing)
        self.present(view)

    def present(self, view: AccountsView) -> None:
        """Show the accounts as they are now."""
        self._view = view
        self._title.show_title(view.title)
        if view.stance is not None:
            self._stance.present(view.stance)
        self.standing.present(view)
        words = self.tr("Unlink this claim from {title}")
        self._unlink.say(self.tr("Unlink"), words.format(title=view.title))

    def _select(self) -> None:
        self._wishes.select_requested.emit(self._view.ref)

    def _wish_unlink(self) -> None:
        if self._view.link is not None:
            self._wishes.edit_requested.emit(unlink(self._view.link))


class AccountsColumn(Column[AccountsView]):
    """Everything a claim is about."""

    def __init__(self, wishes: Wishes, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent, spacing=12)
        self._wishes = wishes

    @override
    def make(self, view: AccountsView) -> QWidget:
        return AccountsBox(view, self._wishes)


class _Title(LineButton):
    """The title of an event; a click selects it."""

    def __init__(self) -> None:
        super().__init__()
        self._text = TextBlock("", TextStyle("accent", bold=True))
        self.body.addWidget(let_through(self._text), 1)

    def show_title(self, title: str) -> None:
        self._text.set_text(title)
        self.setAccessibleName(title)
