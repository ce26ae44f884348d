"""`mmru audit`."""

from __future__ import annotations

from typing import Annotated

import typer

from mmru_timeline.cli.asking import query_of
from mmru_timeline.cli.options import Filters
from mmru_timeline.cli.run import Run
from mmru_timeline.query.matching import select
from mmru_timeline.reading.diagnostics import counted


def audit(
    run: Run,
    filters: Filters,
    listed: Annotated[bool, typer.Option("--list", help="Name the events behind each number.")] = False,
) -> None:
    """Tell how exact the dates are, how well events are attested, and where the log is silent."""
    timeline = run.log()
    query = query_of(filters, timeline)
    hits = select(timeline, query)
    if not hits:
        run.note("no event matches")
        return
    from mmru_timeline.views.audit import print_audit

    print_audit(timeline, hits, query, run.out, run.look, listed=listed)
    sources = len(timeline.sources)
    run.note(f"{counted(len(hits), 'event')}, {counted(sources, 'source')} in the log")
