"""Lanes over time: what fits, what is solid and what hatched, and odd logs."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping

import pytest
from rich.cells import cell_len

from mmru_timeline.analysis.statistics import Period, lanes, periods
from mmru_timeline.query.matching import Group, Grouping, Query, grouped, select
from mmru_timeline.records.model import Timeline
from mmru_timeline.views import Look
from mmru_timeline.views.chart import cells_that_fit, print_chart
from running import Outcome, run

Golden = Callable[[str, str], None]


def drawn(timeline: Timeline, look: Look, by: Grouping = "sector", per: Period = "quarter") -> str:
    """The chart of a whole log."""
    query = Query()
    hits = select(timeline, query)
    spans = periods(hits, per, timeline.scope, query)
    out = io.StringIO()
    whole = lanes([Group("year", "", "all", hits)], spans)[0]
    print_chart(timeline, lanes(grouped(timeline, hits, by, query), spans), whole, spans, out, look)
    return out.getvalue()


def chart(log: str, *arguments: str) -> Outcome:
    """A run of the command on a log of these events, each `DATE TITLE`."""
    events = "".join(
        f"  - {{id: e{number}, date: '{line.split()[0]}', title: A title {number}, {line.partition(' ')[2]}}}\n"
        for number, line in enumerate(log.splitlines())
    )
    data = f"schema: 1\ntitle: A log\nevents:\n{events}".encode()
    return run("chart", *arguments, log="-", stdin=data)


def rows(result: Outcome) -> list[str]:
    """The lanes without legend and axis."""
    return result.out.split("\n\n")[0].splitlines()


@pytest.mark.parametrize("width", [60, 80, 140])
@pytest.mark.parametrize("unicode", [True, False], ids=["unicode", "ascii"])
def test_charts_look_right(width: int, unicode: bool, sample: Timeline, golden: Golden) -> None:
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


def test_lanes_are_in_the_colour_of_their_sector(sample: Timeline) -> None:
    text = drawn(sample, Look(colour=True))
    colours = {line.partition("\x1b[0m")[0] for line in text.splitlines()[:3]}
    assert [re.match(r"\x1b\[(\d+)m", each).group(1) for each in sorted(colours)] == ["32", "33", "35"]  # type: ignore[union-attr]


CELLS: Mapping[str, tuple[str, tuple[str, ...], list[str]]] = {
    "certain": ("2021-01-01\n2021-03-01", ("--per", "month"), ["███     ███       2"]),
    "possible": ("2021", ("--per", "quarter"), ["  ░   ░   ░   ░       1"]),
    "both": ("2021-01-05\n2021-01~\n2021-02-05", ("--per", "month"), ["██░ ███       3"]),
    "heights": ("\n".join(["2021-01-05"] * 8 + ["2021-02-05"] + ["2021-03-05"] * 4), (), ["███ ▁▁▁ ▄▄▄      13"]),
    "shades": (
        "2021-01~\n2021-02~\n" * 2 + "2021-02~" + "\n2021-03~" * 6,
        ("--per", "month"),
        ["  ░   ▒   ▓      11"],
    ),
    "a range for a total": (
        "2021-01-05\n2021\n2021-02~",
        ("--on", "2021-02", "--per", "month"),
        ["  ░     0–2"],
    ),
}


@pytest.mark.parametrize("case", CELLS)
def test_cells(case: str) -> None:
    log, arguments, expected = CELLS[case]
    result = chart(log, *arguments)
    assert result.code == 0
    assert [line.removeprefix("No sector   ") for line in rows(result)[:1]] == expected


def test_in_ascii_a_cell_is_a_count() -> None:
    log = "2021-01-05\n2021-01~\n" + "2021-02-05\n" * 12 + "2021-03~\n"
    events = "".join(f"  - {{id: e{n}, date: '{date}', title: T}}\n" for n, date in enumerate(log.split()))
    data = f"schema: 1\ntitle: A log\nevents:\n{events}".encode()
    result = run("chart", "--per", "month", log="-", stdin=data, encoding="ascii")
    assert result.out.splitlines()[0] == "No sector   1?  +   ?        15"


FITTING: Mapping[str, tuple[str, int, str]] = {
    "months": ("2021-01-05\n2021-12-05", 80, "month"),
    "quarters": ("2015-01-05\n2021-12-05", 80, "quarter"),
    "years": ("2000-01-05\n2021-12-05", 80, "year"),
    "decades": ("1821-01-05\n2021-12-05", 80, "decade"),
    "two thousand years": ("0021-01-05\n2021-12-05", 80, "century"),
    "two thousand years on a wide terminal": ("0021-01-05\n2021-12-05", 300, "century"),
    "two years in forty columns": ("2020-01-05\n2021-12-05", 40, "quarter"),
}


@pytest.mark.parametrize("case", FITTING)
def test_the_shortest_period_that_fits_well(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    log, width, expected = FITTING[case]
    monkeypatch.setenv("COLUMNS", str(width))
    chosen = chart(log)
    assert chosen.code == 0, chosen.err
    assert max(cell_len(line) for line in chosen.out.splitlines()) <= width
    assert chosen.out == chart(log, "--per", expected).out


MISUSES: Mapping[str, tuple[str, tuple[str, ...], str]] = {
    "too many cells": ("2000\n2021", ("--per", "month"), "264 cells do not fit into 80 columns\n      choose a longer"),
    "a time before time": ("../..", (), "no dates that a chart could hold"),
    "an unknown period": ("2021", ("--per", "week"), "--per: there is no 'week'"),
    "an empty period": ("2021", ("--per", ""), "--per: there is no ''"),
    "an unknown lane": ("2021", ("--by", "sectr"), "did you mean sector?"),
    "years as lanes": ("2021", ("--by", "year"), "--by: there is no 'year'"),
    "no lanes": ("2021", ("--lanes", "0"), "--lanes"),
}


@pytest.mark.parametrize("case", MISUSES)
def test_misuse_says_what_to_write(case: str) -> None:
    log, arguments, message = MISUSES[case]
    result = chart(log, *arguments)
    assert (result.code, result.out) == (2, "")
    assert message in result.err


def test_too_long_a_time_even_for_centuries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    result = chart("0001\n9999")
    assert result.code == 2
    assert "100 cells do not fit into 60 columns\n      choose a shorter time with --since and --until" in result.err


def test_three_hundred_lanes_are_the_fullest_ones() -> None:
    names = [f"s{number}" for number in range(300)]
    log = "".join(f"2021-01-{1 + number % 28:02} sectors: [{name}]\n" for number, name in enumerate(names))
    log += "2021-02-01 sectors: [s299]\n"
    result = chart(log)
    assert result.err.endswith("301 events; 276 lanes left out, --lanes shows more\n")
    assert len([line for line in result.out.splitlines() if line.startswith("S")]) == 24
    assert "S299 " in result.out
    everything = chart(log, "--lanes", "300")
    assert len([line for line in everything.out.splitlines() if line.startswith("S")]) == 300


NOTES: Mapping[str, tuple[tuple[str, ...], str]] = {
    "what is outside is told": ((), "8 events; 1 before or after what is drawn\n"),
    "nothing is outside": (("--since", "1894"), "7 events\n"),
    "one event": (("--status", "planned"), "1 event\n"),
    "no event": (("--on", "1700"), "no event matches\n"),
}


@pytest.mark.parametrize("case", NOTES)
def test_the_note_counts(case: str) -> None:
    arguments, note = NOTES[case]
    result = run("chart", *arguments)
    assert (result.code, result.err) == (0, note)


def test_long_names_are_cut_and_wide_letters_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    data = (
        "schema: 1\ntitle: A log\nsectors:\n  a: {label: 中文标题很长很长很长}\n  b: {label: မြန်မာ}\nevents:\n"
        "  - {id: a, date: 2021, title: T, sectors: [a, b], milestone: true}\n"
    ).encode()
    result = run("chart", log="-", stdin=data)
    first, second, *_ = result.out.splitlines()
    assert first.startswith("中文标题很 …")
    assert second.startswith("မြန်မာ ")
    assert max(map(cell_len, result.out.splitlines())) <= 40


def test_only_certain_milestones_stand_on_the_axis() -> None:
    result = chart("2021-01-05 milestone: true\n2021-02-05\n2021-03~ milestone: true", "--per", "month")
    assert "milestones  ▲\n" in result.out
    assert "milestones" not in chart("2021-01-05\n2021-02-05").out


AXES: Mapping[str, tuple[str, int, str]] = {
    "from January": ("2021-01-05\n2022-02-05", 80, f"2021{'':44}2022"),
    "from a month that leaves room": ("2021-10-05\n2022-02-05", 80, "2021        2022"),
    "a first year too short to be named": ("2020-12-05\n2023-02-05", 60, " 2021        2022        2023"),
    "no January": ("2021-03-05\n2021-05-05", 80, "2021"),
}


@pytest.mark.parametrize("case", AXES)
def test_years_stand_where_they_begin(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    log, width, axis = AXES[case]
    monkeypatch.setenv("COLUMNS", str(width))
    assert rows(chart(log, "--per", "month"))[-1].removeprefix("            ") == axis


def test_room_is_never_nothing() -> None:
    assert [cells_that_fit(width) for width in (0, 8, 40, 80)] == [1, 1, 19, 48]
