"""What is longer than the window goes through a pager, on a terminal only; a pager's trouble is nobody's trouble."""

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
from mmru_timeline.records.model import Timeline
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
            "from mmru_timeline.cli.main import main; main()",
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


def test_the_pager_gets_the_whole_text(expected: str, tmp_path: Path) -> None:
    code, shown = terminal("audit", "--list", MMRU_PAGER=f"cat >{tmp_path}/paged")
    assert (code, shown) == (0, NOTE)
    assert (tmp_path / "paged").read_text(encoding="utf-8") == expected


def test_notes_come_after_the_pager(expected: str) -> None:
    assert terminal("audit", "--list", MMRU_PAGER="cat; echo paged") == (0, f"{expected}paged\n{NOTE}")


CHOSEN: Mapping[str, tuple[dict[str, str], str]] = {
    "our own first": ({"MMRU_PAGER": "cat; echo ours", "PAGER": "cat; echo theirs"}, "ours\n"),
    "the usual one": ({"PAGER": "cat; echo theirs"}, "theirs\n"),
    "ours is empty": ({"MMRU_PAGER": "", "PAGER": "cat; echo theirs"}, ""),
    "ours is blank": ({"MMRU_PAGER": "  ", "PAGER": "cat; echo theirs"}, ""),
    "cat": ({"PAGER": "cat"}, ""),
    "one that fails": ({"MMRU_PAGER": "false"}, ""),
    "one that is not there": ({"MMRU_PAGER": "exec /nowhere/pager 2>/dev/null"}, ""),
    "one that fails after reading": ({"MMRU_PAGER": "cat >/dev/null; exit 3"}, ""),
}


@pytest.mark.parametrize("case", CHOSEN)
def test_which_pager_and_plain_text_whatever_goes_wrong(case: str, expected: str) -> None:
    environment, after = CHOSEN[case]
    assert terminal("audit", "--list", pagers=environment) == (0, f"{expected}{after}{NOTE}")


PLAIN: Mapping[str, tuple[tuple[str, ...], int]] = {
    "asked for no pager": (("audit", "--list", "--no-pager"), _LINES),
    "asked for none before the command": (("--no-pager", "audit", "--list"), _LINES),
    "the window is long enough": (("audit", "--list"), 100),
}


@pytest.mark.parametrize("case", PLAIN)
def test_no_pager_where_none_is_needed(case: str, expected: str, tmp_path: Path) -> None:
    arguments, lines = PLAIN[case]
    code, shown = terminal(*arguments, lines=lines, MMRU_PAGER=f"cat >{tmp_path}/paged")
    assert (code, shown) == (0, expected + NOTE)
    assert not (tmp_path / "paged").exists()


def test_a_text_as_long_as_the_window_is_paged_and_a_shorter_one_not(tmp_path: Path) -> None:
    lines = run("thread", "first-train").out.count("\n")
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


def test_less_is_the_pager_and_gets_our_options(expected: str, tmp_path: Path) -> None:
    less = tmp_path / "less"
    less.write_text('#!/bin/sh\ncat\necho "less $* $LESS"\n', encoding="utf-8")
    less.chmod(0o755)
    path = f"{tmp_path}:{os.environ['PATH']}"
    assert terminal("audit", "--list", PATH=path) == (0, f"{expected}less -FIRX FIRX\n{NOTE}")
    assert terminal("audit", "--list", PATH=path, LESS="-S") == (0, f"{expected}less -FIRX -S\n{NOTE}")


def test_leaving_the_pager_early_is_quiet(sample: Timeline, tmp_path: Path) -> None:
    log = tmp_path / "long.yaml"
    events = "".join(f"  - {{id: e{n}, date: 2021, title: {'A long title ' * 9}}}\n" for n in range(3000))
    log.write_text(f"schema: 1\ntitle: A\nevents:\n{events}", encoding="utf-8")
    code, shown = terminal("--timeline", str(log), "events", MMRU_PAGER="head -1")
    assert code == 0
    assert "Traceback" not in shown
    assert "Exception" not in shown
    assert shown.count("A long title") < 20
    assert sample


def test_a_misuse_is_told_and_not_paged(tmp_path: Path) -> None:
    code, shown = terminal("show", "nothing-such", lines=1, MMRU_PAGER=f"cat >>{tmp_path}/paged")
    assert code == 2
    assert "there is no event 'nothing-such'" in shown


IN_PROCESS: Mapping[str, tuple[str, str]] = {
    "a pager": ("sed s/^/:/", ":line\n" * 30),
    "one that fails": ("false", "line\n" * 30),
    "one that is not there": ("exec /nowhere/pager 2>/dev/null", "line\n" * 30),
    "one that reads a part": ("head -1", "line\n"),
    "cat": ("cat", "line\n" * 30),
    "none": ("", "line\n" * 30),
}


@pytest.mark.parametrize("case", IN_PROCESS)
def test_page(case: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    command, shown = IN_PROCESS[case]
    monkeypatch.setenv("PAGER", command)
    before = signal.getsignal(signal.SIGINT)
    page("line\n" * 30)
    assert capfd.readouterr().out == shown
    assert signal.getsignal(signal.SIGINT) is before


def test_page_prints_what_the_window_holds(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGER", "false; echo no")
    page("line\n" * 23)
    assert capfd.readouterr().out == "line\n" * 23


def test_page_where_no_process_can_be_begun(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("too many processes")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    page("line\n" * 30)
    assert capfd.readouterr().out == "line\n" * 30


def test_a_pager_that_leaves_in_the_middle_has_had_enough(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGER", "true")
    page("line\n" * 100_000)
    assert capfd.readouterr() == ("", "")
