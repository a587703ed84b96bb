"""What the cells of the claims table show: words, glyphs, inks, and what they tell in full."""

from __future__ import annotations

from collections.abc import Mapping

from timeline_app.domain.direction import led
from timeline_app.domain.vocabulary import (
    ClaimStatus,
    Credibility,
    HopStatus,
    Identification,
    Reliability,
    Stance,
)
from timeline_app.models.tables.columns import DASH, Glyph, Marking, translate
from timeline_app.models.words import meaning_of, short_stance, word_for
from timeline_app.storage.table_rows import ClaimRow, Step

PIPS = {
    Identification.NAMED: Glyph.NAMED,
    Identification.PSEUDONYMOUS: Glyph.ANONYMOUS,
    Identification.ANONYMOUS: Glyph.ANONYMOUS,
    Identification.OUTLET_VOICE: Glyph.OUTLET,
    Identification.UNSOURCED: Glyph.UNSOURCED,
}
_STATUS_INKS: Mapping[str, tuple[str, str]] = {
    ClaimStatus.OPEN: ("ink_soft", "fold"),
    ClaimStatus.CHECKED: ("good", "good_soft"),
    ClaimStatus.DOUBTFUL: ("warning", "warning_soft"),
    ClaimStatus.REJECTED: ("ink_faint", "fold"),
}


def speaker(row: ClaimRow) -> str:
    """Return who said it."""
    return row.steps[0].actor.name if row.steps else DASH


def between(row: ClaimRow) -> tuple[Step, ...]:
    """Return the hops between origin and publisher; the publisher if nobody stood between."""
    return row.steps[1:-1] if len(row.steps) > 2 else row.steps[1:]


def via(row: ClaimRow) -> str:
    """Return through whom it came."""
    return led(step.actor.name for step in between(row)) or DASH


def stances(row: ClaimRow) -> str:
    """Return what the claim does to its events, each word once."""
    return ", ".join(dict.fromkeys(word_for(stand.stance) for stand in row.stands)) or DASH


def stances_in_brief(row: ClaimRow) -> str:
    """Return the stances in short forms, for a cell too narrow for several words."""
    return ", ".join(dict.fromkeys(short_stance(stand.stance) for stand in row.stands)) or DASH


def stances_tip(row: ClaimRow) -> str:
    """Tell what the claim does to each of its events."""
    told = translate("tables", "{stance}: {event}")
    lines = [told.format(stance=word_for(s.stance), event=s.event.name) for s in row.stands]
    return "\n".join(lines) or translate("tables", "It is about no event yet.")


def events(row: ClaimRow) -> str:
    """Return the events the claim is about."""
    return "; ".join(stand.event.name for stand in row.stands) or DASH


def grade(row: ClaimRow) -> str:
    """Return the Admiralty grade: the origin's letter and the claim's figure."""
    return row.reliability + row.credibility or DASH


def pip(row: ClaimRow) -> tuple[Marking, ...]:
    """Return the shape of a claim: what it does to an event if no support, else who says it."""
    stances_taken = {stand.stance for stand in row.stands}
    if Stance.DISPUTES in stances_taken:
        return (Marking(Glyph.DISPUTES, "disputes", word_for(Stance.DISPUTES)),)
    if Stance.QUALIFIES in stances_taken:
        return (Marking(Glyph.QUALIFIES, "qualifies", word_for(Stance.QUALIFIES)),)
    return voice(row)


def voice(row: ClaimRow) -> tuple[Marking, ...]:
    """Return the shape of who says it."""
    if not row.steps:
        return (Marking(Glyph.UNSOURCED, "ink_faint", translate("tables", "nobody recorded")),)
    unsourced = row.steps[0].status == HopStatus.UNSOURCED
    identified = Identification.UNSOURCED if unsourced else row.steps[0].identification
    return (Marking(PIPS[identified], "ink", word_for(identified)),)


def lock(row: ClaimRow) -> tuple[Marking, ...]:
    """Return a lock where the speaker's name must stay in the house."""
    return (locked(),) if row.steps and row.steps[0].actor.confidential else ()


def locked() -> Marking:
    """Return the mark of a confidential identity."""
    return Marking(Glyph.LOCK, "warning", translate("tables", "Confidential: never told outside."))


def marks(row: ClaimRow) -> tuple[Marking, ...]:
    """Return what to be careful about, each with its sentence."""
    found = []
    if row.contested:
        sentence = translate("tables", "Contested: another account stands against it.")
        found.append(Marking(Glyph.CONTESTED, "disputes", sentence))
    if row.single_origin:
        sentence = translate("tables", "Single origin: nobody else certainly supports its event.")
        found.append(Marking(Glyph.SINGLE_ORIGIN, "qualifies", sentence))
    if any(step.status == HopStatus.INFERRED for step in row.steps):
        sentence = translate("tables", "A step of its chain is inferred; nobody stated it.")
        found.append(Marking(Glyph.INFERRED, "inferred", sentence))
    if any(d is not None and not d.confirmed for d in (row.refers, row.said)):
        sentence = translate("tables", "A date of it is not confirmed yet.")
        found.append(Marking(Glyph.UNCONFIRMED, "qualifies", sentence))
    if row.passage is None:
        sentence = translate("tables", "No passage: where it was read is not recorded.")
        found.append(Marking(Glyph.NO_PASSAGE, "ink_faint", sentence))
    return tuple(found)


def marks_text(row: ClaimRow) -> str:
    """Return the sentences of all marks."""
    return " ".join(marking.sentence for marking in marks(row))


def stance_ink(row: ClaimRow) -> str:
    """Return the role of the first stance's colour."""
    return row.stands[0].stance.value if row.stands else "ink_faint"


def soft(row: ClaimRow) -> str:
    """Return the role of what is beside the point of a row."""
    del row
    return "ink_soft"


def grade_tip(row: ClaimRow) -> str:
    """Spell out what the letter and the figure of a grade mean."""
    parts = []
    if row.reliability:
        meaning = meaning_of(Reliability(row.reliability))
        parts.append(
            translate("tables", "{speaker}: {meaning}").format(
                speaker=speaker(row), meaning=meaning
            )
        )
    if row.credibility:
        meaning = meaning_of(Credibility(row.credibility))
        parts.append(translate("tables", "This claim: {meaning}").format(meaning=meaning))
    return "\n".join(parts) or translate(
        "tables", "Neither its origin nor the claim is judged yet."
    )


def status_ink(row: ClaimRow) -> str:
    """Return the role of the words of a status."""
    return _STATUS_INKS[row.status][0]


def status_ground(row: ClaimRow) -> str:
    """Return the role of the pill behind a status."""
    return _STATUS_INKS[row.status][1]
