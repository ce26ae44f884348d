"""Tables for other programs: a row a line, or an object of JSON that fits the schema."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TypeAlias, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from logs import SAMPLE_LOG, log_with
from mmru_timeline import Query, Timeline, load, select
from mmru_timeline.analysis.audit import audit_of
from mmru_timeline.analysis.citations import bibliography
from mmru_timeline.analysis.figures import figures_of
from mmru_timeline.analysis.statistics import cells, lane, periods
from mmru_timeline.analysis.threads import thread, threads_of
from mmru_timeline.exports.json import write_json
from mmru_timeline.exports.output_schema import EVENT_COMMANDS, output_schema
from mmru_timeline.exports.tables import (
    EVENTS,
    EVENTS_BY_TERM,
    TABLES,
    Cited,
    Column,
    GroupedHit,
    Table,
    write_lines,
    write_tables,
)
from mmru_timeline.query.facets import FacetName
from mmru_timeline.query.grouping import Grouping, cited, counted_by, grouped, terms_of
from mmru_timeline.records.fields import Text

Golden: TypeAlias = Callable[[str, str], None]

_BARE = log_with(events="[{id: a, date: 2001, title: A}, {id: b, date: ../.., title: B}]")
"""Events with as few keys as possible."""


def lines(log: Timeline, by: Grouping = "year", query: Query = Query()) -> str:  # noqa: B008
    """What is written of the events that a query finds."""
    stream = io.StringIO(newline="")
    rows = [GroupedHit(hit, group) for group in grouped(log, select(log, query), by, query) for hit in group.hits]
    write_lines(EVENTS if by == "year" else EVENTS_BY_TERM, log, rows, stream)
    return stream.getvalue()


def test_lines_of_the_sample_log(sample: Timeline, golden: Golden) -> None:
    golden("exports/lines.txt", lines(sample))


def test_lines_of_the_sample_log_by_kind(sample: Timeline, golden: Golden) -> None:
    golden("exports/lines-by-kind.txt", lines(sample, "kind", Query(on="1894-05-04")))


def test_line_has_seven_fields_separated_by_tabs(sample: Timeline) -> None:
    fields = {line.split("\t")[5]: line.split("\t") for line in lines(sample).splitlines()}
    assert list(fields) == [event.id for event in sample.events]
    assert fields["old-treaty"] == ["188X", "=", "fact", "First treaty of friendship", "court", "old-treaty", "-"]
    assert fields["coal-treaty"] == [
        "1895-03-11",
        "=",
        "fact",
        "Coal treaty signed",
        "coal,trade",
        "coal-treaty",
        "milestone",
    ]


def test_event_that_is_only_possible_is_marked_with_a_question_mark(sample: Timeline) -> None:
    written = [line.split("\t") for line in lines(sample, query=Query(on="1896-09")).splitlines()]
    assert {fields[5]: fields[1] for fields in written} == {"output-1896": "=", "first-train": "?"}


@pytest.mark.parametrize("by", ["sector", "actor", "kind"])
def test_term_of_the_group_comes_last_unless_grouped_by_year(by: Grouping, sample: Timeline) -> None:
    written = [line.split("\t") for line in lines(sample, by).splitlines()]
    groups = grouped(sample, select(sample), by, Query())
    assert [(fields[5], fields[-1]) for fields in written] == [
        (hit.event.id, group.term) for group in groups for hit in group.hits
    ]
    assert {len(fields) for fields in written} == {8}


@pytest.mark.parametrize("by", ["sector", "actor"])
def test_event_without_sectors_milestone_or_group_has_dashes(by: Grouping) -> None:
    log = log_with(events="[{id: a, date: 2001, title: '[b]A[/b] မြန်မာ'}]")
    assert lines(log, by) == "2001\t=\tfact\t[b]A[/b] မြန်မာ\t-\ta\t-\t-\n"


@pytest.mark.parametrize("log", [SAMPLE_LOG, load(), _BARE], ids=["sample", "bundled", "bare"])
@pytest.mark.parametrize("by", get_args(Grouping)[:1] + get_args(get_args(Grouping)[1]))
@given(since=st.none() | st.dates(date(1880, 1, 1), date(2026, 12, 31)).map(str))
def test_no_field_is_ever_empty(log: Timeline, by: Grouping, since: str | None) -> None:
    query = Query(since=since)
    written = lines(log, by, query).splitlines()
    assert len(written) == sum(len(group.hits) for group in grouped(log, select(log, query), by, query))
    for line in written:
        fields = line.split("\t")
        assert len(fields) == (7 if by == "year" else 8)
        assert [field for field in fields if not field.strip()] == []


def test_nothing_is_written_without_events() -> None:
    assert lines(log_with()) == ""


def test_lists_are_joined_by_commas_and_line_breaks_are_spaces() -> None:
    table: Table = {
        "texts": Column(Text(0), "", lambda _, row: row["texts"]),
        "says": Column(Text(0), "", lambda _, row: row["says"]),
        "flag": Column(Text(0), "", lambda _, row: row["flag"]),
        "number": Column(Text(0), "", lambda _, row: row["number"]),
        "hidden": Column(Text(0), "", lambda _, row: row["number"], only_json=True),
    }
    rows = [
        {"texts": ["a", "b"], "says": "One.\nTwo  words.", "flag": True, "number": 0},
        {"texts": [], "says": None, "flag": False, "number": 1.5},
    ]
    stream = io.StringIO(newline="")
    write_lines(table, SAMPLE_LOG, rows, stream)
    assert stream.getvalue() == "a,b\tOne. Two  words.\tflag\t0\n-\t-\t-\t1.5\n"


_LOGS = {"sample": SAMPLE_LOG, "bundled": load(), "bare": _BARE}


def rows_of(command: str, log: Timeline, query: Query) -> Mapping[str, Sequence[object]]:
    """The rows of each table of a command."""
    hits = select(log, query)
    match command:
        case "figures":
            rows: Sequence[object] = figures_of(hits)
        case "chart":
            spans = periods(hits, "year", log.scope)
            rows = cells([lane(group, spans) for group in counted_by(log, hits, "sector", query)], spans)
        case "audit":
            rows = audit_of(log, hits, query)
        case "sources":
            publishers = terms_of(log, hits, "publisher", query)
            return {"publishers": publishers, "sources": cited(log.sources.values(), hits)}
        case "cite":
            references = bibliography(log, [hit.event for hit in hits])
            return {"citations": [Cited(source_id, each) for source_id, each in references.items()]}
        case "thread":
            asked = [hit.event for hit in hits][:40]
            return {"threads": threads_of(log), "steps": [step for event in asked for step in thread(log, event)]}
        case "sectors" | "actors" | "places":
            names: Mapping[str, FacetName] = {"sectors": "sector", "actors": "actor", "places": "place"}
            rows = terms_of(log, hits, names[command], query)
        case _:
            raise AssertionError(f"no rows for {command}")
    return {command: rows}


@pytest.mark.parametrize(
    "query", [Query(), Query(since="1895"), Query(since="2024-06-15")], ids=["everything", "since 1895", "since 2024"]
)
@pytest.mark.parametrize("log", _LOGS.values(), ids=_LOGS)
@pytest.mark.parametrize("command", TABLES)
def test_json_of_a_command_fits_its_schema(command: str, log: Timeline, query: Query) -> None:
    rows = rows_of(command, log, query)
    stream = io.StringIO()
    write_tables(log, {name: (TABLES[command][name], rows[name]) for name in TABLES[command]}, stream)
    schema = output_schema(command)
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(stream.getvalue()))


@pytest.mark.parametrize("log", _LOGS.values(), ids=_LOGS)
@pytest.mark.parametrize("command", TABLES)
def test_no_field_of_a_table_is_ever_empty(command: str, log: Timeline) -> None:
    (name, table), *_ = TABLES[command].items()
    rows = rows_of(command, log, Query())[name]
    stream = io.StringIO(newline="")
    write_lines(table, log, rows, stream)
    written = stream.getvalue().splitlines()
    assert len(written) == len(rows)
    width = sum(not column.only_json for column in table.values())
    for line in written:
        assert [bool(field.strip()) for field in line.split("\t")] == [True] * width


@pytest.mark.parametrize("query", [Query(), Query(since="2024-06-15")], ids=["everything", "since 2024"])
@pytest.mark.parametrize("log", _LOGS.values(), ids=_LOGS)
@pytest.mark.parametrize("command", EVENT_COMMANDS)
def test_json_of_events_fits_the_schema(command: str, log: Timeline, query: Query) -> None:
    stream = io.StringIO()
    write_json(log, select(log, query), stream)
    Draft202012Validator(output_schema(command)).validate(json.loads(stream.getvalue()))


def test_figures_have_the_sources_of_their_version(sample: Timeline) -> None:
    shown = {(row.figure.what, row.account is None): row.source_ids for row in figures_of(select(sample))}
    by_account = next(row for row in figures_of(select(sample)) if row.account)
    assert by_account.account is not None
    assert shown[by_account.figure.what, False] == by_account.account.source_ids
