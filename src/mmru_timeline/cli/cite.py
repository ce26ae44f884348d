"""`mmru cite`."""

from __future__ import annotations

from typing import Annotated

import typer

from mmru_timeline.cli.completing import complete_by
from mmru_timeline.cli.run import Run, event_named


def cite(
    run: Run,
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID]...",
            autocompletion=complete_by("events"),
            help="Events; without them the log itself.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Tell how to cite the log, or events with their sources, in the style of the APA."""
    from mmru_timeline.analysis.citations import event_citation, log_citation, source_citation

    timeline = run.log()
    chosen = [event_named(timeline, name) for name in ids or ()]
    if not chosen:
        print(log_citation(timeline), file=run.out)
    for number, event in enumerate(chosen):
        if number:
            print(file=run.out)
        print(event_citation(timeline, event), file=run.out)
        own = len(event.own_sources)
        for position, name in enumerate(event.all_sources):
            # The sources of rival accounts come last, and do not bear out what is cited.
            if position == own:
                print("\n  Rival accounts:", file=run.out)
            print(f"  {source_citation(timeline, timeline.sources[name])}", file=run.out)
