"""Dates as people type them on a command line. The only user of dateutil."""

from __future__ import annotations

import re
from datetime import date, datetime

from mmru_timeline.dates.edtf import FOREVER, MONTHS, DateError, EdtfDate, parse
from mmru_timeline.dates.windows import EveryYear, Window, every_year
from mmru_timeline.text import shorten

_EDTF_CHARACTERS = re.compile(r"[0-9\-/.X?~%]*")
_QUARTER = re.compile(r"(?:([0-9]{4})[ -]?([QH])([1-4])|([QH])([1-4])[ /-]?([0-9]{4}))", re.IGNORECASE)
_MONTH_DAY = re.compile(r"--([0-9]{2})(?:-([0-9]{2}))?")
_NAMED_DAY = re.compile(
    r"(?:([0-9]{1,2})(?:st|nd|rd|th)?(?: of)?[ -])?([a-z]{3,9})\.?(?:[ -]([0-9]{1,2})(?:st|nd|rd|th)?)?", re.IGNORECASE
)
_WEEKDAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b", re.IGNORECASE)
_TIME = re.compile(r":|\b[0-9]{1,2} ?[ap]\.?m\b|\bT[0-9]|\b(?:utc|gmt|noon|midnight)\b", re.IGNORECASE)
_SPAN = re.compile(r"([1-9][0-9]{0,4}) ?([dwmy])", re.IGNORECASE)
_UNITS = {"d": "days", "w": "weeks", "m": "months", "y": "years"}
EXAMPLES = "write 2023, 2023-02, 2023-02-06, 2023-Q1, 'Feb 2023' or '6 Feb 2023'"
"""The hint about a text that is not a date."""


def parse_typed(text: str) -> EdtfDate:
    """The date that a person means: EDTF, a quarter or half-year, or what dateutil can read in only one way.

    Raises DateError, whose hint gives examples.
    """
    text = text.strip()
    if _EDTF_CHARACTERS.fullmatch(text):
        return parse(text)
    if match := _QUARTER.fullmatch(text):
        year, letter, number = (match[1], match[2], match[3]) if match[1] else (match[6], match[4], match[5])
        months = 3 if letter in "Qq" else 6
        last = int(number) * months
        if last <= 12:  # There is no third half-year.
            return parse(f"{year}-{last - months + 1:02}/{year}-{last:02}")
    return _read_by_dateutil(text)


def _read_by_dateutil(text: str) -> EdtfDate:
    """Read a text that dateutil understands in one way only.

    dateutil fills what is missing from a default and guesses day against month. So the text is read with two
    defaults and with both guesses: a part that differs between the defaults was not written, and if the guesses
    differ, the text is ambiguous.
    """
    from dateutil import parser

    def refused(why: str) -> DateError:
        return DateError("bad-date", f"{shorten(text)!r}: {why}", EXAMPLES)

    if _WEEKDAY.search(text):
        raise refused("leave out the weekday")
    if _TIME.search(text):
        raise refused("leave out the time of day")
    years = {int(year) for year in re.findall(r"(?<![0-9])[0-9]{4}(?![0-9])", text)}
    if not years:
        raise refused("a date needs a four-digit year")
    readings: list[tuple[datetime, datetime]] = []
    for default in (datetime(2001, 1, 1), datetime(2004, 2, 2)):
        try:
            day_first, month_first = (parser.parse(text, default=default, dayfirst=first) for first in (True, False))
        except (ValueError, OverflowError) as error:
            no_such_day = "out of range for month" in str(error)
            raise refused("the month has no such day" if no_such_day else "not a date") from None
        readings.append((day_first, month_first))
    if any(each.hour or each.minute or each.second or each.tzinfo for pair in readings for each in pair):
        raise refused("leave out the time of day")
    if any(day_first != month_first for day_first, month_first in readings):
        raise refused("it is not clear which number is the day and which the month")
    (one, _), (other, _) = readings
    day_without_month = one.month != other.month and one.day == other.day
    # The last comparison is needed because dateutil reads 0099 as 1999.
    if one.year != other.year or day_without_month or one.year not in years:
        raise refused("it is not clear which part is the year and which the month")
    if one.month != other.month:
        return parse(f"{one.year:04}")
    return parse(f"{one.year:04}-{one.month:02}" + (f"-{one.day:02}" if one.day == other.day else ""))


def parse_every_year(text: str) -> EveryYear | None:
    """The day or month of every year that a text means: --03-27 as in ISO 8601, "27 March", --03 or "March".

    None if the text is something else. Raises DateError if no year has such a day.
    """
    text = text.strip()
    if match := _MONTH_DAY.fullmatch(text):
        if match[2] == "00":
            raise DateError("impossible-date", f"{text}: there is no day 00", f"write --{match[1]} for the whole month")
        return every_year(int(match[1]), int(match[2] or 0), text)
    match = _NAMED_DAY.fullmatch(text)
    if match is None or (match[1] and match[3]):
        return None
    month = next((number for number, name in enumerate(MONTHS, 1) if name.lower().startswith(match[2].lower())), 0)
    day = match[1] or match[3]
    if not month or (day and not int(day)):
        return None
    return every_year(month, int(day or 0), text)


def window_of_last(text: str, end: int) -> Window:
    """The first and last day of the last days, weeks, months or years ("18m") up to the day `end`, which is included.

    Raises DateError if the text is not such a span, if it reaches before the year 1, or if `end` is FOREVER.
    """
    from dateutil.relativedelta import relativedelta

    match = _SPAN.fullmatch(text.strip())
    if match is None:
        raise DateError("bad-date", f"{shorten(text)!r} is not a span of time", "write 90d, 6w, 18m or 2y")
    if end >= FOREVER:
        raise DateError("bad-date", "the log has no end to count back from", "use --since and --until")
    # Counted from the day after, so that 1m up to 28 February is the whole of February.
    try:
        start = date.fromordinal(end + 1) - relativedelta(**{_UNITS[match[2].lower()]: int(match[1])})  # type: ignore[arg-type]
    except (ValueError, OverflowError):
        raise DateError("bad-date", f"{shorten(text)!r} reaches before the year 1", "write a shorter span") from None
    return Window(start.toordinal(), end)
