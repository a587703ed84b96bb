"""Where a claim was read: its sources, which open only on a click, and the passages in them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from timeline_app.models.cards.passages import PassageView, SourceView, openable
from timeline_app.models.selection import Ref
from timeline_app.widgets.fields.column import Column
from timeline_app.widgets.fields.link import Link
from timeline_app.widgets.fields.text_block import TextBlock, TextStyle
from timeline_app.widgets.plain import set_tooltip
from timeline_app.widgets.sidebar.parts import (
    SMALL,
    LineButton,
    Panel,
    column,
    let_through,
)
from timeline_app.widgets.sidebar.wishes import Wishes

_AT_FIRST = 4
_ADDRESS = TextStyle("ink_faint", scale=0.88, most_lines=2)


class SourcesColumn(Column[SourceView]):
    """The sources a claim came through."""

    def __init__(self, wishes: Wishes, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent, spacing=6)
        self._wishes = wishes

    @override
    def make(self, view: SourceView) -> QWidget:
        return SourceBox(view, self._wishes)


class SourceBox(QWidget):
    """One source: its title selects it, its address is shown in full before it is opened."""

    def __init__(self, view: SourceView, wishes: Wishes, parent: QWidget | None = None) -> None:
        """Show a source."""
        super().__init__(parent)
        self._head = _SourceHead()
        self._head.chosen.connect(
            lambda: wishes.select_requested.emit(Ref("source", view.source_id))
        )
        self.link = OpenLink(wishes)
        box = column(self, 1)
        box.addWidget(self._head)
        box.addWidget(self.link)
        self.present(view)

    def present(self, view: SourceView) -> None:
        """Show the source as it is now."""
        self._head.present(view)
        self.link.show_address(view.url)


class OpenLink(QWidget):
    """Opens a source, its real address beneath; only web and mail addresses open."""

    def __init__(self, wishes: Wishes, parent: QWidget | None = None) -> None:
        """Begin without an address."""
        super().__init__(parent)
        self._wishes = wishes
        self._url = ""
        self.button = Link(self.tr("Open source ↗"), "")
        self._address = TextBlock("", _ADDRESS)
        box = column(self, 0)
        box.setContentsMargins(4, 0, 4, 0)
        box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self._address)
        self.button.clicked.connect(self._open)

    def show_address(self, url: str) -> None:
        """Show an address; one that is no web or mail address is shown but cannot be opened."""
        self._url = url
        can_open = openable(url)
        self.setVisible(bool(url))
        self.button.setVisible(can_open)
        self._address.set_text(url if can_open else self.tr("not a web address: ") + url)
        set_tooltip(self.button, url)
        self.button.say(self.tr("Open source ↗"), self.tr("Open {address}").format(address=url))

    def _open(self) -> None:
        if openable(self._url):
            self._wishes.open_requested.emit(self._url)


class _SourceHead(LineButton):
    """The title of a source, and what it is."""

    def __init__(self) -> None:
        super().__init__()
        self._title = TextBlock("", TextStyle(bold=True))
        self._note = TextBlock("", SMALL)
        words = column(gap=0)
        words.addWidget(let_through(self._title))
        words.addWidget(let_through(self._note))
        self.body.addLayout(words, 1)

    def present(self, view: SourceView) -> None:
        self._title.set_text(view.title)
        self._note.set_text(view.note)
        self.setAccessibleName(f"{view.title}. {view.note}")


class PassageList(QWidget):
    """Passages of a source: the first few at once, the rest on demand."""

    edit_asked = Signal(object)  # PassageView

    def __init__(self, parent: QWidget | None = None, *, can_edit: bool = False) -> None:
        """Begin empty; each is offered to be edited where it can be."""
        super().__init__(parent)
        self._views: Sequence[PassageView] = ()
        self._is_whole = False
        self._passages = _Passages(self.edit_asked if can_edit else None)
        self._more = Link()
        self._more.clicked.connect(self._show_all)
        box = column(self, 3)
        box.addWidget(self._passages)
        box.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def follow(self, views: Sequence[PassageView]) -> None:
        """Show these passages."""
        self._views = views
        shown = views if self._is_whole or len(views) <= _AT_FIRST + 1 else views[:_AT_FIRST]
        self._passages.follow(shown)
        left = len(views) - len(shown)
        self._more.say(self.tr("Show {number} more").format(number=left))
        self._more.setVisible(left > 0)
        self.setVisible(bool(views))

    @property
    def boxes(self) -> list[QWidget]:
        """The passages shown, from top to bottom."""
        return self._passages.widgets

    def _show_all(self) -> None:
        self._is_whole = True
        self.follow(self._views)


class _Passages(Column[PassageView]):
    def __init__(self, edit_asked: SignalInstance | None) -> None:
        super().__init__(spacing=4)
        self._edit_asked = edit_asked

    @override
    def make(self, view: PassageView) -> QWidget:
        box = PassageBox(view)
        if self._edit_asked is not None:
            asked = self._edit_asked
            box.edit.clicked.connect(lambda: asked.emit(box.view))
            box.edit.show()
        return box


class PassageBox(Panel):
    """One passage: its words if they are recorded, and where it stands."""

    def __init__(self, view: PassageView) -> None:
        """Show a passage."""
        super().__init__()
        self.view = view
        self.edit = Link(self.tr("Edit"), "")
        self.edit.hide()
        self._quote = TextBlock("", TextStyle(italic=True))
        self._where = TextBlock("", SMALL)
        self._note = TextBlock("", SMALL)
        for block in (self._quote, self._where, self._note):
            self.body.addWidget(block)
        self.body.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignLeft)
        self.present(view)

    def present(self, view: PassageView) -> None:
        """Show the passage as it is now."""
        self.view = view
        name = self.tr("Edit the passage: {where}").format(where=view.where or view.quote)
        self.edit.say(self.tr("Edit"), name)
        for block, text in (
            (self._quote, view.quote),
            (self._where, view.where),
            (self._note, view.passage.note),
        ):
            block.set_text(text)
            block.setVisible(bool(text))
