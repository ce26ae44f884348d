"""The time that a filter asks for: one stretch of days, or the same days of every year."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from mmru_timeline.dates.edtf import FOREVER, MONTHS, NEVER, DateError, EdtfDate, Overlap

_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_YEAR = 365
_LONGEST_GAP = 8
"""Years between two 29ths of February, as from 1896 to 1904."""


class Window(NamedTuple):
    """The days from `first` to `last`, both included; NEVER and FOREVER if a side is open."""

    first: int = NEVER
    last: int = FOREVER

    def overlap(self, when: EdtfDate) -> Overlap:
        """Whether a date overlaps the window."""
        return when.overlap(self.first, self.last)


class EveryYear(NamedTuple):
    """A day of every year that has it, or with day 0 a whole month."""

    month: int
    day: int = 0

    def overlap(self, when: EdtfDate) -> Overlap:
        """Whether a date overlaps the day or month in any year.

        An interval that covers every day of a year says nothing about this one, so it does not overlap.
        """
        if when.is_interval and when.e2 - when.s1 + 1 >= _YEAR:
            return Overlap.NO
        # Of the windows of all years, only the first to end on or after one of the bounds can decide: those before it
        # are over by then, and a later one is not reached by a date that does not reach this one.
        windows = (self._next(bound) for bound in (when.s1, when.s2, when.e2))
        return max((window.overlap(when) for window in windows if window), default=Overlap.NO)

    def _next(self, day: int) -> Window | None:
        """The window of the first year that ends on or after a day; None after the last year."""
        if day == FOREVER:
            return None
        year = date.fromordinal(max(day, NEVER + 1)).year
        windows = (self._in(each) for each in range(year, min(year + _LONGEST_GAP, date.max.year) + 1))
        return next((window for window in windows if window and window.last >= day), None)

    def _in(self, year: int) -> Window | None:
        """The window of one year; None if the year does not have the day."""
        try:
            if self.day:
                day = date(year, self.month, self.day).toordinal()
                return Window(day, day)
            first = date(year, self.month, 1)
        except ValueError:
            return None
        after = first.replace(month=self.month + 1) if self.month < 12 else None
        return Window(first.toordinal(), (after.toordinal() - 1) if after else first.toordinal() + 30)


def every_year(month: int, day: int, text: str) -> EveryYear:
    """The day of every year, or with day 0 the month. Raises DateError, which quotes the text, if no year has it."""
    if not 1 <= month <= 12:
        raise DateError("impossible-date", f"{text}: there is no month {month:02}", "months run from 01 to 12")
    if day > _LENGTHS[month - 1]:
        raise DateError(
            "impossible-date",
            f"{text}: {MONTHS[month - 1]} has {_LENGTHS[month - 1]} days",
            f"write --{month:02}-{_LENGTHS[month - 1]}, or --{month:02} for the whole month",
        )
    return EveryYear(month, day)
