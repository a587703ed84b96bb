"""The first page: what the document is, how much is in it, what is not, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from timeline_app.domain.dating import four
from timeline_app.domain.records import Actor, Event, Source
from timeline_app.exchange.date_words import extent
from timeline_app.exchange.numbering import Numbers
from timeline_app.exchange.project_index import ProjectIndex
from timeline_app.exchange.provenance import Provenance
from timeline_app.exchange.report import Cover, Labelled
from timeline_app.exchange.words import Words


@dataclass(frozen=True, slots=True)
class Omissions:
    """What a document leaves out: events and claims by a view, parts (in words) by choice."""

    view: str = ""
    filtered: tuple[int, int] = (0, 0)
    parts: tuple[str, ...] = ()


def cover_of(
    index: ProjectIndex,
    numbers: Numbers,
    words: Words,
    *,
    provenance: Provenance,
    omissions: Omissions,
    attached_sha256: str = "",
    glyphs: int = 0,
) -> Cover:
    """Write the cover. `glyphs` counts characters written as code points."""
    project = index.contents.project
    return Cover(
        title=project.title or words["no_title"],
        description=project.description,
        span=span_of(numbers.events, words),
        counts=_counts(numbers, index, words),
        missing=tuple(_missing(index, numbers, words, omissions, glyphs)),
        origin=_origin(provenance, words, attached_sha256),
    )


def span_of(events: Iterable[Event], words: Words) -> str:
    """Say from when to when events are, by their finite bounds; empty without any."""
    bounds = [bound for event in events for bound in four(event) if bound is not None]
    return extent(min(bounds), max(bounds), words) if bounds else ""


def _counts(numbers: Numbers, index: ProjectIndex, words: Words) -> tuple[Labelled, ...]:
    events = len(numbers.events) + len(numbers.undated)
    counts = {
        "count_events": events,
        "count_claims": len(numbers.claims),
        "count_actors": len(index.contents.all(Actor)),
        "count_sources": len(index.contents.all(Source)),
    }
    return tuple(Labelled(words[key], (f"{count:,}",)) for key, count in counts.items())


def _missing(
    index: ProjectIndex, numbers: Numbers, words: Words, omissions: Omissions, glyphs: int
) -> Iterable[str]:
    if omissions.view:
        events, claims = omissions.filtered
        yield words.say("missing_filtered", view=omissions.view, events=events, claims=claims)
    if numbers.undated:
        yield words.say("missing_undated", count=len(numbers.undated))
    confidential = sum(actor.confidential for actor in index.contents.all(Actor))
    if confidential:
        yield words.say("missing_confidential", count=confidential)
    if omissions.parts:
        yield words.say("missing_parts", parts=", ".join(omissions.parts))
    if glyphs:
        yield words.say("missing_glyphs", count=glyphs)


def _origin(provenance: Provenance, words: Words, attached: str) -> tuple[Labelled, ...]:
    last = provenance.changed_at.replace("T", " ", 1).replace("Z", " UTC") or words["no_change"]
    facts = {
        "of_file": provenance.file_name,
        "last_change": last,
        "history_length": f"{provenance.edits:,}",
        "history_head": provenance.head,
        "attached_hash": attached,
        "program": provenance.program,
    }
    return tuple(Labelled(words[key], (text,)) for key, text in facts.items() if text)
