"""`mmru disputes`."""

from __future__ import annotations

from mmru_timeline.cli.listing import AsJson, Count, LatestFirst, Limit, cut, part_of, print_count
from mmru_timeline.cli.run import ExitCode, Run
from mmru_timeline.query.matching import Selection
from mmru_timeline.query.query import Query
from mmru_timeline.text import counted

EXAMPLES = {
    "mmru disputes --sector arms": "where sources contradict each other about arms",
    "mmru disputes --on 2022": "contradictions about events of 2022",
}


def disputes(
    run: Run,
    query: Query,
    limit: Limit = None,
    latest_first: LatestFirst = False,
    count: Count = False,
    as_json: AsJson = False,
) -> ExitCode:
    """Show rival accounts of events side by side."""
    log = run.log()
    selection = Selection(log, query)
    found = [hit for hit in selection.hits if hit.event.accounts]
    hits = cut(found, limit, latest_first=latest_first)
    if count:
        return print_count(run, len(hits), as_json=as_json)
    if as_json:
        from mmru_timeline.exports.json import write_json

        write_json(log, hits, run.out)
    elif run.for_people:
        from mmru_timeline.views.disputes import print_disputes

        print_disputes(run.page(120), log, hits)
    else:
        from mmru_timeline.exports.tables import DISPUTES, Rival, write_lines

        write_lines(DISPUTES, log, [Rival(hit, account) for hit in hits for account in hit.event.accounts], run.out)
    if not found:
        return run.nothing_found(selection)
    accounts = sum(len(hit.event.accounts) for hit in hits)
    run.note(f"{part_of(len(hits), len(found), 'event')} with {counted(accounts, 'rival account')}")
    return ExitCode.FINE
