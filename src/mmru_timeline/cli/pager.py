"""Output that is longer than the window goes through a pager, as git's does."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys


def page(text: str) -> None:
    """Show a text at the terminal; if it is longer than the window, through MMRU_PAGER, PAGER or less.

    If the pager fails, the text is printed without it.
    """
    command = next(
        (value for name in ("MMRU_PAGER", "PAGER") if (value := os.environ.get(name)) is not None), "less -FIRX"
    )
    if os.environ.get("TERM") == "dumb":
        command = ""
    is_long = text.count("\n") >= shutil.get_terminal_size((80, 24)).lines
    if not (is_long and command.strip() and command != "cat" and _piped_through(command, text)):
        sys.stdout.write(text)


def _piped_through(command: str, text: str) -> bool:
    """Whether the pager took the text. If it is quit before the end of the text, that is the reader's choice."""
    encoding = sys.stdout.encoding or "utf-8"
    environment = {"LESS": "FIRX", **os.environ}
    sys.stdout.flush()
    # While the pager runs, Ctrl-C is meant for it.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        process = subprocess.Popen(command, shell=True, stdin=subprocess.PIPE, env=environment)
        process.communicate(text.encode(encoding, sys.stdout.errors or "replace"))
        return process.returncode == 0
    except OSError:
        return False
    finally:
        signal.signal(signal.SIGINT, before)
