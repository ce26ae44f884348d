"""Counts that keep what the dates leave open: periods, lanes, precision, originators, silences."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmru_timeline import Timeline, check_bytes
from mmru_timeline.analysis.statistics import (
    PERIODS,
    PRECISIONS,
    PeriodLength,
    by_originators,
    by_precision,
    lane,
    longest_silence,
    on_first_of_month,
    one_sided,
    periods,
)
from mmru_timeline.dates.edtf import FOREVER, NEVER, iso_day, parse
from mmru_timeline.query.grouping import Group
from mmru_timeline.query.matching import Hit
from mmru_timeline.records.model import Account, Event


def event(date: str, *rivals: str, **more: Any) -> Event:
    """An event with a date, and an account for each rival date."""
    accounts = tuple(Account(says="Otherwise.", sources=(), date=parse(rival)) for rival in rivals)
    return Event(id=date, date=parse(date), title=date, accounts=accounts, **more)


def hits(*dates: str) -> list[Hit]:
    """A hit on an event of each date."""
    return [Hit(event(date)) for date in dates]


SPANS: Mapping[str, tuple[tuple[str, ...], PeriodLength, str | None, dict[str, str], str]] = {
    "months": (("2021-11-30", "2022-01-01"), "month", None, {}, "2021-11-01 2021-12-01 2022-01-01"),
    "quarters begin in January, April, July and October": (
        ("2021-05-30", "2021-07-01"),
        "quarter",
        None,
        {},
        "2021-04-01 2021-07-01",
    ),
    "years": (("2021-05-30", "2022-07-01"), "year", None, {}, "2021-01-01 2022-01-01"),
    "decades": (("2019", "2021"), "decade", None, {}, "2010-01-01 2020-01-01"),
    "centuries": (("1999", "2021"), "century", None, {}, "1900-01-01 2000-01-01"),
    "the first decade begins with the year 1": (("0005",), "decade", None, {}, "0001-01-01"),
    "the first century begins with the year 1": (("0005",), "century", None, {}, "0001-01-01"),
    "to the last day of the calendar": (("9999-12-31",), "month", None, {}, "9999-12-01"),
    "an open end reaches the end of the scope": (
        ("2021-02/..",),
        "month",
        "2020/2021-04",
        {},
        "2021-02-01 2021-03-01 2021-04-01",
    ),
    "an unknown start reaches the start of the scope": (
        ("/2020-02",),
        "month",
        "2020/2021-04",
        {},
        "2020-01-01 2020-02-01",
    ),
    "without a scope an open end is ignored": (("2021-02/..",), "month", None, {}, "2021-02-01"),
    "an open end of the scope is no limit": (("2021-02/..",), "month", "2020/..", {}, "2021-02-01"),
    "an event outside the scope is ignored": (("1999", "2021"), "year", "2020/2025", {}, "2021-01-01"),
    "an event partly outside the scope is cut": (("1999/2021",), "year", "2020/2025", {}, "2020-01-01 2021-01-01"),
    "the scope is ignored if all events are outside it": (
        ("1999", "2001"),
        "year",
        "2020/2025",
        {},
        "1999-01-01 2000-01-01 2001-01-01",
    ),
    "a window within the scope": (("2015", "2021"), "year", "2020/2025", {"since": "2021"}, "2021-01-01"),
    "a window that is wider than the scope": (
        ("2019", "2020"),
        "year",
        "2020/2025",
        {"since": "2019"},
        "2019-01-01 2020-01-01",
    ),
    "a window after the scope": (("2027",), "year", "2020/2025", {"since": "2026"}, "2027-01-01"),
    "an event partly outside the window is cut": (
        ("2019/2024",),
        "year",
        None,
        {"since": "2020", "until": "2021"},
        "2020-01-01 2021-01-01",
    ),
    "an open end reaches the end of the window": (
        ("2020/..",),
        "year",
        None,
        {"until": "2021"},
        "2020-01-01 2021-01-01",
    ),
    "no day is known": (("../..",), "year", None, {}, ""),
    "only the scope has known days": (("../..",), "year", "2020/2021", {}, "2020-01-01 2021-01-01"),
}


@pytest.mark.parametrize("case", SPANS)
def test_periods(case: str) -> None:
    dates, length, scope, window, expected = SPANS[case]
    first = parse(window["since"]).s1 if "since" in window else NEVER
    last = parse(window["until"]).e2 if "until" in window else FOREVER
    spans = periods(hits(*dates), length, parse(scope) if scope else None, first, last)
    assert " ".join(str(span.start) for span in spans) == expected


def test_rival_dates_have_periods() -> None:
    spans = periods([Hit(event("2019", "2021"))], "year", None, parse("2020").s1)
    assert [str(span.start) for span in spans] == ["2021-01-01"]


DATES = st.one_of(
    st.dates().map(str),
    st.dates().map(lambda each: str(each)[:7]),
    st.dates().map(lambda each: f"{str(each)[:4]}~"),
    st.tuples(st.dates(), st.dates()).map(lambda pair: "/".join(map(str, sorted(pair)))),
    st.dates().map(lambda each: f"{each}/.."),
)


@given(st.lists(DATES, min_size=1, max_size=5), st.sampled_from(["decade", "century"]))
def test_periods_have_no_gaps_and_contain_every_event(dates: list[str], length: PeriodLength) -> None:
    found = hits(*dates)
    spans = periods(found, length, None)
    assert all(one.last + 1 == other.first for one, other in itertools.pairwise(spans))
    for hit in found:
        assert spans[0].first <= hit.event.date.s1
        assert hit.event.date.e2 == FOREVER or hit.event.date.e2 <= spans[-1].last
    counts = lane(Group("sector", "", "all", found), spans)
    assert len(counts.certain) == len(counts.possible) == len(spans)
    assert all(
        certain + possible <= len(found) for certain, possible in zip(counts.certain, counts.possible, strict=True)
    )
    assert sum(counts.certain) + sum(counts.possible) >= len(found)


def test_each_period_is_a_multiple_of_the_next_shorter_one() -> None:
    lengths = list(PERIODS.values())
    assert all(longer % shorter == 0 for shorter, longer in itertools.pairwise(lengths))


LANES: Mapping[str, tuple[Event, list[int], list[int]]] = {
    "a day": (event("2021-02-03"), [0, 1, 0], [0, 0, 0]),
    "a month": (event("2021-02"), [0, 1, 0], [0, 0, 0]),
    "a span": (event("2021-01/2021-02"), [1, 1, 0], [0, 0, 0]),
    "some day in the year": (event("2021"), [0, 0, 0], [1, 1, 1]),
    "about a month": (event("2021-02~"), [0, 0, 0], [0, 1, 0]),
    "an open end": (event("2021-02-03/.."), [0, 1, 1], [0, 0, 0]),
    "an unknown end": (event("2021-02-03/"), [0, 1, 0], [0, 0, 1]),
    "a rival date": (event("2021-02-03", "2021-03-03"), [0, 0, 0], [0, 1, 1]),
    "a rival date in the same month": (event("2021-02-03", "2021-02-04"), [0, 1, 0], [0, 0, 0]),
    "another year": (event("2022"), [0, 0, 0], [0, 0, 0]),
}


@pytest.mark.parametrize("case", LANES)
def test_lane_counts_certain_and_possible_events_apart(case: str) -> None:
    each, certain, possible = LANES[case]
    spans = periods(hits("2021-01-01", "2021-03-01"), "month", None)
    group = Group("sector", "", "all", [Hit(each)])
    counts = lane(group, spans)
    assert counts.group is group
    assert (counts.certain, counts.possible) == (certain, possible)


PRECISION_OF: Mapping[str, str] = {
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


@pytest.mark.parametrize("date", PRECISION_OF)
def test_by_precision(date: str) -> None:
    found = by_precision([event(date)])
    assert list(found) == list(PRECISIONS)
    assert [name for name, events in found.items() if events] == [PRECISION_OF[date]]


def test_cases_cover_every_precision() -> None:
    assert set(PRECISION_OF.values()) == set(PRECISIONS)


SOURCES = b"""
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
    """A log with state-run and other publishers."""
    return check_bytes(SOURCES, "sourced.yaml").require()


def test_by_originators(sourced: Timeline) -> None:
    found = {
        count: " ".join(each.id for each in events) for count, events in by_originators(sourced, sourced.events).items()
    }
    assert found == {
        0: "relayed no-source",
        1: "tass-alone part-alone free-alone text-alone a-copy state-and-relay",
        2: "two-of-russia both-sides state-and-free",
    }
    assert list(found) == [0, 1, 2]


def test_one_sided_events_by_state(sourced: Timeline) -> None:
    found = {
        state: " ".join(each.id for each in events) for state, events in one_sided(sourced, sourced.events).items()
    }
    assert found == {"russia": "tass-alone part-alone two-of-russia a-copy", "myanmar": "state-and-relay"}


def test_state_of_a_publisher(sourced: Timeline) -> None:
    publishers = ("tass", "tass-sport", "gnlm", "wire", "Nobody at All")
    assert [sourced.state_of(publisher) for publisher in publishers] == ["russia", "russia", "myanmar", None, None]


SILENCES: Mapping[str, tuple[tuple[str, ...], tuple[str, str, int, int] | None]] = {
    "no event": ((), None),
    "one event": (("2021",), None),
    "two days": (("2021-01-01", "2021-01-11"), ("2021-01-01", "2021-01-11", 10, 10)),
    "the longest": (("2021-01-01", "2021-01-11", "2021-03-01"), ("2021-01-11", "2021-03-01", 49, 49)),
    "the first of two equal ones": (("2021-01-01", "2021-01-11", "2021-01-21"), ("2021-01-01", "2021-01-11", 10, 10)),
    "the event before is uncertain": (("2021-01", "2021-03-01"), ("2021-01", "2021-03-01", 29, 59)),
    "the event after is uncertain": (("2021-01-01", "2021-03"), ("2021-01-01", "2021-03", 59, 89)),
    "the one that is longer at least": (("2021-01-01", "2021", "2022-01-31"), ("2021", "2022-01-31", 31, 395)),
    "after a long span": (("2021-01/2021-06", "2021-02-01", "2021-07-10"), ("2021-01/2021-06", "2021-07-10", 10, 39)),
    "an event without an end is ignored": (
        ("2021-01-01/..", "2021-01-11", "2021-01-13"),
        ("2021-01-11", "2021-01-13", 2, 2),
    ),
    "an event without a start ends no silence": (
        ("../2021-01-01", "/2021-01-05", "2021-01-11"),
        ("/2021-01-05", "2021-01-11", 6, 6),
    ),
    "the same day": (("2021-01-01", "2021-01-01"), ("2021-01-01", "2021-01-01", 0, 0)),
}


@pytest.mark.parametrize("case", SILENCES)
def test_longest_silence(case: str) -> None:
    dates, expected = SILENCES[case]
    events = sorted((event(date) for date in dates), key=lambda each: each.date.order)
    found = longest_silence(events)
    if expected is None:
        assert found is None
    else:
        assert found is not None
        assert (found.before.id, found.after.id, found.least, found.most) == expected


@given(st.lists(DATES, max_size=6))
def test_a_silence_is_at_least_no_longer_than_at_most(dates: list[str]) -> None:
    found = longest_silence(sorted((event(date) for date in dates), key=lambda each: each.date.order))
    assert found is None or 0 <= found.least <= found.most < FOREVER


@pytest.mark.parametrize("length", PERIODS)
@pytest.mark.parametrize("date", ["1904-02-10", "2024-02-10", "9999-12-31", "0001-01-01"])
def test_length_of_a_period(length: PeriodLength, date: str) -> None:
    (span,) = periods(hits(date), length, None)
    assert span.length == length or (length in ("decade", "century") and date[0] in "09")


def test_on_first_of_month() -> None:
    dates = ("2021-02-01", "2021-02-11", "2021-01", "2021-02-01~", "2021-01-01/2021-02-01", "2021")
    assert [each.id for each in on_first_of_month(event(date) for date in dates)] == ["2021-02-01"]


def test_first_and_last_day_of_a_period() -> None:
    (span,) = periods(hits("2024-02-10"), "month", None)
    assert (iso_day(span.first), iso_day(span.last)) == ("2024-02-01", "2024-02-29")
