"""The edits of a card's menu: deleting a record, making one of two, or several of one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from timeline_app.domain.cleaning import one_line
from timeline_app.domain.combining import merge_actors, merge_claims, merge_sources
from timeline_app.domain.edits import Edit
from timeline_app.domain.records import KINDS, Actor, Id
from timeline_app.domain.removing import removal
from timeline_app.domain.speakers import keep_unnamed, replace_and_remove
from timeline_app.domain.splitting import split_claim
from timeline_app.models.document import Document
from timeline_app.models.record_edits import Meant
from timeline_app.models.selection import Ref

translate = QCoreApplication.translate

_MERGING = {"actor": merge_actors, "source": merge_sources, "claim": merge_claims}
MERGEABLE = frozenset(_MERGING)
"""Kinds of which two can turn out to be one."""


def named(document: Document, ref: Ref) -> str:
    """Return a record's name, or the beginning of its words, for a label."""
    record = document.get(KINDS[ref.kind], ref.id)
    texts = (getattr(record, field, "") for field in ("name", "title", "text", "topic", "about"))
    line = one_line(next((text for text in texts if text), ""))
    return line if len(line) <= 40 else f"{line[:39]}…"


def delete(document: Document, ref: Ref) -> Edit:
    """Remove a record with what hangs on it.

    Raises CannotRemoveError for somebody who speaks.
    """
    label = translate("edits", "Delete “{name}”").format(name=named(document, ref))
    return removal(document, label, ref.kind, [ref.id])


def give_steps_to(document: Document, actor: Ref, by: Meant) -> Edit:
    """Let another one say what somebody said, and remove that one.

    Raises CannotCombineError where they are the same.
    """
    by_id, made = by
    record = made[0].after if made else document.get(Actor, by_id)
    assert isinstance(record, Actor)
    label = translate("edits", "Replace “{name}” by “{other}”").format(
        name=named(document, actor), other=record.name
    )
    return replace_and_remove(document, label, [actor.id], record)


def take_name_away(document: Document, actor: Ref) -> Edit:
    """Keep what somebody said as that of an unnamed voice."""
    label = translate("edits", "Keep “{name}” as unnamed").format(name=named(document, actor))
    return keep_unnamed(document, label, [actor.id])


def merge(document: Document, kept: Ref, absorbed_id: Id) -> Edit:
    """Make one record of two of a kind in MERGEABLE: the kept one takes the other in.

    Raises CannotCombineError where there are no two.
    """
    other = named(document, Ref(kept.kind, absorbed_id))
    label = translate("edits", "Merge “{other}” into “{name}”").format(
        other=other, name=named(document, kept)
    )
    return _MERGING[kept.kind](document, label, kept.id, [absorbed_id])


def split(document: Document, claim: Ref, parts: Sequence[str]) -> Edit:
    """Make several claims of one, each with its chain and dates.

    Raises CannotCombineError without two parts.
    """
    label = translate("edits", "Split claim “{name}”").format(name=named(document, claim))
    return split_claim(document, label, claim.id, parts)
