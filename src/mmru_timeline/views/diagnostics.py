"""Diagnostics for people, editors and build servers."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from mmru_timeline.reading.diagnostics import JOINERS, Diagnostic, Severity

MOST = 100
"""How many diagnostics the text formats show before they only count."""

_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.NOTE: "1;36"}
_EXCERPT = 68

Report = Callable[[Sequence[Diagnostic], str, bool], Iterator[str]]
"""Diagnostics in order, the text they are about and whether to colour; yields lines."""


def as_text(diagnostics: Sequence[Diagnostic], text: str, colour: bool) -> Iterator[str]:
    """Place, code and message, the line with carets under what is meant, and the remedy."""
    lines = text.split("\n")
    for each in diagnostics:
        place = each.place
        head = f"{place.file}:{place.line}:{place.column}:"
        label = f"{each.severity}[{each.code}]:"
        yield f"{_paint(head, '1', colour)} {_paint(label, _COLOURS[each.severity], colour)} {each.message}"
        yield from _excerpt(each, lines, colour)
        yield ""


def _excerpt(each: Diagnostic, lines: list[str], colour: bool) -> Iterator[str]:
    from rich.cells import cell_len

    place = each.place
    margin = " " * len(str(place.line))
    bar = _paint("|", "34", colour)
    line = lines[place.line - 1].removesuffix("\r") if place.line <= len(lines) else ""
    line = "".join(c if c.isprintable() or c in JOINERS else "�" for c in line)
    if line.strip():
        start = max(0, min(place.column - 1 - _EXCERPT // 2, len(line) - _EXCERPT))
        shown = ("…" if start else "") + line[start : start + _EXCERPT] + ("…" if start + _EXCERPT < len(line) else "")
        before = ("…" if start else "") + line[start : place.column - 1]
        meant = line[place.column - 1 : place.column - 1 + place.width][: _EXCERPT // 2]
        yield f"{margin} {bar}"
        yield f"{_paint(str(place.line), '34', colour)} {bar} {shown}"
        carets = "^" * max(1, cell_len(meant))
        yield f"{margin} {bar} {' ' * cell_len(before)}{_paint(carets, _COLOURS[each.severity], colour)}"
    if each.hint:
        yield f"{margin} {_paint('=', '34', colour)} {_paint('help:', '1', colour)} {each.hint}"


def as_short(diagnostics: Sequence[Diagnostic], text: str, colour: bool) -> Iterator[str]:  # noqa: ARG001
    """One line each."""
    for each in diagnostics:
        hint = f" ({each.hint})" if each.hint else ""
        label = _paint(f"{each.severity}[{each.code}]", _COLOURS[each.severity], colour)
        yield f"{each.place.file}:{each.place.line}:{each.place.column}: {label}: {each.message}{hint}"


def as_json(diagnostics: Sequence[Diagnostic], text: str, colour: bool) -> Iterator[str]:  # noqa: ARG001
    """One JSON list of all."""
    rows = [
        {
            "file": each.place.file,
            "line": each.place.line,
            "column": each.place.column,
            "code": each.code,
            "severity": each.severity.value,
            "message": each.message,
            "hint": each.hint,
        }
        for each in diagnostics
    ]
    yield json.dumps(rows, ensure_ascii=False, indent=2)


def as_github(diagnostics: Sequence[Diagnostic], text: str, colour: bool) -> Iterator[str]:  # noqa: ARG001
    """Workflow commands of GitHub Actions, which shows them beside the lines."""
    for each in diagnostics:
        level = "notice" if each.severity is Severity.NOTE else each.severity.value
        file = _escaped(each.place.file).replace(":", "%3A").replace(",", "%2C")
        where = f"file={file},line={each.place.line},col={each.place.column},title={each.code}"
        yield f"::{level} {where}::{_escaped(each.message + (f' ({each.hint})' if each.hint else ''))}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


REPORTS: Mapping[str, Report] = {"text": as_text, "short": as_short, "json": as_json, "github": as_github}


def report(diagnostics: Sequence[Diagnostic], text: str, form: str, *, everything: bool, colour: bool) -> Iterator[str]:
    """The diagnostics in one of REPORTS; the two for people stop after MOST unless `everything`."""
    shown = diagnostics if everything or form in ("json", "github") else diagnostics[:MOST]
    yield from REPORTS[form](shown, text, colour)
    if len(shown) < len(diagnostics):
        counts = Counter(each.code for each in diagnostics[len(shown) :])
        listed = ", ".join(f"{count} {code}" for code, count in counts.most_common())
        yield f"… and {len(diagnostics) - len(shown)} more: {listed} (--all shows them)"


def count_line(diagnostics: Sequence[Diagnostic]) -> str:
    """How many of each severity: "1 error, 2 warnings, no notes"."""
    counts = Counter(each.severity for each in diagnostics)
    return ", ".join(
        f"{counts[severity] or 'no'} {severity.value}{'' if counts[severity] == 1 else 's'}" for severity in Severity
    )


def _paint(text: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text
