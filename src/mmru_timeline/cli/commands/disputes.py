"""`mmru disputes`."""

from __future__ import annotations

from mmru_timeline.cli.run import Run
from mmru_timeline.query.matching import Selection
from mmru_timeline.query.query import Query
from mmru_timeline.text import counted

EXAMPLES = {
    "mmru disputes --sector arms": "where sources contradict each other about arms",
    "mmru disputes --on 2022": "contradictions about events of 2022",
}


def disputes(run: Run, query: Query) -> None:
    """Show rival accounts of events side by side."""
    log = run.log()
    hits = [hit for hit in Selection(log, query).hits if hit.event.accounts]
    from mmru_timeline.views.disputes import print_disputes

    print_disputes(run.page(120), log, hits)
    accounts = sum(len(hit.event.accounts) for hit in hits)
    found = f"{counted(len(hits), 'event')} with {counted(accounts, 'rival account')}"
    run.note(found if hits else "no events match")
