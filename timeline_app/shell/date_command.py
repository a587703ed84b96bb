"""`timeline-app date`: read a date from the command line, one text or JSON lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final

import click

from timeline_app.domain.edtf.errors import DateError
from timeline_app.domain.instants import iso_second
from timeline_app.domain.reading import Anchor, Answer, Reading, read_edtf, read_wording

_LONGEST_LINE: Final = 1_000_000
_BOUNDS: Final = ("start_min", "start_max", "end_min", "end_max")


# A negative year begins like an option: unknown ones are taken as the text.
@click.command(name="date", context_settings={"ignore_unknown_options": True})
@click.argument("text")
@click.option("--anchor", help="The moment relative wording is counted from, as ISO 8601.")
@click.option("--edtf", "strictly", is_flag=True, help="Read TEXT strictly as EDTF.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def date_command(text: str, *, anchor: str | None, strictly: bool, as_json: bool) -> None:
    """Say how TEXT is read as a date; with - read JSON lines from standard input."""
    if text == "-":
        _answer_lines(sys.stdin.buffer)
        return
    fields = answer_to(text, anchor, strictly=strictly)
    if as_json:
        click.echo(json.dumps(fields))
    elif fields["ok"]:
        click.echo(_shown(_readable(fields)))
    if not fields["ok"]:
        click.echo(_shown(_complaint(fields)), err=True)
        sys.exit(2)


def _answer_lines(lines: Iterable[bytes]) -> None:
    for raw in lines:
        line = raw.decode("utf-8", errors="replace")
        if line.strip():
            click.echo(json.dumps(_answer_to_line(line)))


def _answer_to_line(line: str) -> dict[str, Any]:
    """Answer one JSON line; a line that is no request is answered with its error."""
    if len(line) > _LONGEST_LINE:
        return _failure("", "the line is too long")
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError):
        return _failure("", "the line is no JSON object")
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        return _failure("", 'a line is an object with the text under "text"')
    anchor, strictly = asked.get("anchor"), asked.get("edtf", False)
    if anchor is not None and not isinstance(anchor, str):
        return _failure(asked["text"], "the anchor is no ISO 8601 date or time")
    if strictly not in {True, False, None}:
        return _failure(asked["text"], '"edtf" is true or false')
    return answer_to(asked["text"], anchor, strictly=bool(strictly))


def answer_to(text: str, anchor: str | None, *, strictly: bool) -> dict[str, Any]:
    """Read a text and give the answer as plain fields, never an exception."""
    try:
        if strictly:
            return _fields(text, Answer(text, read_edtf(text)))
        return _fields(text, read_wording(text, _anchor(anchor)))
    except DateError as trouble:
        return _failure(text, trouble.sentence)


def _anchor(text: str | None) -> Anchor | None:
    if text is None or not text.strip():
        return None
    try:
        stripped = text.strip()
        moment = date.fromisoformat(stripped) if len(stripped) == 10 else None
        return Anchor(moment or datetime.fromisoformat(stripped), "the given anchor")
    except ValueError as trouble:
        raise DateError("the anchor is no ISO 8601 date or time") from trouble


def _fields(text: str, answer: Answer) -> dict[str, Any]:
    reading = answer.reading
    fields = _failure(text, answer.refusal)
    fields["needs_confirmation"] = answer.needs_confirmation
    fields["alternatives"] = [
        {"edtf": other.edtf, "explanation": other.explanation} for other in answer.alternatives
    ]
    if reading is not None:
        fields.update(_of_reading(reading))
    return fields


def _of_reading(reading: Reading) -> dict[str, Any]:
    return {
        "ok": True,
        "edtf": reading.edtf,
        "level": reading.level,
        **{name: _iso(getattr(reading.bounds, name), reading) for name in _BOUNDS},
        "approximate": reading.approximate,
        "uncertain": reading.uncertain,
        "rule": reading.rule,
        "explanation": reading.explanation,
        "error": None,
    }


def _iso(seconds: int | None, reading: Reading) -> str | None:
    """Write a bound as ISO 8601; those of zoned times are UTC and say so."""
    if seconds is None:
        return None
    return iso_second(seconds) + ("Z" if reading.zoned else "")


def _failure(text: str, error: str | None) -> dict[str, Any]:
    return {
        "text": text,
        "ok": False,
        "edtf": None,
        "level": None,
        **dict.fromkeys(_BOUNDS),
        "approximate": False,
        "uncertain": False,
        "rule": None,
        "explanation": None,
        "needs_confirmation": False,
        "alternatives": [],
        "error": error,
    }


def _readable(fields: dict[str, Any]) -> str:
    lines = [f"{fields['edtf']}  (EDTF level {fields['level']})", fields["explanation"]]
    start = f"{fields['start_min'] or '…'} to {fields['start_max'] or '…'}"
    end = f"{fields['end_min'] or '…'} to {fields['end_max'] or '…'}"
    lines += [f"begins  {start}", f"ends    {end}"]
    if fields["approximate"] or fields["uncertain"]:
        marks = [name for name in ("approximate", "uncertain") if fields[name]]
        lines.append(" and ".join(marks))
    lines += [f"or      {_option(other)}" for other in fields["alternatives"]]
    if fields["needs_confirmation"]:
        lines.append("please confirm: this is a reading, not what the words state")
    return "\n".join(lines)


def _shown(text: str) -> str:
    """Give text that every UTF-8 stream can carry: no halves of surrogate pairs."""
    return text.encode("utf-8", errors="replace").decode("utf-8")


def _complaint(fields: dict[str, Any]) -> str:
    options = "; ".join(_option(other) for other in fields["alternatives"])
    return f"{fields['error']} — {options}" if options else str(fields["error"])


def _option(other: dict[str, str]) -> str:
    return f"{other['edtf']}  {other['explanation']}"
