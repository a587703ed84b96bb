"""What of a project may leave the house: an allow-list of fields for each sort of reader.

A field that is named nowhere here does not leave; neither does a kind of record. That is why a
new field or table is private until somebody decides otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Profile(StrEnum):
    """Whom a copy is for: a colleague, another newsroom, everybody."""

    INTERNAL = "internal"
    PARTNER = "partner"
    PUBLIC = "public"


class Grain(StrEnum):
    """The finest part of a date that is told."""

    EXACT = "exact"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Rules:
    """What is told more generally than the project has it.

    `roles` and `places` name what is told instead of a role or a place, whatever its case; a role
    may be told as "", that is, not at all. The rest counts for those they do not name.
    """

    roles: tuple[tuple[str, str], ...] = ()
    no_roles: bool = False  # persons by no role
    places: tuple[tuple[str, str], ...] = ()
    larger_places: bool = False  # a place as the larger one it lies in
    dates: Grain = Grain.EXACT


_OUTSIDE: dict[str, str] = {
    "project": "id title description language display_zone week_start year_parts",
    "track": "id title colour position",
    "place": "id name within",
    "place_name": "id place_id name language",
    "actor": "id name kind identification role affiliation_id confidential public_description",
    "actor_name": "id actor_id name language kind used_by_id",
    "event": "id title kind status track_id place_id parent_id start_min start_max end_min end_max"
    " approximate uncertain one_of zoned",
    "claim": "id text type modality polarity status",
    "claim_event": "id claim_id event_id stance",
    "source": "id title kind capture outlet_id author_id part_of_id url language",
    "snapshot": "id source_id sha256 size media_type captured_at",
    "passage": "id source_id snapshot_id kind quote prefix suffix page time_seconds start_char"
    " end_char sha256",
    "claim_passage": "id claim_id passage_id use",
    "hop": "id claim_id position actor_id role cue quote_type status source_id",
    "origin_link": "id first_id second_id independence",
    "claim_relation": "id kind about explanation",
    "relation_member": "id relation_id claim_id side",
    "silence": "id topic",
    "silence_actor": "id silence_id actor_id",
    "claim_silence": "id claim_id silence_id stance",
    "assessment": "id subject_kind subject_id reliability credibility made_at supersedes_id",
    "dating": "id owner_kind owner_id wording language anchor_kind anchor_id anchor rule edtf"
    " start_min start_max end_min end_max approximate uncertain explanation confirmed"
    " alternative_of",
}
"""Kind → fields that may leave the house under every profile."""

_PARTNERS: dict[str, str] = {"snapshot": "content", "dating": "reason", "origin_link": "reason"}
_COLLEAGUES: dict[str, str] = {
    "place": "note",
    "actor": "basis note",
    "event": "note",
    "claim": "note",
    "source": "note",
    "snapshot": "content note",
    "passage": "note",
    "hop": "note",
    "origin_link": "reason",
    "silence": "note",
    "assessment": "rationale assessor",
    "dating": "reason",
    "saved_view": "id name definition",
}
BY_THE_DAY = (("snapshot", "captured_at"), ("assessment", "made_at"))
"""Moments in metadata, told by the day only."""


def allowed(profile: Profile) -> dict[str, frozenset[str]]:
    """Return which fields of which kinds leave under a profile."""
    more = {Profile.PUBLIC: {}, Profile.PARTNER: _PARTNERS, Profile.INTERNAL: _COLLEAGUES}[profile]
    return {
        kind: frozenset(_OUTSIDE.get(kind, "").split()) | frozenset(more.get(kind, "").split())
        for kind in (*_OUTSIDE, *(kind for kind in more if kind not in _OUTSIDE))
    }
