"""`mmru new` and `mmru schema`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

import mmru_timeline
from running import run

PACKAGE = Path(mmru_timeline.__file__).parent


def test_new_writes_a_log_without_errors_or_warnings(folder: Path) -> None:
    created = run("new", "mine.yaml", log=None)
    assert (created.code, created.out) == (0, "")
    assert created.err == (
        "mine.yaml: a log with three example events; replace them with your own\n  mmru --timeline mine.yaml events\n"
        "  mmru schema > timeline.schema.json  # for completion in editors\n"
    )
    strict = run("validate", "--strict", "mine.yaml", log=None)
    assert (strict.code, strict.out) == (0, "")
    assert len(run("events", log=folder / "mine.yaml").out.splitlines()) == 3
    assert [each.name for each in folder.iterdir()] == ["mine.yaml"]


def test_new_quotes_the_file_name_for_the_shell(folder: Path) -> None:
    assert "mmru --timeline 'my log.yaml' events" in run("new", "my log.yaml", log=None).err
    assert (folder / "my log.yaml").is_file()


def test_new_never_overwrites(folder: Path) -> None:
    (folder / "mine.yaml").write_text("precious", encoding="utf-8")
    refused = run("new", "mine.yaml", log=None)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == "mmru: mine.yaml: the file already exists and was not changed\n      choose another name\n"
    assert (folder / "mine.yaml").read_text(encoding="utf-8") == "precious"


BAD_NAMES: Mapping[str, tuple[str, str]] = {
    "standard output": ("-", "mmru: a new log needs a file\n"),
    "an empty name": ("", "mmru: the file name is empty\n"),
    "a folder": (".", "mmru: .: this is a folder\n"),
    "in a folder that does not exist": ("nowhere/mine.yaml", "mmru: nowhere/mine.yaml: cannot be written: "),
    "a NUL character": ("a\0b", "mmru: a\\u0000b: not a valid file name\n"),
}


@pytest.mark.parametrize("case", BAD_NAMES)
def test_new_refuses_names_that_no_new_file_can_have(case: str, folder: Path) -> None:
    name, message = BAD_NAMES[case]
    refused = run("new", name, log=None)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith(message)
    assert list(folder.iterdir()) == []


def test_new_log_is_commented_and_names_the_schema() -> None:
    text = (PACKAGE / "new_log.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=timeline.schema.json\n")
    assert sum(line.startswith("#") for line in text.splitlines()) >= 6


def test_new_says_how_to_write_the_schema_that_the_log_names(folder: Path) -> None:
    (folder / "logs").mkdir()
    created = run("new", "logs/mine.yaml", log=None)
    assert "  mmru schema > logs/timeline.schema.json  # for completion in editors\n" in created.err
    assert "`mmru schema > timeline.schema.json`" in (folder / "logs" / "mine.yaml").read_text(encoding="utf-8")


def test_schema_prints_the_shipped_schema() -> None:
    printed = run("schema", log=None)
    assert (printed.code, printed.err) == (0, "")
    assert printed.out == (PACKAGE / "timeline.schema.json").read_text(encoding="utf-8")
    assert json.loads(printed.out)["title"] == "A log of mmru-timeline"
