"""What programs get: stable columns and keys, byte-identical from run to run. One module a family."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TextIO

from mmru_timeline.query.matching import Hit
from mmru_timeline.records.model import Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """What a caller may choose; each belongs to the exports that name it in Export.options."""

    columns: tuple[str, ...] = ()
    raw: bool = False
    bom: bool = False


Writer = Callable[[Timeline, Sequence[Hit], TextIO, ExportOptions], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A format: its writer by module and name, what it is, and which of ExportOptions it heeds."""

    module: str
    writer: str
    help: str
    options: frozenset[str] = frozenset()

    def write(self, timeline: Timeline, hits: Sequence[Hit], stream: TextIO, options: ExportOptions) -> None:
        """Write the events to a stream that leaves line ends alone."""
        writer: Writer = getattr(import_module(f"mmru_timeline.exports.{self.module}"), self.writer)
        writer(timeline, hits, stream, options)


EXPORTS: Mapping[str, Export] = {
    "csv": Export(
        module="csv",
        writer="write_csv",
        help="RFC 4180, UTF-8, one event a row, for spreadsheets and shell scripts",
        options=frozenset({"columns", "raw", "bom"}),
    ),
    "json": Export(module="json", writer="write_json", help="one document with events, terms and sources"),
    "jsonl": Export(module="json", writer="write_json_lines", help="JSON Lines, one event a line"),
}
