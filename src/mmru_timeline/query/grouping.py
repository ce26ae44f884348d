"""Hits under headings: by year, sector, actor or kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from mmru_timeline.dates.wording import heading_text
from mmru_timeline.query.matching import Hit
from mmru_timeline.query.query import Query, Words
from mmru_timeline.records.model import Event
from mmru_timeline.records.timeline import Timeline
from mmru_timeline.records.vocabulary import Term, Vocabulary

TermGrouping: TypeAlias = Literal["sector", "actor", "kind", "place"]
Grouping: TypeAlias = Literal["year", TermGrouping]


@dataclass(frozen=True, slots=True)
class Group:
    """Hits under one heading. `term` is the year or id that they share; it is empty for hits that have none."""

    by: Grouping
    term: str
    heading: str
    hits: list[Hit] = field(default_factory=list)


_WAYS: Mapping[
    TermGrouping,
    tuple[Callable[[Event], Iterable[str]], Callable[[Timeline], Vocabulary[Term]], Callable[[Query], Words]],
] = {
    "sector": (lambda event: event.sectors, lambda log: log.sectors, lambda query: query.sectors),
    "actor": (lambda event: event.actors, lambda log: log.actors, lambda query: query.actors),
    "place": (
        lambda event: (event.place,) if event.place else (),
        lambda log: log.places,
        lambda query: query.places,
    ),
    "kind": (lambda event: (event.kind,), lambda log: log.kinds, lambda query: query.kinds),
}


def grouped(log: Timeline, hits: Iterable[Hit], by: Grouping, query: Query) -> list[Group]:
    """The hits under their years in chronological order, or under each of their terms in the author's order.

    If the query asks for some of these terms, only those and their parts become headings. Raises UnknownTermError
    for a term of the query that is unknown.
    """
    groups: dict[str, Group] = {}
    if by == "year":
        for hit in hits:
            heading = heading_text(hit.event.date)
            groups.setdefault(heading, Group(by, heading, heading)).hits.append(hit)
        return list(groups.values())
    terms_of, vocabulary_of, words_of = _WAYS[by]
    vocabulary = vocabulary_of(log)
    # Without a table of places, there is no vocabulary to resolve words against.
    asked = vocabulary.with_parts(vocabulary.resolve_all(words_of(query))) if len(vocabulary) else frozenset()
    order = {term.id: position for position, term in enumerate(vocabulary)}
    for hit in hits:
        own = [term for term in dict.fromkeys(terms_of(hit.event)) if not asked or term in asked]
        for term in own or [""]:
            heading = vocabulary.label(term) if term else f"No {by}"
            groups.setdefault(term, Group(by, term, heading)).hits.append(hit)
    return sorted(groups.values(), key=lambda group: (not group.term, order.get(group.term, len(order))))
