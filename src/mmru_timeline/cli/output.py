"""Files written whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from mmru_timeline.cli.interrupts import interruptible
from mmru_timeline.errors import FileError
from mmru_timeline.text import shorten


def write_file(name: str, data: bytes, *, force: bool, instead: str = "choose another name") -> None:
    """Write a file; an existing one is replaced only with `force`.

    Raises FileError. `instead` is the hint if the file exists.
    """
    shown = shorten(name, 1_000)
    if not name.strip():
        raise FileError("the file name is empty", "give a file name")
    path = Path(name)
    is_stream = False
    try:
        if path.is_dir():
            raise FileError(f"{shown}: this is a folder", "give the path of a file in it")
        if is_stream := path.exists() and not path.is_file():
            # A pipe or a device cannot be replaced by a file.
            path.write_bytes(data)
            return
        if path.exists() and not force:
            raise FileError(f"{shown}: the file already exists and was not changed", instead)
        _put(path.resolve(), data, force=force)
    except BrokenPipeError:
        # Whoever reads the pipe has read enough.
        raise
    except OSError as error:
        # A stream may have got a part.
        hint = "" if is_stream else "nothing was written"
        raise FileError(f"{shown}: cannot be written: {error.strerror or error}", hint) from None
    except ValueError:
        raise FileError(f"{shown}: not a valid file name") from None


@interruptible()
def _put(path: Path, data: bytes, *, force: bool) -> None:
    """Write a file beside the target and move it there, so that no reader ever sees half of it."""
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o666 & ~_umask()
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, mode)
        if force:
            os.replace(temporary, path)
        else:
            _move_to_free_name(temporary, path)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(temporary)


def _move_to_free_name(temporary: str, path: Path) -> None:
    """Move a file to a name that no file has. Raises FileExistsError if another process has just made one."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        # Some file systems have no links: there, an empty file claims the name.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL))
        try:
            os.replace(temporary, path)
        except BaseException:
            os.unlink(path)
            raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
