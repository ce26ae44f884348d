"""README and docs are checked against the program: names that exist, output that is real, pages that are generated."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from documentation import citation_file, commands_page, manual_page, output_page
from mmru_timeline import load, select
from mmru_timeline.cli.main import COMMANDS
from mmru_timeline.exports.registry import EXPORTS
from mmru_timeline.reading.log import bundled_log
from mmru_timeline.records.fields import (
    RECORDS,
    Choice,
    Date,
    Field,
    FieldType,
    Flag,
    Id,
    ListOf,
    MapOf,
    Number,
    Record,
    Text,
)
from running import run

ROOT = Path(__file__).parents[1]
DOCUMENTS = ("README.md", "docs/tutorial.md", "docs/scripts.md", "docs/codebook.md", "CONTRIBUTING.md")
_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
_FIELDS = re.compile(r"(<!-- fields -->\n).*?(<!-- /fields -->)", re.DOTALL)


def _compare_or_update(path: Path, real: str, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update"):
        path.write_text(real, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == real, "run pytest --update tests/test_docs.py, and read the diff"


def _rewritten(block: str) -> str:
    """The block with the real output of its commands, as a terminal of 80 columns shows it."""
    return "".join(f"{line}\n{_output(line)}" for line in block.splitlines() if line.startswith("$ "))


def _output(line: str) -> str:
    match = re.fullmatch(r"\$ (?:printf '(.*?)' \| )?mmru (.*?)(?: \| head -([0-9]+))?", line)
    assert match is not None, line
    typed, command, head = match.groups()
    answers = (typed or "").replace("\\n", "\n").encode()
    done = run(*shlex.split(command), "--no-pager", "--color", "never", log=None, tty=not head, stdin=answers)
    lines = (done.out + done.err).splitlines()[: int(head) if head else None]
    return "".join(f"{each.rstrip()}\n" for each in lines)


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.usefixtures("folder")
def test_output_in_documents_is_real(name: str, request: pytest.FixtureRequest) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    real = _BLOCK.sub(lambda match: f"```console\n{_rewritten(match[1])}```", text)
    _compare_or_update(ROOT / name, real, request)


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("docs/commands.md", commands_page),
        ("docs/output.md", output_page),
        ("docs/mmru.1", manual_page),
        ("CITATION.cff", citation_file),
    ],
    ids=["commands", "output", "manual page", "citation"],
)
def test_generated_documents_are_up_to_date(name: str, made: Callable[[], str], request: pytest.FixtureRequest) -> None:
    _compare_or_update(ROOT / name, made(), request)


def test_mandoc_accepts_the_manual_page() -> None:
    if shutil.which("mandoc") is None and not os.environ.get("CI"):
        pytest.skip("mandoc is not installed")
    page = ROOT / "docs" / "mmru.1"
    done = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", page], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_citation_file_has_the_head_of_the_log() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    log = load()
    assert (cited["title"], cited["version"], cited["license"]) == (log.title, log.version, log.licence)
    assert cited["date-released"] == str(log.released)
    assert [author["name"] for author in cited["authors"]] == list(log.editors)


def test_readme_mentions_only_existing_commands_and_every_export() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`mmru (?:--timeline \S+ )?([a-z]+)\b", readme)) <= set(COMMANDS)
    assert [name for name in EXPORTS if f"`{name}`" not in readme] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_options_in_documents_exist(name: str) -> None:
    known = set(re.findall(r"--[a-z][a-z-]+", run("--help").out))
    for command in COMMANDS:
        known.update(re.findall(r"--[a-z][a-z-]+", run(command, "--help").out))
    text = (ROOT / name).read_text(encoding="utf-8")
    options_of_others = {"--update", "--csv"}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text)) - known - options_of_others == set()


@pytest.mark.parametrize(
    "name", [*DOCUMENTS, "docs/commands.md", "docs/output.md", "docs/diagnostics.md", "CHANGELOG.md"]
)
def test_links_between_documents_lead_somewhere(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)[^)]*\)", text) if not link.startswith("http")]
    assert [link for link in links if not (ROOT / name).parent.joinpath(link).exists()] == []


def test_ci_runs_the_commands_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    commands = re.findall(r"^    (\S.*(?:pip install).*)$", readme, re.MULTILINE)
    assert len(commands) == 2
    assert [command for command in commands if command not in script] == []


def test_python_example_in_readme_runs(folder: Path) -> None:
    shutil.copy(bundled_log(), folder / "mine.yaml")
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "README.md", "exec"), {})
    expected = run("events", "--actor", "russia", "--since", "2023", "--until", "2023-Q2", log=None).out
    lines = [line.split("\t") for line in expected.splitlines()]
    assert printed.getvalue().splitlines() == [
        f"{date} {'possible' if mark == '?' else 'certain'} {title}" for date, mark, _, title, *_ in lines
    ]


def test_bash_example_in_readme_runs() -> None:
    bash = shutil.which("bash")
    if bash is None and not os.environ.get("CI"):
        pytest.skip("bash is not installed")
    (code,) = re.findall(r"```bash\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    # The example runs the program of these tests, which need not be on the PATH.
    program = f'mmru() {{ {shlex.quote(sys.executable)} -m mmru_timeline "$@"; }}\n'
    done = subprocess.run(
        [bash or "bash", "-c", program + code], capture_output=True, check=False, timeout=60, encoding="utf-8"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        f"{hit.event.date} ({hit.event.status}): {hit.event.title}" for hit in select(load(), sector="nuclear")
    ]


def test_output_page_numbers_the_fields_of_a_line() -> None:
    page = (ROOT / "docs" / "output.md").read_text(encoding="utf-8")
    for command in (["events", "--by", "sector"], ["disputes"], ["actors"], ["sources"], ["figures"], ["audit"]):
        (section,) = re.findall(rf"^## mmru {command[0]}\n(.*?)(?=^#|^`sources`)", page, re.MULTILINE | re.DOTALL)
        (line, *_) = run(*command).out.splitlines()
        numbers = re.findall(r"^\| ([0-9]+) \|", section, re.MULTILINE)
        assert numbers == [str(number) for number in range(1, len(line.split("\t")) + 1)], command


def test_pre_commit_hook_runs_an_existing_command(folder: Path) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    program, *arguments = shlex.split(hook["entry"])
    assert (program, hook["language"]) == ("mmru", "python")
    good = "schema: 1\ntitle: A\nevents: []\n"
    for name, text in {"a.yaml": good, "b.yaml": good, "c.yaml": good + "titel: B\n"}.items():
        (folder / name).write_text(text)
    assert run(*arguments, "a.yaml", "b.yaml", log=None).code == 0
    done = run(*arguments, "a.yaml", "b.yaml", "c.yaml", log=None)
    assert done.code == 1
    assert "c.yaml:4:1: error[unknown-key]" in done.out


def test_codebook_has_the_table_of_fields(request: pytest.FixtureRequest) -> None:
    path = ROOT / "docs" / "codebook.md"
    text = path.read_text(encoding="utf-8")
    _compare_or_update(path, _FIELDS.sub(lambda match: f"{match[1]}{_field_tables()}{match[2]}", text), request)


def _field_tables() -> str:
    tables = []
    for name, fields in RECORDS.items():
        rows = "".join(
            f"| `{each.key}`{_requirement(each)} | {_described(each.type)} | {each.help} |\n" for each in fields
        )
        tables.append(f"### {name}\n\n| key | value | meaning |\n|---|---|---|\n{rows}\n")
    return "".join(tables)


def _requirement(field: Field) -> str:
    return " (required)" if field.required else f" (default: {field.default})" if field.default else ""


def _described(kind: FieldType) -> str:
    match kind:
        case Text(longest, lines):
            return f"text of at most {longest} characters" + (", which may have several lines" if lines else "")
        case Choice(values):
            return ("one of " if len(values) > 1 else "") + ", ".join(values)
        case Date():
            return "EDTF date"
        case Number(whole):
            return "whole number" if whole else "number"
        case Flag():
            return "true or false"
        case Id(table):
            return f"id in `{table}`" if table else "new id"
        case ListOf(item):
            return f"list: {_described(item)}"
        case MapOf(value, table):
            return f"mapping from {f'ids in `{table}`' if table else 'new ids'}: {_described(value)}"
        case Record(name, short):
            return name + (f", or only its `{short}`" if short else "")
        case _:
            names = {
                "Address": "web address",
                "Language": "language tag",
                "Attribution": "id of an actor, or text",
                "PlaceName": "id in `places`, or text without that table",
                "WarningCode": "code of a warning or note",
            }
            return names[type(kind).__name__]


_ANSWERS = re.findall(
    r"^\| [^|]+\? \| `mmru ([^`]+)` \|$",
    "\n".join((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "docs/tutorial.md")),
    re.MULTILINE,
)


@pytest.mark.parametrize("command", _ANSWERS)
def test_question_in_documents_is_answered_by_its_command(command: str) -> None:
    done = run(*shlex.split(command), log=None)
    assert (done.code, bool(done.out)) == (0, True), done.err
    assert "no events match" not in done.err


def test_documents_have_thirty_questions() -> None:
    assert len(_ANSWERS) > 30
