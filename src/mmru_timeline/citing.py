"""How to cite a log, an event or a source, in the manner of the APA's Publication Manual, seventh edition."""

from __future__ import annotations

from mmru_timeline.model import Event, Source, Timeline
from mmru_timeline.when import MONTHS, When, long_text, print_text


def log_citation(timeline: Timeline) -> str:
    """Editors (date). Title (Version) [Data set]. SHA-256."""
    who = (
        f"{_names(timeline.editors)} ({'Ed.' if len(timeline.editors) == 1 else 'Eds.'}). " if timeline.editors else ""
    )
    version = f" (Version {timeline.version})" if timeline.version else ""
    licence = f" {timeline.licence}." if timeline.licence else ""
    head = (
        f"{who}({_date(timeline.released)}). {timeline.title}"
        if who
        else f"{timeline.title} ({_date(timeline.released)})"
    )
    return f"{head}{version} [Data set].{licence} SHA-256 {timeline.sha256}"


def event_citation(timeline: Timeline, event: Event) -> str:
    """The event as an entry in the log, which is cited by its title and version."""
    version = f" (Version {timeline.version})" if timeline.version else ""
    return f"{event.title} [{long_text(event.date)}; event {event.id}]. In {timeline.title}{version} [Data set]."


def source_citation(timeline: Timeline, source: Source) -> str:
    """Author or publisher (date). Title. Publisher. Address."""
    publisher = timeline.publisher_name(source)
    who = _names(source.author) if source.author else publisher
    title = source.title if source.title.endswith(("?", "!", ".")) else f"{source.title}."
    where = f" {publisher}." if source.author else ""
    address = f" {source.url}" if source.url else ""
    return f"{who} ({_date(source.date)}). {title}{where}{address}"


def _names(names: tuple[str, ...]) -> str:
    """Names as given, joined as the manual joins them; they are not turned round, for not every name has a surname."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])}, & {names[-1]}"


def _date(date: When | None) -> str:
    """Year, month day; n.d. where it is unknown."""
    if date is None:
        return "n.d."
    text = date.text
    if date.is_exact_day:
        return f"{text[:4]}, {MONTHS[int(text[5:7]) - 1]} {int(text[8:])}"
    return print_text(date)
