"""What people see. A view gets records and a Page of the right width; it never asks what it prints to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mmru_timeline.records.model import Status
from mmru_timeline.views.palette import Theme

GLYPHS: Mapping[Status, str] = {"fact": "●", "claim": "◐", "planned": "○", "disputed": "◇"}
ASCII_GLYPHS: Mapping[Status, str] = {"fact": "*", "claim": "~", "planned": "o", "disputed": "x"}

IN_ASCII = str.maketrans(
    {"–": "-", "—": "-", "·": "-", "…": "...", "●": "*", "◐": "~", "○": "o", "◇": "x", "→": "->", "←": "<-", "│": "|"}
    | {"├": "|", "└": "`", "─": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "█": "#", "▒": ":", "★": "+"}
)
"""What to print for a character where only ASCII can be shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What the output can show: columns, colour and for which theme, characters beyond ASCII, hyperlinks (OSC 8)."""

    width: int = 80
    colour: bool = False
    theme: Theme = "any-256"
    unicode: bool = True
    links: bool = False
