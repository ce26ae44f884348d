"""The options that commands share, the global ones and the filters, and how a command ends."""

from __future__ import annotations

import functools
import inspect
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Annotated, Any

import typer

from mmru_timeline.cli.completing import Completer, complete_by, complete_from
from mmru_timeline.cli.run import ExitCode, Misuse, Run, choose
from mmru_timeline.reading.log import MAX_SIZE
from mmru_timeline.records.model import Status

_WHICH = "Which events"
_TIME = "Which time"
_GLOBAL = "For every command"

AROUND = 30
"""Days on either side of --around unless --days tells."""

COLORS = ("auto", "always", "never")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """The filters as they were typed."""

    words: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    demand: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    on: str | None = None
    last: str | None = None
    around: str | None = None
    days: int | None = None
    known_by: str | None = None
    surely_dated: bool = False
    milestones: bool = False
    no_parts: bool = False


def _terms(flag: str, metavar: str, text: str, values: Completer | None = None) -> Any:
    option = typer.Option(
        flag, metavar=metavar, help=text, rich_help_panel=_WHICH, show_default=False, autocompletion=values
    )
    return Annotated[list[str] | None, option]


def _switch(flag: str, text: str, panel: str = _WHICH) -> Any:
    return Annotated[bool, typer.Option(flag, help=text, rich_help_panel=panel)]


def _date(flag: str, metavar: str, text: str, values: Completer | None = None) -> Any:
    return Annotated[
        str | None,
        typer.Option(
            flag, metavar=metavar, help=text, rich_help_panel=_TIME, show_default=False, autocompletion=values
        ),
    ]


_FILTER_OPTIONS: Mapping[str, Any] = {
    "words": Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WORDS]...", help="Words that the event must hold; 'two words' hold together.", show_default=False
        ),
    ],
    "sector": _terms("--sector", "SECTOR", "Of this sector or a narrower one.", complete_by("sectors")),
    "actor": _terms("--actor", "ACTOR", "With this actor, or one that is part of it.", complete_by("actors")),
    "kind": _terms("--kind", "KIND", "Of this kind: visit, meeting, agreement …", complete_by("kinds")),
    "status": _terms("--status", "STATUS", "fact, claim, planned or disputed.", complete_from(Status)),
    "place": _terms("--place", "PLACE", "At this place."),
    "source": _terms("--source", "SOURCE", "Resting on this source or publisher.", complete_by("publishers")),
    "demand": _terms(
        "--with", "TERM", "With this sector or actor; each one given must be there.", complete_by("terms")
    ),
    "exclude": _terms("--without", "TERM", "Without this sector or actor.", complete_by("terms")),
    "milestones": _switch("--milestones", "The short chronology only."),
    "no_parts": _switch("--no-parts", "Without the parts of larger events."),
    "since": _date("--since", "DATE", "From the first day of this date on: 2023, 'Feb 2023', 2023-Q1 …"),
    "until": _date("--until", "DATE", "Up to the last day of this date."),
    "on": _date("--on", "DATE", "Some time in this date."),
    "last": _date("--last", "SPAN", "The last 90d, 6w, 18m or 2y of the log's scope."),
    "around": _date("--around", "ID", "Around this event.", complete_by("events")),
    "days": Annotated[
        int | None,
        typer.Option(
            "--days",
            metavar="N",
            min=0,
            help=f"So many days before and after it; {AROUND} unless told.",
            rich_help_panel=_TIME,
            show_default=False,
        ),
    ],
    "known_by": _date("--known-by", "DATE", "Only what was in print by the end of this date."),
    "surely_dated": _switch("--surely-dated", "Only what certainly is of that time.", _TIME),
}

_GLOBAL_OPTIONS: Mapping[str, tuple[Any, Any]] = {
    "timeline": (
        Annotated[
            str | None,
            typer.Option(
                "--timeline",
                metavar="FILE",
                help="Another log; - is standard input.",
                rich_help_panel=_GLOBAL,
                show_default=False,
            ),
        ],
        None,
    ),
    "color": (
        Annotated[
            str | None,
            typer.Option(
                "--color",
                autocompletion=complete_from(COLORS),
                metavar="|".join(COLORS),
                help="Colour or not.",
                rich_help_panel=_GLOBAL,
                show_default=False,
            ),
        ],
        None,
    ),
    "no_pager": (
        Annotated[bool, typer.Option("--no-pager", help="Never through a pager.", rich_help_panel=_GLOBAL)],
        False,
    ),
    "max_size": (
        Annotated[
            int | None,
            typer.Option(
                "--max-size",
                metavar="MIB",
                min=1,
                max=65_536,
                help=f"Read larger logs than {MAX_SIZE} MiB.",
                rich_help_panel=_GLOBAL,
                show_default=False,
            ),
        ],
        None,
    ),
}


def global_parameters() -> list[inspect.Parameter]:
    """The parameters of the global options, for a command's signature."""
    return [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
        for name, (annotation, default) in _GLOBAL_OPTIONS.items()
    ]


def _filter_parameters() -> list[inspect.Parameter]:
    return [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=False if name in ("surely_dated", "milestones", "no_parts") else None,
            annotation=annotation,
        )
        for name, annotation in _FILTER_OPTIONS.items()
    ]


def run_of(context: typer.Context, given: Mapping[str, Any]) -> Run:
    """The run that global options make, those after the command winning over those before it."""
    before: Run = context.obj if isinstance(context.obj, Run) else Run()
    named = {name: value for name, value in given.items() if value is not None and name != "no_pager"}
    return replace(before, pager=before.pager and not given["no_pager"], **named)


def as_command(function: Callable[..., None]) -> Callable[..., None]:
    """A function of (run, [filters,] options) as typer wants it: shared options declared, endings handled."""
    signature = inspect.signature(function, eval_str=True)
    own = [parameter for name, parameter in signature.parameters.items() if name not in ("run", "filters")]
    filtered = "filters" in signature.parameters
    context = inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)
    keyword_only = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own]
    parameters = [context, *keyword_only, *(_filter_parameters() if filtered else []), *global_parameters()]

    @functools.wraps(function)
    def command(**given: Any) -> None:
        shared = {name: given.pop(name) for name in _GLOBAL_OPTIONS}
        with endings(run := run_of(given.pop("context"), shared)):
            choose("--color", run.color, COLORS)
            if filtered:
                typed = {each.name: given.pop(each.name) for each in fields(Filters)}
                kept: dict[str, Any] = {
                    name: tuple(value) if isinstance(value, list) else value
                    for name, value in typed.items()
                    if value is not None
                }
                given["filters"] = Filters(**kept)
            function(run, **given)

    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    del command.__wrapped__
    return command


class endings:  # noqa: N801
    """What was held is put out; misuse becomes a message and exit 2; a closed pipe ends quietly."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        try:
            if isinstance(error, BrokenPipeError):
                raise error
            if isinstance(error, Misuse):
                self._run.note(f"mmru: {error}" + (f"\n      {error.hint}" if error.hint else ""))
            self._run.finish()
        except BrokenPipeError:
            # What is left in the buffer would raise once more when Python closes the stream.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(ExitCode.FINE) from None
        if isinstance(error, Misuse):
            raise typer.Exit(ExitCode.MISUSE) from None
