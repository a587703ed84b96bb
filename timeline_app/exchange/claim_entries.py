"""Claims in words: who said it through whom, when, where it was read, what stands against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from timeline_app.domain.attribution import Relation
from timeline_app.domain.dating import chosen
from timeline_app.domain.records import Actor, Claim, Hop, Passage
from timeline_app.domain.vocabulary import (
    ClaimStatus,
    ClaimType,
    HopStatus,
    Modality,
    PassageUse,
    Polarity,
)
from timeline_app.exchange.dating_lines import date_of, dating_lines
from timeline_app.exchange.numbering import Numbers
from timeline_app.exchange.project_index import ProjectIndex
from timeline_app.exchange.report import Entry, Labelled, Line, Link, Piece, joined
from timeline_app.exchange.words import Words

STEP = " › "
"""Between the hops of a chain: no font of ours has an arrow."""

_ACTS = {"denies", "corrects", "retracts", "repeats"}
"""Relations in which side 1 acts upon side 2."""


@dataclass(frozen=True, slots=True)
class ClaimWriter:
    """Writes the entries of claims.

    `chain_links` makes the people and sources of a chain links.
    """

    index: ProjectIndex
    numbers: Numbers
    words: Words
    chain_links: bool = True

    def entry(self, claim: Claim, aside: str = "") -> Entry:
        """Return the entry of a claim; `aside` is what it does to the event it stands under."""
        link = self.numbers.claim(claim.id)
        asides = [aside, *self._manner(claim)]
        return Entry(
            anchor=link.to,
            number=link.text,
            title=claim.text,
            aside=" · ".join(part for part in asides if part),
            facts=tuple(self._facts(claim)),
        )

    def _manner(self, claim: Claim) -> Iterator[str]:
        """Yield what is out of the ordinary in how the claim is made."""
        if claim.type is not ClaimType.FACT:
            yield self.words.of(claim.type)
        if claim.modality is not Modality.CERTAIN:
            yield self.words.of(claim.modality)
        if claim.polarity is not Polarity.POSITIVE:
            yield self.words.of(claim.polarity)
        if claim.status is not ClaimStatus.OPEN:
            yield self.words.of(claim.status)

    def _facts(self, claim: Claim) -> Iterator[Labelled]:
        words = self.words
        yield Labelled(words["who"], self._chain(claim))
        for label, text in dating_lines(self.index.datings_of[claim.id], words):
            yield Labelled(label, (text,))
        yield from self._sources(claim)
        grade = self._grade(claim)
        if grade:
            yield Labelled(words["grade"], (grade,))
        for relation in self.index.relations_of_claim[claim.id]:
            line = self._relation(relation, claim)
            if line:
                yield Labelled(words["related"], line)
        if claim.note:
            yield Labelled(words["note"], (claim.note,))

    def _chain(self, claim: Claim) -> Line:
        chain = self.index.chain(claim.id)
        if not chain.hops:
            return (self.words["nobody"],)
        pieces: list[Piece] = []
        for position, (hop, actor) in enumerate(zip(chain.hops, chain.actors, strict=True)):
            pieces += [STEP] if position else []
            pieces += [self._name(actor), *self._manner_of(hop)]
        return tuple(pieces)

    def _name(self, actor: Actor) -> Piece:
        link = self.numbers.actor(actor.id)
        return Link(actor.name, link.to) if self.chain_links else actor.name

    def _manner_of(self, hop: Hop) -> Iterator[Piece]:
        """Yield how an actor passed the claim on, in brackets."""
        words = self.words
        parts = [words.of(hop.role), words.say("quoted", wording=hop.cue) if hop.cue else ""]
        parts.append("" if hop.quote_type is None else words.of(hop.quote_type))
        said = chosen(self.index.datings_of[hop.id])
        parts.append(words.say("said", date=date_of(said, words)) if said is not None else "")
        parts.append("" if hop.status is HopStatus.STATED else words.of(hop.status))
        yield f" ({', '.join(part for part in parts if part)}"
        if hop.source_id is not None:
            yield f", {words['in_source']} "
            link = self.numbers.source(hop.source_id)
            yield link if self.chain_links else link.text
        yield ")"

    def _sources(self, claim: Claim) -> Iterator[Labelled]:
        found = self.index.passages_of_claim[claim.id]
        pieces: list[Piece] = []
        for position, (use, passage) in enumerate(found):
            pieces += ["; "] if position else []
            pieces.append(self.numbers.source(passage.source_id))
            place = self._place(passage)
            if use.use is PassageUse.ILLUSTRATION:
                place = [*place, self.words["illustration"]]
            pieces += [f", {', '.join(place)}"] if place else []
        yield Labelled(self.words["source"], tuple(pieces) or (self.words["not_read"],))

    def _place(self, passage: Passage) -> list[str]:
        """Say where in a source a passage is, and what it says if that is kept."""
        words = self.words
        place = [words.of(passage.kind)] if passage.kind.value != "text" else []
        if passage.page:
            place.append(words.say("page_number", page=passage.page))
        if passage.time_seconds is not None:
            place.append(words.say("time_mark", time=_clock(passage.time_seconds)))
        if passage.start_char is not None and passage.end_char is not None:
            place.append(words.say("characters", first=passage.start_char, last=passage.end_char))
        if passage.quote:
            place.append(words.say("quoted", wording=passage.quote))
        return place

    def _grade(self, claim: Claim) -> str:
        words = self.words
        parts = []
        origin = self.index.chain(claim.id).origin
        of_origin = self.index.grade(origin.id) if origin is not None else None
        if of_origin is not None and of_origin.reliability is not None:
            letter = of_origin.reliability
            parts.append(words.say("grade_origin", reliability=letter, meaning=words.of(letter)))
        of_claim = self.index.grade(claim.id)
        if of_claim is not None and of_claim.credibility is not None:
            figure = of_claim.credibility
            parts.append(words.say("grade_claim", credibility=figure, meaning=words.of(figure)))
            parts.append(of_claim.rationale)
        return "; ".join(part for part in parts if part)

    def _relation(self, relation: Relation, claim: Claim) -> Line:
        """Say which claims this one meets: "contradicts [17], [18]: the destination"."""
        of_claim = self.numbers.of_claim
        ids = relation.opposing(claim.id) or tuple(
            member.claim_id for member in relation.members if member.claim_id != claim.id
        )
        others = [self.numbers.claim(other) for other in ids if other in of_claim]
        if not others:
            return ()
        kind = self.words.of(relation.relation.kind)
        if relation.relation.kind.value in _ACTS and relation.side_of(claim.id) == 2:
            return (*joined(others), f" {kind} ", self.numbers.claim(claim.id), _about(relation))
        return (f"{kind} ", *joined(others), _about(relation))


def _about(relation: Relation) -> str:
    return f": {relation.relation.about}" if relation.relation.about else ""


def _clock(seconds: int) -> str:
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
