"""`mmru chart`."""

from __future__ import annotations

from typing import Annotated

import typer

from mmru_timeline.analysis.statistics import PERIODS, Period, lanes, periods
from mmru_timeline.cli.asking import query_of
from mmru_timeline.cli.completing import complete_from
from mmru_timeline.cli.options import Filters
from mmru_timeline.cli.run import Misuse, Run, choose
from mmru_timeline.query.matching import Group, Grouping, Query, dated, grouped, select
from mmru_timeline.reading.diagnostics import counted

_LANES = ("sector", "actor", "kind")
_FEW = 12


def chart(
    run: Run,
    filters: Filters,
    by: Annotated[
        str,
        typer.Option(
            "--by", metavar="|".join(_LANES), autocompletion=complete_from(_LANES), help="What the lanes are."
        ),
    ] = "sector",
    per: Annotated[
        str | None,
        typer.Option(
            "--per",
            metavar="|".join(PERIODS),
            autocompletion=complete_from(PERIODS),
            help="Length of a cell; the shortest that fits well.",
            show_default=False,
        ),
    ] = None,
    most: Annotated[int, typer.Option("--lanes", metavar="N", min=1, help="At most so many lanes, the fullest.")] = 24,
) -> None:
    """Draw lanes over time: solid where events are certain, hatched where they are only possible."""
    lane_by: Grouping = choose("--by", by, _LANES)  # type: ignore[assignment]
    timeline = run.log()
    query = query_of(filters, timeline)
    hits = select(timeline, query)
    if not hits:
        run.note("no event matches")
        return
    from mmru_timeline.views.chart import cells_that_fit, print_chart

    room = cells_that_fit(run.look.width)
    lengths: list[Period] = [choose("--per", per, PERIODS)] if per is not None else [*PERIODS]  # type: ignore[list-item]
    charts = [periods(hits, length, timeline.scope, query) for length in lengths]
    fitting = [each for each in charts if len(each) <= room] or charts[-1:]
    # A cell of one column cannot show certain and possible events at once, but a dozen cells say more than two.
    spans = next((each for each in fitting if len(each) <= room // 2 and len(each) >= _FEW), fitting[0])
    if not spans:
        raise Misuse("these events have no dates that a chart could hold", "choose others")
    if len(spans) > room:
        raise Misuse(
            f"{len(spans)} cells do not fit into {run.look.width} columns",
            f"choose {'a longer --per, or ' if per else ''}a shorter time with --since and --until",
        )
    groups = grouped(timeline, hits, lane_by, query)
    fullest = sorted(groups, key=lambda group: -len(group.hits))[:most]
    shown = [group for group in groups if group in fullest]
    print_chart(
        timeline, lanes(shown, spans), lanes([Group("year", "", "all", hits)], spans)[0], spans, run.out, run.look
    )
    drawn = Query(since=spans[0].first, until=spans[-1].last)
    outside = sum(not dated(drawn, hit.event) for hit in hits)
    left_out = len(groups) - len(shown)
    run.note(
        counted(len(hits), "event")
        + (f"; {outside} before or after what is drawn" if outside else "")
        + (f"; {left_out} lanes left out, --lanes shows more" if left_out else "")
    )
