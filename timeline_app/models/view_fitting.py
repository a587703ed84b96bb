"""Which claims and events a view filter leaves, worked out on columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from timeline_app.domain.comparing import Overlap
from timeline_app.domain.edtf.bounds import Bounds
from timeline_app.domain.vocabulary import Stance
from timeline_app.storage.view_facts import NONE, STANCES, Facts, Ints, Reach, places

Mask = NDArray[np.bool_]

_FIRST, _LAST = np.iinfo(np.int64).min + 1, np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Asked:
    """A view filter made ready: tracks as rowids, the span as bounds, what a search found.

    `claims` and `events` are the rowids a search found; None where it asks nothing.
    """

    hidden_tracks: frozenset[int] = frozenset()
    stances: frozenset[Stance] | None = None
    span: Bounds | None = None
    fits: frozenset[Overlap] = frozenset(Overlap)
    horizon: int | None = None
    claims: Ints | None = None
    events: Ints | None = None


@dataclass(frozen=True, slots=True)
class Fitting:
    """The rowids of the claims and events that fit, ascending."""

    claims: Ints
    events: Ints


def fitting(facts: Facts, asked: Asked) -> Fitting:
    """Return what fits every part of a filter.

    A claim is judged by its own date, and without one by its events; an event by its own. Where
    claims are asked for, by words, stance or day of reading, an event fits through one of them.
    """
    look = _Look(facts)
    known = known_claims(facts, asked.horizon)
    claims, events = known.copy(), look.events_known(known, asked.horizon)
    for narrow in (_by_stance, _by_track, _by_time, _by_search):
        fit = narrow(look, asked, known)
        if fit is not None:
            claims &= fit[0]
            events &= fit[1]
    return Fitting(facts.claims[claims], facts.events[events])


def known_claims(facts: Facts, horizon: int | None) -> Mask:
    """Tell which claims can have been read by the end of a second; None is now."""
    if horizon is None:
        return np.ones(len(facts.read_at), np.bool_)
    known: Mask = (facts.read_at == NONE) | (facts.read_at <= horizon)
    return known


@dataclass(frozen=True, slots=True)
class Near:
    """The part of the facts that tells how claims and events fit which an edit reached.

    Those are the claims and all others about the events, since an event fits through its claims
    and a claim through its events.
    """

    part: Facts
    claims: Ints
    events: Ints

    @classmethod
    def of(cls, facts: Facts, reach: Reach) -> Near:
        """Return what is near an edit, told by the facts after it."""
        about = facts.links_of(reach.claims)[:, 1]
        events = np.union1d(reach.events, about)
        claims = np.union1d(reach.claims, facts.claims_of(events))
        return cls(facts.part(claims, events), claims, events)

    def refitted(self, before: Fitting, asked: Asked) -> Fitting:
        """Return what fits now, where all else fits as before."""
        now = fitting(self.part, asked)
        events = now.events[np.isin(now.events, self.events)]
        return Fitting(
            _judged_anew(before.claims, self.claims, now.claims),
            _judged_anew(before.events, self.events, events),
        )


def _judged_anew(before: Ints, judged: Ints, fit: Ints) -> Ints:
    """Return what fits: of what was judged again, that which does; of the rest, what did."""
    at = np.searchsorted(before, judged)
    there = at < len(before)
    there[there] = before[at[there]] == judged[there]
    out, come = at[there & ~np.isin(judged, fit)], fit[~np.isin(fit, judged[there])]
    if not len(out) and not len(come):
        return before
    kept = np.delete(before, out)
    if not len(kept) or (len(come) and come[0] > kept[-1]):
        return np.concatenate([kept, come])
    return np.insert(kept, np.searchsorted(kept, come), come)


class _Look:
    """The facts with each link's claim and event as places in the columns."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.claim = places(facts.claims, facts.links[:, 0])
        self.event = places(facts.events, facts.links[:, 1])
        self.stance = facts.links[:, 2]

    def events_known(self, known: Mask, horizon: int | None) -> Mask:
        """Tell which events have a known claim, or none at all and may have begun by then."""
        unclaimed = ~self.events_with(np.ones(len(self.claim), np.bool_))
        if horizon is not None:
            unclaimed &= self.facts.event_bounds[:, 0] <= horizon  # as NONE is, too
        return unclaimed | self.events_with(known[self.claim])

    def events_with(self, links: Mask) -> Mask:
        found = np.zeros(len(self.facts.events), np.bool_)
        found[self.event[links]] = True
        return found

    def claims_with(self, links: Mask) -> Mask:
        found = np.zeros(len(self.facts.claims), np.bool_)
        found[self.claim[links]] = True
        return found

    def linked(self) -> Mask:
        return self.claims_with(np.ones(len(self.claim), np.bool_))


Fit = tuple[Mask, Mask] | None


def _by_stance(look: _Look, asked: Asked, known: Mask) -> Fit:
    if asked.stances is None:
        return None
    codes = [code for code, stance in enumerate(STANCES) if stance in asked.stances]
    links = np.isin(look.stance, codes) & known[look.claim]
    return look.claims_with(links), look.events_with(links)


def _by_track(look: _Look, asked: Asked, known: Mask) -> Fit:
    del known
    if not asked.hidden_tracks:
        return None
    shown = ~np.isin(look.facts.track, list(asked.hidden_tracks))
    return look.claims_with(shown[look.event]) | ~look.linked(), shown


def _by_time(look: _Look, asked: Asked, known: Mask) -> Fit:
    del known
    if asked.span is None:
        return None
    facts = look.facts
    events = lies(facts.event_bounds, asked.span, asked.fits)
    claims = lies(facts.bounds, asked.span, asked.fits)
    through = look.claims_with(events[look.event]) | ~look.linked() & claims
    return np.where(facts.dated, claims, through), events


def _by_search(look: _Look, asked: Asked, known: Mask) -> Fit:
    if asked.claims is None and asked.events is None:
        return None
    claims = np.isin(look.facts.claims, _rows(asked.claims))
    events = np.isin(look.facts.events, _rows(asked.events))
    events |= look.events_with((claims & known)[look.claim])
    return claims, events


def _rows(rowids: Ints | None) -> Ints:
    return np.empty(0, np.int64) if rowids is None else rowids


def lies(bounds: Ints, span: Bounds, fits: Iterable[Overlap]) -> Mask:
    """Tell how rows of four bounds lie to a span: the rule of `comparing.overlap`, on columns."""
    wanted = frozenset(fits)
    start_min, start_max, end_min, end_max = bounds.T
    latest_end = np.where(end_max == NONE, _LAST, end_max)
    earliest_start = np.where(start_min == NONE, _FIRST, start_min)
    latest_start = np.where(start_max == NONE, latest_end, start_max)
    earliest_end = np.where(end_min == NONE, earliest_start, end_min)
    first, last = _finite(span.start_min, _FIRST), _finite(span.end_max, _LAST)
    latest_first = last if span.start_max is None else span.start_max
    earliest_last = first if span.end_min is None else span.end_min
    outside = (latest_end < first) | (last < earliest_start)
    doubtful = ~outside & ((earliest_end < latest_first) | (earliest_last < latest_start))
    found = np.zeros(len(bounds), np.bool_)
    for overlap, mask in (
        (Overlap.NOT, outside),
        (Overlap.POSSIBLY, doubtful),
        (Overlap.CERTAINLY, ~outside & ~doubtful),
    ):
        if overlap in wanted:
            found |= mask
    return found


def _finite(bound: int | None, otherwise: int) -> int:
    return otherwise if bound is None else bound
