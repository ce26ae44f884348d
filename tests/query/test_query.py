"""What each filter of a query finds, and what is said of a mistake in one."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given

from logs import ALL_IDS, SAMPLE_LOG, Filters, filters, ids_of, log_with
from logs import FILTERS as RANDOM_FILTERS
from mmru_timeline import MmruError, Query, UnknownEventError, UnknownTermError, UsageError, parse, select
from mmru_timeline.dates.edtf import FOREVER, NEVER
from mmru_timeline.query.query import AROUND_DAYS, Filter, filter_of, query_from

_COAL = "coal-talks coal-treaty output-1896 first-train"


def found(given: Filters) -> str:
    """The ids of what a query with these fields finds in the sample log."""
    return ids_of(select(SAMPLE_LOG, Query(**given)))


_FOUND: dict[str, tuple[Filters, str]] = {
    "no filter": ({}, ALL_IDS),
    "sector by id": ({"sectors": {"court"}}, "old-treaty coronation coal-treaty-dinner"),
    "sector with its parts": ({"sectors": {"energy"}}, _COAL),
    "sector in another case": ({"sectors": ("Energy",)}, _COAL),
    "sector by alias": ({"sectors": ["pit coal"]}, _COAL),
    "sectors separated by commas": ({"sectors": "court, coal"}, ALL_IDS.removesuffix(" second-railway")),
    "several sectors": (
        {"sectors": ("court", "trade")},
        "old-treaty coronation coal-talks coal-treaty coal-treaty-dinner second-railway",
    ),
    "actor in another script": ({"actors": "руритания"}, ALL_IDS.removesuffix(" second-railway")),
    "actor by the beginning of a word": ({"actors": "prin"}, "coronation coal-treaty-dinner"),
    "actor and sector that share no event": ({"actors": "flavia", "sectors": "coal"}, ""),
    "kind": ({"kinds": "ceremony"}, "coronation coal-treaty-dinner"),
    "several kinds": ({"kinds": "agreement,meeting"}, "old-treaty coal-talks coal-treaty"),
    "kind other, which is the default": ({"kinds": "other"}, "second-railway"),
    "status": ({"statuses": "planned"}, "second-railway"),
    "several statuses": ({"statuses": "claim,disputed"}, "output-1896 first-train"),
    "status by its beginning": ({"statuses": "disp"}, "output-1896"),
    "place by the beginnings of words": (
        {"places": "strel rurit"},
        "coronation coal-treaty coal-treaty-dinner",
    ),
    "several places": ({"places": ("hofbau", "strelsau")}, "coronation coal-talks coal-treaty coal-treaty-dinner"),
    "publishers of a state": ({"states": "ruritania"}, "coronation coal-treaty"),
    "source by id": ({"sources": "wire-1895"}, "coal-treaty"),
    "source by publisher": ({"sources": "Strelsau Gazette"}, "coronation coal-treaty"),
    "source by the id of its publisher": ({"sources": "gazette"}, "coronation coal-treaty"),
    "source by a publisher that is not declared": (
        {"sources": "hentzau & sons"},
        "old-treaty coronation output-1896 first-train second-railway",
    ),
    "source of a rival account": ({"sources": "times-1895"}, "coal-talks coal-treaty coal-treaty-dinner output-1896"),
    "several sources": ({"sources": "wire-1895,gazette-1894"}, "coronation coal-treaty"),
    "with each of two": ({"with_all": ("coal", "rudolf")}, "coal-treaty"),
    "with each of two separated by a comma": (
        {"with_all": "trade,graustark"},
        "coal-talks coal-treaty second-railway",
    ),
    "with the parts of each": ({"with_all": ("energy", "ruritania")}, _COAL),
    "without": ({"without": "ruritania"}, "second-railway"),
    "without either of two": ({"without": ("court", "coal")}, "second-railway"),
    "with and without": ({"with_all": "graustark", "without": "energy"}, "old-treaty second-railway"),
    "milestones": ({"milestones": True}, "coronation coal-treaty"),
    "no parts": ({"no_parts": True}, ALL_IDS.replace(" coal-treaty-dinner", "")),
    "different filters narrow": ({"sectors": "coal", "actors": "graustark", "kinds": "agreement"}, "coal-treaty"),
    "since": ({"since": "1896"}, "output-1896 ?first-train second-railway"),
    "since a month within a span": ({"since": "1896-02"}, "output-1896 ?first-train second-railway"),
    "until": ({"until": "1889"}, "old-treaty"),
    "until a year within a decade": ({"until": "1885"}, "?old-treaty"),
    "since a year within a decade": ({"since": "1885", "until": "1893"}, "?old-treaty"),
    "until the month before a span": ({"until": "1894-10", "since": "1894-09"}, ""),
    "on a day within the month in which a span starts": ({"on": "1894-11-15"}, "?coal-talks"),
    "until the month before an exact day": ({"until": "1894-04"}, "old-treaty"),
    "until a year within a span": ({"until": "1894"}, "old-treaty coronation coal-talks"),
    "between": ({"since": "Jan 1895", "until": "11 Mar 1895"}, "coal-talks coal-treaty coal-treaty-dinner"),
    "a year as a number": ({"on": 1899}, "second-railway"),
    "on a day that a rival account gives": ({"on": "1894-05-04"}, "?coronation"),
    "on the month of both accounts": ({"on": "1894-05"}, "coronation"),
    "on a qualified month": ({"on": "1896-09"}, "output-1896 ?first-train"),
    "on a quarter": ({"on": "1895-Q1"}, "coal-talks coal-treaty coal-treaty-dinner"),
    "on a day of any year": (
        {"on": "--03-11"},
        "?old-treaty coal-treaty coal-treaty-dinner",
    ),
    "on a day of any year in words": ({"on": "15 November"}, "?old-treaty ?coal-talks"),
    "on a day of any year that a rival account gives": (
        {"on": "--05-04"},
        "?old-treaty ?coronation",
    ),
    "on a day of any year, surely dated": ({"on": "--05-03", "surely_dated": True}, ""),
    "on a month of any year": ({"on": "May"}, "?old-treaty coronation"),
    "surely dated leaves out the possible": ({"on": "1894-05-04", "surely_dated": True}, ""),
    "surely dated keeps the certain": ({"since": "1896", "surely_dated": True}, "output-1896 second-railway"),
    "last, counted from the end of the scope": ({"last": "4y"}, "output-1896 ?first-train second-railway"),
    "around": ({"around": "coal-treaty"}, "?coal-talks coal-treaty coal-treaty-dinner"),
    "around with days": ({"around": "coal-treaty", "days": 0}, "coal-treaty coal-treaty-dinner"),
    "around by the beginning of an id": ({"around": "coro", "days": 0}, "?coronation"),
    "known by the day after the coronation": ({"known_by": "1894-05-04"}, "coronation"),
    "known by a day in the month of its source": (
        {"known_by": "1895-03-12"},
        "coronation ?coal-talks coal-treaty ?coal-treaty-dinner",
    ),
    "known by the end of the month of its source": (
        {"known_by": "Mar 1895"},
        "coronation coal-talks coal-treaty coal-treaty-dinner",
    ),
    "known by, surely dated": ({"known_by": "1895-03-12", "surely_dated": True}, "coronation coal-treaty"),
    "known by an event": (
        {"known_by": "coal-treaty-dinner"},
        "coronation ?coal-talks ?coal-treaty ?coal-treaty-dinner",
    ),
    "known by, and a time": ({"known_by": "1901", "on": "1896-09"}, "output-1896 ?first-train"),
}


@pytest.mark.parametrize("case", _FOUND)
def test_filter_finds_events(case: str) -> None:
    given, expected = _FOUND[case]
    assert found(given) == expected


_ACTORS = "write one of ruritania, graustark, rudolf, flavia, zenda-mines"
_TYPED = "write 2023, 2023-02, 2023-02-06, 2023-Q1, 'Feb 2023' or '6 Feb 2023'"

_MISTAKES: dict[str, tuple[Filters, type[MmruError], str, str]] = {
    "unknown sector": (
        {"sectors": "energgy"},
        UnknownTermError,
        "unknown sector 'energgy'",
        "did you mean 'energy'?",
    ),
    "unknown actor with nothing near": ({"actors": "xyzzy"}, UnknownTermError, "unknown actor 'xyzzy'", _ACTORS),
    "ambiguous actor": (
        {"actors": "r"},
        UnknownTermError,
        "actor 'r' is ambiguous (2 matches)",
        "write one of ruritania, rudolf (Rudolf V)",
    ),
    "one of several sectors unknown": (
        {"sectors": "court,cole"},
        UnknownTermError,
        "unknown sector 'cole'",
        "did you mean 'coal'?",
    ),
    "only a comma": (
        {"sectors": ","},
        UnknownTermError,
        "unknown sector ','",
        "write one of court, energy, coal, trade",
    ),
    "empty actor": ({"actors": ""}, UnknownTermError, "unknown actor ''", _ACTORS),
    "unknown kind": (
        {"kinds": "xyzzy"},
        UnknownTermError,
        "unknown kind 'xyzzy'",
        "write one of visit, meeting, agreement, delivery, exercise, statement, report, statistic, vote, sanction, "
        "ceremony, incident, other",
    ),
    "unknown status": (
        {"statuses": "xyzzy"},
        UnknownTermError,
        "unknown status 'xyzzy'",
        "write one of fact, claim, planned, disputed",
    ),
    "unknown source": (
        {"sources": "xyzzy"},
        UnknownTermError,
        "unknown source or publisher 'xyzzy'",
        "write one of gazette, times, Hentzau & Sons, book, gazette-1894, times-1895, wire-1895",
    ),
    "with an unknown term": (
        {"with_all": "xyzzy"},
        UnknownTermError,
        "unknown sector or actor 'xyzzy'",
        f"{_ACTORS}, court, energy, coal, trade",
    ),
    "without an unknown term": (
        {"without": "rudolff"},
        UnknownTermError,
        "unknown sector or actor 'rudolff'",
        "did you mean 'rudolf' (Rudolf V)?",
    ),
    "on and since": (
        {"on": "1895", "since": "1894"},
        UsageError,
        "--on cannot be combined with --since",
        "use one of them",
    ),
    "last and until": (
        {"last": "1y", "until": "1894"},
        UsageError,
        "--last cannot be combined with --until",
        "use one of them",
    ),
    "on and last": (
        {"on": "1895", "last": "1y"},
        UsageError,
        "--on cannot be combined with --last",
        "use one of them",
    ),
    "around, since and until": (
        {"around": "coronation", "since": "1894", "until": "1895"},
        UsageError,
        "--around cannot be combined with --since, --until",
        "use one of them",
    ),
    "days without around": (
        {"days": 3},
        UsageError,
        "--days needs --around",
        "name the event with --around ID, or the last day with --until",
    ),
    "since after until": (
        {"since": "1896", "until": "1895"},
        UsageError,
        "--since 1896 is later than --until 1895",
        "swap the dates",
    ),
    "surely dated without a time": (
        {"surely_dated": True},
        UsageError,
        "--surely-dated needs a time",
        "add a filter by time, such as --since",
    ),
    "since a day without a year": (
        {"since": "27 March"},
        UsageError,
        "--since: '27 March' has no year",
        "add the year; only --on takes a day of any year",
    ),
    "on a day that no year has": (
        {"on": "--02-30"},
        UsageError,
        "--on: --02-30: February has 29 days",
        "write --02-29, or --02 for the whole month",
    ),
    "impossible day": (
        {"since": "1895-02-30"},
        UsageError,
        "--since: 1895-02-30: February 1895 has 28 days",
        "write 1895-02-28, or 1895-02 if the day is unknown",
    ),
    "unknown month": ({"until": "Febtember 1895"}, UsageError, "--until: 'Febtember 1895': not a date", _TYPED),
    "day before the year": (
        {"on": "3.4.1895"},
        UsageError,
        "--on: 3.4.1895: the year comes first",
        "write year-month-day, such as 2023-02-06",
    ),
    "not a span": (
        {"last": "soon"},
        UsageError,
        "--last: 'soon' is not a span of time",
        "write 90d, 6w, 18m or 2y",
    ),
    "no year": (
        {"known_by": "yesterday evening"},
        UsageError,
        "--known-by: 'yesterday evening': a date needs a four-digit year",
        _TYPED,
    ),
    "neither a date nor an event": (
        {"since": "soon"},
        UsageError,
        "--since: 'soon' is neither a date nor an event",
        f"{_TYPED}, or the id of an event",
    ),
    "nearly an event": (
        {"until": "coronatoin"},
        UsageError,
        "--until: 'coronatoin' is neither a date nor an event",
        "did you mean 'coronation'?",
    ),
    "the beginning of several events": (
        {"on": "coal-t"},
        UsageError,
        "--on: event id 'coal-t' is ambiguous (3 matches)",
        "write one of coal-talks, coal-treaty, coal-treaty-dinner",
    ),
    "a withdrawn event": (
        {"known_by": "coal-dinner"},
        UsageError,
        "--known-by: event 'coal-dinner' was withdrawn: merged",
        "see 'coal-treaty-dinner' instead",
    ),
    "around several events": (
        {"around": "coal-t"},
        UnknownEventError,
        "event id 'coal-t' is ambiguous (3 matches)",
        "write one of coal-talks, coal-treaty, coal-treaty-dinner",
    ),
    "around an unknown event": (
        {"around": "coronatoin"},
        UnknownEventError,
        "unknown event 'coronatoin'",
        "did you mean 'coronation'?",
    ),
    "around a withdrawn event": (
        {"around": "coal-dinner"},
        UnknownEventError,
        "event 'coal-dinner' was withdrawn: merged",
        "see 'coal-treaty-dinner' instead",
    ),
}


@pytest.mark.parametrize("case", _MISTAKES)
def test_mistake_raises_error_with_message_and_hint(case: str) -> None:
    given, error, message, hint = _MISTAKES[case]
    with pytest.raises(error) as caught:
        found(given)
    assert (caught.value.message, caught.value.hint) == (message, hint)


_WINDOWS: dict[str, tuple[Filters, str, str]] = {
    "since": ({"since": "Feb 1895"}, "1895-02-01", ""),
    "until": ({"until": "1895-Q3"}, "", "1895-09-30"),
    "since and until": ({"since": "1894", "until": "6 March 1895"}, "1894-01-01", "1895-03-06"),
    "on a decade": ({"on": "189X"}, "1890-01-01", "1899-12-31"),
    "on an interval": ({"on": "1894-11/1895-02"}, "1894-11-01", "1895-02-28"),
    "on an interval with an open end": ({"on": "1895-03/.."}, "1895-03-01", ""),
    "since an event": ({"since": "coal-talks"}, "1894-11-01", ""),
    "until an event": ({"until": "coal-talks"}, "", "1895-02-28"),
    "on an event": ({"on": "coal-talks"}, "1894-11-01", "1895-02-28"),
    "between events": ({"since": "coronation", "until": "coal-treaty"}, "1894-05-03", "1895-03-11"),
    "since an event without a last day": ({"since": "second-railway"}, "1899-01-01", ""),
    "until an event without a last day": ({"until": "second-railway"}, "", ""),
    "since the beginning of an id, in capitals": ({"since": " CORO"}, "1894-05-03", ""),
    "last": ({"last": "18m"}, "1898-07-01", "1899-12-31"),
    "around": ({"around": "coal-treaty"}, "1895-02-09", "1895-04-10"),
    "around with days": ({"around": "coal-treaty", "days": 1}, "1895-03-10", "1895-03-12"),
    "around an event without an end": ({"around": "second-railway", "days": 1}, "1898-12-31", ""),
    "no time": ({"sectors": "coal"}, "", ""),
}


@pytest.mark.parametrize("case", _WINDOWS)
def test_window_has_first_and_last_day(case: str) -> None:
    given, first, last = _WINDOWS[case]
    expected = (parse(first).s1 if first else NEVER, parse(last).e2 if last else FOREVER)
    assert Query(**given).window(SAMPLE_LOG) == expected


def test_text_that_reads_as_a_date_is_not_an_id() -> None:
    log = log_with(events="[{id: march-1895, date: 1901, title: A}, {id: '1899', date: 1902, title: B}]")
    assert Query(on="march-1895").window(log) == (parse("1895-03").s1, parse("1895-03").e2)
    assert Query(on="1899").window(log) == (parse("1899").s1, parse("1899").e2)


def test_mistyped_date_is_not_the_beginning_of_an_id() -> None:
    log = log_with(events="[{id: 1895-03-3, date: 1901, title: A}, {id: 1895-04-30-talks, date: 1902, title: B}]")
    assert Query(on="1895-03-3").window(log) == (parse("1901").s1, parse("1901").e2)
    assert Query(on="1895-04-30-ta").window(log) == (parse("1902").s1, parse("1902").e2)
    with pytest.raises(UsageError, match="1895-04-3: month and day have two digits each"):
        select(log, on="1895-04-3")


def test_around_uses_30_days_by_default() -> None:
    assert AROUND_DAYS == 30
    default = Query(around="coal-treaty").window(SAMPLE_LOG)
    assert default == Query(around="coal-treaty", days=AROUND_DAYS).window(SAMPLE_LOG)


def test_last_is_counted_from_the_last_event_if_the_scope_has_no_end() -> None:
    log = log_with(
        events="[{id: a, date: 1900, title: A}, {id: b, date: 1901-05-06, title: B}, {id: c, date: 1901/..,"
        " title: C, allow: [out-of-order]}]"
    )
    assert Query(last="1d").window(log) == (parse("1901-05-06").s1, parse("1901-05-06").s1)


def test_last_is_refused_if_the_log_has_no_end() -> None:
    with pytest.raises(UsageError) as caught:
        select(log_with(), last="1y")
    assert (caught.value.message, caught.value.hint) == (
        "--last: the log has no end to count back from",
        "use --since and --until",
    )


_SPLIT: dict[str, tuple[list[str], str]] = {
    "a name with commas": (["ministry of coal, iron and steel"], "m"),
    "names separated by commas before words of one name": (["coal, iron"], "c i"),
    "in any order": (["iron,coal", "ministry"], "m c i"),
    "words of one name if a piece is ambiguous": (["coal, iro"], "m"),
    "empty pieces": (["coal,,iron,"], "c i"),
}
_MINES = "{ministry: {name: 'Ministry of Coal, Iron and Steel'}, coal: {name: Coal}, iron: {name: Ironworks}}"
_MINE_EVENTS = (
    "[{id: m, date: 1900, title: M, actors: [ministry]}, {id: c, date: 1901, title: C, actors: [coal]},"
    " {id: i, date: 1902, title: I, actors: [iron]}]"
)


@pytest.mark.parametrize("case", _SPLIT)
def test_value_is_one_name_or_several_separated_by_commas(case: str) -> None:
    values, expected = _SPLIT[case]
    assert ids_of(select(log_with(actors=_MINES, events=_MINE_EVENTS), Query(actors=tuple(values)))) == expected


def test_error_names_the_piece_that_is_unknown() -> None:
    with pytest.raises(UnknownTermError) as caught:
        select(log_with(actors=_MINES), actor="coal,copper")
    assert caught.value.message == "unknown actor 'copper'"


def test_source_and_publisher_with_one_id_mean_the_publisher() -> None:
    log = log_with(
        publishers="{book: {name: The Book}}",
        sources="{book: {title: A, publisher: book}, b: {title: B, publisher: The Book}, c: {title: C,"
        " publisher: Else}}",
        events="[{id: x, date: 1900, title: X, sources: [book]}, {id: y, date: 1901, title: Y, sources: [b]},"
        " {id: z, date: 1902, title: Z, sources: [c]}]",
    )
    expected = {"book": "x y", "The Book": "x y", "b": "y", "c": "z", "else": "z"}
    assert {name: ids_of(select(log, source=name)) for name in expected} == expected


def test_publisher_includes_the_publishers_that_are_part_of_it() -> None:
    log = log_with(
        publishers="{group: {name: Group}, daily: {name: Daily, part_of: group}, other: {name: Other}}",
        sources="{a: {title: A, publisher: group}, b: {title: B, publisher: Daily}, c: {title: C, publisher: other}}",
        events="[{id: x, date: 1900, title: X, sources: [a]}, {id: y, date: 1901, title: Y, sources: [b]},"
        " {id: z, date: 1902, title: Z, sources: [c]}]",
    )
    expected = {"group": "x y", "daily": "y", "other": "z"}
    assert {name: ids_of(select(log, source=name)) for name in expected} == expected


_VALUES: dict[str, tuple[object, tuple[str, ...]]] = {
    "one text": ("coal", ("coal",)),
    "a list": (["trade", "coal"], ("trade", "coal")),
    "a set, in alphabetical order": ({"trade", "coal", "energy"}, ("coal", "energy", "trade")),
    "a frozen set, in alphabetical order": (frozenset({"trade", "coal", "energy"}), ("coal", "energy", "trade")),
    "a generator": ((name for name in ("trade", "coal")), ("trade", "coal")),
    "nothing": ((), ()),
}


@pytest.mark.parametrize("case", _VALUES)
def test_field_with_several_values_is_a_tuple(case: str) -> None:
    value, expected = _VALUES[case]
    arguments: dict[str, Any] = {"sectors": value}
    assert Query(**arguments).sectors == expected


def test_queries_with_the_same_values_are_equal_and_have_the_same_hash() -> None:
    arguments: dict[str, Any] = {"sectors": ["coal"], "since": "1895"}
    assert Query(**arguments) == Query(sectors=("coal",), since="1895")
    assert hash(Query(**arguments)) == hash(Query(sectors=("coal",), since="1895"))


FILTERS = {each.name: filter_of(each) for each in fields(Query)}


@pytest.mark.parametrize("name", FILTERS)
def test_every_field_has_a_filter_with_a_help(name: str) -> None:
    declared = FILTERS[name]
    assert isinstance(declared, Filter)
    assert declared.help.endswith(".")
    assert not declared.help.endswith("..") or declared.help.endswith("...")
    assert declared.help[0].isupper() or name == "statuses"
    assert declared.panel == ("Which events" if declared.make_test else "Which time")


def test_options_are_unique_and_only_the_words_need_none() -> None:
    options = [declared.option for declared in FILTERS.values()]
    assert len(set(options)) == len(options)
    assert [name for name, declared in FILTERS.items() if declared.argument] == ["words"]
    assert all(option.startswith("--") for option in options)


def test_filters_without_a_test_are_those_by_time() -> None:
    assert [name for name, declared in FILTERS.items() if declared.make_test is None] == [
        *("since", "until", "on", "last", "around", "days", "known_by", "surely_dated"),
    ]


def keyword(name: str) -> str:
    """The name of an option as a keyword: that of the field for --with, which is a keyword of Python."""
    option = FILTERS[name].option.removeprefix("--").replace("-", "_")
    return name if option == "with" else option


def test_keywords_that_are_not_the_options() -> None:
    options = {name: FILTERS[name].option.removeprefix("--").replace("-", "_") for name in FILTERS}
    assert {name for name in FILTERS if keyword(name) != options[name]} == {"with_all"}


def test_random_queries_use_every_filter() -> None:
    by_time = {name for name, declared in FILTERS.items() if declared.make_test is None}
    assert set(RANDOM_FILTERS) | by_time == set(FILTERS)


@given(given=filters())
def test_options_as_keywords_ask_the_same_as_fields(given: Filters) -> None:
    options = {keyword(name): value for name, value in given.items()}
    assert query_from(**options) == query_from(**given) == Query(**given)
    assert select(SAMPLE_LOG, **options) == select(SAMPLE_LOG, Query(**given))


def test_unknown_keyword_raises_type_error_that_lists_the_filters() -> None:
    with pytest.raises(TypeError) as caught:
        query_from(sektor="coal")
    listed = ", ".join(keyword(name) for name in FILTERS)
    assert str(caught.value) == f"unknown filter 'sektor'; the filters are {listed}"


def test_two_names_of_one_filter_raise_type_error() -> None:
    with pytest.raises(TypeError, match="'sector' is the same filter as 'sectors'"):
        query_from(sectors="coal", sector="energy")
