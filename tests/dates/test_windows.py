"""Which dates overlap a window of days, or a day or month of every year."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmru_timeline.dates.edtf import Overlap, parse
from mmru_timeline.dates.windows import EveryYear, Window

_IN_ANY_YEAR: dict[str, tuple[str, EveryYear, Overlap]] = {
    "that day": ("2021-03-27", EveryYear(3, 27), Overlap.CERTAINLY),
    "another day": ("2021-03-28", EveryYear(3, 27), Overlap.NO),
    "some day of that month": ("2021-03", EveryYear(3, 27), Overlap.POSSIBLY),
    "some day of another month": ("2021-04", EveryYear(3, 27), Overlap.NO),
    "some day of a year": ("2021", EveryYear(3, 27), Overlap.POSSIBLY),
    "that day, but uncertain": ("2021-03-27?", EveryYear(3, 27), Overlap.POSSIBLY),
    "a span around that day": ("2021-03-26/2021-03-28", EveryYear(3, 27), Overlap.CERTAINLY),
    "a span that covers the next year's": ("2021-04/2022-04", EveryYear(3, 27), Overlap.NO),
    "a span that may end before the next year's": ("2021-04/2022-03", EveryYear(3, 27), Overlap.NO),
    "a span with an uncertain start": ("2021-03-20?/2022-04", EveryYear(3, 27), Overlap.NO),
    "a span that begins after it and ends before it": ("2021-03-28/2022-03-26", EveryYear(3, 27), Overlap.NO),
    "a span of years": ("2021/2023", EveryYear(3, 27), Overlap.NO),
    "an open end": ("2021-04/..", EveryYear(3, 27), Overlap.NO),
    "an unknown end": ("2021-04/", EveryYear(3, 27), Overlap.NO),
    "an open start": ("../2021-01", EveryYear(3, 27), Overlap.NO),
    "an unknown start": ("/0001-01", EveryYear(3, 27), Overlap.NO),
    "always": ("../..", EveryYear(3, 27), Overlap.NO),
    "a leap day": ("2024-02-29", EveryYear(2, 29), Overlap.CERTAINLY),
    "the end of February": ("2023-02-28/2023-03-01", EveryYear(2, 29), Overlap.NO),
    "four years with a leap day": ("2020-03-01/2024-03-01", EveryYear(2, 29), Overlap.NO),
    "eight years without a leap day": ("1896-03-01/1904-02-28", EveryYear(2, 29), Overlap.NO),
    "nearly eight years to a leap day": ("1896-03-01/1904-03-01", EveryYear(2, 29), Overlap.NO),
    "that month": ("2021-03", EveryYear(3), Overlap.CERTAINLY),
    "the end of that month": ("2021-03-31/2021-05", EveryYear(3), Overlap.CERTAINLY),
    "the end of a leap February": ("2024-02-29", EveryYear(2), Overlap.CERTAINLY),
    "the month before": ("2021-02", EveryYear(3), Overlap.NO),
    "the last day of all": ("9999-12-31", EveryYear(12), Overlap.CERTAINLY),
    "a month that does not come again": ("9999-12", EveryYear(11), Overlap.NO),
}


@pytest.mark.parametrize("case", _IN_ANY_YEAR)
def test_overlap_with_a_day_or_month_of_every_year(case: str) -> None:
    text, days, expected = _IN_ANY_YEAR[case]
    assert days.overlap(parse(text)) is expected


def test_window_without_ends_is_open_on_both_sides() -> None:
    for text in ("0001", "9999", "../..", "/2021"):
        assert Window().overlap(parse(text)) is Overlap.CERTAINLY


_YEARS = range(1890, 1912)
_MARKS = st.sampled_from(["", "", "?"])
_ENDS = st.dates(date(1892, 1, 1), date(1908, 12, 31)).flatmap(
    lambda day: st.sampled_from([day.isoformat(), day.isoformat()[:7], day.isoformat()[:4], day.isoformat()[:3] + "X"])
)
_DATES = st.one_of(
    st.builds(str.__add__, _ENDS, _MARKS),
    st.builds(lambda ends, a, b: f"{ends[0]}{a}/{ends[1]}{b}", st.lists(_ENDS, min_size=2, max_size=2), _MARKS, _MARKS),
)


@given(text=_DATES, month=st.integers(1, 12), day=st.sampled_from([0, 1, 15, 28, 29]))
def test_overlap_is_the_most_certain_of_all_years(text: str, month: int, day: int) -> None:
    try:
        when = parse(text)
    except ValueError:  # The interval is reversed.
        return
    windows = []
    for year in _YEARS:
        try:
            first, last = (parse(f"{year}-{month:02}" + (f"-{day:02}" if day else "")).s1,) * 2
        except ValueError:  # There is no 29 February in this year.
            continue
        windows.append(Window(first, last if day else parse(f"{year}-{month:02}").e2))
    # An interval with every day of a year says nothing about one of them.
    says_nothing = when.is_interval and when.e2 - when.s1 >= 364
    expected = Overlap.NO if says_nothing else max(window.overlap(when) for window in windows)
    assert EveryYear(month, day).overlap(when) is expected
