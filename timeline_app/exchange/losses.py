"""What an export could not hold: nothing is left out without being said."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing a format could not hold: a sentence such as "11 vague dates flattened"."""

    sentence: str


def counted(count: int, one: str, many: str) -> tuple[Loss, ...]:
    """Return a loss for `count` things, or none where nothing was lost."""
    if count == 0:
        return ()
    return (Loss(f"{count:,} {one if count == 1 else many}"),)
