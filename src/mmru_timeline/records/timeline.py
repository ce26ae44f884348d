"""A whole log: its vocabularies, sources and events, and the links between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from mmru_timeline.dates.edtf import EdtfDate
from mmru_timeline.errors import MmruError
from mmru_timeline.records.model import Actor, Event, Kind, Place, Publisher, Retired, Sector, Source
from mmru_timeline.records.vocabulary import Term, Vocabulary
from mmru_timeline.text import either, nearest, shorten


class UnknownEventError(MmruError, LookupError):
    """A text that is not the id of an event, nor the beginning of exactly one."""


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """A whole log without errors; its events in chronological order, ties in the order of the file.

    `sha256` is the hash of the bytes of the file, in hexadecimal.
    """

    title: str
    schema: int = 1
    version: str | None = None
    released: EdtfDate | None = None
    editors: tuple[str, ...] = ()
    licence: str | None = None
    scope: EdtfDate | None = None
    allow: tuple[str, ...] = ()
    kinds: Vocabulary[Kind]
    sectors: Vocabulary[Sector]
    actors: Vocabulary[Actor]
    places: Vocabulary[Place]
    publishers: Vocabulary[Publisher]
    sources: Mapping[str, Source]
    events: tuple[Event, ...]
    retired: Mapping[str, Retired]
    sha256: str = ""

    @cached_property
    def by_id(self) -> Mapping[str, Event]:
        """Events by id."""
        return {event.id: event for event in self.events}

    @cached_property
    def followers(self) -> Mapping[str, tuple[Event, ...]]:
        """For each id of an event, the events that follow it, in chronological order."""
        return _grouped((earlier, event) for event in self.events for earlier in event.follows)

    @cached_property
    def parts(self) -> Mapping[str, tuple[Event, ...]]:
        """For each id of an event, the events that are part of it, in chronological order."""
        return _grouped((event.part_of, event) for event in self.events if event.part_of)

    @cached_property
    def sectors_and_actors(self) -> Vocabulary[Term]:
        """Sectors and actors as one vocabulary; no two of them share a name."""
        return Vocabulary({term.id: term for term in (*self.actors, *self.sectors)}, "sector or actor")

    @cached_property
    def publishers_and_sources(self) -> Vocabulary[Term]:
        """Publishers and sources as one vocabulary; the id of an undeclared publisher is its name."""
        terms: dict[str, Term] = {publisher.id: publisher for publisher in self.publishers}
        for source in self.sources.values():
            terms.setdefault(source.publisher, Term(id=source.publisher, label=source.publisher))
        for source_id in self.sources:
            terms.setdefault(source_id, Term(id=source_id, label=source_id))
        return Vocabulary(terms, "source or publisher")

    def sources_of(self, term_ids: Iterable[str]) -> frozenset[str]:
        """The ids of sources that are among the terms, or whose publishers are among them or part of them."""
        wanted = self.publishers_and_sources.with_parts(term_ids)
        return frozenset(
            source.id for source in self.sources.values() if source.id in wanted or source.publisher in wanted
        )

    def event(self, text: str) -> Event:
        """The event with this id, or whose id is the only one to begin with it.

        Raises UnknownEventError if there is no such event, if there are several, or if it was withdrawn.
        """
        wanted = text.strip().lower()
        if wanted in self.by_id:
            return self.by_id[wanted]
        if wanted in self.retired:
            retired = self.retired[wanted]
            raise UnknownEventError(
                f"event '{wanted}' was withdrawn: {retired.reason}",
                f"see '{retired.successor}' instead" if retired.successor else "",
            )
        found = [event_id for event_id in self.by_id if event_id.startswith(wanted)] if wanted else []
        if len(found) == 1:
            return self.by_id[found[0]]
        shown = shorten(text)
        if found:
            more = f" and {len(found) - 8} more" if len(found) > 8 else ""
            raise UnknownEventError(
                f"event id '{shown}' is ambiguous ({len(found)} matches)", f"write one of {', '.join(found[:8])}{more}"
            )
        near = nearest(wanted, self.by_id, 3)
        hint = (
            f"did you mean {either(near)}?" if near else "'mmru events WORDS' searches for events and prints their ids"
        )
        raise UnknownEventError(f"unknown event '{shown}'", hint)

    def place_label(self, place: str) -> str:
        """A place with what it is in: "Yangon, Myanmar". A text that is not an id is its own label."""
        return self.places.labels([place, *self.places.ancestors(place)])

    def publisher_label(self, source: Source) -> str:
        """The publisher as people read it."""
        return self.publishers.label(source.publisher)

    def house(self, publisher: str) -> str:
        """The outermost publisher that a publisher is part of; itself if it is part of none."""
        return [publisher, *self.publishers.ancestors(publisher)][-1]

    def originators(self, event: Event) -> tuple[str, ...]:
        """The distinct originators of the sources that attest the event, sorted; secondary sources do not count.

        Publishers that are part of one house count as one.
        """
        cited = (self.sources[citation.id] for citation in event.sources if not citation.context)
        return tuple(sorted({self.house(source.originator) for source in cited if not source.secondary}))


def _grouped(pairs: Iterable[tuple[str, Event]]) -> dict[str, tuple[Event, ...]]:
    found: dict[str, list[Event]] = {}
    for key, event in pairs:
        found.setdefault(key, []).append(event)
    return {key: tuple(events) for key, events in found.items()}
