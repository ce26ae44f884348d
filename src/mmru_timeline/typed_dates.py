"""What people type for a date, to a When. The only user of dateutil."""

from __future__ import annotations

import re
from datetime import date, datetime

from mmru_timeline.diagnostic import shorten
from mmru_timeline.when import FOREVER, DateError, When, parse

_EDTF_ONLY = re.compile(r"[0-9\-/.X?~%]*")
_QUARTER = re.compile(r"(?:([0-9]{4})[ -]?([QH])([1-4])|([QH])([1-4])[ /-]?([0-9]{4}))", re.IGNORECASE)
_WEEKDAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b", re.IGNORECASE)
_TIME = re.compile(r":|\b[0-9]{1,2} ?[ap]\.?m\b|\bT[0-9]|\b(?:utc|gmt|noon|midnight)\b", re.IGNORECASE)
_LAST = re.compile(r"([1-9][0-9]{0,4}) ?([dwmy])", re.IGNORECASE)
_EXAMPLES = "write 2023, 2023-02, 2023-02-06, 2023-Q1, 'Feb 2023' or '6 Feb 2023'"


def parse_typed(text: str) -> When:
    """The date that a person means: EDTF, a quarter or half-year, or what dateutil reads in one way only.

    Raises DateError, whose hint gives examples.
    """
    text = text.strip()
    if _EDTF_ONLY.fullmatch(text):
        return parse(text)
    if match := _QUARTER.fullmatch(text):
        year, letter, number = (match[1], match[2], match[3]) if match[1] else (match[6], match[4], match[5])
        months = 3 if letter in "Qq" else 6
        last = int(number) * months
        if last <= 12:
            return parse(f"{year}-{last - months + 1:02}/{year}-{last:02}")
    return _read_by_dateutil(text)


def _read_by_dateutil(text: str) -> When:
    from dateutil import parser

    def no(why: str) -> DateError:
        return DateError("bad-date", f"{shorten(text)!r}: {why}", _EXAMPLES)

    if _WEEKDAY.search(text):
        raise no("a weekday says nothing that the date does not")
    if _TIME.search(text):
        raise no("there are no times of day in a chronology")
    if not re.search(r"(?<![0-9])[0-9]{4}(?![0-9])", text):
        raise no("a date needs a year of four digits")
    readings: list[datetime] = []
    for default in (datetime(2001, 1, 1), datetime(2004, 2, 2)):
        for day_first in (True, False):
            try:
                readings.append(parser.parse(text, default=default, dayfirst=day_first))
            except (ValueError, OverflowError) as error:
                no_day = "out of range for month" in str(error)
                raise no("the month has no such day" if no_day else "this is no date that can be read") from None
    years, months, days = ({getattr(each, part) for each in readings} for part in ("year", "month", "day"))
    if any(each.hour or each.minute or each.second or each.tzinfo for each in readings):
        raise no("there are no times of day in a chronology")
    if len(years) > 1:
        raise no("the year cannot be told for sure")
    if len(months) > 1:
        if len(days) == 1 or sorted(months) != [1, 2]:
            raise no("day and month can be told apart in two ways")
        return parse(f"{years.pop():04}")
    if len(days) > 1:
        return parse(f"{years.pop():04}-{months.pop():02}")
    return parse(f"{years.pop():04}-{months.pop():02}-{days.pop():02}")


def window_of_last(text: str, end: int) -> tuple[int, int]:
    """The window of the last days, weeks, months or years ("18m") up to and with the day `end`.

    Raises DateError where the text is no such span, or reaches before the year 1.
    """
    from dateutil.relativedelta import relativedelta

    match = _LAST.fullmatch(text.strip())
    if match is None:
        raise DateError("bad-date", f"{shorten(text)!r} is no span of time", "write 90d, 6w, 18m or 2y")
    if end >= FOREVER:
        raise DateError("bad-date", "the log has no end to count back from", "write --since and --until")
    unit = {"d": "days", "w": "weeks", "m": "months", "y": "years"}[match[2].lower()]
    try:
        start = date.fromordinal(end + 1) - relativedelta(**{unit: int(match[1])})  # type: ignore[arg-type]
    except (ValueError, OverflowError):
        raise DateError("bad-date", f"{shorten(text)!r} reaches back before the year 1", "write a shorter span") from None
    return start.toordinal(), end
