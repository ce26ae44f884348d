"""Whatever is typed and whatever files are called, no character that controls a terminal is printed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
import typer

from mmru_timeline.cli.main import COMMANDS, program
from mmru_timeline.text import escaped
from mmru_timeline.views.diagnostics import ReportFormat
from running import SAMPLE, Outcome, run

POISON = "\x1b]0;x\x07\x9b31m\u202e\u2066\u2028\ufeff\x7f\r\n[red]"
"""A new title for the window, colours, reversed text, lines of its own, and markup of rich."""

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
_WARNED = b"schema: 1\ntitle: Warned\nevents:\n  - {id: a, date: 2001-02-03, title: A}\n"
_BROKEN = b"schema: 1\ntitle: Broken\nevents:\n  - {id: a, date: 2001-02-30, title: A}\n"
_NEEDED = {"show": ["coronation"], "export": ["csv"], "new": ["new.yaml"]}


def assert_harmless(done: Outcome) -> None:
    assert not _CONTROLS.search(done.out), done.out
    assert not _CONTROLS.search(done.err), done.err


def test_the_poison_has_all_kinds_of_control_characters() -> None:
    assert len(_CONTROLS.findall(POISON)) == 9
    assert not _CONTROLS.search(escaped(POISON))


def _lines(command: str) -> Iterator[list[str]]:
    """Command lines with the poison as an argument, as an unknown option, and as the value of every option."""
    needed = _NEEDED.get(command, [])
    yield [command, POISON]
    yield [command, *needed, POISON, POISON]
    for option in (f"--{POISON}", f"--x={POISON}", f"-{POISON}"):
        yield [command, *needed, option]
    group: Any = typer.main.get_command(program([command]))
    for parameter in group.commands[command].params:
        for option in parameter.opts:
            if option.startswith("--"):
                yield [command, *needed, f"{option}={POISON}"]
                # If the option takes no value, this is another argument. A byte order mark is what --bom is for.
                if option != "--bom":
                    yield [command, *needed, option, POISON]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("command", COMMANDS)
def test_values_of_arguments_and_options_are_escaped(command: str) -> None:
    lines = list(_lines(command))
    assert len(lines) > 10
    for line in lines:
        assert_harmless(run(*line))


@pytest.mark.parametrize(
    "line", [[POISON], [f"--{POISON}"], [f"-{POISON}"], ["--timeline", POISON], ["--color", POISON]]
)
def test_values_before_the_command_are_escaped(line: list[str]) -> None:
    done = run(*line, "events", log=None)
    assert done.code == 2
    assert_harmless(done)


@pytest.mark.parametrize("command", COMMANDS)
def test_name_of_the_log_is_escaped(command: str, folder: Path) -> None:
    line = [command, *_NEEDED.get(command, [])]
    for data in (SAMPLE.read_bytes(), _WARNED, _BROKEN):
        (folder / POISON).write_bytes(data)
        assert_harmless(run(*line, log=POISON))


@pytest.mark.parametrize("form", get_args(ReportFormat))
def test_name_of_the_log_is_escaped_in_every_report(form: str, folder: Path) -> None:
    (folder / POISON).write_bytes(_BROKEN)
    for line in (["validate", POISON], ["validate", POISON, POISON], ["--timeline", POISON, "validate"]):
        done = run(*line, "--format", form, log=None)
        assert done.code == 1
        assert_harmless(done)


def test_names_of_written_files_are_escaped(folder: Path) -> None:
    for line in (["new", POISON], ["new", POISON], ["export", "csv", "-o", f"{POISON}.csv"]):
        assert_harmless(run(*line))
    assert {path.name for path in folder.iterdir()} == {POISON, f"{POISON}.csv"}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_no_control_characters(shell: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(SAMPLE, folder / POISON)
    monkeypatch.setenv("MMRU_TIMELINE", POISON)
    for line in (f"mmru show {POISON}", f"mmru {POISON}", "mmru show c"):
        for name, value in (
            ("_MMRU_COMPLETE", f"complete_{shell}"),
            ("COMP_WORDS", line),
            ("COMP_CWORD", str(len(line.split()) - 1)),
            ("_TYPER_COMPLETE_ARGS", line),
            ("_TYPER_COMPLETE_FISH_ACTION", "get-args"),
        ):
            monkeypatch.setenv(name, value)
        assert_harmless(run(log=None))
