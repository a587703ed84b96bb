"""What a relative wording may be counted from: when it was said, when it was published, an event.

Each choice is offered with its day, so that a reading can be shown before anything is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from timeline_app.domain.dating import is_inverted
from timeline_app.domain.edtf.bounds import Bounds
from timeline_app.domain.instants import SECONDS_A_DAY, civil_day
from timeline_app.domain.reading import Anchor, Conventions, describe, read_wording
from timeline_app.domain.records import (
    Actor,
    ClaimEvent,
    ClaimSilence,
    Dating,
    Event,
    Hop,
    Id,
    Source,
)
from timeline_app.domain.vocabulary import AnchorKind, DatingOwner
from timeline_app.models.document import Document

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class AnchorOption:
    """One thing to count from.

    `moment` is ISO 8601; `earliest` another moment that may be the right one, where the record's
    own date is not known to the day.
    """

    kind: AnchorKind
    id: Id | None = None
    moment: str | None = None
    name: str = ""
    earliest: str | None = None

    @property
    def text(self) -> str:
        """The option in words: "when it was published: 28 January 2026 (Türkiye Today)"."""
        if self.moment is None:
            return translate("anchors", "nothing")
        words = _words(self.kind).format(day=describe(self.moment[:10]), name=self.name)
        return words.removesuffix(" · ")

    @property
    def anchor(self) -> Anchor | None:
        """The option as the grammar wants it."""
        return _anchor(self.moment, self.kind)

    @property
    def other_anchor(self) -> Anchor | None:
        """The other moment that may be the right one."""
        return _anchor(self.earliest, self.kind)


WIDEST_ANCHOR = 7 * SECONDS_A_DAY
"""A day counted from a date wider than this would be more precise than what it rests on."""

NO_ANCHOR = AnchorOption(AnchorKind.NONE)


def conventions_of(document: Document) -> Conventions:
    """Return how the project reads what people read differently."""
    project = document.project
    return Conventions(
        week_start="sunday" if project.week_start == "sunday" else "monday",
        year_parts="quarters" if project.year_parts == "quarters" else "thirds",
    )


def anchor_options(
    document: Document, owner: tuple[DatingOwner, Id], current: Dating | None = None
) -> tuple[AnchorOption, ...]:
    """Return what a record's wording may be counted from, the likeliest first, "nothing" last.

    The time of speaking comes before that of publishing; what counts now is always among them.
    """
    found = [option for option in _options(document, *owner) if option.moment]
    if current is not None and current.anchor is not None:
        found = [_kept(document, current, found), *found]
    unique = {(o.kind, o.moment, o.earliest, o.name): o for o in reversed(found)}
    return (*reversed(unique.values()), NO_ANCHOR)


def fixed_day(words: str) -> AnchorOption:
    """Return the option to count from a day given in words or as ISO 8601.

    Words that are no one day count from nothing.
    """
    reading = read_wording(words).reading
    day = None if reading is None or reading.precision != "day" else _whole_day(reading.bounds)
    return NO_ANCHOR if day is None else AnchorOption(AnchorKind.FIXED, None, day)


def _whole_day(bounds: Bounds) -> str | None:
    first, last = _day(bounds.start_min), _day(bounds.end_max)
    return first if first == last else None


def _options(document: Document, kind: DatingOwner, owner_id: Id) -> Iterator[AnchorOption]:
    if kind is DatingOwner.SOURCE:
        source = document.get(Source, owner_id)
        if source is not None and source.part_of_id is not None:
            yield from _published(document, source.part_of_id)
        return
    for claim_id in _claims(document, kind, owner_id):
        for option in _of_claim(document, claim_id):
            if option.id != owner_id:  # nobody's saying is counted from itself
                yield option
    for event_id in _events(document, kind, owner_id):
        hung = event_option(document, event_id)
        if hung is not None:
            yield hung


def _events(document: Document, kind: DatingOwner, owner_id: Id) -> list[Id]:
    """Return the events that a record's wording may hang on."""
    if kind is DatingOwner.CLAIM:
        return [link.event_id for link in document.where(ClaimEvent, claim_id=owner_id)]
    event = document.get(Event, owner_id) if kind is DatingOwner.EVENT else None
    return [] if event is None or event.parent_id is None else [event.parent_id]


def _claims(document: Document, kind: DatingOwner, owner_id: Id) -> list[Id]:
    """Return the claims through which a record is told of."""
    match kind:
        case DatingOwner.CLAIM:
            return [owner_id]
        case DatingOwner.EVENT:
            return [link.claim_id for link in document.where(ClaimEvent, event_id=owner_id)]
        case DatingOwner.SILENCE:
            return [link.claim_id for link in document.where(ClaimSilence, silence_id=owner_id)]
        case _:
            hop = document.get(Hop, owner_id)
            return [] if hop is None else [hop.claim_id]


def _of_claim(document: Document, claim_id: Id) -> Iterator[AnchorOption]:
    chain = document.chain(claim_id)
    for hop, actor in zip(chain.hops, chain.actors, strict=True):
        yield from _said(document, hop, actor)
    for hop in reversed(chain.hops):
        if hop.source_id is not None:
            yield from _published(document, hop.source_id)


def _said(document: Document, hop: Hop, actor: Actor) -> Iterator[AnchorOption]:
    dating = document.dating(hop.id)
    option = None if dating is None else said_option(dating, hop.id, actor.name)
    if option is not None:
        yield option


def said_option(dating: Dating, hop_id: Id, name: str) -> AnchorOption | None:
    """Return the option to count from a saying; None where its dating has no day."""
    latest, earliest = _moments(dating)
    return None if latest is None else AnchorOption(AnchorKind.SAID, hop_id, latest, name, earliest)


def _published(document: Document, source_id: Id) -> Iterator[AnchorOption]:
    dating, source = document.dating(source_id), document.get(Source, source_id)
    if dating is not None and source is not None:
        latest, earliest = _moments(dating)
        yield AnchorOption(AnchorKind.PUBLISHED, source_id, latest, source.title, earliest)


def published_option(document: Document, source_id: Id) -> AnchorOption | None:
    """Return the option to count from when a source was published; None where that is unknown."""
    options = (option for option in _published(document, source_id) if option.moment is not None)
    return next(options, None)


def event_option(document: Document, event_id: Id) -> AnchorOption | None:
    """Return the option to count from an event; None where the event has no day to count from."""
    event, dating = document.get(Event, event_id), document.dating(event_id)
    if event is None or dating is None:
        return None
    day = moment_of(AnchorKind.EVENT, dating)
    return None if day is None else AnchorOption(AnchorKind.EVENT, event_id, day, event.title)


def _kept(document: Document, dating: Dating, found: list[AnchorOption]) -> AnchorOption:
    """Return what counts now: as it is found among the options, else as it was recorded."""
    what = (dating.anchor_kind, dating.anchor_id, dating.anchor)
    same = (option for option in found if (option.kind, option.id, option.moment) == what)
    return next(same, AnchorOption(*what, name=_name(document, dating)))


def _name(document: Document, dating: Dating) -> str:
    if dating.anchor_id is None:
        return ""
    match dating.anchor_kind:
        case AnchorKind.PUBLISHED:
            source = document.get(Source, dating.anchor_id)
            return "" if source is None else source.title
        case AnchorKind.EVENT:
            event = document.get(Event, dating.anchor_id)
            return "" if event is None else event.title
        case AnchorKind.SAID:
            hop = document.get(Hop, dating.anchor_id)
            actor = None if hop is None else document.get(Actor, hop.actor_id)
            return "" if actor is None else actor.name
        case _:
            return ""


def _moments(dating: Dating) -> tuple[str | None, str | None]:
    """Return the latest moment a dating may mean, and the earliest if that is another day."""
    if is_inverted(dating):
        return None, None
    if dating.edtf is not None and "T" in dating.edtf and _anchor(dating.edtf, AnchorKind.SAID):
        return dating.edtf, None
    latest, earliest = _day(dating.end_max), _day(dating.start_min)
    if latest is None:
        return earliest, None
    return latest, None if earliest == latest else earliest


def _day(second: int | None) -> str | None:
    if second is None:
        return None
    year, month, day = civil_day(second // SECONDS_A_DAY)
    # `datetime`, which the grammar counts with, knows these years only.
    return f"{year:04}-{month:02}-{day:02}" if 1 <= year <= 9999 else None


def _anchor(moment: str | None, kind: AnchorKind) -> Anchor | None:
    if moment is None:
        return None
    try:
        counted = datetime.fromisoformat(moment) if "T" in moment else date.fromisoformat(moment)
    except ValueError:
        return None
    return Anchor(counted, _label(kind), is_date=kind is AnchorKind.EVENT)


def _label(kind: AnchorKind) -> str:
    match kind:
        case AnchorKind.SAID:
            return translate("anchors", "saying")
        case AnchorKind.PUBLISHED:
            return translate("anchors", "publication")
        case AnchorKind.EVENT:
            return translate("anchors", "the event")
        case _:
            return translate("anchors", "the given day")


def _words(kind: AnchorKind) -> str:
    match kind:
        case AnchorKind.SAID:
            return translate("anchors", "said {day} · {name}")
        case AnchorKind.PUBLISHED:
            return translate("anchors", "published {day} · {name}")
        case AnchorKind.EVENT:
            return translate("anchors", "event of {day} · {name}")
        case _:
            return translate("anchors", "the day {day}")


def moment_of(kind: AnchorKind, dating: Dating | None) -> str | None:
    """Return the moment that is counted from where a record of that dating is the anchor.

    ISO 8601; None where the dating has no day to count from, or is too wide to count days from: an
    event must lie on one day, a saying or a publication within a week, of which the last counts.
    """
    if dating is None or _width(dating) > WIDEST_ANCHOR:
        return None
    latest, earliest = _moments(dating)
    return None if kind is AnchorKind.EVENT and earliest is not None else latest


def _width(dating: Dating) -> int:
    """Return how many seconds lie between the ends of a dating; 0 where an end is not known."""
    if dating.start_min is None or dating.end_max is None:
        return 0
    return dating.end_max - dating.start_min


def anchor_at(moment: str | None, kind: AnchorKind) -> Anchor | None:
    """Return a recorded moment as the grammar wants it; None if it is none."""
    return _anchor(moment, kind)
