"""Parsing EDTF: the bounds and ends of a date, and whether it overlaps a window of time."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmru_timeline.dates.edtf import (
    FOREVER,
    NEVER,
    OPEN,
    UNKNOWN,
    DateError,
    EdtfDate,
    Endpoint,
    Overlap,
    iso_day,
    parse,
)
from strategies import EDTF, interval

CODES = ("bad-date", "impossible-date", "reversed-interval")
ROWS = [
    line.split("\t") for line in (Path(__file__).parent / "edtf.tsv").read_text("utf-8").removesuffix("\n").split("\n")
][1:]


def day_number(text: str) -> int:
    infinite = {"-": NEVER, "+": FOREVER}
    return infinite[text] if text in infinite else date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(("text", "verdict", "earliest", "latest", "kind"), ROWS)
def test_cases_from_the_standard_and_from_other_libraries(
    text: str, verdict: str, earliest: str, latest: str, kind: str
) -> None:
    text = "" if text == "<EMPTY>" else text
    if verdict == "refuse":
        with pytest.raises(DateError) as caught:
            parse(text)
        assert caught.value.code in CODES, kind
    else:
        parsed = parse(text)
        assert (iso_day(parsed.s1) or "", iso_day(parsed.e2) or "") == (earliest, latest), kind


def test_cases_cover_every_kind() -> None:
    kinds = {(row[4], row[1]) for row in ROWS}
    assert {"accept", "refuse"} == {verdict for _, verdict in kinds}
    assert {"day", "month", "year", "interval", "qualified", "unspecified", "season"} <= {kind for kind, _ in kinds}


# text: s1, s2, e1, e2; - is minus infinity and + is plus infinity
BOUNDS = {
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


@pytest.mark.parametrize(("text", "bounds"), BOUNDS.items())
def test_bounds(text: str, bounds: str) -> None:
    parsed = parse(text)
    infinite = {NEVER: "-", FOREVER: "+"}
    shown = [iso_day(day) or infinite[day] for day in (parsed.s1, parsed.s2, parsed.e1, parsed.e2)]
    assert " ".join(shown) == bounds
    assert parsed.text == text


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
    parsed = parse(text)
    assert (parsed.start.mark, parsed.end.mark) == marks


def _ordinal(*parts: int) -> int:
    return date(*parts).toordinal()


# text: its start and its end
ENDPOINTS: dict[str, tuple[Endpoint, Endpoint | None]] = {
    "2023-02-06": (Endpoint(_ordinal(2023, 2, 6), _ordinal(2023, 2, 6), "day", 2023, 2, 6), None),
    "2023-02-06~": (Endpoint(_ordinal(2023, 2, 6), _ordinal(2023, 2, 6), "day", 2023, 2, 6, "~"), None),
    "2024-02": (Endpoint(_ordinal(2024, 2, 1), _ordinal(2024, 2, 29), "month", 2024, 2), None),
    "2024-02-XX?": (Endpoint(_ordinal(2024, 2, 1), _ordinal(2024, 2, 29), "month", 2024, 2, 0, "?"), None),
    "2023": (Endpoint(_ordinal(2023, 1, 1), _ordinal(2023, 12, 31), "year", 2023), None),
    "2023-XX-XX": (Endpoint(_ordinal(2023, 1, 1), _ordinal(2023, 12, 31), "year", 2023), None),
    "202X%": (Endpoint(_ordinal(2020, 1, 1), _ordinal(2029, 12, 31), "decade", 2020, 0, 0, "%"), None),
    "19XX": (Endpoint(_ordinal(1900, 1, 1), _ordinal(1999, 12, 31), "century", 1900), None),
    "2023-03?/2023-06-05": (
        Endpoint(_ordinal(2023, 3, 1), _ordinal(2023, 3, 31), "month", 2023, 3, 0, "?"),
        Endpoint(_ordinal(2023, 6, 5), _ordinal(2023, 6, 5), "day", 2023, 6, 5),
    ),
    "2021/..": (Endpoint(_ordinal(2021, 1, 1), _ordinal(2021, 12, 31), "year", 2021), OPEN),
    "/2021": (UNKNOWN, Endpoint(_ordinal(2021, 1, 1), _ordinal(2021, 12, 31), "year", 2021)),
    "../..": (OPEN, OPEN),
}


@pytest.mark.parametrize("text", ENDPOINTS)
def test_endpoints_have_the_parts_that_were_written(text: str) -> None:
    start, end = ENDPOINTS[text]
    parsed = parse(text)
    assert (parsed.start, parsed.end) == (start, end or start)


def test_endpoints_keep_their_own_bounds() -> None:
    # The interval cannot start after it has ended, but its start was still written as the whole year.
    parsed = parse("2023/2023-05-10")
    assert iso_day(parsed.s2) == "2023-05-10"
    assert iso_day(parsed.start.last) == "2023-12-31"


def test_open_and_unknown_endpoints_differ_only_in_precision() -> None:
    assert (OPEN.precision, UNKNOWN.precision) == ("open", "unknown")
    assert OPEN._replace(precision="unknown") == UNKNOWN
    assert (OPEN.first, OPEN.last, OPEN.year) == (NEVER, FOREVER, 0)


@pytest.mark.parametrize(
    ("text", "is_interval", "is_qualified"),
    [
        *(("2023", False, False), ("2023?", False, True), ("2023/2024", True, False), ("2023~/2024", True, True)),
        *(("2023/2024%", True, True), ("../..", True, False), ("2023/", True, False)),
    ],
)
def test_is_interval_and_is_qualified(text: str, is_interval: bool, is_qualified: bool) -> None:
    parsed = parse(text)
    assert (parsed.is_interval, parsed.is_qualified) == (is_interval, is_qualified)


def test_a_date_as_text_is_its_edtf() -> None:
    assert str(parse("2023-02~/..")) == "2023-02~/.."


@pytest.mark.parametrize(
    ("day", "text"), [(NEVER, None), (NEVER + 1, "0001-01-01"), (FOREVER - 1, "9999-12-31"), (FOREVER, None)]
)
def test_iso_day(day: int, text: str | None) -> None:
    assert iso_day(day) == text


@pytest.mark.parametrize(
    ("text", "year"),
    [("2023", 2023), ("202X", 2029), ("2022-11/2023-02", 2022), ("/2021", 2021), ("2021/..", 2021), ("0007", 7)],
)
def test_the_year_is_that_of_the_latest_start(text: str, year: int) -> None:
    assert parse(text).year == year


@pytest.mark.parametrize("text", ["../2021", "../..", "../2021?"])
def test_a_date_with_an_open_start_has_no_year(text: str) -> None:
    assert parse(text).year is None


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        *(("2023-02-06", True), ("2023-02-06/2023-02-06", True), ("2023-02-06?", False), ("2023-02", False)),
        *(("2023-02-06/2023-02-07", False), ("2023-02-06/", False), ("2023-02-06/2023-02-06?", False)),
    ],
)
def test_is_exact_day(text: str, exact: bool) -> None:
    assert parse(text).is_exact_day is exact


_YES, _MAYBE, _NO = Overlap.CERTAINLY, Overlap.POSSIBLY, Overlap.NO

WINDOWS = [
    # a single date means some day of it
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
    # an interval covers all days from its latest start to its earliest end
    ("2023-03/2023-06", "2023-04-10", "2023-04-10", _YES),
    ("2023-03/2023-06", "2023-03-31", "2023-06-01", _YES),
    ("2023-03/2023-06", "2023-03-30", "2023-03-30", _MAYBE),
    ("2023-03/2023-06", "2023-06-02", "2023-06-02", _MAYBE),
    ("2023-03/2023-06", "2023-07-01", "+", _NO),
    ("2024-01/2024-12", "2024-06-15", "2024-06-15", _YES),
    # open ends are infinite, unknown ones may be anywhere
    ("2021-02/..", "2030-01-01", "2030-01-01", _YES),
    ("2021-02/", "2030-01-01", "2030-01-01", _MAYBE),
    ("2021-02/", "2021-02-01", "2021-02-28", _YES),
    ("2021-02/", "-", "2021-01-31", _NO),
    ("../2021-05", "1900-01-01", "1900-01-01", _YES),
    ("/2021-05", "1900-01-01", "1900-01-01", _MAYBE),
    ("/2021-05", "2021-05-01", "2021-05-31", _YES),
    ("/2021-05", "2021-06-01", "+", _NO),
    ("../..", "2021-06-01", "2021-06-01", _YES),
    # a qualified end counts as unknown; with both ends qualified nothing is certain
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


@pytest.mark.parametrize(("text", "a", "b", "answer"), WINDOWS)
def test_overlap(text: str, a: str, b: str, answer: Overlap) -> None:
    assert parse(text).overlap(day_number(a), day_number(b)) is answer


def test_order_is_by_the_latest_start() -> None:
    ordered = [
        *("../2020", "../..", "2021-01", "2021-01-31", "2021-01-31/2021-02-01", "2021-02-27", "2021-02"),
        *("2021-02/2021-04", "2021-02/", "2021-02-28", "/2021-03", "2021-03-31", "2021", "2021-12-31"),
        *("202X", "2029-12-31", "2030/.."),
    ]
    assert sorted(sorted(ordered), key=lambda text: parse(text).order) == ordered


INTERVAL_HINT = "write START/END with a date on each side; use `..` for an open end, nothing for an unknown one"

# text: code, message, hint
REFUSED: dict[str, tuple[str, str, str]] = {
    "2021-02-30": (
        "impossible-date",
        "2021-02-30: February 2021 has 28 days",
        "write 2021-02-28, or 2021-02 if the day is unknown",
    ),
    "2024-02-30": (
        "impossible-date",
        "2024-02-30: February 2024 has 29 days",
        "write 2024-02-29, or 2024-02 if the day is unknown",
    ),
    "1900-02-29": (
        "impossible-date",
        "1900-02-29: February 1900 has 28 days",
        "write 1900-02-28, or 1900-02 if the day is unknown",
    ),
    "2021-04-31": (
        "impossible-date",
        "2021-04-31: April 2021 has 30 days",
        "write 2021-04-30, or 2021-04 if the day is unknown",
    ),
    "2021-02-00": ("impossible-date", "2021-02-00: there is no day 00", "write 2021-02 if the day is unknown"),
    "2021-13": ("impossible-date", "2021-13: there is no month 13", "months run from 01 to 12"),
    "2021-00-05": ("impossible-date", "2021-00-05: there is no month 00", "months run from 01 to 12"),
    "2021-20": ("impossible-date", "2021-20: there is no month 20", "months run from 01 to 12"),
    "2021-42": ("impossible-date", "2021-42: there is no month 42", "months run from 01 to 12"),
    "0000": ("impossible-date", "0000: there is no year 0000", "years run from 0001 to 9999"),
    "000X": ("impossible-date", "000X: years run from 0001 to 9999", "write 0001/0009"),
    "00XX": ("impossible-date", "00XX: years run from 0001 to 9999", "write 0001/0099"),
    "2021-02-30/..": (
        "impossible-date",
        "2021-02-30: February 2021 has 28 days",
        "write 2021-02-28, or 2021-02 if the day is unknown",
    ),
    "2023-06/2023-03": (
        "reversed-interval",
        "2023-06/2023-03: the interval ends before it starts",
        "write 2023-03/2023-06",
    ),
    "2023~/2022": ("reversed-interval", "2023~/2022: the interval ends before it starts", "write 2022/2023~"),
    "2023-21": (
        "bad-date",
        "2023-21: 21 means a season or another part of the year, and calendars disagree on its days",
        "write the months meant, such as 2023-03/2023-05",
    ),
    "2023-41": (
        "bad-date",
        "2023-41: 41 means a season or another part of the year, and calendars disagree on its days",
        "write the months meant, such as 2023-03/2023-05",
    ),
    "202X-02": (
        "bad-date",
        "202X-02: a month or day cannot follow a year with an unspecified digit",
        "write 202X, or the whole year",
    ),
    "2023-XX-05": ("bad-date", "2023-XX-05 gives a day of an unknown month", "write 2023-XX, or 2023"),
    "2023/2024/2025": ("bad-date", "2023/2024/2025 is not an interval with a start and an end", INTERVAL_HINT),
    "/": ("bad-date", "/ is not an interval with a start and an end", INTERVAL_HINT),
    "../": ("bad-date", "../ is not an interval with a start and an end", INTERVAL_HINT),
    "/..": ("bad-date", "/.. is not an interval with a start and an end", INTERVAL_HINT),
}


@pytest.mark.parametrize("text", REFUSED)
def test_error_says_what_is_wrong_and_what_to_write_instead(text: str) -> None:
    with pytest.raises(DateError) as caught:
        parse(text)
    error = caught.value
    assert (error.code, error.message, error.hint) == REFUSED[text]
    assert str(error) == f"{error.message} ({error.hint})"
    assert isinstance(error, ValueError)


DAY_NUMBERS = st.integers(NEVER, FOREVER) | st.integers(date(2020, 1, 1).toordinal(), date(2024, 1, 1).toordinal())


@given(EDTF)
def test_bounds_are_in_order(text: str) -> None:
    parsed = parse(text)
    assert parsed.s1 <= parsed.s2 <= parsed.e2
    assert parsed.s1 <= parsed.e1 <= parsed.e2
    assert parsed.is_interval or parsed.start == parsed.end


@given(EDTF, st.lists(DAY_NUMBERS, min_size=4, max_size=4))
def test_a_wider_window_never_makes_the_answer_less_certain(text: str, days: list[int]) -> None:
    wide_first, first, last, wide_last = sorted(days)
    parsed = parse(text)
    assert parsed.overlap(first, last) <= parsed.overlap(wide_first, wide_last)


@given(EDTF, DAY_NUMBERS, DAY_NUMBERS)
def test_a_qualifier_never_makes_the_answer_more_certain(text: str, one: int, other: int) -> None:
    first, last = sorted((one, other))
    parsed = parse(text)
    answer = parsed.overlap(first, last)
    assert (answer >= Overlap.POSSIBLY) == (parsed.s1 <= last and parsed.e2 >= first)
    if answer is Overlap.CERTAINLY:
        start, end = parsed.start._replace(mark=""), parsed.end._replace(mark="")
        unqualified = EdtfDate("", start, end, parsed.s1, parsed.s2, parsed.e1, parsed.e2)
        assert unqualified.overlap(first, last) is Overlap.CERTAINLY


FEW_DAYS = st.dates(date(2023, 2, 1), date(2023, 3, 31)).map(date.isoformat)
DAYS_OR_MONTHS = FEW_DAYS | FEW_DAYS.map(lambda day: day[:7])


@given(DAYS_OR_MONTHS | st.tuples(DAYS_OR_MONTHS, DAYS_OR_MONTHS).map(interval), FEW_DAYS, FEW_DAYS)
def test_overlap_agrees_with_trying_every_pair_of_days(text: str, one: str, other: str) -> None:
    first, last = sorted((day_number(one), day_number(other)))
    parsed = parse(text)
    pairs = [
        (start, end)
        for start in range(parsed.s1, parsed.s2 + 1)
        for end in range(parsed.e1, parsed.e2 + 1)
        if start <= end
    ]
    answers = {start <= last and end >= first for start, end in pairs}
    expected = Overlap.POSSIBLY if len(answers) == 2 else Overlap.CERTAINLY if answers == {True} else Overlap.NO
    assert parsed.overlap(first, last) is expected


@given(st.text() | st.text("0123456789X-/.?~% TYux–"))
def test_any_text_is_parsed_or_refused_with_a_hint(text: str) -> None:
    try:
        parsed = parse(text)
    except DateError as error:
        refused = error
    else:
        assert parsed.text == text
        return
    assert refused.message.isprintable()
    assert refused.hint
    assert refused.code in CODES
