"""`mmru validate`: one log or several, its formats, and the explanation of every code."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import get_args

import pytest

from mmru_timeline.reading.rules import CODES
from mmru_timeline.views.diagnostics import ReportFormat
from running import SAMPLE, run

BROKEN = (
    b"schema: 1\ntitle: Broken\nevents:\n  - {id: a, date: 2001-02-30, title: A, sources: []}\nallow: [no-source]\n"
)
WARNED = b"schema: 1\ntitle: Warned\nevents:\n  - {id: a, date: 2001-02-03, title: A}\n"

_REPORTED: dict[str, str] = {
    "text": "<stdin>:4:19: error[impossible-date]: 2001-02-30: February 2001 has 28 days\n  |\n4 |   - {id: a,",
    "short": "<stdin>:4:19: error[impossible-date]: 2001-02-30: February 2001 has 28 days (write 2001-02-28",
    "json": '[\n  {\n    "file": "<stdin>",\n    "line": 4,\n    "column": 19,\n    "code": "impossible-date"',
    "github": "::error file=<stdin>,line=4,col=19,title=impossible-date::2001-02-30: February 2001",
}


@pytest.mark.parametrize("form", get_args(ReportFormat))
def test_report_in_every_format(form: str) -> None:
    done = run("validate", "-", "--format", form, log=None, stdin=BROKEN)
    assert done.code == 1
    assert _REPORTED[form] in done.out
    assert re.fullmatch(r"1 error, \w+ warnings?, no notes\n", done.err)


def test_report_shows_a_hundred_or_all() -> None:
    events = "".join(f"  - {{id: a-{number}, date: 2001-02-30, title: A}}\n" for number in range(103))
    log = f"schema: 1\ntitle: T\nallow: [no-source]\nevents:\n{events}".encode()
    some = run("validate", "-", "--format", "short", log=None, stdin=log).out
    everything = run("validate", "-", "--format", "short", "--all", log=None, stdin=log).out
    assert some.count("impossible-date]") == 100
    assert "--all shows them" in some
    assert everything.count("impossible-date]") == 103


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained(code: str) -> None:
    done = run("validate", "--explain", code)
    assert done.code == 0
    assert done.out.startswith(f"{code} ({CODES[code].severity})\n\n")
    assert "\nHow to fix it\n  " in done.out
    prose, heading, _ = done.out.partition("\nFails\n")
    assert heading
    assert max(map(len, prose.splitlines())) <= 80


@pytest.fixture
def logs(folder: Path) -> Path:
    """A folder with one log of each kind."""
    (folder / "good.yaml").write_bytes(SAMPLE.read_bytes())
    (folder / "broken.yaml").write_bytes(BROKEN)
    (folder / "warned.yaml").write_bytes(WARNED)
    return folder


MISSING = "mmru: missing.yaml: no such file\n"

_SEVERAL: dict[str, tuple[str, int, list[str], str]] = {
    "a log without problems": ("good.yaml", 0, [], "no errors, no warnings, no notes in 8 events\n"),
    "two good ones": ("good.yaml good.yaml", 0, [], "no errors, no warnings, no notes in 16 events in 2 logs\n"),
    "good and bad": (
        "good.yaml broken.yaml",
        1,
        ["broken.yaml:4"],
        "1 error, no warnings, no notes in 2 logs\n",
    ),
    "a log with errors and one without": (
        "broken.yaml good.yaml",
        1,
        ["broken.yaml:4"],
        "1 error, no warnings, no notes in 2 logs\n",
    ),
    "bad and with a warning, in the order given": (
        "warned.yaml broken.yaml",
        1,
        ["warned.yaml:4", "broken.yaml:4"],
        "1 error, 1 warning, no notes in 2 logs\n",
    ),
    "with a warning": ("warned.yaml", 0, ["warned.yaml:4"], "no errors, 1 warning, no notes in 1 event\n"),
    "with a warning, strictly": (
        "--strict good.yaml warned.yaml",
        1,
        ["warned.yaml:4"],
        "no errors, 1 warning, no notes in 9 events in 2 logs\n",
    ),
    "a missing log": ("missing.yaml", 2, [], MISSING),
    "good and missing": ("good.yaml missing.yaml", 2, [], f"no errors, no warnings, no notes in 8 events\n{MISSING}"),
    "missing and bad": (
        "missing.yaml broken.yaml",
        2,
        ["broken.yaml:4"],
        f"1 error, no warnings, no notes\n{MISSING}",
    ),
    "two missing ones": ("missing.yaml none.yaml", 2, [], MISSING),
}


@pytest.mark.usefixtures("logs")
@pytest.mark.parametrize("case", _SEVERAL)
def test_several_logs(case: str) -> None:
    line, code, places, said = _SEVERAL[case]
    done = run("validate", "--format", "short", *line.split(), log=None)
    assert done.code == code
    shown = done.out.splitlines()
    assert len(shown) == len(places)
    assert all(each.startswith(f"{place}:") for each, place in zip(shown, places, strict=True))
    assert done.err.startswith(said)


@pytest.mark.usefixtures("logs")
def test_text_report_quotes_each_log() -> None:
    out = run("validate", "warned.yaml", "broken.yaml", log=None).out
    assert "4 |   - {id: a, date: 2001-02-03, title: A}\n" in out
    assert "4 |   - {id: a, date: 2001-02-30, title: A, sources: []}\n" in out


@pytest.mark.usefixtures("logs")
def test_json_report_is_one_list_of_all_logs() -> None:
    found = json.loads(run("validate", "--format", "json", "warned.yaml", "broken.yaml", log=None).out)
    assert [(each["file"], each["severity"]) for each in found] == [
        ("warned.yaml", "warning"),
        ("broken.yaml", "error"),
    ]


def test_no_file_checks_the_log_of_timeline_or_the_environment(logs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("validate", log="broken.yaml").code == 1
    monkeypatch.setenv("MMRU_TIMELINE", str(logs / "broken.yaml"))
    assert run("validate", log=None).code == 1
    assert run("validate", "good.yaml", log=None).code == 0


def test_no_file_checks_the_bundled_log() -> None:
    done = run("validate", "--strict", log=None)
    assert (done.code, done.out) == (0, "")
    assert re.fullmatch(r"no errors, no warnings, no notes in \d{3} events\n", done.err)


@pytest.mark.usefixtures("logs")
def test_timeline_may_name_one_of_the_files() -> None:
    assert run("validate", str(SAMPLE)).code == 0
    done = run("validate", "good.yaml", log="broken.yaml")
    assert (done.code, done.out) == (2, "")
    assert done.err == "mmru: --timeline names a different log from good.yaml\n      leave out --timeline\n"
