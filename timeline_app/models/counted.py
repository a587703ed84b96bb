"""How many of an event's claims were known on a day, worked out on columns for all events."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from timeline_app.domain.vocabulary import Stance
from timeline_app.models.view_fitting import known_claims
from timeline_app.storage.columns_claims import MOST_COUNTED
from timeline_app.storage.view_facts import STANCES, Facts, Ints


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """The claims on events: rows of the event table, ascending, with two parallel columns."""

    events: Ints
    claims: NDArray[np.uint16]
    contested: NDArray[np.bool_]


def counted_on(facts: Facts, known_on: int | None, in_conflict: Ints) -> Counted:
    """Count the claims known by the end of a second, or all; `in_conflict` are contested, too."""
    known = known_claims(facts, known_on)
    links = facts.links[known[np.searchsorted(facts.claims, facts.links[:, 0])]]
    event = np.searchsorted(facts.events, links[:, 1])
    claims = np.minimum(np.bincount(event, minlength=len(facts.events)), MOST_COUNTED)
    contested = np.isin(facts.events, in_conflict)
    contested[event[links[:, 2] == STANCES.index(Stance.DISPUTES)]] = True
    return Counted(facts.events, claims.astype(np.uint16), contested)
