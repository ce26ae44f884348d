"""Logs, events and sources as items of CSL-JSON 1.0, from which references are made."""

from __future__ import annotations

from typing import TypedDict

from mmru_timeline.dates.edtf import MONTHS, OPEN, UNKNOWN, EdtfDate, Endpoint
from mmru_timeline.records.model import Event, Name, Source
from mmru_timeline.records.timeline import Timeline


class CslName(TypedDict, total=False):
    """A person with family name, given names and suffix, or a `literal`, which is never inverted."""

    family: str
    given: str
    suffix: str
    literal: str


CslDate = TypedDict("CslDate", {"date-parts": list[list[int]], "literal": str, "circa": bool}, total=False)
"""One date, or the two ends of a range, each as year, month and day; or a text for what CSL cannot express.

Both ends of a range are equally precise, as citeproc-js demands.
"""
CslItem = TypedDict(
    "CslItem",
    {
        "id": str,
        "type": str,
        "author": list[CslName],
        "issued": CslDate,
        "title": str,
        "genre": str,
        "number": str,
        "version": str,
        "container-title": str,
        "publisher": str,
        "accessed": CslDate,
        "language": str,
        "URL": str,
    },
    total=False,
)

_TYPES = {"article": "article-newspaper", "report": "report", "document": "document"}
"""The types of the kinds of source; every other kind is a webpage."""


def source_item(log: Timeline, source: Source) -> CslItem:
    """A source. Unless it is an article, whoever it comes from is its author if no author is named."""
    publisher = log.publisher_label(source)
    origin = log.publishers.label(source.origin) if source.origin else ""
    authors = [_name(name) for name in source.authors]
    if not authors and source.kind != "article":
        authors = [{"literal": origin or publisher}]
    whole_names = [name.get("literal") for name in authors]
    item: CslItem = {"id": source.id, "type": _TYPES.get(source.kind or "", "webpage"), "title": source.title}
    if authors:
        item["author"] = authors
    if source.date and (issued := csl_date(source.date)):
        item["issued"] = issued
    genres = ["Transcript"] if source.kind == "transcript" else []
    if origin and origin not in whole_names:
        genres.append(f"Text of {origin}")
    if genres:
        item["genre"] = "; ".join(genres)
    if publisher not in whole_names:
        item["publisher" if item["type"] in ("report", "document") else "container-title"] = publisher
    if source.accessed and (accessed := csl_date(source.accessed)):
        item["accessed"] = accessed
    if source.lang:
        item["language"] = source.lang
    if url := source.url or source.archived:
        item["URL"] = url
    return item


def log_item(log: Timeline) -> CslItem:
    """The log as a data set by its editors; its number is the hash of its file."""
    item: CslItem = {"id": "log", "type": "dataset", "title": log.title, **_responsible(log)}
    if log.sha256:
        item["number"] = f"SHA-256 {log.sha256}"
    return item


def event_item(log: Timeline, event: Event) -> CslItem:
    """An event as an entry in the log, described by its id and date."""
    date = csl_date(event.date)
    when = f", {date_text(date)}" if date else ""
    return {
        "id": event.id,
        "type": "entry",
        "title": event.title,
        "genre": f"Event {event.id}{when}",
        "container-title": log.title,
        **_responsible(log),
    }


def _responsible(log: Timeline) -> CslItem:
    """Who edited the log, when it was published, and its version."""
    item: CslItem = {}
    if log.editors:
        item["author"] = [_name(Name.parse(editor)) for editor in log.editors]
    if log.released and (issued := csl_date(log.released)):
        item["issued"] = issued
    if log.version:
        item["version"] = log.version
    return item


def _name(name: Name) -> CslName:
    if not name.given:
        return {"literal": name.family}
    parts: CslName = {"family": name.family, "given": name.given}
    if name.suffix:
        parts["suffix"] = name.suffix
    return parts


def csl_date(date: EdtfDate) -> CslDate | None:
    """The date; None if nothing is known of it. Every qualifier of EDTF becomes `circa`."""
    ends = [date.start, date.end] if date.is_interval and date.start != date.end else [date.start]
    if all(end in (OPEN, UNKNOWN) for end in ends):
        return None
    result: CslDate
    if ends[0].precision == ends[-1].precision and ends[0].precision in ("day", "month", "year"):
        result = {"date-parts": [_parts(end) for end in ends]}
    else:
        result = {"literal": _literal(ends)}
    if date.is_qualified:
        result["circa"] = True
    return result


def _parts(end: Endpoint) -> list[int]:
    return [part for part in (end.year, end.month, end.day) if part]


def _literal(ends: list[Endpoint]) -> str:
    """A decade, a century, or an interval that is open or whose ends differ in precision."""
    start, end = ends[0], ends[-1]
    if len(ends) == 1:
        return _end_text(start)
    if start in (OPEN, UNKNOWN):
        return f"until {_end_text(end)}"
    if end is UNKNOWN:
        return f"from {_end_text(start)}"
    return f"{_end_text(start)}–{'present' if end is OPEN else _end_text(end)}"


def _end_text(end: Endpoint) -> str:
    if end.precision == "century":
        return f"{end.year}–{end.year + 99}"
    if end.precision == "decade":
        return f"{end.year}s"
    return date_text({"date-parts": [_parts(end)]})


def date_text(date: CslDate) -> str:
    """A date in running text, as APA style has it: "February 6, 2023", "February 6–8, 2023", "ca. 1831"."""
    return ("ca. " if date.get("circa") else "") + (date.get("literal") or _month_first(*ends_of(date)))


def _month_first(start: list[int], end: list[int]) -> str:
    year = str(end[0])
    if start[0] != end[0]:
        return f"{_month_first(start, start)}–{_month_first(end, end)}"
    return f"{months_and_days(start, end)}{', ' if len(end) == 3 else ' '}{year}" if len(end) > 1 else year


def ends_of(date: CslDate) -> tuple[list[int], list[int]]:
    """The first and the last of the date's parts, which are the same unless it is a range."""
    return date["date-parts"][0], date["date-parts"][-1]


def months_and_days(start: list[int], end: list[int]) -> str:
    """The months and days of one year: "February 6", "February 6–8", "February 6–March 8", "February–March"."""
    first, last = (" ".join([MONTHS[parts[1] - 1], *map(str, parts[2:])]) for parts in (start, end))
    if start == end:
        return first
    return f"{first}–{end[2] if start[1] == end[1] else last}"
