"""`mmru sources`."""

from __future__ import annotations

from typing import Annotated

import typer

from mmru_timeline.cli.completing import complete_by
from mmru_timeline.cli.run import Run, unknown
from mmru_timeline.query.matching import sources_by_name
from mmru_timeline.records.vocabulary import UnknownTerm


def sources(
    run: Run,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]",
            autocompletion=complete_by("publishers"),
            help="One source by its id, or a publisher with all its sources.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """List the publishers with how much rests on each, or show one of them or one source in full."""
    timeline = run.log()
    from mmru_timeline.views.vocabularies import print_publisher, print_source, print_sources

    if name is None:
        print_sources(timeline, run.out, run.look)
        return
    vocabulary, meant = sources_by_name(timeline)
    begun = [each for each in timeline.sources if each.startswith(name)]
    try:
        found = begun[0] if len(begun) == 1 else vocabulary.resolve(name)
    except UnknownTerm as error:
        unknown(
            "source", error, vocabulary, "`mmru sources` lists the publishers, `mmru show ID` the sources of an event"
        )
    if found in timeline.sources:
        print_source(timeline, found, run.out, run.look)
    else:
        print_publisher(timeline, found, sorted(meant[found]), run.out, run.look)
