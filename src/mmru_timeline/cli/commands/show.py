"""`mmru show`."""

from __future__ import annotations

from typing import Annotated

import typer

from mmru_timeline.cli.completion import complete_from_table
from mmru_timeline.cli.run import Run

EXAMPLES = {
    "mmru show coup-2021": "one event, with everything the log knows about it",
    "mmru show nuclear-plant-agreement su30-contract": "two events, one after the other",
}


def show(
    run: Run,
    ids: Annotated[
        list[str],
        typer.Argument(
            metavar="ID...",
            autocompletion=complete_from_table("events"),
            help="Event ids; the beginning of an id is enough if it is unique.",
        ),
    ],
) -> None:
    """Show events in full, with figures, rival accounts and sources."""
    log = run.log()
    chosen = [log.event(text) for text in ids]
    from mmru_timeline.views.show import print_event

    page = run.page(100)
    for number, event in enumerate(chosen):
        if number:
            page.line()
        print_event(page, log, event)
