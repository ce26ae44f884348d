"""Logs that tests build in memory."""

from __future__ import annotations

from collections.abc import Mapping

from mmru_timeline.dates.edtf import parse
from mmru_timeline.records.model import Event
from mmru_timeline.records.timeline import Timeline
from mmru_timeline.records.vocabulary import Vocabulary


def log_of_links(follows: Mapping[str, str], dates: Mapping[str, str] | None = None) -> Timeline:
    """A log of events by id, each with the ids that it follows; the events are a month apart unless dated."""
    dates = dates or {}
    events = [
        Event(
            id=event_id,
            date=parse(dates.get(event_id, f"{1900 + number // 12}-{number % 12 + 1:02}-01")),
            title=f"What is called {event_id.upper()}",
            follows=tuple(earlier.split()),
        )
        for number, (event_id, earlier) in enumerate(follows.items())
    ]
    return Timeline(
        title="A log",
        kinds=Vocabulary(),
        sectors=Vocabulary(),
        actors=Vocabulary(),
        places=Vocabulary(),
        publishers=Vocabulary(),
        sources={},
        events=tuple(sorted(events, key=lambda event: event.date.order)),
        retired={},
    )
