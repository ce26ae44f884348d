"""One event per line, tab-separated and without colour: what `mmru events` prints down a pipe."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from mmru_timeline.query.grouping import Group

NOTHING = "-"
"""Stands for an empty field, since many shell tools read two tabs as one."""


def write_lines(groups: Sequence[Group], stream: TextIO) -> None:
    """Date, `=` (certain) or `?` (possible), status, title, sectors, id, and `milestone` or `-`.

    Unless grouped by year, a last field has the id of the group; an event of several groups has a line for each.
    """
    for group in groups:
        for hit in group.hits:
            event = hit.event
            cells = [
                event.date.text,
                "=" if hit.certain else "?",
                event.status,
                event.title,
                ",".join(event.sectors) or NOTHING,
                event.id,
                "milestone" if event.milestone else NOTHING,
                *([] if group.by == "year" else [group.term or NOTHING]),
            ]
            stream.write("\t".join(cells) + "\n")
