"""From functions to commands: the options that commands share are declared by Run and Query."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, fields, replace
from typing import Annotated, Any, get_args, get_type_hints

import typer
from typer.models import ArgumentInfo

from mmru_timeline.cli.completion import complete_from_table
from mmru_timeline.cli.listing import OUTPUT
from mmru_timeline.cli.messages import report_error
from mmru_timeline.cli.run import ExitCode, Run
from mmru_timeline.errors import MmruError, UsageError
from mmru_timeline.query.query import Query, filter_of

_EXIT_CODE = typer.Option("--exit-code", help="Exit with 3 if nothing matches.", rich_help_panel=OUTPUT)


def as_command(function: Callable[..., ExitCode | None]) -> Callable[..., int]:
    """A function of (run, [query,] options) as typer wants it: shared options declared, errors made into messages."""
    signature = inspect.signature(function, eval_str=True)
    own = [parameter for name, parameter in signature.parameters.items() if name not in ("run", "query")]
    takes_query = "query" in signature.parameters
    parameters = [
        inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context),
        *(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own),
        *(_selecting_parameters(with_words=not any(map(_is_optional_argument, own))) if takes_query else ()),
        *global_parameters(),
    ]

    def command(**given: Any) -> int:
        context = given.pop("context")
        run = run_from(context, {each.name: given.pop(each.name) for each in _global_fields()})
        exit_code = given.pop("exit_code", True)
        if takes_query:
            filters = {each.name: given.pop(each.name) for each in fields(Query)}
            given["query"] = Query(**{name: value for name, value in filters.items() if value is not None})
        try:
            _refuse_option_as_value(context)
            code = function(run, **given) or ExitCode.FINE
        except MmruError as error:
            run.finish()
            return report_error(error, run)
        run.finish()
        return ExitCode.FINE if code is ExitCode.NOTHING_FOUND and not exit_code else code

    functools.update_wrapper(command, function)
    return with_parameters(command, parameters)


def _refuse_option_as_value(context: typer.Context) -> None:
    """Raise UsageError if the value of an option is itself an option, because its own value was forgotten."""
    options = {name for parameter in context.command.params for name in parameter.opts if name.startswith("--")}
    for parameter in context.command.params:
        given = context.params.get(parameter.name or "")
        # An argument may look like an option after a double dash.
        if parameter.param_type_name == "option" and not options.isdisjoint(
            given if isinstance(given, tuple | list) else [given]
        ):
            raise UsageError(f"{parameter.opts[0]} needs a value", f"see '{context.command_path} --help'")


def with_parameters(function: Callable[..., Any], parameters: list[inspect.Parameter]) -> Callable[..., Any]:
    """The function with these parameters for typer to read."""
    function.__dict__.pop("__wrapped__", None)
    function.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    function.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return function


def global_parameters() -> Iterator[inspect.Parameter]:
    """The global options as parameters. None means that an option was not given here; it may be before the command."""
    types = get_type_hints(Run)
    for each in _global_fields():
        is_flag = types[each.name] is bool
        kind = bool if is_flag else types[each.name] | None
        yield _parameter(each, Annotated[kind, each.metadata["option"]], False if is_flag else None)


def run_from(context: typer.Context, given: Mapping[str, Any]) -> Run:
    """The run that the global options make; those after the command take precedence over those before it."""
    before: Run = context.obj if isinstance(context.obj, Run) else Run()
    return replace(before, **{name: value for name, value in given.items() if value not in (None, False)})


def _global_fields() -> tuple[Field[Any], ...]:
    return tuple(each for each in fields(Run) if "option" in each.metadata)


def _is_optional_argument(parameter: inspect.Parameter) -> bool:
    is_argument = any(isinstance(each, ArgumentInfo) for each in get_args(parameter.annotation))
    return is_argument and parameter.default is not inspect.Parameter.empty


def _selecting_parameters(*, with_words: bool) -> Iterator[inspect.Parameter]:
    """The filters and --exit-code. The words to search for are arguments `with_words`, or else an option.

    They could not be told apart from an optional argument of the command.
    """
    yield inspect.Parameter(
        "exit_code", inspect.Parameter.KEYWORD_ONLY, default=False, annotation=Annotated[bool, _EXIT_CODE]
    )
    types = get_type_hints(Query)
    for each in fields(Query):
        declared = filter_of(each)
        settings: dict[str, Any] = {"help": declared.help, "show_default": False}
        if declared.metavar:
            settings["metavar"] = declared.metavar
        if declared.completes:
            settings["autocompletion"] = complete_from_table(declared.completes)
        if declared.argument and with_words:
            settings["metavar"] = f"[{declared.metavar}]..."
            yield _parameter(each, Annotated[list[str] | None, typer.Argument(**settings)], None)
            continue
        if types[each.name] == int | None:
            settings["min"] = 0
        option = typer.Option(declared.option, rich_help_panel=declared.panel, **settings)
        # A filter by several words is an option that can be repeated.
        kind = list[str] | None if each.default == () else types[each.name]
        yield _parameter(each, Annotated[kind, option], None if each.default == () else each.default)


def _parameter(each: Field[Any], annotation: Any, default: Any) -> inspect.Parameter:
    assert each.default is not MISSING
    return inspect.Parameter(each.name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
