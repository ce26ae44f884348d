"""What a text that is not EDTF probably means, for the remedy of a refused date."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal

from mmru_timeline.dates.edtf import DateError, iso_day, parse
from mmru_timeline.dates.hints import DASHES
from mmru_timeline.dates.typed import parse_typed

_LONGEST = 60
_ABOUT = re.compile(r"(?:(?:c|ca|circa|about|around|approx|approximately)(?:\.? |\.?(?=[0-9]))|~ ?)(.+)", re.IGNORECASE)
_PERHAPS = re.compile(r"(?:(?:probably|perhaps|possibly|maybe) |\? ?)(.+)", re.IGNORECASE)
_MARKED = re.compile(r"(.*?) ?\(?([?~%]{1,2})\)?")
_MARK_WITHIN = re.compile(r"([0-9]{4}-?)([?~%])(-?[0-9-]+)")
_SINCE = re.compile(r"(?:since|from) (.+?)(?: on| onwards)?", re.IGNORECASE)
_UNTIL = re.compile(r"(?:until|till|up to) (.+)", re.IGNORECASE)
_EARLIER = re.compile(r"before (.+)", re.IGNORECASE)
_LATER = re.compile(r"after (.+)", re.IGNORECASE)
_SEPARATORS = (
    re.compile(r"between (.+?) and (.+)", re.IGNORECASE),
    *(re.compile(r"(?:from )?(.+?) (?:to|until|till) (.+)", re.IGNORECASE), re.compile(r"([^/]*?) ?/ ?([^/]*)")),
    *(re.compile(r"(.+?) ?\.\. ?(.+)"), re.compile(r"(.+?) - (.+)"), re.compile(r"(.+?)-([0-9]{4}.*|[a-z]+)")),
    re.compile(r"([0-9]{1,2}|[A-Za-z]+) ?- ?(.+)"),
)
"""What can stand between the two ends of an interval; the first that gives two dates is taken."""
_TWO_YEARS = re.compile(r"([0-9]{2})([0-9]{2})[-/]([0-9]{2})")
_SHORT_END = re.compile(r"([0-9]{4}-(?:[0-9]{2}-)?)([0-9]{2})/([0-9]{2})")
_OPEN = ("..", "open", "now", "today", "present", "ongoing")
_YEAR_FIRST = re.compile(r"[Yy]?([0-9]{4})([-./ ])([0-9]{1,2})(?:\2([0-9]{1,2}))?(?:[T ][0-9]{1,2}:.*)?")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-./ ])([0-9]{1,2})\2([0-9]{4})")
_MONTH_FIRST = re.compile(r"([0-9]{1,2})[-./]([0-9]{4})")
_BRACKETED = re.compile(r"\[(.+)\]|\((.+)\)")
_WEEKDAY = re.compile(r"(?:on )?(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? (.+)", re.IGNORECASE)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NIGHT = re.compile(r"(?:(?:in|on|during) )?(?:the )?night (?:of|from)(?: the)? (.+)", re.IGNORECASE)
_PART = re.compile(r"(?:in )?(early|mid|late)[ -](?:in )?(.+)", re.IGNORECASE)
_OLD_STYLE = re.compile(r"(.+?),? \(?(?:O\.? ?S\.?|old style)\)?", re.IGNORECASE)
_SEASON = re.compile(r"(?:in )?(?:the )?(spring|summer|autumn|fall|winter)(?: of)?,? ([0-9]{4})", re.IGNORECASE)
_SEASON_CODE = re.compile(r"([0-9]{4})-(2[1-4])")
_SEASONS = ("spring", "summer", "autumn", "winter")
_DECADE = re.compile(r"(?:the )?([0-9]{3})0['\u2019]?s", re.IGNORECASE)
_CENTURY = re.compile(r"(?:the )?([1-9][0-9]?)(?:st|nd|rd|th) (?:century|cent\.?|c\.?)", re.IGNORECASE)
_UNSPECIFIED = re.compile(
    r"[0-9]{2}(?:[0-9][uxUX]|[uxUX]{2})|[0-9]{4}-[uxUX]{2}(?:-[uxUX]{2})?|[0-9]{4}-[0-9]{2}-[uxUX]{2}"
)


def remedy(text: str) -> str | None:
    """The hint that says which EDTF date the text probably means; None if that cannot be told.

    `parse` reads what the hint proposes.
    """
    if len(text) > _LONGEST:
        return None
    plain = " ".join(DASHES.sub("-", text).split())
    if match := _BRACKETED.fullmatch(plain):
        plain = match[1] or match[2]
    if match := _NIGHT.fullmatch(plain):
        plain = match[1]
    if match := _WEEKDAY.fullmatch(plain):
        day = _day(match[2])
        # A weekday that is not that of the day leaves open which of the two is wrong.
        return f"write {day}" if day and _WEEKDAYS[day.weekday()] == match[1].lower() else None
    found = _date(plain) or _interval(plain)
    if found is not None:
        return f"write {found}"
    if vague := _vague(plain):
        return vague
    if match := _YEAR_LAST.fullmatch(plain):
        # Both readings are proposed where both are days.
        first, _, second, year = match.groups()
        days = [_valid(f"{year}-{month:0>2}-{day:0>2}") for day, month in ((first, second), (second, first))]
        proposed = list(dict.fromkeys(day for day in days if day))
        return f"write {' or '.join(proposed)}" if proposed else None
    return None


def _vague(text: str) -> str | None:
    """The hint for a text that only the writer can make exact: it proposes a date, and says what that means."""
    if match := _PART.fullmatch(text):
        found = _unqualified(match[2])
        return f"write {found}, and say `{match[1].lower()}` in the summary" if found else None
    if match := _EARLIER.fullmatch(text):
        last = _neighbour(match[1], -1)
        return f"write EARLIEST/{last} with the earliest possible date, or /{last} if none is known" if last else None
    if match := _LATER.fullmatch(text):
        first = _neighbour(match[1], 1)
        return f"write {first}/LATEST with the latest possible date, or {first}/ if none is known" if first else None
    if match := _OLD_STYLE.fullmatch(text):
        day = _day(match[1])
        same = _gregorian(day) if day else None
        return f"write {same}, the same day in the Gregorian calendar" if same else None
    if match := _SEASON.fullmatch(text):
        return _season(match[1].lower().replace("fall", "autumn"), int(match[2]))
    if match := _SEASON_CODE.fullmatch(text):
        return _season(_SEASONS[int(match[2]) - 21], int(match[1]))
    return None


def _season(season: str, year: int) -> str | None:
    if season == "winter":
        spans = [f"{start:04}-12/{start + 1:04}-02" for start in (year - 1, year)]
    else:
        month = 3 * _SEASONS.index(season) + 3
        spans = [f"{year:04}-{month:02}/{year:04}-{month + 2:02}"]
    found = " or ".join(filter(None, map(_valid, spans)))
    return f"write {found} if the northern {season} is meant" if found else None


def _day(text: str) -> date | None:
    found = _unqualified(text)
    return date.fromisoformat(found) if found and parse(found).is_exact_day and "/" not in found else None


def _neighbour(text: str, step: Literal[-1, 1]) -> str | None:
    """The day, month or year before or after one, as EDTF; None if the text is something else, or there is none."""
    found = _unqualified(text)
    if found is None or (meant := parse(found)).is_interval or meant.start.precision not in ("day", "month", "year"):
        return None
    day = meant.s1 - 1 if step < 0 else meant.e2 + 1
    iso = iso_day(day)
    return iso[: {"day": 10, "month": 7, "year": 4}[meant.start.precision]] if iso else None


def _gregorian(julian: date) -> date | None:
    """The day in the Gregorian calendar of a day that was written by the Julian one; None if no date can hold it."""
    century = (julian.year - (julian.month < 3)) // 100
    try:
        return julian + timedelta(days=century - century // 4 - 2)
    except OverflowError:
        return None


def _interval(text: str) -> str | None:
    for separator in _SEPARATORS:
        if match := separator.fullmatch(text):
            first, last = match.groups()
            words = last.split()
            # "6-9 Feb 2023" and "6 Feb - 9 Mar 2023": the start goes without what it shares with the end.
            starts = [first, *(f"{first} {' '.join(words[-shared:])}" for shared in (2, 1) if shared < len(words))]
            start, end = next(filter(None, map(_end, starts)), _end(first)), _end(last)
            if start is not None and end is not None and (found := _valid(f"{start}/{end}")):
                return found
    if match := _SHORT_END.fullmatch(text):
        return _valid(f"{match[1]}{match[2]}/{match[1]}{match[3]}")
    if (match := _TWO_YEARS.fullmatch(text)) and match[3] > match[2]:
        return _valid(f"{match[1]}{match[2]}/{match[1]}{match[3]}")
    if match := _SINCE.fullmatch(text):
        return _valid(f"{_date(match[1])}/..")
    if match := _UNTIL.fullmatch(text):
        return _valid(f"../{_date(match[1])}")
    return None


def _end(text: str) -> str | None:
    if text.lower() in ("", "unknown"):
        return ""
    return ".." if text.lower() in _OPEN else _date(text)


def _date(text: str) -> str | None:
    """A date, with at most one qualifier before, within or after it."""
    for pattern, mark in ((_ABOUT, "~"), (_PERHAPS, "?")):
        if match := pattern.fullmatch(text):
            return _qualified(match[1], mark)
    if match := _MARKED.fullmatch(text):
        return _qualified(match[1], match[2][0] if len(set(match[2])) == 1 else "%")
    if match := _MARK_WITHIN.fullmatch(text):
        return _qualified(match[1] + match[3], match[2])
    return _unqualified(text)


def _qualified(text: str, mark: str) -> str | None:
    date = _unqualified(text)
    return _valid("/".join(f"{end}{mark}" for end in date.split("/"))) if date else None


def _unqualified(text: str) -> str | None:
    if match := _YEAR_FIRST.fullmatch(text):
        year, _, month, day = match.groups()
        return _valid(f"{year}-{month:0>2}" + (f"-{day:0>2}" if day else ""))
    if match := _MONTH_FIRST.fullmatch(text):
        return _valid(f"{match[2]}-{match[1]:0>2}")
    if match := _COMPACT.fullmatch(text):
        return _valid("-".join(match.groups()))
    if match := _DECADE.fullmatch(text):
        return _valid(f"{match[1]}X")
    if match := _CENTURY.fullmatch(text):
        return _valid(f"{int(match[1]) - 1:02}XX")
    if _UNSPECIFIED.fullmatch(text):
        return _valid(text.upper().replace("U", "X"))
    try:
        return parse_typed(text).text
    except DateError:
        return None


def _valid(text: str) -> str | None:
    """The text if it is an EDTF date."""
    try:
        return parse(text).text
    except DateError:
        return None
