"""Which events a reader asks for: a frozen Query, one pure `matches`, and `select`, which never prunes the log."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from mmru_timeline.dates.edtf import FOREVER, NEVER, Overlap
from mmru_timeline.records.model import Event, Status, Timeline
from mmru_timeline.records.vocabulary import Term, UnknownTerm, Vocabulary, fold_words

Phrase = tuple[str, ...]
"""Folded words that must stand together, each at the beginning of a word."""

Grouping = Literal["year", "sector", "actor", "kind"]
GROUPINGS: tuple[Grouping, ...] = ("year", "sector", "actor", "kind")


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What an event must be. Sets hold ids with all that is part of them; None and empty mean no such demand.

    `since` and `until` are days as `when` counts them, both included; `demands` and `excludes` are sets of sector
    and actor ids, each of which the event must, or must not, meet; `known_by` is the day by which it was in print.
    """

    phrases: tuple[Phrase, ...] = ()
    sectors: frozenset[str] | None = None
    actors: frozenset[str] | None = None
    kinds: frozenset[str] | None = None
    statuses: frozenset[Status] | None = None
    places: tuple[Phrase, ...] = ()
    sources: frozenset[str] | None = None
    demands: tuple[frozenset[str], ...] = ()
    excludes: tuple[frozenset[str], ...] = ()
    since: int = NEVER
    until: int = FOREVER
    known_by: int | None = None
    surely_dated: bool = False
    milestones: bool = False
    no_parts: bool = False

    @property
    def is_dated(self) -> bool:
        """Whether a window of time was asked for."""
        return self.since != NEVER or self.until != FOREVER


@dataclass(frozen=True, slots=True)
class Hit:
    """An event that was asked for; `certain` is False where its dates only possibly lie in the window."""

    event: Event
    certain: bool = True


def matches(query: Query, event: Event, timeline: Timeline) -> Overlap:
    """How surely the event is what was asked for: only its dates can make it merely possible."""
    stand = dated(query, event) if query.is_dated else Overlap.CERTAINLY
    if query.known_by is not None:
        stand = min(stand, in_print(event, timeline, query.known_by))
    if stand is Overlap.NO or (query.surely_dated and stand is not Overlap.CERTAINLY):
        return Overlap.NO
    terms = {*event.sectors, *event.actors}
    wanted = (
        (query.sectors is None or not query.sectors.isdisjoint(event.sectors))
        and (query.actors is None or not query.actors.isdisjoint(event.actors))
        and (query.kinds is None or event.kind in query.kinds)
        and (query.statuses is None or event.status in query.statuses)
        and (query.sources is None or not query.sources.isdisjoint(event.all_sources))
        and (not query.milestones or event.milestone)
        and not (query.no_parts and event.part_of)
        and all(not demand.isdisjoint(terms) for demand in query.demands)
        and all(exclude.isdisjoint(terms) for exclude in query.excludes)
        and (not query.places or any(_loosely(place, fold_words(event.place or "")) for place in query.places))
        and (not query.phrases or _says(event, timeline, query.phrases))
    )
    return stand if wanted else Overlap.NO


def dated(query: Query, event: Event) -> Overlap:
    """How the event stands to the window: a rival date makes it possible, certainty needs all versions."""
    versions = [event.date, *(account.date for account in event.accounts if account.date)]
    stands = [date.overlap(query.since, query.until) for date in versions]
    if all(stand is Overlap.CERTAINLY for stand in stands):
        return Overlap.CERTAINLY
    return Overlap.NO if all(stand is Overlap.NO for stand in stands) else Overlap.POSSIBLY


def in_print(event: Event, timeline: Timeline, day: int) -> Overlap:
    """Whether some source of the event was published by the day: surely if its latest day is, undated ones never."""
    dates = [date for cite in event.sources if (date := timeline.sources[cite.id].date)]
    if any(date.e2 <= day and not date.end_mark for date in dates):
        return Overlap.CERTAINLY
    return Overlap.POSSIBLY if any(date.s1 <= day for date in dates) else Overlap.NO


def select(timeline: Timeline, query: Query) -> list[Hit]:
    """The events asked for, in the order of time."""
    stands = ((event, matches(query, event, timeline)) for event in timeline.events)
    return [Hit(event, stand is Overlap.CERTAINLY) for event, stand in stands if stand is not Overlap.NO]


def _says(event: Event, timeline: Timeline, phrases: tuple[Phrase, ...]) -> bool:
    texts = [fold_words(text) for text in searched_texts(event, timeline)]
    return all(any(_together(phrase, words) for words in texts) for phrase in phrases)


def searched_texts(event: Event, timeline: Timeline) -> list[str]:
    """Every text of the event that a search for words looks into."""
    texts = [event.title, event.summary, event.note, event.place, *(figure.text for figure in event.figures)]
    for account in event.accounts:
        texts += [account.says, *(figure.text for figure in account.figures)]
    for actor in event.actors:
        texts += timeline.actors[actor].names
    return [text for text in texts if text]


def _together(phrase: Phrase, words: list[str]) -> bool:
    size = len(phrase)
    return any(
        all(word.startswith(prefix) for prefix, word in zip(phrase, words[start : start + size], strict=True))
        for start in range(len(words) - size + 1)
    )


def _loosely(wanted: Phrase, words: list[str]) -> bool:
    return all(any(word.startswith(prefix) for word in words) for prefix in wanted)


def phrases_of(arguments: Iterable[str]) -> tuple[Phrase, ...]:
    """What words on a command line ask for: an argument with spaces is a phrase, as is text between double quotes."""
    found: list[Phrase] = []
    for argument in arguments:
        quoted = argument.count('"') >= 2
        for position, piece in enumerate(argument.split('"') if quoted else [argument]):
            words = fold_words(piece)
            found += [(word,) for word in words] if quoted and position % 2 == 0 else [tuple(words)]
    return tuple(phrase for phrase in found if phrase)


def resolve_all(vocabulary: Vocabulary[Term], values: Sequence[str]) -> list[str]:
    """The ids that the values of one option name; each value is tried whole, then split at commas.

    Raises UnknownTerm for the first that names none.
    """
    ids: list[str] = []
    for value in values:
        # "nuclear,energy" is two sectors, though the words also begin the name "nuclear energy".
        if "," not in value or vocabulary.exact(value) is not None:
            ids.append(vocabulary.resolve(value))
            continue
        pieces = [piece for piece in value.split(",") if piece.strip()] or [value]
        try:
            ids += [vocabulary.resolve(piece) for piece in pieces]
        except UnknownTerm as unknown:
            try:
                ids.append(vocabulary.resolve(value))
            except UnknownTerm:
                raise unknown from None
    return ids


def terms_of_both(timeline: Timeline) -> Vocabulary[Term]:
    """Sectors and actors as one vocabulary; no two of them share a name."""
    return Vocabulary({term.id: term for term in (*timeline.actors, *timeline.sectors)})


def statuses() -> Vocabulary[Term]:
    """The four statuses as a vocabulary."""
    return Vocabulary({status.value: Term(id=status.value, label=status.value) for status in Status})


def sources_by_name(timeline: Timeline) -> tuple[Vocabulary[Term], dict[str, frozenset[str]]]:
    """Sources and publishers as one vocabulary, and for each of its ids the sources meant."""
    terms: dict[str, Term] = {}
    meant: dict[str, set[str]] = {}
    for publisher in timeline.publishers:
        terms[publisher.id] = publisher
        meant[publisher.id] = set()
    for source in timeline.sources.values():
        name = timeline.publishers.exact(source.publisher) or source.publisher
        terms.setdefault(name, Term(id=name, label=name))
        meant.setdefault(name, set()).add(source.id)
    for source in timeline.sources.values():
        if source.id not in terms:
            terms[source.id] = Term(id=source.id, label=source.id)
            meant[source.id] = {source.id}
    return Vocabulary(terms), {name: frozenset(ids) for name, ids in meant.items()}


@dataclass(frozen=True, slots=True)
class Group:
    """Hits under one heading; `term` is what they share (a year or an id), empty for those that have none."""

    by: Grouping
    term: str
    heading: str
    hits: list[Hit] = field(default_factory=list)

    @property
    def by_year(self) -> bool:
        """Whether the heading is a year."""
        return self.by == "year"

    @property
    def named(self) -> bool:
        """Whether the heading says more than the events' own dates do."""
        return self.by != "year"


def grouped(timeline: Timeline, hits: Iterable[Hit], by: Grouping, query: Query) -> list[Group]:
    """The hits under each of their own terms, or under the chosen ones alone where the query chose some."""
    groups: dict[str, Group] = {}
    if by == "year":
        for hit in hits:
            name = str(hit.event.date.year or "")
            groups.setdefault(name, Group(by, name, name or "Undated")).hits.append(hit)
        return list(groups.values())
    ways: Mapping[str, tuple[Callable[[Event], Iterable[str]], Vocabulary[Term], frozenset[str] | None]] = {
        "sector": (lambda event: event.sectors, timeline.sectors, query.sectors),
        "actor": (lambda event: event.actors, timeline.actors, query.actors),
        "kind": (lambda event: (event.kind,), timeline.kinds, query.kinds),
    }
    terms_of, vocabulary, chosen = ways[by]
    order = {term.id: position for position, term in enumerate(vocabulary)}
    for hit in hits:
        own = [name for name in dict.fromkeys(terms_of(hit.event)) if chosen is None or name in chosen]
        for name in own or [""]:
            heading = vocabulary.label(name) if name else f"No {by}"
            groups.setdefault(name, Group(by, name, heading)).hits.append(hit)
    return sorted(groups.values(), key=lambda group: order.get(group.term, len(order)))
