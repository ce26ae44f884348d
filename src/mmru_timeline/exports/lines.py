"""One event a line, tab-separated and without escapes: what `mmru events` prints down a pipe."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from mmru_timeline.query.grouping import Group


def write_lines(groups: Sequence[Group], stream: TextIO) -> None:
    """`?` or nothing, date, status, title, sectors, id; unless grouped by year, preceded by the term of the group."""
    for group in groups:
        for hit in group.hits:
            event = hit.event
            lead = [] if group.by == "year" else [group.term]
            mark = "" if hit.certain else "?"
            cells = [mark, event.date.text, event.status, event.title, ",".join(event.sectors), event.id]
            stream.write("\t".join([*lead, *cells]) + "\n")
