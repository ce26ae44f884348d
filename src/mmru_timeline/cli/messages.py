"""Errors as messages: one style for those of the program, of the log and of the command line."""

from __future__ import annotations

import ast
import re
import sys
from typing import Any

import typer

from mmru_timeline.cli.run import ExitCode, Run
from mmru_timeline.cli.terminal import look_of
from mmru_timeline.errors import MmruError, UsageError
from mmru_timeline.text import either, escaped, nearest, shorten


def report_error(error: MmruError, run: Run) -> ExitCode:
    """Print an error with its hint; of a log with errors, its diagnostics."""
    from mmru_timeline.reading.log import LogError

    if not isinstance(error, LogError):
        return _print(error.message, error.hint)
    from mmru_timeline.views.diagnostics import count_line, report

    checked = error.checked
    texts = {checked.name: checked.text}
    # What is wrong comes first; the warnings are only counted.
    for line in report(checked.errors, texts, "text", look_of(sys.stderr, run.color)):
        print(line, file=sys.stderr)
    print(f"mmru: the log has errors: {count_line(checked.diagnostics)}", file=sys.stderr)
    return ExitCode.LOG_HAS_ERRORS


def click_errors() -> type[Exception]:
    """The base class of typer's own errors, which typer does not export; it exports one of its subclasses."""
    base: type[Exception] = typer.BadParameter.__mro__[2]
    return base


def report_click_error(error: Any, command: str) -> ExitCode:
    """Print an error that typer found in the arguments of a command, in the style of the others."""
    from mmru_timeline.cli.main import COMMANDS

    context = getattr(error, "ctx", None)
    usage = f"{context.command_path if context else f'mmru {command}' if command in COMMANDS else 'mmru'} --help"
    parameter: Any = getattr(error, "param", None)
    text = error.format_message().rstrip(".")
    match type(error).__name__:
        case "NoSuchOption":
            near = _near_options(error.option_name, context)
            hint = f"did you mean {either(near)}?" if near else f"'{usage}' lists the options"
            return _print(f"unknown option '{shorten(error.option_name)}'", hint)
        case "BadOptionUsage" if "does not take a value" in text:
            return _print(f"{error.option_name} does not take a value", f"write {error.option_name} on its own")
        case "BadOptionUsage":
            return _print(f"{error.option_name} needs a value", f"see '{usage}'")
        case "MissingParameter":
            return _print(f"missing {parameter.make_metavar(context).rstrip('.')}", f"see '{usage}'")
        case "BadParameter":
            return _print_bad_value(parameter.opts[0], parameter.type, str(error.message).rstrip("."))
        case _ if text.startswith("No such command"):
            wrong = unknown_command(_quoted(text))
            return _print(wrong.message, wrong.hint)
        case _ if "unexpected extra argument" in text:
            extra = text.partition(") (")[2].removesuffix(")")
            return _print(f"too many arguments: {shorten(extra)}", f"see '{usage}'")
        case _:
            return _print(text[:1].lower() + text[1:], f"see '{usage}'")


def unknown_command(name: str) -> UsageError:
    """The error for a command that does not exist."""
    from mmru_timeline.cli.main import COMMANDS

    near = nearest(name.lower(), COMMANDS)
    hint = f"did you mean {either(near)}?" if near else "'mmru' lists the commands"
    return UsageError(f"unknown command '{shorten(name)}'", hint)


def _print_bad_value(option: str, kind: Any, problem: str) -> ExitCode:
    """Print why the value of an option is wrong: not one of its choices, not a number, or too small."""
    if choices := list(getattr(kind, "choices", ())):
        typed = _quoted(problem)
        near = nearest(typed, choices)
        hint = f"did you mean {either(near)}?" if near else f"write one of {', '.join(choices)}"
        return _print(f"{option}: unknown value '{shorten(typed)}'", hint)
    least = getattr(kind, "min", None)
    hint = f"write {least} or more" if least is not None else "write a number such as 7"
    number, out_of_range, _ = problem.partition(" is not in the range ")
    if out_of_range:
        return _print(f"{option}: {shorten(number)} is too small", hint)
    return _print(f"{option}: '{shorten(_quoted(problem))}' is not a whole number", hint)


def _quoted(text: str) -> str:
    """The value that a message of typer quotes, as it was typed."""
    literal = re.search(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\"""", text)
    return str(ast.literal_eval(literal[0])) if literal else text


def _near_options(typed: str, context: Any) -> list[str]:
    """The options that begin with what was typed, or else the most similar one."""
    options = [option for each in context.command.params for option in each.opts if option.startswith("--")]
    return [option for option in options if option.startswith(typed)] or nearest(typed, options)


def _print(message: str, hint: str) -> ExitCode:
    print(f"mmru: {escaped(message)}" + (f"\n      {escaped(hint)}" if hint else ""), file=sys.stderr)
    return ExitCode.MISUSE
