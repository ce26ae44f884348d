"""`mmru export`."""

from __future__ import annotations

import io
import sys
from dataclasses import fields
from typing import Annotated

import typer

from mmru_timeline.cli.completion import complete_from
from mmru_timeline.cli.listing import OUTPUT, Count, LatestFirst, Limit, cut, print_count
from mmru_timeline.cli.output import write_file
from mmru_timeline.cli.run import ExitCode, Run
from mmru_timeline.errors import UsageError
from mmru_timeline.exports.csv import COLUMNS
from mmru_timeline.exports.options import ExportOptions
from mmru_timeline.exports.registry import EXPORTS
from mmru_timeline.query.matching import Selection
from mmru_timeline.query.query import Query
from mmru_timeline.records.vocabulary import choose
from mmru_timeline.text import counted

EXAMPLES = {
    "mmru export csv --sector energy --columns date,title": "two columns of the energy timeline",
    "mmru export json -o events.json": "everything, into a file",
}


def _formats_with(option: str) -> str:
    """The names of the formats to which an option applies."""
    return ", ".join(name for name, each in EXPORTS.items() if option in each.options)


def export(
    run: Run,
    query: Query,
    form: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            autocompletion=complete_from(EXPORTS),
            help="; ".join(f"{name}: {each.help}" for name, each in EXPORTS.items()),
        ),
    ],
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write to a file (atomically).",
            rich_help_panel=OUTPUT,
            show_default=False,
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace an existing file.", rich_help_panel=OUTPUT)] = False,
    columns: Annotated[
        str | None,
        typer.Option(
            "--columns",
            metavar="A,B,...",
            help=f"{_formats_with('columns')}: only these columns, in this order. They are {', '.join(COLUMNS)}.",
            rich_help_panel=OUTPUT,
            show_default=False,
        ),
    ] = None,
    raw: Annotated[
        bool,
        typer.Option(
            "--raw",
            help=f"{_formats_with('raw')}: do not escape cells that a spreadsheet might run as formulas.",
            rich_help_panel=OUTPUT,
        ),
    ] = False,
    bom: Annotated[
        bool,
        typer.Option(
            "--bom", help=f"{_formats_with('bom')}: CRLF and a byte order mark, for Excel.", rich_help_panel=OUTPUT
        ),
    ] = False,
    limit: Limit = None,
    latest_first: LatestFirst = False,
    count: Count = False,
) -> ExitCode:
    """Write events for other programs, with stable columns and keys."""
    chosen = EXPORTS[choose(form, EXPORTS, "format")]
    options = ExportOptions(columns=_split(columns), raw=raw, bom=bom)
    for name in (each.name for each in fields(ExportOptions)):
        if getattr(options, name) and name not in chosen.options:
            raise UsageError(f"--{name} does not apply to {form}", "leave it out")
    path = None if output == "-" else output
    if force and path is None:
        raise UsageError("--force needs --output", "give a file name with --output, or leave out --force")
    log = run.log()
    selection = Selection(log, query)
    found = selection.hits
    hits = cut(found, limit, latest_first=latest_first)
    if count:
        return print_count(run, len(hits))
    stream = io.StringIO(newline="")
    chosen.write(log, hits, stream, options)
    data = stream.getvalue().encode()
    if path is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        write_file(path, data, force=force, instead="choose another name, or use --force to replace it")
    if not found:
        return run.nothing_found(selection)
    if path is not None:
        run.note(f"{counted(len(hits), 'event')} in {path}")
    return ExitCode.FINE


def _split(columns: str | None) -> tuple[str, ...]:
    if columns is None:
        return ()
    names = tuple(name.strip() for name in columns.split(",") if name.strip())
    if not names:
        raise UsageError("--columns does not name any column", f"the columns are {', '.join(COLUMNS)}")
    return names
