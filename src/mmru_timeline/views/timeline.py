"""The timeline as people read it: headings, a margin of dates, a glyph for the status, colour by sector."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from rich.cells import cell_len
from rich.text import Text

from mmru_timeline.dates.edtf import short_text
from mmru_timeline.query.matching import Group, Hit
from mmru_timeline.reading.diagnostics import counted
from mmru_timeline.records.model import Event, Timeline
from mmru_timeline.views import Look
from mmru_timeline.views.page import DIM, STRONG, Page, colour_of

_MARGIN = 14
_NARROW = 60
_WIDEST = 116


def print_groups(timeline: Timeline, groups: Sequence[Group], stream: TextIO, look: Look) -> None:
    """Each group under its heading; within one that is no year, each year is said once more."""
    page = Page(stream, look)
    page.width = min(page.width, _WIDEST)
    for number, group in enumerate(groups):
        if number:
            page.line()
        if group.heading:
            page.paragraph(page.text((group.heading, f"{STRONG} {colour_of(timeline, [group.term])}".strip())))
        _print_hits(page, timeline, group)


def _print_hits(page: Page, timeline: Timeline, group: Group) -> None:
    year: int | None = int(group.term) if group.by_year and group.term else None
    for hit in group.hits:
        if not group.by_year and hit.event.date.year != year:
            year = hit.event.date.year
            page.line(page.text("  ", (str(year) if year else "Undated", STRONG)))
        _print_hit(page, timeline, hit, year)


def _print_hit(page: Page, timeline: Timeline, hit: Hit, year: int | None) -> None:
    """Title and terms beside the date; on a narrow page below it."""
    event = hit.event
    colour = colour_of(timeline, event.sectors)
    mark = ("  " if hit.certain else "? ", "bold yellow")
    glyph = (page.glyph(event), colour)
    title = page.text((event.title, STRONG if event.milestone else ""))
    said = page.plain(short_text(event.date, year))
    narrow = page.width < _NARROW
    indent = 4 if narrow else 2 + _MARGIN + 3
    room = page.width - indent
    body = [*page.wrap(title, room), *_terms(page, timeline, event, colour, room)]
    if narrow:
        page.line(page.text(mark, glyph, " ", (said, DIM)))
        for line in body:
            page.line(page.text(" " * indent, line))
        return
    dates = _date_lines(page, said)
    for number in range(max(len(dates), len(body))):
        date = page.text(dates[number] if number < len(dates) else "")
        date.pad_right(max(0, _MARGIN - date.cell_len))
        lead = page.text(mark, date, glyph, "  ") if number == 0 else page.text("  ", date, "   ")
        page.line(page.text(lead, body[number] if number < len(body) else ""))


def _date_lines(page: Page, said: str) -> list[str]:
    """The date broken after its dash where the margin is too narrow for it."""
    if len(said) < _MARGIN:
        return [said]
    dash = page.plain(" – ")
    if dash in said:
        start, end = said.split(dash, 1)
        return [f"{start}{dash.rstrip()}", f"  {end}"]
    return [line.plain for line in page.wrap(Text(said), _MARGIN - 1)]


def _terms(page: Page, timeline: Timeline, event: Event, colour: str, room: int) -> list[Text]:
    """Sectors by id, as a filter takes them, as many actors as fit, and the event's id at the right edge."""
    sectors = ", ".join(event.sectors)
    left = room - len(event.id) - 3
    names = _fitting([timeline.actors.label(name) for name in event.actors], left - len(sectors) - 3)
    text = page.text((sectors, f"{DIM} {colour}".strip()), (" · " if sectors and names else "", DIM), (names, DIM))
    tail = page.text((event.id, "dim italic"))
    if not text.plain or text.cell_len > left:
        tail.pad_left(max(0, room - tail.cell_len))
        return [*(page.wrap(text, room) if text.plain else []), tail]
    text.pad_right(room - text.cell_len - tail.cell_len)
    return [page.text(text, tail)]


def _fitting(names: Sequence[str], room: int) -> str:
    """As many names as fit, then how many more there are."""
    for count in range(len(names), 0, -1):
        more = f" + {len(names) - count}" if count < len(names) else ""
        listed = ", ".join(names[:count]) + more
        if cell_len(listed) <= room:
            return listed
    return counted(len(names), "actor") if names and room >= 9 else ""
