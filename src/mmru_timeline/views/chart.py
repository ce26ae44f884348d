"""Lanes over time: solid where events are certain, hatched where they are only possible."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from rich.text import Text

from mmru_timeline.counting import Lane, Span
from mmru_timeline.model import Timeline
from mmru_timeline.selecting import Hit
from mmru_timeline.views import Look
from mmru_timeline.views.page import DIM, STRONG, Page, colour_of
from mmru_timeline.when import Overlap

_BLOCKS = "▁▂▃▄▅▆▇█"
_HATCH = "░▒▓"
_LABEL = 24
_TOTAL = 8
_WIDEST_CELL = 4


def cells_that_fit(width: int) -> int:
    """How many periods a chart of this width can show."""
    return max(1, width - min(_LABEL, width // 3) - _TOTAL)


def print_chart(
    timeline: Timeline, lanes: Sequence[Lane], everything: Lane, spans: Sequence[Span], stream: TextIO, look: Look
) -> None:
    """A row a lane with its total, the whole below, an axis of years with the milestones, and a legend."""
    page = Page(stream, look)
    label = min(_LABEL, max([len(lane.group.heading) for lane in lanes] + [10]) + 2, page.width // 3)
    cell = max(1, min(_WIDEST_CELL, (page.width - label - _TOTAL) // len(spans)))
    most = max(max(lane.certain) for lane in lanes)
    for lane in lanes:
        colour = colour_of(
            timeline, [lane.group.term, *(lane.group.hits[0].event.sectors if not lane.group.term else [])]
        )
        page.line(_row(page, lane, label, cell, most, colour))
    if len(lanes) > 1:
        page.line(page.text(" " * label, ("─" * cell * len(spans), DIM)))
        page.line(_row(page, everything, label, cell, max(everything.certain), STRONG))
    _print_axis(page, everything.group.hits, spans, label, cell)
    _print_legend(page, most, max(everything.certain) if len(lanes) > 1 else most)


def _row(page: Page, lane: Lane, label: int, cell: int, most: int, colour: str) -> Text:
    head = page.fit(page.text((lane.group.heading, colour)), label - 1, pad=True)
    head.append(" ")
    for certain, possible in zip(lane.certain, lane.possible, strict=True):
        solid, hatched = _level(page, certain, most), _hatch(page, possible)
        if cell == 1:
            drawn = solid if certain else hatched
        elif possible:
            drawn = solid * (cell - 1 - (cell > 2)) + hatched + " " * (cell > 2)
        else:
            drawn = solid * (cell - (cell > 2)) + " " * (cell > 2)
        head.append_text(page.text((drawn, colour)))
    sure = sum(hit.certain for hit in lane.group.hits)
    total = f"{sure}" if sure == len(lane.group.hits) else f"{sure}–{len(lane.group.hits)}"
    head.append_text(page.text((f"{total:>{_TOTAL - 1}}", STRONG)))
    return head


def _level(page: Page, count: int, most: int) -> str:
    """The block whose height tells the count; in ASCII the count itself."""
    if not count:
        return " "
    if not page.look.unicode:
        return str(count) if count < 10 else "+"
    return _BLOCKS[-(-count * len(_BLOCKS) // most) - 1]


def _hatch(page: Page, count: int) -> str:
    if not count:
        return " "
    return _HATCH[min(count, 6) // 3] if page.look.unicode else "?"


def _print_axis(page: Page, hits: Sequence[Hit], spans: Sequence[Span], label: int, cell: int) -> None:
    """Years where they begin, and a mark under each period in which a milestone certainly lies."""
    years = [" "] * (cell * len(spans) + 6)
    free = 0
    for position, span in enumerate(spans):
        if (span.start.month == 1 or position == 0) and position * cell >= free:
            name = str(span.start.year)
            years[position * cell : position * cell + len(name)] = name
            free = position * cell + len(name) + 1
    page.line(page.text(" " * label, ("".join(years).rstrip(), DIM)))
    stones = [hit.event for hit in hits if hit.event.milestone]
    marks = "".join(
        ("▲" if page.look.unicode else "^").ljust(cell)
        if any(event.date.overlap(span.first, span.last) is Overlap.CERTAINLY for event in stones)
        else " " * cell
        for span in spans
    )
    if stones:
        page.line(page.text("milestones".ljust(label)[:label], (marks.rstrip(), STRONG)))


def _print_legend(page: Page, most: int, whole: int) -> None:
    page.line()
    if page.look.unicode:
        scale = f"█ up to {most} events" + (f" (in the last row {whole})" if whole != most else "")
        page.paragraph(page.text((f"{scale}, certainly then   ░ 1–2  ▒ 3–5  ▓ more that are only possibly then", DIM)))
    else:
        page.paragraph(page.text(("1-9 + events certainly then; ? events only possibly then", DIM)))
