"""Files written whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from mmru_timeline.cli.run import Misuse


def write_file(name: str, data: bytes, *, force: bool, instead: str = "give another name") -> None:
    """Write the bytes under the name; an existing file is replaced only with `force`.

    Raises Misuse; `instead` is what to do where the file exists.
    """
    if not name.strip():
        raise Misuse("an empty name is none that a file can have", "name a file")
    path = Path(name)
    try:
        if path.exists() and not stat.S_ISREG(path.stat().st_mode):
            if path.is_dir():
                raise Misuse(f"{name}: this is a folder", "name a file in it")
            path.write_bytes(data)
            return
        if path.exists() and not force:
            raise Misuse(f"{name}: the file exists and was left as it is", instead)
        _put(path.resolve(), data, force=force)
    except OSError as error:
        raise Misuse(f"{name}: cannot be written: {error.strerror or error}", "nothing was written") from None
    except ValueError:
        raise Misuse(f"{name!r}: this is no name that a file can have") from None


def _put(path: Path, data: bytes, *, force: bool) -> None:
    """Write beside the target and move there, so that no reader ever sees half a file."""
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
            os.link(temporary, path)
            os.unlink(temporary)
    except BaseException:
        if os.path.exists(temporary):
            os.unlink(temporary)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
