"""One event a line, tab-separated and without escapes, for pipes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from mmru_timeline.query.matching import Group, Hit
from mmru_timeline.records.model import Timeline
from mmru_timeline.views import Look


def print_groups(timeline: Timeline, groups: Sequence[Group], stream: TextIO, look: Look) -> None:  # noqa: ARG001
    """`?` or nothing, date, status, title, sectors, id; events of several groups are led by the group's term."""
    for group in groups:
        for hit in group.hits:
            lead = [group.term] if group.named else []
            stream.write("\t".join([*lead, *cells(hit)]) + "\n")


def cells(hit: Hit) -> list[str]:
    """The six cells of an event."""
    event = hit.event
    mark = "" if hit.certain else "?"
    return [mark, event.date.text, event.status.value, event.title, ",".join(event.sectors), event.id]
