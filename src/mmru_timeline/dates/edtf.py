"""Dates as four bounds, so that a filter has three answers: certainly, possibly, no.

The notation is EDTF (ISO 8601-2:2019, Annex A): level 0 dates and intervals, and of level 1 open and unknown ends,
qualifiers after a whole date, and unspecified digits from the right. An event starts on some day in [s1, s2] and ends
on some day in [e1, e2]. Days are counted as `datetime.date.toordinal` does; `NEVER` and `FOREVER` are the infinities.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Literal, NamedTuple, TypeAlias

from mmru_timeline.errors import MmruError

NEVER = 0
"""Minus infinity: the day before 0001-01-01."""
FOREVER = date.max.toordinal() + 1
"""Plus infinity: the day after 9999-12-31."""

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

Precision: TypeAlias = Literal["day", "month", "year", "decade", "century", "open", "unknown"]
"""How much of one end of a date was written; "open" is `..`, and "unknown" is an end left empty."""

_DATE = re.compile(r"([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?([?~%]?)")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAY_MONTH_YEAR = re.compile(r"[0-9]{1,4}/[0-9]{1,2}/[0-9]{1,4}")
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class DateError(MmruError, ValueError):
    """A text that is not a date.

    `code` is the code of the diagnostic: bad-date, impossible-date or reversed-interval.
    """

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message, hint)
        self.code = code


class Overlap(IntEnum):
    """Whether a date overlaps a window of time; the more certain, the greater."""

    NO = 0
    POSSIBLY = 1
    CERTAINLY = 2


class Endpoint(NamedTuple):
    """One end of a date: its first and last possible day, and the parts that were written.

    `year` is the first year of a decade or century, `month` and `day` are 0 where they are not given, and `mark` is
    the qualifier: "?" (uncertain), "~" (approximate), "%" (both) or "".
    """

    first: int
    last: int
    precision: Precision
    year: int = 0
    month: int = 0
    day: int = 0
    mark: str = ""


OPEN = Endpoint(NEVER, FOREVER, "open")
UNKNOWN = Endpoint(NEVER, FOREVER, "unknown")


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """An EDTF date with its two ends and its bounds: s1 <= s2, e1 <= e2, s1 <= e1 and s2 <= e2.

    Unless the date is an interval, `start` and `end` are the same. Bounds are days, counted as by `date.toordinal`.
    """

    text: str
    start: Endpoint
    end: Endpoint
    s1: int
    s2: int
    e1: int
    e2: int

    def __str__(self) -> str:
        return self.text

    @property
    def is_interval(self) -> bool:
        """Whether the text has a start and an end."""
        return "/" in self.text

    @property
    def is_qualified(self) -> bool:
        """Whether either end is marked as uncertain or approximate."""
        return bool(self.start.mark or self.end.mark)

    @property
    def is_exact_day(self) -> bool:
        """Whether the event started and ended on one unqualified day."""
        return self.s1 == self.e2 and not self.is_qualified

    @property
    def year(self) -> int | None:
        """The year under whose heading the event is listed, that of s2; None if s2 is infinite."""
        return None if self.s2 in (NEVER, FOREVER) else date.fromordinal(self.s2).year

    @property
    def order(self) -> tuple[int, int, int]:
        """The sort key: events are listed by the day on which they have certainly begun; ties keep the file's order."""
        return (self.s2, self.s1, self.e2)

    def overlap(self, first: int, last: int) -> Overlap:
        """Whether the event overlaps the window from `first` to `last`, both days included.

        For certainty, a qualified end counts as an unknown one; with both ends qualified nothing is certain.
        """
        if self.s1 > last or self.e2 < first:
            return Overlap.NO
        if self.start.mark and self.end.mark:
            return Overlap.POSSIBLY
        s2 = self.e2 if self.start.mark else self.s2
        e1 = self.s1 if self.end.mark else self.e1
        return Overlap.CERTAINLY if s2 <= last and e1 >= first else Overlap.POSSIBLY


def iso_day(day: int) -> str | None:
    """The ISO 8601 text of a day; None for `NEVER` and `FOREVER`."""
    return None if day in (NEVER, FOREVER) else date.fromordinal(day).isoformat()


def parse(text: str) -> EdtfDate:
    """The date that an EDTF text means; years run from 0001 to 9999. Raises DateError if the text is not one."""
    if _DAY.fullmatch(text):
        try:
            day = date.fromisoformat(text)
        except ValueError:
            pass  # _endpoint says what is wrong with it.
        else:
            ordinal = day.toordinal()
            end = Endpoint(ordinal, ordinal, "day", day.year, day.month, day.day)
            return EdtfDate(text, end, end, ordinal, ordinal, ordinal, ordinal)
    before, slash, after = text.partition("/")
    if not slash:
        end = _endpoint(text)
        return EdtfDate(text, end, end, end.first, end.last, end.first, end.last)
    if _DAY_MONTH_YEAR.fullmatch(text):
        raise _not_edtf(text)
    if text.count("/") > 1 or (before in ("", "..") and after in ("", "..") and text != "../.."):
        raise DateError(
            "bad-date",
            f"{_quoted(text)} is not an interval with a start and an end",
            "write START/END with a date on each side; use `..` for an open end, nothing for an unknown one",
        )
    start = OPEN if before == ".." else _endpoint(before) if before else UNKNOWN
    end = OPEN if after == ".." else _endpoint(after) if after else UNKNOWN
    s1, s2, e1, e2 = start.first, start.last, end.first, end.last
    # What has an open start began before any day that can be named; an unknown start is bounded by the end.
    if start is OPEN:
        s2 = NEVER
    if end is OPEN:
        e1 = FOREVER
    if s1 > e2:
        raise DateError("reversed-interval", f"{text}: the interval ends before it starts", f"write {after}/{before}")
    return EdtfDate(text, start, end, s1, min(s2, e2), max(e1, s1), e2)


def _endpoint(text: str) -> Endpoint:
    """A date that is not an interval."""
    match = _DATE.fullmatch(text)
    if match is None:
        raise _not_edtf(text)
    digits, month, day, mark = match.groups()
    if digits.endswith("X"):
        return _decade_or_century(text, digits, month, mark)
    year = int(digits)
    if year == 0:
        raise _impossible(text, "there is no year 0000", "years run from 0001 to 9999")
    if month == "XX" and day not in (None, "XX"):
        raise DateError(
            "bad-date", f"{_quoted(text)} gives a day of an unknown month", f"write {digits}-XX, or {digits}"
        )
    if month in (None, "XX"):
        return Endpoint(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal(), "year", year, mark=mark)
    number = int(month)
    if 21 <= number <= 41 and day is None:
        raise DateError(
            "bad-date",
            f"{text}: {month} means a season or another part of the year, and calendars disagree on its days",
            f"write the months meant, such as {digits}-03/{digits}-05",
        )
    if not 1 <= number <= 12:
        raise _impossible(text, f"there is no month {month}", "months run from 01 to 12")
    length = _days_in(year, number)
    if day in (None, "XX"):
        first = date(year, number, 1).toordinal()
        return Endpoint(first, first + length - 1, "month", year, number, mark=mark)
    if day == "00":
        raise _impossible(text, "there is no day 00", f"write {digits}-{month} if the day is unknown")
    if int(day) > length:
        raise _impossible(
            text,
            f"{MONTHS[number - 1]} {year} has {length} days",
            f"write {digits}-{month}-{length}, or {digits}-{month} if the day is unknown",
        )
    ordinal = date(year, number, int(day)).toordinal()
    return Endpoint(ordinal, ordinal, "day", year, number, int(day), mark)


def _decade_or_century(text: str, digits: str, month: str | None, mark: str) -> Endpoint:
    if month is not None:
        raise DateError(
            "bad-date",
            f"{_quoted(text)}: a month or day cannot follow a year with an unspecified digit",
            f"write {digits}, or the whole year",
        )
    low, high = int(digits.replace("X", "0")), int(digits.replace("X", "9"))
    if low == 0:
        raise _impossible(text, "years run from 0001 to 9999", f"write 0001/{high:04}")
    precision: Precision = "century" if digits.endswith("XX") else "decade"
    return Endpoint(date(low, 1, 1).toordinal(), date(high, 12, 31).toordinal(), precision, low, mark=mark)


def _days_in(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else _MONTH_DAYS[month - 1]


def _impossible(text: str, why: str, hint: str) -> DateError:
    return DateError("impossible-date", f"{_quoted(text)}: {why}", hint)


def _not_edtf(text: str) -> DateError:
    from mmru_timeline.dates.hints import explain  # Only needed for error messages.

    why, hint = explain(text)
    return DateError("bad-date", f"{_quoted(text)}{why}", hint)


def _quoted(text: str) -> str:
    """The text as a message quotes it: short, never empty, in quotes if it has spaces or invisible characters."""
    short = text if len(text) <= 40 else text[:39] + "…"
    return short if short.isprintable() and short and " " not in short else repr(short)
