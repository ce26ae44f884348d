"""Threads: what led to what, as trees with the time between."""

from __future__ import annotations

from collections.abc import Sequence

from mmru_timeline.analysis.threads import Step, Thread, time_between
from mmru_timeline.records.model import Event
from mmru_timeline.records.timeline import Timeline
from mmru_timeline.text import counted
from mmru_timeline.views.page import DIM, ID, STRONG, Page
from mmru_timeline.views.parts import event_line, glyph


def print_thread(page: Page, log: Timeline, steps: Sequence[Step], focus: Event) -> None:
    """The steps of a thread, the event asked for in bold.

    Bars join an event to the one that it follows, with the time between them. What follows the same event is
    indented: what follows it alone is right below it.
    """
    bars: list[str] = []
    for number, step in enumerate(steps):
        event = step.event
        if step.before is None:
            if number:
                page.line()
            bars = []
        else:
            del bars[step.depth - step.forks :]
            joint = ("└─ " if step.last else "├─ ") if step.forks else "│  "
            page.line(page.text(("".join(bars) + joint, DIM), (time_between(step.before.date, event.date), ID)))
            if step.forks:
                bars.append("   " if step.last else "│  ")
        goes_on = number + 1 < len(steps) and steps[number + 1].before is event
        room = page.width - 3 * step.depth - 3
        lines = page.wrap(event_line(page, event, STRONG if event is focus else ""), room)
        for other in step.also:
            lines += page.wrap(page.text((_also(other, event), ID)), room)
        for line_number, line in enumerate(lines):
            mark = page.text(("│" if goes_on else " ", DIM)) if line_number else glyph(page, log, event)
            page.line(page.text(("".join(bars), DIM), mark, "  ", line))


def _also(other: Event, event: Event) -> str:
    """That an event follows another as well: "also 5 weeks after first-fuel-cargo"."""
    time = time_between(other.date, event.date)
    length = time.removesuffix(" later")
    return f"also {length} after {other.id}" if length != time else f"also after {other.id}, {time}"


def print_threads(page: Page, log: Timeline, threads: Sequence[Thread]) -> None:
    """Threads of the log, each by the first and last event of its longest chain."""
    for thread in threads:
        chain = thread.chain
        size = f", {counted(len(thread.events), 'event')}, "
        page.line(page.text((f"chain of {len(chain)}", STRONG), size, (f"mmru thread {chain[0].id}", DIM)))
        for end in (chain[0], chain[-1]):
            first = page.text("  ", glyph(page, log, end))
            page.paragraph(event_line(page, end), indent=4, first=first)
        page.line()
