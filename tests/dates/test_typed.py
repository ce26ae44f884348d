"""Dates typed on a command line: what they mean, and what is refused with a hint."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmru_timeline.dates.edtf import FOREVER, DateError, iso_day, parse
from mmru_timeline.dates.typed import parse_every_year, parse_typed, window_of_last
from mmru_timeline.dates.windows import EveryYear

TYPED: dict[str, str] = {
    "2023": "2023",
    "2023-02": "2023-02",
    " 2023-02-06 ": "2023-02-06",
    "202X": "202X",
    "2023-02-XX": "2023-02-XX",
    "2023?": "2023?",
    "2021-02/..": "2021-02/..",
    "2023/2024": "2023/2024",
    "2023-Q1": "2023-01/2023-03",
    "2023Q2": "2023-04/2023-06",
    "2023 q3": "2023-07/2023-09",
    "Q4 2023": "2023-10/2023-12",
    "q2/2023": "2023-04/2023-06",
    "H1 2023": "2023-01/2023-06",
    "2023-h2": "2023-07/2023-12",
    "Feb 2023": "2023-02",
    "2023 February": "2023-02",
    "feb, 2023": "2023-02",
    "Sept 2023": "2023-09",
    "Jan 2001": "2001-01",
    "Feb 2004": "2004-02",
    "6 Feb 2023": "2023-02-06",
    "Feb 6, 2023": "2023-02-06",
    "6th of February 2023": "2023-02-06",
    "2023 Feb 6": "2023-02-06",
    "6-Feb-2023": "2023-02-06",
    "1 January 2001": "2001-01-01",
    "2 February 2004": "2004-02-02",
    "29 Feb 2024": "2024-02-29",
    "2023 13 Feb": "2023-02-13",
    "10 2023": "2023-10",
    "2023,": "2023",
    "at 2023": "2023",
    "2023 03 03": "2023-03-03",
}


@pytest.mark.parametrize("typed", TYPED)
def test_typed_dates(typed: str) -> None:
    assert parse_typed(typed) == parse(TYPED[typed])


EXAMPLES = "write 2023, 2023-02, 2023-02-06, 2023-Q1, 'Feb 2023' or '6 Feb 2023'"
REFUSED: dict[str, tuple[str, str]] = {
    "3.4.2023": ("3.4.2023: the year comes first", "write year-month-day, such as 2023-02-06"),
    "13/4/2023": ("13/4/2023: the year comes first", "write year-month-day, such as 2023-02-06"),
    "20230206": ("20230206: year, month and day are joined by hyphens", "write 2023-02-06"),
    "2023-02-30": ("2023-02-30: February 2023 has 28 days", "write 2023-02-28, or 2023-02 if the day is unknown"),
    "2023-13": ("2023-13: there is no month 13", "months run from 01 to 12"),
    "2024/2023": ("2024/2023: the interval ends before it starts", "write 2023/2024"),
    "": (
        "'' is not an EDTF date",
        "write 2023, 2023-02, 2023-02-06, or an interval of two dates such as 2023-03/2023-06",
    ),
    "Feb 30 2023": ("'Feb 30 2023': the month has no such day", EXAMPLES),
    "29 February 2023": ("'29 February 2023': the month has no such day", EXAMPLES),
    "2023 02 06": ("'2023 02 06': it is not clear which number is the day and which the month", EXAMPLES),
    "2 6 2023": ("'2 6 2023': it is not clear which number is the day and which the month", EXAMPLES),
    "2023 01 02": ("'2023 01 02': it is not clear which number is the day and which the month", EXAMPLES),
    "Mon 6 Feb 2023": ("'Mon 6 Feb 2023': leave out the weekday", EXAMPLES),
    "Thursday": ("'Thursday': leave out the weekday", EXAMPLES),
    "6 Feb 2023 10:30": ("'6 Feb 2023 10:30': leave out the time of day", EXAMPLES),
    "2023-02-06T10": ("'2023-02-06T10': leave out the time of day", EXAMPLES),
    "6 Feb 2023 10am": ("'6 Feb 2023 10am': leave out the time of day", EXAMPLES),
    "6 7 Feb 2023": ("'6 7 Feb 2023': leave out the time of day", EXAMPLES),
    "6 Feb": ("'6 Feb': a date needs a four-digit year", EXAMPLES),
    "6 Feb 23": ("'6 Feb 23': a date needs a four-digit year", EXAMPLES),
    "6 Feb 20230": ("'6 Feb 20230': a date needs a four-digit year", EXAMPLES),
    "today": ("'today': a date needs a four-digit year", EXAMPLES),
    "٢٠٢٣": ("'٢٠٢٣': a date needs a four-digit year", EXAMPLES),
    "Febtember 2023": ("'Febtember 2023': not a date", EXAMPLES),
    "summer 2023": ("'summer 2023': not a date", EXAMPLES),
    "H3 2023": ("'H3 2023': not a date", EXAMPLES),
    "2023-Q5": ("'2023-Q5': not a date", EXAMPLES),
    "2023–02": ("'2023–02': not a date", EXAMPLES),
    "6 Feb 2023 EST": ("'6 Feb 2023 EST': not a date", EXAMPLES),
    "1 Jan 0099": ("'1 Jan 0099': it is not clear which part is the year and which the month", EXAMPLES),
    "Feb 2023 2024": ("'Feb 2023 2024': not a date", EXAMPLES),
    "0000-Q1": ("0000-01: there is no year 0000", "years run from 0001 to 9999"),
}


@pytest.mark.parametrize("typed", REFUSED)
def test_refused_dates(typed: str) -> None:
    message, hint = REFUSED[typed]
    with pytest.raises(DateError) as caught:
        parse_typed(typed)
    assert (caught.value.message, caught.value.hint) == (message, hint)


def test_a_long_text_is_shortened_in_the_message() -> None:
    with pytest.raises(DateError) as caught:
        parse_typed("b" * 500)
    assert len(caught.value.message) < 120
    with pytest.raises(DateError) as caught:
        window_of_last("b" * 500, date(2023, 1, 1).toordinal())
    assert len(caught.value.message) < 120


DAYS = st.dates(date(100, 1, 1), date(9999, 12, 31))


@given(DAYS)
def test_day_month_and_year_are_read_in_any_order(day: date) -> None:
    month = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")[day.month - 1]
    year = f"{day.year:04}"
    for typed in (f"{day.day} {month} {year}", f"{month} {day.day} {year}", f"{year} {month} {day.day}"):
        assert parse_typed(typed).text == day.isoformat()
    assert parse_typed(f"{month} {year}").text == day.isoformat()[:7]


@given(st.text(max_size=30) | st.text("0123456789 .,:/-QHXTfebjuny~?%", max_size=20))
def test_any_text_is_a_date_or_refused_with_a_hint(typed: str) -> None:
    refused: DateError | None = None
    try:
        parsed = parse_typed(typed)
    except DateError as error:
        refused = error
    if refused is None:
        assert parse(parsed.text) == parsed
    else:
        assert refused.message
        assert refused.hint


EVERY_YEAR: dict[str, EveryYear | None] = {
    "--03-27": EveryYear(3, 27),
    " --03-27 ": EveryYear(3, 27),
    "--02-29": EveryYear(2, 29),
    "--03": EveryYear(3),
    "27 March": EveryYear(3, 27),
    "March 27": EveryYear(3, 27),
    "27 mar": EveryYear(3, 27),
    "27 Mar.": EveryYear(3, 27),
    "27th of March": EveryYear(3, 27),
    "March 1st": EveryYear(3, 1),
    "1-Sept": EveryYear(9, 1),
    "May": EveryYear(5),
    "march": EveryYear(3),
    "2021-03-27": None,
    "27 March 2021": None,
    "March 2021": None,
    "March 027": None,
    "27 March 27": None,
    "0 March": None,
    "27 Ma": None,
    "27 Marsh": None,
    "03-27": None,
    "--3-27": None,
    "-03-27": None,
    "": None,
}


@pytest.mark.parametrize("typed", EVERY_YEAR)
def test_days_and_months_of_every_year(typed: str) -> None:
    assert parse_every_year(typed) == EVERY_YEAR[typed]


REFUSED_DAYS: dict[str, tuple[str, str]] = {
    "--13-01": ("--13-01: there is no month 13", "months run from 01 to 12"),
    "--00": ("--00: there is no month 00", "months run from 01 to 12"),
    "--03-00": ("--03-00: there is no day 00", "write --03 for the whole month"),
    "--02-30": ("--02-30: February has 29 days", "write --02-29, or --02 for the whole month"),
    "31 April": ("31 April: April has 30 days", "write --04-30, or --04 for the whole month"),
}


@pytest.mark.parametrize("typed", REFUSED_DAYS)
def test_days_that_no_year_has_are_refused(typed: str) -> None:
    message, hint = REFUSED_DAYS[typed]
    with pytest.raises(DateError) as caught:
        parse_every_year(typed)
    assert (caught.value.message, caught.value.hint) == (message, hint)


WINDOWS: dict[str, tuple[str, str, str, str]] = {
    "months": ("18m", "2025-03-31", "2023-10-01", "2025-03-31"),
    "one month to the end of February": ("1m", "2025-02-28", "2025-02-01", "2025-02-28"),
    "years": ("2y", "2024-12-31", "2023-01-01", "2024-12-31"),
    "years over a leap day": ("1y", "2024-02-28", "2023-02-28", "2024-02-28"),
    "weeks": ("6w", "2025-03-31", "2025-02-18", "2025-03-31"),
    "days": ("90d", "2025-03-31", "2025-01-01", "2025-03-31"),
    "one day is only the given day": ("1d", "2025-03-31", "2025-03-31", "2025-03-31"),
    "capitals and a space": (" 3 M ", "2025-03-31", "2025-01-01", "2025-03-31"),
    "back to the year 1": ("2y", "0002-12-31", "0001-01-01", "0002-12-31"),
}


@pytest.mark.parametrize("case", WINDOWS)
def test_window_of_last_ends_with_the_given_day(case: str) -> None:
    span, end, first, last = WINDOWS[case]
    since, until = window_of_last(span, parse(end).e2)
    assert (iso_day(since), iso_day(until)) == (first, last)


REFUSED_SPANS: dict[str, tuple[str, int, str, str]] = {
    "no number": ("y", 700_000, "'y' is not a span of time", "write 90d, 6w, 18m or 2y"),
    "zero": ("0d", 700_000, "'0d' is not a span of time", "write 90d, 6w, 18m or 2y"),
    "unknown unit": ("5h", 700_000, "'5h' is not a span of time", "write 90d, 6w, 18m or 2y"),
    "a number in words": ("six months", 700_000, "'six months' is not a span of time", "write 90d, 6w, 18m or 2y"),
    "too long": ("99999y", 700_000, "'99999y' reaches before the year 1", "write a shorter span"),
    "just too long": ("2y", 365, "'2y' reaches before the year 1", "write a shorter span"),
    "a log without an end": ("2y", FOREVER, "the log has no end to count back from", "use --since and --until"),
}


@pytest.mark.parametrize("case", REFUSED_SPANS)
def test_refused_spans(case: str) -> None:
    span, end, message, hint = REFUSED_SPANS[case]
    with pytest.raises(DateError) as caught:
        window_of_last(span, end)
    assert (caught.value.message, caught.value.hint) == (message, hint)
