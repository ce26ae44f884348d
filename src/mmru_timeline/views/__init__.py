"""What people see. A view gets events, a stream and a Look; it never asks what it prints to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TextIO

from mmru_timeline.query.matching import Group
from mmru_timeline.records.model import Status, Timeline

GLYPHS: Mapping[Status, str] = {Status.FACT: "●", Status.CLAIM: "◐", Status.PLANNED: "○", Status.DISPUTED: "◇"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What the output can show: columns, colour, characters beyond ASCII, hyperlinks (OSC 8)."""

    width: int = 80
    colour: bool = False
    unicode: bool = True
    links: bool = False


Layout = Callable[[Timeline, Sequence[Group], TextIO, Look], None]

LAYOUTS: Mapping[str, str] = {"timeline": "timeline", "table": "table", "line": "line"}
"""Layouts of `events`, each with the module that prints it."""


def layout(name: str) -> Layout:
    """The printer of a layout."""
    printer: Layout = import_module(f"mmru_timeline.views.{LAYOUTS[name]}").print_groups
    return printer
