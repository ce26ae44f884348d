"""The program in processes of its own: pipes, terminals, closed streams, and a wheel far from any checkout."""

from __future__ import annotations

import contextlib
import os
import pty
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
import typer

from running import SAMPLE, run, run_process

ROOT = Path(__file__).parents[1]
MMRU = [sys.executable, "-c", "from mmru_timeline.cli.main import main; main()"]

_PAINTED = ("events --layout timeline", "events --layout table", "show coal-treaty", "actors rudolf", "audit", "chart")
_PRINTED = ("events", "export csv", "export json", "schema", "validate --explain cycle", "--version")


def _log(line: str) -> list[str]:
    return [] if line == "--version" else ["--timeline", str(SAMPLE)]


def test_a_process_prints_what_the_program_prints_in_process() -> None:
    there, here = run_process("events"), run("events")
    assert (there.code, there.data, there.err) == (here.code, here.data, here.err)


@pytest.mark.parametrize("line", [*_PAINTED, *_PRINTED])
def test_a_pipe_that_nobody_reads_ends_quietly(line: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [*MMRU, *_log(line), *line.split()], stdout=writer, stderr=subprocess.PIPE, check=False, timeout=60
    )
    os.close(writer)
    assert done.returncode == 0
    assert b"Error" not in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("line", ["events", "events --layout timeline", "export csv"])
def test_the_head_of_a_long_log_with_pipefail(line: str, tmp_path: Path) -> None:
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
def test_a_standard_output_that_is_closed(line: str) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" >&-', "sh", *MMRU, *_log(line), *line.split()],
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


def test_every_standard_stream_closed() -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh", *MMRU, "--timeline", "-", "events"], check=False, timeout=60
    )
    assert done.returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("line", [*_PAINTED, *_PRINTED, "--help"])
def test_a_full_disk_is_said(line: str) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*MMRU, *_log(line), *line.split()], stdout=full, stderr=subprocess.PIPE, check=False, timeout=60
        )
    assert done.returncode == 2
    assert done.stderr.decode().splitlines()[-1] == "mmru: the output cannot be written: No space left on device"
    assert b"Traceback" not in done.stderr


def test_a_terminal_gets_colour_and_the_timeline() -> None:
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
    # Linux ends a terminal that nobody writes to any more with an error, others with nothing.
    with contextlib.suppress(OSError):
        while data := os.read(terminal, 4096):
            yield data


def _pip(python: Path | str, *arguments: str | Path) -> None:
    command = [python, "-m", "pip", "--disable-pip-version-check", *arguments]
    done = subprocess.run(command, capture_output=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr.decode()


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program installed from a wheel, its bundled log the sample; the checkout that made it is gone."""
    home = tmp_path_factory.mktemp("wheel")
    source = home / "source"
    source.mkdir()
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
    # The dependencies are those of the tests' own environment; a path added so brings no editable install along.
    (packages / "borrowed.pth").write_text(f"{Path(typer.__file__).parents[1]}\n")
    return home / "venv"


def _installed_run(home: Path, folder: Path, line: str) -> subprocess.CompletedProcess[bytes]:
    command = [str(home / "bin" / "mmru"), *line.split()]
    return subprocess.run(command, capture_output=True, cwd=folder, check=False, timeout=60)


def test_a_wheel_far_from_any_checkout_prints_its_own_log(installed: Path, tmp_path: Path) -> None:
    done = _installed_run(installed, tmp_path, "events")
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout == run("events").data


@pytest.mark.parametrize("line", ["schema", "new mine.yaml", "validate --strict", "export json", "--version"])
def test_a_wheel_holds_what_the_program_reads(line: str, installed: Path, tmp_path: Path) -> None:
    done = _installed_run(installed, tmp_path, line)
    assert done.returncode == 0, done.stderr.decode()
    (package,) = installed.glob("lib/python*/site-packages/mmru_timeline")
    assert (package / "py.typed").is_file()
    assert (package / "timeline.yaml").read_bytes() == SAMPLE.read_bytes()


def test_the_package_runs_as_a_module() -> None:
    command = [sys.executable, "-m", "mmru_timeline", "--version"]
    assert subprocess.run(command, capture_output=True, check=True, text=True).stdout.startswith("mmru ")
