"""One event a line, for other programs."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TypeAlias

import pytest

from logs import log_with
from mmru_timeline import Query, Timeline, select
from mmru_timeline.exports.lines import write_lines
from mmru_timeline.query.grouping import Grouping, grouped

Golden: TypeAlias = Callable[[str, str], None]


def lines(log: Timeline, by: Grouping = "year", query: Query = Query()) -> str:  # noqa: B008
    """What is written of the events that a query finds."""
    stream = io.StringIO(newline="")
    write_lines(grouped(log, select(log, query), by, query), stream)
    return stream.getvalue()


def test_lines_of_the_sample_log(sample: Timeline, golden: Golden) -> None:
    golden("exports/lines.txt", lines(sample))


def test_lines_of_the_sample_log_by_kind(sample: Timeline, golden: Golden) -> None:
    golden("exports/lines-by-kind.txt", lines(sample, "kind", Query(on="1894-05-04")))


def test_line_has_six_cells_separated_by_tabs(sample: Timeline) -> None:
    first, *_, last = lines(sample).splitlines()
    assert first.split("\t") == ["", "188X", "fact", "First treaty of friendship", "court", "old-treaty"]
    assert last.split("\t") == ["", "1899/", "planned", "Second railway to be built", "trade", "second-railway"]


def test_line_of_an_event_that_is_only_possible_starts_with_a_question_mark(sample: Timeline) -> None:
    marks = {
        line.split("\t")[-1]: line.split("\t")[0] for line in lines(sample, query=Query(on="1896-09")).splitlines()
    }
    assert marks == {"output-1896": "", "first-train": "?"}


@pytest.mark.parametrize("by", ["sector", "actor", "kind"])
def test_term_of_the_group_comes_first_unless_grouped_by_year(by: Grouping, sample: Timeline) -> None:
    written = [line.split("\t") for line in lines(sample, by).splitlines()]
    groups = grouped(sample, select(sample), by, Query())
    assert [(cells[0], cells[-1]) for cells in written] == [
        (group.term, hit.event.id) for group in groups for hit in group.hits
    ]
    assert {len(cells) for cells in written} == {7}


def test_event_without_a_term_has_an_empty_first_cell() -> None:
    log = log_with(events="[{id: a, date: 2001, title: '[b]A[/b] မြန်မာ'}]")
    assert lines(log, "sector") == "\t\t2001\tfact\t[b]A[/b] မြန်မာ\t\ta\n"


def test_nothing_is_written_without_events() -> None:
    assert lines(log_with()) == ""
