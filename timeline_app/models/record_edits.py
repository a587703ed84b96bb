"""The edits of the sidebar that are more than one field: chains, stances, judgements, names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from timeline_app.domain.edits import Change, Edit, add, remove
from timeline_app.domain.records import (
    Actor,
    ActorName,
    Assessment,
    ClaimEvent,
    ClaimSilence,
    Dating,
    Hop,
    Id,
    OriginLink,
    PlaceName,
    Record,
    SilenceActor,
    new_id,
)
from timeline_app.domain.vocabulary import (
    AnchorKind,
    AssessedKind,
    Credibility,
    HopRole,
    HopStatus,
    Independence,
    Reliability,
)
from timeline_app.models.completions import Candidate, new_record
from timeline_app.models.document import Document
from timeline_app.models.words import graded, word_for

translate = QCoreApplication.translate


Meant = tuple[Id, tuple[Change, ...]]
"""The id of a record, and the change that makes it where it is new."""


def meant(kind: str, chosen: Candidate | None, words: str) -> Meant:
    """Return the id of the record meant, and the change that makes it where it is new."""
    if chosen is not None:
        return chosen.id, ()
    record = new_record(kind, words)
    return record.id, (Change(None, record),)


def add_hop(claim_id: Id, hops: Sequence[Hop], actor: Meant, position: int) -> Edit:
    """Put a step into a chain; those after it move on."""
    actor_id, made = actor
    role = HopRole.ORIGINATOR if position == 0 else HopRole.RELAYER
    hop = Hop(new_id(), claim_id, position, actor_id, role)
    chain = [*hops[:position], hop, *hops[position:]]
    label = translate("edits", "Add step to chain")
    return Edit(label, (*made, *_numbered(chain, hops)))


def remove_hop(document: Document, hops: Sequence[Hop], hop: Hop) -> Edit:
    """Take a step out of a chain, with the dating of its saying.

    Datings counted from that saying keep the day they were counted from, as a given day.
    """
    rest = [other for other in hops if other.id != hop.id]
    own = document.where(Dating, owner_id=hop.id)
    counted = [d for d in document.where(Dating, anchor_id=hop.id) if d.owner_id != hop.id]
    label = translate("edits", "Remove step from chain")
    return Edit(
        label,
        (
            *(
                Change(dating, None)
                for dating in sorted(own, key=lambda d: d.alternative_of is None)
            ),
            *(Change(d, replace(d, anchor_kind=AnchorKind.FIXED, anchor_id=None)) for d in counted),
            Change(hop, None),
            *_numbered(rest, hops),
        ),
    )


def move_hop(hops: Sequence[Hop], hop: Hop, to: int) -> Edit | None:
    """Move a step to another place in its chain; None where it stands there already."""
    rest = [other for other in hops if other.id != hop.id]
    to = max(0, min(len(rest), to))
    if list(hops).index(hop) == to:
        return None
    chain = [*rest[:to], hop, *rest[to:]]
    return Edit(translate("edits", "Move step in chain"), _numbered(chain, hops))


def mark_hop(hop: Hop, status: HopStatus) -> Edit:
    """Say how a step is known."""
    label = translate("edits", "Mark step as {status}").format(status=word_for(status))
    return Edit(label, (Change(hop, replace(hop, status=status)),))


def link_event(claim_id: Id, event: Meant) -> Edit:
    """Say that a claim is about an event; at first, that it supports it."""
    event_id, made = event
    link = ClaimEvent(new_id(), claim_id, event_id)
    return Edit(translate("edits", "Link claim to event"), (*made, Change(None, link)))


def link_silence(claim_id: Id, silence: Meant) -> Edit:
    """Say that a claim is about a silence; at first, that it supports it."""
    silence_id, made = silence
    link = ClaimSilence(new_id(), claim_id, silence_id)
    return Edit(translate("edits", "Link claim to silence"), (*made, Change(None, link)))


def unlink(link: ClaimEvent | ClaimSilence) -> Edit:
    """Say that a claim is not about an event, or a silence, after all."""
    if isinstance(link, ClaimEvent):
        return remove(translate("edits", "Unlink claim from event"), [link])
    return remove(translate("edits", "Unlink claim from silence"), [link])


def assess(
    kind: AssessedKind,
    subject_id: Id,
    grade: Reliability | Credibility,
    rationale: str,
    *,
    assessor: str,
    made_at: str,
    supersedes: Assessment | None,
) -> Edit:
    """Judge a subject anew; the judgement before stays on record."""
    judged = Assessment(
        new_id(),
        kind,
        subject_id,
        reliability=grade if isinstance(grade, Reliability) else None,
        credibility=grade if isinstance(grade, Credibility) else None,
        rationale=rationale,
        assessor=assessor,
        made_at=made_at,
        supersedes_id=None if supersedes is None else supersedes.id,
    )
    if kind is AssessedKind.ACTOR:
        label = translate("edits", "Judge reliability: {grade}")
    else:
        label = translate("edits", "Judge credibility: {grade}")
    return add(label.format(grade=graded(grade)), judged)


def add_name(owner: Record, name: str) -> Edit:
    """Give an actor or a place a further name."""
    label = translate("edits", "Add name “{name}”").format(name=name)
    if isinstance(owner, Actor):
        return add(label, ActorName(new_id(), owner.id, name))
    return add(label, PlaceName(new_id(), owner.id, name))


def remove_name(name: ActorName | PlaceName) -> Edit:
    """Take a further name away."""
    return remove(translate("edits", "Remove name “{name}”").format(name=name.name), [name])


def link_origins(first_id: Id, second: Meant, reason: str = "") -> Edit:
    """Record what is known of two origins: at first, that it is unknown whether they are one."""
    second_id, made = second
    link = OriginLink(new_id(), first_id, second_id, Independence.UNKNOWN, reason)
    label = translate("edits", "Record independence of origins")
    return Edit(label, (*made, Change(None, link)))


def unlink_origins(link: OriginLink) -> Edit:
    """Forget what was recorded of two origins."""
    return remove(translate("edits", "Forget independence of origins"), [link])


def add_silent_body(silence_id: Id, actor: Meant) -> Edit:
    """Record that another body was silent too."""
    actor_id, made = actor
    body = SilenceActor(new_id(), silence_id, actor_id)
    return Edit(translate("edits", "Add silent body"), (*made, Change(None, body)))


def remove_silent_body(body: SilenceActor) -> Edit:
    """Record that a body was not silent after all."""
    return remove(translate("edits", "Remove silent body"), [body])


def _numbered(chain: Sequence[Hop], before: Sequence[Hop]) -> tuple[Change, ...]:
    """Return the changes that give the steps of a chain their places, 0 first."""
    known = {hop.id: hop for hop in before}
    placed = [replace(hop, position=position) for position, hop in enumerate(chain)]
    return tuple(Change(known.get(hop.id), hop) for hop in placed if known.get(hop.id) != hop)
