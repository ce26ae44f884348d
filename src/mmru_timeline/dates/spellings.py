"""What a text that is not EDTF probably means, for the remedy of a refused date."""

from __future__ import annotations

import re

from mmru_timeline.dates.edtf import DateError, parse
from mmru_timeline.dates.typed import parse_typed

_LONGEST = 60
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_ABOUT = re.compile(r"(?:(?:c|ca|circa|about|around|approx|approximately)(?:\.? |\.?(?=[0-9]))|~ ?)(.+)", re.IGNORECASE)
_PERHAPS = re.compile(r"(?:(?:probably|perhaps|possibly|maybe) |\? ?)(.+)", re.IGNORECASE)
_MARKED = re.compile(r"(.*?) ?\(?([?~%]{1,2})\)?")
_MARK_WITHIN = re.compile(r"([0-9]{4}-?)([?~%])(-?[0-9-]+)")
_SINCE = re.compile(r"(?:since|from) (.+?)(?: on| onwards)?", re.IGNORECASE)
_UNTIL = re.compile(r"(?:until|till|up to) (.+)", re.IGNORECASE)
_SEPARATORS = (
    *(re.compile(r"(?:from )?(.+?) (?:to|until|till) (.+)", re.IGNORECASE), re.compile(r"([^/]*?) ?/ ?([^/]*)")),
    *(re.compile(r"(.+?) ?\.\. ?(.+)"), re.compile(r"(.+?) - (.+)"), re.compile(r"(.+?)-([0-9]{4}.*|[a-z]+)")),
    re.compile(r"([0-9]{1,2}|[A-Za-z]+) ?- ?(.+)"),
)
"""What can stand between the two ends of an interval; the first that gives two dates is taken."""
_TWO_YEARS = re.compile(r"([0-9]{2})([0-9]{2})[-/]([0-9]{2})")
_OPEN = ("..", "open", "now", "today", "present", "ongoing")
_YEAR_FIRST = re.compile(r"[Yy]?([0-9]{4})([-./ ])([0-9]{1,2})(?:\2([0-9]{1,2}))?(?:[T ][0-9]{1,2}:.*)?")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-./ ])([0-9]{1,2})\2([0-9]{4})")
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
    plain = " ".join(_DASHES.sub("-", text).split())
    found = _date(plain) or _interval(plain)
    if found is not None:
        return f"write {found}"
    if match := _YEAR_LAST.fullmatch(plain):
        # Both readings are proposed where both are days.
        first, _, second, year = match.groups()
        days = [_valid(f"{year}-{month:0>2}-{day:0>2}") for day, month in ((first, second), (second, first))]
        proposed = list(dict.fromkeys(day for day in days if day))
        return f"write {' or '.join(proposed)}" if proposed else None
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
