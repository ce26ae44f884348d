"""Threads: what led to what, as trees with the time between."""

from __future__ import annotations

from collections.abc import Sequence

from mmru_timeline.analysis.threads import Step, members_of, time_between
from mmru_timeline.records.model import Event
from mmru_timeline.records.timeline import Timeline
from mmru_timeline.text import counted
from mmru_timeline.views.page import DIM, ID, STRONG, Page
from mmru_timeline.views.parts import event_line, glyph


def print_thread(page: Page, log: Timeline, steps: Sequence[Step], focus: Event) -> None:
    """The steps of a thread, the event asked for in bold; bars join a step to the one that it follows."""
    shown: set[str] = set()
    for number, (step, continues) in enumerate(zip(steps, _continuations(steps), strict=True)):
        event = step.event
        bars = [page.text(("│  " if goes_on else "   ", DIM)) for goes_on in continues[: step.depth]]
        if step.before is None:
            if number:
                page.line()
        else:
            lead = page.text(*bars[:-1], ("├─ ", DIM)) if step.branches else page.text(*bars, ("│  ", DIM))
            page.line(page.text(lead, (time_between(step.before.date, event.date), ID)))
        elsewhere = f"see {'above' if event.id in shown else 'below'}" if step.again else None
        line = event_line(page, event, STRONG if event is focus else "", elsewhere)
        if not step.again:
            shown.add(event.id)
        for line_number, part in enumerate(page.wrap(line, page.width - 3 * step.depth - 3)):
            mark = page.text(("│" if continues[-1] else " ", DIM)) if line_number else glyph(page, log, event)
            page.line(page.text(*bars, mark, "  ", part))


def _continuations(steps: Sequence[Step]) -> list[list[bool]]:
    """For each step, whether the lines at its depth and at each one above it have another step below."""
    found: list[list[bool]] = []
    ahead: list[bool] = []
    for step in reversed(steps):
        ahead += [False] * (step.depth + 1 - len(ahead))
        found.append(ahead[: step.depth + 1])
        ahead = [*ahead[: step.depth], True] if step.before is not None else []
    return found[::-1]


def print_longest(page: Page, log: Timeline, chains: Sequence[Sequence[Event]]) -> None:
    """Threads of the log, each by the first and last event of its longest chain."""
    for chain in chains:
        size = f", {counted(members_of(log, chain), 'event')}, "
        page.line(page.text((f"{len(chain)} steps", STRONG), size, (f"mmru thread {chain[0].id}", DIM)))
        for end in (chain[0], chain[-1]):
            first = page.text("  ", glyph(page, log, end))
            page.paragraph(event_line(page, end), indent=4, first=first)
        page.line()
