"""`mmru validate`."""

from __future__ import annotations

import textwrap
from dataclasses import replace
from typing import Annotated

import typer

from mmru_timeline.cli.completing import complete_from
from mmru_timeline.cli.run import ExitCode, Misuse, Run, choose
from mmru_timeline.reading.codes import CODES
from mmru_timeline.reading.diagnostics import Severity, counted
from mmru_timeline.records.vocabulary import nearest
from mmru_timeline.views.diagnostics import REPORTS, count_line, report


def validate(
    run: Run,
    file: Annotated[
        str | None, typer.Argument(metavar="[FILE]", help="The log; - is standard input.", show_default=False)
    ] = None,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="|".join(REPORTS),
            autocompletion=complete_from(REPORTS),
            help="For people, editors, programs or GitHub Actions.",
        ),
    ] = "text",
    strict: Annotated[bool, typer.Option("--strict", help="Count warnings as errors.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Print all diagnostics, not only the first 100.")] = False,
    explain: Annotated[
        str | None,
        typer.Option(
            "--explain",
            metavar="CODE",
            autocompletion=complete_from(CODES),
            help="Tell what a code means and how to mend it.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Hold the log against every rule and print all that is wrong in one run."""
    if explain is not None:
        _explain(explain)
        return
    choose("--format", form, REPORTS)
    if file is not None and run.timeline not in (None, file):
        raise Misuse(f"two logs are named, {run.timeline} and {file}", "name one of them")
    verdict = replace(run, timeline=file or run.timeline).examined()
    for line in report(verdict.diagnostics, verdict.text, form, everything=everything, colour=run.look.colour):
        print(line, file=run.out)
    run.out.flush()
    events = "" if verdict.timeline is None else f" in {counted(len(verdict.timeline.events), 'event')}"
    run.note(f"{count_line(verdict.diagnostics)}{events}")
    bad = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    if any(each.severity in bad for each in verdict.diagnostics):
        raise typer.Exit(ExitCode.LOG_HAS_ERRORS)


def _explain(name: str) -> None:
    code = CODES.get(name)
    if code is None:
        near = nearest(name, CODES, 3)
        raise Misuse(
            f"--explain: there is no code {name!r}",
            f"did you mean {' or '.join(near)}?" if near else f"the codes: {', '.join(CODES)}",
        )
    print(f"{code.name} ({code.severity})\n")
    print(textwrap.fill(code.cause, 80))
    print("\nHow to mend it")
    print(textwrap.fill(code.remedy, 80, initial_indent="  ", subsequent_indent="  "))
