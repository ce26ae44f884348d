"""`mmru thread`."""

from __future__ import annotations

from typing import Annotated

import typer

from mmru_timeline.analysis.threads import thread as thread_of
from mmru_timeline.analysis.threads import threads_of, time_between
from mmru_timeline.cli.completion import complete_from_table, optional_argument
from mmru_timeline.cli.listing import AsJson, Count, Limit, part_of, print_count, print_rows
from mmru_timeline.cli.run import ExitCode, Run
from mmru_timeline.errors import UsageError
from mmru_timeline.query.matching import Selection
from mmru_timeline.query.query import Query

EXAMPLES = {
    "mmru thread nuclear-plant-agreement --up": "what led to the agreement, with the time between steps",
    "mmru thread --sector energy": "the threads with an event about energy, the longest first",
}


def thread(
    run: Run,
    query: Query,
    event_id: Annotated[
        str | None,
        optional_argument(
            "ID",
            "The id of an event; without it, the threads with any event that matches are listed.",
            complete_from_table("events"),
        ),
    ] = None,
    up: Annotated[bool, typer.Option("--up", help="Only what led to it.")] = False,
    down: Annotated[bool, typer.Option("--down", help="Only what followed from it.")] = False,
    limit: Limit = None,
    count: Count = False,
    as_json: AsJson = False,
) -> ExitCode:
    """Show what led to an event and what followed from it."""
    from mmru_timeline.views.thread import print_thread, print_threads

    if event_id is None and (up or down):
        raise UsageError(f"--{'up' if up else 'down'} needs an event", "give its id: mmru thread ID")
    if event_id is not None and query != Query():
        raise UsageError("an event cannot be combined with filters", "leave out the id to list threads, or the filters")
    log = run.log()
    if event_id is None:
        selection = Selection(log, query)
        asked = {hit.event.id for hit in selection.hits}
        threads = threads_of(log, asked)
        shown = threads[:limit]
        if count:
            return print_count(run, len(shown), as_json=as_json)
        print_rows(run, log, "thread", [shown, []], lambda: print_threads(run.page(110), log, shown), as_json=as_json)
        if not asked:
            return run.nothing_found(selection)
        if not threads:
            run.note("none of these events follows another")
            return ExitCode.NOTHING_FOUND
        run.note(part_of(len(shown), len(threads), "thread"))
        return ExitCode.FINE
    event = log.event(event_id)
    if up == down:
        up = down = True
    found = thread_of(log, event, up=up, down=down)
    steps = found[:limit]
    if count:
        return print_count(run, len(steps), as_json=as_json)
    print_rows(run, log, "thread", [[], steps], lambda: print_thread(run.page(110), log, steps, event), as_json=as_json)
    if len(found) == 1:
        missing = "nothing led to this event" if up else "nothing followed from this event"
        also = " and nothing followed from it" if up and down else ""
        run.note(f"according to the log, {missing}{also}")
    else:
        dates = sorted((step.event.date for step in steps), key=lambda date: date.order)
        time = time_between(dates[0], dates[-1])
        whole = f"; the last {time.removesuffix(' later')} after the first" if time.endswith(" later") else ""
        run.note(part_of(len(steps), len(found), "event") + whole)
    return ExitCode.FINE
