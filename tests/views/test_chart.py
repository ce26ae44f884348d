"""Lanes over time: which cells are solid and which hatched, the axis, and the legend."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import TypeAlias

import pytest
from rich.cells import cell_len

from logs import log_of
from mmru_timeline import Query, Timeline, select
from mmru_timeline.analysis.statistics import PeriodLength, lane, periods
from mmru_timeline.query.facets import FacetName
from mmru_timeline.query.grouping import Group, counted_by, nested
from mmru_timeline.views import Look
from mmru_timeline.views.chart import cells_that_fit, print_chart
from mmru_timeline.views.page import Page

Golden: TypeAlias = Callable[[str, str], None]


def drawn(log: Timeline, look: Look, by: FacetName = "sector", length: PeriodLength = "quarter") -> str:
    """The chart of a whole log."""
    hits = select(log)
    spans = periods(hits, length, log.scope)
    lanes = [lane(group, spans, depth) for depth, group in nested(log, counted_by(log, hits, by, Query()))]
    out = io.StringIO()
    print_chart(Page(out, look), log, lanes, lane(Group("year", "", "all", hits), spans), spans)
    return out.getvalue()


def log_of_events(text: str) -> Timeline:
    """A log of these events, each on a line: its date, and then its keys in flow style."""
    events = "".join(
        f"  - {{id: e{number}, date: '{line.split()[0]}', title: A title {number}, {line.partition(' ')[2]}}}\n"
        for number, line in enumerate(text.splitlines())
    )
    return log_of(f"schema: 1\ntitle: A log\nevents:\n{events}")


@pytest.mark.parametrize("width", [60, 80, 140])
@pytest.mark.parametrize("unicode", [True, False], ids=["unicode", "ascii"])
def test_chart_of_the_sample_log(width: int, unicode: bool, sample: Timeline, golden: Golden) -> None:
    look = Look(width=width, unicode=unicode)
    text = "\n".join(
        [
            drawn(sample, look, "sector", "quarter"),
            drawn(sample, look, "actor", "year"),
            drawn(sample, look, "kind", "month" if width == 140 else "year"),
        ]
    )
    assert max(cell_len(line) for line in text.splitlines()) <= width
    assert unicode or text.isascii()
    assert all(line == line.rstrip() for line in text.splitlines())
    golden(f"chart-{width}-{'unicode' if unicode else 'ascii'}.txt", text)


def test_lanes_have_the_colour_of_their_sector(sample: Timeline) -> None:
    text = drawn(sample, Look(colour=True))
    colours = [re.match(r"\x1b\[38;5;(\d+)m", line) for line in text.splitlines()]
    assert [match[1] for match in colours if match][:3] == ["98", "130", "28"]


def test_lane_without_a_term_has_the_colour_of_its_first_event() -> None:
    log = log_of(
        "schema: 1\ntitle: T\nsectors: {a: {label: A, colour: red}}\n"
        "events: [{id: a, date: 2021, title: T, sectors: [a]}]\n"
    )
    assert drawn(log, Look(colour=True), "actor").startswith("\x1b[38;5;131mNo actor")


_CELLS: dict[str, tuple[str, PeriodLength, str]] = {
    "certain": ("2021-01-01\n2021-03-01", "month", "███     ███       2"),
    "possible": ("2021", "quarter", "  ░   ░   ░   ░       1"),
    "both": ("2021-01-05\n2021-01~\n2021-02-05", "month", "██░ ███       3"),
    "heights": (
        "\n".join(["2021-01-05"] * 8 + ["2021-02-05"] + ["2021-03-05"] * 4),
        "month",
        "███ ▁▁▁ ▄▄▄      13",
    ),
    "shades": (
        "2021-01~\n2021-02~\n" * 2 + "2021-02~" + "\n2021-03~" * 6,
        "month",
        "  ░   ▒   ▓      11",
    ),
}


@pytest.mark.parametrize("case", _CELLS)
def test_cells_show_certain_and_possible_events(case: str) -> None:
    events, length, expected = _CELLS[case]
    first = drawn(log_of_events(events), Look(), length=length).splitlines()[0]
    assert first.removeprefix("No sector   ") == expected


def test_ascii_cells_are_counts() -> None:
    log = log_of_events("2021-01-05\n2021-01~\n" + "2021-02-05\n" * 12 + "2021-03~\n")
    text = drawn(log, Look(unicode=False), length="month")
    assert text.splitlines()[0] == "No sector   1?  +   ?        15"


def test_long_labels_are_cut_and_wide_letters_are_measured() -> None:
    log = log_of(
        "schema: 1\ntitle: A log\nsectors:\n  a: {label: 中文标题很长很长很长}\n  b: {label: မြန်မာ}\nevents:\n"
        "  - {id: a, date: 2021, title: T, sectors: [a, b], milestone: true}\n"
    )
    lines = drawn(log, Look(width=40)).splitlines()
    assert lines[0].startswith("中文标题很 …")
    assert lines[1].startswith("မြန်မာ ")
    assert max(map(cell_len, lines)) <= 40


def test_only_certain_milestones_are_on_the_axis() -> None:
    log = log_of_events("2021-01-05 milestone: true\n2021-02-05\n2021-03~ milestone: true")
    assert "milestones  ▲\n" in drawn(log, Look(), length="month")
    assert "milestones" not in drawn(log_of_events("2021-01-05\n2021-02-05"), Look(), length="month")


_AXES: dict[str, tuple[str, int, str]] = {
    "from January": ("2021-01-05\n2022-02-05", 80, f"2021{'':44}2022"),
    "from a month that leaves room": ("2021-10-05\n2022-02-05", 80, "2021        2022"),
    "a first year too short to be named": ("2020-12-05\n2023-02-05", 60, " 2021        2022        2023"),
    "no January": ("2021-03-05\n2021-05-05", 80, "2021"),
}


@pytest.mark.parametrize("case", _AXES)
def test_years_are_where_they_begin(case: str) -> None:
    events, width, axis = _AXES[case]
    text = drawn(log_of_events(events), Look(width=width), length="month")
    assert text.split("\n\n")[0].splitlines()[-1].removeprefix(" " * 12) == axis


def test_at_least_one_cell_fits() -> None:
    assert [cells_that_fit(width) for width in (0, 8, 40, 80)] == [1, 1, 19, 46]
