"""`mmru validate`."""

from __future__ import annotations

from typing import Annotated

import typer

from mmru_timeline.cli.completion import complete_from
from mmru_timeline.cli.run import ExitCode, Run
from mmru_timeline.errors import FileError, UsageError
from mmru_timeline.reading.diagnostics import Severity
from mmru_timeline.reading.log import CheckedLog, check
from mmru_timeline.reading.rules import CODES
from mmru_timeline.records.vocabulary import choose
from mmru_timeline.text import counted
from mmru_timeline.views.diagnostics import MOST_SHOWN, ReportFormat, count_line, print_explanation, report

EXAMPLES = {
    "mmru validate mine.yaml": "check a log of your own",
    "mmru validate --explain impossible-date": "what a code means and how to fix it",
}


def validate(
    run: Run,
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE]...",
            help="The logs to check; - is standard input. By default, the bundled one.",
            show_default=False,
        ),
    ] = None,
    form: Annotated[
        ReportFormat,
        typer.Option("--format", help="The output format: for people, editors, programs or GitHub Actions."),
    ] = "text",
    strict: Annotated[bool, typer.Option("--strict", help="Treat warnings as errors.")] = False,
    everything: Annotated[
        bool, typer.Option("--all", help=f"Show all diagnostics, not only the first {MOST_SHOWN}.")
    ] = False,
    explain: Annotated[
        str | None,
        typer.Option(
            "--explain",
            metavar="CODE",
            autocompletion=complete_from(CODES),
            help="Explain a code and how to fix it.",
            show_default=False,
        ),
    ] = None,
) -> ExitCode | None:
    """Check logs against every rule, and show all problems in one run."""
    if explain is not None:
        print_explanation(run.page(100), CODES[choose(explain, CODES, "code")])
        return None
    if files and run.timeline not in (None, *files):
        raise UsageError(f"--timeline names a different log from {files[0]}", "leave out --timeline")
    checked, unreadable = _checked(files or [run.log_path])
    found = [diagnostic for each in checked for diagnostic in each.diagnostics]
    texts = {each.name: each.text for each in checked}
    page = run.page()
    for line in report(found, texts, form, run.look, everything=everything):
        page.stream.write(page.plain(line) + "\n")
    run.out.flush()
    events = sum(len(each.timeline.events) for each in checked if each.timeline)
    sound = all(each.timeline for each in checked)
    named = f" in {counted(len(checked), 'log')}" if len(checked) > 1 else ""
    if checked:
        run.note(count_line(found) + (f" in {counted(events, 'event')}" if sound else "") + named)
    if unreadable:
        # The logs that could be read have been reported; the first that could not decides how the run ends.
        raise unreadable[0]
    bad = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    return ExitCode.LOG_HAS_ERRORS if any(each.severity in bad for each in found) else None


def _checked(paths: list[str] | list[str | None]) -> tuple[list[CheckedLog], list[FileError]]:
    """The logs that can be read, checked, and the errors of those that cannot."""
    checked: list[CheckedLog] = []
    unreadable: list[FileError] = []
    for path in paths:
        try:
            checked.append(check(path))
        except FileError as error:
            unreadable.append(error)
    return checked, unreadable
