"""`mmru sources`."""

from __future__ import annotations

from typing import Annotated

import typer

from mmru_timeline.cli.completion import complete_from_table
from mmru_timeline.cli.run import Run

EXAMPLES = {
    "mmru sources": "the publishers, the most used first",
    "mmru sources tass": "one publisher with all its sources",
}


def sources(
    run: Run,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            autocompletion=complete_from_table("publishers"),
            help="A publisher, or the id of a source.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """List the publishers, or show one publisher or source in full."""
    log = run.log()
    from mmru_timeline.views.vocabularies import print_publisher, print_source, print_sources

    page = run.page()
    if name is None:
        print_sources(page, log)
        return
    found = log.publishers_and_sources.exact(name)
    if found is None:
        # The beginning of a source's id is enough, as it is for events, but the whole name of a publisher comes first.
        begun = [source_id for source_id in log.sources if source_id.startswith(name)]
        found = begun[0] if len(begun) == 1 else log.publishers_and_sources.resolve(name)
    if found in log.sources:
        print_source(page, log, found)
    else:
        print_publisher(page, log, found)
