"""How certainly an event is asked for, and what holds for every query."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from logs import FILTERS, SAMPLE_LOG, TERM_FILTERS, WINDOWS, Filters, filters, is_timed, log_with
from mmru_timeline import Account, Citation, Event, Hit, Overlap, Query, Source, Timeline, load, parse, select
from mmru_timeline.dates.edtf import NEVER
from mmru_timeline.query.matching import Selection, in_print

_VERSIONS: dict[str, tuple[str, tuple[str, ...], Overlap]] = {
    "no rival, certain": ("1895-03", (), Overlap.CERTAINLY),
    "no rival, possible": ("1895", (), Overlap.POSSIBLY),
    "no rival, outside": ("1896", (), Overlap.NO),
    "all certain": ("1895-03", ("1895-03-02",), Overlap.CERTAINLY),
    "the rival outside": ("1895-03", ("1896",), Overlap.POSSIBLY),
    "only the rival inside": ("1896", ("1895-03",), Overlap.POSSIBLY),
    "one rival of two possible": ("1896", ("1897", "1895"), Overlap.POSSIBLY),
    "all outside": ("1896", ("1897",), Overlap.NO),
}


@pytest.mark.parametrize("case", _VERSIONS)
def test_rival_date_makes_an_event_possible_and_certainty_needs_all_dates(case: str) -> None:
    own, rivals, expected = _VERSIONS[case]
    accounts = (
        Account(says="It was so.", sources=()),
        *(Account(says="It was not.", sources=(), date=parse(rival)) for rival in rivals),
    )
    event = Event(id="a", date=parse(own), title="A", accounts=accounts)
    assert Selection(log_with(), Query(on="1895-03")).overlap(event) is expected


def test_rival_date_in_another_year_leaves_a_day_of_any_year_certain() -> None:
    rival = Account(says="It was a year later.", sources=(), date=parse("1896-03-11"))
    event = Event(id="a", date=parse("1895-03-11"), title="A", accounts=(rival,))
    assert Selection(log_with(), Query(on="--03-11")).overlap(event) is Overlap.CERTAINLY


def test_rival_dates_on_a_day_of_any_year() -> None:
    (coronation,) = (event for event in SAMPLE_LOG.events if event.id == "coronation")
    found = [Selection(SAMPLE_LOG, Query(on=day)).rival_dates(coronation) for day in ("--05-03", "--05-04", "May")]
    assert found == [[], [parse("1894-05-04")], []]


_PRINTED: dict[str, tuple[tuple[str | None, ...], Overlap]] = {
    "no source": ((), Overlap.NO),
    "undated": ((None,), Overlap.POSSIBLY),
    "before": (("1895-03-11",), Overlap.CERTAINLY),
    "on the day": (("1895-03-12",), Overlap.CERTAINLY),
    "the day after": (("1895-03-13",), Overlap.NO),
    "in that month": (("1895-03",), Overlap.POSSIBLY),
    "before, but uncertain": (("1895-03-11?",), Overlap.POSSIBLY),
    "the earliest decides": (("1901", None, "1895-02"), Overlap.CERTAINLY),
}


@pytest.mark.parametrize("case", _PRINTED)
def test_event_is_in_print_once_one_of_its_sources_is(case: str) -> None:
    dates, expected = _PRINTED[case]
    sources = {
        f"s{number}": Source(id=f"s{number}", title="S", publisher="P", date=parse(text) if text else None)
        for number, text in enumerate(dates)
    }
    event = Event(id="a", date=parse("1895"), title="A", sources=tuple(Citation(id=name) for name in sources))
    log = replace(SAMPLE_LOG, sources=sources)
    assert in_print(event, log, parse("1895-03-12").s1) is expected
    assert Selection(log, Query(known_by="12 March 1895")).overlap(event) is expected


def known(status: str, sources: str, dates: str = "date: 1895-03-12") -> Timeline:
    """A log with one event, its sources given in YAML's flow style."""
    tables = "{early: {title: E, publisher: P, date: 1894}, late: {title: L, publisher: P, date: 1895-04}}"
    attributed = ", attributed_to: [some body]" if status == "claim" else ""
    accounts = ", accounts: [{says: No., sources: [late]}]" if status == "disputed" else ""
    event = f"{{id: a, {dates}, title: A, status: {status}, sources: {sources}{attributed}{accounts}}}"
    return log_with(sources=tables, events=f"[{event}]")


@pytest.mark.parametrize("status", ["fact", "claim", "disputed"])
def test_event_is_not_known_before_it_happened(status: str) -> None:
    log = known(status, "[early, late]")
    assert select(log, known_by="1895-03-11") == []
    assert [hit.certain for hit in select(log, known_by="1895-03-12")] == [True]


def test_planned_event_is_known_when_a_source_announced_it() -> None:
    assert [hit.certain for hit in select(known("planned", "[early]"), known_by="1894")] == [True]
    assert select(known("planned", "[early]"), known_by="1893") == []


def test_event_is_possibly_known_from_its_first_possible_day() -> None:
    log = known("fact", "[early]", "date: 1895-03")
    assert [len(select(log, known_by=day)) for day in ("1895-02-28", "1895-03-01")] == [0, 1]


def test_background_source_does_not_make_an_event_known() -> None:
    log = known("fact", "[{id: early, context: true}, late]")
    known_by = [[hit.certain for hit in select(log, known_by=day)] for day in ("1895-03", "1895-04-01", "1895-04")]
    assert known_by == [[], [False], [True]]


@pytest.mark.parametrize("log", [SAMPLE_LOG, load()], ids=["sample", "bundled"])
def test_no_event_of_a_log_is_known_before_it_happened(log: Timeline) -> None:
    for event in log.events:
        before = min(date.s1 for date in event.dates) - 1
        if event.status != "planned" and before > NEVER:
            assert in_print(event, log, before) is Overlap.NO


def test_select_takes_a_query_or_filters_but_not_both() -> None:
    with pytest.raises(TypeError, match=r"^select\(\) takes a query or filters, not both$"):
        select(SAMPLE_LOG, Query(), sector="coal")


def test_select_without_a_query_finds_every_event() -> None:
    assert select(SAMPLE_LOG) == select(SAMPLE_LOG, Query()) == [Hit(event) for event in SAMPLE_LOG.events]
    assert select(log_with()) == []


def asked(given: Filters) -> dict[str, bool]:
    """The ids of the events that a query with these fields finds, and whether they are certain."""
    return {hit.event.id: hit.certain for hit in select(SAMPLE_LOG, Query(**given))}


@given(given=filters(), data=st.data())
def test_another_filter_never_adds_an_event(given: Filters, data: st.DataObject) -> None:
    free: list[st.SearchStrategy[Filters]] = [
        st.fixed_dictionaries({name: values}) for name, values in FILTERS.items() if name not in given
    ]
    times = {"since", "until", "on", "last", "around"}
    if times.isdisjoint(given):
        free.append(WINDOWS)
    if is_timed(given) and "surely_dated" not in given:
        free.append(st.just({"surely_dated": True}))
    assume(free)
    narrow = asked(given | data.draw(st.one_of(free)))
    wide = asked(given)
    assert narrow.keys() <= wide.keys()
    assert all(wide[name] for name, certain in narrow.items() if certain)


@pytest.mark.parametrize("name", ["with_all", "without", "words"])
@given(given=filters(), data=st.data())
def test_another_value_of_a_narrowing_filter_never_adds_an_event(
    name: str, given: Filters, data: st.DataObject
) -> None:
    first, second = data.draw(FILTERS[name]), data.draw(FILTERS[name])
    assert asked({**given, name: first + second}).keys() <= asked({**given, name: first}).keys()


@pytest.mark.parametrize("name", TERM_FILTERS)
@given(given=filters(), data=st.data())
def test_another_value_of_a_widening_filter_never_removes_an_event(
    name: str, given: Filters, data: st.DataObject
) -> None:
    first, second = data.draw(TERM_FILTERS[name]), data.draw(TERM_FILTERS[name])
    narrow, wide = asked({**given, name: first}), asked({**given, name: first + second})
    assert narrow.items() <= wide.items()


@given(given=filters())
def test_hits_are_in_the_order_of_the_log_and_agree_with_overlap(given: Filters) -> None:
    selection = Selection(SAMPLE_LOG, Query(**given))
    overlaps = [(event, selection.overlap(event)) for event in SAMPLE_LOG.events]
    expected = [Hit(event, overlap is Overlap.CERTAINLY) for event, overlap in overlaps if overlap is not Overlap.NO]
    assert selection.hits == expected


@given(given=filters().filter(is_timed))
def test_surely_dated_keeps_the_certain_hits(given: Filters) -> None:
    loose: dict[str, Any] = {**given, "surely_dated": False}
    certain = [hit for hit in select(SAMPLE_LOG, Query(**loose)) if hit.certain]
    assert select(SAMPLE_LOG, Query(**{**given, "surely_dated": True})) == certain


@given(
    given=st.fixed_dictionaries({}, optional=FILTERS),
    days=st.lists(st.dates(date(1880, 1, 1), date(1902, 12, 31)), min_size=2, max_size=2).map(sorted),
    before=st.integers(0, 400),
    after=st.integers(0, 400),
)
def test_wider_window_never_removes_an_event_nor_makes_it_less_certain(
    given: Filters, days: list[date], before: int, after: int
) -> None:
    since, until = days
    narrow = Query(**given, since=str(since), until=str(until))
    wide = Query(**given, since=str(since - timedelta(before)), until=str(until + timedelta(after)))
    for event in SAMPLE_LOG.events:
        assert Selection(SAMPLE_LOG, wide).overlap(event) >= Selection(SAMPLE_LOG, narrow).overlap(event)
