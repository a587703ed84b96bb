"""The events as TimelineJS 3 reads them, and what its single dates cannot say.

https://timeline.knightlab.com/docs/json-format.html. Texts are HTML there, so ours are escaped.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable
from typing import Any

from timeline_app.domain.dating import four, is_undated
from timeline_app.domain.instants import SECONDS_A_DAY, civil_day
from timeline_app.domain.records import Event
from timeline_app.exchange.event_entries import EventWriter
from timeline_app.exchange.losses import Loss, counted
from timeline_app.exchange.numbering import Numbers
from timeline_app.exchange.project_index import ProjectIndex
from timeline_app.exchange.words import Words

_HUMAN_YEARS = range(-9_999, 10_000)


def timelinejs_of(
    index: ProjectIndex, numbers: Numbers, words: Words
) -> tuple[str, tuple[Loss, ...]]:
    """Return the events as JSON text, and what is lost."""
    writer = EventWriter(index, numbers, words)
    project = index.contents.project
    document = {
        "title": {
            "text": {
                "headline": html.escape(project.title),
                "text": html.escape(project.description),
            }
        },
        "scale": "human" if _is_human(numbers.events) else "cosmological",
        "events": [_slide(event, index, numbers, writer) for event in numbers.events],
    }
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    return text, _losses(numbers)


def _losses(numbers: Numbers) -> tuple[Loss, ...]:
    vague = sum(_is_vague(event) for event in numbers.events)
    return (
        *counted(
            vague,
            "vague date is flattened to its outer bounds; it is said in words",
            "vague dates are flattened to their outer bounds; they are said in words",
        ),
        *counted(
            len(numbers.undated),
            "undated event is left out",
            "undated events are left out",
        ),
        Loss("Sources, people and relations between claims are not in TimelineJS"),
    )


def _is_vague(event: Event) -> bool:
    start_min, start_max, end_min, end_max = four(event)
    exact = start_min == start_max and end_min == end_max and None not in (start_min, end_max)
    return not exact or event.approximate or event.uncertain or event.one_of


def _is_human(events: Iterable[Event]) -> bool:
    bounds = (bound for event in events if not is_undated(event) for bound in four(event))
    return all(civil_day(b // SECONDS_A_DAY)[0] in _HUMAN_YEARS for b in bounds if b is not None)


def _slide(event: Event, index: ProjectIndex, numbers: Numbers, writer: EventWriter) -> Any:  # noqa: ANN401 - JSON
    known = [bound for bound in four(event) if bound is not None]
    track = index.tracks.get(event.track_id or "")
    slide: dict[str, Any] = {
        "unique_id": numbers.event(event.id).text,
        "start_date": _date(known[0]),
        "display_date": html.escape(writer.when(event)),
        "text": {
            "headline": html.escape(event.title),
            "text": _text(event, index, numbers, writer),
        },
    }
    if event.end_max is not None:
        slide["end_date"] = _date(event.end_max)
    if track is not None:
        slide["group"] = html.escape(track.title)
    return slide


def _date(second: int) -> dict[str, int]:
    day, rest = divmod(second, SECONDS_A_DAY)
    year, month, number = civil_day(day)
    if year not in _HUMAN_YEARS:
        return {"year": year}
    date = {"year": year, "month": month, "day": number}
    if 0 < rest < SECONDS_A_DAY - 1:
        date |= {"hour": rest // 3600, "minute": rest // 60 % 60, "second": rest % 60}
    return date


def _text(event: Event, index: ProjectIndex, numbers: Numbers, writer: EventWriter) -> str:
    """Return how the event stands and its claims, as HTML."""
    standing = html.escape(index.standing(event.id).text)
    claims = "".join(
        f"<li>{numbers.claim(link.claim_id).text} {_claim(link.claim_id, index)}"
        f" <em>({html.escape(writer.words.of(link.stance))})</em></li>"
        for link in index.claims_of_event[event.id]
    )
    return f"<p>{standing}</p>" + (f"<ul>{claims}</ul>" if claims else "")


def _claim(claim_id: str, index: ProjectIndex) -> str:
    chain = index.chain(claim_id).text
    said = f" — {html.escape(chain)}" if chain else ""
    return html.escape(index.claims[claim_id].text) + said
