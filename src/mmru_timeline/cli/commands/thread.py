"""`mmru thread`."""

from __future__ import annotations

from typing import Annotated

import typer

from mmru_timeline.cli.completion import complete_from_table
from mmru_timeline.cli.run import Run
from mmru_timeline.errors import UsageError
from mmru_timeline.text import counted

EXAMPLES = {
    "mmru thread nuclear-plant-agreement --up": "what led to the agreement, with the time between steps",
    "mmru thread": "the longest threads of the log",
}
_SHOWN = 10


def thread(
    run: Run,
    event_id: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]",
            autocompletion=complete_from_table("events"),
            help="The event; without it, the longest threads are listed.",
            show_default=False,
        ),
    ] = None,
    up: Annotated[bool, typer.Option("--up", help="Only what led to it.")] = False,
    down: Annotated[bool, typer.Option("--down", help="Only what followed from it.")] = False,
    everything: Annotated[
        bool, typer.Option("--all", help=f"Without an ID: list all threads, not only the {_SHOWN} longest.")
    ] = False,
) -> None:
    """Show what led to an event and what followed from it."""
    if event_id is None and (up or down):
        raise UsageError(f"--{'up' if up else 'down'} needs an event", "give its id: mmru thread ID")
    log = run.log()
    from mmru_timeline.analysis import threads
    from mmru_timeline.views.thread import print_longest, print_thread

    page = run.page(110)
    if event_id is None:
        chains = threads.longest(log)
        shown = chains if everything else chains[:_SHOWN]
        print_longest(page, log, shown)
        if len(shown) < len(chains):
            run.note(f"{counted(len(chains) - len(shown), 'shorter thread')} not shown; --all lists all")
        elif not chains:
            run.note("no event follows another")
        return
    event = log.event(event_id)
    if up == down:
        up = down = True
    steps = threads.thread(log, event, up=up, down=down)
    print_thread(page, log, steps, event)
    if len(steps) == 1:
        missing = "nothing led to this event" if up else "nothing followed from this event"
        also = " and nothing followed from it" if up and down else ""
        run.note(f"according to the log, {missing}{also}")
