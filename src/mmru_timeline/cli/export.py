"""`mmru export`."""

from __future__ import annotations

import io
import sys
from typing import Annotated

import typer

from mmru_timeline.cli.asking import query_of
from mmru_timeline.cli.completing import complete_from
from mmru_timeline.cli.options import Filters
from mmru_timeline.cli.output import write_file
from mmru_timeline.cli.run import Misuse, Run, choose
from mmru_timeline.exports import EXPORTS, ExportOptions
from mmru_timeline.query.matching import select
from mmru_timeline.reading.diagnostics import counted

_OUT = "Where and how"


def export(
    run: Run,
    filters: Filters,
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
            help="Write to a file, whole or not at all.",
            rich_help_panel=_OUT,
            show_default=False,
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace an existing file.", rich_help_panel=_OUT)] = False,
    columns: Annotated[
        str | None,
        typer.Option(
            "--columns",
            metavar="A,B",
            help="csv: these columns, in this order.",
            rich_help_panel=_OUT,
            show_default=False,
        ),
    ] = None,
    raw: Annotated[
        bool,
        typer.Option("--raw", help="csv: leave cells as they are that a spreadsheet would run.", rich_help_panel=_OUT),
    ] = False,
    bom: Annotated[
        bool, typer.Option("--bom", help="csv: CRLF and a byte order mark, for Excel.", rich_help_panel=_OUT)
    ] = False,
) -> None:
    """Write events for other programs; columns and keys are stable, bytes the same from run to run."""
    chosen = EXPORTS[choose("format", form, EXPORTS)]
    options = ExportOptions(columns=_columns(columns), raw=raw, bom=bom)
    for name in ("columns", "raw", "bom"):
        if getattr(options, name) and name not in chosen.options:
            raise Misuse(f"--{name} says nothing to {form}", "leave it out")
    if force and output in (None, "-"):
        raise Misuse("--force is for --output", "name a file, or leave it out")
    timeline = run.log()
    hits = select(timeline, query_of(filters, timeline))
    stream = io.StringIO(newline="")
    chosen.write(timeline, hits, stream, options)
    data = stream.getvalue().encode()
    if output in (None, "-"):
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        assert output is not None
        write_file(output, data, force=force, instead="give another name, or --force to replace it")
    if not hits:
        run.note("no event matches")
    elif output not in (None, "-"):
        run.note(f"{counted(len(hits), 'event')} in {output}")


def _columns(text: str | None) -> tuple[str, ...]:
    if text is None:
        return ()
    from mmru_timeline.exports.csv import COLUMNS

    names = tuple(name.strip() for name in text.split(",") if name.strip())
    if not names:
        raise Misuse("--columns names no column", f"the columns are {', '.join(COLUMNS)}")
    for name in names:
        if name not in COLUMNS:
            choose("--columns", name, COLUMNS)
    return names
