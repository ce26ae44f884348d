"""The table: whole ids and words at every width, and columns only where there is room."""

from __future__ import annotations

import io
import re

import pytest

from building import log_of_links
from logs import log_of
from mmru_timeline import Query, Timeline, select
from mmru_timeline.query.grouping import grouped
from mmru_timeline.views import Look, table
from mmru_timeline.views.page import Page

_LOG = """\
schema: 1
title: T
sectors: {a: {label: Arms transfers}, b: {label: Science and technology}}
events:
  - id: a-rather-long-identifier-of-an-event
    date: 2021-02-01/2022-12
    title: An event with a title of ten words that is long
    sectors: [a, b]
    milestone: true
  - {id: second, date: 2022~, title: Second, sectors: [b]}
"""


def drawn(log: Timeline, width: int, query: Query = Query()) -> str:  # noqa: B008
    stream = io.StringIO()
    table.print_groups(Page(stream, Look(width=width)), log, grouped(log, select(log, query), "year", query))
    return stream.getvalue()


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120, 200])
def test_ids_and_words_are_whole(width: int) -> None:
    text = drawn(log_of(_LOG), width)
    words = text.split()
    assert {"a-rather-long-identifier-of-an-event", "second", "Second", "★"} <= set(words)
    assert {"An", "event", "with", "a", "title", "of", "ten", "words", "that", "is", "long"} <= set(words)
    assert not re.search(r"^ *★", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("width", "head"),
    [(60, "date title and id"), (80, "date title and id sectors"), (130, "date title sectors id")],
)
def test_columns_for_which_there_is_room(width: int, head: str) -> None:
    assert " ".join(drawn(log_of(_LOG), width).splitlines()[0].split()) == head


def test_id_wider_than_its_column_ends_at_the_right_edge() -> None:
    lines = drawn(log_of(_LOG), 40).splitlines()
    assert "    a-rather-long-identifier-of-an-event" in lines


def test_marks_have_a_column_if_there_are_any() -> None:
    log = log_of(_LOG)
    assert drawn(log, 80).splitlines()[2].startswith("1 Feb 2021 –    ●  An event")
    marked = drawn(log, 80, Query(since="2022-12-15"))
    assert [line[:16] for line in marked.splitlines() if "●" in line] == ["? 1 Feb 2021 –  ", "? c. 2022       "]


def test_wide_table_is_as_wide_as_its_texts() -> None:
    log = log_of_links({"a": "", "b": ""})
    assert len({len(line) for line in drawn(log, 200).splitlines() if line.startswith("─")}) == 1
    assert max(len(line) for line in drawn(log, 200).splitlines()) < 60
