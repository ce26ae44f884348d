"""JSON and JSON Lines: the keys that are promised, always present, and only what the events use."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any, TypeAlias

import pytest

from logs import log_of
from mmru_timeline import Hit, Timeline, select
from mmru_timeline.exports.json import write_json, write_json_lines
from mmru_timeline.exports.options import ExportOptions
from mmru_timeline.exports.registry import EXPORTS, Writer
from mmru_timeline.records import fields

Golden: TypeAlias = Callable[[str, str], None]


def exported(write: Writer, log: Timeline, *ids: str) -> str:
    """What is written of the events with these ids, or of all."""
    hits = [hit for hit in select(log) if not ids or hit.event.id in ids]
    stream = io.StringIO(newline="")
    write(log, hits, stream, ExportOptions())
    return stream.getvalue()


def document(log: Timeline, *ids: str) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(exported(write_json, log, *ids))
    return whole


def test_json_of_the_sample_log(sample: Timeline, golden: Golden) -> None:
    golden("exports/sample.json", exported(write_json, sample))


def test_json_lines_of_the_sample_log(sample: Timeline, golden: Golden) -> None:
    golden("exports/sample.jsonl", exported(write_json_lines, sample))


def test_json_lines_without_events_are_empty(sample: Timeline) -> None:
    assert exported(write_json_lines, sample, "none") == ""


def test_json_ends_in_a_line_end(sample: Timeline) -> None:
    assert exported(write_json, sample, "none").endswith("}\n")


@pytest.mark.parametrize("name", EXPORTS)
def test_every_export_has_a_help_and_options_that_exist(name: str) -> None:
    assert EXPORTS[name].help
    assert all(hasattr(ExportOptions(), option) for option in EXPORTS[name].options)


def test_json_has_the_promised_keys(sample: Timeline) -> None:
    whole = document(sample)
    assert list(whole) == [
        *("schema", "timeline", "kinds", "sectors", "actors", "places", "publishers", "sources"),
        "events",
    ]
    assert whole["schema"] == 1
    assert whole["timeline"] == {
        "title": "The Kingdom of Ruritania and its neighbours",
        "version": "3",
        "released": "2024-06-01",
        "licence": "CC0-1.0",
        "scope": "1890/1899",
        "sha256": sample.sha256,
    }
    assert len(sample.sha256) == 64


def test_every_key_of_the_schema_is_always_present(sample: Timeline) -> None:
    whole = document(sample)
    keys = [field.key for field in fields.RECORDS["event"]]
    at = keys.index("date") + 1
    for event in whole["events"]:
        assert list(event) == [*keys[:at], "earliest", "latest", "bounds", "match", *keys[at:]]
    for table, record in (
        ("sources", "source"),
        ("actors", "actor"),
        ("sectors", "sector"),
        ("publishers", "publisher"),
    ):
        for name, value in whole[table].items():
            assert list(value) == [field.key for field in fields.RECORDS[record]], (table, name)


_BARE: dict[str, Any] = {
    "summary": None,
    "kind": "other",
    "status": "fact",
    "attributed_to": [],
    "sectors": [],
    "actors": [],
    "place": None,
    "figures": [],
    "sources": [],
    "part_of": None,
    "follows": [],
    "accounts": [],
    "note": None,
    "milestone": False,
    "background": False,
    "allow": [],
}


def test_event_with_few_keys_has_null_empty_and_false_for_the_others() -> None:
    (event,) = document(log_of("schema: 1\ntitle: T\nevents: [{id: a, date: ../2001, title: A}]\n"))["events"]
    assert event == {
        "id": "a",
        "date": "../2001",
        "earliest": None,
        "latest": "2001-12-31",
        "bounds": [None, None, "2001-01-01", "2001-12-31"],
        "match": "certain",
        "title": "A",
        **_BARE,
    }


def test_numbers_are_numbers_and_citations_are_always_records(sample: Timeline) -> None:
    (event,) = document(sample, "coal-treaty")["events"]
    first, second = event["figures"]
    assert (first["value"], first["to"], first["period"]) == (100, 110, "1896/..")
    assert first["sources"] == [{"id": "wire-1895", "at": None, "context": False}]
    assert (second["value"], second["to"], second["note"]) == (8.5, None, "at the pit")
    assert isinstance(first["value"], int)
    (coronation,) = document(sample, "coronation")["events"]
    assert coronation["sources"] == [
        {"id": "gazette-1894", "at": None, "context": False},
        {"id": "book", "at": "p. 12", "context": False},
    ]
    assert coronation["accounts"] == [
        {
            "says": "He was crowned a day later.",
            "date": "1894-05-04",
            "figures": [],
            "sources": [{"id": "book", "at": None, "context": False}],
            "attributed_to": ["Rupert of Hentzau"],
        }
    ]


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_match_is_possible_for_a_hit_marked_with_a_question_mark(name: str, sample: Timeline) -> None:
    stream = io.StringIO(newline="")
    EXPORTS[name].write(sample, select(sample, on="1896-09"), stream, ExportOptions())
    text = stream.getvalue()
    events = json.loads(text)["events"] if name == "json" else [json.loads(line) for line in text.splitlines()]
    assert {event["id"]: event["match"] for event in events} == {"output-1896": "certain", "first-train": "possible"}


_USED: dict[str, tuple[str, dict[str, list[str]]]] = {
    "terms with their ancestors": (
        "coal-treaty",
        {
            "kinds": ["agreement"],
            "sectors": ["energy", "coal", "trade"],
            "actors": ["ruritania", "graustark", "rudolf", "zenda-mines"],
            "publishers": ["gazette", "times"],
            "sources": ["times-1895", "wire-1895"],
        },
    ),
    "the state that runs a publisher and the source that cites": (
        "coronation",
        {
            "kinds": ["ceremony"],
            "sectors": ["court"],
            "actors": ["ruritania", "rudolf", "flavia"],
            "publishers": ["gazette"],
            "sources": ["book", "gazette-1894"],
        },
    ),
    "those of an account": ("output-1896", {"sources": ["book", "times-1895"], "publishers": ["times"]}),
    "nothing": ("none", {"kinds": [], "sectors": [], "actors": [], "publishers": [], "sources": [], "events": []}),
}


@pytest.mark.parametrize("case", _USED)
def test_only_what_the_events_use_is_present(case: str, sample: Timeline) -> None:
    event, expected = _USED[case]
    whole = document(sample, event)
    assert {table: list(whole[table]) for table in expected} == expected


def test_every_reference_can_be_followed(sample: Timeline) -> None:
    for event in sample.events:
        whole = document(sample, event.id)
        (record,) = whole["events"]
        assert set(record["actors"]) <= set(whole["actors"])
        assert {name for name in record["attributed_to"] if " " not in name} <= set(whole["actors"])
        assert set(record["sectors"]) <= set(whole["sectors"])
        assert record["kind"] in whole["kinds"]
        cited = [*record["sources"], *(each for account in record["accounts"] for each in account["sources"])]
        assert {cite["id"] for cite in cited} <= set(whole["sources"])
        for table in ("sectors", "actors"):
            assert {term["part_of"] for term in whole[table].values()} - {None} <= set(whole[table])
        assert {publisher["state"] for publisher in whole["publishers"].values()} - {None} <= set(whole["actors"])


_SPELLINGS = """\
schema: 1
title: T
sources:
  one: {title: One, publisher: the daily, origin: HOME, cited_in: {two: [1]}}
  two: {title: Two, publisher: Else, origin: Elsewhere, cited_in: {three: [2]}}
  three: {title: Three, publisher: The Daily, cited_in: {one: [3]}}
  four: {title: Four, publisher: Unused}
publishers:
  group: {name: Group, state: land}
  daily: {name: The Daily, part_of: group}
  home: {name: Home}
  unused: {name: Unused}
actors: {land: {name: Land}, other: {name: Other}}
events:
  - {id: a, date: 2001, title: A, sources: [one]}
"""


def test_publishers_are_named_by_id_however_they_are_spelled() -> None:
    whole = document(log_of(_SPELLINGS))
    named = {name: (source["publisher"], source["origin"]) for name, source in whole["sources"].items()}
    assert named == {"one": ("daily", "home"), "two": ("Else", "Elsewhere"), "three": ("daily", None)}
    assert list(whole["publishers"]) == ["group", "daily", "home"]
    assert list(whole["actors"]) == ["land"]


def test_json_lines_are_the_events_of_the_document(sample: Timeline) -> None:
    lines = exported(write_json_lines, sample).splitlines()
    assert [json.loads(line) for line in lines] == document(sample)["events"]


@pytest.mark.parametrize("name", ["json", "jsonl", "csv"])
def test_order_of_the_events_is_kept(name: str, sample: Timeline) -> None:
    stream = io.StringIO(newline="")
    EXPORTS[name].write(sample, [Hit(event) for event in reversed(sample.events)], stream, ExportOptions())
    text = stream.getvalue()
    ids = [event.id for event in reversed(sample.events)]
    match name:
        case "json":
            assert [event["id"] for event in json.loads(text)["events"]] == ids
        case "jsonl":
            assert [json.loads(line)["id"] for line in text.splitlines()] == ids
        case _:
            assert [line.partition(",")[0] for line in text.splitlines()[1:]] == ids
