"""Events in words: when and where, how they stand, and which claims say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from timeline_app.domain.dating import chosen
from timeline_app.domain.records import ClaimEvent, Event, Id
from timeline_app.domain.standing import Standing
from timeline_app.domain.vocabulary import EventStatus
from timeline_app.exchange.claim_entries import ClaimWriter
from timeline_app.exchange.date_words import when_in_words
from timeline_app.exchange.dating_lines import date_of, dating_lines
from timeline_app.exchange.numbering import Numbers
from timeline_app.exchange.project_index import ProjectIndex
from timeline_app.exchange.report import (
    ClaimsOfEvent,
    Entry,
    EventRow,
    Labelled,
    Line,
    Link,
    joined,
)
from timeline_app.exchange.words import Words


@dataclass(frozen=True, slots=True)
class EventWriter:
    """Writes the rows and entries of events.

    `row_links` makes the claims in the table of events links.
    """

    index: ProjectIndex
    numbers: Numbers
    words: Words
    row_links: bool = True

    def row(self, event: Event, standing: Standing) -> EventRow:
        """Return the event as a line of the table of events."""
        link = self.numbers.event(event.id)
        track = self.index.tracks.get(event.track_id or "")
        links = self.index.claims_of_event[event.id]
        return EventRow(
            anchor=link.to,
            number=link.text,
            title=event.title or self.words["no_title"],
            when=self.when(event),
            track=track.title if track is not None else "",
            status="" if event.status is EventStatus.OCCURRED else self.words.of(event.status),
            standing=standing.text,
            claims=self._linked([self.numbers.claim(link.claim_id) for link in links]),
        )

    def _linked(self, links: Sequence[Link]) -> Line:
        """Join links, or in a long document their words alone: the event's number leads there."""
        if not self.row_links:
            return (", ".join(link.text for link in links),) if links else ()
        return joined(links)

    def when(self, event: Event) -> str:
        """Say when an event was, by its dating if that names one of several dates or a time."""
        dating = chosen(self.index.datings_of[event.id])
        edtf = (dating.edtf or "") if dating is not None else ""
        if dating is not None and (edtf.startswith("[") or "T" in edtf):
            return date_of(dating, self.words)
        return when_in_words(event, self.words)

    def with_claims(self, event: Event, standing: Standing, writer: ClaimWriter) -> ClaimsOfEvent:
        """Return the event with the claims printed under it, and the numbers of the others."""
        links = self.index.claims_of_event[event.id]
        here = [link for link in links if self.numbers.home[link.claim_id] == event.id]
        away = [link for link in links if self.numbers.home[link.claim_id] != event.id]
        return ClaimsOfEvent(
            event=self._event(event, standing),
            claims=tuple(
                writer.entry(self.index.claims[link.claim_id], self.words.of(link.stance))
                for link in here
            ),
            elsewhere=self._elsewhere(away),
        )

    def _elsewhere(self, links: Iterable[ClaimEvent]) -> tuple[Labelled, ...]:
        """Name the claims printed under another event, by what they do to this one."""
        by_stance: dict[str, list[Link]] = {}
        for link in links:
            of_stance = by_stance.setdefault(self.words.of(link.stance), [])
            of_stance.append(self.numbers.claim(link.claim_id))
        return tuple(Labelled(stance, joined(found)) for stance, found in by_stance.items())

    def _event(self, event: Event, standing: Standing) -> Entry:
        link = self.numbers.event(event.id)
        return Entry(
            anchor=link.to,
            number=link.text,
            title=event.title or self.words["no_title"],
            aside=self.when(event),
            facts=tuple(self._facts_of(event, standing)),
        )

    def _facts_of(self, event: Event, standing: Standing) -> Iterator[Labelled]:
        words = self.words
        contests = " ".join(contest.sentence for contest in standing.contests)
        yield Labelled(words["standing"], (f"{standing.sentence} {contests}".strip(),))
        for label, text in dating_lines(self.index.datings_of[event.id], words):
            yield Labelled(label, (text,))
        place = self.index.places.get(event.place_id or "")
        if place is not None:
            within = f", {place.within}" if place.within else ""
            yield Labelled(words["place"], (place.name + within,))
        if event.status is not EventStatus.OCCURRED:
            yield Labelled(words["status"], (words.of(event.status),))
        if event.parent_id is not None:
            yield Labelled(words["part_of"], self._named_event(event.parent_id))
        if event.note:
            yield Labelled(words["note"], (event.note,))

    def _named_event(self, event_id: Id) -> Line:
        title = self.index.events[event_id].title
        if event_id not in self.numbers.of_event:
            return (title,)
        return (self.numbers.event(event_id), f" {title}")
