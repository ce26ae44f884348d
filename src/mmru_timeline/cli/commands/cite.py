"""`mmru cite`."""

from __future__ import annotations

from typing import Annotated

from mmru_timeline.analysis.citations import bibliography, event_citation, log_citation, source_citation
from mmru_timeline.cli.completion import complete_from_table, optional_argument
from mmru_timeline.cli.listing import AsJson, Count, Limit, print_count, print_rows
from mmru_timeline.cli.run import ExitCode, Run
from mmru_timeline.exports.tables import Cited
from mmru_timeline.query.matching import Selection
from mmru_timeline.query.query import Query
from mmru_timeline.records.model import Event
from mmru_timeline.records.timeline import Timeline
from mmru_timeline.text import counted

EXAMPLES = {
    "mmru cite coup-2021": "how to cite an event, with its sources",
    "mmru cite --sector nuclear": "every source on nuclear energy, as a list of references",
}


def cite(
    run: Run,
    query: Query,
    ids: Annotated[
        list[str] | None,
        optional_argument(
            "ID",
            "Event ids; without ids and filters, the log itself is cited.",
            complete_from_table("events"),
            repeated=True,
        ),
    ] = None,
    limit: Limit = None,
    count: Count = False,
    as_json: AsJson = False,
) -> ExitCode:
    """Show how to cite the log, events, or the sources of a selection."""
    log = run.log()
    selection = Selection(log, query)
    found = {hit.event.id: hit.event for hit in selection.hits}
    events = [event for event in map(log.event, ids or ()) if event.id in found]
    if ids:
        cited = [row for event in events for row in _with_sources(log, event)]
    elif query == Query():
        cited = [Cited(None, log_citation(log))]
    else:
        cited = [Cited(source_id, each) for source_id, each in bibliography(log, found.values()).items()]
    rows = cited[:limit]
    if count:
        return print_count(run, len(rows), as_json=as_json)

    def view() -> None:
        from mmru_timeline.views.parts import reference_text

        page = run.page()
        for number, row in enumerate(rows):
            # An event has its sources below it, and those of rival accounts last: they do not support what is cited.
            if row.event and number:
                page.line()
            if row.rival and not rows[number - 1].rival:
                page.line()
                page.line("  Rival accounts:")
            page.line(page.text("  " if ids and not row.event else "", reference_text(page, row.reference)))

    print_rows(run, log, "cite", [rows], view, as_json=as_json, lines=False)
    if not cited:
        return run.nothing_found(selection)
    if not ids and query != Query():
        run.note(f"{counted(len(rows), 'source')} of {counted(len(found), 'event')}")
    return ExitCode.FINE


def _with_sources(log: Timeline, event: Event) -> list[Cited]:
    """The event, its sources, and those of its rival accounts."""
    own = event.source_ids
    return [
        Cited(event.id, event_citation(log, event), event=True),
        *(
            Cited(source_id, source_citation(log, log.sources[source_id]), rival=source_id not in own)
            for source_id in event.all_source_ids
        ),
    ]
