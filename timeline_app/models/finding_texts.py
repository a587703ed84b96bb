"""What a finding says to the editor: one sentence each, made when it is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from timeline_app.domain.attribution import listed
from timeline_app.domain.records import (
    KINDS,
    Actor,
    Claim,
    ClaimRelation,
    Dating,
    Event,
    Id,
    Silence,
    Source,
)
from timeline_app.domain.review import Finding, FindingKind
from timeline_app.models.document import Document

LONGEST = 90
"""Characters of a claim or title that a sentence repeats."""


def text_of(finding: Finding, document: Document) -> str:
    """Return the sentence for a finding."""
    return _SENTENCES[finding.kind](finding, document)


def kind_text(kind: FindingKind) -> str:
    """Return the readable word for a kind of finding."""
    return _tr(kind.value)


def _tr(text: str) -> str:
    return QCoreApplication.translate("review", text)


def _contradiction(finding: Finding, document: Document) -> str:
    relation = document.get(ClaimRelation, finding.record_id)
    speakers = [document.chain(claim_id).text for claim_id in finding.others]
    about = relation.about if relation is not None and relation.about else _tr("Contested")
    return _tr("{about}: {who} do not agree.").format(
        about=_first_upper(about), who=listed(list(dict.fromkeys(speakers)))
    )


def _dating_conflict(finding: Finding, document: Document) -> str:
    wordings = [_wording(claim_id, document) for claim_id in finding.others]
    return _tr("{event}: its datings cannot all hold ({wordings}).").format(
        event=_title(finding.record_id, document), wordings=", ".join(wordings)
    )


def _inverted(finding: Finding, document: Document) -> str:
    return _tr("{what}: it ends before it begins; give it a date again.").format(
        what=_named(finding, document)
    )


def _gained_precision(finding: Finding, document: Document) -> str:
    return _tr(
        "{claim}: dated {later} here, but {earlier} when the same origin was told before."
    ).format(
        claim=_claim(finding.record_id, document),
        later=_wording(finding.record_id, document),
        earlier=_wording(finding.others[0], document),
    )


def _single_origin(finding: Finding, document: Document) -> str:
    actor = document.get(Actor, finding.others[0])
    return _tr("{event} rests on one origin: {who}.").format(
        event=_title(finding.record_id, document), who=_name(actor)
    )


def _unsourced(finding: Finding, document: Document) -> str:
    return _tr("{claim}: no source is given.").format(claim=_claim(finding.record_id, document))


def _inferred_hop(finding: Finding, document: Document) -> str:
    names = [_name(document.get(Actor, actor_id)) for actor_id in finding.others]
    return _tr("{claim}: that it came through {who} is inferred.").format(
        claim=_claim(finding.record_id, document), who=listed(names)
    )


def _silence(finding: Finding, document: Document) -> str:
    silence = document.get(Silence, finding.record_id)
    names = [_name(document.get(Actor, actor_id)) for actor_id in finding.others]
    until = document.dating(finding.record_id)
    sentence = _tr("{who} said nothing on {topic}; does it still hold?")
    if until is not None and until.edtf:
        sentence = _tr("{who} said nothing on {topic}, as of {until}; does it still hold?")
    return sentence.format(
        who=listed(names) or _tr("Somebody"),
        topic=silence.topic if silence is not None else "",
        until=(until.edtf or "").removeprefix("../") if until is not None else "",
    )


def _undated(finding: Finding, document: Document) -> str:
    return _tr("{event} has no date.").format(event=_title(finding.record_id, document))


def _unconfirmed(finding: Finding, document: Document) -> str:
    return _tr("{what}: the date read from {wording} is not confirmed.").format(
        what=_named(finding, document), wording=_wording(finding.record_id, document)
    )


def _named(finding: Finding, document: Document) -> str:
    """Say what record a finding is about."""
    record = document.get(KINDS[finding.record_kind], finding.record_id)
    match record:
        case Event() | Source():
            return _quoted(record.title)
        case Claim():
            return _quoted(record.text)
        case Silence():
            return _quoted(record.topic)
        case _:
            return _quoted("")


def _title(event_id: Id, document: Document) -> str:
    event = document.get(Event, event_id)
    return _quoted(event.title if event is not None else "")


def _claim(claim_id: Id, document: Document) -> str:
    claim = document.get(Claim, claim_id)
    return _quoted(claim.text if claim is not None else "")


def _wording(owner_id: Id, document: Document) -> str:
    dating: Dating | None = document.dating(owner_id)
    if dating is None:
        return _tr("no date")
    return _quoted(dating.wording) if dating.wording else dating.edtf or _tr("no date")


def _name(actor: Actor | None) -> str:
    return actor.name if actor is not None else _tr("somebody")


def _quoted(text: str) -> str:
    short = text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
    return f"“{short}”"


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


_SENTENCES: Mapping[FindingKind, Callable[[Finding, Document], str]] = {
    FindingKind.CONTRADICTION: _contradiction,
    FindingKind.DATING_CONFLICT: _dating_conflict,
    FindingKind.INVERTED: _inverted,
    FindingKind.GAINED_PRECISION: _gained_precision,
    FindingKind.SINGLE_ORIGIN: _single_origin,
    FindingKind.UNSOURCED: _unsourced,
    FindingKind.INFERRED_HOP: _inferred_hop,
    FindingKind.SILENCE: _silence,
    FindingKind.UNDATED: _undated,
    FindingKind.UNCONFIRMED: _unconfirmed,
}
