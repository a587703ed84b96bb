"""The columns of the tables of events, sources, and people and organisations."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP

from timeline_app.domain.records import Actor, Event, Id, Place, Record, Source, Track
from timeline_app.domain.vocabulary import (
    ActorKind,
    Capture,
    DatingOwner,
    EventKind,
    EventStatus,
    Identification,
    Reliability,
    SourceKind,
)
from timeline_app.models.cards import fields
from timeline_app.models.cards.fields import FieldView
from timeline_app.models.cards.lines import DatingView, dating_view
from timeline_app.models.document import Document
from timeline_app.models.tables.claim_cells import PIPS, locked
from timeline_app.models.tables.columns import (
    DASH,
    AnyRow,
    Column,
    Glyph,
    Holds,
    Marking,
    TableSpec,
    dated_ink,
    dated_tip,
    dated_words,
    name_of,
    translate,
    word,
)
from timeline_app.models.words import graded
from timeline_app.storage.table_rows import ActorRow, EventRow, SourceRow

GetField = Callable[[Document, AnyRow, Id | None], FieldView | None]


def _tr(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("tables", text))


def _soft(row: AnyRow) -> str:
    del row
    return "ink_soft"


def _line(kind: type[Record], name: str, label: str, phrase: str, required: str = "") -> GetField:
    """Edit a text of the row's own record; the words are translated when it is edited."""

    def field(document: Document, row: AnyRow, beside: Id | None) -> FieldView | None:
        del beside
        record = document.get(kind, row.id)
        told = translate("tables", required) if required else ""
        words = translate("tables", label), translate("tables", phrase)
        return fields.line(record, name, *words, required=told) if record else None

    return field


def _choice(
    kind: type[Record], name: str, label: str, phrase: str, values: type[StrEnum]
) -> GetField:
    """Edit a field with a closed list of the row's own record."""

    def field(document: Document, row: AnyRow, beside: Id | None) -> FieldView | None:
        del beside
        record = document.get(kind, row.id)
        words = translate("tables", label), translate("tables", phrase)
        return fields.choice(record, name, *words, kind=values) if record else None

    return field


def _few(
    kind: type[Record], name: str, label: str, phrase: str, among: type[Track] | type[Place]
) -> GetField:
    """Edit a field that points at one of a few records."""

    def field(document: Document, row: AnyRow, beside: Id | None) -> FieldView | None:
        del beside
        record = document.get(kind, row.id)
        options = [(r.id, r.title if isinstance(r, Track) else r.name) for r in document.all(among)]
        words = translate("tables", label), translate("tables", phrase)
        choices = ((None, DASH), *options)
        return fields.pick(record, name, *words, choices=choices) if record else None

    return field


def _pointer(kind: type[Record], name: str, label: str, phrase: str, shown: str) -> GetField:
    """Edit a field that points at an actor, found by completion; `shown` is the row's field."""

    def field(document: Document, row: AnyRow, beside: Id | None) -> FieldView | None:
        del beside
        record = document.get(kind, row.id)
        words = translate("tables", label), translate("tables", phrase)
        named = getattr(row, shown)
        name_now = named.name if named else ""
        if record is None:
            return None
        forbids = None if kind is not Actor else fields.within_itself(document, record, name)
        return fields.pointer(
            record, name, *words, completes="actor", shown=name_now, forbids=forbids
        )

    return field


def _dating(owner: DatingOwner, phrase: str) -> Callable[[Document, AnyRow], DatingView]:
    """Edit the dating of the row's own record."""

    def view(document: Document, row: AnyRow) -> DatingView:
        return dating_view(document, owner, row.id, translate("tables", phrase))

    return view


def origins(row: EventRow) -> str:
    """Return how many origins an event rests on: "5", or "4–5" where independence is unknown."""
    standing = row.standing
    if standing is None or not standing.origins_max:
        return DASH
    low, high = standing.origins_min, standing.origins_max
    return str(high) if low == high else f"{low}–{high}"


def contested(row: EventRow) -> str:
    """Return what is contested about an event, or a dash."""
    if row.standing is None or not row.standing.is_contested:
        return DASH
    about = [contest.about for contest in row.standing.contests if contest.about]
    return "; ".join(dict.fromkeys(about)) or translate("tables", "disputed")


def _contested_marks(row: EventRow) -> tuple[Marking, ...]:
    if row.standing is None or not row.standing.is_contested:
        return ()
    sentence = " ".join(contest.sentence for contest in row.standing.contests)
    return (Marking(Glyph.CONTESTED, "disputes", sentence),)


def _contested_tip(row: EventRow) -> str:
    return " ".join(marking.sentence for marking in _contested_marks(row))


def _track_mark(row: EventRow) -> str:
    return "ink" if row.track else "ink_faint"


EVENTS = TableSpec(
    table="event",
    columns=(
        Column("title", _tr("Event"), lambda r: r.title, Holds.TEXT, width=340,
               editable=True, field=_line(Event, "title", _tr("Title"),
               _tr("event title"), _tr("An event needs a title."))),
        Column("when", _tr("When"), lambda r: dated_words(r.when), Holds.SPAN,
               width=190, ink=lambda r: dated_ink(r.when), editable=True,
               tip=lambda r: dated_tip(r.when),
               dating=_dating(DatingOwner.EVENT, _tr("date of event"))),
        Column("track", _tr("Track"), lambda r: name_of(r.track), Holds.REFERENCE,
               target="track", width=150, ink=_track_mark, editable=True,
               field=_few(Event, "track_id", _tr("Track"),
               _tr("track of the event"), Track)),
        Column("kind", _tr("Kind"), lambda r: word(EventKind, r.kind), Holds.CODE,
               values=EventKind, width=90, ink=_soft, editable=True,
               field=_choice(Event, "kind", _tr("Kind"), _tr("event kind"),
               EventKind)),
        Column("status", _tr("Status"), lambda r: word(EventStatus, r.status),
               Holds.CODE, values=EventStatus, width=100, ink=_soft, editable=True,
               field=_choice(Event, "status", _tr("Status"),
               _tr("event status"), EventStatus)),
        Column("place", _tr("Place"), lambda r: name_of(r.place), Holds.REFERENCE,
               target="place", width=170, ink=_soft, editable=True,
               field=_few(Event, "place_id", _tr("Place"),
               _tr("place of the event"), Place)),
        Column("claims", _tr("Claims"), lambda r: str(r.standing.claims),
               Holds.NUMBER, width=70, right=True),
        Column("origins", _tr("Origins"), origins, width=70, right=True,
               tip=lambda r: r.standing.sentence if r.standing.claims else ""),
        Column("contested", _tr("Contested"), contested, width=220,
               ink=lambda r: "disputes" if r.standing.is_contested else "ink_faint",
               glyphs=_contested_marks, tip=_contested_tip),
    ),
    empty=_tr("No events yet. Add one with “+ Event”, or drag on the timeline."),
    searched=("title", "track", "place"),
    depends=frozenset({"event", "dating", "track", "place", "place_name", "claim_event", "hop",
                       "actor", "origin_link", "claim_relation", "relation_member"}),
)  # fmt: skip


def _capture_ink(row: SourceRow) -> str:
    return "good" if row.capture == Capture.CAPTURED else "ink_soft"


def _capture_ground(row: SourceRow) -> str:
    return "good_soft" if row.capture == Capture.CAPTURED else "fold"


def _outlet_marks(row: SourceRow) -> tuple[Marking, ...]:
    return (locked(),) if row.outlet and row.outlet.confidential else ()


SOURCES = TableSpec(
    table="source",
    columns=(
        Column("title", _tr("Source"), lambda r: r.title, Holds.TEXT, width=360,
               editable=True, field=_line(Source, "title", _tr("Title"),
               _tr("source title"), _tr("A source needs a title."))),
        Column("kind", _tr("Kind"), lambda r: word(SourceKind, r.kind), Holds.CODE,
               values=SourceKind, width=110, ink=_soft, editable=True,
               field=_choice(Source, "kind", _tr("Kind"),
               _tr("source kind"), SourceKind)),
        Column("capture", _tr("Held"), lambda r: word(Capture, r.capture), Holds.CODE,
               values=Capture, width=100, ink=_capture_ink, ground=_capture_ground, editable=True,
               field=_choice(Source, "capture", _tr("Held"),
               _tr("whether the source is held"), Capture)),
        Column("outlet", _tr("Outlet"), lambda r: name_of(r.outlet), Holds.REFERENCE,
               target="actor", width=170, glyphs=_outlet_marks, editable=True,
               field=_pointer(Source, "outlet_id", _tr("Outlet"),
               _tr("outlet of the source"), "outlet")),
        Column("published", _tr("Published"), lambda r: dated_words(r.published),
               Holds.SPAN, width=170, ink=lambda r: dated_ink(r.published), editable=True,
               tip=lambda r: dated_tip(r.published),
               dating=_dating(DatingOwner.SOURCE, _tr("date of publication"))),
        Column("url", _tr("Address"), lambda r: r.url or DASH, Holds.TEXT, width=220,
               ink=_soft, editable=True, field=_line(Source, "url", _tr("Address"),
               _tr("source address"))),
        Column("claims", _tr("Claims"), lambda r: str(r.claims), Holds.NUMBER,
               width=70, right=True),
    ),
    empty=_tr("No sources yet. Add the article, report or post you read claims in."),
    searched=("title", "outlet", "url"),
    depends=frozenset({"source", "dating", "actor", "actor_name", "hop"}),
)  # fmt: skip


def _confidential(row: ActorRow) -> tuple[Marking, ...]:
    pip = PIPS[row.identification]
    shape = Marking(pip, "ink", word(Identification, row.identification))
    return (shape, locked()) if row.confidential else (shape,)


def _affiliation_marks(row: ActorRow) -> tuple[Marking, ...]:
    return (locked(),) if row.affiliation and row.affiliation.confidential else ()


ACTORS = TableSpec(
    table="actor",
    columns=(
        Column("name", _tr("Name"), lambda r: r.name, Holds.TEXT, width=290,
               glyphs=_confidential, editable=True, field=_line(Actor, "name",
               _tr("Name"), _tr("name"),
               _tr("A person or organisation needs a name."))),
        Column("kind", _tr("Kind"), lambda r: word(ActorKind, r.kind), Holds.CODE,
               values=ActorKind, width=110, ink=_soft, editable=True,
               field=_choice(Actor, "kind", _tr("Kind"), _tr("kind"),
               ActorKind)),
        Column("identification", _tr("Identified"),
               lambda r: word(Identification, r.identification), Holds.CODE,
               values=Identification, width=130, ink=_soft, editable=True,
               field=_choice(Actor, "identification", _tr("Identified"),
               _tr("identification"), Identification)),
        Column("role", _tr("Role"), lambda r: r.role or DASH, Holds.TEXT, width=180,
               ink=_soft, editable=True, field=_line(Actor, "role", _tr("Role"),
               _tr("role"))),
        Column("affiliation", _tr("Affiliation"), lambda r: name_of(r.affiliation),
               Holds.REFERENCE, target="actor", width=170, ink=_soft, glyphs=_affiliation_marks,
               editable=True, field=_pointer(Actor, "affiliation_id",
               _tr("Affiliation"), _tr("affiliation"), "affiliation")),
        Column("names", _tr("Other names"), lambda r: ", ".join(r.names) or DASH,
               Holds.TEXT, width=220, ink=_soft),
        Column("says", _tr("Says"), lambda r: str(r.says), Holds.NUMBER, width=60,
               right=True),
        Column("relays", _tr("Relays"), lambda r: str(r.relays), Holds.NUMBER,
               width=60, right=True),
        Column("reliability", _tr("Reliability"), lambda r: r.reliability or DASH,
               Holds.CODE, values=Reliability, width=80, ink=_soft,
               tip=lambda r: graded(Reliability(r.reliability)) if r.reliability else ""),
    ),
    empty=_tr("Nobody yet. People and organisations appear as claims name them."),
    searched=("name", "names", "role", "affiliation"),
    depends=frozenset({"actor", "actor_name", "hop", "assessment"}),
)  # fmt: skip
