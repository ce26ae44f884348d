"""CSV by RFC 4180: header row, LF (CRLF with a byte order mark, for Excel), lists joined by "; "."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TextIO

from mmru_timeline.dates.edtf import day_text
from mmru_timeline.exports import ExportOptions
from mmru_timeline.query.matching import Hit
from mmru_timeline.records.model import Event, Timeline

_RISKY = ("=", "+", "-", "@", "\t", "\r")

COLUMNS: Mapping[str, Callable[[Event, Timeline], str]] = {
    "id": lambda event, _: event.id,
    "date": lambda event, _: event.date.text,
    "earliest": lambda event, _: day_text(event.date.s1) or "",
    "latest": lambda event, _: day_text(event.date.e2) or "",
    "title": lambda event, _: event.title,
    "summary": lambda event, _: event.summary or "",
    "kind": lambda event, _: event.kind,
    "status": lambda event, _: event.status.value,
    "attributed_to": lambda event, _: _joined(event.attributed_to),
    "sectors": lambda event, _: _joined(event.sectors),
    "actors": lambda event, _: _joined(event.actors),
    "place": lambda event, _: event.place or "",
    "figures": lambda event, _: _joined(figure.text for figure in event.figures),
    "sources": lambda event, _: _joined(cite.id for cite in event.sources),
    "urls": lambda event, timeline: _joined(timeline.sources[cite.id].url or "" for cite in event.sources),
    "part_of": lambda event, _: event.part_of or "",
    "follows": lambda event, _: _joined(event.follows),
    "accounts": lambda event, _: _joined(account.says for account in event.accounts),
    "note": lambda event, _: event.note or "",
    "milestone": lambda event, _: "true" if event.milestone else "false",
}


def write_csv(timeline: Timeline, hits: Sequence[Hit], stream: TextIO, options: ExportOptions) -> None:
    """One event a row; cells that a spreadsheet would run get a leading apostrophe unless `raw`."""
    if options.bom:
        stream.write("\ufeff")
    columns = options.columns or tuple(COLUMNS)
    writer = csv.writer(stream, lineterminator="\r\n" if options.bom else "\n")
    writer.writerow(columns)
    for hit in hits:
        cells = (COLUMNS[name](hit.event, timeline) for name in columns)
        writer.writerow(cells if options.raw else [_harmless(cell) for cell in cells])


def _joined(values: Iterable[str]) -> str:
    return "; ".join(values)


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_RISKY) else cell
