"""`mmru actors`."""

from __future__ import annotations

from typing import Annotated

import typer

from mmru_timeline.cli.completing import complete_by
from mmru_timeline.cli.run import Run, unknown
from mmru_timeline.records.vocabulary import UnknownTerm


def actors(
    run: Run,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            autocompletion=complete_by("actors"),
            help="One actor, by any of its names.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """List the actors with counts and spans, or show one in full."""
    timeline = run.log()
    from mmru_timeline.views.vocabularies import print_actor, print_actors

    if name is None:
        print_actors(timeline, run.out, run.look)
        return
    try:
        found = timeline.actors.resolve(name)
    except UnknownTerm as error:
        unknown("actor", error, timeline.actors, "`mmru actors` lists them")
    print_actor(timeline, found, run.out, run.look)
