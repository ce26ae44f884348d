"""`mmru figures`."""

from __future__ import annotations

from mmru_timeline.analysis.figures import figures_of
from mmru_timeline.cli.listing import AsJson, Count, LatestFirst, Limit, cut, part_of, print_count, print_rows
from mmru_timeline.cli.run import ExitCode, Run
from mmru_timeline.query.matching import Selection
from mmru_timeline.query.query import Query

EXAMPLES = {
    "mmru figures --sector energy": "the numbers about energy, each with its event and sources",
    "mmru figures --sector trade --json": "the numbers about trade, for a program",
}


def figures(
    run: Run,
    query: Query,
    limit: Limit = None,
    latest_first: LatestFirst = False,
    count: Count = False,
    as_json: AsJson = False,
) -> ExitCode:
    """List the numbers that events give, rival accounts included.

    Filters choose the events; a number may be about another time, which is shown beside it.
    """
    from mmru_timeline.views.figures import print_figures

    log = run.log()
    selection = Selection(log, query)
    found = figures_of(selection.hits)
    rows = cut(found, limit, latest_first=latest_first)
    if count:
        return print_count(run, len(rows), as_json=as_json)
    print_rows(run, log, "figures", [rows], lambda: print_figures(run.page(100), log, rows), as_json=as_json)
    if not found:
        return run.nothing_found(selection)
    run.note(part_of(len(rows), len(found), "figure"))
    return ExitCode.FINE
