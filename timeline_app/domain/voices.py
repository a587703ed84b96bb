"""How many voices there are among origins: some are the same, of some pairs nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from timeline_app.domain.records import Actor, Id, OriginLink
from timeline_app.domain.vocabulary import Independence

Pair: TypeAlias = frozenset[Id]
"""Two origins, in no order."""


def link_kinds(links: Iterable[OriginLink], voices: Mapping[Id, Actor]) -> dict[Pair, Independence]:
    """Return what is known of each pair of these voices; links of others are left out."""
    return {
        frozenset((link.first_id, link.second_id)): link.independence
        for link in links
        if link.first_id in voices and link.second_id in voices
    }


def merged(voices: Iterable[Id], kinds: Mapping[Pair, Independence]) -> list[tuple[Id, ...]]:
    """Group the voices so that those marked the same are one, in order of appearance."""
    groups: list[tuple[Id, ...]] = []
    linked = _linked(kinds)
    for voice in voices:
        if voice not in linked:  # nearly all, where thousands speak of one event
            groups.append((voice,))
            continue
        same = [g for g in groups if _any(g, (voice,), kinds, Independence.SAME)]
        rest = [g for g in groups if g not in same]
        groups = [*rest, (*(i for g in same for i in g), voice)]
    return groups


def fewest(groups: Sequence[tuple[Id, ...]], kinds: Mapping[Pair, Independence]) -> int:
    """Count the voices if every pair of unknown independence were one.

    Two origins marked independent are never counted as one, even where a third could be both.
    """
    components: list[list[tuple[Id, ...]]] = []
    linked = _linked(kinds)
    for group in sorted(groups):
        if linked.isdisjoint(group):
            components.append([group])
            continue
        near = [c for c in components if any(_unknown(group, g, kinds) for g in c)]
        rest = [c for c in components if c not in near]
        components = [*rest, [group, *(g for c in near for g in c)]]
    return sum(len(_apart(sorted(component), kinds)) for component in components)


def _linked(kinds: Mapping[Pair, Independence]) -> frozenset[Id]:
    """Return the voices of which anything is known beside another."""
    return frozenset(voice for pair in kinds for voice in pair)


def _apart(
    groups: Iterable[tuple[Id, ...]], kinds: Mapping[Pair, Independence]
) -> list[tuple[Id, ...]]:
    """Pool groups that could be one voice, keeping those marked independent apart."""
    pools: list[tuple[Id, ...]] = []
    for group in groups:
        for position, pool in enumerate(pools):
            if not _any(pool, group, kinds, Independence.INDEPENDENT):
                pools[position] = (*pool, *group)
                break
        else:
            pools.append(group)
    return pools


def _unknown(first: Iterable[Id], second: Sequence[Id], kinds: Mapping[Pair, Independence]) -> bool:
    return _any(first, second, kinds, Independence.UNKNOWN)


def unknown_pairs(
    groups: Sequence[tuple[Id, ...]],
    kinds: Mapping[Pair, Independence],
    voices: Mapping[Id, Actor],
) -> tuple[tuple[Actor, Actor], ...]:
    """Return the pairs that may be one voice or two, unless they were merged by another way."""
    group_of = {voice: n for n, group in enumerate(groups) for voice in group}
    order = list(voices)
    pairs = [
        sorted(pair, key=order.index)
        for pair, kind in kinds.items()
        if kind is Independence.UNKNOWN and len({group_of[i] for i in pair}) == 2
    ]
    return tuple((voices[first], voices[second]) for first, second in pairs)


def _any(
    first: Iterable[Id],
    second: Sequence[Id],
    kinds: Mapping[Pair, Independence],
    wanted: Independence,
) -> bool:
    return any(kinds.get(frozenset((a, b))) is wanted for a in first for b in second)
