"""`mmru new`."""

from __future__ import annotations

import shlex
from importlib.resources import files
from typing import Annotated

import typer

from mmru_timeline.cli.output import write_file
from mmru_timeline.cli.run import Misuse, Run


def new(
    run: Run, file: Annotated[str, typer.Argument(metavar="FILE", help="The log to begin; never an existing file.")]
) -> None:
    """Begin a log of your own: a small commented file that validates."""
    if file == "-":
        raise Misuse("a new log needs a file", "name one, such as mine.yaml")
    data = files("mmru_timeline").joinpath("new_log.yaml").read_bytes()
    write_file(file, data, force=False)
    shown = shlex.quote(file)
    run.note(f"{file}: a log with three events, to be replaced by your own\n  mmru --timeline {shown} events")
