"""README and docs are held to the program: names that exist, outputs that are real, tables that are generated."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from mmru_timeline.cli.main import COMMANDS
from mmru_timeline.exports import EXPORTS
from mmru_timeline.records.fields import (
    RECORDS,
    Choice,
    Date,
    Field,
    Flag,
    ListOf,
    MapOf,
    Number,
    Record,
    Ref,
    Text,
    Type,
)
from running import run

ROOT = Path(__file__).parents[1]
DOCUMENTS = ("README.md", "docs/tutorial.md", "docs/codebook.md", "CONTRIBUTING.md")
_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
_FIELDS = re.compile(r"(<!-- fields -->\n).*?(<!-- /fields -->)", re.DOTALL)


def _rewritten(block: str) -> str:
    """The block with each command's real output, as a terminal of 80 columns shows it."""
    return "".join(f"{line}\n{_output(line)}" for line in block.splitlines() if line.startswith("$ "))


def _output(line: str) -> str:
    typed, command, head = re.fullmatch(r"\$ (?:printf '(.*?)' \| )?mmru (.*?)(?: \| head -([0-9]+))?", line).groups()  # type: ignore[union-attr]
    answers = (typed or "").replace("\\n", "\n").encode()
    done = run(*shlex.split(command), "--no-pager", "--color", "never", log=None, tty=not head, stdin=answers)
    lines = (done.out + done.err).splitlines()[: int(head) if head else None]
    return "".join(f"{each.rstrip()}\n" for each in lines)


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.usefixtures("folder")
def test_outputs_in_documents_are_real(name: str, request: pytest.FixtureRequest) -> None:
    path = ROOT / name
    text = path.read_text(encoding="utf-8")
    real = _BLOCK.sub(lambda match: f"```console\n{_rewritten(match[1])}```", text)
    if request.config.getoption("--update"):
        path.write_text(real, encoding="utf-8")
    assert text == real or request.config.getoption("--update")


def test_readme_names_every_command_and_export_and_no_other() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"mmru (?:--timeline \S+ )?([a-z]+)\b", readme)) - {"events"} <= set(COMMANDS)
    assert [name for name in COMMANDS if f"mmru {name}" not in readme] == []
    assert [name for name in EXPORTS if f"`{name}`" not in readme] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_options_in_documents_exist(name: str) -> None:
    known = set(re.findall(r"--[a-z][a-z-]+", run("--help").out))
    for command in COMMANDS:
        known.update(re.findall(r"--[a-z][a-z-]+", run(command, "--help").out))
    text = (ROOT / name).read_text(encoding="utf-8")
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text))
    elsewhere = {"--update", "--strict", "--cov"}
    assert named - known - elsewhere == set()


def test_readme_has_every_filter() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = run("events", "--help").out
    filters = set(re.findall(r"--[a-z][a-z-]+", shown)) - {
        "--help",
        "--timeline",
        "--color",
        "--max-size",
        "--no-pager",
    }
    assert [name for name in sorted(filters) if f"`{name}" not in readme] == []


def test_ci_runs_the_commands_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    commands = re.findall(r"^    (\S.*(?:pip install).*)$", readme, re.MULTILINE)
    assert len(commands) == 2
    assert [command for command in commands if command not in script] == []


def test_the_codebook_has_the_table_of_fields(request: pytest.FixtureRequest) -> None:
    path = ROOT / "docs" / "codebook.md"
    text = path.read_text(encoding="utf-8")
    real = _FIELDS.sub(lambda match: f"{match[1]}{_field_tables()}{match[2]}", text)
    if request.config.getoption("--update"):
        path.write_text(real, encoding="utf-8")
    assert text == real or request.config.getoption("--update")


def _field_tables() -> str:
    tables = []
    for name, fields in RECORDS.items():
        rows = "".join(f"| `{each.key}`{_stars(each)} | {_said(each.type)} | {each.help} |\n" for each in fields)
        tables.append(f"### {name}\n\n| key | value | meaning |\n|---|---|---|\n{rows}\n")
    return "".join(tables)


def _stars(field: Field) -> str:
    return " (required)" if field.required else f" (else {field.default})" if field.default else ""


def _said(kind: Type) -> str:
    match kind:
        case Text(most, lines):
            return f"text, at most {most} characters" + (", may have several lines" if lines else "")
        case Choice(values):
            return "one of " + ", ".join(values)
        case Date():
            return "EDTF date"
        case Number(whole):
            return "whole number" if whole else "number"
        case Flag():
            return "true or false"
        case Ref(table):
            return f"id in `{table}`" if table else "new id"
        case ListOf(item):
            return f"list: {_said(item)}"
        case MapOf(value, table):
            return f"mapping from {f'ids in `{table}`' if table else 'new ids'}: {_said(value)}"
        case Record(name, short):
            return f"{name}" + (f", or its `{short}` alone" if short else "")
        case _:
            return {"Web": "address", "Tag": "language tag", "Attribution": "actor's id, or words"}[type(kind).__name__]
