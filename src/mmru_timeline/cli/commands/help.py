"""`mmru help`."""

from __future__ import annotations

import inspect
from importlib import import_module
from typing import Annotated

from mmru_timeline.cli.completion import complete_from, optional_argument
from mmru_timeline.cli.main import ABOUT, COMMANDS, program
from mmru_timeline.cli.messages import unknown_command
from mmru_timeline.cli.run import Run
from mmru_timeline.views.page import STRONG, Page

EXAMPLES = {"mmru help events": "explain one command"}


def help(  # noqa: A001
    run: Run,
    command: Annotated[
        str | None,
        optional_argument("COMMAND", "The command to explain.", complete_from(COMMANDS)),
    ] = None,
) -> None:
    """Explain a command, or list them all."""
    if command is None:
        print_overview(run.page(80))
    else:
        if command not in COMMANDS:
            raise unknown_command(command)
        program([command])([command, "--help"], prog_name="mmru", standalone_mode=False)


def print_overview(page: Page) -> None:
    """The commands on one screen of 24 lines."""
    page.paragraph(ABOUT)
    page.line()
    width = max(len(name) for name in COMMANDS)
    for name in COMMANDS:
        function = getattr(import_module(f"mmru_timeline.cli.commands.{name}"), name)
        first = (inspect.getdoc(function) or "").partition("\n")[0]
        page.line(page.text("  ", (name.ljust(width), STRONG), f"  {first}"))
    page.line()
    page.line("'mmru help COMMAND' explains a command; 'mmru --help' lists the global options.")
