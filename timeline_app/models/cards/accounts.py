"""The accounts of an event or a silence: its claims by stance, their counts, how it stands."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from timeline_app.domain.records import ClaimEvent, ClaimSilence, Event, Id, Silence
from timeline_app.domain.standing import Standing
from timeline_app.domain.vocabulary import Stance
from timeline_app.models.cards.fields import FieldView, choice
from timeline_app.models.cards.lines import ClaimLine, by_stance, claim_lines
from timeline_app.models.document import Document
from timeline_app.models.selection import Ref

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class StanceCount:
    """How many claims take a stance; for supporting claims, how many origins they have."""

    stance: Stance
    claims: int
    origins: str = ""


@dataclass(frozen=True, slots=True)
class StanceGroup:
    """The claims that take one stance."""

    stance: Stance
    lines: tuple[ClaimLine, ...]

    @property
    def key(self) -> str:
        """Name the group among its neighbours."""
        return self.stance.value


@dataclass(frozen=True, slots=True)
class AccountsView:
    """What a claim is about, and everything else said of it.

    `stance` is this claim's own stance as an editable field; None where the view is the event's.
    `later` tells how many accounts are left out as known only after the day shown, or is "".
    """

    ref: Ref
    title: str
    counts: tuple[StanceCount, ...]
    lines: tuple[ClaimLine, ...]
    standing_text: str = ""
    standing_sentence: str = ""
    contests: tuple[str, ...] = ()
    link: ClaimEvent | ClaimSilence | None = None
    stance: FieldView | None = None
    later: str = ""

    @property
    def key(self) -> str:
        """Name the view among its neighbours."""
        return f"{self.ref.kind}.{self.ref.id}"

    @property
    def groups(self) -> tuple[StanceGroup, ...]:
        """The claims by stance, those that support first."""
        groups = ((s, tuple(line for line in self.lines if line.stance is s)) for s in Stance)
        return tuple(StanceGroup(stance, lines) for stance, lines in groups if lines)


def accounts_of(document: Document, event: Event, link: ClaimEvent | None = None) -> AccountsView:
    """Return the accounts of an event; with a claim's link, the others beside that claim."""
    links = document.where(ClaimEvent, event_id=event.id)
    standing = document.standing(event.id)
    own = link.claim_id if link is not None else None
    unknown = document.unknown_among(other.claim_id for other in links)
    return AccountsView(
        ref=Ref("event", event.id),
        title=event.title,
        counts=_counts(standing),
        lines=_others(document, links, unknown | {own}),
        standing_text=standing.text,
        standing_sentence=standing.sentence,
        contests=tuple(contest.sentence for contest in standing.contests),
        link=link,
        stance=None if link is None else _stance_field(link),
        later=_later(len(unknown - {own})),
    )


def accounts_of_silence(
    document: Document, silence: Silence, link: ClaimSilence | None = None
) -> AccountsView:
    """Return the accounts of a silence; with a claim's link, the others beside that claim."""
    links = document.where(ClaimSilence, silence_id=silence.id)
    own = link.claim_id if link is not None else None
    unknown = document.unknown_among(other.claim_id for other in links)
    counts = [
        StanceCount(stance, number)
        for stance in Stance
        if (number := sum(o.stance is stance and o.claim_id not in unknown for o in links))
    ]
    return AccountsView(
        ref=Ref("silence", silence.id),
        title=translate("cards", "Silence: {topic}").format(topic=silence.topic),
        counts=tuple(counts),
        lines=_others(document, links, unknown | {own}),
        link=link,
        stance=None if link is None else _stance_field(link),
        later=_later(len(unknown - {own})),
    )


def _others(
    document: Document,
    links: list[ClaimEvent] | list[ClaimSilence],
    left_out: frozenset[Id | None],
) -> tuple[ClaimLine, ...]:
    wanted = [(claim_id, s) for claim_id, s in by_stance(links) if claim_id not in left_out]
    return claim_lines(document, wanted)


def _later(number: int) -> str:
    match number:
        case 0:
            return ""
        case 1:
            return translate("cards", "1 account known later is not shown")
        case _:
            words = translate("cards", "{number} accounts known later are not shown")
            return words.format(number=number)


def _counts(standing: Standing) -> tuple[StanceCount, ...]:
    return tuple(
        StanceCount(stance, number, standing.origins_text if stance is Stance.SUPPORTS else "")
        for stance in Stance
        if (number := standing.counts.get(stance, 0))
    )


def _stance_field(link: ClaimEvent | ClaimSilence) -> FieldView:
    label, phrase = translate("cards", "This claim"), translate("cards", "stance")
    return choice(link, "stance", label, phrase, kind=Stance)
