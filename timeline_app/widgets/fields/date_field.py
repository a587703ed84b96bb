"""The date field: type anything, and see beneath it at once how it is read.

The words are always kept. Another reading is a click away, what they are counted from can be
changed, EDTF can be typed directly, and words that are no date stay words without a date.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from timeline_app.domain.cleaning import one_line
from timeline_app.domain.reading import Conventions
from timeline_app.domain.records import Dating, Id
from timeline_app.domain.vocabulary import DatingOwner
from timeline_app.models.anchors import AnchorOption, fixed_day
from timeline_app.models.date_draft import (
    DateDraft,
    Typed,
    draft,
    explained,
    headline,
    stored,
    words_only,
)
from timeline_app.widgets.fields.drop_down import DropDown
from timeline_app.widgets.fields.link import Link
from timeline_app.widgets.fields.reading_choices import ReadingChoices
from timeline_app.widgets.fields.text_block import TextBlock, TextStyle
from timeline_app.widgets.fields.tick import Tick, TickBox
from timeline_app.widgets.fields.whole_line import WholeLine
from timeline_app.widgets.plain import literal

_SMALL = TextStyle("ink_soft", scale=0.92)
_NOTICE = TextStyle("warning", scale=0.92)
_READ = TextStyle(bold=True)


class DateField(QWidget):
    """One date being entered; `datings` is what would be written."""

    changed = Signal()

    def __init__(
        self,
        owner: tuple[DatingOwner, Id],
        options: Sequence[AnchorOption],
        datings: Sequence[Dating] = (),
        conventions: Conventions | None = None,
        *,
        brief: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Begin with the datings recorded; `options` are what words may be counted from.

        A brief field shows its words and how they are read; the rest is unfolded by "More".
        """
        super().__init__(parent)
        self._owner, self._options = owner, tuple(options)
        self._recorded = tuple(datings)
        self._conventions = conventions or Conventions()
        self._draft = stored(datings)
        self._by_hand = False
        self._is_typed = False
        self._make_widgets()
        self._lay_out()
        self._fill()
        self._connect()
        self._show()
        self._fold(folded=brief)

    @property
    def draft(self) -> DateDraft:
        """What was typed, as it is read."""
        return self._draft

    @property
    def typed(self) -> Typed:
        """What stands in the field."""
        edtf = one_line(self.edtf.text()) if not self.edtf.isHidden() else ""
        return Typed(one_line(self.words.text()), edtf, self._option())

    @property
    def reading_text(self) -> str:
        """What is shown beneath the words."""
        parts = (self._headline.text, self._explanation.text, self._notice.text)
        return "\n".join(part for part in parts if part)

    def datings(self) -> tuple[Dating, ...]:
        """Return the datings to write: none where nothing was typed."""
        if self.typed.is_empty:
            return ()
        bare = words_only(self.typed, self._owner, self._kept_id())
        reason = one_line(self.reason.text())
        return self._draft.datings(bare, reason, confirmed=self.checked.isChecked())

    def set_words(self, words: str) -> None:
        """Put words in the field as if they had been typed."""
        self.words.setText(words)
        self._read()

    @property
    def reading(self) -> str:
        """The EDTF of the reading that counts, "" without one."""
        chosen = self._draft.chosen
        return "" if chosen is None or chosen.edtf is None else chosen.edtf

    def set_reading(self, edtf: str) -> None:
        """Take the reading with this EDTF again; one the words do not give was typed itself."""
        if edtf in ("", self.reading):
            return
        offered = [option.edtf for option in self._draft.options]
        if edtf in offered:
            self.pick(offered.index(edtf))
            return
        self.edtf.show()
        self.expert.hide()
        self.edtf.setText(edtf)
        self._read()

    def set_options(self, options: Sequence[AnchorOption]) -> None:
        """Offer other things to count from; the one chosen by hand stays if it is among them."""
        if tuple(options) == self._options:
            return
        chosen = self._option()
        self._options = tuple(options)
        with QSignalBlocker(self.anchor):
            self._fill_anchors(chosen if self._by_hand else None)
        if self._option() != chosen:
            self._read()

    def clear(self) -> None:
        """Begin anew, with nothing recorded."""
        self._recorded = ()
        self._by_hand = False
        for line in (self.words, self.edtf, self.reason):
            line.clear()
        self.checked.setChecked(False)
        self._draft = DateDraft()
        self._show()

    @property
    def asks_which(self) -> bool:
        """Tell whether the words have several readings, and none of them is taken."""
        return self._draft.chosen is None and bool(self.choices)

    @property
    def choices(self) -> list[QRadioButton]:
        """The buttons of the readings there are to choose from."""
        return self._choices.buttons

    def confirm_typed(self) -> None:
        """Say that the reading of what was typed since the field opened has been checked."""
        if self._is_typed and self._draft.chosen is not None:
            self.checked.setChecked(True)

    def pick(self, index: int) -> None:
        """Take another reading."""
        self._is_typed = True
        self._draft = self._draft.pick(index)
        self.checked.setChecked(True)
        self._show()
        self.changed.emit()

    def _make_widgets(self) -> None:
        self.words = WholeLine()
        self.words.setPlaceholderText(self.tr("as written: five or six days ago, since 2019 …"))
        self.words.setAccessibleName(self.tr("Date, as it is worded"))
        self.anchor = DropDown()
        self.anchor.setAccessibleName(self.tr("Counted from"))
        self.anchor.setMinimumContentsLength(12)
        self.anchor.setSizeAdjustPolicy(
            DropDown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.day = WholeLine()
        self.day.setPlaceholderText(self.tr("which day?"))
        self.day.setAccessibleName(self.tr("The day counted from"))
        self.day.hide()
        self._headline = TextBlock("", _READ)
        self._explanation = TextBlock("", _SMALL)
        self._notice = TextBlock("", _NOTICE)
        self._choices = ReadingChoices()
        self._choices.picked.connect(self.pick)
        self.edtf = WholeLine()
        self.edtf.setPlaceholderText("2026-01-26/2026-01-27")
        self.edtf.setAccessibleName(self.tr("Date in EDTF"))
        self.expert = Link(self.tr("Type EDTF instead"))
        self.more = Link(self.tr("More about this date"))
        self.more.clicked.connect(self._unfold)
        self.reason = WholeLine()
        self.reason.setPlaceholderText(self.tr("why this reading (optional)"))
        self.reason.setAccessibleName(self.tr("Reason for this reading"))
        self.checked = TickBox()
        self._checked_tick = Tick(self.checked, self.tr("I have checked this reading"))

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        self._counted = QWidget()
        counted = QHBoxLayout(self._counted)
        counted.setContentsMargins(0, 0, 0, 0)
        counted.addWidget(TextBlock(self.tr("counted from"), _SMALL))
        counted.addWidget(self.anchor, 1)
        counted.addWidget(self.day, 1)
        typed: tuple[QWidget, ...] = (self.words, self._counted)
        read = (self._headline, self._explanation, self._notice, self._choices)
        rest = (self.edtf, self.expert, self.reason, self._checked_tick, self.more)
        for widget in (*typed, *read, *rest):
            box.addWidget(widget)
        box.setAlignment(self.more, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.words)

    def _fill(self) -> None:
        current = self._current()
        self._fill_anchors(None)
        self.edtf.hide()
        if current is None:
            return
        self.words.setText(current.wording)
        self.reason.setText(current.reason)
        self.reason.setCursorPosition(0)
        self.checked.setChecked(current.confirmed)
        if not current.wording and current.edtf:
            self._open_expert()
            self.edtf.setText(current.edtf)

    def _fill_anchors(self, chosen: AnchorOption | None) -> None:
        self.anchor.clear()
        for option in self._options:
            self.anchor.addItem(literal(option.text), option)
        wanted = None if chosen is None else (chosen.kind, chosen.id)
        self.anchor.addItem(self.tr("another day …"))
        places = [n for n, option in enumerate(self._options) if (option.kind, option.id) == wanted]
        self.anchor.setCurrentIndex(places[0] if places else 0)

    def _connect(self) -> None:
        self.words.textEdited.connect(self._words_edited)
        self.edtf.textEdited.connect(self._read)
        self.anchor.currentIndexChanged.connect(self._read)
        self.anchor.activated.connect(self._chosen_by_hand)
        self.day.textEdited.connect(self._read)
        self.expert.clicked.connect(self._open_expert)
        self.reason.textEdited.connect(self.changed)
        self.checked.clicked.connect(self.changed)

    def _current(self) -> Dating | None:
        return next((d for d in self._recorded if d.alternative_of is None), None)

    def _kept_id(self) -> Id | None:
        current = self._current()
        return None if current is None else current.id

    def _option(self) -> AnchorOption:
        option = self.anchor.currentData()
        return option if isinstance(option, AnchorOption) else fixed_day(one_line(self.day.text()))

    def _unfold(self) -> None:
        self._counted.show()
        self.anchor.setFocus()  # the link goes; the keyboard must not go to the form's first line
        self._fold(folded=False)

    def _fold(self, *, folded: bool) -> None:
        self.more.setVisible(folded)
        for widget in (self._counted, self.reason):
            widget.setVisible(not folded)
        self.expert.setVisible(not folded and self.edtf.isHidden())

    def _open_expert(self) -> None:
        self.edtf.show()
        self.edtf.setFocus()
        self.expert.hide()

    def _chosen_by_hand(self) -> None:
        self._by_hand = True
        names_day = self.anchor.currentData() is None
        self.day.setVisible(names_day)
        if names_day:
            self.day.setFocus()

    def _words_edited(self) -> None:
        # New words are not overruled by EDTF that nobody has touched.
        if not self.edtf.isModified():
            self.edtf.clear()
            self.edtf.hide()
            self._fold(folded=not self.more.isHidden())
        self._read()

    def _read(self) -> None:
        """Read anew what was typed."""
        self._is_typed = True
        self._draft = draft(self.typed, self._owner, self._kept_id(), self._conventions)
        self.checked.setChecked(not self._draft.needs_confirmation)
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        chosen = self._draft.chosen
        self._say(self._headline, "" if chosen is None else f"{headline(chosen)}  ·  {chosen.edtf}")
        self._say(self._explanation, "" if chosen is None else explained(chosen))
        self._say(self._notice, self._notice_text())
        self._choices.show_readings(self._draft)
        self._checked_tick.setVisible(chosen is not None)

    def _notice_text(self) -> str:
        if self._draft.notice:
            return self._draft.notice
        has_words = bool(self.typed.words) and not self._draft.options
        return self.tr("Kept as words, without a date.") if has_words else ""

    @staticmethod
    def _say(block: TextBlock, text: str) -> None:
        block.set_text(text)
        block.setVisible(bool(text))
