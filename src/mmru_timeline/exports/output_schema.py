"""The JSON Schema (draft 2020-12) of what a command prints with --json, and of `mmru export json`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from mmru_timeline.exports.tables import TABLES, Table
from mmru_timeline.query.matching import Match
from mmru_timeline.records import fields

EVENT_COMMANDS = ("events", "show", "disputes")
"""The commands that print events with --json, as `mmru export json` does."""
COMMANDS = (*EVENT_COMMANDS, *TABLES)
"""The commands that have --json."""

_DAY = {"type": ["string", "null"], "format": "date"}
_BOUNDS: Mapping[str, Any] = {
    "earliest": {**_DAY, "description": "The first day on which it may have happened; null if there is none."},
    "latest": {**_DAY, "description": "The last day on which it may have happened; null if there is none."},
    "bounds": {
        "type": "array",
        "items": _DAY,
        "minItems": 4,
        "maxItems": 4,
        "description": "The first and last day on which it may have begun, and on which it may have ended.",
    },
    "match": {
        "enum": list(get_args(Match)),
        "description": "Whether it is certainly or only possibly within the time asked for.",
    },
}


def output_schema(command: str) -> dict[str, Any]:
    """The schema of what a command of COMMANDS prints."""
    if command in EVENT_COMMANDS:
        properties = _events_properties()
    else:
        properties = {name: {"type": "array", "items": _row(table)} for name, table in TABLES[command].items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"mmru {command} --json",
        **_object({"timeline": _head(), **properties}),
        "$defs": {name: _record(name) for name in fields.RECORDS if name not in ("log", "retired")},
    }


def _events_properties() -> dict[str, Any]:
    tables = ("kinds", "sectors", "actors", "places", "publishers", "sources")
    return {
        "schema": {"const": 1, "description": "Version of this format."},
        **{table: _described(field) for table in tables for field in fields.RECORDS["log"] if field.key == table},
        "events": {"type": "array", "items": {"$ref": "#/$defs/event"}},
    }


def _head() -> dict[str, Any]:
    keys = ("title", "version", "released", "licence", "scope")
    head = {field.key: _described(field) for field in fields.RECORDS["log"] if field.key in keys}
    head["sha256"] = {"type": "string", "description": "The hash of the bytes of the log, in hexadecimal."}
    return _object(head)


def _row(table: Table) -> dict[str, Any]:
    return _object(
        {
            key: {**_type(column.type, required=column.required), "description": column.help}
            for key, column in table.items()
        }
    )


def _record(name: str) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for field in fields.RECORDS[name]:
        properties[field.key] = _described(field)
        if (name, field.key) == ("event", "date"):
            properties.update(_BOUNDS)
    return _object(properties)


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    """An object that has all of these keys and no other."""
    return {
        "type": "object",
        "required": list(properties),
        "additionalProperties": False,
        "properties": dict(properties),
    }


def _described(field: fields.Field) -> dict[str, Any]:
    return {**_type(field.type, required=field.required or bool(field.default)), "description": field.help}


def _type(kind: fields.FieldType, *, required: bool) -> dict[str, Any]:
    """The type of a value; null is one if it is not required. Lists and mappings are empty instead."""
    match kind:
        case fields.ListOf(item):
            return {"type": "array", "items": _type(item, required=True)}
        case fields.MapOf(value):
            return {"type": "object", "additionalProperties": _type(value, required=True)}
        case fields.Record(name):
            return {"$ref": f"#/$defs/{name}"}
        case fields.Flag():
            return {"type": "boolean"}
        case fields.Choice(values):
            return {"enum": [*values, *([] if required else [None])]}
        case fields.Number(whole):
            name = "integer" if whole else "number"
        case _:
            name = "string"
    return {"type": name if required else [name, "null"]}
