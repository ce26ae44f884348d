"""mmru chart: the periods it chooses, its notes, and mistakes in its options."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from running import Outcome, run


def chart(events: str, *arguments: str, encoding: str = "utf-8") -> Outcome:
    """A run on a log of these events, each on a line: its date, and then its keys in flow style."""
    records = "".join(
        f"  - {{id: e{number}, date: '{line.split()[0]}', title: A title {number}, {line.partition(' ')[2]}}}\n"
        for number, line in enumerate(events.splitlines())
    )
    data = f"schema: 1\ntitle: A log\nevents:\n{records}".encode()
    return run("chart", *arguments, log="-", stdin=data, encoding=encoding)


def test_count_is_a_range_if_only_possible_events_match() -> None:
    result = chart("2021-01-05\n2021\n2021-02~", "--on", "2021-02", "--per", "month")
    assert result.code == 0
    assert result.out.splitlines()[0] == "No sector     ░     0–2"


def test_ascii_output_has_counts_for_cells() -> None:
    result = chart("2021-01-05\n2021-02-05", "--per", "month", encoding="ascii")
    assert result.out.splitlines()[0] == "No sector   1   1         2"


_FITTING: dict[str, tuple[str, int, str]] = {
    "months": ("2021-01-05\n2021-12-05", 80, "month"),
    "quarters": ("2015-01-05\n2021-12-05", 80, "quarter"),
    "years": ("2000-01-05\n2021-12-05", 80, "year"),
    "decades": ("1821-01-05\n2021-12-05", 80, "decade"),
    "two thousand years": ("0021-01-05\n2021-12-05", 80, "century"),
    "two thousand years on a wide terminal": ("0021-01-05\n2021-12-05", 300, "century"),
    "two years in forty columns": ("2020-01-05\n2021-12-05", 40, "quarter"),
}


@pytest.mark.parametrize("case", _FITTING)
def test_period_is_the_shortest_that_fits_well(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    events, width, expected = _FITTING[case]
    monkeypatch.setenv("COLUMNS", str(width))
    chosen = chart(events)
    assert chosen.code == 0, chosen.err
    assert max(cell_len(line) for line in chosen.out.splitlines()) <= width
    assert chosen.out == chart(events, "--per", expected).out


_MISTAKES: dict[str, tuple[str, tuple[str, ...], str]] = {
    "too many cells": (
        "2000\n2021",
        ("--per", "month"),
        "mmru: 264 cells do not fit into 80 columns\n"
        "      choose a longer --per, or a shorter time span with --since and --until\n",
    ),
    "no date that a chart can show": (
        "../..",
        (),
        "mmru: these events have no dates that a chart can show\n      choose other events\n",
    ),
    "unknown period": (
        "2021",
        ("--per", "week"),
        "mmru: --per: unknown value 'week'\n      write one of month, quarter, year, decade, century\n",
    ),
    "empty period": (
        "2021",
        ("--per", ""),
        "mmru: --per: unknown value ''\n      write one of month, quarter, year, decade, century\n",
    ),
    "unknown lanes": ("2021", ("--by", "sectr"), "mmru: --by: unknown value 'sectr'\n      did you mean 'sector'?\n"),
    "years as lanes": (
        "2021",
        ("--by", "year"),
        "mmru: --by: unknown value 'year'\n      write one of sector, actor, kind, place, publisher, status\n",
    ),
    "no lanes": ("2021", ("--lanes", "0"), "mmru: --lanes: 0 is too small\n      write 1 or more\n"),
}


@pytest.mark.parametrize("case", _MISTAKES)
def test_mistake_exits_with_2(case: str) -> None:
    events, arguments, message = _MISTAKES[case]
    result = chart(events, *arguments)
    assert (result.code, result.out) == (2, "")
    # A note on the warnings of these small logs may precede it.
    assert result.err.endswith(message)


def test_time_that_is_too_long_even_for_centuries_exits_with_2(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    result = chart("0001\n9999")
    assert (result.code, result.out) == (2, "")
    assert result.err.endswith(
        "mmru: 100 cells do not fit into 60 columns\n      choose a shorter time span with --since and --until\n"
    )


def test_lanes_option_keeps_the_lanes_with_the_most_events() -> None:
    names = [f"s{number}" for number in range(300)]
    events = "".join(f"2021-01-{1 + number % 28:02} sectors: [{name}]\n" for number, name in enumerate(names))
    events += "2021-02-01 sectors: [s299]\n"
    result = chart(events)
    assert result.err.endswith("301 events; 276 lanes not shown, --lanes shows more\n")
    assert len([line for line in result.out.splitlines() if line.startswith("S")]) == 24
    assert "S299 " in result.out
    everything = chart(events, "--lanes", "300")
    assert len([line for line in everything.out.splitlines() if line.startswith("S")]) == 300


_NOTES: dict[str, tuple[tuple[str, ...], str]] = {
    "events outside the time shown": ((), "8 events; 1 before or after the time shown\n"),
    "nothing outside the time shown": (("--since", "1894"), "7 events\n"),
    "one event": (("--status", "planned"), "1 event\n"),
    "no event": (("--on", "1700"), "no events match\n"),
}


@pytest.mark.parametrize("case", _NOTES)
def test_note_counts_the_events(case: str) -> None:
    arguments, note = _NOTES[case]
    result = run("chart", *arguments)
    assert (result.code, result.err) == (0, note)
