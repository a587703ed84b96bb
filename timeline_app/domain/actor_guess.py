"""What the words for a speaker suggest: its kind, and whether it is named.

A guess, offered to the editor and always changeable: "a Syrian security source" is one anonymous
person, "Reuters" an agency. The word lists are tables per language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from timeline_app.domain.vocabulary import ActorKind, Identification


@dataclass(frozen=True, slots=True)
class ActorGuess:
    """What an actor's words suggest."""

    kind: ActorKind
    identification: Identification
    role: str = ""


_AGENCIES = (
    "reuters",
    "associated press",
    "ap",
    "afp",
    "agence france-presse",
    "anadolu",
    "tass",
    "interfax",
    "ria novosti",
    "sana",
    "dpa",
    "xinhua",
    "upi",
)
_KIND_WORDS: tuple[tuple[ActorKind, tuple[str, ...]], ...] = (
    (ActorKind.AGENCY, ("news agency", "agency", "press agency", "wire")),
    (ActorKind.STATE_BODY, ("ministry", "kremlin", "parliament", "police", "court", "office")),
    (ActorKind.ARMED_FORCE, ("army", "forces", "militia", "brigade", "battalion", "navy")),
    (ActorKind.STATE, ("government", "state", "republic", "damascus", "moscow", "washington")),
    (ActorKind.OUTLET, ("newspaper", "daily", "times", "post", "tv", "radio", "today", "herald")),
    (ActorKind.ORGANISATION, ("organisation", "organization", "committee", "union", "observatory")),
)
_PLURAL = (
    *("sources", "officials", "members", "witnesses", "residents", "soldiers", "guards"),
    *("kaynaklar", "kaynakları", "yetkililer", "yetkilileri", "tanıklar", "tanıkları"),
    *("источники", "чиновники", "свидетели", "очевидцы", "жители", "военнослужащие"),
    *("مصادر", "مسؤولون", "مسؤولين", "شهود", "سكان"),
)
_SINGLE = (
    *("source", "official", "member", "witness", "resident", "soldier", "guard", "insider"),
    *("kaynak", "kaynağı", "yetkili", "yetkilisi", "tanık", "tanığı"),
    *("источник", "чиновник", "свидетель", "очевидец", "житель", "военнослужащий"),
    *("مصدر", "مسؤول", "شاهد"),
)
_CALLINGS = (
    *("spokesman", "spokeswoman", "spokesperson", "spokespeople", "engineer", "doctor", "nurse"),
    *("diplomat", "officer", "commander", "fighter", "aide", "adviser", "analyst", "expert"),
    *("eyewitness", "civilian", "worker", "employee", "driver", "teacher", "farmer", "relative"),
)
"""Whoever is called only this is not named; with a name before it, it is a title."""
_CALLINGS_OF_SEVERAL = (
    *(f"{calling}s" for calling in _CALLINGS),
    *("spokesmen", "spokeswomen", "eyewitnesses"),
)
_ROLES = ("security", "military", "diplomatic", "government", "medical", "intelligence", "police")
_UNNAMED = re.compile(r"^(an?|the )? ?(unnamed|anonymous|unidentified|undisclosed)\b")


def guess_actor(words: str) -> ActorGuess:
    """Guess what sort of actor some words name; `unknown` and named where nothing tells."""
    text = " ".join(words.casefold().split())
    tokens = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text)
    if _is_anonymous(text, tokens, words):
        return ActorGuess(_people(tokens), Identification.ANONYMOUS, _role(tokens))
    return ActorGuess(_kind(text, tokens, words), Identification.NAMED)


def _is_anonymous(text: str, tokens: list[str], words: str) -> bool:
    people = any(word in tokens for word in (*_PLURAL, *_SINGLE))
    return people or bool(_UNNAMED.match(text)) or _is_called_only(words, tokens)


def _is_called_only(words: str, tokens: list[str]) -> bool:
    """Tell whether words begin without a name, and call somebody what they do."""
    begins_small = words.strip()[:1].islower()
    return begins_small and any(w in tokens for w in (*_CALLINGS, *_CALLINGS_OF_SEVERAL))


def _people(tokens: list[str]) -> ActorKind:
    several = any(word in tokens for word in (*_PLURAL, *_CALLINGS_OF_SEVERAL))
    return ActorKind.GROUP if several else ActorKind.PERSON


def _role(tokens: list[str]) -> str:
    roles = [word for word in tokens if word in _ROLES]
    return f"{roles[0]} official" if roles else ""


def _kind(text: str, tokens: list[str], words: str) -> ActorKind:
    if text in _AGENCIES or any(text.startswith(f"{agency} ") for agency in _AGENCIES):
        return ActorKind.AGENCY
    for kind, markers in _KIND_WORDS:
        if any(re.search(rf"\b{re.escape(marker)}\b", text) for marker in markers):
            return kind
    return ActorKind.PERSON if _looks_like_a_person(tokens, words) else ActorKind.UNKNOWN


def _looks_like_a_person(tokens: list[str], words: str) -> bool:
    capitals = [word for word in words.split() if word[:1].isupper()]
    return 2 <= len(tokens) <= 4 and len(capitals) >= 2
