"""The words of a printed document in one language: a table, so that a language is a file.

`resources/typst/words/LANGUAGE.toml` holds phrases by key, and for each closed list of the
glossary the words of its values, where they are not the values themselves.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from timeline_app.shipped import shipped

FOLDER = "typst/words"


@dataclass(frozen=True, slots=True)
class Words:
    """What one language calls things; `language` is a BCP 47 tag."""

    language: str
    table: Mapping[str, Any]

    def __getitem__(self, key: str) -> str:
        """Return a phrase; KeyError if the language lacks it, which a test forbids."""
        return str(self.table[key])

    def say(self, key: str, **parts: object) -> str:
        """Return a phrase with its blanks filled in."""
        return self[key].format_map(parts)

    def of(self, value: StrEnum) -> str:
        """Return the word for a value of one of the closed lists."""
        return str(self.table.get(type(value).__name__, {}).get(value.value, value.value))


@cache
def words_in(language: str) -> Words:
    """Return the words of a language, or English where there is no table for it."""
    known = language if language in languages() else "en"
    path = shipped(f"{FOLDER}/{known}.toml")
    return Words(known, tomllib.loads(path.read_text("utf-8")))


@cache
def languages() -> tuple[str, ...]:
    """Return the languages there are words for, English first."""
    found = sorted(path.stem for path in shipped(FOLDER).glob("*.toml"))
    return ("en", *(language for language in found if language != "en"))
