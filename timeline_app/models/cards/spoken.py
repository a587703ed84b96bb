"""What one speaker said, in the order it was said: a line of events, with its contradictions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from timeline_app.domain.attribution import Relation
from timeline_app.domain.records import Dating, Id
from timeline_app.models.cards.lines import ClaimLine, claim_lines, dated_text, quoted
from timeline_app.models.document import Document

translate = QCoreApplication.translate

_LATER = 1 << 62  # sorts after every dated saying


def spoken_lines(
    document: Document, claim_ids: list[Id], contrary: Iterable[Relation]
) -> tuple[ClaimLine, ...]:
    """Return what a speaker said, first to last; what has no day stands at the end.

    Each line says when it was said and what time it is about; `contrary` are the relations in
    which the speaker contradicts itself.
    """
    said, about = _said(document, claim_ids), document.dated(claim_ids)
    warnings = _warnings(contrary)
    ordered = sorted(claim_ids, key=lambda i: (_second(said.get(i)), _second(about.get(i))))
    lines = claim_lines(document, [(claim_id, None) for claim_id in ordered])
    return tuple(
        replace(
            line,
            when=_when(said.get(line.claim_id), about.get(line.claim_id)),
            warning=warnings.get(line.claim_id, ""),
        )
        for line in lines
    )


def _said(document: Document, claim_ids: list[Id]) -> dict[Id, Dating]:
    """Return when claims were said, of those that say so: the datings of their first hops."""
    chains = document.chains(claim_ids)
    first = {chain.hops[0].id: claim_id for claim_id, chain in chains.items() if chain.hops}
    return {first[hop_id]: dating for hop_id, dating in document.dated(first).items()}


def _second(dating: Dating | None) -> int:
    """Return the second a dating sorts by: the earliest it may mean, else the latest."""
    if dating is None:
        return _LATER
    known = (dating.start_min, dating.start_max, dating.end_min, dating.end_max)
    return next((second for second in known if second is not None), _LATER)


def _when(said: Dating | None, about: Dating | None) -> str:
    spoken = "" if said is None else dated_text(said) or quoted(said.wording)
    meant = "" if about is None else dated_text(about) or quoted(about.wording)
    parts = (
        spoken or translate("cards", "day not known"),
        translate("cards", "refers to {when}").format(when=meant) if meant else "",
    )
    return " · ".join(part for part in parts if part)


def _warnings(contrary: Iterable[Relation]) -> Mapping[Id, str]:
    words = translate("cards", "contradicts what they said elsewhere: {about}")
    plain = translate("cards", "contradicts what they said elsewhere")
    return {
        member.claim_id: words.format(about=relation.relation.about)
        if relation.relation.about
        else plain
        for relation in contrary
        for member in relation.members
        if member.side
    }
