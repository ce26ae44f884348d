"""Dates as four bounds, so that a filter has three answers: certainly, possibly, no.

The notation is EDTF (ISO 8601-2:2019, Annex A): level 0 dates and intervals, and of level 1 open and unknown
ends, qualifiers after a whole date and unspecified digits from the right. An event starts somewhere in
[s1, s2] and ends somewhere in [e1, e2]; bounds are days counted as `datetime.date.toordinal` does, with
`NEVER` and `FOREVER` for minus and plus infinity. Nothing is ever padded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

NEVER = 0
"""Minus infinity: the day before 0001-01-01."""
FOREVER = date.max.toordinal() + 1
"""Plus infinity: the day after 9999-12-31."""

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

_DATE = re.compile(r"([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?([?~%]?)")
_STROKES = re.compile(r"[0-9]{1,4}/[0-9]{1,2}/[0-9]{1,4}")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class DateError(ValueError):
    """A text that is no date of ours: what is wrong, and what to write instead.

    `code` is the diagnostic's: bad-date, impossible-date or reversed-interval.
    """

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


class Overlap(IntEnum):
    """How a date stands to a window; the surer the greater."""

    NO = 0
    POSSIBLY = 1
    CERTAINLY = 2


@dataclass(frozen=True, slots=True)
class When:
    """An EDTF date with its bounds, s1 <= s2, e1 <= e2, s1 <= e1 and s2 <= e2.

    `start_mark` and `end_mark` are the qualifiers of the two ends ("", "?", "~" or "%"), equal for a lone date.
    """

    text: str
    s1: int
    s2: int
    e1: int
    e2: int
    start_mark: str = ""
    end_mark: str = ""

    @property
    def year(self) -> int | None:
        """The year under whose heading the event stands, that of s2; None where that is infinite."""
        return None if self.s2 in (NEVER, FOREVER) else date.fromordinal(self.s2).year

    @property
    def is_exact_day(self) -> bool:
        """Whether start and end are one and the same unqualified day."""
        return self.s1 == self.e2 and not self.start_mark

    def overlap(self, a: int, b: int) -> Overlap:
        """Stand of the event to the window [a, b], both days included.

        For certainty a qualified end counts as an unknown one; with both ends qualified nothing is certain.
        """
        if self.s1 > b or self.e2 < a:
            return Overlap.NO
        if self.start_mark and self.end_mark:
            return Overlap.POSSIBLY
        s2 = self.e2 if self.start_mark else self.s2
        e1 = self.s1 if self.end_mark else self.e1
        return Overlap.CERTAINLY if s2 <= b and e1 >= a else Overlap.POSSIBLY

    @property
    def order(self) -> tuple[int, int, int]:
        """The key that puts an event where it has certainly begun; the place in the file comes after it."""
        return (self.s2, self.s1, self.e2)


def day_text(day: int) -> str | None:
    """The ISO 8601 day of an ordinal, None for the infinite ones."""
    return None if day in (NEVER, FOREVER) else date.fromordinal(day).isoformat()


def parse(text: str) -> When:
    """The date that an EDTF text means; raises DateError for every other text."""
    if _DAY.fullmatch(text):
        try:
            day = date.fromisoformat(text).toordinal()
        except ValueError:
            pass
        else:
            return When(text, day, day, day, day)
    start, slash, end = text.partition("/")
    if not slash:
        first, last, mark = _single(text)
        return When(text, first, last, first, last, mark, mark)
    if _STROKES.fullmatch(text):
        raise _not_edtf(text, text)
    if text.count("/") > 1 or (start in ("", "..") and end in ("", "..") and text != "../.."):
        raise DateError(
            "bad-date",
            f"{_shown(text)} is not an interval with a start and an end",
            "write START/END, each a date; `..` for an open end, nothing for an unknown one",
        )
    s1 = s2 = NEVER
    e1 = e2 = FOREVER
    start_mark = end_mark = ""
    if start not in ("", ".."):
        s1, s2, start_mark = _single(start, text)
    if end not in ("", ".."):
        e1, e2, end_mark = _single(end, text)
    if start == "":
        s2 = e2
    if end == "":
        e1 = s1
    if s1 > e2:
        raise DateError("reversed-interval", f"{text}: the interval ends before it starts", f"write {end}/{start}")
    return When(text, s1, min(s2, e2), max(e1, s1), e2, start_mark, end_mark)


def _single(text: str, whole: str | None = None) -> tuple[int, int, str]:
    """First day, last day and qualifier of a date that is no interval."""
    match = _DATE.fullmatch(text)
    if match is None:
        raise _not_edtf(text, whole or text)
    year, month, day, mark = match.groups()
    if year.endswith("X"):
        if month is not None:
            raise DateError(
                "bad-date",
                f"{_shown(text)}: with an unspecified digit in the year, no month or day can follow",
                f"write {year}, or the year in full",
            )
        if year.startswith("00"):
            low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
            if low == 0:
                raise _impossible(text, "years run from 0001 to 9999", f"write 0001/{high:04}")
        return _year_start(int(year.replace("X", "0"))), _year_end(int(year.replace("X", "9"))), mark
    number = int(year)
    if number == 0:
        raise _impossible(text, "there is no year 0000 here; years run from 0001 to 9999", "write a year from 0001 on")
    if month is None:
        return _year_start(number), _year_end(number), mark
    if month == "XX":
        if day not in (None, "XX"):
            raise DateError(
                "bad-date",
                f"{_shown(text)}: a day cannot be known in an unknown month",
                f"write {year}-XX, or {year}",
            )
        return _year_start(number), _year_end(number), mark
    which = int(month)
    if 21 <= which <= 41 and day is None:
        raise DateError(
            "bad-date",
            f"{text}: {month} stands for a season or another part of the year, and no two calendars agree on its days",
            f"write the months meant, such as {year}-03/{year}-05",
        )
    if not 1 <= which <= 12:
        raise _impossible(text, f"there is no month {month}", "write a month from 01 to 12")
    length = _days_in(number, which)
    if day is None or day == "XX":
        first = date(number, which, 1).toordinal()
        return first, first + length - 1, mark
    if day == "00":
        raise _impossible(text, "there is no day 00", f"write {year}-{month} if the day is unknown")
    if int(day) > length:
        raise _impossible(
            text,
            f"{MONTHS[which - 1]} {number} has {length} days",
            f"write {year}-{month}-{length}, or {year}-{month} if the day is unknown",
        )
    ordinal = date(number, which, int(day)).toordinal()
    return ordinal, ordinal, mark


def _year_start(year: int) -> int:
    return date(year, 1, 1).toordinal()


def _year_end(year: int) -> int:
    return date(year, 12, 31).toordinal()


def _days_in(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else _MONTH_DAYS[month - 1]


def _impossible(text: str, why: str, hint: str) -> DateError:
    return DateError("impossible-date", f"{_shown(text)}: {why}", hint)


def _shown(text: str) -> str:
    """The text as a message may quote it: short, never empty, and in quotes where its ends or signs are not plain."""
    short = text if len(text) <= 40 else text[:39] + "…"
    return short if short.isprintable() and short and " " not in short else repr(short)


_DASHES = re.compile("[\u2010-\u2015\u2212]")
_GUESSES: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"[0-9X?~%./\s-]*\s[0-9X?~%./\s-]*"), "white space has no place in a date", "write it without spaces"),
    (
        re.compile(r"[0-9X-]+[?~%]{2,}"),
        "one qualifier at the most follows a date",
        "write `%` for uncertain and approximate at once",
    ),
    (
        re.compile(r".*(?:[0-9]-[?~%]|[?~%]-|[?~%][0-9]|\().*"),
        "a qualifier stands after a whole date",
        "write it at the end, such as 2004-06-11~",
    ),
    (
        re.compile(r"-?[0-9]{1,3}[ux]+(?:-.*)?|-?[0-9]{4}-.*[ux].*"),
        "unspecified digits are a capital X",
        "write X, such as 199X or 2004-XX",
    ),
    (
        re.compile(r"open|unknown"),
        "that word is of an older draft",
        "write `..` for an open end, nothing for an unknown one",
    ),
    (re.compile(r"[0-9-]+T[0-9].*"), "times of day are not part of a chronology's dates", "write the day alone"),
    (re.compile(r"[Yy]?-[0-9].*"), "years run from 0001 to 9999", "write a year of the common era, four digits"),
    (re.compile(r"[Yy][0-9].*"), "years run from 0001 to 9999", "write the year as four digits"),
    (
        re.compile(r"(?i:.*\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b.*)"),
        "months are numbers here",
        "write year-month-day, such as 2023-02-06, or 2023-02 for a month",
    ),
    (
        re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})|([0-9]{4})[./]([0-9]{2})[./]([0-9]{2})"),
        "the parts are joined by hyphens",
        r"write \1\4-\2\5-\3\6",
    ),
    (
        re.compile(r"[0-9]{1,2}([-./])[0-9]{1,2}\1[0-9]{4}"),
        "the year comes first",
        "write year-month-day, such as 2023-02-06",
    ),
    (
        re.compile(r"([0-9]{4}[0-9X-]{0,6}[?~%]?)\.\.([0-9]{4}[0-9X-]{0,6}[?~%]?)"),
        "the ends of an interval are joined by a stroke",
        r"write \1/\2",
    ),
    (
        re.compile(r"[0-9]{4}-[0-9]{1,2}(?:-[0-9]{1,2})?[?~%]?"),
        "month and day have two digits each",
        "write them in full, such as 2023-02-06",
    ),
    (
        re.compile(r"[0-9]{4}-[0-9X]{1,2}(?:-[0-9X]{1,2})?[?~%]?"),
        "of month and day only the whole can be unspecified",
        "write XX for the whole part",
    ),
)


def _not_edtf(text: str, whole: str) -> DateError:
    if _DASHES.search(whole):
        return DateError("bad-date", f"{_shown(whole)}: that dash is no hyphen", "write the plain hyphen, -")
    for pattern, why, hint in _GUESSES if len(text) <= 40 else ():
        if match := pattern.fullmatch(text):
            return DateError("bad-date", f"{_shown(text)}: {why}", match.expand(hint))
    return DateError(
        "bad-date",
        f"{_shown(text)} is not an EDTF date",
        "write 2023, 2023-02, 2023-02-06, or an interval of two such as 2023-03/2023-06",
    )


def short_text(when: When, year: int | None = None) -> str:
    """The date as a timeline's margin shows it, under the heading of `year`, which is not said again.

    A lone month or year reads "in Feb", "during 2024": some day of it, unlike a span, "Jan – Dec".
    """
    return _said(when, year, brief=True)


def print_text(when: When) -> str:
    """The date of something printed: "4 May 1894", "Mar 1895", "1901"."""
    return short_text(when) if "/" in when.text else _part(when.text, None, brief=True)


def long_text(when: When) -> str:
    """The date in full, for a sentence: "6 February 2023", "some day in March 2023", "from June 2021 on"."""
    return _said(when, None, brief=False)


def _said(when: When, year: int | None, *, brief: bool) -> str:
    start, slash, end = when.text.partition("/")
    if not slash or (start == end and _DAY.fullmatch(start)):
        name = _part(start, year, brief)
        if _DAY.match(start) or start[-1] in "~%":
            return name
        if unspecified := start.count("X", 0, 4):
            return ("in the " if unspecified == 1 else "within ") + name
        return _some_day(start, brief) + name
    if start in ("", "..") or end in ("", ".."):
        match (start, end):
            case ("..", ".."):
                return "always"
            case ("..", _):
                return f"until {_part(end, year, brief)}"
            case (_, ".."):
                return f"from {_part(start, year, brief)}" + ("" if brief else " on")
            case ("", _):
                return f"? – {_part(end, year, brief)}" if brief else f"until {_part(end, year, brief)}, start unknown"
            case _:
                return f"{_part(start, year, brief)} – ?" if brief else f"from {_part(start, year, brief)}, end unknown"
    same_year = start[:4] == end[:4] and "X" not in start[:4] and end[5:6].isdigit()
    if same_year and start[:7] == end[:7] and _DAY.fullmatch(start) and _DAY.fullmatch(end):
        return f"{int(start[8:])}–{_part(end, year, brief)}"
    first = _part(start, int(start[:4]) if same_year else None, brief)
    last = _part(end, year if same_year else None, brief)
    # "20 Oct – Oct" would look like a slip: where one end is some day of what holds the other, say so.
    if end != start and start.startswith(end):
        last = _some_day(end, brief) + last
    elif end != start and end.startswith(start):
        first = _some_day(start, brief) + first
    return f"{first} – {last}"


def _some_day(text: str, brief: bool) -> str:
    """What leads a lone month or year, which is some day of it."""
    if not brief:
        return "some day in "
    return "in " if text[5:6].isdigit() else "during "


def _part(text: str, year: int | None, brief: bool) -> str:
    """One date of the text; the year is left out where it is `year` and a month is there to stand alone."""
    mark = text[-1] if text[-1] in "?~%" else ""
    digits = text.removesuffix(mark)
    pieces = [piece for piece in digits.split("-") if piece != "XX"]
    name = pieces[0]
    if "X" in name:
        low = int(name.replace("X", "0"))
        name = f"{low}s" if name.endswith("X") and not name.endswith("XX") else f"{low}–{low + 99}"
    if len(pieces) > 1:
        month = MONTHS[int(pieces[1]) - 1]
        name = " ".join(
            [
                *([str(int(pieces[2]))] if len(pieces) > 2 else []),
                month[:3] if brief else month,
                *([] if year is not None and int(pieces[0]) == year else [pieces[0]]),
            ]
        )
    return ("c. " if mark in ("~", "%") else "") + name + ("?" if mark in ("?", "%") else "")
