"""From a text to one found date, several, a question, or a refusal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from timeline_app.domain.edtf.errors import DateError
from timeline_app.domain.wording.found import Found
from timeline_app.domain.wording.grammar import Context, reduce
from timeline_app.domain.wording.guards import dates_of, unread
from timeline_app.domain.wording.links import EventLink, link_in
from timeline_app.domain.wording.periods import calendar_unit_of
from timeline_app.domain.wording.relative import approximate
from timeline_app.domain.wording.rules import RULES
from timeline_app.domain.wording.settling import settle
from timeline_app.domain.wording.tokens import Token

LONGEST = 1_000
"""A wording or a short sentence; longer texts are refused unread."""

_LENGTHS = frozenset("U")


@dataclass(frozen=True, slots=True)
class Understood:
    """What the words gave: a date, perhaps as a question, or a refusal and a link."""

    found: Found | None
    wording: str = ""
    refusal: str | None = None
    link: EventLink | None = None


def understand(text: str, context: Context) -> Understood:
    """Read a text; only its own `DateError` can come out of the rules, and it becomes a refusal."""
    link = link_in(text, context.words)
    try:
        return _understood(text, context, link)
    except DateError as trouble:
        return Understood(None, refusal=trouble.sentence, link=link)


def _understood(text: str, context: Context, link: EventLink | None) -> Understood:
    tokens = _reduced(context)
    dates = _settled(tokens, context)
    leftover = unread(tokens, context.language.names["before a date"])
    if not dates and _is_recent(tokens):
        return Understood(_recent_month(context), wording=text, link=link)
    if not dates:
        return Understood(None, refusal=_no_date(leftover, link, tokens, context), link=link)
    if leftover is not None:
        refusal = context.language.sentences["unread"].format(words=leftover)
        return Understood(None, refusal=refusal, link=link)
    return _one(dates, text, context)


def _reduced(context: Context) -> list[Token]:
    grammar = context.language.grammar()
    tokens = reduce(list(context.words), grammar.atoms, RULES, context)
    return reduce(tokens, grammar.joins, RULES, context)


def _settled(tokens: Sequence[Token], context: Context) -> list[tuple[Token, Found]]:
    return [(token, settle(token, context)) for token in dates_of(tokens)]


def _one(dates: list[tuple[Token, Found]], text: str, context: Context) -> Understood:
    """Choose the date if there is only one; several are offered and none is chosen."""
    token, found = dates[0]
    if len({(date.edtf, date.question) for _, date in dates}) == 1 and not (
        len(dates) > 1 and found.question
    ):
        return Understood(found, wording=text[token.start : token.end])
    several: list[Found] = []
    for each_token, date in dates:
        offered = date.others if date.question else (replace(date, others=()),)
        words = text[each_token.start : each_token.end]
        several.extend(replace(offer, detail=words) for offer in offered)
    question = context.language.sentences["several-dates"].format(count=len(dates))
    asked = Found("", rule="several-dates", others=tuple(several), question=question)
    return Understood(asked, wording=text)


def _no_date(
    leftover: str | None, link: EventLink | None, tokens: Sequence[Token], context: Context
) -> str:
    sentences = context.language.sentences
    if link is not None:
        return sentences["event"].format(relation=link.relation, event=link.event)
    if leftover is not None:
        return sentences["unread"].format(words=leftover)
    if any(token.kind in _LENGTHS for token in tokens):
        return sentences["length"]
    return sentences["no-date"]


def _is_recent(tokens: Sequence[Token]) -> bool:
    """Notice "recent" and "the recent fighting", and no longer wording."""
    kinds = [token.kind for token in tokens if token.kind != "g"]
    return kinds[:1] == ["G"] and len(kinds) <= 3 and set(kinds[1:]) <= {"w"}


def _recent_month(context: Context) -> Found:
    """Read the bare word "recent" as about the current month."""
    month = calendar_unit_of("month", context.day(), context)
    if month is None:
        raise DateError(context.language.sentences["no-date"])
    return replace(approximate(month), rule="recent")
