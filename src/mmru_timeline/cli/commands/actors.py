"""`mmru actors`."""

from __future__ import annotations

from typing import Annotated

import typer

from mmru_timeline.cli.completion import complete_from_table
from mmru_timeline.cli.run import Run

EXAMPLES = {
    "mmru actors": "all actors, the busiest first",
    "mmru actors rosatom": "one actor: names, offices, and who it appears with",
}


def actors(
    run: Run,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            autocompletion=complete_from_table("actors"),
            help="One actor, by any of its names.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """List the actors, or show one in full."""
    log = run.log()
    from mmru_timeline.views.vocabularies import print_actor, print_actors

    if name is None:
        print_actors(run.page(), log)
    else:
        print_actor(run.page(), log, log.actors.resolve(name))
