"""The program in a process of its own: pipes, terminals, closed streams, what it loads, and an installed wheel."""

from __future__ import annotations

import contextlib
import os
import pty
import shutil
import signal
import subprocess
import sys
import venv
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
import typer

from running import INTERRUPTIBLE, SAMPLE, run, run_process

ROOT = Path(__file__).parents[2]
MMRU = [sys.executable, "-c", "from mmru_timeline.cli.main import main; main()"]

_STYLED = ("events --layout timeline", "events --layout table", "show coal-treaty", "actors rudolf", "audit", "chart")
_PLAIN = ("events", "export csv", "export json", "schema", "validate --explain cycle", "--version")


def _log(line: str) -> list[str]:
    return [] if line == "--version" else ["--timeline", str(SAMPLE)]


def test_process_prints_the_same_as_the_program_in_this_process() -> None:
    there, here = run_process("events"), run("events", notes=False)
    assert (there.code, there.data, there.err) == (here.code, here.data, here.err)


@pytest.mark.parametrize("line", [*_STYLED, *_PLAIN])
def test_closed_pipe_is_not_an_error(line: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [*MMRU, *_log(line), *line.split()], stdout=writer, stderr=subprocess.PIPE, check=False, timeout=60
    )
    os.close(writer)
    assert done.returncode == 0
    assert b"Error" not in done.stderr
    assert b"Traceback" not in done.stderr


def test_interrupt_is_quiet() -> None:
    command = [*INTERRUPTIBLE, "--timeline", "-", "events"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin is not None
        # More than the pipe holds: when this returns, the program is reading the log.
        process.stdin.write(b"#" * (1 << 20))
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (-signal.SIGINT, b"", b"")


_INTERRUPT = "import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n"


@pytest.mark.parametrize("module", ["inspect", "typer", "yaml"])
def test_interrupt_is_quiet_while_modules_are_imported(module: str, folder: Path) -> None:
    (folder / f"{module}.py").write_text(_INTERRUPT)
    done = subprocess.run(
        [*INTERRUPTIBLE, "--timeline", str(SAMPLE), "events"], capture_output=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, b"", b"")


def test_interrupt_while_a_file_is_written_leaves_nothing_behind(folder: Path) -> None:
    *python, main = INTERRUPTIBLE
    kill = "import os; os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGINT); "
    done = subprocess.run(
        [*python, main.replace("from", f"{kill}from"), "--timeline", str(SAMPLE), "export", "csv", "-o", "out.csv"],
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")
    assert list(folder.iterdir()) == []


def test_ignored_interrupt_stays_ignored() -> None:
    ignored = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN); from mmru_timeline.__main__ import main; "
    done = subprocess.run(
        [sys.executable, "-c", f"{ignored} import os; os.kill(os.getpid(), signal.SIGINT); main()", "--version"],
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("line", ["events", "events --layout timeline", "export csv"])
def test_head_ends_a_long_output_without_an_error(line: str, tmp_path: Path) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("there is no bash here")
    event = "  - {{id: e-{0}, date: 2001-01-01, title: Event {0} of a long log, sources: [s]}}\n"
    events = "".join(event.format(number) for number in range(3000))
    log = tmp_path / "long.yaml"
    log.write_text(f"schema: 1\ntitle: T\nsources: {{s: {{title: S, publisher: P}}}}\nevents:\n{events}")
    script = 'set -o pipefail; "$@" | head -1'
    done = subprocess.run(
        [bash, "-c", script, "bash", *MMRU, "--timeline", str(log), *line.split()],
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0
    assert done.stdout.count(b"\n") == 1
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("line", ["events", "show coronation", "export csv", "--version"])
def test_closed_standard_output(line: str) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" >&-', "sh", *MMRU, *_log(line), *line.split()],
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


def test_all_standard_streams_closed() -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh", *MMRU, "--timeline", "-", "events"], check=False, timeout=60
    )
    assert done.returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("line", [*_STYLED, *_PLAIN, "--help"])
def test_full_disk_exits_with_2(line: str) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*MMRU, *_log(line), *line.split()], stdout=full, stderr=subprocess.PIPE, check=False, timeout=60
        )
    assert done.returncode == 2
    assert done.stderr.decode().splitlines()[-1] == "mmru: cannot write the output: No space left on device"
    assert b"Traceback" not in done.stderr


def test_terminal_gets_colour_and_the_timeline() -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*MMRU, "--timeline", str(SAMPLE), "events", "--on", "1895"], stdout=theirs, stdin=theirs
    ) as process:
        os.close(theirs)
        shown = b"".join(_read(ours)).decode()
        assert process.wait(60) == 0
    os.close(ours)
    assert "\x1b[1m1895\x1b[0m" in shown
    assert "11 Mar" in shown
    assert "●" in shown
    assert "\t" not in shown


def _read(terminal: int) -> Iterator[bytes]:
    # When nobody writes to a terminal any more, Linux raises an error and other systems return nothing.
    with contextlib.suppress(OSError):
        while data := os.read(terminal, 4096):
            yield data


def _pip(python: Path | str, *arguments: str | Path) -> None:
    command = [python, "-m", "pip", "--disable-pip-version-check", *arguments]
    done = subprocess.run(command, capture_output=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr.decode()


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program installed from a wheel that bundles the sample; its source is deleted."""
    home = tmp_path_factory.mktemp("wheel")
    source = home / "source"
    source.mkdir()
    shutil.copytree(ROOT / "docs", source / "docs")
    shutil.copytree(ROOT / "src", source / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    shutil.copy(SAMPLE, source / "timeline.yaml")
    isolation = ["--no-build-isolation"] if find_spec("hatchling") else []
    _pip(sys.executable, "wheel", source, "--no-deps", "--wheel-dir", home, *isolation)
    shutil.rmtree(source)
    (wheel,) = home.glob("*.whl")
    venv.create(home / "venv", with_pip=False)
    _pip(sys.executable, "--python", home / "venv" / "bin" / "python", "install", "--no-deps", wheel)
    (packages,) = (home / "venv").glob("lib/python*/site-packages")
    # The dependencies are those of the environment of the tests. A path in a .pth file does not bring along its own
    # .pth files, and so no editable install.
    (packages / "dependencies.pth").write_text(f"{Path(typer.__file__).parents[1]}\n")
    return home / "venv"


def _installed_run(home: Path, folder: Path, line: str) -> subprocess.CompletedProcess[bytes]:
    command = [str(home / "bin" / "mmru"), *line.split()]
    return subprocess.run(command, capture_output=True, cwd=folder, check=False, timeout=60)


def test_wheel_prints_its_own_log(installed: Path, tmp_path: Path) -> None:
    done = _installed_run(installed, tmp_path, "events")
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout == run("events").data


@pytest.mark.parametrize("line", ["schema", "new mine.yaml", "validate --strict", "export json", "--version"])
def test_wheel_contains_what_the_program_reads(line: str, installed: Path, tmp_path: Path) -> None:
    done = _installed_run(installed, tmp_path, line)
    assert done.returncode == 0, done.stderr.decode()
    (package,) = installed.glob("lib/python*/site-packages/mmru_timeline")
    assert (package / "py.typed").is_file()
    assert (package / "timeline.yaml").read_bytes() == SAMPLE.read_bytes()


def test_package_runs_as_a_module() -> None:
    command = [sys.executable, "-m", "mmru_timeline", "--version"]
    assert subprocess.run(command, capture_output=True, check=True, text=True).stdout.startswith("mmru ")


_LOADED: dict[str, tuple[list[str], list[str]]] = {
    "--version": (["--version"], ["typer", "rich", "yaml", "dateutil", "difflib", "mmru_timeline.reading.rules"]),
    "export csv": (
        ["export", "csv"],
        ["rich", "dateutil", "sqlite3", "mmru_timeline.views.page", "mmru_timeline.cli.commands.events"],
    ),
    "events down a pipe": (
        ["events"],
        ["rich", "dateutil", "mmru_timeline.views.page", "mmru_timeline.cli.commands.export"],
    ),
    "events since a day": (["events", "--since", "1895-03-11"], ["rich", "dateutil"]),
    "a usage error": (["events", "--zzz"], ["rich", "yaml", "dateutil"]),
}
_ALWAYS_LOADED = {"--version": "mmru_timeline.version", "a usage error": "mmru_timeline.cli.messages"}


@pytest.mark.parametrize("case", _LOADED)
def test_start_up_imports_only_what_it_needs(case: str) -> None:
    arguments, unneeded = _LOADED[case]
    log = None if case == "--version" else SAMPLE
    done = run_process(*arguments, log=log, python=("-X", "importtime"))
    assert done.code == (2 if case == "a usage error" else 0)
    loaded = {line.rsplit("|", 1)[-1].strip() for line in done.err.splitlines() if line.startswith("import time:")}
    assert {"mmru_timeline.cli.main", _ALWAYS_LOADED.get(case, "mmru_timeline.reading.log")} <= loaded
    assert sorted(loaded & set(unneeded)) == []
