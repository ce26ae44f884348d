"""`mmru chart`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from mmru_timeline.analysis.statistics import PERIODS, Period, PeriodLength, cells, lane, periods
from mmru_timeline.cli.listing import OUTPUT, AsJson, Count, print_count, print_rows
from mmru_timeline.cli.run import ExitCode, Run
from mmru_timeline.errors import UsageError
from mmru_timeline.query.facets import FacetName
from mmru_timeline.query.grouping import Group, counted_by, nested
from mmru_timeline.query.matching import Hit, Selection
from mmru_timeline.query.query import Query
from mmru_timeline.records.timeline import Timeline
from mmru_timeline.text import counted

EXAMPLES = {
    "mmru chart --by actor --lanes 10": "the ten busiest actors over time",
    "mmru chart --sector arms --per quarter": "arms events by quarter",
}
_FEW = 12


def chart(
    run: Run,
    query: Query,
    by: Annotated[
        FacetName, typer.Option("--by", help="What each lane stands for.", rich_help_panel=OUTPUT)
    ] = "sector",
    per: Annotated[
        PeriodLength | None,
        typer.Option(
            "--per",
            help="The period that a cell covers; by default the shortest whose cells have room for two signs.",
            rich_help_panel=OUTPUT,
            show_default=False,
        ),
    ] = None,
    most: Annotated[
        int,
        typer.Option(
            "--lanes",
            metavar="N",
            min=1,
            help="Show at most N lanes, those with the most events.",
            rich_help_panel=OUTPUT,
        ),
    ] = 24,
    numbers: Annotated[
        bool, typer.Option("--numbers", help="Print the numbers, one line per cell.", rich_help_panel=OUTPUT)
    ] = False,
    count: Count = False,
    as_json: AsJson = False,
) -> ExitCode:
    """Chart events over time, in lanes by sector, actor, place, ..."""
    log = run.log()
    selection = Selection(log, query)
    hits = selection.hits
    if count:
        return print_count(run, len(hits), as_json=as_json)
    if not hits:
        print_rows(run, log, "chart", [[]], lambda: None, as_json=as_json)
        return run.nothing_found(selection)
    # Numbers do not depend on the width; by default, they are those that the chart would show.
    width = sys.maxsize if per and (numbers or as_json) else run.look.width
    spans = _fitting_periods(log, selection, hits, per, width)
    groups = counted_by(log, hits, by, query)
    fullest = {group.term for group in sorted(groups, key=lambda group: -len(group.hits))[:most]}
    lanes = nested(log, (group for group in groups if group.term in fullest))
    shown = [lane(group, spans, depth) for depth, group in lanes]
    total = lane(Group("year", "", "all", hits), spans)
    from mmru_timeline.views.chart import print_chart

    print_rows(
        run,
        log,
        "chart",
        [cells([*shown, total], spans)],
        lambda: print_chart(run.page(), log, shown, total, spans),
        as_json=as_json,
        lines=numbers,
    )
    outside = sum(not hit.event.overlap(spans[0].first, spans[-1].last) for hit in hits)
    left_out = len(groups) - len(shown)
    run.note(
        counted(len(hits), "event")
        + (f"; {outside} before or after the time shown" if outside else "")
        + (f"; {counted(left_out, 'lane')} not shown, --lanes shows more" if left_out else "")
    )
    return ExitCode.FINE


def _fitting_periods(
    log: Timeline, selection: Selection, hits: list[Hit], per: PeriodLength | None, width: int
) -> list[Period]:
    """The periods asked for, or the shortest that fit into the width. Raises UsageError if none do."""
    from mmru_timeline.views.chart import cells_that_fit

    room = cells_that_fit(width)
    lengths = [per] if per is not None else list(PERIODS)
    candidates = [periods(hits, length, log.scope, selection.first, selection.last) for length in lengths]
    fitting = [spans for spans in candidates if len(spans) <= room] or candidates[-1:]
    # Prefer cells of two columns, which can show certain and possible events at once, unless they would be too few.
    spans = next((spans for spans in fitting if _FEW <= len(spans) <= room // 2), fitting[0])
    if not spans:
        raise UsageError("these events have no dates that a chart can show", "choose other events")
    if len(spans) > room:
        raise UsageError(
            f"{len(spans)} cells do not fit into {width} columns",
            f"choose {'a longer --per, or ' if per else ''}a shorter time span with --since and --until",
        )
    return spans
