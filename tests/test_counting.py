"""Counts that keep what dates leave open: periods, lanes, precision, attestation, silences."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmru_timeline.analysis.statistics import (
    PERIODS,
    PRECISIONS,
    Period,
    attested,
    default_looking,
    lanes,
    longest_silence,
    one_sided,
    periods,
    precision,
    state_of,
)
from mmru_timeline.dates.edtf import FOREVER, NEVER, day_text, parse
from mmru_timeline.query.matching import Group, Hit, Query
from mmru_timeline.reading.rules import examine
from mmru_timeline.records.model import Account, Event, Timeline


def event(date: str, *rivals: str, **more: Any) -> Event:
    """An event on a date, with rival dates."""
    accounts = tuple(Account(says="Otherwise.", sources=(), date=parse(rival)) for rival in rivals)
    return Event(id=date, date=parse(date), title=date, accounts=accounts, **more)


def hits(*dates: str) -> list[Hit]:
    """Hits on events of these dates."""
    return [Hit(event(date)) for date in dates]


def day(text: str) -> int:
    return parse(text).s1


SPANS: Mapping[str, tuple[tuple[str, ...], Period, str | None, dict[str, str], str]] = {
    "months": (("2021-11-30", "2022-01-01"), "month", None, {}, "2021-11-01 2021-12-01 2022-01-01"),
    "quarters begin in January, April …": (("2021-05-30", "2021-07-01"), "quarter", None, {}, "2021-04-01 2021-07-01"),
    "years": (("2021-05-30", "2022-07-01"), "year", None, {}, "2021-01-01 2022-01-01"),
    "decades": (("2019", "2021"), "decade", None, {}, "2010-01-01 2020-01-01"),
    "centuries": (("1999", "2021"), "century", None, {}, "1900-01-01 2000-01-01"),
    "the first decade has no year 0": (("0005",), "decade", None, {}, "0001-01-01"),
    "the first century neither": (("0005",), "century", None, {}, "0001-01-01"),
    "to the end of time": (("9999-12-31",), "month", None, {}, "9999-12-01"),
    "an open end reaches to the end of the scope": (
        ("2021-02/..",),
        "month",
        "2020/2021-04",
        {},
        "2021-02-01 2021-03-01 2021-04-01",
    ),
    "an unknown beginning to its beginning": (("/2020-02",), "month", "2020/2021-04", {}, "2020-01-01 2020-02-01"),
    "without a scope it is left out": (("2021-02/..",), "month", None, {}, "2021-02-01"),
    "an open scope bounds nothing": (("2021-02/..",), "month", "2020/..", {}, "2021-02-01"),
    "an event outside the scope is not drawn": (("1999", "2021"), "year", "2020/2025", {}, "2021-01-01"),
    "one that reaches into it is cut": (("1999/2021",), "year", "2020/2025", {}, "2020-01-01 2021-01-01"),
    "all outside do without it": (
        ("1999", "2001"),
        "year",
        "2020/2025",
        {},
        "1999-01-01 2000-01-01 2001-01-01",
    ),
    "the window goes before the scope": (("2015", "2021"), "year", "2020/2025", {"since": "2021"}, "2021-01-01"),
    "a wider window": (
        ("2019", "2020"),
        "year",
        "2020/2025",
        {"since": "2019"},
        "2019-01-01 2020-01-01",
    ),
    "a window after the scope": (("2027",), "year", "2020/2025", {"since": "2026"}, "2027-01-01"),
    "a window cuts": (("2019/2024",), "year", None, {"since": "2020", "until": "2021"}, "2020-01-01 2021-01-01"),
    "an open end reaches to the window's": (
        ("2020/..",),
        "year",
        None,
        {"until": "2021"},
        "2020-01-01 2021-01-01",
    ),
    "no days at all": (("../..",), "year", None, {}, ""),
    "no days but the scope's": (("../..",), "year", "2020/2021", {}, "2020-01-01 2021-01-01"),
}


@pytest.mark.parametrize("case", SPANS)
def test_periods(case: str) -> None:
    dates, length, scope, window, expected = SPANS[case]
    query = Query(
        since=parse(window["since"]).s1 if "since" in window else NEVER,
        until=parse(window["until"]).e2 if "until" in window else FOREVER,
    )
    spans = periods(hits(*dates), length, parse(scope) if scope else None, query)
    assert " ".join(str(span.start) for span in spans) == expected


def test_rival_dates_have_their_periods_too() -> None:
    spans = periods([Hit(event("2019", "2021"))], "year", None, Query(since=day("2020")))
    assert [str(span.start) for span in spans] == ["2021-01-01"]


_DATES = st.one_of(
    st.dates().map(str),
    st.dates().map(lambda each: str(each)[:7]),
    st.dates().map(lambda each: f"{str(each)[:4]}~"),
    st.tuples(st.dates(), st.dates()).map(lambda pair: "/".join(map(str, sorted(pair)))),
    st.dates().map(lambda each: f"{each}/.."),
)


@given(st.lists(_DATES, min_size=1, max_size=5), st.sampled_from(["decade", "century"]))
def test_periods_lie_side_by_side_and_hold_every_event(dates: list[str], length: Period) -> None:
    found = hits(*dates)
    spans = periods(found, length, None, Query())
    assert all(one.last + 1 == other.first for one, other in itertools.pairwise(spans))
    for hit in found:
        assert spans[0].first <= hit.event.date.s1
        assert hit.event.date.e2 == FOREVER or hit.event.date.e2 <= spans[-1].last
    (lane,) = lanes([Group("sector", "", "all", found)], spans)
    assert len(lane.certain) == len(lane.possible) == len(spans)
    assert all(sure + maybe <= len(found) for sure, maybe in zip(lane.certain, lane.possible, strict=True))
    assert sum(lane.certain) + sum(lane.possible) >= len(found)


def test_lengths_of_periods_divide_one_another() -> None:
    lengths = list(PERIODS.values())
    assert all(longer % shorter == 0 for shorter, longer in itertools.pairwise(lengths))


LANES: Mapping[str, tuple[Event, list[int], list[int]]] = {
    "a day": (event("2021-02-03"), [0, 1, 0], [0, 0, 0]),
    "a month": (event("2021-02"), [0, 1, 0], [0, 0, 0]),
    "a span": (event("2021-01/2021-02"), [1, 1, 0], [0, 0, 0]),
    "some day of the year": (event("2021"), [0, 0, 0], [1, 1, 1]),
    "about then": (event("2021-02~"), [0, 0, 0], [0, 1, 0]),
    "an open end": (event("2021-02-03/.."), [0, 1, 1], [0, 0, 0]),
    "an unknown end": (event("2021-02-03/"), [0, 1, 0], [0, 0, 1]),
    "a rival date": (event("2021-02-03", "2021-03-03"), [0, 0, 0], [0, 1, 1]),
    "a rival date in the same month": (event("2021-02-03", "2021-02-04"), [0, 1, 0], [0, 0, 0]),
    "another year": (event("2022"), [0, 0, 0], [0, 0, 0]),
}


@pytest.mark.parametrize("case", LANES)
def test_lanes_tell_the_certain_from_the_possible(case: str) -> None:
    each, certain, possible = LANES[case]
    spans = periods(hits("2021-01-01", "2021-03-01"), "month", None, Query())
    (lane,) = lanes([Group("sector", "", "all", [Hit(each)])], spans)
    assert (lane.certain, lane.possible) == (certain, possible)


EXACT: Mapping[str, str] = {
    "2021-02-03": "exact to the day",
    "2021-02-03/2021-02-03": "exact to the day",
    "2021-02-03/2021-04-05": "span of exact days",
    "2021-02-03~": "qualified (? ~ %)",
    "2021-02-03/2021-04?": "qualified (? ~ %)",
    "2021~/..": "qualified (? ~ %)",
    "2021-02-03/..": "open or unknown end",
    "../2021-02-03": "open or unknown end",
    "2021-02-03/": "open or unknown end",
    "../..": "open or unknown end",
    "2021-02": "known to the month",
    "2021-02/2021-04": "known to the month",
    "2021-02-03/2021-04": "known to the month",
    "2021": "known to the year",
    "2020/2024": "known to the year",
    "2021-XX": "known to the year",
    "202X": "vaguer than a year",
    "2021-02-03/202X": "vaguer than a year",
}


@pytest.mark.parametrize("date", EXACT)
def test_precision(date: str) -> None:
    found = precision([event(date)])
    assert list(found) == list(PRECISIONS)
    assert [name for name, events in found.items() if events] == [EXACT[date]]


def test_every_precision_has_a_case() -> None:
    assert set(EXACT.values()) == set(PRECISIONS)


_SOURCES = b"""
schema: 1
title: A log
actors:
  russia: {name: Russia, kind: country}
  myanmar: {name: Myanmar, kind: country}
publishers:
  tass: {name: TASS, state: russia, aliases: [ITAR-TASS]}
  tass-sport: {name: TASS Sport, part_of: tass}
  ria: {name: RIA, state: russia}
  gnlm: {name: Global New Light, state: myanmar}
  wire: {name: The Wire}
sources:
  t: {title: T, publisher: ITAR-TASS}
  s: {title: S, publisher: TASS Sport}
  r: {title: R, publisher: ria}
  g: {title: G, publisher: Global New Light}
  w: {title: W, publisher: wire}
  x: {title: X, publisher: Nobody at All}
  c: {title: C, publisher: wire, origin: tass}
  p: {title: P, publisher: wire, secondary: true}
events:
  - {id: tass-alone, date: 2021-01-01, title: A, sources: [t]}
  - {id: part-alone, date: 2021-01-02, title: B, sources: [s]}
  - {id: two-of-russia, date: 2021-01-03, title: C, sources: [t, r]}
  - {id: both-sides, date: 2021-01-04, title: D, sources: [t, g]}
  - {id: state-and-free, date: 2021-01-05, title: E, sources: [t, w]}
  - {id: free-alone, date: 2021-01-06, title: F, sources: [w]}
  - {id: text-alone, date: 2021-01-07, title: G, sources: [x]}
  - {id: a-copy, date: 2021-01-08, title: H, sources: [c, t]}
  - {id: relayed, date: 2021-01-09, title: I, sources: [p]}
  - {id: state-and-relay, date: 2021-01-10, title: J, sources: [g, p]}
  - {id: no-source, date: 2021-01-11, title: K}
"""


@pytest.fixture(scope="module")
def sourced() -> Timeline:
    verdict = examine(_SOURCES, "sourced.yaml")
    assert verdict.timeline is not None, verdict.diagnostics
    return verdict.timeline


def test_events_by_the_number_of_originators(sourced: Timeline) -> None:
    found = {count: " ".join(each.id for each in events) for count, events in attested(sourced, sourced.events).items()}
    assert found == {
        0: "relayed no-source",
        1: "tass-alone part-alone free-alone text-alone a-copy state-and-relay",
        2: "two-of-russia both-sides state-and-free",
    }
    assert list(found) == [0, 1, 2]


def test_events_on_state_run_publishers_of_one_side_alone(sourced: Timeline) -> None:
    found = {
        state: " ".join(each.id for each in events) for state, events in one_sided(sourced, sourced.events).items()
    }
    assert found == {"russia": "tass-alone part-alone two-of-russia a-copy", "myanmar": "state-and-relay"}


def test_the_state_of_a_publisher(sourced: Timeline) -> None:
    names = ("tass", "TASS Sport", "Global New Light", "wire", "Nobody at All")
    assert [state_of(sourced, name) for name in names] == ["russia", "russia", "myanmar", None, None]


SILENCES: Mapping[str, tuple[tuple[str, ...], tuple[str, str, int, int] | None]] = {
    "none": ((), None),
    "one event": (("2021",), None),
    "two days": (("2021-01-01", "2021-01-11"), ("2021-01-01", "2021-01-11", 10, 10)),
    "the longest": (("2021-01-01", "2021-01-11", "2021-03-01"), ("2021-01-11", "2021-03-01", 49, 49)),
    "the first of two equal ones": (("2021-01-01", "2021-01-11", "2021-01-21"), ("2021-01-01", "2021-01-11", 10, 10)),
    "uncertain before": (("2021-01", "2021-03-01"), ("2021-01", "2021-03-01", 29, 59)),
    "uncertain after": (("2021-01-01", "2021-03"), ("2021-01-01", "2021-03", 59, 89)),
    "the surer of two": (("2021-01-01", "2021", "2022-01-31"), ("2021", "2022-01-31", 31, 395)),
    "after a long span": (("2021-01/2021-06", "2021-02-01", "2021-07-10"), ("2021-01/2021-06", "2021-07-10", 10, 39)),
    "what has no end is no bound": (("2021-01-01/..", "2021-01-11", "2021-01-13"), ("2021-01-11", "2021-01-13", 2, 2)),
    "nor what has no beginning": (
        ("../2021-01-01", "/2021-01-05", "2021-01-11"),
        ("/2021-01-05", "2021-01-11", 6, 6),
    ),
    "the same day": (("2021-01-01", "2021-01-01"), ("2021-01-01", "2021-01-01", 0, 0)),
}


@pytest.mark.parametrize("case", SILENCES)
def test_the_longest_silence(case: str) -> None:
    dates, expected = SILENCES[case]
    events = sorted((event(date) for date in dates), key=lambda each: each.date.order)
    found = longest_silence(events)
    if expected is None:
        assert found is None
    else:
        assert found is not None
        assert (found.before.id, found.after.id, found.least, found.most) == expected


@given(st.lists(_DATES, max_size=6))
def test_bounds_of_silences_are_in_order(dates: list[str]) -> None:
    found = longest_silence(sorted((event(date) for date in dates), key=lambda each: each.date.order))
    assert found is None or 0 <= found.least <= found.most < FOREVER


def test_first_days_of_months_look_like_a_default() -> None:
    dates = ("2021-02-01", "2021-02-11", "2021-01", "2021-02-01~", "2021-01-01/2021-02-01", "2021")
    assert [each.id for each in default_looking(event(date) for date in dates)] == ["2021-02-01"]


def test_the_days_of_spans_are_those_of_the_calendar() -> None:
    (span,) = periods(hits("2024-02-10"), "month", None, Query())
    assert (day_text(span.first), day_text(span.last)) == ("2024-02-01", "2024-02-29")
