"""BibTeX, RIS and CSL-JSON, each read into references."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from timeline_app.domain.cleaning import one_line, several_lines
from timeline_app.domain.edtf.errors import DateError
from timeline_app.domain.reading import read_edtf
from timeline_app.domain.vocabulary import SourceKind
from timeline_app.exchange.bibliography import Bibliography, Person, Reference
from timeline_app.exchange.trouble import ExchangeError

Entry = Mapping[str, Any]

_TYPES: Mapping[SourceKind, str] = {
    SourceKind.ARTICLE: "article online electronic www inproceedings conference periodical"
    " article-journal article-magazine article-newspaper webpage paper-conference jour jfull mgzn"
    " news ejour elec ics",
    SourceKind.BOOK: "book inbook incollection collection mvbook booklet chapter chap ebook echap"
    " phdthesis mastersthesis thesis thes",
    SourceKind.POST: "post post-weblog blog",
    SourceKind.STATEMENT: "speech press_release",
    SourceKind.INTERVIEW: "interview",
    SourceKind.VIDEO: "video movie motion_picture broadcast mpct",
    SourceKind.PHOTO: "image artwork graphic figure fig art",
    SourceKind.DATASET: "dataset data",
}
_KINDS = {name: kind for kind, names in _TYPES.items() for name in names.split()}
"""Kinds of source by the type names of the formats; whatever else there is, is OTHER."""

_LANGUAGES = {
    "arabic": "ar",
    "english": "en",
    "american": "en-US",
    "british": "en-GB",
    "french": "fr",
    "german": "de",
    "ngerman": "de",
    "kurdish": "ku",
    "kurmanji": "ku",
    "persian": "fa",
    "russian": "ru",
    "spanish": "es",
    "turkish": "tr",
    "ukrainian": "uk",
}
_ADDRESS = re.compile(r"https?://[^\s{}\"<>]*[^\s{}\"<>.,;:]")
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


# BibTeX


def _is_bibtex(start: str) -> bool:
    return re.search(r"@\s*[A-Za-z]+\s*[{(]", start) is not None


def _read_bibtex(text: str) -> Bibliography:
    from timeline_app.exchange.bibtex_entries import (  # noqa: PLC0415 - see `bibliography`
        read_entries,
    )

    read = read_entries(text)
    found = [(e.key, _from_bibtex(e.kind, e.values, e.written)) for e in read.entries]
    once = list(dict.fromkeys(found))  # what says the same under one key is one source
    told, left = ([reference for _, reference in some] for some in (found, once))
    unread = read.broken + told.count(None) - left.count(None)
    keys = Counter(key for key, _ in once)
    repeated = tuple(sorted(key for key, count in keys.items() if count > 1))
    return replace(_bibliography(left, unread), repeated=repeated)


def _from_bibtex(kind: str, entry: Entry, plain: Entry) -> Reference | None:
    outlet = _first(entry, "journal", "journaltitle", "newspaper", "booktitle", "organization")
    how = _text(plain.get("howpublished"))
    at = _ADDRESS.search(how)  # where entries older than the field "url" put it: \url{http://…}
    named = ("publisher", "institution") if at else ("publisher", "institution", "howpublished")
    return _reference(
        entry.get("title"),
        kind,
        outlet=outlet or _first(entry, *named),
        authors=_bibtex_people(entry.get("author") or (), plain.get("author") or ()),
        date=_text(entry.get("date")) or _bibtex_date(entry),
        url=_bibtex_url(plain, "" if at is None else at.group()),
        language=_first(entry, "langid", "language"),
        note=_text(entry.get("note")),
    )


def _bibtex_url(plain: Entry, how: str) -> str:
    doi = _text(plain.get("doi"))
    return _text(plain.get("url")) or (f"https://doi.org/{doi}" if doi else how)


def _bibtex_people(decoded: Sequence[Any], written: Sequence[Any]) -> list[Person]:
    """Name the authors; those written in braces of their own are bodies."""
    people = []
    for place, parts in enumerate(decoded):
        words = [*parts.first, *parts.von, *parts.last, *parts.jr]
        is_body = place < len(written) and not written[place].first
        people.append(Person(_text(" ".join(words)), is_body))
    return people


def _bibtex_date(entry: Entry) -> str:
    month = entry.get("month")
    return _joined_date(
        entry.get("year"), month if isinstance(month, int) else None, entry.get("day")
    )


# RIS


def _is_ris(start: str) -> bool:
    return re.match(r"\s*TY {1,2}- ", start) is not None


def _read_ris(text: str) -> Bibliography:
    import rispy  # noqa: PLC0415 - see `bibliography`

    ended = text if re.search(r"^ER  -", text, re.MULTILINE) else f"{text}\nER  - \n"
    try:
        entries = rispy.loads(ended.lstrip("\ufeff \r\n"))
    except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
        raise ExchangeError("This RIS text is broken and cannot be read.") from error
    begun = len(re.findall(r"^TY {1,2}-", text, re.MULTILINE))
    return _bibliography([_from_ris(entry) for entry in entries], max(0, begun - len(entries)))


def _from_ris(entry: Entry) -> Reference | None:
    outlet = _first(
        entry, "journal_name", "secondary_title", "alternate_title3", "alternate_title1"
    )
    urls = entry.get("urls") or [entry.get("url")]
    doi = _text(entry.get("doi"))
    return _reference(
        entry.get("title") or entry.get("primary_title"),
        _text(entry.get("type_of_reference")),
        outlet=outlet or _text(entry.get("publisher")),
        authors=[_inverted(name) for name in entry.get("authors", entry.get("first_authors", ()))],
        date=_ris_date(entry),
        url=_text(urls[0]) or (f"https://doi.org/{doi}" if doi else ""),
        language=_text(entry.get("language")),
        note="\n".join(map(_text, entry.get("notes") or ())),
    )


def _ris_date(entry: Entry) -> str:
    """Read YYYY/MM/DD/other; parts may be empty."""
    written = _text(entry.get("date")) or _first(entry, "year", "publication_year")
    parts = [*written.replace("-", "/").split("/"), "", "", ""][:3]
    return _joined_date(*parts) or written


def _inverted(name: object) -> Person:
    """Turn "Doe, Jane" round; a name without a comma is a body's, or one name."""
    family, comma, given = _text(name).partition(",")
    return Person(one_line(f"{given} {family}"), is_body=not comma)


# CSL-JSON


def _is_csl(start: str) -> bool:
    return start.lstrip("\ufeff ")[:1] in ("[", "{")


def _read_csl(text: str) -> Bibliography:
    try:
        data = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise ExchangeError("This is no valid JSON: a bracket, comma or quote is amiss.") from error
    items = data.get("items", [data]) if isinstance(data, dict) else data
    entries = items if isinstance(items, list) else []
    return _bibliography([_from_csl(e) if isinstance(e, dict) else None for e in entries], 0)


def _from_csl(entry: Entry) -> Reference | None:
    authors = entry.get("author")
    doi = _first(entry, "DOI")
    return _reference(
        entry.get("title"),
        _text(entry.get("type")),
        outlet=_first(entry, "container-title", "publisher"),
        authors=[_csl_person(p) for p in authors or () if isinstance(p, dict)]
        if isinstance(authors, list)
        else [],
        date=_csl_date(entry.get("issued")),
        url=_first(entry, "URL") or (f"https://doi.org/{doi}" if doi else ""),
        language=_text(entry.get("language")),
        note=_text(entry.get("note")),
    )


def _csl_person(person: Entry) -> Person:
    literal = _text(person.get("literal"))
    if literal:
        return Person(literal, is_body=True)
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    return Person(one_line(" ".join(_text(person.get(part)) for part in parts)))


def _csl_date(issued: object) -> str:
    if not isinstance(issued, dict):
        return ""
    parts = issued.get("date-parts")
    if not isinstance(parts, list) or not parts:
        return _first(issued, "raw", "literal")
    ends = [_joined_date(*(end + [None] * 3)[:3]) for end in parts if isinstance(end, list)]
    return "/".join(end for end in ends if end)


# What they share


def _reference(
    title: object,
    kind: str,
    *,
    outlet: str,
    authors: Iterable[Person],
    date: str,
    url: str,
    language: str,
    note: str,
) -> Reference | None:
    named = _text(title)
    if not named:
        return None
    return Reference(
        named,
        _KINDS.get(kind.lower(), SourceKind.OTHER),
        outlet,
        tuple(person for person in authors if person.name),
        date,
        url,
        _language(language),
        several_lines(note),
    )


def _bibliography(found: Iterable[Reference | None], unread: int) -> Bibliography:
    entries = list(found)
    read = tuple(entry for entry in entries if entry is not None)
    return Bibliography(read, unread + len(entries) - len(read))


def _text(value: object) -> str:
    return one_line(str(value)) if isinstance(value, str | int) else ""


def _first(entry: Entry, *names: str) -> str:
    return next((text for name in names if (text := _text(entry.get(name)))), "")


def _joined_date(year: object, month: object, day: object) -> str:
    """Join numbers to EDTF as far as they make a date: "2026-01-28", "2026-01", "2026"."""
    parts = []
    for number, digits in ((year, 4), (month, 2), (day, 2)):
        text = _text(number)
        if not text.isdecimal():
            break
        parts.append(f"{int(text):0{digits}}")
    while parts and not _is_date("-".join(parts)):
        parts.pop()
    return "-".join(parts)


def _is_date(text: str) -> bool:
    try:
        read_edtf(text)
    except DateError:
        return False
    return True


def _language(words: str) -> str:
    known = _LANGUAGES.get(words.lower())
    if known is None and _LANGUAGE_TAG.fullmatch(words):
        return words
    return known or ""


READERS: tuple[tuple[Callable[[str], bool], Callable[[str], Bibliography]], ...] = (
    (_is_csl, _read_csl),
    (_is_ris, _read_ris),
    (_is_bibtex, _read_bibtex),
)
"""How a format is told by its beginning, and what reads it."""
