"""`mmru actors`."""

from __future__ import annotations

from typing import Annotated

from mmru_timeline.cli.completion import complete_from_table, optional_argument
from mmru_timeline.cli.listing import AsJson, Count, Limit, list_terms
from mmru_timeline.cli.run import ExitCode, Run
from mmru_timeline.query.query import Query

EXAMPLES = {
    "mmru actors --sector energy": "who is active in energy, the busiest first",
    "mmru actors rosatom": "one actor: names, offices, and who it appears with",
}


def actors(
    run: Run,
    query: Query,
    name: Annotated[
        str | None,
        optional_argument("NAME", "One actor, by any of its names.", complete_from_table("actors")),
    ] = None,
    limit: Limit = None,
    count: Count = False,
    as_json: AsJson = False,
) -> ExitCode:
    """List the actors, or show one in full.

    With --actor, only those asked for are listed; --with lists all who appear together with one.
    """
    return list_terms(run, query, "actor", name, limit, count=count, as_json=as_json)
