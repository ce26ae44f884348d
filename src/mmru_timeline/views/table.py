"""The timeline as a table, one event a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from rich import box
from rich.table import Table

from mmru_timeline.dates.edtf import short_text
from mmru_timeline.query.matching import Group
from mmru_timeline.records.model import Timeline
from mmru_timeline.views import Look
from mmru_timeline.views.page import DIM, STRONG, Page, colour_of

_SECTORS_FROM = 60
_IDS_FROM = 100
_RULED = box.SIMPLE_HEAD
_RULED_IN_ASCII = box.Box(str(box.SIMPLE_HEAD).replace("─", "-"), ascii=True)


def print_groups(timeline: Timeline, groups: Sequence[Group], stream: TextIO, look: Look) -> None:
    """Columns date, status, title, sectors and id; a line between groups."""
    if not groups:
        return
    page = Page(stream, look)
    table = Table(box=_RULED if look.unicode else _RULED_IN_ASCII, show_edge=False, header_style=STRONG)
    # What does not fit is folded: rich's own ellipsis would hide it.
    table.add_column("date", no_wrap=page.width >= 80, overflow="fold")
    table.add_column("", no_wrap=True)
    table.add_column("title", ratio=3, overflow="fold")
    if page.width >= _SECTORS_FROM:
        table.add_column("sectors", ratio=1, overflow="fold")
    if page.width >= _IDS_FROM:
        table.add_column("id", overflow="fold")
    for group in groups:
        if group.named:
            table.add_row("", "", page.text((group.heading, STRONG)))
        for hit in group.hits:
            event = hit.event
            colour = colour_of(timeline, event.sectors)
            mark = "" if hit.certain else "? "
            sectors = ", ".join(timeline.sectors.label(name) for name in event.sectors)
            table.add_row(
                page.text(mark, short_text(event.date)),
                page.text((page.glyph(event), colour)),
                page.text((event.title, STRONG if event.milestone else "")),
                *([page.text((sectors, colour))] if page.width >= _SECTORS_FROM else []),
                *([page.text((event.id, DIM))] if page.width >= _IDS_FROM else []),
            )
        table.add_section()
    page.render(table)
