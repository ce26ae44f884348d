"""Diagnostics for people, editors, programs and build servers."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from mmru_timeline.reading.diagnostics import Diagnostic, Place, Severity, shorten
from mmru_timeline.views.diagnostics import MOST, REPORTS, count_line, report


def diagnostic(
    line: int = 1,
    column: int = 1,
    width: int = 1,
    *,
    file: str = "log.yaml",
    code: str = "bad-date",
    severity: Severity = Severity.ERROR,
    message: str = "wrong",
    hint: str = "mend it",
) -> Diagnostic:
    """One trouble."""
    return Diagnostic(place=Place(file, line, column, width), code=code, severity=severity, message=message, hint=hint)


def lines(form: str, *given: Diagnostic, text: str = "", everything: bool = False, colour: bool = False) -> list[str]:
    """The report in lines."""
    return list(report(given, text, form, everything=everything, colour=colour))


def test_text_shows_the_place_the_line_and_the_remedy() -> None:
    assert lines("text", diagnostic(2, 7, 4), text="a: 1\nbcd:  2021\n") == [
        "log.yaml:2:7: error[bad-date]: wrong",
        "  |",
        "2 | bcd:  2021",
        "  |       ^^^^",
        "  = help: mend it",
        "",
    ]


def test_text_without_a_remedy_or_a_line() -> None:
    assert lines("text", diagnostic(1, 1, hint=""), text="a: 1") == [
        *("log.yaml:1:1: error[bad-date]: wrong", "  |", "1 | a: 1", "  | ^", ""),
    ]
    for text in ("", "a: 1", "a: 1\n   \n"):
        assert lines("text", diagnostic(2, 1), text=text) == [
            *("log.yaml:2:1: error[bad-date]: wrong", "  = help: mend it", ""),
        ]


def test_the_margin_is_as_wide_as_the_number() -> None:
    shown = lines("text", diagnostic(100, 1), text="\n" * 99 + "x")
    assert shown[1:5] == ["    |", "100 | x", "    | ^", "    = help: mend it"]


@pytest.mark.parametrize(
    ("text", "column", "width", "shown", "carets"),
    [
        ("a: bc", 4, 2, "a: bc", "   ^^"),
        ("a: bc", 4, 0, "a: bc", "   ^"),
        ("a: bc", 6, 1, "a: bc", "     ^"),
        ("a: bc", 4, 9, "a: bc", "   ^^"),
        ("日本: 東京", 5, 2, "日本: 東京", "      ^^^^"),
        ("мир: война", 6, 5, "мир: война", "     ^^^^^"),
        # Marks that stand over or under a letter take no cell of their own.
        ("မင်း: ab", 7, 2, "မင်း: ab", "{}^^"),
        ("a: x\ty", 5, 1, "a: x�y", "    ^"),
        ("a: x\x1b[31m", 5, 1, "a: x�[31m", "    ^"),
        ("a: \u202ex", 4, 1, "a: �x", "   ^"),
        ("a: မ\u200cန x", 8, 1, "a: မ\u200cန x", "      ^"),
        ("a: bc\r", 4, 2, "a: bc", "   ^^"),
    ],
)
def test_carets_stand_under_what_is_meant(text: str, column: int, width: int, shown: str, carets: str) -> None:
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
def test_of_a_long_line_what_is_around_the_place(length: int, column: int, begins: str, ends: str) -> None:
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


def test_colour_is_in_escapes_only_and_only_if_asked_for() -> None:
    given_ones = (diagnostic(1, 1), diagnostic(1, 2, severity=Severity.WARNING), diagnostic(severity=Severity.NOTE))
    for form in REPORTS:
        plain = lines(form, *given_ones, text="ab")
        coloured = lines(form, *given_ones, text="ab", colour=True)
        assert not any("\x1b" in line for line in plain)
        assert [re.sub("\x1b\\[[0-9;]*m", "", line) for line in coloured] == plain
        assert (coloured != plain) == (form in ("text", "short"))


def test_short_is_one_line_each() -> None:
    assert lines("short", diagnostic(3, 4), diagnostic(5, 6, hint="", severity=Severity.NOTE)) == [
        "log.yaml:3:4: error[bad-date]: wrong (mend it)",
        "log.yaml:5:6: note[bad-date]: wrong",
    ]


def test_json_is_one_list_of_all() -> None:
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
        "hint": "mend it",
    }
    assert "ру «x»" in text
    assert json.loads(*lines("json")) == []


@pytest.mark.parametrize(
    ("given_one", "line"),
    [
        (diagnostic(3, 4), "::error file=log.yaml,line=3,col=4,title=bad-date::wrong (mend it)"),
        (diagnostic(severity=Severity.WARNING, hint=""), "::warning file=log.yaml,line=1,col=1,title=bad-date::wrong"),
        (diagnostic(severity=Severity.NOTE, hint=""), "::notice file=log.yaml,line=1,col=1,title=bad-date::wrong"),
        (
            diagnostic(file="C:\\a,b%.yaml", message="50 %\r\n::error::x", hint=""),
            "::error file=C%3A\\a%2Cb%25.yaml,line=1,col=1,title=bad-date::50 %25%0D%0A::error::x",
        ),
    ],
)
def test_github(given_one: Diagnostic, line: str) -> None:
    assert lines("github", given_one) == [line]


def test_for_people_a_hundred_and_then_counts() -> None:
    many = [diagnostic() for _ in range(MOST)]
    rest = [diagnostic(code="cycle"), *[diagnostic(code="no-source")] * 3]
    assert len(lines("short", *many)) == MOST
    shown = lines("short", *many, *rest)
    assert len(shown) == MOST + 1
    assert shown[-1] == "… and 4 more: 3 no-source, 1 cycle (--all shows them)"
    assert lines("text", *many, *rest)[-1] == shown[-1]
    assert len(lines("short", *many, *rest, everything=True)) == MOST + 4
    assert len(lines("github", *many, *rest)) == MOST + 4


@pytest.mark.parametrize("form", REPORTS)
def test_nothing_found_is_nothing_said(form: str) -> None:
    assert lines(form, text="a: 1") == (["[]"] if form == "json" else [])


@pytest.mark.parametrize(
    ("severities", "line"),
    [
        ("", "no errors, no warnings, no notes"),
        ("E", "1 error, no warnings, no notes"),
        ("EEWNN", "2 errors, 1 warning, 2 notes"),
    ],
)
def test_the_count(severities: str, line: str) -> None:
    kinds = {"E": Severity.ERROR, "W": Severity.WARNING, "N": Severity.NOTE}
    assert count_line([diagnostic(severity=kinds[letter]) for letter in severities]) == line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("a\nb", "a\\u000ab"),
        ("\x1b[31m", "\\u001b[31m"),
        ("\u202e", "\\u202e"),
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 59 + "…"),
        ("မြန်မာ\u200cနိုင်ငံ", "မြန်မာ\u200cနိုင်ငံ"),
    ],
)
def test_values_in_messages_are_short_and_plain(text: str, shown: str) -> None:
    assert shorten(text) == shown


@given(st.text(), st.integers(1, 5), st.integers(1, 300), st.integers(0, 300), st.sampled_from([*REPORTS]))
def test_any_text_can_be_reported_on(text: str, line: int, column: int, width: int, form: str) -> None:
    shown = lines(form, diagnostic(line, column, width), text=text)
    assert shown
    assert all(len(each) < 300 and "\x1b" not in each and "\r" not in each for each in shown)
    assert form == "json" or not any("\n" in each for each in shown)
