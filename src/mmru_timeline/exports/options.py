"""What the caller of an export can choose."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """The options of all formats; the registry says which of them apply to a format.

    `columns` are names of columns, all if empty; `raw` leaves formulas unescaped; `bom` is for Excel.
    """

    columns: tuple[str, ...] = ()
    raw: bool = False
    bom: bool = False
