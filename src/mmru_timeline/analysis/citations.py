"""How to cite a log, an event or a source, in the style of the APA's Publication Manual, seventh edition."""

from __future__ import annotations

from mmru_timeline.dates.edtf import MONTHS, EdtfDate
from mmru_timeline.dates.wording import long_text, publication_text
from mmru_timeline.records.model import Event, Source
from mmru_timeline.records.timeline import Timeline


def log_citation(log: Timeline) -> str:
    """Editors (date). Title (Version) [Data set]. SHA-256. Without editors, the title comes before the date."""
    what = f"{log.title}{_version(log)} [Data set]"
    date = f"({_date(log.released)})"
    role = "Ed." if len(log.editors) == 1 else "Eds."
    head = f"{_names(log.editors)} ({role}). {date}. {what}." if log.editors else f"{what}. {date}."
    licence = f" {_sentence(log.licence)}" if log.licence else ""
    return f"{head}{licence} SHA-256 {log.sha256}"


def event_citation(log: Timeline, event: Event) -> str:
    """The event as an entry in the log, which is cited by its title and version."""
    what = f"{event.title} [{long_text(event.date)}; event {event.id}]"
    return f"{what}. In {log.title}{_version(log)} [Data set]."


def source_citation(log: Timeline, source: Source) -> str:
    """Author or publisher (date). Title. [Text of its origin]. Publisher. Address."""
    publisher = log.publisher_label(source)
    who = _names(source.author) if source.author else publisher
    where = f" {_sentence(publisher)}" if source.author else ""
    address = f" {source.url}" if source.url else ""
    copied = f" [Text of {log.publishers.label(source.origin)}]." if source.origin else ""
    return f"{who} ({_date(source.date)}). {_sentence(source.title)}{copied}{where}{address}"


def _version(log: Timeline) -> str:
    return f" (Version {log.version})" if log.version else ""


def _sentence(text: str) -> str:
    """The text with a full stop, unless it ends like a sentence already."""
    return text if text.endswith(("?", "!", ".")) else f"{text}."


def _names(names: tuple[str, ...]) -> str:
    """Names as given, joined as the manual joins them; not inverted, since not every name has a surname."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])}, & {names[-1]}"


def _date(date: EdtfDate | None) -> str:
    """Year, month day; n.d. if it is unknown."""
    if date is None:
        return "n.d."
    start = date.start
    # An interval can be an exact day although its start is written as a year: 2021/2021-01-01.
    named = start.month and not start.mark
    if named and (date.is_exact_day or not date.is_interval):
        day = f" {start.day}" if start.day else ""
        return f"{start.year:04}, {MONTHS[start.month - 1]}{day}"
    return publication_text(date)
