"""The search index: rebuilt outside the project file, so that nothing deleted lingers in it.

It lives in a temporary SQLite database of its own (in memory, spilling into an unnamed file that
the system removes) and holds folded text only. It is fed in slices, so that building it never
holds anything up, and kept up by edits.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple

from timeline_app.domain.folding import folded
from timeline_app.domain.records import Id
from timeline_app.storage.in_one_go import column
from timeline_app.storage.long_texts import Asked, LongTexts, Phrase
from timeline_app.storage.name_variants import NameVariants
from timeline_app.storage.stopping import GoOn, stoppable

_TABLES = """
CREATE TABLE entry (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL,
                    UNIQUE (kind, id));
CREATE VIRTUAL TABLE words USING fts5 (text, kind, tokenize = "unicode61 remove_diacritics 0",
                                       prefix = '1 2 3', content = '', contentless_delete = 1);
CREATE VIRTUAL TABLE few USING fts5 (text, kind, tokenize = "unicode61 remove_diacritics 0",
                                     prefix = '1 2 3', content = '', contentless_delete = 1);
"""
MOST = "claim"
"""The kind that most records are of; the others, `few`, are indexed once more by themselves."""

MOST_RANKED = 12_000
"""Records that are told apart by how well they fit: 30 ms of work for one key stroke."""

_MOST_AT_ONCE = 1_000
"""Records that are given at once after the first."""

_ALL = ("words", "few")

_MOST_PARTS = 200
"""Parts of the index at one level before SQLite merges them in one go; merging keeps them at 30."""

_PAGES_MERGED = 8
_TEXTS_A_PAGE = 4
"""Pages of 4 KB to merge at a time, 2 ms of work, and one more for so many texts."""

_PLAIN_CONTENTLESS = (", content = '', contentless_delete = 1", "")
_CONTENTLESS_DELETE = (3, 43, 0)  # the SQLite that can delete from a contentless index


class Text(NamedTuple):
    """What of a record can be found."""

    kind: str
    id: Id
    text: str


class Hit(NamedTuple):
    """A record found."""

    kind: str
    id: Id


class SearchIndex:
    """Finds records by words, in any script their names have variants in.

    It may be used from any thread, by one at a time.
    """

    def __init__(self, long: LongTexts | None = None) -> None:
        """Begin empty; `long` keeps the texts that would take too long."""
        self._long = LongTexts() if long is None else long
        self._db = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.execute("PRAGMA journal_mode = MEMORY")
        tables = _TABLES
        if sqlite3.sqlite_version_info < _CONTENTLESS_DELETE:
            tables = tables.replace(*_PLAIN_CONTENTLESS)
        self._db.executescript(tables)
        self.names = NameVariants(self._db)
        # The kind is asked for, not fitted: it adds nothing to a rank.
        self._tell("rank", "bm25(1.0, 0.0)")
        # Left to itself, SQLite now and then merges all at once what many small steps have put.
        self._tell("automerge", 0)
        self._tell("crisismerge", _MOST_PARTS)

    def close(self) -> None:
        """Drop the index."""
        self._db.close()

    def put(self, texts: Iterable[Text]) -> int:
        """Index records, in the place of what was there of them; return how many were indexed.

        Every call makes a part of its own, which `merge` is to put together with others.
        """
        fresh = {(text.kind, text.id): text for text in texts}
        self._db.execute("BEGIN")
        for kind, record_id in fresh:
            self._remove(kind, record_id)
        short = [text for text in fresh.values() if not self._long.take(*text)]
        (last,) = self._db.execute("SELECT ifnull(max(number), 0) FROM entry").fetchone()
        entries = [(n, text.kind, text.id) for n, text in enumerate(short, last + 1)]
        rows = [(n, folded(text.text), text.kind) for n, text in enumerate(short, last + 1)]
        # One statement for all, or each would take up its own words: a tenth of the building.
        self._db.executemany("INSERT INTO entry (number, kind, id) VALUES (?, ?, ?)", entries)
        for table in _ALL:
            held = [row for row in rows if table in _tables_of(row[2])]
            put = f"INSERT INTO {table} (rowid, text, kind) VALUES (?, ?, ?)"
            self._db.executemany(put, held)
        self._db.execute("COMMIT")
        return len(short)

    def merge(self, count: int) -> None:
        """Put parts together after so many records were put: the more of them, the more.

        That takes 2 ms or so; in an index of a million records, now and then 100, since what a
        word is in cannot be put together in two goes. Nothing in Python waits for it meanwhile.
        """
        self._tell("merge", _PAGES_MERGED + count // _TEXTS_A_PAGE)

    def stoppable(self, go_on: GoOn) -> AbstractContextManager[None]:
        """Ask in a block whether to go on; what `go_on` raises then is what the block raises."""
        return stoppable(self._db, go_on)

    def remove(self, kind: str, record_id: Id) -> None:
        """Forget a record."""
        self._remove(kind, record_id)

    def search(self, terms: Sequence[str], limit: int, kinds: Sequence[str] = ()) -> list[Hit]:
        """Return the records in which every term is found, best first.

        A term that is a variant of a name finds all variants of it. The last word of the last
        term may be unfinished. Of very many records, the best of those indexed first are returned:
        a letter typed finds half of a project. `kinds` keeps to some kinds of record.
        """
        return next(self.batches(terms, limit, kinds, first=limit), [])[:limit]

    def batches(
        self,
        terms: Sequence[str],
        most: int,
        kinds: Sequence[str] = (),
        *,
        first: int,
        among: Mapping[str, Sequence[Id]] | None = None,
    ) -> Iterator[list[Hit]]:
        """Give what `search` returns, the first so many and then more; they are ranked once.

        `among` leaves out what is not among some records of each kind, as far as that is quick.
        """
        asked = self.names.asked(terms)
        if not asked:
            return
        table, match = _asked_for(kinds), _match(asked, kinds)
        joined, only = _joined_by(kinds)
        places = column(
            self._db,
            f"SELECT place AS v FROM (SELECT {table}.rowid AS place, rank AS fit"
            f" FROM {table} {joined} WHERE {table} MATCH ? {only} LIMIT ?)"
            " ORDER BY fit, place LIMIT ?",
            (match, max(MOST_RANKED, most), most),
        )
        if among is not None:
            wanted = {number for kind in among for number in self._numbers(kind, among[kind])}
            places = [place for place in places if place in wanted]
        while len(places) >= first:
            yield self._hits(places[:first])
            places, first = places[first:], min(2 * first, max(first, _MOST_AT_ONCE))
        # One word among so many fits least, as it would rank in the index.
        long = [Hit(*record) for record in self._long.matching(asked, kinds)]
        if hits := self._hits(places) + long:
            yield hits

    def _hits(self, places: Sequence[int]) -> list[Hit]:
        found = column(
            self._db,
            "SELECT entry.kind || ' ' || entry.id AS v FROM json_each(?) j"
            " CROSS JOIN entry ON number = j.value ORDER BY j.key LIMIT -1",
            (json.dumps(places),),
        )
        return [Hit(*hit.split(" ", 1)) for hit in found]

    def matching(
        self, terms: Sequence[str], kind: str, among: Collection[Id] | None = None
    ) -> list[Id] | None:
        """Return all records of a kind in which every term is found; None if nothing is asked.

        `among` keeps to some of them.
        """
        asked = self.names.asked(terms)
        if not asked:
            return None
        match = _match(asked, [kind])
        long = [record_id for _, record_id in self._long.matching(asked, [kind])]
        if among is not None:
            wanted = set(among)
            return [*self._matching_among(match, kind, among), *(i for i in long if i in wanted)]
        # CROSS JOIN, or SQLite would ask the words about every record of the kind.
        found = column(
            self._db,
            "SELECT id AS v FROM words CROSS JOIN entry ON entry.number = words.rowid"
            " WHERE words MATCH ? AND entry.kind = ?",
            (match, kind),
        )
        return [*found, *long]

    def _matching_among(self, match: str, kind: str, among: Collection[Id]) -> list[Id]:
        """Go through the numbers of all that is found: that is quicker than to ask for each."""
        ids = self._numbers(kind, among)
        if not ids:
            return []
        found = column(
            self._db,
            "SELECT rowid AS v FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ?",
            (match, min(ids), max(ids)),
        )
        return [ids[number] for number in found if number in ids]

    def _numbers(self, kind: str, ids: Collection[Id]) -> dict[int, Id]:
        found = self._db.execute(
            "SELECT number, entry.id FROM json_each(?) j CROSS JOIN entry"
            " ON kind = ? AND entry.id = j.value",
            (json.dumps(list(ids)), kind),
        )
        return dict(found)

    def _remove(self, kind: str, record_id: Id) -> None:
        self._long.drop(kind, record_id)
        found = self._db.execute(
            "SELECT number FROM entry WHERE kind = ? AND id = ?", (kind, record_id)
        ).fetchone()
        if found is not None:
            for table in _tables_of(kind):
                self._db.execute(f"DELETE FROM {table} WHERE rowid = ?", found)
            self._db.execute("DELETE FROM entry WHERE number = ?", found)

    def _tell(self, setting: str, value: int | str) -> None:
        for table in _ALL:
            told = f"INSERT INTO {table} ({table}, rank) VALUES (?, ?)"
            self._db.execute(told, (setting, value))


def _match(asked: Asked, kinds: Sequence[str]) -> str:
    """Return what is asked as an expression of SQLite's full-text search."""
    said = " AND ".join(f"({' OR '.join(map(_quoted, phrases))})" for phrases in asked)
    among = f" AND kind : ({' OR '.join(kinds)})" if kinds and MOST not in kinds else ""
    return f"text : ({said}){among}"


def _quoted(phrase: Phrase) -> str:
    return f'"{phrase.words}"{" *" if phrase.unfinished else ""}'


def _tables_of(kind: str) -> tuple[str, ...]:
    """Return the tables of words in which a record of a kind is."""
    return _ALL[:1] if kind == MOST else _ALL


def _asked_for(kinds: Sequence[str]) -> str:
    """Return the table to ask for some kinds: the smaller, unless most records are wanted.

    How well a word fits is told from all records of a table that have it.
    """
    return "words" if not kinds or MOST in kinds else "few"


def _joined_by(kinds: Sequence[str]) -> tuple[str, str]:
    """Return how to keep to kinds that the words themselves do not keep to, and the test."""
    if MOST not in kinds:
        return "", ""
    quoted = ", ".join(f"'{kind}'" for kind in kinds)
    return "CROSS JOIN entry ON entry.number = words.rowid", f"AND entry.kind IN ({quoted})"
