"""Threads: what led to what, as trees with the time between."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from mmru_timeline.analysis.threads import Step, members_of, time_between
from mmru_timeline.dates.edtf import short_text
from mmru_timeline.records.model import Event, Timeline
from mmru_timeline.views import Look
from mmru_timeline.views.page import DIM, STRONG, Page, colour_of


def print_thread(timeline: Timeline, steps: Sequence[Step], focus: Event, stream: TextIO, look: Look) -> None:
    """The steps of a thread, the event asked for in bold; bars join a step to what it follows."""
    page = Page(stream, look)
    page.width = min(page.width, 110)
    shown: set[str] = set()
    for number, (step, goes_on) in enumerate(zip(steps, _going_on(steps), strict=True)):
        event = step.event
        bars = [page.text(("│  " if on else "   ", DIM)) for on in goes_on[: step.depth]]
        if step.before is None:
            if number:
                page.line()
        else:
            lead = page.text(*bars[:-1], ("├─ ", DIM)) if step.branches else page.text(*bars, ("│  ", DIM))
            page.line(page.text(lead, (time_between(step.before.date, event.date), f"{DIM} italic")))
        title = page.text((f"{short_text(event.date)}  ", DIM), (event.title, STRONG if event is focus else ""))
        where = f"  see {'above' if event.id in shown else 'below'}"
        title.append_text(page.text((where, DIM) if step.again else (f"  {event.id}", "dim italic")))
        if not step.again:
            shown.add(event.id)
        for line_number, line in enumerate(page.wrap(title, page.width - 3 * step.depth - 3)):
            mark = (page.glyph(event), colour_of(timeline, event.sectors))
            page.line(page.text(*bars, mark if line_number == 0 else ("│" if goes_on[-1] else " ", DIM), "  ", line))


def _going_on(steps: Sequence[Step]) -> list[list[bool]]:
    """For each step whether the lines at its own depth and at those above have another step below it."""
    found: list[list[bool]] = []
    ahead: list[bool] = []
    for step in reversed(steps):
        ahead += [False] * (step.depth + 1 - len(ahead))
        found.append(ahead[: step.depth + 1])
        ahead = [*ahead[: step.depth], True] if step.before is not None else []
    return found[::-1]


def print_longest(timeline: Timeline, chains: Sequence[Sequence[Event]], stream: TextIO, look: Look) -> None:
    """Threads of the log, each by the first and the last event of its longest chain."""
    page = Page(stream, look)
    page.width = min(page.width, 110)
    for chain in chains:
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
