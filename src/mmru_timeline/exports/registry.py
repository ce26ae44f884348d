"""The formats of `mmru export`: an export is a module with its writer, and a row here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TextIO, TypeAlias

from mmru_timeline.exports.csv import write_csv
from mmru_timeline.exports.json import write_json, write_json_lines
from mmru_timeline.exports.options import ExportOptions
from mmru_timeline.query.matching import Hit
from mmru_timeline.records.timeline import Timeline

Writer: TypeAlias = Callable[[Timeline, Sequence[Hit], TextIO, ExportOptions], None]
"""Writes events to a stream, which must not translate line ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A format: its writer, its help, and the names of the ExportOptions that apply to it."""

    write: Writer
    help: str
    options: tuple[str, ...] = ()


EXPORTS: Mapping[str, Export] = {
    "csv": Export(
        write=write_csv,
        help="RFC 4180, UTF-8, one event per row, for spreadsheets and shell scripts",
        options=("columns", "raw", "bom"),
    ),
    "json": Export(write=write_json, help="one document with events, terms and sources"),
    "jsonl": Export(write=write_json_lines, help="JSON Lines, one event per line"),
}
