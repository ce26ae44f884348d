"""The properties of events whose values are terms of a vocabulary: what can be filtered, and grouped, by term."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from mmru_timeline.records.model import STATUSES, Event
from mmru_timeline.records.timeline import Timeline
from mmru_timeline.records.vocabulary import Term, Vocabulary

FacetName: TypeAlias = Literal["sector", "actor", "kind", "place", "publisher", "status"]

_STATUSES = Vocabulary({status: Term(id=status, label=status) for status in STATUSES}, "status")


@dataclass(frozen=True, slots=True)
class Facet:
    """A property of events: the vocabulary of its terms, and the ids that an event has, which may be texts.

    `heading_of` is the term under which events with an id are listed, if that is not the id itself. A facet that
    `is_text` has any text as ids if the log has no table of its terms.
    """

    vocabulary_of: Callable[[Timeline], Vocabulary[Term]]
    ids_of: Callable[[Event], Iterable[str]]
    heading_of: Callable[[Timeline, str], str] = lambda _, term_id: term_id
    is_text: bool = False

    def wanted(self, log: Timeline, words: Iterable[str]) -> frozenset[str]:
        """The ids of the terms that words name, and of everything that is part of them.

        Raises UnknownTermError for a word that does not name exactly one term.
        """
        vocabulary = self.vocabulary_of(log)
        if self.is_text and not vocabulary.declared:
            # "Moscow" asks for "Moscow, Russia" and for "Moscow Region", and a comma is part of such a text.
            return frozenset(term_id for word in words for term_id in vocabulary.named(word))
        return vocabulary.with_parts(vocabulary.resolve_all(words))

    def test(self, log: Timeline, words: Iterable[str]) -> Callable[[Event], bool]:
        """The test that an event has one of the terms that words name, or a part of one. Raises UnknownTermError."""
        wanted = self.wanted(log, words)
        return lambda event: not wanted.isdisjoint(self.ids_of(event))


FACETS: Mapping[FacetName, Facet] = {
    "sector": Facet(lambda log: log.sectors, lambda event: event.sectors),
    "actor": Facet(lambda log: log.actors, lambda event: event.actors),
    "kind": Facet(lambda log: log.kinds, lambda event: (event.kind,)),
    "place": Facet(lambda log: log.places, lambda event: (event.place,) if event.place else (), is_text=True),
    # Sources are part of their publishers, under which events are listed.
    "publisher": Facet(
        lambda log: log.publishers_and_sources,
        lambda event: event.all_source_ids,
        lambda log, source_id: log.sources[source_id].publisher,
    ),
    "status": Facet(lambda _: _STATUSES, lambda event: (event.status,)),
}
SECTOR_OR_ACTOR = Facet(lambda log: log.sectors_and_actors, lambda event: (*event.sectors, *event.actors))
"""What --with and --without ask for."""
