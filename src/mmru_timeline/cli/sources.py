"""`mmru sources`."""

from __future__ import annotations

from typing import Annotated

import typer

from mmru_timeline.cli.completing import complete_by
from mmru_timeline.cli.run import Misuse, Run
from mmru_timeline.vocabulary import nearest


def sources(
    run: Run,
    source_id: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]", autocompletion=complete_by("sources"), help="One source, by its id.", show_default=False
        ),
    ] = None,
) -> None:
    """List the publishers with how much rests on each, or show one source in full."""
    timeline = run.log()
    from mmru_timeline.views.vocabularies import print_source, print_sources

    if source_id is None:
        print_sources(timeline, run.out, run.look)
        return
    found = [name for name in timeline.sources if name.startswith(source_id)]
    if source_id in timeline.sources:
        found = [source_id]
    if len(found) == 1:
        print_source(timeline, found[0], run.out, run.look)
        return
    near = found[:8] or nearest(source_id, timeline.sources, 3)
    raise Misuse(
        f"{source_id!r} begins {len(found)} ids" if found else f"there is no source {source_id!r}",
        f"did you mean {' or '.join(near)}?"
        if near
        else "`mmru show ID` and `mmru export json` name the sources of events",
    )
