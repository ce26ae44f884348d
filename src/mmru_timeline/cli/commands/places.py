"""`mmru places`."""

from __future__ import annotations

from typing import Annotated

import typer

from mmru_timeline.cli.completion import complete_from_table
from mmru_timeline.cli.run import Run

EXAMPLES = {
    "mmru places": "the places as a tree, with counts and years",
    "mmru places Rangoon": "one place, by any of its names, with its events",
}


def places(
    run: Run,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            autocompletion=complete_from_table("places"),
            help="One place, by any of its names.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """List the places with their number of events and years, or show one."""
    log = run.log()
    from mmru_timeline.views.vocabularies import print_place, print_places

    if name is None:
        print_places(run.page(), log)
        if not len(log.places):
            run.note("the log has no table of places")
    else:
        print_place(run.page(), log, log.places.resolve(name))
