"""Where a claim was read: its source, and the passages in it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication

from timeline_app.domain.attribution import Chain
from timeline_app.domain.records import ClaimPassage, Id, Passage, Snapshot, Source
from timeline_app.domain.vocabulary import Capture, PassageKind, PassageUse
from timeline_app.models.cards.lines import quoted
from timeline_app.models.document import Document
from timeline_app.models.words import word_for

translate = QCoreApplication.translate

_OPENABLE = ("http", "https", "mailto")


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage: what part of which source, where, and its words if they are recorded."""

    passage: Passage
    where: str
    quote: str
    is_illustration: bool = False

    @property
    def key(self) -> str:
        """Name the passage among its neighbours."""
        return self.passage.id


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source in short: its title, what it is, where it can be opened."""

    source_id: Id
    title: str
    note: str
    url: str

    @property
    def key(self) -> str:
        """Name the source among its neighbours."""
        return self.source_id


@dataclass(frozen=True, slots=True)
class ReadInView:
    """The sources a claim came through, the one it was read in first, with its passages."""

    sources: tuple[SourceView, ...] = ()
    passages: tuple[PassageView, ...] = ()
    snapshot: str = ""


def openable(url: str) -> bool:
    """Tell whether an address may be handed to the desktop: only the web and mail, never files."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return False
    if any(ord(character) < 33 for character in url.strip()):
        return False
    return parts.scheme.lower() in _OPENABLE and bool(parts.netloc or parts.path)


def read_in(document: Document, links: list[ClaimPassage], chain: Chain) -> ReadInView:
    """Return where a claim was read: the sources of its chain, last first, and its passages."""
    passages = document.many(Passage, (link.passage_id for link in links))
    hop_sources = [hop.source_id for hop in reversed(chain.hops) if hop.source_id]
    ids = dict.fromkeys([*hop_sources, *(p.source_id for p in passages.values())])
    sources = document.many(Source, ids)
    return ReadInView(
        sources=tuple(source_view(source) for source in sources.values()),
        passages=tuple(
            passage_view(passages[link.passage_id], link.use)
            for link in links
            if link.passage_id in passages
        ),
        snapshot=snapshot_text(document, next(iter(sources), None)),
    )


def source_view(source: Source) -> SourceView:
    """Return a source in short."""
    note = f"{word_for(source.kind)} · {capture_text(source.capture)}"
    return SourceView(source.id, source.title, note, source.url)


def capture_text(capture: Capture) -> str:
    """Say whether we hold a source."""
    if capture is Capture.CAPTURED:
        return translate("cards", "captured")
    return translate("cards", "cited only, never seen")


def passage_view(passage: Passage, use: PassageUse = PassageUse.EVIDENCE) -> PassageView:
    """Return where a passage stands: "headline, characters 51 to 112"."""
    illustrates = use is PassageUse.ILLUSTRATION
    kind = "" if passage.kind is PassageKind.TEXT else word_for(passage.kind)
    places = (
        translate("cards", "archive illustration") if illustrates else "",
        kind,
        translate("cards", "page {page}").format(page=passage.page) if passage.page else "",
        clock(passage.time_seconds),
        _positions(passage),
    )
    where = ", ".join(place for place in places if place)
    return PassageView(passage, where, quoted(passage.quote), illustrates)


def snapshot_text(document: Document, source_id: Id | None) -> str:
    """Say what is kept of a source: "text/plain · 6,950 bytes · sha256 cca9a52f…"."""
    if source_id is None:
        return ""
    kept = document.where(Snapshot, source_id=source_id)
    return "\n".join(_snapshot_line(snapshot) for snapshot in kept)


def _snapshot_line(snapshot: Snapshot) -> str:
    size = translate("cards", "{size} bytes").format(size=f"{snapshot.size:,}")
    where = "" if snapshot.content is not None else translate("cards", "bytes kept elsewhere")
    digest = f"sha256 {snapshot.sha256[:12]}…{snapshot.sha256[-4:]}"
    return " · ".join(part for part in (snapshot.media_type, size, digest, where) if part)


def _positions(passage: Passage) -> str:
    if passage.start_char is None or passage.end_char is None:
        return ""
    words = translate("cards", "characters {start} to {end}")
    return words.format(start=f"{passage.start_char:,}", end=f"{passage.end_char:,}")


def clock(seconds: int | None) -> str:
    """Return seconds as a clock shows them: "1:02:03"; "" without any."""
    if seconds is None:
        return ""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{rest:02d}"
