"""`mmru audit`."""

from __future__ import annotations

from typing import Annotated

import typer

from mmru_timeline.analysis.audit import audit_of
from mmru_timeline.cli.listing import OUTPUT, AsJson, Count, print_count, print_rows
from mmru_timeline.cli.run import ExitCode, Run
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
    listed: Annotated[
        bool, typer.Option("--list", help="List the events behind each number.", rich_help_panel=OUTPUT)
    ] = False,
    count: Count = False,
    as_json: AsJson = False,
) -> ExitCode:
    """Show how exact, well sourced and complete the log is."""
    log = run.log()
    selection = Selection(log, query)
    hits = selection.hits
    if count:
        return print_count(run, len(hits), as_json=as_json)
    from mmru_timeline.views.audit import print_audit

    findings = audit_of(log, hits, query)

    def view() -> None:
        if hits:
            print_audit(run.page(110), log, findings, listed=listed)

    print_rows(run, log, "audit", [findings], view, as_json=as_json, lines=False if listed else None)
    if not hits:
        return run.nothing_found(selection)
    run.note(f"{counted(len(hits), 'event')}, {counted(len(log.sources), 'source')} in the log")
    return ExitCode.FINE
