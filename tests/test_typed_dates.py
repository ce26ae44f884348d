"""What people type for a date: what it means, and what is refused with advice."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmru_timeline.dates.edtf import FOREVER, DateError, day_text, parse
from mmru_timeline.dates.typed import parse_typed, window_of_last

_READ: dict[str, str] = {
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


@pytest.mark.parametrize("typed", _READ)
def test_what_is_typed_is_read_in_the_one_way_it_can_mean(typed: str) -> None:
    assert parse_typed(typed) == parse(_READ[typed])


_EXAMPLES = "write 2023, 2023-02, 2023-02-06, 2023-Q1, 'Feb 2023' or '6 Feb 2023'"
_REFUSED: dict[str, tuple[str, str]] = {
    "3.4.2023": ("3.4.2023: the year comes first", "write year-month-day, such as 2023-02-06"),
    "13/4/2023": ("13/4/2023: the year comes first", "write year-month-day, such as 2023-02-06"),
    "20230206": ("20230206: the parts are joined by hyphens", "write 2023-02-06"),
    "2023-02-30": ("2023-02-30: February 2023 has 28 days", "write 2023-02-28, or 2023-02 if the day is unknown"),
    "2023-13": ("2023-13: there is no month 13", "write a month from 01 to 12"),
    "2024/2023": ("2024/2023: the interval ends before it starts", "write 2023/2024"),
    "": ("'' is not an EDTF date", "write 2023, 2023-02, 2023-02-06, or an interval of two such as 2023-03/2023-06"),
    "Feb 30 2023": ("'Feb 30 2023': the month has no such day", _EXAMPLES),
    "29 February 2023": ("'29 February 2023': the month has no such day", _EXAMPLES),
    "2023 02 06": ("'2023 02 06': day and month can be told apart in two ways", _EXAMPLES),
    "2 6 2023": ("'2 6 2023': day and month can be told apart in two ways", _EXAMPLES),
    "2023 01 02": ("'2023 01 02': day and month can be told apart in two ways", _EXAMPLES),
    "Mon 6 Feb 2023": ("'Mon 6 Feb 2023': a weekday says nothing that the date does not", _EXAMPLES),
    "Thursday": ("'Thursday': a weekday says nothing that the date does not", _EXAMPLES),
    "6 Feb 2023 10:30": ("'6 Feb 2023 10:30': there are no times of day in a chronology", _EXAMPLES),
    "2023-02-06T10": ("'2023-02-06T10': there are no times of day in a chronology", _EXAMPLES),
    "6 Feb 2023 10am": ("'6 Feb 2023 10am': there are no times of day in a chronology", _EXAMPLES),
    "6 7 Feb 2023": ("'6 7 Feb 2023': there are no times of day in a chronology", _EXAMPLES),
    "6 Feb": ("'6 Feb': a date needs a year of four digits", _EXAMPLES),
    "6 Feb 23": ("'6 Feb 23': a date needs a year of four digits", _EXAMPLES),
    "6 Feb 20230": ("'6 Feb 20230': a date needs a year of four digits", _EXAMPLES),
    "today": ("'today': a date needs a year of four digits", _EXAMPLES),
    "٢٠٢٣": ("'٢٠٢٣': a date needs a year of four digits", _EXAMPLES),
    "Febtember 2023": ("'Febtember 2023': this is no date that can be read", _EXAMPLES),
    "summer 2023": ("'summer 2023': this is no date that can be read", _EXAMPLES),
    "H3 2023": ("'H3 2023': this is no date that can be read", _EXAMPLES),
    "2023-Q5": ("'2023-Q5': this is no date that can be read", _EXAMPLES),
    "2023–02": ("'2023–02': this is no date that can be read", _EXAMPLES),
    "6 Feb 2023 EST": ("'6 Feb 2023 EST': this is no date that can be read", _EXAMPLES),
    "1 Jan 0099": ("'1 Jan 0099': year and month cannot be told for sure", _EXAMPLES),
    "Feb 2023 2024": ("'Feb 2023 2024': this is no date that can be read", _EXAMPLES),
    "0000-Q1": ("0000-01: there is no year 0000 here; years run from 0001 to 9999", "write a year from 0001 on"),
}


@pytest.mark.parametrize("typed", _REFUSED)
def test_what_cannot_be_read_is_refused_with_advice(typed: str) -> None:
    message, hint = _REFUSED[typed]
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


_DAYS = st.dates(date(100, 1, 1), date(9999, 12, 31))


@given(_DAYS)
def test_every_day_is_read_in_whichever_order_it_is_written(day: date) -> None:
    month = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")[day.month - 1]
    year = f"{day.year:04}"
    for typed in (f"{day.day} {month} {year}", f"{month} {day.day} {year}", f"{year} {month} {day.day}"):
        assert parse_typed(typed).text == day.isoformat()
    assert parse_typed(f"{month} {year}").text == day.isoformat()[:7]


@given(st.text(max_size=30) | st.text("0123456789 .,:/-QHXTfebjuny~?%", max_size=20))
def test_whatever_is_typed_is_a_date_or_refused(typed: str) -> None:
    refused: DateError | None = None
    try:
        when = parse_typed(typed)
    except DateError as error:
        refused = error
    if refused is None:
        assert parse(when.text) == when
    else:
        assert refused.message
        assert refused.hint


_WINDOWS: dict[str, tuple[str, str, str, str]] = {
    "months": ("18m", "2025-03-31", "2023-10-01", "2025-03-31"),
    "one month to the end of February": ("1m", "2025-02-28", "2025-02-01", "2025-02-28"),
    "years": ("2y", "2024-12-31", "2023-01-01", "2024-12-31"),
    "years over a leap day": ("1y", "2024-02-28", "2023-02-28", "2024-02-28"),
    "weeks": ("6w", "2025-03-31", "2025-02-18", "2025-03-31"),
    "days": ("90d", "2025-03-31", "2025-01-01", "2025-03-31"),
    "one day is the last": ("1d", "2025-03-31", "2025-03-31", "2025-03-31"),
    "capitals and a space": (" 3 M ", "2025-03-31", "2025-01-01", "2025-03-31"),
    "to the year 1": ("2y", "0002-12-31", "0001-01-01", "0002-12-31"),
}


@pytest.mark.parametrize("case", _WINDOWS)
def test_the_last_span_ends_with_the_day_given(case: str) -> None:
    span, end, first, last = _WINDOWS[case]
    since, until = window_of_last(span, parse(end).e2)
    assert (day_text(since), day_text(until)) == (first, last)


_NO_SPANS: dict[str, tuple[str, int, str, str]] = {
    "no number": ("y", 700_000, "'y' is no span of time", "write 90d, 6w, 18m or 2y"),
    "nought": ("0d", 700_000, "'0d' is no span of time", "write 90d, 6w, 18m or 2y"),
    "other unit": ("5h", 700_000, "'5h' is no span of time", "write 90d, 6w, 18m or 2y"),
    "a word": ("six months", 700_000, "'six months' is no span of time", "write 90d, 6w, 18m or 2y"),
    "too long": ("99999y", 700_000, "'99999y' reaches beyond the years 1 to 9999", "write a shorter span"),
    "just too long": ("2y", 365, "'2y' reaches beyond the years 1 to 9999", "write a shorter span"),
    "no end": ("2y", FOREVER, "the log has no end to count back from", "write --since and --until"),
}


@pytest.mark.parametrize("case", _NO_SPANS)
def test_what_is_no_span_is_refused(case: str) -> None:
    span, end, message, hint = _NO_SPANS[case]
    with pytest.raises(DateError) as caught:
        window_of_last(span, end)
    assert (caught.value.message, caught.value.hint) == (message, hint)
