"""`mmru events`."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Literal, TypeAlias

import typer

from mmru_timeline.cli.listing import OUTPUT, AsJson, Count, LatestFirst, Limit, cut, print_count
from mmru_timeline.cli.run import ExitCode, Run
from mmru_timeline.query.grouping import Grouping, grouped
from mmru_timeline.query.matching import Hit, Selection
from mmru_timeline.query.query import Query
from mmru_timeline.records.model import STATUSES
from mmru_timeline.text import counted
from mmru_timeline.views import GLYPHS

Layout: TypeAlias = Literal["timeline", "table", "line"]

EXAMPLES = {
    "mmru events --sector energy --since 2023": "the energy timeline from 2023 on",
    "mmru events su-30 --known-by 2022": "what had been published about the Su-30 by the end of 2022",
}
_WIDEST = 116


def events(
    run: Run,
    query: Query,
    by: Annotated[Grouping, typer.Option("--by", help="What to group the events by.", rich_help_panel=OUTPUT)] = "year",
    layout: Annotated[
        Layout | None,
        typer.Option(
            "--layout",
            help="The layout; by default a timeline at a terminal, and one event per line in a pipe.",
            rich_help_panel=OUTPUT,
            show_default=False,
        ),
    ] = None,
    limit: Limit = None,
    latest_first: LatestFirst = False,
    count: Count = False,
    as_json: AsJson = False,
) -> ExitCode:
    """Print the timeline, or the part you ask for."""
    log = run.log()
    selection = Selection(log, query)
    found = selection.hits
    hits = cut(found, limit, latest_first=latest_first)
    if count:
        return print_count(run, len(hits), as_json=as_json)
    groups = grouped(log, hits, by, query)
    match "json" if as_json else layout or ("timeline" if run.for_people else "line"):
        case "json":
            from mmru_timeline.exports.json import write_json

            write_json(log, hits, run.out)
        case "line":
            from mmru_timeline.exports.tables import EVENTS, EVENTS_BY_TERM, GroupedHit, write_lines

            rows = [GroupedHit(hit, group) for group in groups for hit in group.hits]
            write_lines(EVENTS if by == "year" else EVENTS_BY_TERM, log, rows, run.out)
        case "table":
            from mmru_timeline.views import table

            table.print_groups(run.page(), log, groups)
        case "timeline":
            from mmru_timeline.views import timeline

            timeline.print_groups(run.page(_WIDEST), log, groups, selection)
    run.out.flush()
    if not found:
        return run.nothing_found(selection)
    run.note(summary(hits, len(found), unicode=run.look.unicode))
    for hint in selection.hints():
        run.note(hint)
    return ExitCode.FINE


def summary(hits: list[Hit], found: int, *, unicode: bool) -> str:
    """The closing line: how many events of each status, and how many are only possibly within the time asked for."""
    counts = Counter(hit.event.status for hit in hits)
    statuses = ", ".join(
        f"{counts[status]} {GLYPHS[status] + ' ' if unicode else ''}{status}" for status in STATUSES if counts[status]
    )
    shown = counted(len(hits), "event") if len(hits) == found else f"{len(hits)} of {counted(found, 'event')}"
    possible = sum(not hit.certain for hit in hits)
    return (
        f"{shown}: {statuses}"
        + (f"; {'★' if unicode else '+'} milestone" if any(hit.event.milestone for hit in hits) else "")
        + (f"; {possible} marked ?, only possibly in that time" if possible else "")
    )
