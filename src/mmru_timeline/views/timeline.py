"""The timeline as people read it: headings, a margin of dates, a glyph for the status, colour by sector."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from rich.text import Text

from mmru_timeline.model import Event, Timeline
from mmru_timeline.selecting import Group, Hit
from mmru_timeline.views import Look
from mmru_timeline.views.page import DIM, STRONG, Page, colour_of
from mmru_timeline.when import short_text

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
    event = hit.event
    colour = colour_of(timeline, event.sectors)
    mark = "  " if hit.certain else "? "
    glyph = (page.glyph(event), colour)
    title = page.text((event.title, STRONG if event.milestone else ""))
    said = page.plain(short_text(event.date, year))
    if page.width < _NARROW:
        page.line(page.text((mark, "bold yellow"), glyph, " ", (said, DIM)))
        for line in page.wrap(title, page.width - 4):
            page.line(page.text("    ", line))
        _print_terms(page, timeline, event, colour, 4)
        return
    indent = 2 + _MARGIN + 3
    dates = _date_lines(page, said)
    titles = page.wrap(title, page.width - indent)
    for number in range(max(len(dates), len(titles))):
        date = page.text((dates[number] if number < len(dates) else "", ""))
        date.pad_right(max(0, _MARGIN - date.cell_len))
        lead = page.text((mark, "bold yellow") if number == 0 else "  ", date)
        lead.append_text(page.text(glyph, "  ") if number == 0 else Text("   "))
        if number < len(titles):
            lead.append_text(titles[number])
        page.line(lead)
    _print_terms(page, timeline, event, colour, indent)


def _date_lines(page: Page, said: str) -> list[str]:
    """The date broken after its dash where the margin is too narrow for it."""
    if len(said) < _MARGIN:
        return [said]
    dash = page.plain(" – ")
    if dash in said:
        start, end = said.split(dash, 1)
        return [f"{start}{dash.rstrip()}", f"  {end}"]
    return [line.plain for line in page.wrap(Text(said), _MARGIN - 1)]


def _print_terms(page: Page, timeline: Timeline, event: Event, colour: str, indent: int) -> None:
    """Sectors by id, as a filter takes them, as many actors as fit, and the event's id at the right edge."""
    room = page.width - indent
    sectors = ", ".join(event.sectors)
    left = room - len(event.id) - 3
    actors = [timeline.actors.label(name) for name in event.actors]
    names = _fitting(actors, left - len(sectors) - 3)
    text = page.text((sectors, f"{DIM} {colour}".strip()), (" · " if sectors and names else "", DIM), (names, DIM))
    if text.cell_len > left:
        page.paragraph(text, indent=indent)
        text = Text()
    tail = page.text((event.id, "dim italic"))
    text.pad_right(max(2 if text.plain else 0, room - text.cell_len - tail.cell_len))
    text.append_text(tail)
    page.line(page.text(" " * indent, text))


def _fitting(names: Sequence[str], room: int) -> str:
    """As many names as fit, then how many more there are."""
    for count in range(len(names), 0, -1):
        more = f" + {len(names) - count}" if count < len(names) else ""
        listed = ", ".join(names[:count]) + more
        if len(listed) <= room:
            return listed
    return f"{len(names)} actor{'' if len(names) == 1 else 's'}" if names and room >= 9 else ""
