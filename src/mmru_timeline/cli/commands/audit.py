"""`mmru audit`."""

from __future__ import annotations

from typing import Annotated

import typer

from mmru_timeline.cli.run import Run
from mmru_timeline.query.matching import Selection
from mmru_timeline.query.query import Query
from mmru_timeline.text import counted

EXAMPLES = {
    "mmru audit": "how exact, well sourced and complete the log is",
    "mmru audit --sector nuclear --list": "the nuclear events behind each number",
}


def audit(
    run: Run,
    query: Query,
    listed: Annotated[bool, typer.Option("--list", help="List the events behind each number.")] = False,
) -> None:
    """Show how exact, well sourced and complete the log is."""
    log = run.log()
    hits = Selection(log, query).hits
    if not hits:
        run.note("no events match")
        return
    from mmru_timeline.views.audit import print_audit

    print_audit(run.page(110), log, hits, query, listed=listed)
    run.note(f"{counted(len(hits), 'event')}, {counted(len(log.sources), 'source')} in the log")
