"""Dates as people read them."""

from __future__ import annotations

from mmru_timeline.dates.edtf import MONTHS, OPEN, UNKNOWN, EdtfDate, Endpoint


def heading_text(date: EdtfDate) -> str:
    """The heading under which an event of this date is listed, usually a year: "2023", "1830s", "before 1855"."""
    if date.year is None:
        return f"before {date.end.year}" if date.end.year else "Undated"
    if not date.is_interval and date.start.precision in ("decade", "century"):
        return _end(date.start._replace(mark=""), None, brief=True)
    return str(date.year)


def short_text(date: EdtfDate, year: int | None = None) -> str:
    """The date as the margin of a timeline shows it, without `year` if that is the heading above.

    A lone month or year reads "in Feb" or "during 2024", since it means some day of it; a span reads "Jan – Dec".
    """
    return _text(date, year, brief=True)


def publication_text(date: EdtfDate) -> str:
    """The date of something published: "4 May 1894", "Mar 1895", "1901"."""
    return short_text(date) if date.is_interval else _end(date.start, None, brief=True)


def long_text(date: EdtfDate) -> str:
    """The date in full, for a sentence: "6 February 2023", "some day in March 2023", "from June 2021 on"."""
    return _text(date, None, brief=False)


def _text(date: EdtfDate, year: int | None, *, brief: bool) -> str:
    start, end = date.start, date.end
    if not date.is_interval or (start == end and date.is_exact_day):
        name = _end(start, year, brief)
        if start.precision == "day" or start.mark in ("~", "%"):
            return name
        if start.precision in ("decade", "century"):
            return ("in the " if start.precision == "decade" else "within ") + name
        return _some_day_in(start, brief) + name
    first, last = _end(start, year, brief), _end(end, year, brief)
    if start is OPEN:
        return "always" if end is OPEN else f"until {last}"
    if end is OPEN:
        return f"from {first}" if brief else f"from {first} on"
    if start is UNKNOWN:
        return f"? – {last}" if brief else f"until {last}, start unknown"
    if end is UNKNOWN:
        return f"{first} – ?" if brief else f"from {first}, end unknown"
    same_year = (
        start.year == end.year and start.precision in ("day", "month", "year") and end.precision in ("day", "month")
    )
    if same_year and start.month == end.month and start.day and end.day and not date.is_qualified:
        return f"{start.day}–{last}"
    first = _end(start, start.year if same_year else None, brief)
    last = _end(end, year if same_year else None, brief)
    # "20 Oct – Oct" would look like a mistake: say that one end is some day of what contains the other.
    if _contains(end, start):
        last = _some_day_in(end, brief) + last
    elif _contains(start, end):
        first = _some_day_in(start, brief) + first
    return f"{first} – {last}"


def _contains(outer: Endpoint, inner: Endpoint) -> bool:
    """Whether one end is an unqualified month or year, and the other a smaller part of it."""
    if outer.mark or outer.precision not in ("month", "year"):
        return False
    finer = ("day",) if outer.precision == "month" else ("day", "month")
    return inner.precision in finer and inner.year == outer.year and outer.month in (0, inner.month)


def _some_day_in(end: Endpoint, brief: bool) -> str:
    """What precedes a lone month or year."""
    if not brief:
        return "some day in "
    return "in " if end.month else "during "


def _end(end: Endpoint, year: int | None, brief: bool) -> str:
    """One end in words; its year is left out if it equals `year` and a month is named."""
    if end.precision == "century":
        name = f"{end.year}–{end.year + 99}"
    elif end.precision == "decade":
        name = f"{end.year}s"
    else:
        name = f"{end.year:04}"
    if end.month:
        month = MONTHS[end.month - 1]
        day = [str(end.day)] if end.day else []
        name = " ".join([*day, month[:3] if brief else month, *([] if end.year == year else [name])])
    return ("c. " if end.mark in ("~", "%") else "") + name + ("?" if end.mark in ("?", "%") else "")
