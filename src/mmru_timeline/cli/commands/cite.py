"""`mmru cite`."""

from __future__ import annotations

from typing import Annotated

import typer

from mmru_timeline.cli.completion import complete_from_table
from mmru_timeline.cli.run import Run

EXAMPLES = {
    "mmru cite": "how to cite the log itself",
    "mmru cite coup-2021": "how to cite an event, with its sources",
}


def cite(
    run: Run,
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID]...",
            autocompletion=complete_from_table("events"),
            help="Events; without them, the log itself.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Show how to cite the log, or events and their sources."""
    from mmru_timeline.analysis.citations import event_citation, log_citation, source_citation
    from mmru_timeline.views.parts import reference_text

    log = run.log()
    page = run.page()
    chosen = [log.event(text) for text in ids or ()]
    if not chosen:
        page.line(reference_text(page, log_citation(log)))
    for number, event in enumerate(chosen):
        if number:
            page.line()
        page.line(reference_text(page, event_citation(log, event)))
        own = len(event.source_ids)
        for position, source_id in enumerate(event.all_source_ids):
            # The sources of rival accounts come last, since they do not support what is cited.
            if position == own:
                page.line()
                page.line("  Rival accounts:")
            page.line(page.text("  ", reference_text(page, source_citation(log, log.sources[source_id]))))
