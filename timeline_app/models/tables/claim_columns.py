"""The columns of the claims table: what was said, by whom, through whom, when, how it stands."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP

from timeline_app.domain.attribution import ARROW
from timeline_app.domain.records import Claim, ClaimEvent, Hop, Id
from timeline_app.domain.vocabulary import (
    ClaimStatus,
    ClaimType,
    Credibility,
    DatingOwner,
    HopStatus,
    Identification,
    Modality,
    Polarity,
    Reliability,
    Stance,
)
from timeline_app.models.cards import fields
from timeline_app.models.cards.fields import FieldView
from timeline_app.models.cards.lines import DatingView, dating_view
from timeline_app.models.document import Document
from timeline_app.models.tables.columns import (
    DASH,
    Column,
    Glyph,
    Holds,
    Marking,
    TableSpec,
    dated_brief,
    dated_ink,
    dated_tip,
    name_of,
    translate,
    word,
)
from timeline_app.models.words import meaning_of, word_for
from timeline_app.storage.table_rows import ClaimRow, Step

PIPS = {
    Identification.NAMED: Glyph.NAMED,
    Identification.PSEUDONYMOUS: Glyph.ANONYMOUS,
    Identification.ANONYMOUS: Glyph.ANONYMOUS,
    Identification.OUTLET_VOICE: Glyph.OUTLET,
    Identification.UNSOURCED: Glyph.UNSOURCED,
}
_STATUS_INK = {
    ClaimStatus.OPEN: ("ink_soft", "fold"),
    ClaimStatus.CHECKED: ("good", "good_soft"),
    ClaimStatus.DOUBTFUL: ("warning", "warning_soft"),
    ClaimStatus.REJECTED: ("ink_faint", "fold"),
}


def speaker(row: ClaimRow) -> str:
    """Return who said it."""
    return row.steps[0].actor.name if row.steps else DASH


def between(row: ClaimRow) -> tuple[Step, ...]:
    """Return the hops between origin and publisher; the publisher if nobody stood between."""
    return row.steps[1:-1] if len(row.steps) > 2 else row.steps[1:]


def via(row: ClaimRow) -> str:
    """Return through whom it came."""
    return ARROW.join(step.actor.name for step in between(row)) or DASH


def stances(row: ClaimRow) -> str:
    """Return what the claim does to its events, each word once."""
    return ", ".join(dict.fromkeys(word_for(stand.stance) for stand in row.stands)) or DASH


def events(row: ClaimRow) -> str:
    """Return the events the claim is about."""
    return "; ".join(stand.event.name for stand in row.stands) or DASH


def grade(row: ClaimRow) -> str:
    """Return the Admiralty grade: the origin's letter and the claim's figure."""
    return row.reliability + row.credibility or DASH


def pip(row: ClaimRow) -> tuple[Marking, ...]:
    """Return the shape of a claim: what it does to an event if no support, else who says it."""
    stances_taken = {stand.stance for stand in row.stands}
    if Stance.DISPUTES in stances_taken:
        return (Marking(Glyph.DISPUTES, "disputes", word_for(Stance.DISPUTES)),)
    if Stance.QUALIFIES in stances_taken:
        return (Marking(Glyph.QUALIFIES, "qualifies", word_for(Stance.QUALIFIES)),)
    return voice(row)


def voice(row: ClaimRow) -> tuple[Marking, ...]:
    """Return the shape of who says it."""
    if not row.steps:
        return (Marking(Glyph.UNSOURCED, "ink_faint", translate("tables", "nobody recorded")),)
    unsourced = row.steps[0].status == HopStatus.UNSOURCED
    identified = Identification.UNSOURCED if unsourced else row.steps[0].identification
    return (Marking(PIPS[identified], "ink", word_for(identified)),)


def lock(row: ClaimRow) -> tuple[Marking, ...]:
    """Return a lock where the speaker's name must stay in the house."""
    return (locked(),) if row.steps and row.steps[0].actor.confidential else ()


def locked() -> Marking:
    """Return the mark of a confidential identity."""
    return Marking(Glyph.LOCK, "warning", translate("tables", "Confidential: never told outside."))


def marks(row: ClaimRow) -> tuple[Marking, ...]:
    """Return what to be careful about, each with its sentence."""
    found = []
    if row.contested:
        sentence = translate("tables", "Contested: another account stands against it.")
        found.append(Marking(Glyph.CONTESTED, "disputes", sentence))
    if row.single_origin:
        sentence = translate("tables", "Single origin: nobody else certainly supports its event.")
        found.append(Marking(Glyph.SINGLE_ORIGIN, "qualifies", sentence))
    if any(step.status == HopStatus.INFERRED for step in row.steps):
        sentence = translate("tables", "A step of its chain is inferred; nobody stated it.")
        found.append(Marking(Glyph.INFERRED, "inferred", sentence))
    if any(d is not None and not d.confirmed for d in (row.refers, row.said)):
        sentence = translate("tables", "A date of it is not confirmed yet.")
        found.append(Marking(Glyph.UNCONFIRMED, "qualifies", sentence))
    if row.passage is None:
        sentence = translate("tables", "No passage: where it was read is not recorded.")
        found.append(Marking(Glyph.NO_PASSAGE, "ink_faint", sentence))
    return tuple(found)


def _marks_text(row: ClaimRow) -> str:
    return " ".join(marking.sentence for marking in marks(row))


def _stance_ink(row: ClaimRow) -> str:
    return row.stands[0].stance.value if row.stands else "ink_faint"


def _soft(row: ClaimRow) -> str:
    del row
    return "ink_soft"


def _grade_tip(row: ClaimRow) -> str:
    parts = []
    if row.reliability:
        meaning = meaning_of(Reliability(row.reliability))
        parts.append(
            translate("tables", "{speaker}: {meaning}").format(
                speaker=speaker(row), meaning=meaning
            )
        )
    if row.credibility:
        meaning = meaning_of(Credibility(row.credibility))
        parts.append(translate("tables", "This claim: {meaning}").format(meaning=meaning))
    return "\n".join(parts) or translate(
        "tables", "Neither its origin nor the claim is judged yet."
    )


def _claim(document: Document, row: ClaimRow) -> Claim:
    claim = document.get(Claim, row.id)
    assert claim is not None
    return claim


def _text_field(document: Document, row: ClaimRow, beside: Id | None) -> FieldView:
    del beside
    return fields.lines(
        _claim(document, row),
        "text",
        translate("tables", "Claim"),
        translate("tables", "claim text"),
        required=translate("tables", "A claim needs its text."),
    )


def _note_field(document: Document, row: ClaimRow, beside: Id | None) -> FieldView:
    del beside
    label, phrase = translate("tables", "Note"), translate("tables", "claim note")
    return fields.lines(_claim(document, row), "note", label, phrase)


def _type_field(document: Document, row: ClaimRow, beside: Id | None) -> FieldView:
    del beside
    label, phrase = translate("tables", "Type"), translate("tables", "claim type")
    return fields.choice(_claim(document, row), "type", label, phrase, kind=ClaimType)


def _modality_field(document: Document, row: ClaimRow, beside: Id | None) -> FieldView:
    del beside
    label, phrase = translate("tables", "Modality"), translate("tables", "claim modality")
    return fields.choice(_claim(document, row), "modality", label, phrase, kind=Modality)


def _polarity_field(document: Document, row: ClaimRow, beside: Id | None) -> FieldView:
    del beside
    label, phrase = translate("tables", "Polarity"), translate("tables", "claim polarity")
    return fields.choice(_claim(document, row), "polarity", label, phrase, kind=Polarity)


def _status_field(document: Document, row: ClaimRow, beside: Id | None) -> FieldView:
    del beside
    label, phrase = translate("tables", "Status"), translate("tables", "claim status")
    return fields.choice(_claim(document, row), "status", label, phrase, kind=ClaimStatus)


def _link(document: Document, row: ClaimRow, beside: Id | None) -> ClaimEvent | None:
    """Return the claim's link to the event selected, or else to its first event."""
    links = document.where(ClaimEvent, claim_id=row.id)
    return next((x for x in links if x.event_id == beside), links[0] if links else None)


def _stance_field(document: Document, row: ClaimRow, beside: Id | None) -> FieldView | None:
    link = _link(document, row, beside)
    label, phrase = translate("tables", "Stance"), translate("tables", "stance")
    return fields.choice(link, "stance", label, phrase, kind=Stance) if link else None


def _event_field(document: Document, row: ClaimRow, beside: Id | None) -> FieldView | None:
    link = _link(document, row, beside)
    if link is None:
        return None
    name = next(s.event.name for s in row.stands if s.event.id == link.event_id)
    return fields.pointer(
        link,
        "event_id",
        translate("tables", "Event"),
        translate("tables", "event of the claim"),
        completes="event",
        shown=name,
    )


def _hop_field(hop: Hop, shown: str, label: str, phrase: str) -> FieldView:
    required = translate("tables", "A step of a chain needs somebody; anonymous will do.")
    return fields.pointer(
        hop, "actor_id", label, phrase, completes="actor", shown=shown, required=required
    )


def _speaker_field(document: Document, row: ClaimRow, beside: Id | None) -> FieldView | None:
    del beside
    hops = document.where(Hop, claim_id=row.id)
    label, phrase = translate("tables", "Speaker"), translate("tables", "speaker")
    return _hop_field(hops[0], speaker(row), label, phrase) if hops else None


def _via_field(document: Document, row: ClaimRow, beside: Id | None) -> FieldView | None:
    """Return the one hop between; a longer way is edited in the sidebar, hop by hop."""
    del beside
    hops = document.where(Hop, claim_id=row.id)
    label, phrase = translate("tables", "Via"), translate("tables", "relay")
    return _hop_field(hops[1], via(row), label, phrase) if len(between(row)) == 1 else None


def _source_field(document: Document, row: ClaimRow, beside: Id | None) -> FieldView | None:
    del beside
    hops = document.where(Hop, claim_id=row.id)
    if not hops:
        return None
    last = next((hop for hop in reversed(hops) if hop.source_id), hops[-1])
    return fields.pointer(
        last,
        "source_id",
        translate("tables", "Source"),
        translate("tables", "source of the claim"),
        completes="source",
        shown=row.source.name if row.source and last.source_id else "",
    )


def _said_dating(document: Document, row: ClaimRow) -> DatingView | None:
    """Return when the origin said it; there is nobody to have said it without a chain."""
    hops = document.where(Hop, claim_id=row.id)
    phrase = translate("tables", "date of saying")
    return dating_view(document, DatingOwner.HOP, hops[0].id, phrase) if hops else None


def _claim_dating(document: Document, row: ClaimRow) -> DatingView:
    return dating_view(document, DatingOwner.CLAIM, row.id, translate("tables", "date of claim"))


def _published_dating(document: Document, row: ClaimRow) -> DatingView | None:
    if row.source is None:
        return None
    phrase = translate("tables", "date of publication")
    return dating_view(document, DatingOwner.SOURCE, row.source.id, phrase)


class Caution(StrEnum):
    """What to be careful about with a claim."""

    CONTESTED = "contested"
    SINGLE_ORIGIN = "single origin"
    INFERRED = "inferred"
    UNCONFIRMED = "unconfirmed"
    NO_PASSAGE = "no passage"


def _tr(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("tables", text))


CLAIMS = TableSpec(
    table="claim",
    columns=(
        Column("text", _tr("Claim"), lambda r: r.text, Holds.TEXT, width=276,
               glyphs=pip, field=_text_field, editable=True),
        Column("speaker", _tr("Speaker"), speaker, Holds.REFERENCE, target="actor",
               width=138, glyphs=lock, field=_speaker_field, editable=True),
        Column("via", _tr("Via"), via, Holds.REFERENCE, target="actor", several=True, width=104,
               ink=_soft, field=_via_field, editable=True),
        Column("said", _tr("Said"), lambda r: dated_brief(r.said), Holds.SPAN,
               width=128, ink=lambda r: dated_ink(r.said),
               tip=lambda r: dated_tip(r.said), dating=_said_dating,
               editable=True),
        Column("refers", _tr("Refers to"), lambda r: dated_brief(r.refers), Holds.SPAN,
               width=144, ink=lambda r: dated_ink(r.refers),
               tip=lambda r: dated_tip(r.refers), dating=_claim_dating,
               editable=True),
        Column("stance", _tr("Stance"), stances, Holds.CODE, values=Stance, width=92,
               strong=True, ink=_stance_ink, field=_stance_field, editable=True),
        Column("grade", _tr("Grade"), grade, Holds.CODE,
               scans=("reliability", "credibility"), width=68, ink=_soft, tip=_grade_tip),
        Column("status", _tr("Status"), lambda r: word(ClaimStatus, r.status),
               Holds.CODE, values=ClaimStatus, width=78, field=_status_field, editable=True,
               ink=lambda r: _STATUS_INK[ClaimStatus(r.status)][0],
               ground=lambda r: _STATUS_INK[ClaimStatus(r.status)][1]),
        Column("marks", _tr("Marks"), _marks_text, Holds.CODE, values=Caution,
               width=64, glyphs=marks, wordless=True),
        Column("event", _tr("Event"), events, Holds.REFERENCE, target="event", several=True,
               width=220, ink=_soft, field=_event_field, editable=True),
        Column("source", _tr("Source"), lambda r: name_of(r.source), Holds.REFERENCE,
               target="source", width=180, ink=_soft, field=_source_field, editable=True),
        Column("type", _tr("Type"), lambda r: word(ClaimType, r.type), Holds.CODE,
               values=ClaimType, shown=False, ink=_soft, field=_type_field, editable=True),
        Column("modality", _tr("Modality"), lambda r: word(Modality, r.modality),
               Holds.CODE, values=Modality, shown=False, ink=_soft, field=_modality_field,
               editable=True),
        Column("polarity", _tr("Polarity"), lambda r: word(Polarity, r.polarity),
               Holds.CODE, values=Polarity, shown=False, ink=_soft, field=_polarity_field,
               editable=True),
        Column("published", _tr("Published"), lambda r: dated_brief(r.published),
               Holds.SPAN, width=128, shown=False, ink=lambda r: dated_ink(r.published),
               tip=lambda r: dated_tip(r.published),
               dating=_published_dating, editable=True),
        Column("passage", _tr("Passage"), lambda r: r.passage or DASH, shown=False,
               ink=_soft),
        Column("note", _tr("Note"), lambda r: r.note, Holds.TEXT, width=200,
               shown=False, ink=_soft, field=_note_field, editable=True),
    ),
    empty=_tr("No claims yet. Ctrl+N enters the first one."),
    searched=("text", "speaker", "via", "event", "source"),
    depends=frozenset({"claim", "hop", "claim_event", "dating", "assessment", "claim_passage",
                       "passage", "actor", "actor_name", "source", "event", "relation_member",
                       "claim_relation", "origin_link"}),
)  # fmt: skip
