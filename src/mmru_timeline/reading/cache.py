"""What is kept between runs, in the XDG cache folder; it may vanish, be damaged or be read-only."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from mmru_timeline.version import __version__


def recall(log: str, sha256: str) -> Any:
    """What was kept for a log of this name with this hash; None if there is nothing, or if it is damaged."""
    try:
        kept = json.loads(_file_of(log).read_bytes())
        return kept["value"] if (kept["program"], kept["sha256"]) == (__version__, sha256) else None
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None


def keep(log: str, sha256: str, value: Any) -> None:
    """Keep a JSON value for a log in place of what was kept before; if that fails, nothing is kept or raised."""
    with contextlib.suppress(OSError):
        file = _file_of(log)
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # mkstemp makes the file with mode 0600, which the renaming keeps.
        handle, temporary = tempfile.mkstemp(dir=file.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                json.dump({"program": __version__, "sha256": sha256, "value": value}, stream)
            os.replace(temporary, file)
        except OSError:
            os.unlink(temporary)


def _file_of(log: str) -> Path:
    # The XDG specification says that a relative path is to be ignored.
    home = os.environ.get("XDG_CACHE_HOME", "")
    root = Path(home) if os.path.isabs(home) else Path(os.environ.get("HOME") or "/nonexistent") / ".cache"
    name = hashlib.sha256(os.path.abspath(log).encode("utf-8", "surrogateescape")).hexdigest()[:32]
    return root / "mmru-timeline" / f"{name}.json"
