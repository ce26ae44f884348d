"""`mmru sectors`."""

from __future__ import annotations

from typing import Annotated

from mmru_timeline.cli.completion import complete_from_table, optional_argument
from mmru_timeline.cli.listing import AsJson, Count, Limit, list_terms
from mmru_timeline.cli.run import ExitCode, Run
from mmru_timeline.query.query import Query

EXAMPLES = {
    "mmru sectors": "the sectors as a tree, with counts and years",
    "mmru sectors energy": "one sector: its parts, and who is active in it",
}


def sectors(
    run: Run,
    query: Query,
    name: Annotated[
        str | None,
        optional_argument("NAME", "One sector, by any of its names.", complete_from_table("sectors")),
    ] = None,
    limit: Limit = None,
    count: Count = False,
    as_json: AsJson = False,
) -> ExitCode:
    """List the sectors, or show one in full."""
    return list_terms(run, query, "sector", name, limit, count=count, as_json=as_json)
