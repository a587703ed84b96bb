"""The sample's datings: wording and anchor are read as a user's would be, the editor's choice kept.

An entry has `edtf` (what the editor holds to be right; null where no date can be given), and may
have `wording`, `in_context` (the wording with the words that tell past from future), `counted_from`
("published D1"; "said C14/0" with its `moment`; "event E12"), `reason`, `confirmed` (true unless
told otherwise), `alternatives`, and `bounds` with an `explanation` where the editor set them by
hand. Where the program reads what the editor chose, rule and explanation are the program's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from timeline_app.domain.dating import HAND_SET, from_reading
from timeline_app.domain.reading import Anchor, Reading, read_edtf, read_wording
from timeline_app.domain.records import Dating, Id
from timeline_app.domain.vocabulary import AnchorKind, DatingOwner

Entry = dict[str, Any]

_ANCHORED_IN = {
    AnchorKind.PUBLISHED: "source",
    AnchorKind.SAID: "hop",
    AnchorKind.EVENT: "event",
}
_LABELS = {AnchorKind.PUBLISHED: "publication", AnchorKind.SAID: "the day it was said"}


@dataclass(frozen=True, slots=True)
class CountedFrom:
    """What a wording is counted from: the kind, the record, and its moment if it has one."""

    kind: AnchorKind = AnchorKind.NONE
    id: Id | None = None
    moment: str | None = None

    @property
    def anchor(self) -> Anchor | None:
        """The anchor as the reader of wordings wants it; None without a moment."""
        if self.moment is None:
            return None
        parse = datetime.fromisoformat if "T" in self.moment else date.fromisoformat
        return Anchor(parse(self.moment), _LABELS[self.kind])


@dataclass(frozen=True, slots=True)
class DatingMaker:
    """Makes datings; `id_of` gives ids by kind and key, `published` the moments of sources."""

    id_of: Callable[[str, str], Id]
    published: Mapping[str, str]

    def make(self, kind: DatingOwner, key: str, entry: Entry | None) -> list[Dating]:
        """Return the dating of a record and the other ways to read it; none without an entry."""
        if entry is None:
            return []
        owner = (kind, self.id_of(kind, key))
        own = self._made(f"{kind}/{key}", owner, entry)
        others = [
            self._made(f"{kind}/{key}/{number}", owner, {**_words(entry), **other}, own.id)
            for number, other in enumerate(entry.get("alternatives", []), start=1)
        ]
        return [own, *others]

    def counted_from(self, entry: Entry) -> CountedFrom:
        """Return what the wording of an entry is counted from."""
        if "counted_from" not in entry:
            return CountedFrom()
        word, key = entry["counted_from"].split()
        kind = AnchorKind(word)
        moment = self.published[key] if kind is AnchorKind.PUBLISHED else entry.get("moment")
        return CountedFrom(kind, self.id_of(_ANCHORED_IN[kind], key), moment)

    def _made(
        self, key: str, owner: tuple[DatingOwner, Id], entry: Entry, of: Id | None = None
    ) -> Dating:
        source = self.counted_from(entry)
        dating = from_reading(
            _chosen(entry, source.anchor),
            owner,
            entry.get("wording", ""),
            anchor_kind=source.kind,
            anchor_id=source.id,
            anchor=source.moment,
            reason=entry["reason"],
            confirmed=entry.get("confirmed", of is None),
            alternative_of=of,
            dating_id=self.id_of("dating", key),
        )
        return _set_by_hand(dating, entry) if "bounds" in entry else dating


def readings(entry: Entry, anchor: Anchor | None) -> tuple[Reading, ...]:
    """Return every way the program reads an entry's wording, the likeliest first."""
    if "wording" not in entry:
        return ()
    words: str = entry["in_context" if "in_context" in entry else "wording"]
    answer = read_wording(words, anchor)
    return (*([] if answer.reading is None else [answer.reading]), *answer.alternatives)


def _words(entry: Entry) -> Entry:
    return {key: entry[key] for key in ("wording", "in_context") if key in entry}


def _chosen(entry: Entry, anchor: Anchor | None) -> Reading | None:
    """Return the program's reading the editor agrees with, else the editor's own."""
    if entry["edtf"] is None:
        return None
    agreed = (reading for reading in readings(entry, anchor) if reading.edtf == entry["edtf"])
    return next(agreed, None) or read_edtf(entry["edtf"])


def _set_by_hand(dating: Dating, entry: Entry) -> Dating:
    """Widen a dating to the days the editor set: first and last of its start, then of its end."""
    first_start, last_start, first_end, last_end = entry["bounds"]
    return replace(
        dating,
        rule=HAND_SET,
        start_min=_first_second(first_start),
        start_max=_last_second(last_start),
        end_min=_first_second(first_end),
        end_max=_last_second(last_end),
        explanation=entry["explanation"],
    )


def _first_second(day: str | None) -> int | None:
    return None if day is None else read_edtf(day).bounds.start_min


def _last_second(day: str | None) -> int | None:
    return None if day is None else read_edtf(day).bounds.end_max
