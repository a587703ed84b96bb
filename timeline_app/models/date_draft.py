"""A date while it is being typed: what the words give, and the datings that would be written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from timeline_app.domain.dating import four, from_reading, is_inverted
from timeline_app.domain.edtf.errors import DateError
from timeline_app.domain.reading import (
    DEFAULT_CONVENTIONS,
    Answer,
    Conventions,
    Reading,
    describe,
    read_edtf,
    read_wording,
)
from timeline_app.domain.records import Dating, Id, new_id
from timeline_app.domain.vocabulary import DatingOwner
from timeline_app.models.anchors import NO_ANCHOR, AnchorOption

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class DateDraft:
    """The ways to read what was typed, one of them picked.

    `options` are datings ready to be written; without any of them picked the wording is kept
    without a date. `notice` is what to tell beneath: a refusal, or a question.
    """

    options: tuple[Dating, ...] = ()
    picked: int | None = None
    notice: str = ""
    needs_confirmation: bool = False

    @property
    def chosen(self) -> Dating | None:
        """The dating that will count."""
        return None if self.picked is None else self.options[self.picked]

    def pick(self, index: int) -> DateDraft:
        """Take another option."""
        return replace(self, picked=index)

    def datings(self, wording: Dating, reason: str, *, confirmed: bool) -> tuple[Dating, ...]:
        """Return the datings to write: the one that counts first, the others as its alternatives.

        `wording` is the bare dating that keeps the words where nothing was picked.
        """
        counts = self.chosen or wording
        counts = replace(
            counts,
            reason=reason,
            confirmed=confirmed and self.chosen is not None,
            alternative_of=None,
        )
        others = (option for option in self.options if option.id != counts.id)
        return (counts, *(replace(o, alternative_of=counts.id, confirmed=False) for o in others))


@dataclass(frozen=True, slots=True)
class Typed:
    """What was entered: the words, what they are counted from, and EDTF where it was given."""

    words: str = ""
    edtf: str = ""
    option: AnchorOption = NO_ANCHOR

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was entered."""
        return not self.words and not self.edtf


def stored(datings: Sequence[Dating]) -> DateDraft:
    """Return a draft of datings as they are recorded."""
    read = (_in_order(dating) for dating in datings if dating.edtf is not None)
    options = tuple(dating for dating in read if dating is not None)
    picked = next((n for n, d in enumerate(options) if d.alternative_of is None), None)
    confirmed = picked is not None and options[picked].confirmed
    return DateDraft(options, picked, needs_confirmation=not confirmed)


def _in_order(dating: Dating) -> Dating | None:
    """Return a dating; one that ends before it begins with the bounds its EDTF has, or None."""
    if dating.edtf is None or not is_inverted(dating):
        return dating
    try:
        start_min, start_max, end_min, end_max = four(read_edtf(dating.edtf).bounds)
    except DateError:
        return None
    return replace(
        dating, start_min=start_min, start_max=start_max, end_min=end_min, end_max=end_max
    )


def draft(
    typed: Typed,
    owner: tuple[DatingOwner, Id],
    kept_id: Id | None = None,
    conventions: Conventions = DEFAULT_CONVENTIONS,
) -> DateDraft:
    """Read what was typed; `kept_id` is the id the dating that counts already has."""
    if typed.is_empty:
        return DateDraft()
    if typed.edtf:
        return _from_edtf(typed, owner, kept_id)
    answer = read_wording(
        typed.words, typed.option.anchor, conventions, said=typed.option.other_anchor
    )
    free = {reading.edtf for reading in _readings(read_wording(typed.words, None, conventions))}
    unanchored = replace(typed, option=NO_ANCHOR)
    options = tuple(
        _dating(
            unanchored if reading.edtf in free else typed,
            owner,
            reading,
            kept_id if kept_id and place == 0 else new_id(),
        )
        for place, reading in enumerate(_readings(answer))
    )
    picked = 0 if answer.reading is not None else None
    return DateDraft(options, picked, _notice(answer), answer.needs_confirmation)


def words_only(typed: Typed, owner: tuple[DatingOwner, Id], kept_id: Id | None = None) -> Dating:
    """Make the dating that keeps words without a date."""
    return _dating(typed, owner, None, kept_id or new_id())


def _dating(
    typed: Typed, owner: tuple[DatingOwner, Id], reading: Reading | None, dating_id: Id
) -> Dating:
    return from_reading(
        reading,
        owner,
        typed.words,
        anchor_kind=typed.option.kind,
        anchor_id=typed.option.id,
        anchor=typed.option.moment,
        dating_id=dating_id,
    )


def _readings(answer: Answer) -> tuple[Reading, ...]:
    return (*(() if answer.reading is None else (answer.reading,)), *answer.alternatives)


def _from_edtf(typed: Typed, owner: tuple[DatingOwner, Id], kept_id: Id | None) -> DateDraft:
    try:
        reading = read_edtf(typed.edtf)
    except DateError as trouble:
        return DateDraft(notice=trouble.sentence)
    unanchored = replace(typed, option=NO_ANCHOR)
    return DateDraft((_dating(unanchored, owner, reading, kept_id or new_id()),), 0)


def _notice(answer: Answer) -> str:
    if answer.link is not None and answer.reading is None:
        words = translate("dates", "Told by an event, “{event}”, not by a date: kept as words.")
        return words.format(event=answer.link.event)
    return answer.refusal or ""


def explained(dating: Dating) -> str:
    """Return why a dating is read as it is, without the date it begins with."""
    return dating.explanation.removeprefix(f"{headline(dating)} — ")


def headline(dating: Dating) -> str:
    """Return a reading in words: "22 or 23 January 2026"."""
    return describe(dating.edtf) if dating.edtf else translate("dates", "no date")
