"""A row of each table as it is shown, with what it points at joined in.

Long texts are cut: what is edited or copied is read from the record itself. The small parts of a
row are named tuples: a screenful has hundreds of them, and they are made in half the time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from timeline_app.domain.records import Id
from timeline_app.domain.standing import Standing
from timeline_app.domain.vocabulary import Identification, Stance

SHOWN = 400
"""Characters of a text that a table shows at most."""


class Named(NamedTuple):
    """A record by id and name; for an actor, whether its name must stay in the house."""

    id: Id
    name: str
    confidential: bool = False


class Step(NamedTuple):
    """One hop as a table shows it."""

    actor: Named
    identification: Identification
    status: str
    source: Named | None = None


class Stand(NamedTuple):
    """What a claim does to an event."""

    event: Named
    stance: Stance


class Dated(NamedTuple):
    """A dating as a table shows it: EDTF or, where that is None, the wording.

    One that is inverted, as only a file from elsewhere has it, dates nothing.
    """

    edtf: str | None
    wording: str
    confirmed: bool
    inverted: bool = False


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim with its chain, its events, its datings and its marks.

    Whether it is `contested` and of a `single_origin` hangs on other claims, perhaps hundreds of
    them, and is looked up after the rest: None until then.
    """

    id: Id
    text: str
    type: str
    modality: str
    polarity: str
    status: str
    note: str
    steps: tuple[Step, ...] = ()
    stands: tuple[Stand, ...] = ()
    said: Dated | None = None
    refers: Dated | None = None
    published: Dated | None = None
    source: Named | None = None
    reliability: str = ""
    credibility: str = ""
    passage: str | None = None
    contested: bool | None = None
    single_origin: bool | None = None
    mentions: frozenset[Id] = frozenset()


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event with its dating, its track and how it stands."""

    id: Id
    title: str
    kind: str
    status: str
    when: Dated | None = None
    track: Named | None = None
    colour: int | None = None
    place: Named | None = None
    standing: Standing | None = None
    mentions: frozenset[Id] = frozenset()


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source with its outlet, its date and how many claims cite it."""

    id: Id
    title: str
    kind: str
    capture: str
    url: str
    outlet: Named | None = None
    published: Dated | None = None
    claims: int = 0
    mentions: frozenset[Id] = frozenset()


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor with its further names and how often it speaks and relays."""

    id: Id
    name: str
    kind: str
    identification: Identification
    role: str
    confidential: bool
    names: tuple[str, ...] = ()
    affiliation: Named | None = None
    says: int = 0
    relays: int = 0
    reliability: str = ""
    mentions: frozenset[Id] = frozenset()


TableRow: TypeAlias = ClaimRow | EventRow | SourceRow | ActorRow
