"""What commands that print rows share: the options for how many and in which form, and how they are printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, TypeVar

import typer

from mmru_timeline.cli.run import ExitCode, Run
from mmru_timeline.errors import UsageError
from mmru_timeline.query.grouping import group_of, terms_of
from mmru_timeline.query.matching import Selection
from mmru_timeline.query.query import Query
from mmru_timeline.text import counted

if TYPE_CHECKING:
    from mmru_timeline.query.facets import FacetName
    from mmru_timeline.records.timeline import Timeline

T = TypeVar("T")

OUTPUT = "Output"
Limit: TypeAlias = Annotated[
    int | None,
    typer.Option("--limit", metavar="N", min=1, help="Show at most N.", rich_help_panel=OUTPUT, show_default=False),
]
LatestFirst: TypeAlias = Annotated[bool, typer.Option("--latest-first", help="Newest first.", rich_help_panel=OUTPUT)]
Count: TypeAlias = Annotated[
    bool, typer.Option("--count", help="Print only how many there are.", rich_help_panel=OUTPUT)
]
AsJson: TypeAlias = Annotated[bool, typer.Option("--json", help="Print JSON.", rich_help_panel=OUTPUT)]


def cut(rows: Sequence[T], limit: int | None, *, latest_first: bool = False) -> list[T]:
    """At most `limit` rows, in the order asked for."""
    return list(rows[::-1] if latest_first else rows)[:limit]


def part_of(shown: int, found: int, noun: str) -> str:
    """How many there are, and how many of them are shown: "3 actors", "3 of 12 actors"."""
    return counted(shown, noun) if shown == found else f"{shown} of {counted(found, noun)}"


def print_count(run: Run, number: int, *, as_json: bool = False) -> ExitCode:
    """Print how many there are, for --count; how the run ends. Raises UsageError if JSON is asked for as well."""
    if as_json:
        raise UsageError("--count cannot be combined with --json", "use one of them")
    print(number, file=run.out)
    return ExitCode.FINE if number else ExitCode.NOTHING_FOUND


def print_rows(
    run: Run,
    log: Timeline,
    command: str,
    tables: Sequence[Sequence[Any]],
    view: Callable[[], None],
    *,
    as_json: bool,
    lines: bool | None = None,
) -> None:
    """Print the rows of a command's tables as JSON, those of the first that has any as lines, or a view for people.

    `lines` is whether to print lines; by default, if programs read them.
    """
    if lines is None:
        lines = not run.for_people
    if not as_json and not lines:
        view()
        return
    from mmru_timeline.exports.tables import TABLES, write_lines, write_tables

    named = {name: (table, rows) for (name, table), rows in zip(TABLES[command].items(), tables, strict=True)}
    if as_json:
        write_tables(log, named, run.out)
        return
    for table, rows in named.values():
        if rows:
            write_lines(table, log, rows, run.out)
            return


def list_terms(
    run: Run, query: Query, by: FacetName, name: str | None, limit: int | None, *, count: bool, as_json: bool
) -> ExitCode:
    """Print the terms of a facet, or one of them in full; how the run ends."""
    from mmru_timeline.query.facets import FACETS
    from mmru_timeline.views.vocabularies import print_term, print_terms

    log = run.log()
    selection = Selection(log, query)
    hits = selection.hits
    if name is not None:
        groups = [group_of(log, hits, by, FACETS[by].vocabulary_of(log).resolve(name))]
    else:
        found = terms_of(log, hits, by, query)
        groups = found[:limit]
    if count:
        return print_count(run, len(groups) if name is None else len(groups[0].hits), as_json=as_json)

    def view() -> None:
        if name is None:
            print_terms(run.page(), log, by, groups)
        else:
            print_term(run.page(100), log, by, groups[0], filtered=query != Query())

    print_rows(run, log, f"{by}s", [groups], view, as_json=as_json, lines=None if name is None else False)
    if not hits:
        return run.nothing_found(selection)
    if name is None:
        run.note(part_of(len(groups), len(found), by))
    return ExitCode.FINE
