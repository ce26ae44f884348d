"""`mmru thread`."""

from __future__ import annotations

from typing import Annotated

import typer

from mmru_timeline.cli.completing import complete_by
from mmru_timeline.cli.run import Misuse, Run, event_named

_MOST = 10


def thread(
    run: Run,
    event_id: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]",
            autocompletion=complete_by("events"),
            help="The event; without it the longest threads are listed.",
            show_default=False,
        ),
    ] = None,
    up: Annotated[bool, typer.Option("--up", help="Only what led to it.")] = False,
    down: Annotated[bool, typer.Option("--down", help="Only what came of it.")] = False,
    everything: Annotated[
        bool, typer.Option("--all", help=f"Without an ID: list all threads, not only the {_MOST} longest.")
    ] = False,
) -> None:
    """Print what led to an event and what came of it, with the time between."""
    from mmru_timeline.analysis import threads

    if event_id is None and (up or down):
        raise Misuse(f"--{'up' if up else 'down'} needs an event", "name one: mmru thread ID")
    timeline = run.log()
    from mmru_timeline.views.thread import print_longest, print_thread

    if event_id is None:
        chains = threads.longest(timeline)
        shown = chains if everything else chains[:_MOST]
        print_longest(timeline, shown, run.out, run.look)
        if len(shown) < len(chains):
            run.note(f"{len(chains) - len(shown)} shorter threads are left out; --all shows them")
        elif not chains:
            run.note("no event follows another")
        return
    event = event_named(timeline, event_id)
    steps = threads.thread(timeline, event, up=up or not down, down=down or not up)
    print_thread(timeline, steps, event, run.out, run.look)
    if len(steps) == 1:
        run.note("nothing led to it and nothing came of it, as far as the log says")
