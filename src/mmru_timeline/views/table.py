"""The timeline as a table, one event a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from rich import box
from rich.table import Table

from mmru_timeline.model import Timeline
from mmru_timeline.selecting import Group
from mmru_timeline.views import Look
from mmru_timeline.views.page import DIM, STRONG, Page, colour_of
from mmru_timeline.when import short_text


def print_groups(timeline: Timeline, groups: Sequence[Group], stream: TextIO, look: Look) -> None:
    """Columns date, status, title, sectors and id; a line between groups."""
    page = Page(stream, look)
    table = Table(
        box=box.SIMPLE_HEAD if look.unicode else box.ASCII2, pad_edge=False, header_style=STRONG, expand=False
    )
    table.add_column("date", no_wrap=page.width >= 80)
    table.add_column("")
    table.add_column("title", ratio=3)
    table.add_column("sectors", ratio=1)
    if page.width >= 100:
        table.add_column("id", style=DIM, overflow="fold")
    for group in groups:
        if group.named:
            table.add_row("", "", page.text((group.heading, STRONG)))
        for hit in group.hits:
            event = hit.event
            colour = colour_of(timeline, event.sectors)
            mark = "" if hit.certain else "? "
            table.add_row(
                page.text(mark, short_text(event.date)),
                page.text((page.glyph(event), colour)),
                page.text((event.title, STRONG if event.milestone else "")),
                page.text((", ".join(timeline.sectors.label(name) for name in event.sectors), colour)),
                *([page.text((event.id, DIM))] if page.width >= 100 else []),
            )
        table.add_section()
    page.render(table)
