"""The scripts in docs/scripts.md, run by bash on the bundled log."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_DOCUMENT = Path(__file__).parents[1] / "docs" / "scripts.md"
_EXAMPLE = re.compile(
    r"^## ([^\n]+)\n(?:(?!^## ).)*?^```bash\n(.*?)^```\n\n^```text\n(.*?)^```", re.DOTALL | re.MULTILINE
)
_EXAMPLES = {match[1]: (match[2], match[3]) for match in _EXAMPLE.finditer(_DOCUMENT.read_text(encoding="utf-8"))}
_TOOLS = ("bash", "awk", "jq", "sqlite3", "duckdb", "xargs", "comm")
_BIN = Path(sys.executable).parent
"""Where pip installs mmru and duckdb."""


@pytest.mark.parametrize("title", _EXAMPLES)
def test_script_prints_what_the_document_says(title: str, folder: Path, request: pytest.FixtureRequest) -> None:
    script, printed = _EXAMPLES[title]
    path = f"{_BIN}{os.pathsep}{os.environ['PATH']}"
    missing = [tool for tool in _TOOLS if re.search(rf"\b{tool}\b", script) and not shutil.which(tool, path=path)]
    if missing and not os.environ.get("CI"):
        pytest.skip(f"{missing[0]} is not installed")
    environment = {"PATH": path, "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [shutil.which("bash") or "bash", "-c", f"set -o pipefail\n{script}"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    # `head` may close a pipe early, which is no failure of the commands before it.
    assert (done.returncode in (0, 141), done.stderr) == (True, "")
    if request.config.getoption("--update"):
        text = _DOCUMENT.read_text(encoding="utf-8")
        _DOCUMENT.write_text(
            text.replace(f"{script}```\n\n```text\n{printed}", f"{script}```\n\n```text\n{done.stdout}"),
            encoding="utf-8",
        )
        return
    assert done.stdout == printed, "run pytest --update tests/test_scripts_document.py, and read the diff"


def test_document_has_ten_sections_of_which_all_but_that_on_cron_are_run() -> None:
    sections = re.findall(r"^## (.*)", _DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(sections) == 10
    assert [section for section in sections if section not in _EXAMPLES] == [
        "Mail from cron only if something is found"
    ]


@pytest.mark.parametrize(
    "line", re.findall(r"^[0-9*]+ [0-9*]+ \S+ \S+ \S+ +(mmru .*)$", _DOCUMENT.read_text(encoding="utf-8"), re.M)
)
def test_line_of_cron_runs_and_mails_only_what_it_finds(line: str, folder: Path) -> None:
    environment = {"PATH": f"{_BIN}{os.pathsep}{os.environ['PATH']}", "HOME": str(folder)}
    log = folder / "mine.yaml"
    subprocess.run([_BIN / "mmru", "new", log], check=True, capture_output=True)
    done = subprocess.run(
        ["sh", "-c", line.replace("/home/editor/mine.yaml", str(log))],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert ("validate" in line) == (done.stdout == "")
