"""The timeline as a table, one event per row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rich.cells import cell_len
from rich.text import Text

from mmru_timeline.dates.wording import short_text
from mmru_timeline.query.grouping import Group
from mmru_timeline.query.matching import Hit
from mmru_timeline.records.timeline import Timeline
from mmru_timeline.views.page import DIM, ID, STRONG, Page
from mmru_timeline.views.parts import colour_of, date_lines, glyph, title_lines

_GAP = 2
_DATE = 14
_SECTORS = 18
_TITLE_BESIDE_SECTORS = 32
_TITLE_BESIDE_IDS = 40


@dataclass(frozen=True, slots=True)
class _Columns:
    """The widths of the columns; the table has no mark, sectors or ids where that width is 0."""

    mark: int
    date: int
    title: int
    sectors: int
    ids: int

    @property
    def whole(self) -> int:
        """The width of the table."""
        beside = sum(_GAP + width for width in (self.sectors, self.ids) if width)
        return self.mark + self.date + _GAP + 1 + _GAP + self.title + beside


def print_groups(page: Page, log: Timeline, groups: Sequence[Group]) -> None:
    """Columns date, status, title, sectors and id; a line between groups.

    Where there is no room for a column of ids, each id is below its title. It is never broken.
    """
    hits = [hit for group in groups for hit in group.hits]
    if not hits:
        return
    columns = _columns_for(page, log, hits)
    heads = ("date", "title" if columns.ids else "title and id", "sectors", "id")
    date, title, sectors, ids = ([page.text((head, STRONG))] for head in heads)
    _print_row(page, columns, Text(), date, Text(" "), title, sectors, ids if columns.ids else [])
    for group in groups:
        page.line(page.text(("─" * columns.whole, DIM)))
        if group.by != "year":
            page.paragraph(page.text((group.heading, STRONG)))
        for hit in group.hits:
            _print_hit(page, log, columns, hit)


def _columns_for(page: Page, log: Timeline, hits: Sequence[Hit]) -> _Columns:
    """Sectors and then ids get columns of their own if that leaves enough room for the titles."""
    mark = 0 if all(hit.certain for hit in hits) else 2
    date = min(max(len(short_text(hit.event.date)) for hit in hits), _DATE)
    title = page.width - mark - date - 1 - 2 * _GAP
    sectors = _SECTORS if title - _GAP - _SECTORS >= _TITLE_BESIDE_SECTORS else 0
    title -= sectors + _GAP if sectors else 0
    longest = max(len(hit.event.id) for hit in hits)
    ids = longest if sectors and title - _GAP - longest >= _TITLE_BESIDE_IDS else 0
    title -= ids + _GAP if ids else 0
    # What the titles leave goes to the sectors, and the rest stays free.
    spare = title - max(cell_len(hit.event.title) + 2 for hit in hits)
    if sectors and spare > 0:
        title -= spare
        sectors += min(spare, max(0, max(cell_len(log.sectors.labels(hit.event.sectors)) for hit in hits) - sectors))
    return _Columns(mark, date, title, sectors, ids)


def _print_hit(page: Page, log: Timeline, columns: _Columns, hit: Hit) -> None:
    event = hit.event
    title = title_lines(page, event, columns.title)
    event_id = page.text((event.id, ID))
    is_below = not columns.ids and len(event.id) <= columns.title
    sectors = page.text((log.sectors.labels(event.sectors), colour_of(log, event.sectors)))
    _print_row(
        page,
        columns,
        page.text("" if hit.certain else ("? ", "bold yellow")),
        date_lines(page, short_text(event.date), columns.date),
        glyph(page, log, event),
        [*title, event_id] if is_below else title,
        page.wrap(sectors, columns.sectors),
        [event_id] if columns.ids else [],
    )
    if not columns.ids and not is_below:
        # It is wider than the column: it ends at the right edge of the page.
        page.line(page.text(" " * (page.width - len(event.id)), event_id))


def _print_row(
    page: Page,
    columns: _Columns,
    mark: Text,
    dates: Sequence[Text],
    sign: Text,
    title: Sequence[Text],
    sectors: Sequence[Text],
    ids: Sequence[Text],
) -> None:
    """The cells of a row beside each other; those of one line are on its first."""
    gap = " " * _GAP
    listed = sectors if columns.sectors else []
    for number, cells in enumerate(zip_longest(dates, title, listed, ids)):
        date, words, sector, event_id = (cell.copy() if cell else Text() for cell in cells)
        date.pad_right(columns.date - date.cell_len)
        lead = mark.copy() if number == 0 else Text()
        lead.pad_right(columns.mark - lead.cell_len)
        words.pad_right(columns.title - words.cell_len)
        sector.pad_right(columns.sectors - sector.cell_len)
        line = page.text(lead, date, gap, sign if number == 0 else " ", gap, words)
        if columns.sectors:
            line.append_text(page.text(gap, sector))
        page.line(page.text(line, gap, event_id))
