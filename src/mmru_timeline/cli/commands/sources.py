"""`mmru sources`."""

from __future__ import annotations

from typing import Annotated

from mmru_timeline.cli.completion import complete_from_table, optional_argument
from mmru_timeline.cli.listing import AsJson, Count, Limit, part_of, print_count, print_rows
from mmru_timeline.cli.run import ExitCode, Run
from mmru_timeline.query.grouping import cited, group_of, terms_of
from mmru_timeline.query.matching import Selection
from mmru_timeline.query.query import Query
from mmru_timeline.records.timeline import Timeline
from mmru_timeline.text import counted

EXAMPLES = {
    "mmru sources --sector arms": "who publishes about arms, the most cited first",
    "mmru sources tass": "one publisher with all its sources",
}


def sources(
    run: Run,
    query: Query,
    name: Annotated[
        str | None,
        optional_argument("NAME", "A publisher, or the id of a source.", complete_from_table("publishers")),
    ] = None,
    limit: Limit = None,
    count: Count = False,
    as_json: AsJson = False,
) -> ExitCode:
    """List the publishers, or show one publisher or source in full."""
    from mmru_timeline.views.vocabularies import print_publisher, print_source, print_terms

    log = run.log()
    selection = Selection(log, query)
    hits = selection.hits
    term = None if name is None else _resolve(log, name)
    if term is None:
        found = terms_of(log, hits, "publisher", query)
        groups = found[:limit]
        listed = [each for each in cited(log.sources.values(), hits) if each.hits]
    elif term in log.sources:
        groups = []
        listed = cited([log.sources[term]], hits)
    else:
        groups = [group_of(log, hits, "publisher", term)]
        # Filters choose among the sources as well; without them, those that no event cites are listed too.
        listed = [each for each in cited(log.sources_of(term), hits) if each.hits or query == Query()]
    if count:
        return print_count(run, len(groups) if term is None else len(listed), as_json=as_json)

    def view() -> None:
        if term is None:
            print_terms(run.page(), log, "publisher", groups)
        elif groups:
            print_publisher(run.page(), log, groups[0], listed)
        else:
            print_source(run.page(), log, listed[0])

    print_rows(run, log, "sources", [groups, listed], view, as_json=as_json, lines=None if term is None else False)
    if not hits:
        return run.nothing_found(selection)
    if term is None:
        run.note(f"{part_of(len(groups), len(found), 'publisher')}, {counted(len(listed), 'source')} in all")
    return ExitCode.FINE


def _resolve(log: Timeline, name: str) -> str:
    """The id of a publisher or source, of which the beginning is enough, as for events."""
    found = log.publishers_and_sources.exact(name)
    if found is not None:
        return found
    # The whole name of a publisher comes first.
    begun = [source_id for source_id in log.sources if source_id.startswith(name)]
    return begun[0] if len(begun) == 1 else log.publishers_and_sources.resolve(name)
