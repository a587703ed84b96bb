"""Texts so long that indexing one would be felt: kept aside, and searched as they are."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from timeline_app.domain.folding import folded
from timeline_app.domain.records import Id

LEAST = 50_000
"""Characters from which a text is long: to index them takes some 5 ms, a megabyte 100."""

MOST = 8_000_000
"""Characters kept in all: to search them takes some 5 ms a word."""


class Phrase(NamedTuple):
    """Folded words that follow each other, with a space between; the last may be unfinished."""

    words: str
    unfinished: bool = False


Asked: TypeAlias = Sequence[Sequence[Phrase]]
"""What is asked for: of each there is to be one phrase or another."""


@dataclass(eq=False)
class LongTexts:
    """Long texts by kind and id of their record, up to `most` characters of all together."""

    least: int = LEAST
    most: int = MOST
    _texts: dict[tuple[str, Id], str] = field(default_factory=dict)

    def take(self, kind: str, record_id: Id, text: str) -> bool:
        """Keep a text if it is long and there is room for it; tell whether it was kept."""
        kept = sum(map(len, self._texts.values())) if len(text) >= self.least else self.most
        if kept + len(text) > self.most:
            return False
        self._texts[kind, record_id] = folded(text)
        return True

    def drop(self, kind: str, record_id: Id) -> None:
        """Forget the text of a record, if there is one."""
        self._texts.pop((kind, record_id), None)

    def matching(self, asked: Asked, kinds: Collection[str]) -> Iterator[tuple[str, Id]]:
        """Give the records of some kinds, all if none is named, in whose text all is found."""
        sought = [[_Sought.of(phrase) for phrase in phrases] for phrases in asked]
        for (kind, record_id), text in self._texts.items():
            if kinds and kind not in kinds:
                continue
            if all(any(phrase.is_in(text) for phrase in choices) for choices in sought):
                yield kind, record_id


class _Sought(NamedTuple):
    """A phrase by its first word, which is quick to find, and the pattern of all of it."""

    first: str
    whole: re.Pattern[str]

    @classmethod
    def of(cls, phrase: Phrase) -> _Sought:
        found = phrase.words.split()
        end = "" if phrase.unfinished else _NO_LETTER
        return cls(found[0], re.compile(_BETWEEN.join(map(re.escape, found)) + end))

    def is_in(self, text: str) -> bool:
        at = text.find(self.first)
        while at >= 0:
            if not text[at - 1 : at].isalnum() and self.whole.match(text, at):
                return True
            at = text.find(self.first, at + 1)
        return False


_BETWEEN, _NO_LETTER = r"[\W_]+", r"(?![^\W_])"
"""What may stand between two words, and what ends one: the index tells them apart so."""
