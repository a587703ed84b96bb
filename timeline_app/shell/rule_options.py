"""The options by which a command tells roles, places and dates more generally."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from timeline_app.domain.folding import folded
from timeline_app.domain.generalising import Retold
from timeline_app.domain.profiles import Grain, Rules
from timeline_app.storage.errors import StoreError, Trouble

F = TypeVar("F", bound=Callable[..., Any])

_INSTEAD: dict[str, Any] = {"metavar": "TEXT=INSTEAD", "multiple": True}


def rule_options(command: F) -> F:
    """Give a command the options that `rules_of` reads."""
    options = (
        click.option(
            "--role", "roles", help="Tell a role as another; nothing after = is none.", **_INSTEAD
        ),
        click.option("--no-roles", is_flag=True, help="Tell persons by no role but those."),
        click.option("--place", "places", help="Tell a place as another.", **_INSTEAD),
        click.option(
            "--larger-places", is_flag=True, help="Tell other places as what they lie in."
        ),
        click.option(
            "--dates",
            type=click.Choice([one.value for one in Grain]),
            default="exact",
            show_default=True,
            help="The finest part of a date that is told.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def rules_of(
    roles: tuple[str, ...],
    places: tuple[str, ...],
    dates: str,
    *,
    no_roles: bool,
    larger_places: bool,
) -> Rules:
    """Return the rules that the options say. Raises click.BadParameter."""
    return Rules(
        roles=_pairs("--role", roles),
        no_roles=no_roles,
        places=_pairs("--place", places),
        larger_places=larger_places,
        dates=Grain(dates),
    )


def refuse_unused(rules: Rules, retold: Iterable[Retold]) -> None:
    """Raise StoreError for a role or place that does not leave with the project.

    A rule that was mistyped would tell what it should not.
    """
    done = {(one.what, folded(one.before)) for one in retold}
    for what, pairs in (("role", rules.roles), ("place", rules.places)):
        for before, _ in pairs:
            if (what, folded(before)) not in done:
                raise StoreError(
                    f"No {what} that leaves is “{before}”; nothing was made.", Trouble.VALUE
                )


def _pairs(option: str, texts: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    pairs = [text.partition("=") for text in texts]
    for before, sign, _ in pairs:
        if not (before.strip() and sign):
            raise click.BadParameter("write it as TEXT=INSTEAD", param_hint=option)
    return tuple((before.strip(), after.strip()) for before, _, after in pairs)
