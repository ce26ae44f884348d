"""Where the log is, and its bytes."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

MAX_SIZE = 256
"""MiB that are read at the most unless told otherwise."""
_CHUNK = 1 << 20


class UnreadableLog(Exception):
    """The log cannot be read; the text says which file, why, and what to do."""


@dataclass(frozen=True, slots=True)
class LogFile:
    """The bytes of a log and the name that messages give it."""

    name: str
    data: bytes


def bundled_log() -> Path:
    """The log that comes with the program: beside its modules, else the checkout's own."""
    here = Path(__file__).parents[1]
    beside = here / "timeline.yaml"
    return beside if beside.is_file() else here.parents[1] / "timeline.yaml"


def read_log(named: str | None, max_size: int = MAX_SIZE) -> LogFile:
    """The log named on the command line (`-` is standard input), else by MMRU_TIMELINE, else the bundled one.

    `max_size` is in MiB. Raises UnreadableLog.
    """
    limit = max_size * 1024 * 1024
    if named is not None and not named.strip():
        raise UnreadableLog("an empty name is none that a log can have; name a file, or leave --timeline out")
    named = named or os.environ.get("MMRU_TIMELINE") or None
    if named == "-":
        data = _read_at_most(sys.stdin.buffer, limit)
        name = "<stdin>"
    else:
        path = Path(named) if named else bundled_log()
        name = _shown(path)
        try:
            with path.open("rb") as stream:
                data = _read_at_most(stream, limit)
        except FileNotFoundError:
            raise UnreadableLog(f"{name}: there is no such file; give another with --timeline FILE") from None
        except IsADirectoryError:
            raise UnreadableLog(f"{name}: this is a folder; name the YAML file in it") from None
        except OSError as error:
            raise UnreadableLog(f"{name}: cannot be read: {error.strerror or error}") from None
        except ValueError:
            raise UnreadableLog(f"{name!r}: this is no name that a file can have") from None
    if len(data) > limit:
        raise UnreadableLog(f"{name}: larger than {max_size} MiB; allow more with --max-size MIB")
    return LogFile(name, data)


def _read_at_most(stream: BinaryIO, limit: int) -> bytes:
    """The bytes of a stream, and one more than the limit where it holds more; one large read would claim it all."""
    chunks: list[bytes] = []
    left = limit + 1
    while left > 0 and (chunk := stream.read(min(left, _CHUNK))):
        chunks.append(chunk)
        left -= len(chunk)
    return b"".join(chunks)


def _shown(path: Path) -> str:
    """The path as the user would write it: relative where it lies below the working folder."""
    try:
        return str(path.relative_to(Path.cwd())) if path.is_absolute() else str(path)
    except (ValueError, OSError):
        return str(path)
