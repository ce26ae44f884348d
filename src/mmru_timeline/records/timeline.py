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
    """A text that is not the id of an event, nor the beginning of exactly one.

    `candidates` are the ids of the events that it could mean, or of the one that was withdrawn; `nearest` are the ids
    most similar to it, best first.
    """

    def __init__(
        self, message: str, hint: str, *, candidates: tuple[str, ...] = (), nearest: tuple[str, ...] = ()
    ) -> None:
        super().__init__(message, hint)
        self.candidates = candidates
        self.nearest = nearest


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
        """Publishers, and sources as parts of them, in one vocabulary; an undeclared publisher's id is its name."""
        terms: dict[str, Term] = {publisher.id: publisher for publisher in self.publishers}
        for source in self.sources.values():
            terms.setdefault(source.publisher, Term(id=source.publisher, label=source.publisher))
        for source in self.sources.values():
            term = Term(id=source.id, label=source.id, aliases=source.aliases, part_of=source.publisher)
            terms.setdefault(source.id, term)
        return Vocabulary(terms, "source or publisher")

    def sources_of(self, publisher: str) -> list[Source]:
        """The sources of a publisher and of everything that is part of it, in the author's order."""
        parts = self.publishers_and_sources.with_parts([publisher])
        return [source for source in self.sources.values() if source.publisher in parts]

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
                candidates=(wanted,),
            )
        found = [event_id for event_id in self.by_id if event_id.startswith(wanted)] if wanted else []
        if len(found) == 1:
            return self.by_id[found[0]]
        shown = shorten(text)
        elsewhere = self._term_hint(text)
        if found:
            more = f" and {len(found) - 8} more" if len(found) > 8 else ""
            raise UnknownEventError(
                f"event id '{shown}' is ambiguous ({len(found)} matches)",
                f"write one of {', '.join(found[:8])}{more}" + (f"; {elsewhere}" if elsewhere else ""),
                candidates=tuple(found),
            )
        near = tuple(nearest(wanted, self.by_id, 3))
        hint = elsewhere or (
            f"did you mean {either(near)}?" if near else "'mmru events WORDS' searches for events and prints their ids"
        )
        raise UnknownEventError(f"unknown event '{shown}'", hint, nearest=near)

    def _term_hint(self, text: str) -> str:
        """What to write instead if a text is not the id of an event but the name of something else; else nothing."""
        candidates = (
            (self.actors.exact(text), "an actor", "actors"),
            (self.sectors.exact(text), "a sector", "sectors"),
            (self.places.exact(text), "a place", "places"),
            (self.publishers.exact(text), "a publisher", "sources"),
            (text if text in self.sources else None, "a source", "sources"),
        )
        return next(
            (f"'{name}' is {what}; see 'mmru {command} {name}'" for name, what, command in candidates if name), ""
        )

    def place_label(self, place: str) -> str:
        """A place with what it is in: "Yangon, Myanmar". A text that is not an id is its own label."""
        return self.places.labels([place, *self.places.ancestors(place)])

    def publisher_label(self, source: Source) -> str:
        """The publisher as people read it."""
        return self.publishers.label(source.publisher)

    def house(self, publisher: str) -> str:
        """The outermost publisher that a publisher is part of; itself if it is part of none."""
        return [publisher, *self.publishers.ancestors(publisher)][-1]

    def state_of(self, publisher: str) -> str | None:
        """The actor whose state runs a publisher, or what it is part of; None if there is none."""
        chain = [publisher, *self.publishers.ancestors(publisher)] if publisher in self.publishers else []
        return next((state for each in chain if (state := self.publishers[each].state)), None)

    def originators(self, event: Event) -> tuple[str, ...]:
        """The distinct originators of the sources that attest the event, sorted; secondary sources do not count.

        Publishers that are part of one house count as one.
        """
        return tuple(sorted({self.house(source.originator) for source in self.attesting(event)}))

    def attesting(self, event: Event) -> list[Source]:
        """The sources that attest the event at first hand: neither secondary nor cited for context."""
        cited = (self.sources[citation.id] for citation in event.sources if not citation.context)
        return [source for source in cited if not source.secondary]


def _grouped(pairs: Iterable[tuple[str, Event]]) -> dict[str, tuple[Event, ...]]:
    found: dict[str, list[Event]] = {}
    for key, event in pairs:
        found.setdefault(key, []).append(event)
    return {key: tuple(events) for key, events in found.items()}
