"""How a dating becomes an event's bounds, and the edits that date something.

An event's row repeats the bounds of its chosen dating; this is the only place that copies them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from timeline_app.domain.edits import Change, Edit
from timeline_app.domain.records import Dating, Event, Id, new_id
from timeline_app.domain.vocabulary import AnchorKind, DatingOwner, EventKind

if TYPE_CHECKING:
    from timeline_app.domain.reading import Reading

HAND_SET = "hand-set"

SOME_TIME_IN = frozenset(
    {
        "between",
        "calendar-week",
        "counted-inclusively",
        "hijri-calendar",
        "jalali-calendar",
        "next-units",
        "night",
        "part-of-period",
        "past-units",
        "quarters",
        "seven-days",
        "third",
        "vague-span",
        "week-from-other-day",
        "week-of",
    }
)
"""Rules whose interval is a room the event lies in, not a time it fills."""


class HasBounds(Protocol):
    """Anything with the four bounds, in seconds; None is unbounded."""

    @property
    def start_min(self) -> int | None: ...
    @property
    def start_max(self) -> int | None: ...
    @property
    def end_min(self) -> int | None: ...
    @property
    def end_max(self) -> int | None: ...


Four = tuple[int | None, int | None, int | None, int | None]


def four(bounds: HasBounds) -> Four:
    """Return start_min, start_max, end_min, end_max."""
    return bounds.start_min, bounds.start_max, bounds.end_min, bounds.end_max


def is_undated(bounds: HasBounds) -> bool:
    """Tell whether nothing ties this to the axis: no bound is finite, or they contradict."""
    return all(bound is None for bound in four(bounds)) or is_inverted(bounds)


def is_inverted(bounds: HasBounds) -> bool:
    """Tell whether bounds are out of order, so that something would end before it begins.

    Nothing in this program makes such bounds; a file from elsewhere may hold them. They date
    nothing, are carried along as they are, and are flagged until somebody gives a date again.
    """
    return are_inverted(four(bounds))


def are_inverted(bounds: Four) -> bool:
    """Tell the same of four bounds."""
    a, b, c, d = bounds
    pairs = ((a, b), (c, d), (a, d))
    return any(low is not None and high is not None and low > high for low, high in pairs)


def refuse_inverted(bounds: Four) -> Four:
    """Return bounds that are in order; raises ValueError for others, which nobody may enter."""
    if are_inverted(bounds):
        raise ValueError(f"bounds out of order: {bounds}")
    return bounds


def chosen(datings: Iterable[Dating]) -> Dating | None:
    """Return the dating that counts: the one that is no alternative of another."""
    return next((dating for dating in datings if dating.alternative_of is None), None)


def event_bounds(kind: EventKind, bounds: HasBounds, rule: str = "", edtf: str = "") -> Four:
    """Return when an event of a kind was under way, given the extent its dating names.

    A state lasted all of "2024"; an event of "2024" or of "last week" happened some time in it,
    so that no part of it is certain: it starts and ends between its first second and its last.
    Where EDTF leaves one end unknown ("/2024", which is not open as "../2024" is), an event may
    even have begun as late as the other end. `rule` names how the wording was read; bounds that a
    hand set are the event's own already.
    """
    start_min, start_max, end_min, end_max = four(bounds)
    if rule == HAND_SET:
        return start_min, start_max, end_min, end_max
    if kind is not EventKind.STATE and edtf.startswith("/"):
        return None, end_max, end_min, end_max
    if kind is not EventKind.STATE and edtf.endswith("/"):
        return start_min, start_max, start_min, None
    is_plain = start_min is not None and start_min == start_max and end_min == end_max
    if kind is EventKind.STATE or not (is_plain or rule in SOME_TIME_IN):
        return start_min, start_max, end_min, end_max
    return start_min, end_max, start_min, end_max


def dated(event: Event, dating: Dating | None) -> Event:
    """Return the event with the bounds and flags of a dating; undated without a usable one."""
    if dating is None or is_inverted(dating):
        return _with_bounds(event, (None, None, None, None))
    dated_event = _with_bounds(
        event, event_bounds(event.kind, dating, dating.rule, dating.edtf or "")
    )
    return replace(
        dated_event,
        approximate=dating.approximate,
        uncertain=dating.uncertain,
        one_of=(dating.edtf or "").startswith("["),
        zoned=is_zoned(dating.edtf),
    )


def is_zoned(edtf: str | None) -> bool:
    """Tell whether an EDTF text states a time with a zone, so that its bounds are UTC."""
    return edtf is not None and re.search(r"T[\d:]+(Z|[+-]\d)", edtf) is not None


def from_reading(
    reading: Reading | None,
    owner: tuple[DatingOwner, Id],
    wording: str,
    *,
    anchor_kind: AnchorKind = AnchorKind.NONE,
    anchor_id: Id | None = None,
    anchor: str | None = None,
    reason: str = "",
    confirmed: bool = False,
    alternative_of: Id | None = None,
    language: str = "en",
    dating_id: Id | None = None,
) -> Dating:
    """Make the dating record of a reading; a wording without a reading keeps its words only."""
    dating = Dating(
        id=dating_id or new_id(),
        owner_kind=owner[0],
        owner_id=owner[1],
        wording=wording,
        language=language,
        anchor_kind=anchor_kind,
        anchor_id=anchor_id,
        anchor=anchor,
        reason=reason,
        confirmed=confirmed,
        alternative_of=alternative_of,
    )
    return dating if reading is None else read_into(dating, reading)


def date_event(event: Event, datings: Iterable[Dating], new: Iterable[Dating], label: str) -> Edit:
    """Replace all datings of an event by new ones; the one without `alternative_of` counts."""
    old, fresh = tuple(datings), tuple(new)
    after = dated(event, chosen(fresh))
    changes = list(replaced(old, fresh))
    if after != event:
        changes.append(Change(event, after))
    return Edit(label, tuple(changes))


def replaced(old: Iterable[Dating], new: Iterable[Dating]) -> tuple[Change, ...]:
    """Return the changes that put new datings in the place of old ones, matching them by id."""
    before = {dating.id: dating for dating in old}
    after = {dating.id: dating for dating in new}
    gone = [Change(d, None) for d in before.values() if d.id not in after]
    kept = [Change(before.get(d.id), d) for d in after.values() if before.get(d.id) != d]
    return (*gone, *kept)


def set_by_hand(
    event: Event,
    datings: Iterable[Dating],
    bounds: Four,
    edtf: str | None,
    label: str,
    *,
    reason: str = "",
) -> Edit:
    """Date an event by its four bounds, keeping the wording it was read from.

    `edtf` is the nearest EDTF text. The other readings go: they were of the words, not of the hand.
    """
    old = tuple(datings)
    base = chosen(old) or Dating(new_id(), DatingOwner.EVENT, event.id)
    start_min, start_max, end_min, end_max = bounds
    hand = replace(
        base,
        rule=HAND_SET,
        edtf=edtf,
        start_min=start_min,
        start_max=start_max,
        end_min=end_min,
        end_max=end_max,
        explanation="set by hand on the timeline",
        reason=reason or base.reason,
        confirmed=True,
    )
    after = replace(_with_bounds(event, bounds), zoned=is_zoned(edtf))
    return Edit(label, (*replaced(old, (hand,)), Change(event, after)))


def _with_bounds(event: Event, bounds: Four) -> Event:
    start_min, start_max, end_min, end_max = refuse_inverted(bounds)
    return replace(
        event,
        start_min=start_min,
        start_max=start_max,
        end_min=end_min,
        end_max=end_max,
        approximate=False,
        uncertain=False,
        one_of=False,
        zoned=False,
    )


def read_into(dating: Dating, reading: Reading) -> Dating:
    """Return a dating with the result of a reading; wording, anchor and reason stay."""
    start_min, start_max, end_min, end_max = refuse_inverted(four(reading.bounds))
    return replace(
        dating,
        rule=reading.rule,
        edtf=reading.edtf,
        start_min=start_min,
        start_max=start_max,
        end_min=end_min,
        end_max=end_max,
        approximate=reading.approximate,
        uncertain=reading.uncertain,
        explanation=reading.explanation,
    )
