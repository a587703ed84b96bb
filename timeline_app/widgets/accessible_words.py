"""What a screen reader says of lanes, events and claims: a sentence each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from timeline_app.domain.columns import Flag
from timeline_app.models.words import word_for
from timeline_app.widgets.painting.dates import span_text
from timeline_app.widgets.painting.headers import contested_text, counts_text

if TYPE_CHECKING:
    from timeline_app.models.timeline_model import TimelineModel
    from timeline_app.scene.lanes import Lane
    from timeline_app.scene.layout import Band
    from timeline_app.scene.opened import Account


def _tr(text: str) -> str:
    return QCoreApplication.translate("timeline", text)


def lane_sentence(band: Band) -> str:
    """Say a lane: "Withdrawal, 4 events · 14 claims, 1 contested"."""
    parts = [band.lane.spec.title, counts_text(band)]
    if band.lane.contested:
        parts.append(contested_text(band))
    return ", ".join(parts)


def claim_sentence(account: Account) -> str:
    """Say a claim on an event: what it does to it, who says it and what, and when."""
    parts = [word_for(account.stance), account.text]
    if account.bounds is not None:
        parts.append(span_text(account.bounds))
    return ", ".join(parts)


def event_sentence(model: TimelineModel, lane: Lane, event: int) -> str:
    """Say an event: "Airlift, 21 to 28 January 2026, approximate, 10 claims, 3 of 7 in Track"."""
    flags, claims = int(model.columns.flags[event]), int(model.columns.claims[event])
    parts = [model.name(event).title, span_text(model.bounds_of(event))]
    parts += [_tr(word) for flag, word in _SAID if flags & flag]
    if claims:
        name = model.name(event)
        origins = model.document.standing(name.id).origins_text
        parts += [_tr("1 claim") if claims == 1 else _tr("{n} claims").format(n=claims), origins]
    if flags & Flag.CONTESTED:
        parts.append(_tr("contested"))
    place = int((lane.order == event).argmax()) + 1
    where = _tr("{place} of {count} in {lane}")
    parts.append(where.format(place=place, count=len(lane), lane=lane.spec.title))
    return ", ".join(parts)


_SAID = (
    (Flag.APPROXIMATE, "approximate"),
    (Flag.UNCERTAIN, "uncertain"),
    (Flag.ONE_OF, "on one of several dates"),
    (Flag.HOLLOW, "planned or hypothetical"),
    (Flag.OPEN_START, "start not known"),
    (Flag.OPEN_END, "end not known"),
    (Flag.INVERTED, "it ends before it begins in the file"),
)
