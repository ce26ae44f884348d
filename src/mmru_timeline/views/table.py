"""The timeline as a table, one event per row."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.table import Table

from mmru_timeline.dates.wording import short_text
from mmru_timeline.query.grouping import Group
from mmru_timeline.records.timeline import Timeline
from mmru_timeline.views.page import DIM, STRONG, Page
from mmru_timeline.views.parts import colour_of, glyph, title_text

_SECTORS_FROM = 60
_IDS_FROM = 100
_RULED = box.SIMPLE_HEAD
_RULED_IN_ASCII = box.Box(str(box.SIMPLE_HEAD).replace("─", "-"), ascii=True)


def print_groups(page: Page, log: Timeline, groups: Sequence[Group]) -> None:
    """Columns date, status, title, sectors and id; a line between groups."""
    if not groups:
        return
    table = Table(box=_RULED if page.look.unicode else _RULED_IN_ASCII, show_edge=False, header_style=STRONG)
    # Cells that are too long are folded, because rich's own ellipsis would hide text.
    table.add_column("date", no_wrap=page.width >= 80, overflow="fold")
    table.add_column("", no_wrap=True)
    table.add_column("title", ratio=3, overflow="fold")
    if page.width >= _SECTORS_FROM:
        table.add_column("sectors", ratio=1, overflow="fold")
    if page.width >= _IDS_FROM:
        table.add_column("id", overflow="fold")
    for group in groups:
        if group.by != "year":
            table.add_row("", "", page.text((group.heading, STRONG)))
        for hit in group.hits:
            event = hit.event
            sectors = page.text((log.sectors.labels(event.sectors), colour_of(log, event.sectors)))
            table.add_row(
                page.text("" if hit.certain else "? ", short_text(event.date)),
                glyph(page, log, event),
                title_text(page, event),
                *([sectors] if page.width >= _SECTORS_FROM else []),
                *([page.text((event.id, DIM))] if page.width >= _IDS_FROM else []),
            )
        table.add_section()
    page.render(table)
