"""JSON (RFC 8259) and JSON Lines: every key of the schema is always present, and numbers are numbers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

from mmru_timeline.dates.edtf import EdtfDate, iso_day
from mmru_timeline.exports.options import ExportOptions
from mmru_timeline.query.matching import Hit
from mmru_timeline.records import fields
from mmru_timeline.records.model import Event, Source
from mmru_timeline.records.timeline import Timeline
from mmru_timeline.records.vocabulary import Term, Vocabulary


def write_json(
    log: Timeline,
    hits: Sequence[Hit],
    stream: TextIO,
    options: ExportOptions | None = None,  # noqa: ARG001
) -> None:
    """One document: the head of the log, the terms and sources that the events use, and the events."""
    events = [hit.event for hit in hits]
    sources = _used_sources(log, events)
    publishers = _terms(
        "publisher", log.publishers, (name for source in sources for name in (source.publisher, source.origin))
    )
    actors = [
        *(actor for event in events for actor in (*event.actors, *event.attributed_to)),
        *(actor for event in events for account in event.accounts for actor in account.attributed_to),
        *(publisher["state"] for publisher in publishers.values()),
    ]
    document = {
        "schema": log.schema,
        "timeline": head_of(log),
        "kinds": _terms("kind", log.kinds, (event.kind for event in events)),
        "sectors": _terms("sector", log.sectors, (sector for event in events for sector in event.sectors)),
        "actors": _terms("actor", log.actors, actors),
        "places": _terms("place", log.places, (event.place for event in events)),
        "publishers": publishers,
        "sources": {source.id: record_of("source", source) for source in sources},
        "events": [hit_record(hit) for hit in hits],
    }
    write_object(document, stream)


def write_object(document: Mapping[str, Any], stream: TextIO) -> None:
    """Write a JSON object on several lines; what a stream cannot encode is escaped, so that nothing is lost."""
    in_utf_8 = (getattr(stream, "encoding", None) or "utf-8").lower().startswith("utf")
    json.dump(document, stream, ensure_ascii=not in_utf_8, indent=2)
    stream.write("\n")


def head_of(log: Timeline) -> dict[str, Any]:
    """Which log it is, in which version."""
    return {
        "title": log.title,
        "version": log.version,
        "released": plain(log.released),
        "licence": log.licence,
        "scope": plain(log.scope),
        "sha256": log.sha256,
    }


def write_json_lines(log: Timeline, hits: Sequence[Hit], stream: TextIO, options: ExportOptions) -> None:  # noqa: ARG001
    """One event per line, with the keys of the events in the JSON document."""
    for hit in hits:
        stream.write(json.dumps(hit_record(hit), ensure_ascii=False, separators=(",", ":")) + "\n")


def hit_record(hit: Hit) -> dict[str, Any]:
    """The event with every key of the schema; after `date` also its bounds (ISO days, null if infinite) and `match`."""
    record: dict[str, Any] = {}
    for key, value in record_of("event", hit.event).items():
        record[key] = value
        if key == "date":
            date = hit.event.date
            record["earliest"] = iso_day(date.s1)
            record["latest"] = iso_day(date.e2)
            record["bounds"] = [iso_day(day) for day in (date.s1, date.s2, date.e1, date.e2)]
            record["match"] = hit.match
    return record


def record_of(name: str, record: object) -> dict[str, Any]:
    """A record by its table of fields; None, an empty list or mapping, or False for what it does not have."""
    return {field.key: plain(getattr(record, field.target), field.type) for field in fields.RECORDS[name]}


def plain(value: Any, kind: fields.FieldType | None = None) -> Any:
    """A value of a field as JSON has it: dates as EDTF, records as objects."""
    match value, kind:
        case EdtfDate(), _:
            return value.text
        case tuple(), fields.ListOf(item):
            return [plain(each, item) for each in value]
        case Mapping(), fields.MapOf(item):
            return {key: plain(each, item) for key, each in value.items()}
        case _, fields.Record(name):
            return record_of(name, value)
        case _:
            return value


def _used_sources(log: Timeline, events: Iterable[Event]) -> list[Source]:
    """The sources that the events use, and those that cite them, in the author's order."""
    used = dict.fromkeys(source_id for event in events for source_id in event.all_source_ids)
    waiting = list(used)
    for source_id in waiting:
        citing = [other for other in log.sources[source_id].cited_in if other not in used]
        used.update(dict.fromkeys(citing))
        waiting += citing
    return [source for source_id, source in log.sources.items() if source_id in used]


def _terms(name: str, vocabulary: Vocabulary[Term], used: Iterable[str | None]) -> dict[str, Any]:
    """The terms in use with their ancestors, in the author's order; `used` may contain texts that are not ids."""
    needed: set[str] = set()
    for term in used:
        if term is not None and term in vocabulary:
            needed.update((term, *vocabulary.ancestors(term)))
    return {term.id: record_of(name, term) for term in vocabulary if term.id in needed}
