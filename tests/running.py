"""Running the program, in this process or in another."""

from __future__ import annotations

import gc
import io
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO, TypeAlias

import pytest

from mmru_timeline.cli import messages
from mmru_timeline.cli.main import main
from mmru_timeline.cli.terminal import ColorMode, look_of
from mmru_timeline.views import Look

SAMPLE = Path(__file__).parent / "sample.yaml"

INTERRUPTIBLE = [
    sys.executable,
    "-c",
    # Some shells start what runs in the background with this signal ignored.
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from mmru_timeline.__main__ import main; main()",
]
"""The program as its entry point starts it, for processes that are sent SIGINT."""

Argument: TypeAlias = "str | os.PathLike[str]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a run of the program ended, and what it printed."""

    code: int
    out: str
    err: str
    data: bytes


class _Stream(io.TextIOWrapper):
    """A text stream in memory that can pretend to be a terminal."""

    def __init__(self, data: bytes = b"", *, tty: bool = False, encoding: str = "utf-8") -> None:
        super().__init__(io.BytesIO(data), encoding=encoding, newline="", write_through=True)
        self._tty = tty

    def isatty(self) -> bool:
        return self._tty

    @property
    def written(self) -> bytes:
        self.flush()
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue()


def run(
    *arguments: Argument,
    log: Argument | None = SAMPLE,
    stdin: bytes = b"",
    tty: bool = False,
    encoding: str = "utf-8",
    stdout: TextIO | None = None,
    notes: bool = True,
    colored_errors: bool = False,
) -> Outcome:
    """Run the program in this process, on the sample log unless `log` is given.

    `notes`: standard error is a terminal, where counts and other notes are printed. Diagnostics there have no colour,
    unless it is asked for by --color or by `colored_errors`, which leaves it to the terminal and the environment.
    `tty` makes standard output a terminal. `stdout` replaces standard output; the outcome has nothing of it then.
    """
    given = ["mmru", *_log(log), *[os.fspath(argument) for argument in arguments]]
    out, err = _Stream(tty=tty, encoding=encoding), _Stream(tty=notes, encoding=encoding)
    code: object = 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", given)
        patch.setattr(sys, "stdin", _Stream(stdin))
        patch.setattr(sys, "stdout", stdout or out)
        patch.setattr(sys, "stderr", err)
        # typer sets a hook of its own and does not remove it.
        patch.setattr(sys, "excepthook", sys.excepthook)
        if not colored_errors:
            patch.setattr(messages, "look_of", _plain_look_of)
        try:
            main()
        except SystemExit as end:
            code = end.code or 0
        finally:
            # main() leaves it off, because its process is about to end.
            gc.enable()
    assert isinstance(code, int)
    data = out.written
    return Outcome(code=code, out=data.decode(encoding), err=err.written.decode(encoding), data=data)


def run_process(
    *arguments: Argument,
    log: Argument | None = SAMPLE,
    stdin: bytes = b"",
    environment: Mapping[str, str] | None = None,
    python: tuple[str, ...] = (),
) -> Outcome:
    """Run the program in a process of its own; `python` are options of the interpreter."""
    command = [sys.executable, *python, "-c", "from mmru_timeline.cli.main import main; main()", *_log(log)]
    done = subprocess.run(
        [*command, *[os.fspath(argument) for argument in arguments]],
        input=stdin,
        capture_output=True,
        env={**os.environ, **(environment or {})},
        check=False,
        timeout=60,
    )
    return Outcome(code=done.returncode, out=done.stdout.decode(), err=done.stderr.decode(), data=done.stdout)


def _plain_look_of(stream: TextIO, color: ColorMode) -> Look:
    return look_of(stream, "never" if color == "auto" else color)


def _log(log: Argument | None) -> list[str]:
    return [] if log is None else ["--timeline", os.fspath(log)]
