"""What a column of a table is: its words, what it sorts by, how it looks, how it is edited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, StrEnum, auto
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from PySide6.QtCore import QCoreApplication

from timeline_app.domain.records import Id
from timeline_app.models.cards.fields import FieldView
from timeline_app.models.document import Document
from timeline_app.models.words import ends_first, word_for
from timeline_app.storage.table_rows import Dated, Named

if TYPE_CHECKING:
    from timeline_app.models.cards.lines import DatingView

DASH = "–"

AnyRow: TypeAlias = Any
"""The row of whichever table a column is in."""


class Holds(Enum):
    """What a column is made of, and so how it is sorted and filtered."""

    NOTHING = auto()
    TEXT = auto()
    CODE = auto()
    REFERENCE = auto()
    SPAN = auto()
    NUMBER = auto()


class Glyph(Enum):
    """A small shape beside or instead of words; the same as on the timeline where it is there."""

    NAMED = auto()
    ANONYMOUS = auto()
    OUTLET = auto()
    UNSOURCED = auto()
    DISPUTES = auto()
    QUALIFIES = auto()
    CONTESTED = auto()
    SINGLE_ORIGIN = auto()
    INFERRED = auto()
    UNCONFIRMED = auto()
    NO_PASSAGE = auto()
    LOCK = auto()


@dataclass(frozen=True, slots=True)
class Marking:
    """A glyph, the theme role of its ink, and the sentence it stands for."""

    glyph: Glyph
    role: str
    sentence: str


@cache
def translate(context: str, text: str) -> str:
    """Return a text in the person's language; rows on screen ask for the same few in each frame."""
    return QCoreApplication.translate(context, text)


def _no_field(document: Document, row: AnyRow, beside: Id | None) -> FieldView | None:
    del document, row, beside
    return None


def _plain_ink(row: AnyRow) -> str:
    del row
    return "ink"


def no_glyphs(row: AnyRow) -> tuple[Marking, ...]:
    """Return none: the column has words only."""
    del row
    return ()


@dataclass(frozen=True)
class Column:
    """One column.

    `text` gives a row's words, `brief` fewer of them for a cell that has no room for those. `scans`
    are the columns of the file it sorts by, in turn, and `scan_values` the closed list of each;
    `values` is the closed list of a CODE of one column, `target` the table a REFERENCE points at,
    `several` times perhaps.
    `field` gives what is edited in a cell, or None; it is told the row and the event selected
    beside it. `dating` gives the dating edited instead, where the column holds dates that can be.
    `ink` names a theme role, `ground` one for a pill behind the words. A `wordless` column shows
    only its glyphs, and its `text` is what they say.
    `title` is translated when shown.
    """

    key: str
    title: str
    text: Callable[[AnyRow], str]
    holds: Holds = Holds.NOTHING
    scans: tuple[str, ...] = ()
    scan_values: tuple[type[StrEnum], ...] = ()
    values: type[StrEnum] | None = None
    target: str = ""
    several: bool = False
    width: int = 120
    shown: bool = True
    right: bool = False
    strong: bool = False
    wordless: bool = False
    brief: Callable[[AnyRow], str] | None = None
    ink: Callable[[AnyRow], str] = _plain_ink
    ground: Callable[[AnyRow], str] | None = None
    glyphs: Callable[[AnyRow], tuple[Marking, ...]] = no_glyphs
    tip: Callable[[AnyRow], str] | None = None
    field: Callable[[Document, AnyRow, Id | None], FieldView | None] = _no_field
    dating: Callable[[Document, AnyRow], DatingView | None] | None = None
    editable: bool = False

    @property
    def heading(self) -> str:
        """The title in the user's language."""
        return translate("tables", self.title)

    @property
    def sources(self) -> tuple[str, ...]:
        """The columns of the file it sorts and filters by, in turn."""
        return self.scans or (self.key,)

    @property
    def listed(self) -> tuple[StrEnum, ...]:
        """The values of a CODE, those of all its sources one after another."""
        lists = self.scan_values if self.values is None else (self.values,)
        return tuple(value for values in lists for value in values)

    @property
    def sorts(self) -> bool:
        """Tell whether the table can be sorted by it."""
        return self.holds is not Holds.NOTHING


@dataclass(frozen=True)
class TableSpec:
    """One table: the records it shows, its columns, and what is said while it is empty.

    `searched` names the columns whose words the filter box looks through, `voiced` the one that
    holds the origin of a row, so that rows can be grouped by voice.
    """

    table: str
    columns: tuple[Column, ...]
    empty: str
    searched: tuple[str, ...]
    voiced: str = ""
    depends: frozenset[str] = field(default_factory=frozenset)

    def values_of(self, source: str) -> type[StrEnum]:
        """Return the closed list of a column of the file that holds codes; KeyError if none is."""
        for column in self.columns:
            if column.key == source and column.values is not None:
                return column.values
            if source in column.scans:
                return column.scan_values[column.scans.index(source)]
        raise KeyError(source)

    def column(self, key: str) -> Column:
        """Return a column by its key; KeyError if there is none."""
        try:
            return next(column for column in self.columns if column.key == key)
        except StopIteration:
            raise KeyError(key) from None


def name_of(named: Named | None) -> str:
    """Return the name of a record, or a dash."""
    return named.name if named is not None else DASH


def dated_words(dated: Dated | None) -> str:
    """Return a date in words: "27 Jan 2026"; its wording where that gives no date."""
    if dated is None:
        return DASH
    if dated.inverted:
        return translate("tables", "ends before it begins")
    return _described(dated.edtf) if dated.edtf else _worded(dated)


def dated_brief(dated: Dated | None) -> str:
    """Return a date in as few words as a column has room for: "by 28 Jan 2026"."""
    if dated is None:
        return DASH
    if dated.inverted:
        return dated_words(dated)
    return _in_brief(dated.edtf) if dated.edtf else _worded(dated)


def _worded(dated: Dated) -> str:
    """Return the wording that gives no date; some records only say that none is known."""
    return f"“{dated.wording}”" if dated.wording else translate("tables", "not known")


def dated_ink(dated: Dated | None) -> str:
    """Return the role a date is written in: one that its file has the wrong way round warns."""
    return "warning" if dated is not None and dated.inverted else "ink_soft"


def dated_tip(dated: Dated | None) -> str:
    """Tell a date in full: in words, and as EDTF."""
    if dated is None:
        return translate("tables", "No date of its own. F2 gives it one.")
    if dated.inverted:
        return ends_first()
    return f"{dated_words(dated)}\n{dated.edtf}" if dated.edtf else dated_words(dated)


@cache
def word(kind: type[StrEnum], value: str) -> str:
    """Return the readable word for a stored value."""
    return word_for(kind(value))


@lru_cache(maxsize=4096)
def _described(edtf: str) -> str:
    # The EDTF grammar is built on first use: the window comes before it.
    from timeline_app.domain.reading import describe  # noqa: PLC0415 - as said

    return describe(edtf)


@lru_cache(maxsize=4096)
def _in_brief(edtf: str) -> str:
    from timeline_app.domain.reading import describe_in_brief  # noqa: PLC0415 -- as above

    return describe_in_brief(edtf)
