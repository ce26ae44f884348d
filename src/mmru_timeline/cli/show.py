"""`mmru show`."""

from __future__ import annotations

from typing import Annotated

import typer

from mmru_timeline.cli.completing import complete_by
from mmru_timeline.cli.run import Run, event_named


def show(
    run: Run,
    ids: Annotated[
        list[str],
        typer.Argument(
            metavar="ID...",
            autocompletion=complete_by("events"),
            help="Ids of events; a beginning that only one has will do.",
        ),
    ],
) -> None:
    """Show events in full: when exactly, who, figures, rival accounts, links and sources."""
    timeline = run.log()
    chosen = [event_named(timeline, name) for name in ids]
    from mmru_timeline.views.show import print_event

    for number, event in enumerate(chosen):
        if number:
            print(file=run.out)
        print_event(timeline, event, run.out, run.look)
