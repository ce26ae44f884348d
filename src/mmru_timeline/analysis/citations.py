"""How to cite a log, an event or a source, in the manner of the APA's Publication Manual, seventh edition."""

from __future__ import annotations

import re

from mmru_timeline.dates.edtf import MONTHS, When, long_text, print_text
from mmru_timeline.records.model import Event, Source, Timeline

_MONTH = re.compile("[0-9]{4}-[0-9]{2}")


def log_citation(timeline: Timeline) -> str:
    """Editors (date). Title (Version) [Data set]. SHA-256; without editors the title comes before the date."""
    what = f"{timeline.title}{_version(timeline)} [Data set]"
    date = f"({_date(timeline.released)})"
    role = "Ed." if len(timeline.editors) == 1 else "Eds."
    head = f"{_names(timeline.editors)} ({role}). {date}. {what}." if timeline.editors else f"{what}. {date}."
    licence = f" {_ended(timeline.licence)}" if timeline.licence else ""
    return f"{head}{licence} SHA-256 {timeline.sha256}"


def event_citation(timeline: Timeline, event: Event) -> str:
    """The event as an entry in the log, which is cited by its title and version."""
    what = f"{event.title} [{long_text(event.date)}; event {event.id}]"
    return f"{what}. In {timeline.title}{_version(timeline)} [Data set]."


def _version(timeline: Timeline) -> str:
    return f" (Version {timeline.version})" if timeline.version else ""


def _ended(text: str) -> str:
    """The text with a full stop, unless it ends as a sentence does."""
    return text if text.endswith(("?", "!", ".")) else f"{text}."


def source_citation(timeline: Timeline, source: Source) -> str:
    """Author or publisher (date). Title. [Text of an agency.] Publisher. Address."""
    publisher = timeline.publisher_name(source)
    who = _names(source.author) if source.author else publisher
    where = f" {_ended(publisher)}" if source.author else ""
    address = f" {source.url}" if source.url else ""
    carried = f" [Text of {timeline.publishers.label(source.origin)}]." if source.origin else ""
    return f"{who} ({_date(source.date)}). {_ended(source.title)}{carried}{where}{address}"


def _names(names: tuple[str, ...]) -> str:
    """Names as given, joined as the manual joins them; they are not turned round, for not every name has a surname."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])}, & {names[-1]}"


def _date(date: When | None) -> str:
    """Year, month day; n.d. where it is unknown."""
    if date is None:
        return "n.d."
    year, *rest = date.text.split("-")
    if date.is_exact_day or _MONTH.fullmatch(date.text):
        return f"{year}, {' '.join([MONTHS[int(rest[0]) - 1], *(str(int(day)) for day in rest[1:])])}"
    return print_text(date)
