"""`mmru disputes`."""

from __future__ import annotations

from mmru_timeline.cli.asking import query_of
from mmru_timeline.cli.options import Filters
from mmru_timeline.cli.run import Run
from mmru_timeline.query.matching import select
from mmru_timeline.reading.diagnostics import counted


def disputes(run: Run, filters: Filters) -> None:
    """Print every event of which accounts differ, the versions side by side with their sources."""
    timeline = run.log()
    hits = [hit for hit in select(timeline, query_of(filters, timeline)) if hit.event.accounts]
    from mmru_timeline.views.disputes import print_disputes

    print_disputes(timeline, hits, run.out, run.look)
    accounts = sum(len(hit.event.accounts) for hit in hits)
    said = f"{counted(len(hits), 'event')} with {counted(accounts, 'rival account')}"
    run.note(said if hits else "no event matches")
