"""The one table of fields says all, and the model has just what it says."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest

from mmru_timeline.records import fields as schema
from mmru_timeline.records import model
from mmru_timeline.records.fields import RECORDS, Field, Flag, ListOf, MapOf, Record, Ref, Text, Type

# Classes of the records, and what is in them beside the fields: the key that they stand under.
_CLASSES: dict[str, tuple[type, set[str]]] = {
    "log": (model.Timeline, {"sha256"}),
    "kind": (model.Kind, {"id"}),
    "sector": (model.Sector, {"id"}),
    "actor": (model.Actor, {"id"}),
    "role": (model.Role, set()),
    "publisher": (model.Publisher, {"id"}),
    "source": (model.Source, {"id"}),
    "citation": (model.Citation, set()),
    "figure": (model.Figure, set()),
    "account": (model.Account, set()),
    "event": (model.Event, set()),
    "retired": (model.Retired, {"id"}),
}

_FIELDS = [pytest.param(field, id=f"{name}.{field.key}") for name, fields in RECORDS.items() for field in fields]


def _within(kind: Type) -> Iterator[Type]:
    yield kind
    if isinstance(kind, ListOf):
        yield from _within(kind.item)
    if isinstance(kind, MapOf):
        yield from _within(kind.value)


def _missing(field: dataclasses.Field[object]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


@pytest.mark.parametrize("name", RECORDS)
def test_the_class_of_a_record_has_just_its_fields(name: str) -> None:
    made, beside = _CLASSES[name]
    targets = [field.target for field in RECORDS[name]]
    assert len(set(targets)) == len(targets)
    assert {each.name for each in dataclasses.fields(made)} == {*targets, *beside}


@pytest.mark.parametrize("name", [name for name in RECORDS if name != "log"])
def test_what_the_table_requires_the_class_requires(name: str) -> None:
    made, beside = _CLASSES[name]
    required = {field.target for field in RECORDS[name] if field.required}
    assert {each.name for each in dataclasses.fields(made) if _missing(each)} == required | beside


@pytest.mark.parametrize("name", [name for name in RECORDS if name != "log"])
def test_the_class_has_the_defaults_of_the_table(name: str) -> None:
    made, _ = _CLASSES[name]
    defaults = {each.name: each.default for each in dataclasses.fields(made)}
    for field in RECORDS[name]:
        if field.default:
            expected = field.default == "true" if isinstance(field.type, Flag) else field.default
            assert defaults[field.target] == expected


@pytest.mark.parametrize("name", RECORDS)
def test_records_are_frozen(name: str) -> None:
    made, _ = _CLASSES[name]
    assert getattr(made, "__dataclass_params__").frozen  # noqa: B009
    assert name == "log" or "__slots__" in vars(made)


@pytest.mark.parametrize("field", _FIELDS)
def test_every_field_is_explained(field: Field) -> None:
    assert field.help.endswith(".")
    assert field.help[0].isupper()
    assert not (field.required and field.default)


@pytest.mark.parametrize("field", _FIELDS)
def test_every_type_leads_somewhere(field: Field) -> None:
    tables = {"", "codes", *(each.key for each in RECORDS["log"])}
    for kind in _within(field.type):
        match kind:
            case Record(name, short):
                assert name in RECORDS
                assert short == "" or short in {each.key for each in RECORDS[name]}
            case Ref(table):
                assert table in tables
            case Text(most):
                assert 0 < most <= 2_000
            case _:
                pass


def test_every_record_is_in_use() -> None:
    used = {
        kind.name
        for fields in RECORDS.values()
        for each in fields
        for kind in _within(each.type)
        if isinstance(kind, Record)
    }
    assert used | {"log"} == set(RECORDS) == set(_CLASSES)


def test_choices_are_those_of_the_model() -> None:
    types = {f"{name}.{field.key}": field.type for name, fields in RECORDS.items() for field in fields}
    assert types["event.status"] == schema.Choice(tuple(model.Status))
    assert types["figure.bound"] == schema.Choice(model.BOUNDS)
    (kind,) = (field for field in RECORDS["event"] if field.key == "kind")
    assert all(f" {each}" in kind.help for each in model.KINDS)
