"""Every trouble is one Diagnostic, whichever room found it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad it is: an error makes the log unusable, a warning is probably a mistake, a note may be one."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in a file: line and column counted from 1, `width` in characters of what is meant there."""

    file: str
    line: int
    column: int
    width: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One trouble: its place, its code, what is wrong and what to do about it."""

    place: Place
    code: str
    severity: Severity
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """What a code stands for, for `validate --explain`: the usual severity, the cause and the remedy."""

    name: str
    severity: Severity
    cause: str
    remedy: str


JOINERS = "\u200c\u200d"
"""Invisible, but servants of Burmese and other letters: they stand as they are."""


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 event", "2 events"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def shorten(text: str, limit: int = 60) -> str:
    """A value as a message may quote it: one line, no controls, at most `limit` characters."""
    flat = "".join(c if c.isprintable() or c in JOINERS else f"\\u{ord(c):04x}" for c in text)
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"
