"""From a project to its report: the parts in their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline_app.domain.records import (
    Actor,
    Id,
    OriginLink,
    Silence,
    Source,
)
from timeline_app.domain.vocabulary import NameKind
from timeline_app.exchange.claim_entries import ClaimWriter
from timeline_app.exchange.dating_lines import dating_lines
from timeline_app.exchange.event_entries import EventWriter
from timeline_app.exchange.numbering import Numbers
from timeline_app.exchange.project_index import ProjectIndex
from timeline_app.exchange.report import (
    Cover,
    Entry,
    Labelled,
    Line,
    Link,
    Piece,
    Report,
    WebLink,
    joined,
)
from timeline_app.exchange.web_links import harmless_url
from timeline_app.exchange.words import Words

_MOST_LINKED = 3000
"""Claims: beyond, what the people and sources of chains are called is no link, and neither are the
claims in the table of events: their links would make the file a quarter larger."""


def report_of(
    index: ProjectIndex,
    numbers: Numbers,
    words: Words,
    cover: Cover,
    changes: tuple[Entry, ...] = (),
) -> Report:
    """Write the whole report."""
    return ReportWriter(index, numbers, words).report(cover, changes)


@dataclass(frozen=True, slots=True)
class ReportWriter:
    """Writes the parts of a report of one project in one language."""

    index: ProjectIndex
    numbers: Numbers
    words: Words

    def report(self, cover: Cover, changes: tuple[Entry, ...]) -> Report:
        """Put the parts together."""
        numbers = self.numbers
        is_long = len(numbers.claims) > _MOST_LINKED
        claims = ClaimWriter(self.index, numbers, self.words, chain_links=not is_long)
        events = EventWriter(self.index, numbers, self.words, row_links=not is_long)
        everything = [*numbers.events, *numbers.undated]
        standings = {event.id: self.index.standing(event.id) for event in everything}
        home = numbers.home
        return Report(
            language=self.index.contents.project.language or "en",
            cover=cover,
            events=tuple(events.row(event, standings[event.id]) for event in numbers.events),
            undated=tuple(events.row(event, standings[event.id]) for event in numbers.undated),
            by_event=tuple(events.with_claims(e, standings[e.id], claims) for e in everything),
            loose=tuple(claims.entry(c) for c in numbers.claims if c.id not in home),
            silences=tuple(self._silence(s) for s in self.index.contents.all(Silence)),
            relations=tuple(self._relations()),
            actors=tuple(self._actor(actor) for actor in self.index.actors.values()),
            independence=tuple(self._independence()),
            sources=tuple(self._source(source) for source in self.index.sources.values()),
            changes=changes,
        )

    # Silences, relations, changes

    def _silence(self, silence: Silence) -> Entry:
        words = self.words
        bodies = [link.actor_id for link in self.index.actors_of_silence[silence.id]]
        links = self.index.claims_of_silence[silence.id]
        shown = [link for link in links if link.claim_id in self.numbers.of_claim]
        facts = [Labelled(words["silent"], self._people(bodies))]
        facts += [
            Labelled(words["observed"], (text,))
            for _, text in dating_lines(self.index.datings_of[silence.id], words)
        ]
        if shown:
            claims = joined(self.numbers.claim(link.claim_id) for link in shown)
            facts.append(Labelled(words["claims_of"], claims))
        if silence.note:
            facts.append(Labelled(words["note"], (silence.note,)))
        return Entry("", "", silence.topic, facts=tuple(facts))

    def _people(self, ids: Sequence[Id]) -> Line:
        pieces: list[Piece] = []
        for position, actor_id in enumerate(ids):
            pieces += [", "] if position else []
            pieces.append(Link(self.index.actors[actor_id].name, self.numbers.actor(actor_id).to))
        return tuple(pieces)

    def _relations(self) -> Iterator[Entry]:
        for relation in self.index.relations:
            shown = [m for m in relation.members if m.claim_id in self.numbers.of_claim]
            if not shown:
                continue
            sides = sorted({member.side for member in shown})
            pieces: list[Piece] = []
            for position, side in enumerate(sides):
                pieces += [" — "] if position else []
                of_side = (m.claim_id for m in shown if m.side == side)
                pieces += joined(self.numbers.claim(claim_id) for claim_id in of_side)
            kind = self.words.of(relation.relation.kind)
            facts = [Labelled(self.words["claims_of"], tuple(pieces))]
            if relation.relation.explanation:
                facts.append(Labelled(self.words["note"], (relation.relation.explanation,)))
            yield Entry("", "", relation.relation.about or kind, kind, tuple(facts))

    # People

    def _actor(self, actor: Actor) -> Entry:
        link = self.numbers.actor(actor.id)
        aside = f"{self.words.of(actor.kind)} · {self.words.of(actor.identification)}"
        return Entry(link.to, link.text, actor.name, aside, tuple(self._facts_of_actor(actor)))

    def _facts_of_actor(self, actor: Actor) -> Iterator[Labelled]:
        words = self.words
        if actor.role:
            yield Labelled(words["role"], (actor.role,))
        if actor.affiliation_id is not None:
            yield Labelled(words["belongs_to"], self._people([actor.affiliation_id]))
        names = [
            self._also(name.name, name.kind, name.used_by_id)
            for name in self.index.names_of[actor.id]
        ]
        if names:
            yield Labelled(words["also"], ("; ".join(names),))
        if actor.basis:
            yield Labelled(words["basis"], (actor.basis,))
        grade = self.index.grade(actor.id)
        if grade is not None and grade.reliability is not None:
            text = f"{grade.reliability} ({words.of(grade.reliability)})"
            rationale = f": {grade.rationale}" if grade.rationale else ""
            yield Labelled(words["reliability"], (text + rationale,))
        if actor.note:
            yield Labelled(words["note"], (actor.note,))

    def _also(self, name: str, kind: NameKind, used_by: Id | None) -> str:
        """Say a further name; a label is said to be somebody's."""
        if kind is not NameKind.LABEL or used_by is None:
            return name
        by = self.words.say("called_by", name=self.index.actors[used_by].name)
        return f"{self.words.say('quoted', wording=name)} ({by})"

    def _independence(self) -> Iterator[Line]:
        for link in self.index.contents.all(OriginLink):
            reason = f": {link.reason}" if link.reason else ""
            kind = self.words.of(link.independence)
            yield (*self._people([link.first_id, link.second_id]), f" — {kind}{reason}")

    # Sources

    def _source(self, source: Source) -> Entry:
        link = self.numbers.source(source.id)
        aside = f"{self.words.of(source.kind)} · {self.words.of(source.capture)}"
        title = source.title or self.words["no_title"]
        return Entry(link.to, link.text, title, aside, tuple(self._facts_of_source(source)))

    def _facts_of_source(self, source: Source) -> Iterator[Labelled]:
        words = self.words
        people = [i for i in (source.author_id, source.outlet_id) if i is not None]
        if people:
            yield Labelled(words["author"], self._people(people))
        for _, text in dating_lines(self.index.datings_of[source.id], words):
            yield Labelled(words["published"], (text,))
        if source.part_of_id is not None:
            whole = self.index.sources[source.part_of_id]
            yield Labelled(words["appeared_in"], (self.numbers.source(whole.id), f" {whole.title}"))
        if source.url:
            url = harmless_url(source.url)
            line: Piece = WebLink(url, url) if url else source.url
            yield Labelled(words["address"], (line,))
        for snapshot in self.index.snapshots_of[source.id]:
            size = words.say("captured_bytes", size=f"{snapshot.size:,}", sha=snapshot.sha256)
            when = f"{snapshot.captured_at}, " if snapshot.captured_at else ""
            yield Labelled(words["captured"], (when + size,))
        if source.note:
            yield Labelled(words["note"], (source.note,))
