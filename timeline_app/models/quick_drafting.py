"""Reading quick lines against the open project, and saying in words how each part is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from timeline_app.domain.quick_drafts import DateRead, Named, QuickDraft, draft_of, drafts_of
from timeline_app.domain.quick_entry import QuickEntry
from timeline_app.domain.records import Actor, Event, Id, Record, Source
from timeline_app.domain.vocabulary import DatingOwner, Identification
from timeline_app.exchange.bibliography import Reference, known_source
from timeline_app.models.anchors import NO_ANCHOR, conventions_of, published_option
from timeline_app.models.completions import Completions
from timeline_app.models.date_draft import Typed, draft, headline, words_only
from timeline_app.models.document import Document
from timeline_app.models.words import word_for

translate = QCoreApplication.translate

_RECORDS: dict[str, type[Record]] = {"actor": Actor, "source": Source, "event": Event}
_NOBODY = (DatingOwner.CLAIM, "")  # the claim gets its id when the edit is made


@dataclass(frozen=True, slots=True)
class PreviewPart:
    """One part of a line as it is read.

    `role` is what it is in the line, `words` what is meant, `note` whether it is known and what is
    guessed, `detail` a sentence for who asks why. `is_doubtful` asks for a look.
    """

    role: str
    words: str
    note: str = ""
    detail: str = ""
    is_new: bool = False
    is_doubtful: bool = False


class QuickDrafting:
    """Finds what quick lines name in one document."""

    def __init__(self, document: Document) -> None:
        """Read lines against a document."""
        self.document = document
        # A full name typed by somebody who knows it is no completion; nothing else is revealed.
        self._completions = Completions(document, with_confidential=True)

    def read(self, entry: QuickEntry) -> QuickDraft:
        """Find what a line names."""
        return draft_of(entry, self, self._read_date)

    def read_all(self, entries: Sequence[QuickEntry]) -> tuple[QuickDraft, ...]:
        """Find what several lines name; who is new in two of them is one."""
        return drafts_of(entries, self, self._read_date)

    def named(self, kind: str, words: str, /) -> Record | None:
        """Return the record of a kind one of whose names is this, but for case and marks."""
        found = self._completions.exact(kind, words)
        return None if found is None else self.document.get(_RECORDS[kind], found.id)

    def known_source(self, reference: Reference) -> Source | None:
        """Return the source of the project that a bibliography's entry is, or None."""
        at_url = self.document.where(Source, url=reference.url) if reference.url else []
        return known_source(reference, self, at_url)

    def actor(self, actor_id: Id, /) -> Actor | None:
        """Return an actor by id."""
        return self.document.get(Actor, actor_id)

    def _read_date(self, wording: str, source: Source | None) -> DateRead:
        option = None if source is None else published_option(self.document, source.id)
        typed = Typed(wording, option=option or NO_ANCHOR)
        read = draft(typed, _NOBODY, None, conventions_of(self.document))
        datings = read.datings(words_only(typed, _NOBODY), "", confirmed=False)
        return DateRead(datings, read.notice, read.needs_confirmation)


def preview(line: QuickDraft) -> tuple[PreviewPart, ...]:
    """Say how each part of a line is read, in the order of the line."""
    return tuple(_parts(line))


def _parts(line: QuickDraft) -> Iterator[PreviewPart]:
    if line.speaker is not None:
        yield _person(translate("quick", "Says"), line.speaker)
    for named in line.via:
        yield _person(translate("quick", "Via"), named)
    if line.source is not None:
        yield _source(line.source, line.outlet)
    yield from _date(line.date)
    for about in line.events:
        yield _event(word_for(about.stance), about.event)


def _person(role: str, named: Named) -> PreviewPart:
    actor = named.record
    assert isinstance(actor, Actor)
    guess = word_for(actor.kind)
    if actor.identification is not Identification.NAMED:
        guess = f"{guess}, {word_for(actor.identification)}"
    if named.is_new:
        note = translate("quick", "new: {guess}").format(guess=guess)
        detail = translate("quick", "Nobody has this name yet. What they are is guessed from it.")
        return PreviewPart(role, named.words, note, detail, is_new=True)
    if actor.confidential:  # what was typed, and no other name
        return PreviewPart(role, named.words, translate("quick", "known, confidential"))
    return PreviewPart(role, actor.name, guess, _also(named.words, actor.name))


def _source(named: Named, outlet: Named | None) -> PreviewPart:
    source = named.record
    assert isinstance(source, Source)
    role = translate("quick", "Read in")
    publisher = getattr(outlet.record, "name", "") if outlet is not None else ""
    if not named.is_new:
        return PreviewPart(role, source.title, publisher, _also(named.words, source.title))
    if publisher:
        note = translate("quick", "new, published by {name}").format(name=publisher)
    else:
        note = translate("quick", "new source")
    return PreviewPart(role, named.words, note, is_new=True)


def _event(role: str, named: Named) -> PreviewPart:
    event = named.record
    assert isinstance(event, Event)
    if named.is_new:
        note = translate("quick", "new event, undated")
        return PreviewPart(role, named.words, note, is_new=True)
    return PreviewPart(role, event.title, "", _also(named.words, event.title))


def _date(read: DateRead) -> Iterator[PreviewPart]:
    if not read.datings:
        return
    dating, *others = read.datings
    role = translate("quick", "When")
    if dating.edtf is None:
        yield PreviewPart(
            role,
            f"“{dating.wording}”",
            read.notice or translate("quick", "kept as words, without a date"),
            is_doubtful=True,
        )
        return
    note = ""
    if others:
        readings = ", ".join(headline(other) for other in others)
        note = translate("quick", "or {readings}").format(readings=readings)
    elif read.needs_confirmation:
        note = translate("quick", "to be confirmed")
    yield PreviewPart(role, headline(dating), note, dating.explanation, is_doubtful=bool(others))


def _also(words: str, name: str) -> str:
    if words == name:
        return ""
    return translate("quick", "You typed “{words}”.").format(words=words)
