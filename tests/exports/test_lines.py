"""One event a line, for other programs."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import TypeAlias, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logs import SAMPLE_LOG, log_with
from mmru_timeline import Query, Timeline, load, select
from mmru_timeline.exports.lines import write_lines
from mmru_timeline.query.grouping import Grouping, grouped

Golden: TypeAlias = Callable[[str, str], None]

_BARE = log_with(events="[{id: a, date: 2001, title: A}, {id: b, date: ../.., title: B}]")
"""Events with as few keys as possible."""


def lines(log: Timeline, by: Grouping = "year", query: Query = Query()) -> str:  # noqa: B008
    """What is written of the events that a query finds."""
    stream = io.StringIO(newline="")
    write_lines(grouped(log, select(log, query), by, query), stream)
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
