"""The program: its commands by name, each imported only when it is called."""

from __future__ import annotations

import gc
import inspect
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import TYPE_CHECKING, Annotated, Any, TextIO

from mmru_timeline import __version__

if TYPE_CHECKING:
    import typer

COMMANDS: Mapping[str, str] = {
    "events": "events",
    "show": "show",
    "thread": "thread",
    "chart": "chart",
    "disputes": "disputes",
    "audit": "audit",
    "sectors": "sectors",
    "actors": "actors",
    "sources": "sources",
    "export": "export",
    "quiz": "quiz",
    "cite": "cite",
    "validate": "validate",
    "new": "new",
    "schema": "schema",
}
"""Commands in the order of help, each with its module in this package; the function is named as the module is."""

_VALUED = ("--timeline", "--color", "--max-size")
_PROGRAM = (
    "A chronology that can be questioned: Myanmar–Russia relations from 2021 to March 2025, or any log of your own."
)
_EPILOG = (
    "Exit codes: 0 fine, also when nothing matches; 1 the log has errors; 2 misuse or an unreadable file; "
    "3 nothing matches, with --exit-code."
)


def main() -> None:
    """Run the program with the arguments of the process."""
    # A run is short: what garbage there is goes with the process, and reading a log makes many small objects.
    gc.disable()
    _open_what_is_closed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    before = _identity(sys.stdout)
    try:
        if sys.argv[1:] == ["--version"]:
            print(f"mmru {__version__}")
            sys.stdout.flush()
        else:
            program(_typed_so_far() or sys.argv[1:])(prog_name="mmru")
    except SystemExit as end:
        # rich points standard output elsewhere and exits 1 when help meets a closed pipe.
        if end.code == 1 and _identity(sys.stdout) != before:
            sys.exit(0)
        raise
    except OSError as error:
        # What is left in the buffer would raise once more when Python closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            sys.exit(0)
        print(f"mmru: the output cannot be written: {error.strerror or error}", file=sys.stderr)
        sys.exit(2)


def _open_what_is_closed() -> None:
    """Give the process the standard streams that it was started without."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115


def _identity(stream: TextIO) -> tuple[int, int] | None:
    """Which file a stream writes to; None where it is none of the system's."""
    try:
        status = os.fstat(stream.fileno())
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino


def program(arguments: Sequence[str]) -> typer.Typer:
    """The program for these arguments: with the one command that they name, or with all for help and completion."""
    import typer

    from mmru_timeline.cli.options import as_command, global_parameters, run_of

    app = typer.Typer(
        name="mmru",
        help=_PROGRAM,
        epilog=_EPILOG,
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )

    def before(context: typer.Context, version: bool = False, **given: Any) -> None:
        if version:
            print(f"mmru {__version__}")
            raise typer.Exit
        context.obj = run_of(context, given)
        if context.invoked_subcommand is None:
            print(context.get_help())

    version_option = Annotated[
        bool, typer.Option("--version", help="Print the version.", rich_help_panel="For every command")
    ]
    parameters = [
        inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context),
        inspect.Parameter("version", inspect.Parameter.KEYWORD_ONLY, default=False, annotation=version_option),
        *global_parameters(),
    ]
    before.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    before.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    app.callback(invoke_without_command=True)(before)
    named = command_in(arguments)
    for name in [named] if named in COMMANDS else COMMANDS:
        function = getattr(import_module(f"mmru_timeline.cli.{COMMANDS[name]}"), COMMANDS[name])
        app.command(name, epilog=_EPILOG)(as_command(function))
    return app


def _typed_so_far() -> list[str]:
    """The words on the shell's line where the program runs to complete them."""
    if "_MMRU_COMPLETE" not in os.environ:
        return []
    return (os.environ.get("COMP_WORDS") or os.environ.get("_TYPER_COMPLETE_ARGS", "")).split()[1:]


def command_in(arguments: Sequence[str]) -> str:
    """The command that the arguments name: the first that is no option and no option's value."""
    rest = iter(arguments)
    for argument in rest:
        if argument in _VALUED:
            next(rest, None)
        elif not argument.startswith("-"):
            return argument
    return ""
