"""One run of a command: its global options, its streams, and the log."""

from __future__ import annotations

import io
import os
import shlex
import stat
import sys
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, TextIO

import typer

from mmru_timeline.cli.terminal import ColorMode, look_of
from mmru_timeline.text import counted, escaped
from mmru_timeline.views import Look

if TYPE_CHECKING:
    from mmru_timeline.query.matching import Selection
    from mmru_timeline.reading.log import CheckedLog
    from mmru_timeline.records.timeline import Timeline
    from mmru_timeline.views.page import Page


class ExitCode(IntEnum):
    """How a run ends. NOTHING_FOUND, from a command that selects events, is an exit code only with --exit-code."""

    FINE = 0
    LOG_HAS_ERRORS = 1
    MISUSE = 2
    NOTHING_FOUND = 3


def _global_option(default: Any, *names: str, **settings: Any) -> Any:
    option = typer.Option(*names, rich_help_panel="Global options", **settings)
    return field(default=default, metadata={"option": option, "names": names})


@dataclass(frozen=True)
class Run:
    """What every command is given: the global options, and what follows from them."""

    timeline: str | None = _global_option(
        None,
        "--timeline",
        metavar="FILE",
        help="Read this log instead of the bundled one; - is standard input.",
        show_default=False,
    )
    color: ColorMode = _global_option("auto", "--color", help="When to use colour.", show_default=False)
    no_pager: bool = _global_option(False, "--no-pager", help="Do not use a pager.")
    quiet: bool = _global_option(False, "--quiet", "-q", help="Print no counts or other notes.")

    @property
    def out(self) -> TextIO:
        """Where results go. At a terminal they are kept until the end, because they may need a pager."""
        return self._kept if self._keeps else sys.stdout

    def page(self, widest: int = sys.maxsize) -> Page:
        """A page to print results on, as wide as the terminal but no wider than `widest`."""
        from mmru_timeline.views.page import Page

        return Page(self.out, self.look, widest)

    def note(self, text: str) -> None:
        """Print something beside the results and after them, such as a count, if a person is there to read it."""
        # A note would get between the lines of a program such as less that shows the results.
        if self.quiet or not sys.stderr.isatty() or _is_pipe(sys.stdout):
            return
        if self._keeps:
            self._notes.append(escaped(text))
        else:
            print(escaped(text), file=sys.stderr)

    def nothing_found(self, selection: Selection) -> ExitCode:
        """Note that no events match, with hints of what could be meant; how the run ends."""
        self.note("no events match" if selection.log.events else "the log has no events")
        for hint in selection.hints():
            self.note(hint)
        return ExitCode.NOTHING_FOUND

    def finish(self) -> None:
        """Print the results that were kept, then the notes."""
        if self._keeps:
            from mmru_timeline.cli.pager import page

            page(self._kept.getvalue())
            for text in self._notes:
                print(text, file=sys.stderr)
        sys.stdout.flush()

    @cached_property
    def _keeps(self) -> bool:
        return self.on_terminal and not self.no_pager

    @cached_property
    def _kept(self) -> io.StringIO:
        return io.StringIO()

    @cached_property
    def _notes(self) -> list[str]:
        return []

    @cached_property
    def look(self) -> Look:
        """What standard output can show."""
        return look_of(sys.stdout, self.color)

    @property
    def for_people(self) -> bool:
        """Whether results are laid out for people; programs get one row per line."""
        return self.on_terminal or self.look.colour

    @property
    def on_terminal(self) -> bool:
        """Whether standard output is a terminal."""
        return sys.stdout.isatty()

    @property
    def log_path(self) -> str | None:
        """The log asked for by --timeline or MMRU_TIMELINE; None for the bundled one."""
        return self.timeline if self.timeline is not None else os.environ.get("MMRU_TIMELINE") or None

    def log(self) -> Timeline:
        """The log; its warnings are counted in a note. Raises MmruError."""
        from mmru_timeline.reading.diagnostics import Severity
        from mmru_timeline.reading.log import check

        checked: CheckedLog = check(self.log_path)
        timeline = checked.require()
        if warnings := sum(each.severity is Severity.WARNING for each in checked.diagnostics):
            command = f"mmru validate {shlex.quote(self.timeline)}" if self.timeline is not None else "mmru validate"
            # shlex may have put single quotes around the name of the log.
            quote = '"' if "'" in command else "'"
            self.note(f"mmru: the log has {counted(warnings, 'warning')}; see {quote}{command}{quote}")
        return timeline


def _is_pipe(stream: TextIO) -> bool:
    try:
        return stat.S_ISFIFO(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):
        return False
