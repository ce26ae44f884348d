"""The JSON Schema and the reader accept and refuse the same logs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from jsonschema.exceptions import ValidationError  # type: ignore[import-untyped]
from jsonschema.validators import extend  # type: ignore[import-untyped]

import mmru_timeline
from mmru_timeline import Severity, check_bytes
from mmru_timeline.reading.diagnostics import Document
from mmru_timeline.reading.nodes import read_nodes
from mmru_timeline.reading.records import read_records
from mmru_timeline.reading.rules import WARNING_CODES
from mmru_timeline.records.fields import (
    MAX_ID_LENGTH,
    MAX_ITEMS,
    RECORDS,
    Address,
    Attribution,
    Choice,
    Date,
    Field,
    FieldType,
    Flag,
    Id,
    Language,
    ListOf,
    MapOf,
    Number,
    PlaceName,
    Record,
    Text,
    WarningCode,
)
from mmru_timeline.records.json_schema import json_schema
from strategies import EDTF

SAMPLE = Path(__file__).parents[1] / "sample.yaml"
PACKAGE = Path(mmru_timeline.__file__).parent
SHIPPED = PACKAGE / "timeline.schema.json"
LOG = Record("log")


def _ecma_pattern(_: Any, pattern: str, instance: Any, __: Any) -> Iterator[ValidationError]:
    # In ECMA-262, which JSON Schema uses, $ matches only at the very end; in Python also before a final line break.
    if isinstance(instance, str) and not re.search(re.sub(r"\$$", r"\\Z", pattern), instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


SCHEMA = json_schema(WARNING_CODES)
VALIDATOR = extend(Draft202012Validator, {"pattern": _ecma_pattern})(SCHEMA)


def test_schema_is_valid() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_shipped_schema_is_up_to_date(request: pytest.FixtureRequest) -> None:
    printed = json.dumps(SCHEMA, indent=2, ensure_ascii=False) + "\n"
    if request.config.getoption("--update"):
        SHIPPED.write_text(printed, encoding="utf-8")
    assert SHIPPED.read_text(encoding="utf-8") == printed, "run pytest --update"


def test_every_field_has_its_help_in_the_schema() -> None:
    for name, fields in RECORDS.items():
        record = SCHEMA if name == "log" else SCHEMA["$defs"][name]
        described = {key: value["description"] for key, value in record["properties"].items()}
        assert described.keys() == {field.key for field in fields}
        for field in fields:
            if isinstance(field.type, Date):
                assert described[field.key].startswith(f"{field.help} Write 1854, ")
            else:
                assert described[field.key] == field.help


def test_allow_accepts_the_codes_of_warnings_and_notes() -> None:
    assert SCHEMA["$defs"]["code"] == {"enum": list(WARNING_CODES)}
    assert json_schema(["a", "b"])["$defs"]["code"] == {"enum": ["a", "b"]}


def _dump(document: Any) -> str:
    # In ASCII, because PyYAML treats a raw U+0085 as a line break, unlike YAML 1.2.
    return yaml.dump(document, Dumper=_Dumper, sort_keys=False)


class _Dumper(yaml.SafeDumper):
    """Writes None as an empty value, as people do, and no aliases."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


_Dumper.add_representer(type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", ""))

_CORE: Mapping[str, Any] = {
    r"(?:null|Null|NULL|~|)": lambda _: None,
    r"(?:true|True|TRUE)": lambda _: True,
    r"(?:false|False|FALSE)": lambda _: False,
    r"[-+]?[0-9]+": int,
    r"0o[0-7]+": lambda text: int(text[2:], 8),
    r"0x[0-9a-fA-F]+": lambda text: int(text[2:], 16),
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?": float,
}


def _seen(node: yaml.Node) -> Any:
    """The value that an editor sees in a node, by the core schema of YAML 1.2."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: _seen(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_seen(item) for item in node.value]
    assert isinstance(node, yaml.ScalarNode)
    if node.style is None:
        for pattern, make in _CORE.items():
            if re.fullmatch(pattern, node.value):
                return make(node.value)
    return node.value


def _refused_by_schema(text: str) -> list[str]:
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    assert node is not None
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(_seen(node))]


def _refused_by_reader(text: str) -> list[str]:
    document = Document("log.yaml", text.encode())
    read_records(document, read_nodes(document), WARNING_CODES)
    return [f"{each.code}: {each.message}" for each in document.diagnostics if each.severity is Severity.ERROR]


@pytest.mark.parametrize("path", [SAMPLE, PACKAGE / "new_log.yaml"], ids=lambda path: path.name)
def test_valid_logs_match_the_schema(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert check_bytes(text.encode(), path.name).diagnostics == ()
    assert _refused_by_schema(text) == []


_LETTERS = "aZé0 9:#-[]{}'\"\\,&*!|>%@`?~…•\u00a0\u200b\u200dမြန်РЖ中🙂"
_IDS = st.one_of(
    st.from_regex(r"[a-z][a-z0-9]{0,4}(-[a-z0-9]{1,4}){0,2}", fullmatch=True),
    st.sampled_from([0, 7, 2021, True, "7-up", "true", "null", "no", "x" * MAX_ID_LENGTH]),
)
_DATES = (
    *("2021", 2021, "2021-02", "2021-02-28", "202X", "20XX", "2021-XX", "2021-XX-XX", "2021-12-XX", "0987-01"),
    *(
        "0430",
        "0430~",
        "0001-XX",
        "2021?",
        "2021-02~",
        "202X%",
        "2021/2022",
        "2021-02-03/2021-02-04",
        "2021/..",
        "../2021",
        "2021/",
        "/2021",
    ),
    *("../..", "2021~/2022?", "198X/..", "9999-12-31"),
)
_ADDRESSES = ("https://a.example/ü?q=1#x", "http://[::1]/", "https://x")


@cache
def _values(kind: FieldType) -> st.SearchStrategy[Any]:
    """Values that the reader should accept for a type."""
    match kind:
        case Text(longest, lines):
            texts = st.text(_LETTERS + ("\n" if lines else ""), min_size=1, max_size=12).filter(
                lambda text: text.strip()
            )
            edges = st.sampled_from([" a", "a \n", "\n a b\n", "\u00a0a\u2003"])
            return st.one_of(texts, edges, st.sampled_from([1, -8.5, True, "null", "~", "2021-02", "x" * longest]))
        case Choice(values):
            return st.sampled_from([str(value) for value in values])
        case Date():
            return st.sampled_from(_DATES)
        case Number(True):
            return st.integers(1, 10**15 - 1).flatmap(lambda number: st.sampled_from([number, str(number)]))
        case Number():
            # Never whole, because an editor takes 2.0 for an integer.
            decimals = st.integers(-(10**8), 10**8).map(lambda number: (10 * number + 1) / 1000)
            return st.one_of(st.integers(-(10**15) + 1, 10**15 - 1), decimals, st.sampled_from(["0", "-8.36", "12"]))
        case Flag():
            return st.sampled_from([True, False, "true", "false"])
        case WarningCode():
            return st.sampled_from(WARNING_CODES)
        case Id():
            return _IDS
        case PlaceName(longest):
            return _values(Text(longest))
        case Attribution():
            return st.one_of(_IDS, st.sampled_from(["Rupert of Hentzau", " a b ", "a\u00a0 b", "x " + "x" * 158]))
        case Address():
            return st.sampled_from(_ADDRESSES)
        case Language():
            return st.sampled_from(["en", "my", "zh-Hant-TW", "no"])
        case ListOf(item):
            return st.lists(_values(item), max_size=2)
        case MapOf(value):
            return st.dictionaries(_IDS.map(_key), _values(value), max_size=2)
        case Record(name, short):
            fields = {field.key: _values(field.type) for field in RECORDS[name] if field.required}
            record = st.fixed_dictionaries(
                fields, optional={field.key: _values(field.type) for field in RECORDS[name] if _is_optional(field)}
            )
            return st.one_of(_IDS, record) if short else record


def _is_optional(field: Field) -> bool:
    # With a table of places, the place of an event must be an id of it, which a schema cannot express.
    return not field.required and field.key != "places"


def _key(name: Any) -> str:
    return str(name).lower()


_REFUSED_TEXTS = ("a\tb", "a\x01b", "a\x85b", "a\u202eb", "a\u2028b", "a\u2066b", "a\ufeffb", "a\ufffeb", "\r")


def _wrong(kind: FieldType) -> st.SearchStrategy[Any]:
    """Values that the reader should refuse for a type."""
    return st.sampled_from(_WRONG[type(kind)](kind))


def _wrong_texts(kind: Any) -> list[Any]:
    lines = [] if kind.lines else ["a\nb"]
    return [None, [], {}, ["a"], "", "  ", "\n", "\u00a0", "x" * (kind.longest + 1), *_REFUSED_TEXTS, *lines]


_WRONG_IDS: list[Any] = [
    None,
    [],
    "",
    "A",
    "a b",
    "a_b",
    "-a",
    "a-",
    "a--b",
    "é",
    "a\n",
    " a",
    -1,
    1.5,
    "x" * (MAX_ID_LENGTH + 1),
    "a\x01",
]
_WRONG: Mapping[type, Any] = {
    Text: _wrong_texts,
    Choice: lambda _: [None, "nonsense", 7, True, [], {"a": "b"}, "", "Fact"],
    Date: lambda _: [
        *(None, "", "soon", "2021-2", "2021-02-3", "2021-21", "2021-01-42", "21", "c. 1831", "5 May 2021", "1990s"),
        *("2X21", "X021", "2021??", "?2021", "2021-02?-03", "2021/2022/2023", 0, 10000, "2021-02/2022/", "//"),
        *("2021/open", "2021..2022", "06.02.2023", "2021 ", "2021\n", 20210206, -2021, "2021-XX-05-06"),
        *(2021.5, True, [], {}, "2021–2022", "2021-02-03T10:00"),
    ],
    Number: lambda kind: [
        *(None, "", "many", "1,000", ".5", "5.", "+5", "1 000", True, [], {}, 10**15, "12345678901234567"),
        *([0, -1, 1.5, "0", "01", "-1"] if kind.whole else [-(10**15), "007", "1.1234567890123456"]),
    ],
    Flag: lambda _: [None, "", "yes", "no", 1, 0, "TRUE", [], {}],
    WarningCode: lambda _: [None, "", "nonsense", 1, []],
    Id: lambda _: _WRONG_IDS,
    PlaceName: lambda kind: _wrong_texts(Text(kind.longest)),
    Attribution: lambda _: [None, "", " ", "Rupert", "a\u00a0b", " A ", "a\tb c", "x " + "x" * 159, [], {}, -1, 1.5],
    Address: lambda _: [
        None,
        "",
        "example.org",
        "ftp://a",
        "https://",
        "https:///a",
        "https://a b",
        "https://a/<b>",
        'https://a/"b"',
        "https://a\\b",
        "http://a\u202eb",
        5,
        [],
    ],
    Language: lambda _: [None, "", "english", "EN", "en_GB", "e", "en-x", 1, True, []],
    ListOf: lambda _: [None, "text", {}, {"a": "b"}, 5, True],
    MapOf: lambda _: [None, "text", [], ["a"], 5, {"A": None}, {"a b": {}}, {"x" * (MAX_ID_LENGTH + 1): None}],
    Record: lambda kind: [None, [], ["a"], {}, {"nonsense": 1}, *([] if kind.short else ["text", 5, True])],
}
"""Values that both refuse for a type; those that only the reader refuses are in ONLY_THE_READER_REFUSES."""

Position = tuple[Any, Any, FieldType]
"""A container, a key or index of it, and the type of the value there."""


def _positions(value: Any, kind: FieldType) -> Iterator[Position]:
    """Every position in a valid document."""
    match kind:
        case ListOf(item):
            for index, each in enumerate(value):
                yield value, index, item
                yield from _positions(each, item)
        case MapOf(item):
            for key, each in value.items():
                yield value, key, item
                yield from _positions(each, item)
        case Record(name) if isinstance(value, dict):
            for field in RECORDS[name]:
                if field.key in value:
                    yield value, field.key, field.type
                    yield from _positions(value[field.key], field.type)


def _records(value: Any, kind: FieldType) -> Iterator[tuple[dict[str, Any], Record]]:
    """Every record of a valid document, beginning with the document itself."""
    if isinstance(kind, Record) and isinstance(value, dict):
        yield value, kind
    for container, key, inner in _positions(value, kind):
        if isinstance(inner, Record) and isinstance(container[key], dict):
            yield container[key], inner


@given(_values(LOG))
@settings(max_examples=60)
def test_schema_and_reader_accept_the_same_logs(document: Any) -> None:
    text = _dump(document)
    assert _refused_by_reader(text) == []
    assert _refused_by_schema(text) == []


@given(_values(LOG), st.data())
@settings(max_examples=150)
def test_schema_and_reader_refuse_the_same_values(document: Any, data: st.DataObject) -> None:
    container, key, kind = data.draw(st.sampled_from(list(_positions(document, LOG))))
    container[key] = data.draw(_wrong(kind))
    text = _dump(document)
    assert _refused_by_reader(text), text
    assert _refused_by_schema(text), text


@given(_values(LOG), st.data())
@settings(max_examples=60)
def test_schema_and_reader_refuse_the_same_keys(document: Any, data: st.DataObject) -> None:
    record, kind = data.draw(st.sampled_from(list(_records(document, LOG))))
    required = [field.key for field in RECORDS[kind.name] if field.required]
    if data.draw(st.booleans()):
        del record[data.draw(st.sampled_from(required))]
    else:
        record[data.draw(st.sampled_from(["nonsense", "Title", "id ", "", "<<"]))] = data.draw(
            st.sampled_from([1, "a", {}])
        )
    text = _dump(document)
    assert _refused_by_reader(text), text
    assert _refused_by_schema(text), text


_BAD_DATES = (
    *("2021-02-30", "2021-13", "2021-00", "2021-01-32", "2021-01-00", "2021-XX-05", "202X-01", "2022/2021"),
    *("000X", "/", "..", "../", "/..", "5", "430"),
)


def _dates(text: str) -> tuple[bool, bool]:
    """Whether the reader and whether the schema accept a date, as it is written in a log."""
    log = f"schema: 1\ntitle: A log\nscope: {text}\nevents: []\n"
    return not _refused_by_reader(log), not _refused_by_schema(log)


@given(EDTF)
def test_schema_accepts_every_date_that_the_reader_accepts(text: str) -> None:
    assert _dates(text) == (True, True)


@given(st.text("0123456789X-/.?~%", min_size=1, max_size=12))
def test_schema_refuses_no_text_that_the_reader_takes_for_a_date(text: str) -> None:
    read, allowed = _dates(json.dumps(text))
    assert allowed or not read


@pytest.mark.parametrize("text", ["0430", "0001", "0999", "1854", "9999"])
def test_year_is_accepted_as_the_number_that_an_editor_sees(text: str) -> None:
    assert _dates(text) == (True, True)


@pytest.mark.parametrize("text", _BAD_DATES)
def test_dates_that_the_schema_does_not_refuse(text: str) -> None:
    assert _dates(text) == (False, True)


def test_pattern_of_dates_is_short() -> None:
    date = SCHEMA["$defs"]["date"]
    assert len(date["pattern"]) < 100
    assert len(date["description"].splitlines()) == 1
    assert date["description"] == date["patternErrorMessage"]


@given(_values(LOG), st.data())
@settings(max_examples=150)
def test_schema_and_reader_agree_on_any_value_at_any_position(document: Any, data: st.DataObject) -> None:
    positions = list(_positions(document, LOG))
    container, key, kind = data.draw(st.sampled_from(positions))
    other = data.draw(st.sampled_from(positions))
    container[key] = data.draw(st.one_of(_wrong(other[2]), _values(other[2])))
    text = _dump(document)
    by_reader, by_schema = bool(_refused_by_reader(text)), bool(_refused_by_schema(text))
    # The schema accepts any number up to 9999 as a year.
    assert by_reader == by_schema or (isinstance(kind, Date) and by_reader), text


MINIMAL: dict[str, Any] = {"schema": 1, "title": "A log", "events": [{"id": "a", "date": "2021", "title": "An event"}]}

LIMITS: Mapping[str, tuple[dict[str, Any], bool]] = {
    "longest list": ({"editors": ["E"] * MAX_ITEMS}, True),
    "list with one item too many": ({"editors": ["E"] * (MAX_ITEMS + 1)}, False),
    "any number of events": ({"events": MINIMAL["events"] * (MAX_ITEMS + 1)}, True),
    "no events": ({"events": []}, True),
    "empty tables": ({"sectors": {}, "actors": {}, "kinds": {}, "sources": {}, "retired": {}}, True),
}


@pytest.mark.parametrize("case", LIMITS)
def test_schema_and_reader_have_the_same_limits(case: str) -> None:
    change, valid = LIMITS[case]
    text = _dump({**MINIMAL, **change})
    assert (not _refused_by_reader(text), not _refused_by_schema(text)) == (valid, valid)


@pytest.mark.parametrize("root", [[], ["a"], "text", 5], ids=str)
def test_log_that_is_not_a_mapping_is_refused_by_both(root: Any) -> None:
    assert _refused_by_reader(_dump(root))
    assert _refused_by_schema(_dump(root))


@pytest.mark.parametrize("empty", ["~", "null", "Null", "NULL", ""])
@pytest.mark.parametrize(
    "line", ["date: {}", "title: {}", "place: {}", "sectors: {}", "milestone: {}", "sectors: [{}]"]
)
def test_null_is_refused_by_both(line: str, empty: str) -> None:
    own = [each for each in ("date: 2021", "title: An event") if not line.startswith(each[:4])]
    rows = "\n    ".join(["id: a", *own, line.format(empty or "''")])
    text = f"schema: 1\ntitle: A log\nevents:\n  - {rows}\n"
    assert len(_refused_by_reader(text)) == 1
    assert len(_refused_by_schema(text)) == 1


ONLY_THE_READER_REFUSES: Mapping[str, str] = {
    "a whole number written as a fraction": "id: 2.0",
    "a number with a plus sign": "id: +5",
    "true in capitals": "milestone: TRUE",
    "a number with an exponent": "figures: [{what: a, value: 1e3}]",
    "a repeated key": "title: Again",
    "an anchor": "note: &a b",
}
_BAD_ADDRESSES = ("http://[::1", "https://a:port", "https://a:70000", "https://:80", "https://a..b")
"""Lines of an event that look valid to an editor, but that the reader refuses."""


@pytest.mark.parametrize("case", ONLY_THE_READER_REFUSES)
def test_problems_that_the_schema_cannot_express(case: str) -> None:
    own = {"id": "id: a", "date": "date: 2021"}
    line = ONLY_THE_READER_REFUSES[case]
    lines = [line, *(each for key, each in own.items() if not line.startswith(key)), "title: An event"]
    text = "schema: 1\ntitle: A log\nevents:\n  - " + "\n    ".join(lines) + "\n"
    assert _refused_by_schema(text) == []
    assert _refused_by_reader(text)


@pytest.mark.parametrize("address", _BAD_ADDRESSES)
def test_addresses_that_the_schema_cannot_refuse(address: str) -> None:
    text = f"schema: 1\ntitle: A log\nevents: []\nsources: {{a: {{title: A, publisher: B, url: '{address}'}}}}\n"
    assert _refused_by_schema(text) == []
    assert _refused_by_reader(text)
