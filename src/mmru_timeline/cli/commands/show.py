"""`mmru show`."""

from __future__ import annotations

from typing import Annotated

from mmru_timeline.cli.completion import complete_from_table, optional_argument
from mmru_timeline.cli.listing import AsJson, Count, LatestFirst, Limit, cut, print_count
from mmru_timeline.cli.run import ExitCode, Run
from mmru_timeline.errors import UsageError
from mmru_timeline.query.matching import Selection
from mmru_timeline.query.query import Query

EXAMPLES = {
    "mmru show coup-2021": "one event, with everything the log knows about it",
    "mmru show --milestones --sector nuclear": "several events, one after the other",
}


def show(
    run: Run,
    query: Query,
    ids: Annotated[
        list[str] | None,
        optional_argument(
            "ID",
            "Event ids; the beginning of an id is enough if it is unique.",
            complete_from_table("events"),
            repeated=True,
        ),
    ] = None,
    limit: Limit = None,
    latest_first: LatestFirst = False,
    count: Count = False,
    as_json: AsJson = False,
) -> ExitCode:
    """Show events in full, with figures, rival accounts and sources."""
    if not ids and query == Query():
        raise UsageError("no event was named", "give ids or filters: mmru show ID")
    log = run.log()
    selection = Selection(log, query)
    found = selection.hits
    if ids:
        # In the order in which they were named.
        hit_by_id = {hit.event.id: hit for hit in found}
        found = [hit_by_id[event.id] for event in map(log.event, ids) if event.id in hit_by_id]
    hits = cut(found, limit, latest_first=latest_first)
    if count:
        return print_count(run, len(hits), as_json=as_json)
    if as_json:
        from mmru_timeline.exports.json import write_json

        write_json(log, hits, run.out)
    else:
        from mmru_timeline.views.show import print_event

        page = run.page(100)
        for number, hit in enumerate(hits):
            if number:
                page.line()
            print_event(page, log, hit.event)
    return ExitCode.FINE if found else run.nothing_found(selection)
