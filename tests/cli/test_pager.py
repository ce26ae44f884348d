"""At a terminal, output longer than the window goes through a pager; if the pager fails, it is printed without."""

from __future__ import annotations

import fcntl
import os
import pty
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping
from pathlib import Path

import pytest

from mmru_timeline.cli.pager import page
from running import SAMPLE, run

_LINES = 12
_MAIN = "from mmru_timeline.cli.main import main; main()"


def terminal(
    *arguments: str, lines: int = _LINES, pagers: Mapping[str, str] | None = None, **more: str
) -> tuple[int, str]:
    """Run the program on a terminal of its own; its exit code and all that the terminal showed."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, 80, 0, 0))
    plain = {key: value for key, value in os.environ.items() if key not in ("COLUMNS", "LINES")}
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            _MAIN,
            "--timeline",
            str(SAMPLE),
            *arguments,
        ],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env={**plain, "NO_COLOR": "1", **(pagers or {}), **more},
    )
    os.close(slave)
    shown = b""
    while True:
        try:
            data = os.read(master, 65536)
        except OSError:
            break
        if not data:
            break
        shown += data
    os.close(master)
    return process.wait(timeout=60), shown.decode().replace("\r\n", "\n")


@pytest.fixture
def expected() -> str:
    """What `audit --list` prints without a pager."""
    result = run("audit", "--list", "--no-pager")
    assert result.out.count("\n") > _LINES
    return result.out


NOTE = "8 events, 4 sources in the log\n"


def test_pager_gets_the_whole_text(expected: str, tmp_path: Path) -> None:
    code, shown = terminal("audit", "--list", MMRU_PAGER=f"cat >{tmp_path}/paged")
    assert (code, shown) == (0, NOTE)
    assert (tmp_path / "paged").read_text(encoding="utf-8") == expected


def test_notes_are_printed_after_the_pager(expected: str) -> None:
    assert terminal("audit", "--list", MMRU_PAGER="cat; echo paged") == (0, f"{expected}paged\n{NOTE}")


CHOSEN: Mapping[str, tuple[dict[str, str], str]] = {
    "MMRU_PAGER before PAGER": ({"MMRU_PAGER": "cat; echo ours", "PAGER": "cat; echo theirs"}, "ours\n"),
    "PAGER": ({"PAGER": "cat; echo theirs"}, "theirs\n"),
    "an empty MMRU_PAGER": ({"MMRU_PAGER": "", "PAGER": "cat; echo theirs"}, ""),
    "a blank MMRU_PAGER": ({"MMRU_PAGER": "  ", "PAGER": "cat; echo theirs"}, ""),
    "cat": ({"PAGER": "cat"}, ""),
    "a pager that fails": ({"MMRU_PAGER": "false"}, ""),
    "a pager that does not exist": ({"MMRU_PAGER": "exec /nowhere/pager 2>/dev/null"}, ""),
    "a pager that fails after reading": ({"MMRU_PAGER": "cat >/dev/null; exit 3"}, ""),
}


@pytest.mark.parametrize("case", CHOSEN)
def test_choice_of_pager(case: str, expected: str) -> None:
    environment, after = CHOSEN[case]
    assert terminal("audit", "--list", pagers=environment) == (0, f"{expected}{after}{NOTE}")


PLAIN: Mapping[str, tuple[tuple[str, ...], int]] = {
    "--no-pager": (("audit", "--list", "--no-pager"), _LINES),
    "--no-pager before the command": (("--no-pager", "audit", "--list"), _LINES),
    "a window that is long enough": (("audit", "--list"), 100),
}


@pytest.mark.parametrize("case", PLAIN)
def test_pager_is_not_used_if_unneeded_or_unwanted(case: str, expected: str, tmp_path: Path) -> None:
    arguments, lines = PLAIN[case]
    code, shown = terminal(*arguments, lines=lines, MMRU_PAGER=f"cat >{tmp_path}/paged")
    assert (code, shown) == (0, expected + NOTE)
    assert not (tmp_path / "paged").exists()


def test_text_is_paged_if_it_is_as_long_as_the_window(tmp_path: Path) -> None:
    lines = run("thread", "first-train", "--color", "never", "--no-pager", tty=True).out.count("\n")
    for window, paged in ((lines, True), (lines + 1, False)):
        file = tmp_path / f"{window}"
        terminal("thread", "first-train", lines=window, MMRU_PAGER=f"cat >{file}")
        assert file.exists() == paged


def test_no_pager_down_a_pipe(tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MMRU_PAGER", f"cat >{tmp_path}/paged")
        patch.setenv("LINES", "5")
        assert run("audit", "--list").out.count("\n") > 5
    assert not (tmp_path / "paged").exists()


def test_less_is_the_default_and_gets_options(expected: str, tmp_path: Path) -> None:
    less = tmp_path / "less"
    less.write_text('#!/bin/sh\ncat\necho "less $* $LESS"\n', encoding="utf-8")
    less.chmod(0o755)
    path = f"{tmp_path}:{os.environ['PATH']}"
    assert terminal("audit", "--list", PATH=path) == (0, f"{expected}less -FIRX FIRX\n{NOTE}")
    assert terminal("audit", "--list", PATH=path, LESS="-S") == (0, f"{expected}less -FIRX -S\n{NOTE}")


def test_quitting_the_pager_early_is_not_an_error(tmp_path: Path) -> None:
    log = tmp_path / "long.yaml"
    events = "".join(f"  - {{id: e{n}, date: 2021, title: {'A long title ' * 9}}}\n" for n in range(3000))
    log.write_text(f"schema: 1\ntitle: A\nevents:\n{events}", encoding="utf-8")
    code, shown = terminal("--timeline", str(log), "events", MMRU_PAGER="head -1")
    assert code == 0
    assert "Traceback" not in shown
    assert "Exception" not in shown
    assert shown.count("A long title") < 20


def test_error_is_not_paged(tmp_path: Path) -> None:
    code, shown = terminal("show", "nothing-such", lines=1, MMRU_PAGER=f"cat >>{tmp_path}/paged")
    assert code == 2
    assert "unknown event 'nothing-such'" in shown
    assert not (tmp_path / "paged").exists()


PAGED: Mapping[str, tuple[str, str, bool]] = {
    "MMRU_PAGER": ("MMRU_PAGER", "cat > paged", True),
    "PAGER": ("PAGER", "cat > paged", True),
    "an empty PAGER": ("PAGER", "", False),
    "cat": ("PAGER", "cat", False),
    "a pager that does not exist": ("MMRU_PAGER", "./no-such-pager 2>not-paged", False),
}


@pytest.mark.parametrize("case", PAGED)
def test_long_text_is_paged_in_this_process(case: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name, command, paged = PAGED[case]
    whole = run("events", "--color", "never", "--no-pager", tty=True)
    monkeypatch.setenv(name, command)
    monkeypatch.setenv("LINES", "10")
    done = run("events", "--color", "never", tty=True)
    assert done.out == ("" if paged else whole.out)
    assert done.err == whole.err != ""
    assert not paged or (folder / "paged").read_text() == whole.out


def test_text_that_fits_is_not_paged_in_this_process(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MMRU_PAGER", "cat > paged")
    assert run("events", "--limit", "2", tty=True).out
    assert not (folder / "paged").exists()


IN_PROCESS: Mapping[str, tuple[str, str]] = {
    "a pager": ("sed s/^/:/", ":line\n" * 30),
    "a pager that fails": ("false", "line\n" * 30),
    "a pager that does not exist": ("exec /nowhere/pager 2>/dev/null", "line\n" * 30),
    "a pager that reads only a part": ("head -1", "line\n"),
    "cat": ("cat", "line\n" * 30),
    "no pager": ("", "line\n" * 30),
}


@pytest.mark.parametrize("case", IN_PROCESS)
def test_page_prints_text_by_the_pager_or_without_it(
    case: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    command, shown = IN_PROCESS[case]
    monkeypatch.setenv("PAGER", command)
    before = signal.getsignal(signal.SIGINT)
    page("line\n" * 30)
    assert capfd.readouterr().out == shown
    assert signal.getsignal(signal.SIGINT) is before


def test_page_prints_text_that_fits(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGER", "false; echo no")
    page("line\n" * 23)
    assert capfd.readouterr().out == "line\n" * 23


def test_page_prints_text_if_no_process_can_be_started(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("too many processes")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    page("line\n" * 30)
    assert capfd.readouterr().out == "line\n" * 30


def test_page_prints_nothing_more_if_the_pager_quits_early(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGER", "true")
    page("line\n" * 100_000)
    assert capfd.readouterr() == ("", "")
