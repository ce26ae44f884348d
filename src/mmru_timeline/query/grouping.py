"""Hits under headings: by year, or by the terms of a facet. The one place where events are counted by term."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from mmru_timeline.dates.wording import heading_text
from mmru_timeline.query.facets import FACETS, FacetName
from mmru_timeline.query.matching import Hit
from mmru_timeline.query.query import Query, words_of
from mmru_timeline.records.model import Source
from mmru_timeline.records.timeline import Timeline

Grouping: TypeAlias = Literal["year", FacetName]


@dataclass(frozen=True, slots=True)
class Group:
    """Hits under one heading. `term` is the year or id that they share; it is empty for hits that have none.

    `itself` is the number of hits that have the term itself, and not only something that is part of it.
    """

    by: Grouping
    term: str
    heading: str
    hits: list[Hit] = field(default_factory=list)
    itself: int = 0

    def cited(self, log: Timeline) -> list[CitedSource]:
        """For the group of a publisher, those of its sources and of its parts' that the hits cite."""
        return [source for source in cited(log.sources_of(self.term), self.hits) if source.hits]


class CitedSource(NamedTuple):
    """A source, and the hits that cite it."""

    source: Source
    hits: Sequence[Hit]


def cited(sources: Iterable[Source], hits: Iterable[Hit]) -> list[CitedSource]:
    """The sources in their order, each with the hits that cite it."""
    citing: dict[str, list[Hit]] = {}
    for hit in hits:
        for source_id in hit.event.all_source_ids:
            citing.setdefault(source_id, []).append(hit)
    return [CitedSource(source, citing.get(source.id, ())) for source in sources]


def grouped(log: Timeline, hits: Iterable[Hit], by: Grouping, query: Query) -> list[Group]:
    """The hits under their years in chronological order, or under each term that they have themselves.

    Terms are in the author's order; those with parts that have events too say "itself" in their heading. If the query
    asks for some of these terms, only those and their parts become headings. Raises UnknownTermError for a term of the
    query that is unknown.
    """
    if by == "year":
        return _by_year(hits)
    vocabulary = FACETS[by].vocabulary_of(log)
    found = _by_term(log, hits, by, query, roll_up=False)
    wholes = {ancestor for term in found for ancestor in vocabulary.ancestors(term)}
    groups = []
    for term, (events, _) in found.items():
        label = vocabulary.label(term) if term else f"No {by}"
        groups.append(Group(by, term, f"{label} itself" if term in wholes else label, events, len(events)))
    return groups


def counted_by(
    log: Timeline, hits: Iterable[Hit], by: FacetName, query: Query, *, with_unused: bool = False
) -> list[Group]:
    """The hits under each of their terms and everything that these are part of, in the author's order.

    The group of a term has the hits that the filter for that term finds among these. With `with_unused`, terms
    without hits have groups too; the group of hits without a term is the last. Raises UnknownTermError as `grouped`.
    """
    vocabulary = FACETS[by].vocabulary_of(log)
    found = _by_term(log, hits, by, query, roll_up=True)
    if with_unused:
        headings = (term.id for term in vocabulary if by != "publisher" or term.id not in log.sources)
        found = {term: found.get(term, ([], 0)) for term in [*headings, *found]}
    return [
        Group(by, term, vocabulary.label(term) if term else f"No {by}", events, itself)
        for term, (events, itself) in found.items()
    ]


def terms_of(log: Timeline, hits: Iterable[Hit], by: FacetName, query: Query) -> list[Group]:
    """The terms that a list has: sectors and places in the author's order, the others with the most events first.

    Terms without events are among them unless events are asked for.
    """
    found = [group for group in counted_by(log, hits, by, query, with_unused=query == Query()) if group.term]
    return found if by in ("sector", "place") else sorted(found, key=lambda group: -len(group.hits))


def nested(log: Timeline, groups: Iterable[Group]) -> list[tuple[int, Group]]:
    """Groups of one facet with the depths of their terms, each below the one that it is part of."""
    by_term = {group.term: group for group in groups}
    parts: dict[str | None, list[Group]] = {}
    # The last in a list is the next.
    for group in reversed(by_term.values()):
        whole = None if group.by == "year" else FACETS[group.by].vocabulary_of(log).parent(group.term)
        parts.setdefault(whole if whole in by_term else None, []).append(group)
    found = []
    waiting = [(0, group) for group in parts.get(None, ())]
    while waiting:
        depth, group = waiting.pop()
        found.append((depth, group))
        waiting += [(depth + 1, part) for part in parts.get(group.term, ())]
    return found


def group_of(log: Timeline, hits: Iterable[Hit], by: FacetName, term_id: str) -> Group:
    """The group of one term: the hits that have it, or something that is part of it."""
    facet = FACETS[by]
    has_term = facet.test(log, [term_id])
    found = [hit for hit in hits if has_term(hit.event)]
    itself = sum(term_id in (facet.heading_of(log, each) for each in facet.ids_of(hit.event)) for hit in found)
    return Group(by, term_id, facet.vocabulary_of(log).label(term_id), found, itself)


def _by_year(hits: Iterable[Hit]) -> list[Group]:
    groups: dict[str, Group] = {}
    for hit in hits:
        heading = heading_text(hit.event.date)
        groups.setdefault(heading, Group("year", heading, heading)).hits.append(hit)
    return list(groups.values())


def _by_term(
    log: Timeline, hits: Iterable[Hit], by: FacetName, query: Query, *, roll_up: bool
) -> dict[str, tuple[list[Hit], int]]:
    """For each term, in the author's order, its hits and how many of them have it themselves; "" is for no term."""
    facet = FACETS[by]
    vocabulary = facet.vocabulary_of(log)
    asked = facet.wanted(log, words_of(query, by))
    found: dict[str, tuple[list[Hit], int]] = {}
    for hit in hits:
        own = [facet.heading_of(log, term) for term in facet.ids_of(hit.event) if not asked or term in asked]
        above = [whole for term in own for whole in vocabulary.ancestors(term)] if roll_up else []
        terms = dict.fromkeys([*own, *(whole for whole in above if not asked or whole in asked)])
        for term in terms or [""]:
            events, itself = found.get(term, ([], 0))
            events.append(hit)
            found[term] = (events, itself + (term in own))
    order = {term.id: position for position, term in enumerate(vocabulary)}
    return dict(sorted(found.items(), key=lambda item: (not item[0], order.get(item[0], len(order)))))
