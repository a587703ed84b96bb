"""A line in which a record is found by any of its names, or made where there is none."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QCompleter,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from timeline_app.domain.cleaning import one_line
from timeline_app.domain.records import Id
from timeline_app.models.completions import MADE_ELSEWHERE, Candidate, Completions
from timeline_app.models.tables.columns import Glyph
from timeline_app.widgets.fields.tab_order import move_to_line
from timeline_app.widgets.fields.turning_away import TurningAway
from timeline_app.widgets.fields.whole_line import WholeLine
from timeline_app.widgets.tables.glyphs import glyph_icon
from timeline_app.widgets.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_LOCKED = Qt.ItemDataRole.UserRole


class RecordEdit(WholeLine):
    """A line that completes the records of one kind.

    `chosen` is the record meant, None while the words name none; `words` are what stands there.
    """

    picked = Signal()

    def __init__(
        self, completions: Completions, kind: str, words: str = "", parent: QWidget | None = None
    ) -> None:
        """Complete records of a kind, beginning with some words."""
        super().__init__(words, parent)
        self._completions = completions
        self._kind = kind
        self._begun = words
        self._left_out: Id | None = None
        self._makes_new = kind not in MADE_ELSEWHERE
        if kind not in MADE_ELSEWHERE:
            completions.prepare(kind)  # before anybody has typed a name in full
        self._chosen = completions.exact(kind, words)
        self._model = _CandidateModel(self)
        self._list = QListView()
        self._list.setObjectName("completions")
        self._popup = QCompleter(self._model, self)
        self._popup.setPopup(self._list)  # which gives the list a delegate, so ours comes after it
        self._list.setItemDelegate(_AsWideAsTheList(self._list))
        self._popup.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._popup.setMaxVisibleItems(12)
        self._popup.setWidget(self)
        TurningAway(self, self._list)
        # One of two signals of that name, which the stubs do not know.
        self._popup.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        self.textEdited.connect(self._typed)
        self._waits = False  # for names that were not read yet when the list was made
        completions.read.connect(self._list_more)

    @property
    def chosen(self) -> Candidate | None:
        """The record meant: picked from the list, or named in full."""
        if self._chosen is not None and self._chosen.name == self.words:
            return self._chosen
        return self._named_in_full()

    @property
    def words(self) -> str:
        """What stands in the line, cleaned."""
        return one_line(self.text())

    @property
    def kind(self) -> str:
        """The kind of record completed."""
        return self._kind

    @property
    def offers(self) -> tuple[Candidate | None, ...]:
        """What the list offers now; None is "make a new one"."""
        return self._model.rows

    @property
    def may_be_new(self) -> bool:
        """Tell whether a new record may be made of what stands in the line."""
        return bool(self.words) and self._makes_new

    @property
    def not_made(self) -> str:
        """Why what was typed means nobody before Enter, or the list, makes a new record; or ""."""
        if self.words == self._begun or not self.may_be_new or self.chosen is not None:
            return ""
        return self.tr(
            "“{words}” is not in the project yet, and was not added. Enter makes a new entry."
        ).format(words=self.words)

    def ask_for_another(self, than: Id) -> None:
        """Offer what is in the project already, and is not this record."""
        self._left_out = than
        self._makes_new = False

    def go_on_once_picked(self) -> None:
        """Send the keyboard on when an entry of the list was taken, as Enter does without a list.

        Whoever types on means the next line, and not more of the name.
        """
        self.picked.connect(lambda: move_to_line(self.window()))

    def is_listing(self) -> bool:
        """Tell whether the list is open."""
        return self._list.isVisible()

    def set_words(self, words: str) -> None:
        """Put words in the line as if they had been picked."""
        self.setText(words)
        self._chosen = self._completions.exact(self._kind, words)

    def list_offers(self) -> None:
        """Open the list for what stands in the line.

        While names are still being read it lists those that are known, and follows at the end; a
        new record is offered then, since one of that name may be among the others.
        """
        known = self._completions.candidates(self._kind, self.words)
        found: tuple[Candidate | None, ...] = tuple(c for c in known if c.id != self._left_out)
        self._waits = not self._completions.is_whole(self._kind)
        if self.may_be_new and not self._waits and not self._names_one():
            found = (*found, None)
        self._model.show(found, self.words)
        if not found:
            self._list.hide()
            return
        self._popup.complete()
        self._list.setCurrentIndex(self._model.index(0))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._completions.prepare(self._kind)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not self.is_listing():
            self.list_offers()
            return
        super().keyPressEvent(event)

    def _typed(self) -> None:
        self._chosen = None
        self.list_offers()

    def _names_one(self) -> bool:
        return self._named_in_full() is not None

    def _named_in_full(self) -> Candidate | None:
        found = self._completions.exact(self._kind, self.words)
        return None if found is None or found.id == self._left_out else found

    def _list_more(self, kind: str) -> None:
        """List again what was listed too early, unless the person has turned away from it."""
        is_looked_at = self.is_listing() or (self.hasFocus() and not self.offers)
        if kind == self._kind and self._waits and is_looked_at:
            at = self._list.currentIndex().row()
            meant = self.offers[at] if at > 0 else None
            self.list_offers()
            if meant in self.offers[1:]:
                self._list.setCurrentIndex(self._model.index(self.offers.index(meant)))

    def _take(self, index: Index) -> None:
        self._waits = False
        candidate = self._model.rows[index.row()]
        if candidate is not None:
            self._chosen = candidate
            self.setText(candidate.name)
        else:
            self.setText(self.words)
        self.picked.emit()


class _AsWideAsTheList(QStyledItemDelegate):
    """Long names end in dots: a list that scrolls sideways hides where they differ or end.

    Who is confidential has a lock.
    """

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if index.data(_LOCKED):
            side = option.fontMetrics.ascent()
            ink = Theme.current().colour("warning")
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
            option.decorationSize = QSize(side, side)
            density = option.widget.devicePixelRatioF()
            option.icon = glyph_icon(Glyph.LOCK, side, ink, density)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, super().sizeHint(option, index).height())


class _CandidateModel(QAbstractListModel):
    """The offers as lines of text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Candidate | None, ...] = ()
        self._typed = ""

    def show(self, rows: tuple[Candidate | None, ...], typed: str) -> None:
        self.beginResetModel()
        self.rows, self._typed = rows, typed
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        candidate = self.rows[index.row()]
        if role == Qt.ItemDataRole.EditRole:
            # What the completer writes into the line while arrows move: the name, or the words.
            return candidate.name if candidate is not None else self._typed
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._line(candidate)
        if role == _LOCKED:
            return candidate is not None and candidate.confidential
        return None

    def _line(self, candidate: Candidate | None) -> str:
        if candidate is None:
            return self.tr("New: “{words}”").format(words=self._typed)
        return f"{candidate.name}  ·  {candidate.detail}" if candidate.detail else candidate.name
