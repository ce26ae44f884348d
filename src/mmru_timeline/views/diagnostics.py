"""Diagnostics for people, editors and build servers."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias

from mmru_timeline.reading.diagnostics import Code, Diagnostic, Severity
from mmru_timeline.text import JOINERS, counted
from mmru_timeline.views import Look
from mmru_timeline.views.palette import style_of

if TYPE_CHECKING:
    from mmru_timeline.views.page import Page

MOST_SHOWN = 100
"""How many diagnostics the formats for people show before they only count the rest."""

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}
_EXCERPT = 68

ReportFormat: TypeAlias = Literal["text", "short", "json", "github"]
_Report: TypeAlias = Callable[[Sequence[Diagnostic], Mapping[str, str], Look], Iterator[str]]
"""Diagnostics in order, the texts of the files they are about, and what the output can show; yields lines."""


def report(
    diagnostics: Sequence[Diagnostic],
    texts: Mapping[str, str],
    form: ReportFormat,
    look: Look,
    *,
    everything: bool = False,
) -> Iterator[str]:
    """The diagnostics in a format, line by line; `texts` has the text of each file by its name.

    The formats for people stop after MOST_SHOWN diagnostics unless `everything`.
    """
    for_programs = form in ("json", "github")
    shown = diagnostics if everything or for_programs else diagnostics[:MOST_SHOWN]
    yield from _REPORTS[form](shown, texts, look)
    if len(shown) < len(diagnostics):
        counts = Counter(each.code for each in diagnostics[len(shown) :])
        listed = ", ".join(f"{count} {code}" for code, count in counts.most_common())
        yield f"... and {len(diagnostics) - len(shown)} more: {listed} (--all shows them)"


def count_line(diagnostics: Sequence[Diagnostic]) -> str:
    """The number of each severity: "1 error, 2 warnings, no notes"."""
    counts = Counter(each.severity for each in diagnostics)
    return ", ".join(counted(counts[each], each.value) if counts[each] else f"no {each.value}s" for each in Severity)


def print_explanation(page: Page, code: Code) -> None:
    """The manual of a code: cause, remedy, and a piece of a log that fails and one that passes."""
    page.line(f"{code.name} ({code.severity})")
    for title, heading in (("", ""), ("Remedy", "How to fix it"), ("Fails", "Fails"), ("Passes", "Passes")):
        text = _printable(code.section(title))
        page.line()
        if heading:
            page.line(heading)
        if title in ("Fails", "Passes"):
            for line in text.splitlines() or ["(an empty file)"]:
                page.line(f"  {line}")
        else:
            page.paragraph(" ".join(text.split()), indent=2 if title else 0)


def _as_text(diagnostics: Sequence[Diagnostic], texts: Mapping[str, str], look: Look) -> Iterator[str]:
    """Location, code and message, the line with carets under what is meant, and the hint."""
    lines = {name: text.split("\n") for name, text in texts.items()}
    for each in diagnostics:
        place = each.location
        head = _paint(f"{place.file}:{place.line}:{place.column}:", "bold", look)
        label = _paint(f"{each.severity}[{each.code}]:", _STYLES[each.severity], look)
        yield f"{head} {label} {each.message}"
        yield from _excerpt(each, lines.get(place.file, []), look)
        yield ""


def _excerpt(diagnostic: Diagnostic, lines: Sequence[str], look: Look) -> Iterator[str]:
    from rich.cells import cell_len

    place = diagnostic.location
    margin = " " * len(str(place.line))
    bar = _paint("|", "blue", look)
    line = _printable(lines[place.line - 1].removesuffix("\r")) if place.line <= len(lines) else ""
    if line.strip():
        # Of a long line, the part around the place.
        start = max(0, min(place.column - 1 - _EXCERPT // 2, len(line) - _EXCERPT))
        lead = "…" if start else ""
        shown = lead + line[start : start + _EXCERPT] + ("…" if start + _EXCERPT < len(line) else "")
        before = lead + line[start : place.column - 1]
        meant = line[place.column - 1 : place.column - 1 + place.width][: _EXCERPT // 2]
        carets = "^" * max(1, cell_len(meant))
        yield f"{margin} {bar}"
        yield f"{_paint(str(place.line), 'blue', look)} {bar} {shown}"
        yield f"{margin} {bar} {' ' * cell_len(before)}{_paint(carets, _STYLES[diagnostic.severity], look)}"
    if diagnostic.hint:
        yield f"{margin} {_paint('=', 'blue', look)} {_paint('help:', 'bold', look)} {diagnostic.hint}"


def _printable(text: str) -> str:
    """The text with an arrow for each tab, and a replacement character for what else must not reach a terminal."""
    return "".join(c if c.isprintable() or c in JOINERS or c == "\n" else "→" if c == "\t" else "�" for c in text)


def _as_short(diagnostics: Sequence[Diagnostic], texts: Mapping[str, str], look: Look) -> Iterator[str]:  # noqa: ARG001
    """One line per diagnostic."""
    for each in diagnostics:
        hint = f" ({each.hint})" if each.hint else ""
        label = _paint(f"{each.severity}[{each.code}]", _STYLES[each.severity], look)
        place = each.location
        yield f"{place.file}:{place.line}:{place.column}: {label}: {each.message}{hint}"


def _as_json(diagnostics: Sequence[Diagnostic], texts: Mapping[str, str], look: Look) -> Iterator[str]:  # noqa: ARG001
    """One JSON list of all diagnostics, empty if there are none."""
    rows = [
        {
            "file": each.location.file,
            "line": each.location.line,
            "column": each.location.column,
            "code": each.code,
            "severity": each.severity.value,
            "message": each.message,
            "hint": each.hint,
        }
        for each in diagnostics
    ]
    yield json.dumps(rows, ensure_ascii=False, indent=2)


def _as_github(diagnostics: Sequence[Diagnostic], texts: Mapping[str, str], look: Look) -> Iterator[str]:  # noqa: ARG001
    """Workflow commands of GitHub Actions, which shows them beside the lines."""
    for each in diagnostics:
        level = "notice" if each.severity is Severity.NOTE else each.severity.value
        place = each.location
        file = _escaped(place.file).replace(":", "%3A").replace(",", "%2C")
        where = f"file={file},line={place.line},col={place.column},title={each.code}"
        yield f"::{level} {where}::{_escaped(each.message + (f' ({each.hint})' if each.hint else ''))}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _paint(text: str, style: str, look: Look) -> str:
    if not look.colour:
        return text
    from rich.color import ColorSystem
    from rich.style import Style

    return Style.parse(style_of(style, look.theme)).render(text, color_system=ColorSystem.TRUECOLOR)


_REPORTS: Mapping[ReportFormat, _Report] = {
    "text": _as_text,
    "short": _as_short,
    "json": _as_json,
    "github": _as_github,
}
