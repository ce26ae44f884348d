"""One run of a command: its streams, what the output can show, the log, and how it ends."""

from __future__ import annotations

import io
import os
import shlex
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING, NoReturn, TextIO

import typer

from mmru_timeline.reading.diagnostics import Severity, counted, shorten
from mmru_timeline.reading.log import MAX_SIZE, UnreadableLog, read_log
from mmru_timeline.records.vocabulary import Term, UnknownTerm, Vocabulary, nearest
from mmru_timeline.views import Look

if TYPE_CHECKING:
    from mmru_timeline.reading.rules import Verdict
    from mmru_timeline.records.model import Event, Timeline


class ExitCode(IntEnum):
    """How a run ends."""

    FINE = 0
    LOG_HAS_ERRORS = 1
    MISUSE = 2
    NOTHING_FOUND = 3


class Misuse(Exception):
    """The command line asks for something that cannot be; `hint` says what to write instead."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True)
class Run:
    """What every command is given: the global options, and what follows from them."""

    timeline: str | None = None
    color: str = "auto"
    max_size: int = MAX_SIZE
    pager: bool = True

    @property
    def out(self) -> TextIO:
        """Where results go; on a terminal they are held until the end, since they may need a pager."""
        return self._held if self._holds else sys.stdout

    def note(self, text: str) -> None:
        """Say something beside the results, after them: counts, hints."""
        if self._holds:
            self._notes.append(text)
        else:
            print(text, file=sys.stderr)

    def finish(self) -> None:
        """Put out what was held."""
        if self._holds:
            from mmru_timeline.cli.pager import page

            page(self._held.getvalue())
            for text in self._notes:
                print(text, file=sys.stderr)
        sys.stdout.flush()

    @cached_property
    def _holds(self) -> bool:
        return self.pager and self.on_terminal

    @cached_property
    def _held(self) -> io.StringIO:
        return io.StringIO()

    @cached_property
    def _notes(self) -> list[str]:
        return []

    @cached_property
    def look(self) -> Look:
        """What standard output can show."""
        return look_of(sys.stdout, self.color)

    @property
    def on_terminal(self) -> bool:
        """Whether a person reads the results as they come."""
        return sys.stdout.isatty()

    def examined(self) -> Verdict:
        """The log's verdict; an unreadable file is misuse."""
        from mmru_timeline.reading.rules import examine

        try:
            log = read_log(self.timeline, self.max_size)
        except UnreadableLog as error:
            raise Misuse(str(error)) from None
        return examine(log.data, log.name)

    def log(self) -> Timeline:
        """The log; one with errors ends the run with its diagnostics, warnings are one line."""
        verdict = self.examined()
        if verdict.timeline is None:
            from mmru_timeline.views.diagnostics import count_line, report

            colour = look_of(sys.stderr, self.color).colour
            for line in report(verdict.diagnostics, verdict.text, "text", everything=False, colour=colour):
                self.note(line)
            self.note(f"mmru: the log has errors and is not shown: {count_line(verdict.diagnostics)}")
            raise typer.Exit(ExitCode.LOG_HAS_ERRORS)
        if warnings := sum(each.severity is Severity.WARNING for each in verdict.diagnostics):
            named = f" {shlex.quote(self.timeline)}" if self.timeline not in (None, "-") else ""
            self.note(f"mmru: the log has {counted(warnings, 'warning')}; see `mmru validate{named}`")
        return verdict.timeline


def look_of(stream: TextIO, color: str) -> Look:
    """What a stream can show, by the option first, then the environment, then the terminal."""
    tty = stream.isatty()
    term = os.environ.get("TERM", "")
    if color in ("always", "never"):
        colour = color == "always"
    elif os.environ.get("NO_COLOR"):
        colour = False
    elif _forced("FORCE_COLOR") or _forced("CLICOLOR_FORCE"):
        colour = True
    else:
        colour = tty and term != "dumb"
    try:
        "●◐○◇–·│".encode(getattr(stream, "encoding", None) or "ascii")
        unicode = True
    except UnicodeEncodeError:
        unicode = False
    width = shutil.get_terminal_size((80, 24)).columns
    return Look(
        width=width,
        colour=colour,
        unicode=unicode,
        links=colour and (_forced("FORCE_HYPERLINK") or (tty and _has_links(term))),
    )


def _forced(name: str) -> bool:
    return os.environ.get(name, "") not in ("", "0")


def _has_links(term: str) -> bool:
    """Whether the terminal is one that is known to understand OSC 8."""
    known = ("KITTY_WINDOW_ID", "WT_SESSION", "KONSOLE_VERSION", "ALACRITTY_WINDOW_ID", "GHOSTTY_RESOURCES_DIR")
    programs = ("iTerm.app", "vscode", "WezTerm", "ghostty", "Hyper", "rio")
    vte = os.environ.get("VTE_VERSION", "")
    return (
        term in ("xterm-kitty", "foot", "alacritty", "xterm-ghostty")
        or os.environ.get("TERM_PROGRAM") in programs
        or any(name in os.environ for name in known)
        or (vte.isdigit() and int(vte) >= 5000)
    )


def choose(option: str, value: str, choices: Iterable[str]) -> str:
    """The value if it is one of the choices; else misuse."""
    listed = list(choices)
    if value in listed:
        return value
    near = next(iter(nearest(value, listed)), "")
    raise Misuse(
        f"{option}: there is no {shorten(value)!r}",
        f"did you mean {near}?" if near else f"write one of {', '.join(listed)}",
    )


def unknown(option: str, error: UnknownTerm, vocabulary: Vocabulary[Term], listing: str) -> NoReturn:
    """End with the candidates or the nearest terms for a text that names no single one."""
    value = shorten(error.text)
    if error.candidates:
        shown = [_named(vocabulary, name) for name in error.candidates[:8]]
        more = f" and {len(error.candidates) - 8} more" if len(error.candidates) > 8 else ""
        raise Misuse(
            f"{option}: {value!r} may mean {len(error.candidates)} things", f"write one of {', '.join(shown)}{more}"
        )
    if error.nearest:
        raise Misuse(
            f"{option}: there is no {value!r}",
            f"did you mean {' or '.join(_named(vocabulary, name) for name in error.nearest)}?",
        )
    raise Misuse(f"{option}: there is no {value!r}", listing)


def _named(vocabulary: Vocabulary[Term], name: str) -> str:
    label = vocabulary.label(name)
    return name if label.casefold() == name else f"{name} ({label})"


def event_named(timeline: Timeline, name: str) -> Event:
    """The event of an id, or of a beginning that only one id has; raises Misuse."""
    wanted = name.strip().lower()
    if wanted in timeline.by_id:
        return timeline.by_id[wanted]
    if wanted in timeline.retired:
        retired = timeline.retired[wanted]
        hint = f"its matter is told by {retired.successor}: mmru show {retired.successor}" if retired.successor else ""
        raise Misuse(f"{wanted} was withdrawn: {retired.reason}", hint)
    found = [event for event in timeline.by_id if event.startswith(wanted)] if wanted else []
    if len(found) == 1:
        return timeline.by_id[found[0]]
    if found:
        more = f" and {len(found) - 8} more" if len(found) > 8 else ""
        raise Misuse(f"{name!r} begins {len(found)} ids", f"write one of {', '.join(found[:8])}{more}")
    near = nearest(wanted, timeline.by_id, 3)
    hint = (
        f"did you mean {' or '.join(near)}?" if near else "`mmru events` prints the ids; `mmru events WORDS` searches"
    )
    raise Misuse(f"there is no event {name!r}", hint)
