"""The error gallery: what a person reads for every code, and for variants of some.

The manual of each code has a snippet that fails and one that passes. The report of the failing one is
tests/reading/cases/CODE.txt; `CODE.VARIANT.yaml` there is a further log that shows the code, and `CODE.VARIANT.txt`
its report. Both are written by `pytest --update`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from mmru_timeline import CheckedLog, check_bytes
from mmru_timeline.reading.diagnostics import Severity
from mmru_timeline.reading.rules import CODES, WARNING_CODES
from mmru_timeline.views import Look
from mmru_timeline.views.diagnostics import report

CASES = Path(__file__).parent / "cases"
VARIANTS = sorted(path.stem for path in CASES.glob("*.yaml"))

CompareReport: TypeAlias = Callable[[str, CheckedLog], None]


def complete(snippet: str) -> bytes:
    """A whole log made of a snippet, which leaves out what does not matter there."""
    if not snippet.strip():
        return b""
    text = f"{snippet}\n"
    if text.startswith("- "):
        text = "events:\n" + "".join(f"  {line}\n" for line in snippet.splitlines())
    is_cited = re.search(r"(?<![\w-])snow[,\]]", text)
    is_declared = re.search(r"^  snow:", text, re.MULTILINE)
    if is_cited and not is_declared:
        text = "sources:\n  snow: {title: On Cholera, publisher: Churchill}\n" + text
    if not re.search(r"^schema:", text, re.MULTILINE):
        text = "schema: 1\ntitle: Example\n" + text
    if not re.search(r"^events:", text, re.MULTILINE):
        text += "events: []\n"
    return text.encode("utf-8", "surrogateescape")


@pytest.fixture
def compare_report(request: pytest.FixtureRequest) -> CompareReport:
    """Compare the report of a log with tests/reading/cases/NAME.txt, or write it there with --update."""

    def compare(name: str, checked: CheckedLog) -> None:
        lines = report(checked.diagnostics, {checked.name: checked.text}, "text", Look(), everything=True)
        text = "".join(f"{line}\n" for line in lines)
        file = CASES / f"{name}.txt"
        if request.config.getoption("--update"):
            file.write_bytes(text.encode())
        assert file.is_file(), f"{name}.txt is missing: run pytest --update, and read the file"
        assert text == file.read_bytes().decode()

    return compare


@pytest.mark.parametrize(
    ("snippet", "log"),
    [
        ("", ""),
        ("title: Snow", "schema: 1\ntitle: Example\ntitle: Snow\nevents: []\n"),
        ("schema: 1\ntitle: Snow", "schema: 1\ntitle: Snow\nevents: []\n"),
        (
            "- {id: a,\n   sources: [snow]}",
            "schema: 1\ntitle: Example\nsources:\n  snow: {title: On Cholera, publisher: Churchill}\n"
            "events:\n  - {id: a,\n     sources: [snow]}\n",
        ),
        (
            "sources:\n  snow: {title: T}\nevents:\n  - {id: a, sources: [snow]}",
            "schema: 1\ntitle: Example\nsources:\n  snow: {title: T}\nevents:\n  - {id: a, sources: [snow]}\n",
        ),
        (
            "actors:\n  john-snow: {name: S}\nevents:\n  - {id: a, actors: [john-snow]}",
            "schema: 1\ntitle: Example\nactors:\n  john-snow: {name: S}\nevents:\n  - {id: a, actors: [john-snow]}\n",
        ),
    ],
)
def test_snippet_is_completed_to_a_whole_log(snippet: str, log: str) -> None:
    assert complete(snippet) == log.encode()


def test_completing_keeps_bytes_that_are_not_utf_8() -> None:
    assert b"[Ren\xe9]" in complete("editors: [Ren\udce9]")


@pytest.mark.parametrize("name", CODES)
def test_every_code_has_a_manual(name: str) -> None:
    code = CODES[name]
    assert code.section()
    assert code.section("Remedy")
    assert code.section("Fails") or name == "empty-file"
    assert code.section("Passes")
    assert code.manual.count("Fails:") == code.manual.count("Passes:") == code.manual.count("Remedy:") == 1


@pytest.mark.parametrize("name", CODES)
def test_failing_snippet_has_only_this_diagnostic(name: str, compare_report: CompareReport) -> None:
    code = CODES[name]
    checked = check_bytes(complete(code.section("Fails")), f"{name}.yaml")
    assert [(each.code, each.severity) for each in checked.diagnostics] == [(name, code.severity)]
    assert (checked.timeline is None) == (code.severity is Severity.ERROR)
    compare_report(name, checked)


@pytest.mark.parametrize("name", WARNING_CODES)
def test_warnings_and_notes_can_be_allowed_for_the_whole_log(name: str) -> None:
    log = complete(CODES[name].section("Fails")).replace(b"schema: 1\n", f"schema: 1\nallow: [{name}]\n".encode())
    checked = check_bytes(log, f"{name}.yaml")
    assert checked.diagnostics == ()
    assert checked.require().allow == (name,)


@pytest.mark.parametrize("name", CODES)
def test_passing_snippet_has_no_diagnostic(name: str) -> None:
    checked = check_bytes(complete(CODES[name].section("Passes")), f"{name}.yaml")
    assert checked.diagnostics == ()
    assert checked.timeline is not None


@pytest.mark.parametrize("variant", VARIANTS)
def test_report_of_a_variant(variant: str, compare_report: CompareReport) -> None:
    checked = check_bytes((CASES / f"{variant}.yaml").read_bytes(), f"{variant}.yaml")
    code = CODES[variant.partition(".")[0]]
    shown = [each for each in checked.diagnostics if each.code == code.name]
    assert shown, [each.code for each in checked.diagnostics]
    assert shown[0].severity is code.severity
    assert (checked.timeline is None) == any(each.severity is Severity.ERROR for each in checked.diagnostics)
    compare_report(variant, checked)


def test_every_code_and_variant_has_its_files() -> None:
    assert all("." in variant for variant in VARIANTS)
    expected = [*(f"{name}.txt" for name in CODES)]
    expected += [f"{variant}.{suffix}" for variant in VARIANTS for suffix in ("txt", "yaml")]
    assert sorted(path.name for path in CASES.iterdir()) == sorted(expected)


@pytest.mark.parametrize("code", CODES)
def test_snippets_fit_into_80_columns(code: str) -> None:
    lines = [line for title in ("Fails", "Passes") for line in CODES[code].section(title).splitlines()]
    assert [line for line in lines if len(line) > 78] == []
