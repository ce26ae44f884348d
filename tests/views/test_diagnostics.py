"""Reports of diagnostics for people, editors, programs and build servers, and the manual of a code."""

from __future__ import annotations

import io
import json
import re
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from mmru_timeline import Diagnostic, Location, Severity
from mmru_timeline.reading.diagnostics import error
from mmru_timeline.reading.rules import CODES
from mmru_timeline.views import Look
from mmru_timeline.views.diagnostics import MOST_SHOWN, ReportFormat, count_line, print_explanation, report
from mmru_timeline.views.page import Page

FORMATS: tuple[ReportFormat, ...] = get_args(ReportFormat)


def diagnostic(
    line: int = 1,
    column: int = 1,
    width: int = 1,
    *,
    file: str = "log.yaml",
    code: str = "bad-date",
    severity: Severity = Severity.ERROR,
    message: str = "wrong",
    hint: str = "correct it",
) -> Diagnostic:
    """A diagnostic."""
    location = Location(file, line, column, width)
    return Diagnostic(location=location, code=code, severity=severity, message=message, hint=hint)


def lines(
    form: ReportFormat, *given: Diagnostic, text: str = "", everything: bool = False, colour: bool = False
) -> list[str]:
    """The lines of a report on log.yaml, which has this text."""
    return list(report(given, {"log.yaml": text}, form, Look(colour=colour), everything=everything))


def test_text_shows_the_location_the_line_and_the_hint() -> None:
    assert lines("text", diagnostic(2, 7, 4), text="a: 1\nbcd:  2021\n") == [
        "log.yaml:2:7: error[bad-date]: wrong",
        "  |",
        "2 | bcd:  2021",
        "  |       ^^^^",
        "  = help: correct it",
        "",
    ]


def test_text_without_a_hint_or_a_line() -> None:
    assert lines("text", diagnostic(1, 1, hint=""), text="a: 1") == [
        *("log.yaml:1:1: error[bad-date]: wrong", "  |", "1 | a: 1", "  | ^", ""),
    ]
    for text in ("", "a: 1", "a: 1\n   \n"):
        assert lines("text", diagnostic(2, 1), text=text) == [
            *("log.yaml:2:1: error[bad-date]: wrong", "  = help: correct it", ""),
        ]


def test_margin_is_as_wide_as_the_line_number() -> None:
    shown = lines("text", diagnostic(100, 1), text="\n" * 99 + "x")
    assert shown[1:5] == ["    |", "100 | x", "    | ^", "    = help: correct it"]


@pytest.mark.parametrize(
    ("text", "column", "width", "shown", "carets"),
    [
        ("a: bc", 4, 2, "a: bc", "   ^^"),
        ("a: bc", 4, 0, "a: bc", "   ^"),
        ("a: bc", 6, 1, "a: bc", "     ^"),
        ("a: bc", 4, 9, "a: bc", "   ^^"),
        ("日本: 東京", 5, 2, "日本: 東京", "      ^^^^"),
        ("мир: война", 6, 5, "мир: война", "     ^^^^^"),
        # Combining marks take no cell of their own.
        ("မင်း: ab", 7, 2, "မင်း: ab", "{}^^"),
        ("a: x\ty", 5, 1, "a: x→y", "    ^"),
        ("a: x\x1b[31m", 5, 1, "a: x�[31m", "    ^"),
        ("a: \u202ex", 4, 1, "a: �x", "   ^"),
        ("a: မ\u200cန x", 8, 1, "a: မ\u200cန x", "      ^"),
        ("a: bc\r", 4, 2, "a: bc", "   ^^"),
    ],
)
def test_carets_are_under_the_value(text: str, column: int, width: int, shown: str, carets: str) -> None:
    _, _, line, under, *_ = lines("text", diagnostic(1, column, width), text=text)
    assert line == f"1 | {shown}"
    assert under == "  | " + carets.format(" " * cell_len("မင်း: "))


@pytest.mark.parametrize(
    ("length", "column", "begins", "ends"),
    [
        (68, 1, "", ""),
        (69, 1, "", "…"),
        (300, 30, "", "…"),
        (300, 150, "…", "…"),
        (300, 300, "…", ""),
        (300, 301, "…", ""),
    ],
)
def test_long_line_is_cut_around_the_location(length: int, column: int, begins: str, ends: str) -> None:
    text = "".join(chr(ord("a") + index % 26) for index in range(length))
    _, _, line, under, *_ = lines("text", diagnostic(1, column, 200), text=text)
    shown = line.removeprefix("1 | ")
    assert shown.startswith("…") == bool(begins)
    assert shown.endswith("…") == bool(ends)
    assert len(shown.strip("…")) == 68
    first = under.index("^") - len("1 | ")
    assert shown[first : first + 1] == text[column - 1 : column]
    assert 1 <= under.count("^") <= 34
    assert max(len(line), len(under)) <= 80


def test_colour_only_adds_escapes_and_only_for_people() -> None:
    given_ones = (diagnostic(1, 1), diagnostic(1, 2, severity=Severity.WARNING), diagnostic(severity=Severity.NOTE))
    for form in FORMATS:
        plain = lines(form, *given_ones, text="ab")
        coloured = lines(form, *given_ones, text="ab", colour=True)
        assert not any("\x1b" in line for line in plain)
        assert [re.sub("\x1b\\[[0-9;]*m", "", line) for line in coloured] == plain
        assert (coloured != plain) == (form in ("text", "short"))


def test_short_report_has_one_line_per_diagnostic() -> None:
    assert lines("short", diagnostic(3, 4), diagnostic(5, 6, hint="", severity=Severity.NOTE)) == [
        "log.yaml:3:4: error[bad-date]: wrong (correct it)",
        "log.yaml:5:6: note[bad-date]: wrong",
    ]


def test_json_report_is_one_list() -> None:
    given_ones = [diagnostic(3, 4, message="ру «x»"), *[diagnostic(severity=Severity.WARNING)] * 150]
    (text,) = lines("json", *given_ones)
    rows = json.loads(text)
    assert len(rows) == 151
    assert rows[0] == {
        "file": "log.yaml",
        "line": 3,
        "column": 4,
        "code": "bad-date",
        "severity": "error",
        "message": "ру «x»",
        "hint": "correct it",
    }
    assert "ру «x»" in text
    assert json.loads(*lines("json")) == []


@pytest.mark.parametrize(
    ("given_one", "line"),
    [
        (diagnostic(3, 4), "::error file=log.yaml,line=3,col=4,title=bad-date::wrong (correct it)"),
        (diagnostic(severity=Severity.WARNING, hint=""), "::warning file=log.yaml,line=1,col=1,title=bad-date::wrong"),
        (diagnostic(severity=Severity.NOTE, hint=""), "::notice file=log.yaml,line=1,col=1,title=bad-date::wrong"),
        (
            diagnostic(file="C:\\a,b%.yaml", message="50 %\r\n::error::x", hint=""),
            "::error file=C%3A\\a%2Cb%25.yaml,line=1,col=1,title=bad-date::50 %25%0D%0A::error::x",
        ),
    ],
)
def test_github_report_is_workflow_commands(given_one: Diagnostic, line: str) -> None:
    assert lines("github", given_one) == [line]


def test_reports_for_people_only_count_diagnostics_after_the_first_100() -> None:
    many = [diagnostic() for _ in range(MOST_SHOWN)]
    rest = [diagnostic(code="cycle"), *[diagnostic(code="no-source")] * 3]
    assert len(lines("short", *many)) == MOST_SHOWN
    shown = lines("short", *many, *rest)
    assert len(shown) == MOST_SHOWN + 1
    assert shown[-1] == "... and 4 more: 3 no-source, 1 cycle (--all shows them)"
    assert lines("text", *many, *rest)[-1] == shown[-1]
    assert len(lines("short", *many, *rest, everything=True)) == MOST_SHOWN + 4
    assert len(lines("github", *many, *rest)) == MOST_SHOWN + 4


@pytest.mark.parametrize("form", FORMATS)
def test_report_without_diagnostics(form: ReportFormat) -> None:
    assert lines(form, text="a: 1") == (["[]"] if form == "json" else [])


@pytest.mark.parametrize(
    ("severities", "line"),
    [
        ("", "no errors, no warnings, no notes"),
        ("E", "1 error, no warnings, no notes"),
        ("EEWNN", "2 errors, 1 warning, 2 notes"),
    ],
)
def test_count_line(severities: str, line: str) -> None:
    kinds = {"E": Severity.ERROR, "W": Severity.WARNING, "N": Severity.NOTE}
    assert count_line([diagnostic(severity=kinds[letter]) for letter in severities]) == line


def test_each_diagnostic_shows_the_line_of_its_own_file() -> None:
    given_ones = [diagnostic(file="a.yaml"), diagnostic(file="b.yaml"), diagnostic(file="c.yaml")]
    shown = list(report(given_ones, {"a.yaml": "in: a", "b.yaml": "in: b"}, "text", Look()))
    assert [line for line in shown if line.startswith("1 |")] == ["1 | in: a", "1 | in: b"]


def explanation(name: str, width: int = 80) -> str:
    """What `mmru validate --explain` prints about a code."""
    out = io.StringIO()
    print_explanation(Page(out, Look(width=width), 100), CODES[name])
    return out.getvalue()


def test_explanation_of_a_code() -> None:
    assert explanation("reversed-interval") == (
        "reversed-interval (error)\n"
        "\n"
        "The interval ends before it starts.\n"
        "\n"
        "How to fix it\n"
        "  Swap its ends, or correct one of them.\n"
        "\n"
        "Fails\n"
        "  scope: 1858/1854\n"
        "\n"
        "Passes\n"
        "  scope: 1854/1858\n"
    )


def test_explanation_shows_what_cannot_be_printed() -> None:
    assert "Fails\n  (an empty file)\n\nPasses\n  schema: 1\n" in explanation("empty-file")
    assert "  editors: [Ren\ufffd Dupont]\n" in explanation("encoding")


@pytest.mark.parametrize("name", CODES)
def test_explanation_of_every_code(name: str) -> None:
    shown = explanation(name, width=60)
    code = CODES[name]
    assert shown.startswith(f"{name} ({code.severity})\n")
    paragraphs, _, snippets = shown.partition("\nFails\n")
    assert all(len(line) <= 60 for line in paragraphs.splitlines())
    assert " ".join(code.section().split()) in " ".join(paragraphs.split())
    assert " ".join(code.section("Remedy").split()) in " ".join(paragraphs.split())
    # Snippets are never wrapped.
    assert all(f"  {line}\n" in snippets for line in code.section("Passes").splitlines())


def test_sections_of_a_manual() -> None:
    code = error("""
bad-thing: It is bad:
very bad.

Remedy:
    Improve it.

Fails:
    a:
      Fails: b

Passes:
    a:

    b: c
""")
    assert (code.name, code.severity) == ("bad-thing", Severity.ERROR)
    assert code.section() == "It is bad:\nvery bad."
    assert code.section("Remedy") == "Improve it."
    assert code.section("Fails") == "a:\n  Fails: b"
    assert code.section("Passes") == "a:\n\nb: c"


@given(st.text(), st.integers(1, 5), st.integers(1, 300), st.integers(0, 300), st.sampled_from(FORMATS))
def test_report_on_any_text(text: str, line: int, column: int, width: int, form: ReportFormat) -> None:
    shown = lines(form, diagnostic(line, column, width), text=text)
    assert shown
    assert all(len(each) < 300 and "\x1b" not in each and "\r" not in each for each in shown)
    assert form == "json" or not any("\n" in each for each in shown)
