"""What a rule is: a function that compares the records of a whole log, and the code it reports."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from mmru_timeline.reading.diagnostics import Code, Located, Severity
from mmru_timeline.reading.draft import Draft, Path


class Report(Protocol):
    """Reports what a rule found.

    `path` leads to the value; `where` is given if the location is not that of the path.
    """

    def __call__(self, path: Path, message: str, hint: str, *, where: Located | None = None) -> None: ...


Check: TypeAlias = Callable[[Draft, Report], None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A code and the function that checks for it."""

    code: Code
    check: Check


def rule(severity: Severity) -> Callable[[Check], Rule]:
    """Make a rule of a function. Its code is the function's name, and the manual of the code its docstring."""

    def decorate(check: Check) -> Rule:
        # Under "python -OO" there are no docstrings; only --explain then has nothing to show.
        manual = inspect.cleandoc(check.__doc__ or "")
        return Rule(Code(check.__name__.replace("_", "-"), severity, manual), check)

    return decorate
