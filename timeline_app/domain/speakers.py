"""Taking somebody out who speaks: their steps are given to another, or kept as somebody unnamed.

A claim without its speaker would be another claim, so that nobody who speaks is simply removed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from timeline_app.domain.combining import CannotCombineError
from timeline_app.domain.edits import Edit
from timeline_app.domain.records import Actor, ActorName, Hop, Id
from timeline_app.domain.removing import Reads, removal
from timeline_app.domain.revisions import Revisions
from timeline_app.domain.vocabulary import ActorKind, Identification

_ARTICLE = re.compile(r"^(an?|the)\s+", re.IGNORECASE)


def replace_and_remove(reads: Reads, label: str, actor_ids: Iterable[Id], by: Actor) -> Edit:
    """Give all steps of some actors to another one, and remove them.

    `by` may be new. Raises CannotCombineError when it is among those to be removed.
    """
    gone = list(dict.fromkeys(actor_ids))
    if by.id in gone:
        raise CannotCombineError(f"“{by.name}” cannot take its own place; choose somebody else.")
    draft = Revisions(reads)
    draft.put(by)
    for actor_id in gone:
        for hop in draft.where(Hop, actor_id=actor_id):
            draft.put(replace(hop, actor_id=by.id))
    for change in removal(draft, label, "actor", gone).changes:
        if change.after is None:
            draft.drop(change.record)
        else:
            draft.put(change.after)
    return draft.edit(label)


def keep_unnamed(reads: Reads, label: str, actor_ids: Iterable[Id]) -> Edit:
    """Take the names of some actors away and keep what they said, each as one unnamed voice.

    Whether two of them are independent stays known. Their note and the basis of their naming go
    too. Other records may still tell who they were; the log of the project does.
    """
    draft = Revisions(reads)
    for actor_id in dict.fromkeys(actor_ids):
        actor = draft.get(Actor, actor_id)
        if actor is None:
            continue
        draft.put(unnamed(actor))
        for name in draft.where(ActorName, actor_id=actor_id):
            draft.drop(name)
    return draft.edit(label)


def unnamed(actor: Actor) -> Actor:
    """Return an actor without its identity: what the public may know of it, or what it is.

    A role of somebody confidential may give them away and is left out.
    """
    role = "" if actor.confidential else actor.role
    kind = "voice" if actor.kind is ActorKind.UNKNOWN else actor.kind.value
    return replace(
        actor,
        name=f"unnamed {_ARTICLE.sub('', actor.public_description or role or kind)}",
        identification=Identification.ANONYMOUS,
        role=role,
        affiliation_id=None if actor.confidential else actor.affiliation_id,
        basis="",
        note="",
    )
