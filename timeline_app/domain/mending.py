"""Making the records of two merged copies fit together; the same mending from either side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, MutableMapping
from dataclasses import replace
from typing import Any, TypeAlias, cast

from timeline_app.domain.dating import chosen, dated, is_inverted
from timeline_app.domain.records import Dating, Event, Hop, Id, Record
from timeline_app.domain.references import POINTS, UNIQUE, Key, pointers
from timeline_app.domain.vocabulary import DatingOwner

State: TypeAlias = MutableMapping[Key, Record]
Lost: TypeAlias = Callable[[Key], Record | None]


def mended(state: State, touched: Iterable[Key], lost: Lost, notes: list[str]) -> set[Key]:
    """Mend a merged state in place, say what was done, and return the keys that changed.

    `lost` returns a record that the merge removed, or None if there never was one.
    """
    changed = set(touched)
    changed |= _bring_back(state, lost, notes)
    changed |= drop_doubles(state, notes)
    changed |= break_circles(state, changed, notes)
    changed |= order_hops(state, changed)
    return changed | _date_events(state, changed)


def _bring_back(state: State, lost: Lost, notes: list[str]) -> set[Key]:
    """Put back what one side removed while the other came to need it."""
    back: set[Key] = set()
    waiting = list(state.values())
    while waiting:
        record = waiting.pop()
        for name, target in pointers(record):
            if target in state:
                continue
            found = lost(target)
            if found is not None:
                state[target] = found
                back.add(target)
                waiting.append(found)
                notes.append(f"{target[0]} {target[1]} stays: {name} of {record.id} points at it")
    return back


def drop_doubles(state: State, notes: list[str]) -> set[Key]:
    """Keep one of two records that both sides made to say the same."""
    first: dict[tuple[str, object, object], Key] = {}
    dropped: set[Key] = set()
    for key in sorted(state):
        pair = UNIQUE.get(key[0])
        if pair is None:
            continue
        says = (key[0], *(getattr(state[key], name) for name in pair))
        if first.setdefault(says, key) != key:
            dropped.add(key)
            notes.append(f"{key[0]} {key[1]} goes: {first[says][1]} says the same")
    for key in dropped:
        del state[key]
    return dropped


def break_circles(state: State, changed: Iterable[Key], notes: list[str]) -> set[Key]:
    """Free a record that both changes together made a part of itself: the one of least id."""
    freed: set[Key] = set()
    for key in sorted(changed):
        for name, kind in POINTS.get(key[0], {}).items():
            if kind != key[0] or key not in state:
                continue
            circle = _circle(state, key, name)
            if circle:
                first = min(circle)
                state[first] = replace(state[first], **cast("Any", {name: None}))
                freed.add(first)
                notes.append(f"{first[0]} {first[1]} is part of nothing: it would contain itself")
    return freed


def _circle(state: State, start: Key, name: str) -> list[Key]:
    """Return the circle that a record leads into by a field; empty if there is none."""
    path: list[Key] = []
    key = start
    while key in state and key not in path:
        path.append(key)
        target: Id | None = getattr(state[key], name)
        if target is None:
            return []
        key = (start[0], target)
    return path[path.index(key) :] if key in path else []


def order_hops(state: State, changed: Iterable[Key]) -> set[Key]:
    """Give the hops of a claim new positions where both sides put one in the same place."""
    claims = {hop.claim_id for key in changed if isinstance(hop := state.get(key), Hop)}
    hops: dict[Id, list[Hop]] = {}
    for record in state.values() if claims else ():
        if isinstance(record, Hop) and record.claim_id in claims:
            hops.setdefault(record.claim_id, []).append(record)
    moved: set[Key] = set()
    for chain in hops.values():
        chain.sort(key=lambda hop: (hop.position, hop.id))
        if len({hop.position for hop in chain}) == len(chain):
            continue
        for position, hop in enumerate(chain):
            state["hop", hop.id] = replace(hop, position=position)
            moved.add(("hop", hop.id))
    return moved


def _date_events(state: State, changed: Iterable[Key]) -> set[Key]:
    """Give events whose dating or bounds came from two sides the bounds of their dating."""
    ids = {key[1] for key in changed if key[0] == "event"}
    for key in changed:
        dating = state.get(key)
        if isinstance(dating, Dating) and dating.owner_kind is DatingOwner.EVENT:
            ids.add(dating.owner_id)
    datings: dict[Id, list[Dating]] = {}
    for record in state.values() if ids else ():
        if isinstance(record, Dating) and record.owner_id in ids:
            datings.setdefault(record.owner_id, []).append(record)
    moved: set[Key] = set()
    for event_id, found in datings.items():
        event = state.get(("event", event_id))
        dating = chosen(sorted(found, key=lambda one: one.id))
        if not isinstance(event, Event) or dating is None or is_inverted(dating):
            continue
        if dated(event, dating) != event:
            state["event", event_id] = dated(event, dating)
            moved.add(("event", event_id))
    return moved
