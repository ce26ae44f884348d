"""Why a text is not an EDTF date, and what to write instead."""

from __future__ import annotations

import re

DASHES = re.compile("[\u2010-\u2015\u2212]")
"""What may have been typed for a hyphen."""
_LONGEST = 40
_PATTERNS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"[0-9X?~%./\s-]*\s[0-9X?~%./\s-]*"), "a date contains no spaces", "write it without spaces"),
    (
        re.compile(r"[0-9X-]+[?~%]{2,}"),
        "only one qualifier can follow a date",
        "write `%` for both uncertain and approximate",
    ),
    (
        re.compile(r".*(?:[0-9]-[?~%]|[?~%]-|[?~%][0-9]|\([?~%]).*"),
        "a qualifier must follow the whole date",
        "write it at the end, such as 2004-06-11~",
    ),
    (
        re.compile(r"-?[0-9]{1,3}[ux]+(?:-.*)?|-?[0-9]{4}-.*[ux].*"),
        "an unspecified digit is written as a capital X",
        "write X, such as 199X or 2004-XX",
    ),
    (
        re.compile(r"open|unknown"),
        "that word comes from an older draft of EDTF",
        "write `..` for an open end, or nothing for an unknown one",
    ),
    (re.compile(r"[0-9-]+T[0-9].*"), "a date does not include a time of day", "write only the day"),
    (re.compile(r"[Yy]?-[0-9].*"), "years run from 0001 to 9999", "write a year of the common era with four digits"),
    (
        re.compile(r"(?i:[0-9, ]+(?:st|nd|rd|th)?(?: century)? ?(?:bce?|b\.c\.(?:e\.)?))"),
        "years run from 0001 to 9999",
        "write a year of the common era with four digits",
    ),
    (
        re.compile(r"(?i:(?:in )?(?:(?:early|mid|late)[- ])?(?:spring|summer|autumn|fall|winter)[ ,].*[0-9]{4}.*)"),
        "calendars and hemispheres disagree on the days of a season",
        "write the months meant, such as 2021-03/2021-05",
    ),
    (re.compile(r"[Yy][0-9].*"), "years run from 0001 to 9999", "write the year with four digits"),
    (
        re.compile(r"(?i:.*\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b.*)"),
        "months are written as numbers",
        "write year-month-day, such as 2023-02-06, or 2023-02 for a month",
    ),
    (
        re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})|([0-9]{4})[./]([0-9]{2})[./]([0-9]{2})"),
        "year, month and day are joined by hyphens",
        r"write \1\4-\2\5-\3\6",
    ),
    (
        re.compile(r"[0-9]{1,2}([-./])[0-9]{1,2}\1[0-9]{4}"),
        "the year comes first",
        "write year-month-day, such as 2023-02-06",
    ),
    (
        re.compile(r"([0-9]{4}[0-9X-]{0,6}[?~%]?)\.\.([0-9]{4}[0-9X-]{0,6}[?~%]?)"),
        "the ends of an interval are joined by a slash",
        r"write \1/\2",
    ),
    (
        re.compile(r"[0-9]{4}-[0-9]{1,2}(?:-[0-9]{1,2})?[?~%]?"),
        "month and day have two digits each",
        "write two digits for each, such as 2023-02-06",
    ),
    (
        re.compile(r"[0-9]{4}-[0-9X]{1,2}(?:-[0-9X]{1,2})?[?~%]?"),
        "a month or day can only be unspecified as a whole",
        "write XX for the whole month or day",
    ),
)
"""The first pattern that matches gives the cause and the hint."""


def explain(text: str) -> tuple[str, str]:
    """The words that follow the text in a message, such as ": the year comes first", and the hint."""
    if DASHES.search(text):
        return ": that dash is not a hyphen", "write a plain hyphen, -"
    # A text this long is not a mistyped date, and some patterns would take long to search it.
    for pattern, why, hint in _PATTERNS if len(text) <= _LONGEST else ():
        if match := pattern.fullmatch(text):
            return f": {why}", match.expand(hint)
    return (
        " is not an EDTF date",
        "write 2023, 2023-02, 2023-02-06, or an interval of two dates such as 2023-03/2023-06",
    )
