"""What the command line prints of a project: its words, and nothing a terminal would obey.

A project comes from anyone, and a terminal acts on control characters: it would set its title, move
its cursor up, or fill the clipboard. Text leaves without them; JSON holds them as escapes.
"""

from __future__ import annotations

import json
import re
from datetime import datetime

import click

_OBEYED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def say(text: str, *, aside: bool = False) -> None:
    """Print text with its line breaks; `aside` on standard error."""
    click.echo(_OBEYED.sub("", text), err=aside)


def say_json(value: object) -> None:
    """Print a value as JSON to read, its text as it is written in every script."""
    text = json.dumps(value, ensure_ascii=False, indent=2, default=_plain)
    click.echo(_OBEYED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text))


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
