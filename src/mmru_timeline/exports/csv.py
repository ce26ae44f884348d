"""CSV by RFC 4180: a header row, LF (CRLF with a byte order mark, for Excel), lists joined by "; "."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TextIO

from mmru_timeline.dates.edtf import iso_day
from mmru_timeline.exports.options import ExportOptions
from mmru_timeline.query.matching import Hit
from mmru_timeline.records.timeline import Timeline
from mmru_timeline.records.vocabulary import choose

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

COLUMNS: Mapping[str, Callable[[Hit, Timeline], str]] = {
    "id": lambda hit, _: hit.event.id,
    "date": lambda hit, _: hit.event.date.text,
    "earliest": lambda hit, _: iso_day(hit.event.date.s1) or "",
    "latest": lambda hit, _: iso_day(hit.event.date.e2) or "",
    "match": lambda hit, _: hit.match,
    "title": lambda hit, _: hit.event.title,
    "summary": lambda hit, _: hit.event.summary or "",
    "kind": lambda hit, _: hit.event.kind,
    "status": lambda hit, _: hit.event.status,
    "attributed_to": lambda hit, _: _joined(hit.event.attributed_to),
    "sectors": lambda hit, _: _joined(hit.event.sectors),
    "actors": lambda hit, _: _joined(hit.event.actors),
    "place": lambda hit, log: log.place_label(hit.event.place) if hit.event.place else "",
    "figures": lambda hit, _: _joined(figure.text for figure in hit.event.figures),
    "sources": lambda hit, _: _joined(citation.id for citation in hit.event.sources),
    "urls": lambda hit, log: _joined(log.sources[citation.id].url or "" for citation in hit.event.sources),
    "part_of": lambda hit, _: hit.event.part_of or "",
    "follows": lambda hit, _: _joined(hit.event.follows),
    "accounts": lambda hit, _: _joined(account.says for account in hit.event.accounts),
    "note": lambda hit, _: hit.event.note or "",
    "milestone": lambda hit, _: "true" if hit.event.milestone else "false",
}


def write_csv(log: Timeline, hits: Sequence[Hit], stream: TextIO, options: ExportOptions) -> None:
    """One event per row. Unless `raw`, an apostrophe precedes cells that a spreadsheet might run as formulas.

    Raises UnknownTermError for a column that does not exist.
    """
    columns = [choose(name, COLUMNS, "column") for name in options.columns or COLUMNS]
    if options.bom:
        stream.write("\ufeff")
    writer = csv.writer(stream, lineterminator="\r\n" if options.bom else "\n")
    writer.writerow(columns)
    for hit in hits:
        cells = [COLUMNS[name](hit, log) for name in columns]
        writer.writerow(cells if options.raw else [_harmless(cell) for cell in cells])


def _joined(values: Iterable[str]) -> str:
    return "; ".join(values)


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
