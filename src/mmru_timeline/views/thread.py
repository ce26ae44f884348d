"""Threads: what led to what, as trees with the time between."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from mmru_timeline.model import Event, Timeline
from mmru_timeline.threads import Step, longest, members_of, time_between
from mmru_timeline.views import Look
from mmru_timeline.views.page import DIM, STRONG, Page, colour_of
from mmru_timeline.when import short_text


def print_thread(timeline: Timeline, steps: Sequence[Step], focus: Event, stream: TextIO, look: Look) -> None:
    """The steps of a thread, the event asked for in bold; bars join a step to what it follows."""
    page = Page(stream, look)
    page.width = min(page.width, 110)
    for number, step in enumerate(steps):
        event = step.event
        colour = colour_of(timeline, event.sectors)
        bars = [
            page.text(("│  ", DIM)) if _goes_on(steps, number, depth) else page.text("   ")
            for depth in range(step.depth)
        ]
        if step.before is None and number:
            page.line()
        if step.before is not None:
            between = time_between(step.before.date, event.date)
            lead = (
                [*bars[:-1], page.text(("├─ ", DIM))]
                if step.depth > _depth_of(steps, number)
                else [*bars, page.text(("│  ", DIM))]
            )
            page.line(page.text(*lead, (between, f"{DIM} italic")))
        style = STRONG if event is focus else ""
        title = page.text((f"{short_text(event.date)}  ", DIM), (event.title, style))
        title.append_text(page.text(("  see above", DIM)) if step.again else page.text((f"  {event.id}", "dim italic")))
        goes_on = _goes_on(steps, number, step.depth)
        indent = 3 * step.depth + 3
        for line_number, line in enumerate(page.wrap(title, page.width - indent)):
            mark = (page.glyph(event), colour) if line_number == 0 else ("│" if goes_on else " ", DIM)
            page.line(page.text(*bars, mark, "  ", line))


def _depth_of(steps: Sequence[Step], number: int) -> int:
    """The depth at which the step before this one in time stands."""
    before = steps[number].before
    return next((step.depth for step in reversed(steps[:number]) if step.event is before and not step.again), 0)


def _goes_on(steps: Sequence[Step], number: int, depth: int) -> bool:
    """Whether the line at a depth has another step below this one."""
    for step in steps[number + 1 :]:
        if step.before is None:
            return False
        if step.depth == depth:
            return True
        if step.depth < depth:
            return False
    return False


def print_longest(timeline: Timeline, stream: TextIO, look: Look) -> None:
    """The threads of the log by the length of their longest chain."""
    page = Page(stream, look)
    page.width = min(page.width, 110)
    for chain in longest(timeline):
        first, last = chain[0], chain[-1]
        colour = colour_of(timeline, first.sectors)
        page.line(
            page.text(
                (f"{len(chain)} steps", STRONG),
                f", {members_of(timeline, chain)} events, ",
                (f"mmru thread {first.id}", DIM),
            )
        )
        for end in (first, last):
            page.paragraph(
                page.text((f"{short_text(end.date)}  ", DIM), end.title),
                indent=4,
                first=page.text("  ", (page.glyph(end), colour)),
            )
        page.line()
