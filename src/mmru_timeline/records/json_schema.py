"""The JSON Schema (draft 2020-12) of a log, made from the field tables, for editors."""

from __future__ import annotations

from typing import Any

from mmru_timeline.reading.codes import CODES
from mmru_timeline.reading.diagnostics import Severity
from mmru_timeline.records import fields as schema

_ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_DAY = "(-(XX(-XX)?|(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]|XX))?))?"
_PART = f"(?!00(00|0X|XX))([0-9]{{4}}{_DAY}|[0-9]{{3}}X|[0-9]{{2}}XX)[?~%]?"
_DATE = rf"^({_PART}|({_PART})?/({_PART})|({_PART})/|\.\./({_PART})|({_PART})/\.\.|\.\./\.\.)$"
_REFUSED = "\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069\\ufeff\\ufffe\\uffff"
# The reader strips white space, line breaks too, from both ends of every text.
_EDGE = rf"([^\S{_REFUSED}]|\n)*"
_INK = rf"[^\s{_REFUSED}]"
_LINE = rf"^{_EDGE}{_INK}([^{_REFUSED}]*{_INK})?{_EDGE}$"
_LINES = rf"^{_EDGE}{_INK}([^{_REFUSED}]|\n)*$"
_WORDS = rf"^{_EDGE}{_INK}[^{_REFUSED}]* [^{_REFUSED}]*{_INK}{_EDGE}$"
_WEB = rf"^https?://[^\s/{_REFUSED}]{_INK}*$"
_NUMBER = r"^-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,15})?$"
_WHOLE = "^[1-9][0-9]{0,14}$"
_BEYOND = 10**15


def json_schema() -> dict[str, Any]:
    """The schema; what it cannot say, such as that ids exist, is for `mmru validate`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A log of mmru-timeline",
        "description": "A chronology in YAML; `mmru validate` also checks what a schema cannot say.",
        **_record("log"),
        "$defs": {name: _record(name) for name in schema.RECORDS if name != "log"},
    }


def _record(name: str) -> dict[str, Any]:
    fields = schema.RECORDS[name]
    required = [field.key for field in fields if field.required]
    return {
        "type": "object",
        "additionalProperties": False,
        **({"required": required} if required else {}),
        "properties": {field.key: _field(field) for field in fields},
    }


def _field(field: schema.Field) -> dict[str, Any]:
    said = {**_type(field.type), "description": field.help}
    if field.default:
        said["default"] = field.default == "true" if isinstance(field.type, schema.Flag) else field.default
    return said


def _type(kind: schema.Type) -> dict[str, Any]:
    # YAML editors type plain scalars; the reader takes all, plain or quoted, as text.
    match kind:
        case schema.Text(most, lines):
            return {"type": ["string", "number", "boolean"], "maxLength": most, "pattern": _LINES if lines else _LINE}
        case schema.Choice(("1",)):
            return {"enum": [1, "1"]}
        case schema.Choice(values):
            return {"enum": [str(value) for value in values]}
        case schema.Date():
            return {
                "anyOf": [{"type": "string", "pattern": _DATE}, {"type": "integer", "minimum": 1000, "maximum": 9999}]
            }
        case schema.Number(True):
            return {"type": ["integer", "string"], "minimum": 1, "exclusiveMaximum": _BEYOND, "pattern": _WHOLE}
        case schema.Number():
            limits = {"exclusiveMinimum": -_BEYOND, "exclusiveMaximum": _BEYOND}
            return {"type": ["number", "string"], **limits, "pattern": _NUMBER}
        case schema.Flag():
            return {"enum": [True, False, "true", "false"]}
        case schema.Ref("codes"):
            return {"enum": [code.name for code in CODES.values() if code.severity is not Severity.ERROR]}
        case schema.Ref():
            return _id()
        case schema.Attribution():
            return {"anyOf": [_id(), {"type": "string", "maxLength": 160, "pattern": _WORDS}]}
        case schema.Web():
            return {"type": "string", "pattern": _WEB}
        case schema.Tag():
            return {"type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"}
        case schema.ListOf(item):
            # A log has no bound of its own on its events.
            bound = {} if item == schema.Record("event") else {"maxItems": schema.MAX_ITEMS}
            return {"type": "array", "items": _type(item), **bound}
        case schema.MapOf(value):
            return {
                "type": "object",
                "propertyNames": {"pattern": _ID, "maxLength": schema.MAX_ID},
                "additionalProperties": _type(value),
            }
        case schema.Record(name, short):
            record = {"$ref": f"#/$defs/{name}"}
            return {"anyOf": [_id(), record]} if short else record


def _id() -> dict[str, Any]:
    return {"type": ["string", "integer", "boolean"], "minimum": 0, "pattern": _ID, "maxLength": schema.MAX_ID}
