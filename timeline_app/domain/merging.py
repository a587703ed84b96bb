"""Bringing two copies of a project together: record by record, field by field, by a common base.

What only one side changed is taken. What both changed differently is a clash, with a choice that
is the same whichever copy merges the other: the later change wins, a changed record is not
removed, and of two datings or assessments both stay, as differing judgements.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, TypeAlias, cast
from uuid import NAMESPACE_OID, uuid5

from timeline_app.domain.dating import is_inverted
from timeline_app.domain.edits import Change
from timeline_app.domain.mending import mended
from timeline_app.domain.records import Assessment, Dating, Event, Record
from timeline_app.domain.references import Key, key_of

State: TypeAlias = Mapping[Key, Record]


class Side(StrEnum):
    """Whose version of a record is kept where both sides changed it."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Touch:
    """When and by whom a record was changed last (ISO 8601, UTC); empty if the log does not say."""

    made_at: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """One side: all its records, who changed which last, and which its log says were removed."""

    records: State
    touched: Mapping[Key, Touch]
    removed: frozenset[Key]


@dataclass(frozen=True, slots=True)
class Clash:
    """A record that both sides changed differently; `fields` is empty where one removed it."""

    key: Key
    fields: tuple[str, ...]
    base: Record | None
    mine: Record | None
    theirs: Record | None
    mine_touch: Touch
    theirs_touch: Touch

    @property
    def may_keep_both(self) -> bool:
        """Whether both versions can stand side by side: judgements about dates and reliability."""
        return bool(self.fields) and isinstance(self.mine, Dating | Assessment)

    @property
    def later(self) -> Side:
        """The side that changed it last; what is there beats what is not."""
        mine = (self.mine is not None, self.mine_touch.made_at, repr(self.mine))
        theirs = (self.theirs is not None, self.theirs_touch.made_at, repr(self.theirs))
        return Side.MINE if mine >= theirs else Side.THEIRS

    @property
    def default(self) -> Side:
        """What is done unless somebody chooses."""
        return Side.BOTH if self.may_keep_both else self.later


@dataclass(frozen=True, slots=True)
class Plan:
    """What a merge would do: every record that comes out otherwise than mine, and the clashes.

    `outcome` has, for a clash, the version with my values in the clashing fields.
    """

    mine: State
    theirs: State
    base: Callable[[Key], Record | None]
    outcome: Mapping[Key, Record | None]
    clashes: tuple[Clash, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """What is to be written, and in words what had to be mended for the records to fit."""

    changes: tuple[Change, ...]
    notes: tuple[str, ...]


_BOUNDS = ("start_min", "start_max", "end_min", "end_max", "approximate", "uncertain")
_TOGETHER: dict[str, tuple[tuple[str, ...], ...]] = {
    "event": ((*_BOUNDS, "one_of", "zoned"),),
    "dating": (
        (
            *("wording", "language", "anchor_kind", "anchor_id", "anchor", "rule", "edtf"),
            *(*_BOUNDS, "explanation", "reason", "confirmed"),
        ),
    ),
    "passage": (("quote", "prefix", "suffix", "start_char", "end_char", "sha256"),),
    "snapshot": (("sha256", "size", "content", "media_type"),),
    "assessment": (("reliability", "credibility", "rationale", "assessor", "made_at"),),
}
"""Fields that only make sense together: all come from one side."""


def plan(
    base: Callable[[Key], Record | None], mine: Copy, theirs: Copy, *, first_time: bool = True
) -> Plan:
    """Compare two copies by their common base; nothing is decided where both changed.

    `first_time` is whether mine has never merged theirs: then a record that mine lacks without
    having removed it came to theirs past the log, and comes in.
    """
    outcome: dict[Key, Record | None] = {}
    clashes: list[Clash] = []
    for key in sorted({*mine.records, *theirs.records}):
        ours, other = mine.records.get(key), theirs.records.get(key)
        if ours == other:
            continue
        known = base(key)
        if ours is None and known == other and first_time and key not in mine.removed:
            known = None
        result, clashing = three_way(key[0], known, *_in_order(key[0], ours, other))
        if clashing is not None:
            touches = (mine.touched.get(key, Touch()), theirs.touched.get(key, Touch()))
            clashes.append(Clash(key, clashing, known, ours, other, *touches))
        if result != ours or clashing is not None:
            outcome[key] = result
    return Plan(mine.records, theirs.records, base, outcome, tuple(clashes))


def _in_order(
    kind: str, mine: Record | None, theirs: Record | None
) -> tuple[Record | None, Record | None]:
    """Return both sides; where one alone ends before it begins, with the date of the other.

    Such bounds are a fault that a file came with, not a judgement that stands against another.
    """
    if not isinstance(mine, Event | Dating) or not isinstance(theirs, Event | Dating):
        return mine, theirs
    if is_inverted(mine) == is_inverted(theirs):
        return mine, theirs
    (group,) = _TOGETHER[kind]
    if is_inverted(mine):
        return _with(mine, group, theirs), theirs
    return mine, _with(theirs, group, mine)


def _with(record: Record, names: Iterable[str], other: Record) -> Record:
    names = tuple(names)
    values = dict(zip(names, _values(other, names), strict=True))
    return replace(record, **cast("Any", values))


def three_way(
    kind: str, base: Record | None, mine: Record | None, theirs: Record | None
) -> tuple[Record | None, tuple[str, ...] | None]:
    """Return what comes of a record, and the fields that clash; None where nothing clashes.

    No fields at all clash where one side removed what the other changed.
    """
    if base == mine:
        return theirs, None
    if base == theirs:
        return mine, None
    if mine is None or theirs is None:
        return mine, ()
    taken: dict[str, object] = {}
    clashing: list[str] = []
    for group in _groups(kind, mine):
        ours, other = _values(mine, group), _values(theirs, group)
        known = None if base is None else _values(base, group)
        if other in (ours, known):
            continue
        if known == ours:
            taken.update(zip(group, other, strict=True))
        else:
            clashing += group
    merged = replace(mine, **cast("Any", taken)) if taken else mine
    return merged, tuple(clashing) or None


def _groups(kind: str, record: Record) -> list[tuple[str, ...]]:
    together = _TOGETHER.get(kind, ())
    grouped = {name for group in together for name in group}
    alone = ((f.name,) for f in fields(record) if f.name != "id" and f.name not in grouped)
    return [*together, *alone]


def _values(record: Record, names: Iterable[str]) -> tuple[object, ...]:
    return tuple(getattr(record, name) for name in names)


def settle(decided: Plan, choices: Mapping[Key, Side] | None = None) -> Merge:
    """Decide every clash, by choice or default, and mend what then does not fit together."""
    outcome = dict(decided.outcome)
    for clash in decided.clashes:
        choice = (choices or {}).get(clash.key, clash.default)
        outcome.update(_settled(clash, choice, outcome[clash.key]))
    notes: list[str] = []
    state = {**decided.mine, **{key: r for key, r in outcome.items() if r is not None}}
    for key, record in outcome.items():
        if record is None:
            state.pop(key, None)
    touched = set(outcome)

    def lost(key: Key) -> Record | None:
        return decided.mine.get(key) or decided.theirs.get(key) or decided.base(key)

    touched |= mended(state, touched, lost, notes)
    return Merge(tuple(_changes(decided.mine, state, touched)), tuple(notes))


def _settled(clash: Clash, choice: Side, outcome: Record | None) -> dict[Key, Record | None]:
    """Return a clash's record, and beside it the other version where both stay."""
    if not clash.fields:
        side = clash.later if choice is Side.BOTH else choice
        return {clash.key: clash.mine if side is Side.MINE else clash.theirs}
    assert outcome is not None
    assert clash.mine is not None
    assert clash.theirs is not None
    winner = choice if choice is not Side.BOTH else clash.later
    version, other = clash.mine, clash.theirs
    if winner is Side.THEIRS:
        version, other = other, version
    kept = _with(outcome, clash.fields, version)
    if choice is not Side.BOTH or not clash.may_keep_both:
        return {clash.key: kept}
    beside = _beside(kept, other)
    return {clash.key: kept, key_of(beside): beside}


def _beside(kept: Record, other: Record) -> Record:
    """Return the other judgement as a record of its own, with an id that both sides arrive at."""
    told = repr(replace(other, id=""))
    beside = replace(other, id=str(uuid5(NAMESPACE_OID, f"{kept.id} {told}")))
    if isinstance(beside, Dating) and isinstance(kept, Dating):
        return replace(beside, alternative_of=kept.alternative_of or kept.id)
    return beside


def _changes(mine: State, merged: State, touched: Iterable[Key]) -> list[Change]:
    """Return the changes that turn mine into the merge: what goes first, then what comes."""
    pairs = [(mine.get(key), merged.get(key)) for key in sorted(touched)]
    real = [Change(before, after) for before, after in pairs if before != after]
    return sorted(real, key=lambda change: change.after is not None)
