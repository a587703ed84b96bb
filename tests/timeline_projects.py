"""Small projects for the tests of the timeline."""

from pathlib import Path

from timeline_app.domain.edits import add
from timeline_app.domain.instants import SECONDS_A_DAY, day_number
from timeline_app.domain.records import (
    Actor,
    Claim,
    ClaimEvent,
    ClaimRelation,
    Event,
    Hop,
    Project,
    Record,
    RelationMember,
    Track,
    new_id,
)
from timeline_app.domain.vocabulary import EventStatus, Identification, RelationKind, Stance
from timeline_app.storage.store import Store

DAY = SECONDS_A_DAY


def day(year: int, month: int = 1, of_month: int = 1) -> int:
    return day_number(year, month, of_month) * DAY


def event(
    title: str, start: int | None, end: int | None, track: Track | None = None, **more: object
) -> Event:
    """Make an event that certainly lasts from start to end."""
    track_id = track.id if track else None
    bounds = {"start_min": start, "start_max": start, "end_min": end, "end_max": end}
    return Event(new_id(), title, track_id=track_id, **(bounds | more))  # type: ignore[arg-type]


def spoken(of: Event, stance: Stance, voice: Identification) -> list[Record]:
    """Make a claim about an event, with its origin."""
    actor = Actor(new_id(), f"Origin of {stance}", identification=voice)
    claim = Claim(new_id(), f"{of.title}: {stance}")
    link = ClaimEvent(new_id(), claim.id, of.id, stance)
    return [actor, claim, link, Hop(new_id(), claim.id, 0, actor.id)]


def contradicted(events: int, claims: int) -> tuple[Record, ...]:
    """Make events e0 … and claims c0 … on the first three of them, all of one origin.

    What c0 and c3 say of the first contradicts each other.
    """
    return (
        Actor("ap", "AP"),
        *(Event(f"e{n}", f"Event {n}", start_min=n, end_max=n + 5) for n in range(events)),
        *(Claim(f"c{n}", f"Claim {n}") for n in range(claims)),
        *(Hop(f"h{n}", f"c{n}", 0, "ap") for n in range(claims)),
        *(ClaimEvent(f"x{n}", f"c{n}", f"e{n % 3}") for n in range(claims)),
        ClaimRelation("r", RelationKind.CONTRADICTS),
        RelationMember("m1", "r", "c0", 1),
        RelationMember("m2", "r", "c3", 2),
    )


def made(path: Path, *records: Record) -> Store:
    """Write a project of some records and return its open store."""
    store = Store.create(path, Project(new_id(), "Test"))
    store.apply(add("Make", *records))
    return store


def week(path: Path) -> Store:
    """A project of two tracks, a week of seven events, one undated, one planned."""
    north, south = Track(new_id(), "North", 0, 0), Track(new_id(), "South", 1, 1)
    days = [
        event(f"Day {k}", day(2026, 1, 19 + k), day(2026, 1, 20 + k) - 1, north) for k in range(5)
    ]
    visit = event("Visit", day(2026, 1, 28), day(2026, 1, 28), south, status=EventStatus.PLANNED)
    undated = event("Some time", None, None, south)
    told = spoken(days[0], Stance.SUPPORTS, Identification.NAMED)
    against = spoken(days[0], Stance.DISPUTES, Identification.ANONYMOUS)
    return made(path, north, south, *days, visit, undated, *told, *against)
