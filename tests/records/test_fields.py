"""The table of fields: complete in itself, and in agreement with the classes of the model."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import get_args

import pytest

from mmru_timeline.records import model
from mmru_timeline.records.fields import RECORDS, Choice, Field, FieldType, Flag, Id, ListOf, MapOf, Record, Text
from mmru_timeline.records.timeline import Timeline

# The classes of the records, and their attributes that are not fields, such as the key of the record.
CLASSES: dict[str, tuple[type, set[str]]] = {
    "log": (Timeline, {"sha256"}),
    "kind": (model.Kind, {"id"}),
    "sector": (model.Sector, {"id"}),
    "actor": (model.Actor, {"id"}),
    "place": (model.Place, {"id"}),
    "role": (model.Role, set()),
    "publisher": (model.Publisher, {"id"}),
    "source": (model.Source, {"id"}),
    "citation": (model.Citation, set()),
    "figure": (model.Figure, set()),
    "account": (model.Account, set()),
    "event": (model.Event, set()),
    "retired": (model.Retired, {"id"}),
}

FIELDS = [pytest.param(field, id=f"{name}.{field.key}") for name, fields in RECORDS.items() for field in fields]


def _nested(kind: FieldType) -> Iterator[FieldType]:
    """A type and all types in it."""
    yield kind
    if isinstance(kind, ListOf):
        yield from _nested(kind.item)
    if isinstance(kind, MapOf):
        yield from _nested(kind.value)


def _has_no_default(field: dataclasses.Field[object]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


@pytest.mark.parametrize("name", RECORDS)
def test_class_has_exactly_the_fields_of_the_table(name: str) -> None:
    made, others = CLASSES[name]
    targets = [field.target for field in RECORDS[name]]
    assert len(set(targets)) == len(targets)
    assert {each.name for each in dataclasses.fields(made)} == {*targets, *others}


@pytest.mark.parametrize("name", [name for name in RECORDS if name != "log"])
def test_class_requires_what_the_table_requires(name: str) -> None:
    made, others = CLASSES[name]
    required = {field.target for field in RECORDS[name] if field.required}
    assert {each.name for each in dataclasses.fields(made) if _has_no_default(each)} == required | others


@pytest.mark.parametrize("name", [name for name in RECORDS if name != "log"])
def test_class_has_the_defaults_of_the_table(name: str) -> None:
    made, _ = CLASSES[name]
    defaults = {each.name: each.default for each in dataclasses.fields(made)}
    for field in RECORDS[name]:
        if field.default:
            expected = field.default == "true" if isinstance(field.type, Flag) else field.default
            assert defaults[field.target] == expected


@pytest.mark.parametrize("name", RECORDS)
def test_records_are_frozen(name: str) -> None:
    made, _ = CLASSES[name]
    assert getattr(made, "__dataclass_params__").frozen  # noqa: B009
    assert name == "log" or "__slots__" in vars(made)


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_has_help(field: Field) -> None:
    assert field.help.endswith(".")
    assert field.help[0].isupper()
    assert not (field.required and field.default)


@pytest.mark.parametrize("field", FIELDS)
def test_every_type_refers_to_an_existing_table(field: Field) -> None:
    tables = {"", *(each.key for each in RECORDS["log"])}
    for kind in _nested(field.type):
        match kind:
            case Record(name, short):
                assert name in RECORDS
                assert short == "" or short in {each.key for each in RECORDS[name]}
            case Id(table) | MapOf(_, table):
                assert table in tables
            case Text(longest):
                assert 0 < longest <= 2_000
            case _:
                pass


def test_every_record_is_used() -> None:
    used = {
        kind.name
        for fields in RECORDS.values()
        for each in fields
        for kind in _nested(each.type)
        if isinstance(kind, Record)
    }
    assert used | {"log"} == set(RECORDS) == set(CLASSES)


def test_choices_are_those_of_the_model() -> None:
    types = {f"{name}.{field.key}": field.type for name, fields in RECORDS.items() for field in fields}
    assert types["event.status"] == Choice(model.STATUSES)
    assert types["figure.bound"] == Choice(get_args(model.Bound))
    assert types["actor.kind"] == Choice(get_args(model.ActorKind))
    assert types["source.kind"] == Choice(get_args(model.SourceKind))
    assert types["sector.colour"] == Choice(get_args(model.Colour))


def test_help_of_kind_lists_the_usual_kinds() -> None:
    (kind,) = (field for field in RECORDS["event"] if field.key == "kind")
    assert all(f" {each}" in kind.help for each in model.USUAL_KINDS)
    assert kind.default in model.USUAL_KINDS
