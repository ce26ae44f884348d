"""CSV by RFC 4180: a header row, LF (CRLF with a byte order mark, for Excel), lists joined by "; "."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TextIO

from mmru_timeline.dates.edtf import iso_day
from mmru_timeline.exports.options import ExportOptions
from mmru_timeline.query.matching import Hit
from mmru_timeline.records.model import Event
from mmru_timeline.records.timeline import Timeline
from mmru_timeline.records.vocabulary import choose

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

COLUMNS: Mapping[str, Callable[[Event, Timeline], str]] = {
    "id": lambda event, _: event.id,
    "date": lambda event, _: event.date.text,
    "earliest": lambda event, _: iso_day(event.date.s1) or "",
    "latest": lambda event, _: iso_day(event.date.e2) or "",
    "title": lambda event, _: event.title,
    "summary": lambda event, _: event.summary or "",
    "kind": lambda event, _: event.kind,
    "status": lambda event, _: event.status,
    "attributed_to": lambda event, _: _joined(event.attributed_to),
    "sectors": lambda event, _: _joined(event.sectors),
    "actors": lambda event, _: _joined(event.actors),
    "place": lambda event, _: event.place or "",
    "figures": lambda event, _: _joined(figure.text for figure in event.figures),
    "sources": lambda event, _: _joined(citation.id for citation in event.sources),
    "urls": lambda event, log: _joined(log.sources[citation.id].url or "" for citation in event.sources),
    "part_of": lambda event, _: event.part_of or "",
    "follows": lambda event, _: _joined(event.follows),
    "accounts": lambda event, _: _joined(account.says for account in event.accounts),
    "note": lambda event, _: event.note or "",
    "milestone": lambda event, _: "true" if event.milestone else "false",
}


def write_csv(log: Timeline, hits: Sequence[Hit], stream: TextIO, options: ExportOptions) -> None:
    """One event a row. Unless `raw`, an apostrophe precedes cells that a spreadsheet might run as formulas.

    Raises UnknownTermError for a column that does not exist.
    """
    columns = [choose(name, COLUMNS, "column") for name in options.columns or COLUMNS]
    if options.bom:
        stream.write("\ufeff")
    writer = csv.writer(stream, lineterminator="\r\n" if options.bom else "\n")
    writer.writerow(columns)
    for hit in hits:
        cells = [COLUMNS[name](hit.event, log) for name in columns]
        writer.writerow(cells if options.raw else [_harmless(cell) for cell in cells])


def _joined(values: Iterable[str]) -> str:
    return "; ".join(values)


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
