"""The JSON Schema (draft 2020-12) of a log, made from the table of fields, for editors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mmru_timeline.records import fields
from mmru_timeline.text import REFUSED_CLASS

_REFUSED = REFUSED_CLASS + r"\u0009\u000a\u000d"
# Short enough for an editor to show; it accepts all dates, and a few texts that are none, such as 2021-02-30.
_DATE = r"^(?=.)((^|/)(\.\.|[0-9]{2}[0-9X]{2}(-[01X][0-9X](-[0-3X][0-9X])?)?[?~%]?)?){1,2}$"
_DATE_EXAMPLES = (
    "Write 1854, 1854-09 or 1854-09-08, an interval such as 1854-08-31/1854-09-10 with .. for an open end, "
    "~ after what is approximate and ? after what is uncertain."
)
# The reader strips white space, line breaks included, from both ends of every text.
_EDGE = rf"([^\S{_REFUSED}]|\n)*"
_INK = rf"[^\s{_REFUSED}]"
_LINE = rf"^{_EDGE}{_INK}([^{_REFUSED}]*{_INK})?{_EDGE}$"
_LINES = rf"^{_EDGE}{_INK}([^{_REFUSED}]|\n)*$"
_WORDS = rf"^{_EDGE}{_INK}[^{_REFUSED}]* [^{_REFUSED}]*{_INK}{_EDGE}$"
_IN_ADDRESSES = f"[^{fields.NOT_IN_ADDRESSES}{_REFUSED}]"
_ADDRESS = f"^https?://(?!/){_IN_ADDRESSES}+$"
_ID = f"^{fields.ID_PATTERN}$"
_BEYOND = 10**15
_DESCRIPTION = "A chronology in YAML. 'mmru validate' also checks what a schema cannot express."


def json_schema(warning_codes: Sequence[str]) -> dict[str, Any]:
    """The schema. `warning_codes` are those that `allow` accepts.

    It cannot express everything: that ids exist, for example, is checked by 'mmru validate'.
    """
    definitions = {name: _record(name) for name in fields.RECORDS if name != "log"}
    definitions["code"] = {"enum": list(warning_codes)}
    definitions["date"] = {
        # An editor takes a plain 1854 or 0430 for a whole number.
        "type": ["string", "integer"],
        "pattern": _DATE,
        "minimum": 1,
        "maximum": 9999,
        "description": _DATE_EXAMPLES,
        # Not a keyword of JSON Schema; YAML editors show it instead of the pattern.
        "patternErrorMessage": _DATE_EXAMPLES,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A log of mmru-timeline",
        "description": _DESCRIPTION,
        **_record("log"),
        "$defs": definitions,
    }


def _record(name: str) -> dict[str, Any]:
    required = [field.key for field in fields.RECORDS[name] if field.required]
    return {
        "type": "object",
        "additionalProperties": False,
        **({"required": required} if required else {}),
        "properties": {field.key: _field(field) for field in fields.RECORDS[name]},
    }


def _field(field: fields.Field) -> dict[str, Any]:
    schema = {**_type(field.type), "description": field.help}
    if isinstance(field.type, fields.Date):
        schema["description"] += f" {_DATE_EXAMPLES}"
    if field.default:
        schema["default"] = field.default == "true" if isinstance(field.type, fields.Flag) else field.default
    return schema


def _type(kind: fields.FieldType) -> dict[str, Any]:
    # An editor takes a plain `1894` for a number and `no` for a boolean; the reader takes every scalar as text.
    match kind:
        case fields.PlaceName(longest):
            # With a table of places it is an id, which is text too.
            return _type(fields.Text(longest))
        case fields.Text(longest, lines):
            pattern = _LINES if lines else _LINE
            return {"type": ["string", "number", "boolean"], "maxLength": longest, "pattern": pattern}
        case fields.Choice(("1",)):
            return {"enum": [1, "1"]}
        case fields.Choice(values):
            return {"enum": list(values)}
        case fields.Date():
            return {"$ref": "#/$defs/date"}
        case fields.Number(True):
            limits = {"minimum": 1, "exclusiveMaximum": _BEYOND}
            return {"type": ["integer", "string"], **limits, "pattern": f"^{fields.WHOLE_NUMBER_PATTERN}$"}
        case fields.Number():
            limits = {"exclusiveMinimum": -_BEYOND, "exclusiveMaximum": _BEYOND}
            return {"type": ["number", "string"], **limits, "pattern": f"^{fields.NUMBER_PATTERN}$"}
        case fields.Flag():
            return {"enum": [True, False, "true", "false"]}
        case fields.WarningCode():
            return {"$ref": "#/$defs/code"}
        case fields.Id():
            return _id()
        case fields.Attribution():
            return {"anyOf": [_id(), {"type": "string", "maxLength": 160, "pattern": _WORDS}]}
        case fields.Address():
            return {"type": "string", "pattern": _ADDRESS}
        case fields.Language():
            return {"type": "string", "pattern": f"^{fields.LANGUAGE_PATTERN}$"}
        case fields.ListOf(item):
            # The number of events has no limit.
            limit = {} if item == fields.Record("event") else {"maxItems": fields.MAX_ITEMS}
            return {"type": "array", "items": _type(item), **limit}
        case fields.MapOf(value):
            return {
                "type": "object",
                "propertyNames": {"pattern": _ID, "maxLength": fields.MAX_ID_LENGTH},
                "additionalProperties": _type(value),
            }
        case fields.Record(name, short):
            record = {"$ref": f"#/$defs/{name}"}
            return {"anyOf": [_id(), record]} if short else record


def _id() -> dict[str, Any]:
    return {
        "type": ["string", "integer", "boolean"],
        "minimum": 0,
        "pattern": _ID,
        "maxLength": fields.MAX_ID_LENGTH,
    }
