"""What people type for a date, to a When. The only user of dateutil."""

from __future__ import annotations

import re
from datetime import date, datetime

from mmru_timeline.dates.edtf import FOREVER, DateError, When, parse
from mmru_timeline.reading.diagnostics import shorten

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
    written = {int(year) for year in re.findall(r"(?<![0-9])[0-9]{4}(?![0-9])", text)}
    if not written:
        raise no("a date needs a year of four digits")
    readings: list[tuple[datetime, datetime]] = []
    for default in (datetime(2001, 1, 1), datetime(2004, 2, 2)):
        try:
            day_first, month_first = (parser.parse(text, default=default, dayfirst=first) for first in (True, False))
        except (ValueError, OverflowError) as error:
            no_day = "out of range for month" in str(error)
            raise no("the month has no such day" if no_day else "this is no date that can be read") from None
        readings.append((day_first, month_first))
    if any(each.hour or each.minute or each.second or each.tzinfo for pair in readings for each in pair):
        raise no("there are no times of day in a chronology")
    if any(day_first != month_first for day_first, month_first in readings):
        raise no("day and month can be told apart in two ways")
    (one, _), (other, _) = readings
    day_alone = one.month != other.month and one.day == other.day
    # dateutil takes 0099 for 1999.
    if one.year != other.year or one.year not in written or day_alone:
        raise no("year and month cannot be told for sure")
    if one.month != other.month:
        return parse(f"{one.year:04}")
    return parse(f"{one.year:04}-{one.month:02}" + (f"-{one.day:02}" if one.day == other.day else ""))


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
        raise DateError(
            "bad-date", f"{shorten(text)!r} reaches beyond the years 1 to 9999", "write a shorter span"
        ) from None
    return start.toordinal(), end
