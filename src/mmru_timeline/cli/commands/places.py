"""`mmru places`."""

from __future__ import annotations

from typing import Annotated

from mmru_timeline.cli.completion import complete_from_table, optional_argument
from mmru_timeline.cli.listing import AsJson, Count, Limit, list_terms
from mmru_timeline.cli.run import ExitCode, Run
from mmru_timeline.query.query import Query

EXAMPLES = {
    "mmru places": "the places as a tree, with counts and years",
    "mmru places Rangoon": "one place, by any of its names, with its events",
}


def places(
    run: Run,
    query: Query,
    name: Annotated[
        str | None,
        optional_argument("NAME", "One place, by any of its names.", complete_from_table("places")),
    ] = None,
    limit: Limit = None,
    count: Count = False,
    as_json: AsJson = False,
) -> ExitCode:
    """List the places, or show one in full."""
    return list_terms(run, query, "place", name, limit, count=count, as_json=as_json)
