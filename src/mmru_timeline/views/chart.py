"""Lanes over time: solid where events are certain, hatched where they are only possible."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text

from mmru_timeline.analysis.statistics import Lane, Period, PeriodLength
from mmru_timeline.dates.edtf import Overlap
from mmru_timeline.query.matching import Hit
from mmru_timeline.records.timeline import Timeline
from mmru_timeline.text import counted
from mmru_timeline.views.page import DIM, STRONG, Page
from mmru_timeline.views.parts import colour_of

_BLOCKS = "▁▂▃▄▅▆▇█"
_LABEL = 28
_TOTAL = 8
_WIDEST_CELL = 4


def cells_that_fit(width: int) -> int:
    """How many periods a chart of this width can show."""
    return max(1, width - min(_LABEL, width // 3) - _TOTAL)


def print_chart(page: Page, log: Timeline, lanes: Sequence[Lane], total: Lane, spans: Sequence[Period]) -> None:
    """One row per lane with its count, the total below, an axis of years with the milestones, and a legend."""
    longest = max(10, *(2 * lane.depth + cell_len(lane.group.heading) for lane in lanes))
    label = min(_LABEL, longest + 2, page.width // 3)
    cell = max(1, min(_WIDEST_CELL, (page.width - label - _TOTAL) // len(spans)))
    most = max(max(lane.certain) for lane in lanes)
    for lane in lanes:
        # A lane of events without a term has the colour of its first event.
        terms = [lane.group.term] if lane.group.term else lane.group.hits[0].event.sectors
        page.line(_row(page, lane, label, cell, most, colour_of(log, terms)))
    if len(lanes) > 1:
        page.line(page.text(" " * label, ("─" * cell * len(spans), DIM)))
        page.line(_row(page, total, label, cell, max(total.certain), STRONG))
    _print_axis(page, total.group.hits, spans, label, cell)
    page.line()
    _print_legend(page, most, max(total.certain) if len(lanes) > 1 else most, spans[0].length, narrow=cell == 1)


def _row(page: Page, lane: Lane, label: int, cell: int, most: int, colour: str) -> Text:
    head = page.fit(page.text("  " * lane.depth, (lane.group.heading, colour)), label - 1, pad=True)
    head.append(" ")
    for certain, possible in zip(lane.certain, lane.possible, strict=True):
        head.append_text(page.text((_cell(page, certain, possible, most, cell), colour)))
    certain = sum(hit.certain for hit in lane.group.hits)
    count = f"{certain}" if certain == len(lane.group.hits) else f"{certain}–{len(lane.group.hits)}"
    head.append_text(page.text((f"{count:>{_TOTAL - 1}}", STRONG)))
    return head


def _cell(page: Page, certain: int, possible: int, most: int, width: int) -> str:
    """A block as high as the certain count, and a hatched one for possible events; in ASCII the count and a `?`."""
    solid = _level(page, certain, most) if certain else ""
    hatched = ("░▒▓"[min(possible, 6) // 3] if page.look.unicode else "?") if possible else ""
    if not page.look.unicode or width == 1:
        return (solid + hatched)[:width].ljust(width)
    full = width - (width > 2)
    return (solid * (full - len(hatched)) if solid else "").ljust(full - len(hatched)) + hatched + " " * (width - full)


def _level(page: Page, count: int, most: int) -> str:
    if not page.look.unicode:
        return str(count) if count < 10 else "+"
    return _BLOCKS[-(-count * len(_BLOCKS) // most) - 1]


def _print_axis(page: Page, hits: Sequence[Hit], spans: Sequence[Period], label: int, cell: int) -> None:
    """Years where they begin, and a mark under each period in which a milestone certainly is."""
    years = ""
    begins = [position for position, span in enumerate(spans) if span.start.month == 1]
    # The first period names its year too, unless the next year begins right after it.
    if not begins or begins[0] * cell > 4:
        begins.insert(0, 0)
    for position in begins:
        if position * cell > len(years) or not years:
            years = years.ljust(position * cell) + str(spans[position].start.year)
    page.line(page.text(" " * label, (years, DIM)))
    milestones = [hit.event for hit in hits if hit.event.milestone]
    mark = "▲" if page.look.unicode else "^"
    marks = "".join(
        (
            mark if any(event.date.overlap(span.first, span.last) is Overlap.CERTAINLY for event in milestones) else ""
        ).ljust(cell)
        for span in spans
    )
    if milestones:
        page.line(page.text("milestones".ljust(label)[:label], (marks.rstrip(), STRONG)))


def _print_legend(page: Page, most: int, total: int, length: PeriodLength, *, narrow: bool) -> None:
    """What a cell means, which covers a period of a length; in a cell of one column certain events hide the others."""
    hidden = ", shown only where none is certain" if narrow else ""
    height = f"a full block is {counted(most, 'event')}"
    height += f", or {total} in the last row" if total != most else ""
    if page.look.unicode:
        legend = {
            "█": f"certainly in that {length}: {height}",
            "░": f"1 or 2 only possibly in it, ▒ 3 to 5, ▓ more{hidden}",
        }
    else:
        legend = {
            "1": f"number of events certainly in that {length}, + for ten or more",
            "?": f"others only possibly in it{hidden}",
        }
    for sign, meaning in legend.items():
        page.paragraph(page.text((meaning, DIM)), indent=2, first=page.text((sign, DIM)))
