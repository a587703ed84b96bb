"""Roles, places and dates told more generally than a project has them, by rules a person sets.

What a text says in words is not touched; `left_in_texts` says where a text still tells.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import TypeVar

from timeline_app.domain.coarse_dates import coarse, coarse_bounds
from timeline_app.domain.dating import dated, four
from timeline_app.domain.edtf.bounds import bounds_of
from timeline_app.domain.edtf.parsing import parse
from timeline_app.domain.edtf.parts import Date, Interval
from timeline_app.domain.folding import folded
from timeline_app.domain.profiles import BY_THE_DAY, Grain, Rules
from timeline_app.domain.protected import is_key
from timeline_app.domain.records import (
    Actor,
    Dating,
    Event,
    Id,
    Place,
    PlaceName,
    Record,
    kind_of,
)
from timeline_app.domain.vocabulary import ActorKind, AnchorKind, DatingOwner, EventKind

D = TypeVar("D", Event, Dating)

_LENGTHS = {Grain.DAY: 10, Grain.MONTH: 7, Grain.YEAR: 4}
_FIGURES = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Retold:
    """What is told instead of something, and how often. `what` is "role", "place" or "date"."""

    what: str
    before: str
    after: str
    number: int


@dataclass(slots=True)
class _Telling:
    """The rules looked up, and what they were applied to."""

    rules: Rules
    roles: Mapping[str, str]
    places: Mapping[str, str]
    done: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def note(self, what: str, before: str, after: str) -> str:
        self.done[what, before, after] += 1
        return after


def generalised(records: Iterable[Record], rules: Rules) -> tuple[list[Record], tuple[Retold, ...]]:
    """Return records as the rules tell them, and what is told instead of what."""
    records = list(records)
    telling = _Telling(rules, _by_text(rules.roles), _by_text(rules.places))
    retold = [_place(one, telling) if isinstance(one, Place) else one for one in records]
    told = {one.id for one, was in zip(retold, records, strict=True) if one is not was}
    kept = [one for one in retold if not (isinstance(one, PlaceName) and one.place_id in told)]
    kept = [_role(one, telling) if isinstance(one, Actor) else one for one in kept]
    if rules.dates is not Grain.EXACT:
        kept = _by_the_grain(kept, rules.dates, telling)
    return kept, tuple(Retold(*one, number) for one, number in sorted(telling.done.items()))


def left_in_texts(records: Iterable[Record], retold: Iterable[Retold]) -> Iterator[str]:
    """Yield what texts still tell of what is told more generally."""
    texts = [folded(text) for text in _texts(records)]
    retold = tuple(retold)
    for one in retold:
        number = sum(folded(one.before) in text for text in texts) if one.what != "date" else 0
        if number:
            yield (
                f"The {one.what} “{one.before}” is told more generally, but {number} texts still"
                " say it."
            )
    if any(one.what == "date" for one in retold):
        number = sum(_FIGURES.search(text) is not None for text in texts)
        if number:
            yield f"{number} texts have figures in them, which may be dates: they stay as written."


def _texts(records: Iterable[Record]) -> Iterator[str]:
    for record in records:
        for one in fields(record):
            value = getattr(record, one.name)
            is_words = type(value) is str and not is_key(one.name)
            if is_words and not (isinstance(record, Dating) or (kind_of(record), one.name) in _OWN):
                yield value


_OWN = frozenset({*BY_THE_DAY, ("project", "created_at"), ("track", "colour")})


def _by_text(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {folded(before): after for before, after in pairs}


def _role(actor: Actor, telling: _Telling) -> Actor:
    if not actor.role:
        return actor
    after = telling.roles.get(folded(actor.role))
    if after is None and telling.rules.no_roles and actor.kind is ActorKind.PERSON:
        after = ""
    if after is None:
        return actor
    return replace(actor, role=telling.note("role", actor.role, after))


def _place(place: Place, telling: _Telling) -> Place:
    after = telling.places.get(folded(place.name))
    if not after and telling.rules.larger_places:
        after = place.within
    if not after:
        return place
    # What it lies in may well be smaller than what is told.
    return replace(place, name=telling.note("place", place.name, after), within="")


# Dates


def _by_the_grain(records: list[Record], grain: Grain, telling: _Telling) -> list[Record]:
    """Tell no date finer than a grain: of datings, of events, and of metadata."""
    events = {one.id: one for one in records if isinstance(one, Event)}
    datings = {
        one.id: _dating(one, events, grain, telling) for one in records if isinstance(one, Dating)
    }
    chosen = {
        one.owner_id: one
        for one in datings.values()
        if one.owner_kind is DatingOwner.EVENT and one.alternative_of is None
    }
    return [_coarse_record(one, datings, chosen, grain) for one in records]


def _coarse_record(
    record: Record, datings: Mapping[Id, Dating], chosen: Mapping[Id, Dating], grain: Grain
) -> Record:
    if isinstance(record, Dating):
        return datings[record.id]
    if isinstance(record, Event):
        known = chosen.get(record.id)
        if known is not None and known.edtf is not None:
            return dated(record, known)
        return _widened(record, grain)
    for kind, name in BY_THE_DAY:
        if kind == kind_of(record) and (moment := getattr(record, name)):
            return replace(record, **{name: moment[: _LENGTHS[grain]]})
    return record


def _dating(dating: Dating, events: Mapping[Id, Event], grain: Grain, telling: _Telling) -> Dating:
    """Return a dating by the grain; its wording, which says more, and how it was read go."""
    if dating.edtf is None:
        return _widened(_without_words(dating), grain)
    expression = parse(dating.edtf)
    cut = coarse(expression, grain)
    if cut == expression:
        return dating
    event = events.get(dating.owner_id)
    if isinstance(cut, Date) and event is not None and event.kind is EventKind.STATE:
        cut = Interval(cut, cut)  # it lasted some time of that month, not all of it
    bounds = bounds_of(cut)
    telling.note("date", dating.edtf, str(cut))
    return replace(
        _without_words(dating),
        edtf=str(cut),
        start_min=bounds.start_min,
        start_max=bounds.start_max,
        end_min=bounds.end_min,
        end_max=bounds.end_max,
    )


def _widened(record: D, grain: Grain) -> D:
    start_min, start_max, end_min, end_max = coarse_bounds(four(record), grain)
    return replace(
        record, start_min=start_min, start_max=start_max, end_min=end_min, end_max=end_max
    )


def _without_words(dating: Dating) -> Dating:
    return replace(
        dating,
        wording="",
        anchor_kind=AnchorKind.NONE,
        anchor_id=None,
        anchor=None,
        rule="",
        explanation="",
        reason="",
    )
