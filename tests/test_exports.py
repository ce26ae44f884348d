"""What programs get: columns and keys as they are promised, readable by other readers, the same bytes every time."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest

from mmru_timeline.exports import EXPORTS, ExportOptions
from mmru_timeline.exports.csv import COLUMNS
from mmru_timeline.query.matching import Hit, Query, select
from mmru_timeline.reading.rules import examine
from mmru_timeline.records import fields as schema
from mmru_timeline.records.model import Timeline
from running import run, run_process

Golden = Callable[[str, str], None]

_SUFFIXES = {"csv": "csv", "json": "json", "jsonl": "jsonl"}


def exported(form: str, timeline: Timeline, *ids: str, options: ExportOptions = ExportOptions()) -> str:  # noqa: B008
    """What an export writes of the events of these ids, or of all."""
    hits = [hit for hit in select(timeline, Query()) if not ids or hit.event.id in ids]
    stream = io.StringIO(newline="")
    EXPORTS[form].write(timeline, hits, stream, options)
    return stream.getvalue()


def log(events: str, **tables: str) -> Timeline:
    text = "".join(f"{name}: {body}\n" for name, body in {"schema": "1", "title": "T", **tables}.items())
    verdict = examine(f"{text}events:\n{events}".encode(), "log.yaml")
    assert verdict.timeline is not None, verdict.diagnostics
    return verdict.timeline


@pytest.mark.parametrize("form", EXPORTS)
def test_export_is_as_it_was_read_before(form: str, sample: Timeline, golden: Golden) -> None:
    golden(f"exports/sample.{_SUFFIXES.get(form, form)}", exported(form, sample))


@pytest.mark.parametrize("form", EXPORTS)
def test_bytes_are_the_same_from_run_to_run(form: str) -> None:
    runs = [run_process("export", form, environment={"PYTHONHASHSEED": seed}) for seed in ("0", "1", "4711")]
    assert [each.code for each in runs] == [0, 0, 0]
    assert runs[0].data
    assert runs[0].data == runs[1].data == runs[2].data == run("export", form).data


@pytest.mark.parametrize("form", EXPORTS)
def test_an_export_of_nothing_can_be_read(form: str, sample: Timeline) -> None:
    text = exported(form, sample, "none")
    assert not text or text.endswith("\n")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


_HEADER = (
    "id,date,earliest,latest,title,summary,kind,status,attributed_to,sectors,actors,place,figures,sources,urls,"
    "part_of,follows,accounts,note,milestone"
)


def test_csv_has_the_promised_header_and_a_row_an_event(sample: Timeline) -> None:
    text = exported("csv", sample)
    assert text.splitlines()[0] == _HEADER == ",".join(COLUMNS)
    assert [row["id"] for row in rows(text)] == [event.id for event in sample.events]
    assert "\r" not in text


_CELLS: dict[str, tuple[str, dict[str, str]]] = {
    "an event with much": (
        "coal-treaty",
        {
            "date": "1895-03-11",
            "earliest": "1895-03-11",
            "latest": "1895-03-11",
            "kind": "agreement",
            "status": "fact",
            "sectors": "coal; trade",
            "actors": "zenda-mines; rudolf; graustark",
            "figures": "yearly delivery: about 100–110 thousand tons (1896/..); price: 8.5 crowns a ton",
            "sources": "wire-1895; times-1895",
            "urls": "https://gazette.example/1895/coal; https://times.example/coal",
            "follows": "coal-talks",
            "milestone": "true",
            "part_of": "",
        },
    ),
    "no end": ("second-railway", {"date": "1899/", "earliest": "1899-01-01", "latest": "", "milestone": "false"}),
    "a rival account": (
        "coronation",
        {"accounts": "He was crowned a day later.", "urls": "https://gazette.example/1894/coronation; "},
    ),
    "a decade": ("old-treaty", {"earliest": "1880-01-01", "latest": "1889-12-31", "summary": "", "place": ""}),
    "a claim": ("first-train", {"status": "claim", "attributed_to": "zenda-mines"}),
    "a part": ("coal-treaty-dinner", {"part_of": "coal-treaty"}),
}


@pytest.mark.parametrize("case", _CELLS)
def test_cells(case: str, sample: Timeline) -> None:
    event, expected = _CELLS[case]
    (row,) = rows(exported("csv", sample, event))
    assert {name: row[name] for name in expected} == expected


def test_urls_are_in_step_with_sources(sample: Timeline) -> None:
    for row in rows(exported("csv", sample)):
        assert len(row["urls"].split("; ")) == len(row["sources"].split("; "))


_AWKWARD = """\
  - {id: quotes, date: 2001-01-01, title: 'Say "when", twice', summary: "One\\n\\"two\\", three", sources: [s]}
  - {id: formula, date: 2001-01-02, title: "=HYPERLINK(1)", note: "-1 degree", sources: [s]}
  - {id: at, date: 2001-01-03, title: "@home", note: "+1", sources: [s]}
  - {id: inside, date: 2001-01-04, title: "1=1", sources: [s]}
"""
_SOURCES = "{s: {title: S, publisher: P}}"


def test_commas_quotation_marks_and_line_ends_come_back() -> None:
    (row,) = rows(exported("csv", log(_AWKWARD, sources=_SOURCES), "quotes"))
    assert (row["title"], row["summary"]) == ('Say "when", twice', 'One\n"two", three')


_NEUTRAL: dict[str, tuple[bool, dict[str, tuple[str, str]]]] = {
    "cells that a spreadsheet would run": (
        False,
        {"formula": ("'=HYPERLINK(1)", "'-1 degree"), "at": ("'@home", "'+1"), "inside": ("1=1", "")},
    ),
    "raw": (True, {"formula": ("=HYPERLINK(1)", "-1 degree"), "at": ("@home", "+1"), "inside": ("1=1", "")}),
}


@pytest.mark.parametrize("case", _NEUTRAL)
def test_spreadsheet_formulas(case: str) -> None:
    raw, expected = _NEUTRAL[case]
    found = rows(exported("csv", log(_AWKWARD, sources=_SOURCES), options=ExportOptions(raw=raw)))
    assert {row["id"]: (row["title"], row["note"]) for row in found if row["id"] in expected} == expected


def test_columns_are_those_asked_for_in_that_order(sample: Timeline) -> None:
    options = ExportOptions(columns=("title", "id", "title"))
    first, second, *_ = exported("csv", sample, options=options).splitlines()
    assert first == "title,id,title"
    assert second == "First treaty of friendship,old-treaty,First treaty of friendship"


def test_for_excel_there_is_a_mark_and_carriage_returns() -> None:
    data = run("export", "csv", "--bom", "--columns", "id,milestone", "--milestones").data
    assert data == b"\xef\xbb\xbfid,milestone\r\ncoronation,true\r\ncoal-treaty,true\r\n"


def test_a_line_end_within_a_cell_stays_what_it_was() -> None:
    text = exported("csv", log(_AWKWARD, sources=_SOURCES), "quotes", options=ExportOptions(bom=True))
    assert 'One\n""two""' in text


def document(timeline: Timeline, *ids: str) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(exported("json", timeline, *ids))
    return whole


def test_json_has_the_promised_keys(sample: Timeline) -> None:
    whole = document(sample)
    assert list(whole) == [
        *("schema", "timeline", "kinds", "sectors", "actors", "publishers", "sources", "events"),
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


def test_every_key_of_the_schema_is_always_there(sample: Timeline) -> None:
    whole = document(sample)
    keys = [field.key for field in schema.RECORDS["event"]]
    at = keys.index("date") + 1
    for event in whole["events"]:
        assert list(event) == [*keys[:at], "earliest", "latest", "bounds", *keys[at:]]
    for table, record in (
        ("sources", "source"),
        ("actors", "actor"),
        ("sectors", "sector"),
        ("publishers", "publisher"),
    ):
        for name, value in whole[table].items():
            assert list(value) == [field.key for field in schema.RECORDS[record]], (table, name)


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


def test_a_bare_event_has_null_and_empty_and_false() -> None:
    (event,) = document(log("  - {id: a, date: ../2001, title: A}\n"))["events"]
    assert event == {
        "id": "a",
        "date": "../2001",
        "earliest": None,
        "latest": "2001-12-31",
        "bounds": [None, None, "2001-01-01", "2001-12-31"],
        "title": "A",
        **_BARE,
    }


def test_numbers_are_numbers_and_sources_always_records(sample: Timeline) -> None:
    (event,) = document(sample, "coal-treaty")["events"]
    first, second = event["figures"]
    assert (first["value"], first["to"], first["period"]) == (100, 110, "1896/..")
    assert first["sources"] == [{"id": "wire-1895", "at": None}]
    assert (second["value"], second["to"], second["note"]) == (8.5, None, "at the pit")
    assert isinstance(first["value"], int)
    (coronation,) = document(sample, "coronation")["events"]
    assert coronation["sources"] == [{"id": "gazette-1894", "at": None}, {"id": "book", "at": "p. 12"}]
    assert coronation["accounts"] == [
        {
            "says": "He was crowned a day later.",
            "date": "1894-05-04",
            "figures": [],
            "sources": [{"id": "book", "at": None}],
            "attributed_to": ["Rupert of Hentzau"],
        }
    ]


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
def test_only_what_the_events_use_is_there(case: str, sample: Timeline) -> None:
    event, expected = _USED[case]
    whole = document(sample, event)
    assert {table: list(whole[table]) for table in expected} == expected


def test_every_reference_leads_somewhere(sample: Timeline) -> None:
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


_SPELT = """\
{
  one: {title: One, publisher: the daily, origin: HOME, cited_in: {two: [1]}},
  two: {title: Two, publisher: Else, origin: Elsewhere, cited_in: {three: [2]}},
  three: {title: Three, publisher: The Daily, cited_in: {one: [3]}},
  four: {title: Four, publisher: Unused},
}"""
_PUBLISHERS = """\
{
  group: {name: Group, state: land},
  daily: {name: The Daily, part_of: group},
  home: {name: Home},
  unused: {name: Unused},
}"""


def test_publishers_are_named_by_id_however_they_were_spelt() -> None:
    timeline = log(
        "  - {id: a, date: 2001, title: A, sources: [one]}\n",
        sources=_SPELT,
        publishers=_PUBLISHERS,
        actors="{land: {name: Land}, other: {name: Other}}",
    )
    whole = document(timeline)
    said = {name: (source["publisher"], source["origin"]) for name, source in whole["sources"].items()}
    assert said == {"one": ("daily", "home"), "two": ("Else", "Elsewhere"), "three": ("daily", None)}
    assert list(whole["publishers"]) == ["group", "daily", "home"]
    assert list(whole["actors"]) == ["land"]


def test_json_lines_are_the_documents_events(sample: Timeline) -> None:
    lines = exported("jsonl", sample).splitlines()
    assert [json.loads(line) for line in lines] == document(sample)["events"]


def test_the_order_of_the_events_is_kept(sample: Timeline) -> None:
    stream = io.StringIO(newline="")
    hits = [Hit(event) for event in reversed(sample.events)]
    EXPORTS["jsonl"].write(sample, hits, stream, ExportOptions())
    written = [json.loads(line)["id"] for line in stream.getvalue().splitlines()]
    assert written == [event.id for event in reversed(sample.events)]
