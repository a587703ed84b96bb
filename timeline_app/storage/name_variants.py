"""Which names are variants of one thing, so that asking by one finds what goes by another."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from timeline_app.domain.folding import words
from timeline_app.storage.long_texts import Phrase

_TABLES = """
CREATE TABLE variant (name TEXT NOT NULL, thing TEXT NOT NULL);
CREATE INDEX variant_name ON variant (name);
CREATE INDEX variant_thing ON variant (thing);
"""
_MOST = 64
"""Names that one term may stand for."""


class NameVariants:
    """The names of a project, folded, in tables of the search index's own."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Begin without names, in a database that has none of these tables."""
        self._db = connection
        self._db.executescript(_TABLES)

    def replace(self, things: Mapping[str, Iterable[str]]) -> None:
        """Say which names are variants of one thing, in the place of all said before."""
        rows = {(" ".join(words(name)), thing) for thing, names in things.items() for name in names}
        self._db.execute("BEGIN")
        self._db.execute("DELETE FROM variant")
        self._db.executemany("INSERT INTO variant (name, thing) VALUES (?, ?)", sorted(rows))
        self._db.execute("DELETE FROM variant WHERE name = ''")
        self._db.execute("COMMIT")

    def asked(self, terms: Sequence[str]) -> list[list[Phrase]]:
        """Return what may be found of each term that has words: itself, or a variant of it.

        The last word of the last term may be unfinished.
        """
        asked = [" ".join(words(term)) for term in terms]
        asked = [term for term in asked if term]
        return [self._choices(term, unfinished=n == len(asked)) for n, term in enumerate(asked, 1)]

    def _choices(self, typed: str, *, unfinished: bool) -> list[Phrase]:
        variants = self._of(typed, unfinished=unfinished)
        return [Phrase(typed, unfinished), *map(Phrase, variants)]

    def _of(self, name: str, *, unfinished: bool) -> list[str]:
        like = f"{name}\U0010ffff" if unfinished else name
        found = self._db.execute(
            "SELECT DISTINCT other.name FROM variant AS said JOIN variant AS other"
            " USING (thing) WHERE said.name BETWEEN ? AND ? ORDER BY other.name LIMIT ?",
            (name, like, _MOST),
        )
        return [other for (other,) in found]
