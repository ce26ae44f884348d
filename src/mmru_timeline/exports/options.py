"""What the caller of an export can choose."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """The options of all formats; a format names those that apply to it in its row of the registry."""

    columns: tuple[str, ...] = ()
    raw: bool = False
    bom: bool = False
