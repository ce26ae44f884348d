"""The program: its commands, each imported only when it is called, and how a run ends."""

from __future__ import annotations

import codecs
import gc
import inspect
import os
import re
import sys
from collections.abc import Sequence
from dataclasses import fields
from importlib import import_module
from io import TextIOWrapper
from typing import TYPE_CHECKING, Annotated, Any, TextIO

from mmru_timeline.version import __version__

if TYPE_CHECKING:
    import typer

COMMANDS = (
    *("events", "show", "thread", "chart", "figures", "disputes", "audit", "sectors", "actors", "places", "sources"),
    *("export", "quiz", "cite", "validate", "new", "schema", "help"),
)
"""The commands in the order of the help. Each is a module of `commands` with a function of the same name."""

ABOUT = "A chronology you can query: Myanmar–Russia relations from 2021 to March 2025, or any log of your own."
EXIT_CODES = (
    "Exit codes: 0 success, even if nothing matches; 1 the log has errors; 2 wrong usage or an unreadable file; "
    "3 nothing matches, with --exit-code."
)

_NARROWEST = 20


def main() -> None:
    """Run the program with the arguments of the process, and exit."""
    # Reading a log makes many small objects that all stay in use: collecting garbage would find none, and take long.
    gc.disable()
    _open_closed_streams()
    _mend_widths()
    codecs.register_error("mmru", _spell_out)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="mmru")
    stdout, file = sys.stdout, _identity(sys.stdout)
    try:
        code = _run(_words_to_complete() or sys.argv[1:])
        sys.stdout.flush()
        sys.exit(code)
    except SystemExit as end:
        # If the output meets a closed pipe, typer replaces sys.stdout, or rich redirects it, and exits with 1.
        if end.code == 1 and (sys.stdout is not stdout or _identity(stdout) != file):
            _discard(stdout)
            sys.exit(0)
        raise
    except OSError as error:
        _discard(stdout)
        if isinstance(error, BrokenPipeError):
            sys.exit(0)
        print(f"mmru: cannot write the output: {error.strerror or error}", file=sys.stderr)
        sys.exit(2)


def _run(arguments: Sequence[str]) -> int:
    """Run the command that the arguments name; the exit code."""
    if arguments in (["--version"], ["-V"]):
        print(f"mmru {__version__}")
        return 0
    from mmru_timeline.cli.messages import click_errors, report_click_error, report_error
    from mmru_timeline.cli.run import Run
    from mmru_timeline.errors import MmruError

    if re.match("--(show|install)-completion[ =].", " ".join(arguments)):
        # typer takes the name of a shell only if it may not find out the current one.
        os.environ["_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION"] = "1"

    try:
        return program(arguments)(prog_name="mmru", standalone_mode=False) or 0
    except MmruError as error:
        # Commands report their own errors: this one concerns the terminal.
        return report_error(error, Run())
    except click_errors() as error:
        return report_click_error(error, command_in(arguments))
    except Exception:
        # A shell that asks for completions may give typer what it does not expect. A traceback would then appear in the
        # middle of what the user is typing.
        if "_MMRU_COMPLETE" in os.environ:
            return 1
        raise


def program(arguments: Sequence[str] = ()) -> typer.Typer:
    """The program for these arguments: with the one command that they name, or with all for help and completion."""
    import typer

    from mmru_timeline.cli.options import as_command, global_parameters, run_from, with_parameters

    app = typer.Typer(
        name="mmru",
        help=ABOUT,
        epilog=EXIT_CODES,
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )

    def before_command(context: typer.Context, version: bool = False, **given: Any) -> None:
        if version:
            print(f"mmru {__version__}")
            raise typer.Exit
        context.obj = run_from(context, given)
        if context.invoked_subcommand is None:
            from mmru_timeline.cli.commands.help import print_overview

            print_overview(context.obj.page(80))
            context.obj.finish()

    version = typer.Option("--version", "-V", help="Print the version.", rich_help_panel="Global options")
    parameters = [
        inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context),
        inspect.Parameter(
            "version", inspect.Parameter.KEYWORD_ONLY, default=False, annotation=Annotated[bool, version]
        ),
        *global_parameters(),
    ]
    app.callback(invoke_without_command=True)(with_parameters(before_command, parameters))
    named = command_in(arguments)
    for name in [named] if named in COMMANDS else COMMANDS:
        module = import_module(f"mmru_timeline.cli.commands.{name}")
        app.command(name, help=help_of(module), epilog=EXIT_CODES)(as_command(getattr(module, name)))
    return app


def help_of(module: Any) -> str:
    """The help of a command: the docstring of its function, and its examples line by line."""
    function = getattr(module, module.__name__.rpartition(".")[2])
    examples = "".join(f"\n{command}\n    {text}" for command, text in module.EXAMPLES.items())
    # \b keeps typer from joining the lines.
    return f"{inspect.getdoc(function)}\n\n\b\nExamples:{examples}"


def command_in(arguments: Sequence[str]) -> str:
    """The command that the arguments name: the first one that is neither an option nor the value of an option."""
    from mmru_timeline.cli.run import Run

    valued = {name for each in fields(Run) if each.type != "bool" for name in each.metadata["names"]}
    rest = iter(arguments)
    for argument in rest:
        if argument in valued:
            next(rest, None)
        elif not argument.startswith("-"):
            return argument
    return ""


def _words_to_complete() -> list[str]:
    """The words on the command line of the shell, if the program runs to complete them."""
    if "_MMRU_COMPLETE" not in os.environ:
        return []
    return (os.environ.get("COMP_WORDS") or os.environ.get("_TYPER_COMPLETE_ARGS", "")).split()[1:]


def _open_closed_streams() -> None:
    """Give the process the standard streams that it was started without."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115


def _mend_widths() -> None:
    """Bring the widths in the environment, which rich and typer use as they are, into a range that makes sense."""
    for name in ("COLUMNS", "TERMINAL_WIDTH"):
        if name in os.environ:
            given = re.fullmatch("0*([1-9][0-9]{0,3})", os.environ.pop(name), re.ASCII)
            if given:
                os.environ[name] = str(max(int(given[1]), _NARROWEST))


def _spell_out(error: UnicodeError) -> tuple[str, int]:
    """Spell in ASCII what a stream cannot encode, such as a dash or an accent, or else print a question mark."""
    from mmru_timeline.cli.terminal import in_ascii

    assert isinstance(error, UnicodeEncodeError)
    return in_ascii(error.object[error.start : error.end]), error.end


def _discard(stream: TextIO) -> None:
    """Throw away what is left in the buffer; writing it would fail again when Python closes the stream."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _identity(stream: TextIO) -> tuple[int, int] | None:
    """Which file a stream writes to; None if it is not a file of the system."""
    try:
        status = os.fstat(stream.fileno())
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino
