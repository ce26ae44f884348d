"""The timeline as people read it: headings, dates in the margin, a sign for the status, colour by sector."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text

from mmru_timeline.dates.wording import heading_text, short_text
from mmru_timeline.query.grouping import Group
from mmru_timeline.query.matching import Hit, Selection
from mmru_timeline.records.model import Event
from mmru_timeline.records.timeline import Timeline
from mmru_timeline.text import counted
from mmru_timeline.views.page import DIM, ID, STRONG, Page
from mmru_timeline.views.parts import colour_of, date_lines, glyph, title_lines

_MARGIN = 14
_IN = {
    "summary": "the summary",
    "note": "a note",
    "place": "the place",
    "figure": "a figure",
    "rival account": "a rival account",
    "actor": "the name of an actor",
    "id": "the id",
    "source": "the title of a source",
}
"""What the texts are called in which a search found words."""
_NARROW = 60


def print_groups(page: Page, log: Timeline, groups: Sequence[Group], selection: Selection | None = None) -> None:
    """Each group under its heading; unless that is a year, the years are headings within the group.

    With the selection of the hits, a line says why an event was found if neither its date nor its title shows it.
    """
    for number, group in enumerate(groups):
        if number:
            page.line()
        _print_heading(page, log, group)
        above = group.heading if group.by == "year" else ""
        for hit in group.hits:
            heading = heading_text(hit.event.date)
            if heading != above:
                above = heading
                page.line(page.text((heading, STRONG)))
            _print_hit(page, log, hit, int(heading) if heading.isdigit() else None, _reasons(selection, hit.event))


def _print_heading(page: Page, log: Timeline, group: Group) -> None:
    """The heading of a group; a rule sets it off from the years below it, unless it is a year itself."""
    lines = page.wrap(page.text((group.heading, f"{STRONG} {colour_of(log, [group.term])}".strip())), page.width)
    if group.by != "year":
        lines[-1].rstrip()
        lines[-1].append_text(page.text((f" {'─' * (page.width - lines[-1].cell_len - 1)}", DIM)))
    for line in lines:
        page.line(line)


def _print_hit(page: Page, log: Timeline, hit: Hit, year: int | None, reasons: Sequence[str]) -> None:
    """Title and terms beside the date; on a narrow page below it."""
    event = hit.event
    mark = "  " if hit.certain else ("? ", "bold yellow")
    sign = glyph(page, log, event)
    date = short_text(event.date, year)
    narrow = page.width < _NARROW
    indent = 4 if narrow else 2 + _MARGIN + 3
    room = page.width - indent
    body = [*title_lines(page, event, room), *_term_lines(page, log, event, room)]
    for reason in reasons:
        body += page.wrap(page.text((reason, DIM)), room)
    if narrow:
        page.line(page.text(mark, sign, " ", (date, DIM)))
        for line in body:
            page.line(page.text(" " * indent, line))
        return
    dates = date_lines(page, date, _MARGIN - 1)
    for number in range(max(len(dates), len(body))):
        margin = dates[number] if number < len(dates) else Text()
        margin.pad_right(max(0, _MARGIN - margin.cell_len))
        lead = page.text(mark, margin, sign, "  ") if number == 0 else page.text("  ", margin, "   ")
        page.line(page.text(lead, body[number] if number < len(body) else ""))


def _reasons(selection: Selection | None, event: Event) -> list[str]:
    """Why an event was found: rival dates, and texts other than the title that have the words searched for."""
    if selection is None:
        return []
    dates = [f"{short_text(date)} by another account" for date in selection.rival_dates(event)]
    return [*dates, *(f"in {_IN[place.what]}: {place.text}" for place in selection.matches(event))]


def _term_lines(page: Page, log: Timeline, event: Event, room: int) -> list[Text]:
    """Sectors by id, which a filter takes; as many actors as fit; and the event's id at the right edge."""
    sectors = ", ".join(event.sectors)
    left = room - len(event.id) - 3
    names = [log.actors.label(actor) for actor in event.actors]
    actors = _as_many_as_fit(page, names, left - len(sectors) - 3)
    style = colour_of(log, event.sectors) or DIM
    text = page.text((sectors, style), (" · " if sectors and actors else "", DIM), (actors, DIM))
    tail = page.text((event.id, ID))
    if not text.plain or text.cell_len > left:
        tail.pad_left(max(0, room - tail.cell_len))
        return [*(page.wrap(text, room) if text.plain else []), tail]
    text.pad_right(room - text.cell_len - tail.cell_len)
    return [page.text(text, tail)]


def _as_many_as_fit(page: Page, names: Sequence[str], room: int) -> str:
    """The first names that fit, and how many more there are; a single name is cut if it does not fit."""
    for count in range(len(names), 0, -1):
        more = f" + {len(names) - count}" if count < len(names) else ""
        listed = ", ".join(names[:count]) + more
        if cell_len(listed) <= room:
            return listed
    if not names or room < 9:
        return ""
    return counted(len(names), "actor") if len(names) > 1 else page.fit(Text(names[0]), room).plain
