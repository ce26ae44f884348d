"""A date is four bounds, and a window then has three answers."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmru_timeline.dates.edtf import (
    FOREVER,
    NEVER,
    DateError,
    Overlap,
    When,
    day_text,
    long_text,
    parse,
    print_text,
    short_text,
)

_ROWS = [
    line.split("\t") for line in (Path(__file__).parent / "edtf.tsv").read_text("utf-8").removesuffix("\n").split("\n")
][1:]


def _day(text: str) -> int:
    infinite = {"-": NEVER, "+": FOREVER}
    return infinite[text] if text in infinite else date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(("text", "verdict", "earliest", "latest", "kind"), _ROWS)
def test_the_standards_and_other_libraries_cases(
    text: str, verdict: str, earliest: str, latest: str, kind: str
) -> None:
    text = "" if text == "<EMPTY>" else text
    if verdict == "refuse":
        with pytest.raises(DateError) as caught:
            parse(text)
        assert caught.value.code in ("bad-date", "impossible-date", "reversed-interval"), kind
    else:
        when = parse(text)
        assert (day_text(when.s1) or "", day_text(when.e2) or "") == (earliest, latest), kind


def test_the_cases_are_of_every_kind() -> None:
    kinds = {(row[4], row[1]) for row in _ROWS}
    assert {"accept", "refuse"} == {verdict for _, verdict in kinds}
    assert {"day", "month", "year", "interval", "qualified", "unspecified", "season"} <= {kind for kind, _ in kinds}


# text: s1, s2, e1, e2, with - for ever before and + for ever after
_BOUNDS = {
    "2023-02-06": "2023-02-06 2023-02-06 2023-02-06 2023-02-06",
    "2023-02": "2023-02-01 2023-02-28 2023-02-01 2023-02-28",
    "2024-02-XX": "2024-02-01 2024-02-29 2024-02-01 2024-02-29",
    "2023": "2023-01-01 2023-12-31 2023-01-01 2023-12-31",
    "2023-XX-XX": "2023-01-01 2023-12-31 2023-01-01 2023-12-31",
    "202X": "2020-01-01 2029-12-31 2020-01-01 2029-12-31",
    "001X": "0010-01-01 0019-12-31 0010-01-01 0019-12-31",
    "20XX~": "2000-01-01 2099-12-31 2000-01-01 2099-12-31",
    "2023-03/2023-06": "2023-03-01 2023-03-31 2023-06-01 2023-06-30",
    "2024-01/2024-12": "2024-01-01 2024-01-31 2024-12-01 2024-12-31",
    "2023-02-06/2023-02-09": "2023-02-06 2023-02-06 2023-02-09 2023-02-09",
    "2023/2023": "2023-01-01 2023-12-31 2023-01-01 2023-12-31",
    "2023/2023-05-10": "2023-01-01 2023-05-10 2023-05-10 2023-05-10",
    "2023-05-10/2023": "2023-05-10 2023-05-10 2023-05-10 2023-12-31",
    "2023-06/2023-06-05": "2023-06-01 2023-06-05 2023-06-05 2023-06-05",
    "../2021-05": "- - 2021-05-01 2021-05-31",
    "2021-02/..": "2021-02-01 2021-02-28 + +",
    "../..": "- - + +",
    "/2021-05": "- 2021-05-31 2021-05-01 2021-05-31",
    "2021-02/": "2021-02-01 2021-02-28 2021-02-01 +",
    "9999-12-31": "9999-12-31 9999-12-31 9999-12-31 9999-12-31",
    "0001-01-01/9999-12-31": "0001-01-01 0001-01-01 9999-12-31 9999-12-31",
}


@pytest.mark.parametrize(("text", "bounds"), _BOUNDS.items())
def test_bounds(text: str, bounds: str) -> None:
    when = parse(text)
    infinite = {NEVER: "-", FOREVER: "+"}
    shown = [day_text(day) or infinite[day] for day in (when.s1, when.s2, when.e1, when.e2)]
    assert " ".join(shown) == bounds
    assert when.text == text


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("2023", ("", "")),
        ("2023?", ("?", "?")),
        ("2023-02~", ("~", "~")),
        ("2023-02-06%", ("%", "%")),
        ("202X?", ("?", "?")),
        ("2023-02-06~/2023-03", ("~", "")),
        ("2023/2024?", ("", "?")),
        ("2023%/2024~", ("%", "~")),
        ("../2024?", ("", "?")),
        ("2024?/", ("?", "")),
    ],
)
def test_qualifiers(text: str, marks: tuple[str, str]) -> None:
    when = parse(text)
    assert (when.start_mark, when.end_mark) == marks


@pytest.mark.parametrize(
    ("text", "year"),
    [("2023", 2023), ("202X", 2029), ("2022-11/2023-02", 2022), ("/2021", 2021), ("2021/..", 2021), ("0007", 7)],
)
def test_the_year_heading_is_the_year_of_s2(text: str, year: int) -> None:
    assert parse(text).year == year


@pytest.mark.parametrize("text", ["../2021", "../..", "../2021?"])
def test_what_began_in_no_year_has_no_year_heading(text: str) -> None:
    assert parse(text).year is None


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        *(("2023-02-06", True), ("2023-02-06/2023-02-06", True), ("2023-02-06?", False), ("2023-02", False)),
        *(("2023-02-06/2023-02-07", False), ("2023-02-06/", False)),
    ],
)
def test_exact_days(text: str, exact: bool) -> None:
    assert parse(text).is_exact_day is exact


_YES, _MAYBE, _NO = Overlap.CERTAINLY, Overlap.POSSIBLY, Overlap.NO

_WINDOWS = [
    # a lone date is some day of it
    ("2023-02-06", "2023-02-06", "2023-02-06", _YES),
    ("2023-02-06", "2023-02-07", "+", _NO),
    ("2023-02-06", "-", "2023-02-05", _NO),
    ("2023-02", "2023-02-01", "2023-02-28", _YES),
    ("2023-02", "2023-02-02", "2023-02-28", _MAYBE),
    ("2023-02", "2023-02-01", "2023-02-27", _MAYBE),
    ("2023-02", "2023-02-10", "2023-02-10", _MAYBE),
    ("2023-02", "2023-03-01", "+", _NO),
    ("2023", "2022-06-01", "2024-06-01", _YES),
    ("202X", "2021-01-01", "2025-12-31", _MAYBE),
    # a span covers all between its latest start and its earliest end
    ("2023-03/2023-06", "2023-04-10", "2023-04-10", _YES),
    ("2023-03/2023-06", "2023-03-31", "2023-06-01", _YES),
    ("2023-03/2023-06", "2023-03-30", "2023-03-30", _MAYBE),
    ("2023-03/2023-06", "2023-06-02", "2023-06-02", _MAYBE),
    ("2023-03/2023-06", "2023-07-01", "+", _NO),
    ("2024-01/2024-12", "2024-06-15", "2024-06-15", _YES),
    # open ends are for ever, unknown ones are not known
    ("2021-02/..", "2030-01-01", "2030-01-01", _YES),
    ("2021-02/", "2030-01-01", "2030-01-01", _MAYBE),
    ("2021-02/", "2021-02-01", "2021-02-28", _YES),
    ("2021-02/", "-", "2021-01-31", _NO),
    ("../2021-05", "1900-01-01", "1900-01-01", _YES),
    ("/2021-05", "1900-01-01", "1900-01-01", _MAYBE),
    ("/2021-05", "2021-05-01", "2021-05-31", _YES),
    ("/2021-05", "2021-06-01", "+", _NO),
    ("../..", "2021-06-01", "2021-06-01", _YES),
    # a qualified end counts as an unknown one; with both qualified nothing is certain
    ("2023-02-06?", "2023-01-01", "2023-12-31", _MAYBE),
    ("2023-02-06~", "-", "+", _MAYBE),
    ("2023-02-06%", "2023-02-07", "+", _NO),
    ("2023-03~/2023-06", "2023-04-10", "2023-04-10", _MAYBE),
    ("2023-03~/2023-06", "2023-06-01", "2023-06-30", _YES),
    ("2023-03/2023-06?", "2023-04-10", "2023-04-10", _MAYBE),
    ("2023-03/2023-06?", "2023-03-01", "2023-03-31", _YES),
    ("2023-03?/2023-06?", "-", "+", _MAYBE),
    ("2021-02?/..", "2021-02-01", "2030-01-01", _MAYBE),
    ("../2021-05?", "1900-01-01", "1900-01-01", _MAYBE),
    ("../2021-05?", "-", "1900-01-01", _YES),
]


@pytest.mark.parametrize(("text", "a", "b", "answer"), _WINDOWS)
def test_overlap(text: str, a: str, b: str, answer: Overlap) -> None:
    assert parse(text).overlap(_day(a), _day(b)) is answer


def test_order_is_where_an_event_has_certainly_begun() -> None:
    ordered = [
        *("../2020", "../..", "2021-01", "2021-01-31", "2021-01-31/2021-02-01", "2021-02-27", "2021-02"),
        *("2021-02/2021-04", "2021-02/", "2021-02-28", "/2021-03", "2021-03-31", "2021", "2021-12-31"),
        *("202X", "2029-12-31", "2030/.."),
    ]
    assert sorted(sorted(ordered), key=lambda text: parse(text).order) == ordered


# text, under the heading of 2023, alone, in a sentence
_SAID = [
    ("2023-02-06", "6 Feb", "6 Feb 2023", "6 February 2023"),
    ("2023-02-06?", "6 Feb?", "6 Feb 2023?", "6 February 2023?"),
    ("2023-02-06~", "c. 6 Feb", "c. 6 Feb 2023", "c. 6 February 2023"),
    ("2023-02-06%", "c. 6 Feb?", "c. 6 Feb 2023?", "c. 6 February 2023?"),
    ("2023-02", "in Feb", "in Feb 2023", "some day in February 2023"),
    ("2023-02-XX", "in Feb", "in Feb 2023", "some day in February 2023"),
    ("2023-02?", "in Feb?", "in Feb 2023?", "some day in February 2023?"),
    ("2023-02~", "c. Feb", "c. Feb 2023", "c. February 2023"),
    ("2023", "during 2023", "during 2023", "some day in 2023"),
    ("2023-XX", "during 2023", "during 2023", "some day in 2023"),
    ("2023-XX-XX?", "during 2023?", "during 2023?", "some day in 2023?"),
    ("2023%", "c. 2023?", "c. 2023?", "c. 2023?"),
    ("202X", "in the 2020s", "in the 2020s", "in the 2020s"),
    ("202X~", "c. 2020s", "c. 2020s", "c. 2020s"),
    ("20XX?", "within 2000–2099?", "within 2000–2099?", "within 2000–2099?"),
    ("2023-03/2023-06", "Mar – Jun", "Mar – Jun 2023", "March – June 2023"),
    ("2023-02-06/2023-02-09", "6–9 Feb", "6–9 Feb 2023", "6–9 February 2023"),
    ("2023-02-06/2023-02-06", "6 Feb", "6 Feb 2023", "6 February 2023"),
    ("2023-02-06/2023-03-09", "6 Feb – 9 Mar", "6 Feb – 9 Mar 2023", "6 February – 9 March 2023"),
    ("2023-02-06/2023-02-09?", "6 Feb – 9 Feb?", "6 Feb – 9 Feb 2023?", "6 February – 9 February 2023?"),
    ("2022-12/2023-01", "Dec 2022 – Jan 2023", "Dec 2022 – Jan 2023", "December 2022 – January 2023"),
    ("2023/2023-05", "during 2023 – May", "during 2023 – May 2023", "some day in 2023 – May 2023"),
    ("2023-05/2023", "May 2023 – during 2023", "May 2023 – during 2023", "May 2023 – some day in 2023"),
    ("2023-02-06/2023-02", "6 Feb – in Feb", "6 Feb – in Feb 2023", "6 February – some day in February 2023"),
    ("2023-02/2023-02-06", "in Feb – 6 Feb", "in Feb – 6 Feb 2023", "some day in February – 6 February 2023"),
    ("2023/2024", "2023 – 2024", "2023 – 2024", "2023 – 2024"),
    ("202X/2023-05", "2020s – May 2023", "2020s – May 2023", "2020s – May 2023"),
    ("2023-02/..", "from Feb", "from Feb 2023", "from February 2023 on"),
    ("2023-02-06~/", "c. 6 Feb – ?", "c. 6 Feb 2023 – ?", "from c. 6 February 2023, end unknown"),
    ("../2023-02", "until Feb", "until Feb 2023", "until February 2023"),
    ("/2023-02", "? – Feb", "? – Feb 2023", "until February 2023, start unknown"),
    ("../..", "always", "always", "always"),
]


@pytest.mark.parametrize(("text", "under_2023", "alone", "in_full"), _SAID)
def test_texts_for_people(text: str, under_2023: str, alone: str, in_full: str) -> None:
    when = parse(text)
    assert (short_text(when, 2023), short_text(when), long_text(when)) == (under_2023, alone, in_full)


def test_another_years_heading_hides_no_year() -> None:
    assert short_text(parse("2023-03/2023-06"), 2024) == "Mar – Jun 2023"
    assert short_text(parse("2023-02-06"), 2024) == "6 Feb 2023"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        *(("1894-05-04", "4 May 1894"), ("1895-03", "Mar 1895"), ("1901", "1901"), ("1901~", "c. 1901")),
        *(("190X", "1900s"), ("19XX", "1900–1999"), ("1901/1903", "1901 – 1903")),
    ],
)
def test_dates_of_things_printed(text: str, printed: str) -> None:
    assert print_text(parse(text)) == printed


# text: code, what is wrong, what to write instead
_REFUSED = [
    ("2021-02-30", "impossible-date", "2021-02-30: February 2021 has 28 days", "2021-02-28, or 2021-02 if"),
    ("2024-02-30", "impossible-date", "February 2024 has 29 days", "2024-02-29"),
    ("1900-02-29", "impossible-date", "February 1900 has 28 days", "1900-02-28"),
    ("2021-04-31", "impossible-date", "April 2021 has 30 days", "2021-04-30"),
    ("2021-02-00", "impossible-date", "there is no day 00", "2021-02 if the day is unknown"),
    ("2021-13", "impossible-date", "there is no month 13", "from 01 to 12"),
    ("2021-00-05", "impossible-date", "there is no month 00", "from 01 to 12"),
    ("2021-20", "impossible-date", "there is no month 20", "from 01 to 12"),
    ("2021-42", "impossible-date", "there is no month 42", "from 01 to 12"),
    ("0000", "impossible-date", "no year 0000", "a year from 0001 on"),
    ("000X", "impossible-date", "years run from 0001", "write 0001/0009"),
    ("00XX", "impossible-date", "years run from 0001", "write 0001/0099"),
    ("2021-02-30/..", "impossible-date", "2021-02-30: February 2021 has 28 days", "2021-02-28"),
    ("2023-06/2023-03", "reversed-interval", "ends before it starts", "write 2023-03/2023-06"),
    ("2023~/2022", "reversed-interval", "ends before it starts", "write 2022/2023~"),
    ("2023-21", "bad-date", "21 stands for a season", "2023-03/2023-05"),
    ("2023-41", "bad-date", "41 stands for a season", "2023-03/2023-05"),
    ("202X-02", "bad-date", "unspecified digit in the year", "write 202X"),
    ("2023-XX-05", "bad-date", "a day cannot be known in an unknown month", "write 2023-XX"),
    ("2023–02", "bad-date", "that dash is no hyphen", "plain hyphen"),
    ("2023-02-06–2023-02-09", "bad-date", "that dash is no hyphen", "plain hyphen"),
    ("2023/−2024", "bad-date", "that dash is no hyphen", "plain hyphen"),
    ("2023 / 2024", "bad-date", "white space", "without spaces"),
    ("2023\n", "bad-date", r"'2023\n': white space", "without spaces"),
    ("Feb 2023", "bad-date", "'Feb 2023': months are numbers", "2023-02 for a month"),
    ("2023-Feb-06", "bad-date", "months are numbers", "2023-02-06"),
    ("6 FEBRUARY 2023", "bad-date", "months are numbers", "2023-02-06"),
    ("2004??", "bad-date", "one qualifier at the most", "`%`"),
    ("2004?-06", "bad-date", "after a whole date", "2004-06-11~"),
    ("2004-~06", "bad-date", "after a whole date", "2004-06-11~"),
    ("199u", "bad-date", "a capital X", "199X"),
    ("1999-uu-01", "bad-date", "a capital X", "2004-XX"),
    ("18xx", "bad-date", "a capital X", "199X"),
    ("open/2008", "bad-date", "open: that word is of an older draft", "`..` for an open end"),
    ("2008/unknown", "bad-date", "unknown: that word is of an older draft", "nothing for an unknown one"),
    ("2023-02-06T10:00", "bad-date", "times of day", "the day alone"),
    ("-0044", "bad-date", "years run from 0001 to 9999", "common era"),
    ("Y17000", "bad-date", "years run from 0001 to 9999", "four digits"),
    ("20230206", "bad-date", "joined by hyphens", "write 2023-02-06"),
    ("2023.02.06", "bad-date", "joined by hyphens", "write 2023-02-06"),
    ("2023/02/06", "bad-date", "joined by hyphens", "write 2023-02-06"),
    ("3.4.2023", "bad-date", "the year comes first", "year-month-day"),
    ("3/4/2023", "bad-date", "the year comes first", "year-month-day"),
    ("2023-02-06..2023-02-09", "bad-date", "joined by a stroke", "write 2023-02-06/2023-02-09"),
    ("2021-2-3", "bad-date", "two digits each", "2023-02-06"),
    ("2021-02-3?", "bad-date", "two digits each", "2023-02-06"),
    ("2023-1X", "bad-date", "only the whole can be unspecified", "XX"),
    ("2023/2024/2025", "bad-date", "not an interval with a start and an end", "START/END"),
    ("/", "bad-date", "not an interval", "`..` for an open end"),
    ("../", "bad-date", "not an interval", "nothing for an unknown one"),
    ("/..", "bad-date", "not an interval", "nothing for an unknown one"),
    ("..", "bad-date", ".. is not an EDTF date", "2023-03/2023-06"),
    ("", "bad-date", "'' is not an EDTF date", "2023-02-06"),
    ("Bordeaux", "bad-date", "Bordeaux is not an EDTF date", "2023-02-06"),
    ("1990s", "bad-date", "1990s is not an EDTF date", "2023-02-06"),
    ("٢٠٢٣", "bad-date", "٢٠٢٣ is not an EDTF date", "2023-02-06"),
    ("\x1b[31m2023", "bad-date", r"'\x1b[31m2023' is not an EDTF date", "2023-02-06"),
    ("x" * 100, "bad-date", "x" * 39 + "… is not an EDTF date", "2023-02-06"),
]


@pytest.mark.parametrize(("text", "code", "message", "hint"), _REFUSED)
def test_refusals_say_what_is_wrong_and_what_to_write(text: str, code: str, message: str, hint: str) -> None:
    with pytest.raises(DateError) as caught:
        parse(text)
    error = caught.value
    assert error.code == code
    assert message in error.message
    assert hint in error.hint
    assert str(error) == error.message


@pytest.mark.parametrize("text", [row[0] for row in _REFUSED] + [row[0] for row in _ROWS if row[1] == "refuse"])
def test_every_date_that_a_hint_proposes_is_one(text: str) -> None:
    with pytest.raises(DateError) as caught:
        parse(text)
    for proposed in re.findall(r"(?<![\w./-])[0-9][0-9X~/-]{3,}", caught.value.hint):
        parse(proposed.rstrip("/"))


def test_a_very_long_text_is_refused_at_once() -> None:
    for text in (" " * 200_000 + "a", "jan" * 100_000, "2023-" * 100_000, "?" * 200_000, "/" * 200_000):
        with pytest.raises(DateError) as caught:
            parse(text)
        assert len(caught.value.message) < 200


_YEARS = st.integers(1, 9999).map("{:04}".format) | st.sampled_from(["2020", "2021", "2022", "2023"])
_DAYS = st.dates().map(date.isoformat) | st.dates(date(2020, 12, 1), date(2023, 2, 1)).map(date.isoformat)
_UNMARKED = st.one_of(
    _DAYS,
    _DAYS.map(lambda day: day[:7]),
    _DAYS.map(lambda day: day[:7] + "-XX"),
    _YEARS,
    _YEARS.map("{}-XX".format),
    _YEARS.map("{}-XX-XX".format),
    st.integers(1, 999).map("{:03}X".format),
    st.integers(1, 99).map("{:02}XX".format),
)
_LONE = st.builds("{}{}".format, _UNMARKED, st.sampled_from(["", "", "", "?", "~", "%"]))


def _interval(ends: tuple[str, str]) -> str:
    a, b = ends
    return f"{a}/{b}" if parse(a).s1 <= parse(b).e2 else f"{b}/{a}"


EDTF = st.one_of(
    _LONE,
    st.tuples(_LONE, _LONE).map(_interval),
    st.builds("{}/{}".format, st.sampled_from(["", ".."]), _LONE),
    st.builds("{}/{}".format, _LONE, st.sampled_from(["", ".."])),
    st.just("../.."),
)
_DAY_NUMBERS = st.integers(NEVER, FOREVER) | st.integers(date(2020, 1, 1).toordinal(), date(2024, 1, 1).toordinal())


@given(EDTF)
def test_bounds_are_in_order(text: str) -> None:
    when = parse(text)
    assert when.s1 <= when.s2 <= when.e2
    assert when.s1 <= when.e1 <= when.e2


@given(EDTF, st.lists(_DAY_NUMBERS, min_size=4, max_size=4))
def test_a_wider_window_never_weakens_the_answer(text: str, days: list[int]) -> None:
    wide_a, a, b, wide_b = sorted(days)
    when = parse(text)
    assert when.overlap(a, b) <= when.overlap(wide_a, wide_b)


@given(EDTF, _DAY_NUMBERS, _DAY_NUMBERS)
def test_what_is_certain_is_possible(text: str, one: int, other: int) -> None:
    a, b = sorted((one, other))
    when = parse(text)
    answer = when.overlap(a, b)
    assert (answer >= Overlap.POSSIBLY) == (when.s1 <= b and when.e2 >= a)
    if answer is Overlap.CERTAINLY:
        assert When("", when.s1, when.s2, when.e1, when.e2).overlap(a, b) is Overlap.CERTAINLY


_SMALL = st.dates(date(2023, 2, 1), date(2023, 3, 31)).map(date.isoformat)
_SMALL_LONE = _SMALL | _SMALL.map(lambda day: day[:7])


@given(_SMALL_LONE | st.tuples(_SMALL_LONE, _SMALL_LONE).map(_interval), _SMALL, _SMALL)
def test_the_three_answers_are_those_of_trying_every_pair_of_days(text: str, one: str, other: str) -> None:
    a, b = sorted((_day(one), _day(other)))
    when = parse(text)
    pairs = [(s, e) for s in range(when.s1, when.s2 + 1) for e in range(when.e1, when.e2 + 1) if s <= e]
    meets = {s <= b and e >= a for s, e in pairs}
    expected = Overlap.POSSIBLY if len(meets) == 2 else Overlap.CERTAINLY if meets == {True} else Overlap.NO
    assert when.overlap(a, b) is expected


@given(EDTF, st.none() | st.integers(1, 9999))
def test_every_date_can_be_said(text: str, year: int | None) -> None:
    when = parse(text)
    for said in (short_text(when, year), short_text(when), long_text(when), print_text(when)):
        assert said
        assert "XX" not in said
        assert "  " not in said


@given(st.text() | st.text("0123456789X-/.?~% TYux–"))
def test_any_other_text_is_a_date_error(text: str) -> None:
    try:
        when = parse(text)
    except DateError as error:
        refused = error
    else:
        assert when.text == text
        return
    assert refused.message.isprintable()
    assert refused.hint
    assert refused.code in ("bad-date", "impossible-date", "reversed-interval")
