"""Output longer than the window goes through a pager, as git's does."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys


def page(text: str) -> None:
    """Show a text on the terminal: through MMRU_PAGER, PAGER or less if it is longer than the window, else as it is.

    Whatever goes wrong with the pager, the text is printed plainly.
    """
    command = next(
        (value for name in ("MMRU_PAGER", "PAGER") if (value := os.environ.get(name)) is not None), "less -FIRX"
    )
    if os.environ.get("TERM") == "dumb":
        command = ""
    longer = text.count("\n") >= shutil.get_terminal_size((80, 24)).lines
    if not (longer and command.strip() and command != "cat" and _piped_through(command, text)):
        sys.stdout.write(text)


def _piped_through(command: str, text: str) -> bool:
    """Whether the pager took the text; its leaving before the end is the reader's choice."""
    encoding = sys.stdout.encoding or "utf-8"
    environment = {"LESS": "FIRX", **os.environ}
    sys.stdout.flush()
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        process = subprocess.Popen(command, shell=True, stdin=subprocess.PIPE, env=environment)
        process.communicate(text.encode(encoding, "replace"))
        return process.returncode == 0
    except OSError:
        return False
    finally:
        signal.signal(signal.SIGINT, before)
