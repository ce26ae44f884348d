"""JSON (RFC 8259) and JSON Lines: every key of the schema always there, numbers as numbers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

from mmru_timeline.dates.edtf import When, day_text
from mmru_timeline.exports import ExportOptions
from mmru_timeline.query.matching import Hit
from mmru_timeline.records import fields as schema
from mmru_timeline.records.model import Event, Source, Timeline
from mmru_timeline.records.vocabulary import Term, Vocabulary


def write_json(timeline: Timeline, hits: Sequence[Hit], stream: TextIO, options: ExportOptions) -> None:  # noqa: ARG001
    """One document: the timeline's head, the terms and sources that the events use, and the events."""
    events = [hit.event for hit in hits]
    sources = _sources(timeline, events)
    named = (text for source in sources for text in (source.publisher, source.origin) if text)
    publishers = _terms("publisher", timeline.publishers, (timeline.publishers.exact(text) or "" for text in named))
    actors = [
        *(name for event in events for name in (*event.actors, *event.attributed_to)),
        *(name for event in events for account in event.accounts for name in account.attributed_to),
        *(publisher["state"] for publisher in publishers.values() if publisher["state"]),
    ]
    document = {
        "schema": timeline.schema,
        "timeline": {
            "title": timeline.title,
            "version": timeline.version,
            "released": _plain(timeline.released),
            "licence": timeline.licence,
            "scope": _plain(timeline.scope),
            "sha256": timeline.sha256,
        },
        "kinds": _terms("kind", timeline.kinds, (event.kind for event in events)),
        "sectors": _terms("sector", timeline.sectors, (name for event in events for name in event.sectors)),
        "actors": _terms("actor", timeline.actors, actors),
        "publishers": publishers,
        "sources": {source.id: source_record(timeline, source) for source in sources},
        "events": [event_record(event) for event in events],
    }
    json.dump(document, stream, ensure_ascii=False, indent=2)
    stream.write("\n")


def write_json_lines(timeline: Timeline, hits: Sequence[Hit], stream: TextIO, options: ExportOptions) -> None:  # noqa: ARG001
    """One event a line, with the keys of the JSON document's events."""
    for hit in hits:
        stream.write(json.dumps(event_record(hit.event), ensure_ascii=False, separators=(",", ":")) + "\n")


def event_record(event: Event) -> dict[str, Any]:
    """The event with every key of the schema, and beside `date` its bounds as ISO days, null where infinite."""
    record: dict[str, Any] = {}
    for key, value in record_of("event", event).items():
        record[key] = value
        if key == "date":
            date = event.date
            record["earliest"] = day_text(date.s1)
            record["latest"] = day_text(date.e2)
            record["bounds"] = [day_text(day) for day in (date.s1, date.s2, date.e1, date.e2)]
    return record


def source_record(timeline: Timeline, source: Source) -> dict[str, Any]:
    """The source, its publisher and origin by id where they are terms, however the author spelt them."""
    record = record_of("source", source)
    for key in ("publisher", "origin"):
        if record[key]:
            record[key] = timeline.publishers.exact(record[key]) or record[key]
    return record


def _sources(timeline: Timeline, events: Iterable[Event]) -> list[Source]:
    """The sources that the events use, and those that cite them, in the author's order."""
    used = dict.fromkeys(name for event in events for name in event.all_sources)
    waiting = list(used)
    for name in waiting:
        citing = [other for other in timeline.sources[name].cited_in if other not in used]
        used.update(dict.fromkeys(citing))
        waiting += citing
    return [source for name, source in timeline.sources.items() if name in used]


def record_of(name: str, record: object) -> dict[str, Any]:
    """A record by its field table: null, [], {} or false for what it has not."""
    return {field.key: _plain(getattr(record, field.target), field.type) for field in schema.RECORDS[name]}


def _plain(value: Any, kind: schema.Type | None = None) -> Any:
    match value, kind:
        case When(), _:
            return value.text
        case tuple(), schema.ListOf(item):
            return [_plain(each, item) for each in value]
        case Mapping(), schema.MapOf(item):
            return {key: _plain(each, item) for key, each in value.items()}
        case _, schema.Record(name):
            return record_of(name, value)
        case _:
            return value


def _terms(name: str, vocabulary: Vocabulary[Term], used: Iterable[str]) -> dict[str, Any]:
    """The terms in use with their ancestors, in the author's order."""
    needed: set[str] = set()
    for term in used:
        if term in vocabulary:
            needed.update((term, *vocabulary.ancestors(term)))
    return {term.id: record_of(name, term) for term in vocabulary if term.id in needed}
