"""Every problem in a log is a Diagnostic, whichever module found it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from mmru_timeline.text import nearest

_MAX_SUGGESTIONS = 20


class Severity(StrEnum):
    """An error makes the log unusable; a warning is probably a mistake; a note may be one."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file: line and column counted from 1, and its width in characters."""

    file: str
    line: int
    column: int
    width: int = 1


class Located(Protocol):
    """Anything with a place in the file: a location, or a node."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...
    @property
    def width(self) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One problem: where it is, its code, what is wrong, and what to write instead."""

    location: Location
    code: str
    severity: Severity
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of problem, its severity, and its manual.

    The manual is the cause, followed by the sections "Remedy:", "Fails:" and "Passes:". The last two are pieces of a
    log, from which the tests make whole logs: they add the head of the log, the source `snow`, and `events:` above a
    list of events.
    """

    name: str
    severity: Severity
    manual: str

    def section(self, title: str = "") -> str:
        """One section of the manual: "Remedy", "Fails" or "Passes"; without a title, the cause."""
        found: dict[str, list[str]] = {"": []}
        current = ""
        for line in self.manual.splitlines():
            if line.endswith(":") and line[:-1] in ("Remedy", "Fails", "Passes"):
                current = line[:-1]
                found[current] = []
            else:
                found[current].append(line.removeprefix("    ") if current else line)
        return "\n".join(found.get(title, ())).strip("\n")


def error(manual: str) -> Code:
    """The code of an error; the manual begins with the name of the code and a colon."""
    return _code(Severity.ERROR, manual)


def warning(manual: str) -> Code:
    """The code of a warning; the manual begins with the name of the code and a colon."""
    return _code(Severity.WARNING, manual)


def note(manual: str) -> Code:
    """The code of a note; the manual begins with the name of the code and a colon."""
    return _code(Severity.NOTE, manual)


def _code(severity: Severity, manual: str) -> Code:
    name, _, rest = manual.strip().partition(": ")
    return Code(name, severity, rest)


@dataclass(slots=True)
class Document:
    """A log that is being read: its name and bytes, its text, and the diagnostics found so far."""

    name: str
    data: bytes
    text: str = ""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    _suggestions: int = 0

    @property
    def has_errors(self) -> bool:
        """Whether anything found so far is an error."""
        return any(diagnostic.severity is Severity.ERROR for diagnostic in self.diagnostics)

    def report(self, code: Code, where: Located, message: str, hint: str) -> None:
        """Add a diagnostic."""
        location = Location(self.name, where.line, where.column, where.width or 1)
        self.diagnostics.append(
            Diagnostic(location=location, code=code.name, severity=code.severity, message=message, hint=hint)
        )

    def nearest(self, text: str, choices: Iterable[str]) -> str | None:
        """The most similar choice; None if none is similar.

        Comparing is slow, so it is done only for the first _MAX_SUGGESTIONS problems of a file.
        """
        if self._suggestions >= _MAX_SUGGESTIONS:
            return None
        self._suggestions += 1
        return next(iter(nearest(text, choices)), None)

    def suggestion(self, text: str, choices: Iterable[str], otherwise: str) -> str:
        """A hint with the most similar choice, or else `otherwise`."""
        near = self.nearest(text, choices)
        return f"did you mean `{near}`?" if near else otherwise
