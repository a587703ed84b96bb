"""The JSON format in JSON Schema, made from the records so that the two cannot drift apart."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields
from enum import StrEnum
from types import NoneType
from typing import get_args, get_type_hints

from timeline_app.domain.records import KINDS, Record
from timeline_app.exchange.project_json import FORMAT, VERSION


def json_schema() -> str:
    """Return the schema of version 1 as JSON text (JSON Schema 2020-12)."""
    lists = {kind: {"type": "array", "items": {"$ref": f"#/$defs/{kind}"}} for kind in KINDS}
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": FORMAT,
        "type": "object",
        "required": ["format", "version", "records"],
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "about": {"type": "string"},
            "records": {"type": "object", "properties": lists, "additionalProperties": False},
        },
        "$defs": {kind: _object(of) for kind, of in KINDS.items()},
    }
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def _object(of: type[Record]) -> dict[str, object]:
    hints = get_type_hints(of)
    return {
        "description": " ".join((of.__doc__ or "").split()),
        "type": "object",
        "required": [field.name for field in fields(of) if field.default is MISSING],
        "properties": {field.name: _anything(hints[field.name]) for field in fields(of)},
        "additionalProperties": False,
    }


def _anything(hint: object) -> dict[str, object]:
    choices = [_one(choice) for choice in get_args(hint) or (hint,)]
    return choices[0] if len(choices) == 1 else {"anyOf": choices}


_PLAIN: dict[object, str] = {str: "string", bool: "boolean", NoneType: "null"}


def _one(choice: object) -> dict[str, object]:
    if isinstance(choice, type) and issubclass(choice, StrEnum):
        return {"enum": [member.value for member in choice]}
    if choice is bytes:
        return {"type": "string", "contentEncoding": "base64"}
    if choice is int:
        return {"type": "integer", "minimum": -(2**63), "maximum": 2**63 - 1}
    return {"type": _PLAIN[choice]}
