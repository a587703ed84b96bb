"""The passages of a claim: one added, one corrected, one taken away."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from timeline_app.domain.cleaning import one_line, several_lines
from timeline_app.domain.edits import Change, Edit, add
from timeline_app.domain.records import ClaimPassage, Id, Passage, new_id
from timeline_app.domain.removing import removal
from timeline_app.domain.vocabulary import PassageKind, PassageUse
from timeline_app.models.document import Document
from timeline_app.models.record_edits import Meant

translate = QCoreApplication.translate

_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):([0-5]?\d)")


@dataclass(frozen=True, slots=True)
class PassageEntry:
    """A passage as it is typed; `time` as a clock shows it: 1:02:03, 2:03 or seconds."""

    quote: str = ""
    page: str = ""
    time: str = ""
    kind: PassageKind = PassageKind.TEXT
    use: PassageUse = PassageUse.EVIDENCE

    @property
    def refusal(self) -> str:
        """Why the passage may not stand, or ""."""
        if one_line(self.time) and seconds_of(self.time) is None:
            return translate("passages", "Write the time as 1:02:03 or 2:03, or as seconds.")
        if not several_lines(self.quote) and not one_line(self.page) and not one_line(self.time):
            return translate("passages", "A passage needs its words, its page or its time.")
        return ""


def seconds_of(clock: str) -> int | None:
    """Return the seconds a clock shows, None where it shows none."""
    text = one_line(clock)
    if text.isascii() and text.isdigit() and len(text) < 8:
        return int(text)
    found = _CLOCK.fullmatch(text)
    if found is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + seconds


def add_passage(claim_id: Id, source: Meant, entry: PassageEntry) -> Edit:
    """Say where a claim was read, or what illustrates it."""
    source_id, made = source
    passage = _typed(Passage(new_id(), source_id), entry)
    link = ClaimPassage(new_id(), claim_id, passage.id, entry.use)
    edit = add(translate("edits", "Add passage"), passage, link)
    return Edit(edit.label, (*made, *edit.changes))


def change_passage(passage: Passage, link: ClaimPassage, entry: PassageEntry) -> Edit | None:
    """Correct a passage; None where nothing is different."""
    pairs = ((passage, _typed(passage, entry)), (link, replace(link, use=entry.use)))
    changes = tuple(Change(before, after) for before, after in pairs if before != after)
    return Edit(translate("edits", "Change passage"), changes) if changes else None


def remove_passage(document: Document, link: ClaimPassage) -> Edit:
    """Let a claim no longer rest on a passage; one that no other claim rests on goes with it."""
    label = translate("edits", "Remove passage")
    others = document.where(ClaimPassage, passage_id=link.passage_id)
    if len(others) > 1:
        return removal(document, label, "claim_passage", [link.id])
    return removal(document, label, "passage", [link.passage_id])


def _typed(passage: Passage, entry: PassageEntry) -> Passage:
    return replace(
        passage,
        quote=several_lines(entry.quote),
        page=one_line(entry.page),
        time_seconds=seconds_of(entry.time),
        kind=entry.kind,
    )
