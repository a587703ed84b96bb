"""The columns of the claims table: what was said, by whom, through whom, when, how it stands."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP

from timeline_app.domain.vocabulary import (
    ClaimStatus,
    ClaimType,
    Credibility,
    Modality,
    Polarity,
    Reliability,
    Stance,
)
from timeline_app.models.tables import claim_cells as cells
from timeline_app.models.tables import claim_fields as edited
from timeline_app.models.tables.claim_cells import soft
from timeline_app.models.tables.columns import (
    DASH,
    Column,
    Holds,
    TableSpec,
    dated_brief,
    dated_ink,
    dated_tip,
    name_of,
    word,
)


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
        Column("text", _tr("Claim"), lambda r: r.text, Holds.TEXT, width=260,
               glyphs=cells.pip, field=edited.text_field, editable=True),
        Column("speaker", _tr("Speaker"), cells.speaker, Holds.REFERENCE, target="actor",
               width=130, glyphs=cells.lock, field=edited.speaker_field, editable=True),
        Column("via", _tr("Via"), cells.via, Holds.REFERENCE, target="actor", several=True,
               width=104, ink=soft, field=edited.via_field, editable=True),
        Column("said", _tr("Said"), lambda r: dated_brief(r.said), Holds.SPAN,
               width=128, ink=lambda r: dated_ink(r.said),
               tip=lambda r: dated_tip(r.said), dating=edited.said_dating,
               editable=True),
        Column("refers", _tr("Refers to"), lambda r: dated_brief(r.refers), Holds.SPAN,
               width=144, ink=lambda r: dated_ink(r.refers),
               tip=lambda r: dated_tip(r.refers), dating=edited.claim_dating,
               editable=True),
        Column("stance", _tr("Stance"), cells.stances, Holds.CODE, values=Stance, width=92,
               brief=cells.stances_in_brief, tip=cells.stances_tip,
               strong=True, ink=cells.stance_ink, field=edited.stance_field, editable=True),
        Column("grade", _tr("Grade"), cells.grade, Holds.CODE,
               scans=("reliability", "credibility"),
               scan_values=(Reliability, Credibility), width=68, ink=soft, tip=cells.grade_tip),
        Column("status", _tr("Status"), lambda r: word(ClaimStatus, r.status),
               Holds.CODE, values=ClaimStatus, width=92, field=edited.status_field, editable=True,
               ink=cells.status_ink, ground=cells.status_ground),
        Column("marks", _tr("Marks"), cells.marks_text, Holds.CODE, values=Caution,
               width=64, glyphs=cells.marks, wordless=True),
        Column("event", _tr("Event"), cells.events, Holds.REFERENCE, target="event", several=True,
               width=220, ink=soft, field=edited.event_field, editable=True),
        Column("source", _tr("Source"), lambda r: name_of(r.source), Holds.REFERENCE,
               target="source", width=180, ink=soft, field=edited.source_field, editable=True),
        Column("type", _tr("Type"), lambda r: word(ClaimType, r.type), Holds.CODE,
               values=ClaimType, shown=False, ink=soft, field=edited.type_field, editable=True),
        Column("modality", _tr("Modality"), lambda r: word(Modality, r.modality),
               Holds.CODE, values=Modality, shown=False, ink=soft, field=edited.modality_field,
               editable=True),
        Column("polarity", _tr("Polarity"), lambda r: word(Polarity, r.polarity),
               Holds.CODE, values=Polarity, shown=False, ink=soft, field=edited.polarity_field,
               editable=True),
        Column("published", _tr("Published"), lambda r: dated_brief(r.published),
               Holds.SPAN, width=128, shown=False, ink=lambda r: dated_ink(r.published),
               tip=lambda r: dated_tip(r.published),
               dating=edited.published_dating, editable=True),
        Column("passage", _tr("Passage"), lambda r: r.passage or DASH, shown=False,
               ink=soft),
        Column("note", _tr("Note"), lambda r: r.note, Holds.TEXT, width=200,
               shown=False, ink=soft, field=edited.note_field, editable=True),
    ),
    empty=_tr("No claims yet. Ctrl+N enters the first one."),
    searched=("text", "speaker", "via", "event", "source"),
    voiced="speaker",
    depends=frozenset({"claim", "hop", "claim_event", "dating", "assessment", "claim_passage",
                       "passage", "actor", "actor_name", "source", "event", "relation_member",
                       "claim_relation", "origin_link"}),
)  # fmt: skip
