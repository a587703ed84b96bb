"""The accounts of one event side by side: what each says, through whom, when, how it is graded."""

from __future__ import annotations

from dataclasses import dataclass

from timeline_app.domain.differing import COMPARED, Span, differing_words, words_of
from timeline_app.domain.records import Claim, ClaimEvent, Event, Id
from timeline_app.domain.vocabulary import Stance
from timeline_app.models.cards.assessments import grade_of
from timeline_app.models.cards.lines import Marker, by_stance, dated_text, marker_of, quoted
from timeline_app.models.document import Document


@dataclass(frozen=True, slots=True)
class AccountView:
    """One account. `differing` are the words that the account compared with has not."""

    claim_id: Id
    text: str
    differing: tuple[Span, ...]
    who: str
    chain_sentence: str
    marker: Marker
    stance: Stance
    when: str
    wording: str
    said: str
    grade: str
    is_reference: bool


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """The accounts of one event, those that support first.

    `is_partial` tells that one of them is so long that only its beginning was compared.
    """

    event_id: Id
    title: str
    accounts: tuple[AccountView, ...]
    is_partial: bool = False


def comparison(
    document: Document, event_id: Id, reference_id: Id | None = None
) -> ComparisonView | None:
    """Compare the accounts of an event with one of them: the first, unless another is named.

    Those known only after the day shown are left out.
    """
    event = document.get(Event, event_id)
    if event is None:
        return None
    links = document.where(ClaimEvent, event_id=event_id)
    stances = {link.claim_id: link.stance for link in links}
    unknown = document.unknown_among(stances)
    ids = [claim_id for claim_id, _ in by_stance(links) if claim_id not in unknown]
    claims = document.many(Claim, ids)
    reference = claims.get(reference_id or "") or next(
        (claims[i] for i in ids if i in claims), None
    )
    known = frozenset() if reference is None else words_of(reference.text)
    accounts = (
        _account(document, claims[i], stances[i], known, is_reference=claims[i] is reference)
        for i in ids
        if i in claims
    )
    partial = any(len(claim.text) > COMPARED for claim in claims.values())
    return ComparisonView(event_id, event.title, tuple(accounts), partial)


def _account(
    document: Document, claim: Claim, stance: Stance, known: frozenset[str], *, is_reference: bool
) -> AccountView:
    chain = document.chain(claim.id)
    dating = document.dating(claim.id)
    spoken = document.dating(chain.hops[0].id) if chain.hops else None
    return AccountView(
        claim_id=claim.id,
        text=claim.text,
        differing=() if is_reference else differing_words(claim.text, known),
        who=chain.text,
        chain_sentence=chain.sentence,
        marker=marker_of(chain),
        stance=stance,
        when="" if dating is None else dated_text(dating),
        wording="" if dating is None else quoted(dating.wording),
        said="" if spoken is None else dated_text(spoken),
        grade=grade_of(document, chain),
        is_reference=is_reference,
    )
