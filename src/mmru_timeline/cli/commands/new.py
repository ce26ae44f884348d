"""`mmru new`."""

from __future__ import annotations

import shlex
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from mmru_timeline.cli.output import write_file
from mmru_timeline.cli.run import Run
from mmru_timeline.errors import UsageError

_SCHEMA = "timeline.schema.json"
"""The file that the first line of a new log names for editors."""

EXAMPLES = {"mmru new mine.yaml": "start a log with three example events"}


def new(
    run: Run, file: Annotated[str, typer.Argument(metavar="FILE", help="The file to create; it must not exist.")]
) -> None:
    """Start a log of your own from a small, valid file with comments."""
    if file == "-":
        raise UsageError("a new log needs a file", "give a file name, such as mine.yaml")
    write_file(file, files("mmru_timeline").joinpath("new_log.yaml").read_bytes(), force=False)
    run.note(f"{file}: a log with three example events; replace them with your own")
    run.note(f"  mmru --timeline {shlex.quote(file)} events")
    run.note(f"  mmru schema > {shlex.quote(str(Path(file).with_name(_SCHEMA)))}  # for completion in editors")
