"""`mmru events`."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

import typer

from mmru_timeline.cli.asking import query_of
from mmru_timeline.cli.completing import complete_from
from mmru_timeline.cli.options import Filters
from mmru_timeline.cli.run import ExitCode, Run, choose
from mmru_timeline.query.matching import GROUPINGS, Grouping, Hit, grouped, select
from mmru_timeline.reading.diagnostics import counted
from mmru_timeline.records.model import Status
from mmru_timeline.views import GLYPHS, LAYOUTS, layout

_HOW = "How to print"


def events(
    run: Run,
    filters: Filters,
    by: Annotated[
        str,
        typer.Option(
            "--by",
            metavar="|".join(GROUPINGS),
            autocompletion=complete_from(GROUPINGS),
            help="What the headings are.",
            rich_help_panel=_HOW,
        ),
    ] = "year",
    layout_name: Annotated[
        str | None,
        typer.Option(
            "--layout",
            metavar="|".join(LAYOUTS),
            autocompletion=complete_from(LAYOUTS),
            help="How it is laid out: on a terminal as a timeline, down a pipe one event a line.",
            rich_help_panel=_HOW,
            show_default=False,
        ),
    ] = None,
    latest_first: Annotated[
        bool, typer.Option("--latest-first", help="Turn the order round.", rich_help_panel=_HOW)
    ] = False,
    limit: Annotated[
        int | None,
        typer.Option("--limit", metavar="N", min=1, help="At most so many.", rich_help_panel=_HOW, show_default=False),
    ] = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit 3 when nothing matches.", rich_help_panel=_HOW)
    ] = False,
) -> None:
    """Print the timeline, or the part of it that you ask for."""
    by_checked: Grouping = choose("--by", by, GROUPINGS)  # type: ignore[assignment]
    name = (
        choose("--layout", layout_name, LAYOUTS)
        if layout_name
        else "timeline"
        if run.on_terminal or run.color == "always"
        else "line"
    )
    timeline = run.log()
    query = query_of(filters, timeline)
    found = select(timeline, query)
    hits = found[::-1] if latest_first else found
    hits = hits[:limit]
    layout(name)(timeline, grouped(timeline, hits, by_checked, query), run.out, run.look)
    run.out.flush()
    run.note(summary(hits, len(found), unicode=run.look.unicode))
    if not found and exit_code:
        raise typer.Exit(ExitCode.NOTHING_FOUND)


def summary(hits: list[Hit], found: int, *, unicode: bool) -> str:
    """The closing line: how many events of which status, and how many lie only possibly in the time asked for."""
    if not hits:
        return "no event matches"
    counts = Counter(hit.event.status for hit in hits)
    statuses = ", ".join(
        f"{counts[status]} {GLYPHS[status] + ' ' if unicode else ''}{status.value}"
        for status in Status
        if counts[status]
    )
    shown = f"{counted(len(hits), 'event')}" + (f" of {found}" if len(hits) < found else "")
    possible = sum(not hit.certain for hit in hits)
    return f"{shown}: {statuses}" + (f"; {possible} marked ?, only possibly in that time" if possible else "")
