"""The records of a log. An instance that exists is sound in itself; a Timeline is sound as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from mmru_timeline.dates.edtf import When
from mmru_timeline.records.vocabulary import Term, Vocabulary


class Status(StrEnum):
    """What an event is: it happened, somebody says so, it was to happen, or accounts differ."""

    FACT = "fact"
    CLAIM = "claim"
    PLANNED = "planned"
    DISPUTED = "disputed"


KINDS = (
    *("visit", "meeting", "agreement", "delivery", "exercise", "statement", "report"),
    *("statistic", "vote", "sanction", "ceremony", "incident", "other"),
)
BOUNDS = ("about", "at least", "more than", "at most", "less than")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Term):
    """A kind of event, of the log's own table or of the usual list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector(Term):
    """A field of activity, with its colour on a terminal and a note on what belongs to it."""

    colour: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """An office held for a time; shown as of an event's date, never rolled up."""

    title: str
    when: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Term):
    """A person, body, company, country or group."""

    kind: str | None = None
    roles: tuple[Role, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher(Term):
    """Who publishes sources; `state` is the actor that runs it, if one does."""

    state: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A page or document. `publisher` is a term of the publishers or a text of its own."""

    id: str
    title: str
    publisher: str
    author: tuple[str, ...] = ()
    date: When | None = None
    kind: str | None = None
    url: str | None = None
    origin: str | None = None
    secondary: bool = False
    lang: str | None = None
    archived: str | None = None
    accessed: When | None = None
    cited_in: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    note: str | None = None

    @property
    def originator(self) -> str:
        """Whose word it is: the origin it carries, else its publisher."""
        return self.origin or self.publisher


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A source and the place in it that bears on the event."""

    id: str
    at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that somebody gave: `value`, up to `to` if a range, in `unit`, holding for `period`."""

    what: str
    value: int | float
    to: int | float | None = None
    unit: str | None = None
    bound: str | None = None
    period: When | None = None
    sources: tuple[Citation, ...] = ()
    note: str | None = None

    @property
    def amount(self) -> str:
        """The figure without its period: "planned capacity: about 100–110 MW"."""
        number = f"{self.value}" if self.to is None else f"{self.value}–{self.to}"
        return f"{self.what}: {' '.join(part for part in (self.bound, number, self.unit) if part)}"

    @property
    def text(self) -> str:
        """The figure in one line: "planned capacity: about 100–110 MW (2025)"."""
        return f"{self.amount} ({self.period.text})" if self.period else self.amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A rival version: what it says, on whose word, and where it differs the date and the figures."""

    says: str
    sources: tuple[Citation, ...]
    date: When | None = None
    figures: tuple[Figure, ...] = ()
    attributed_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, is said to have happened, or was to happen; the best-supported version of it."""

    id: str
    date: When
    title: str
    summary: str | None = None
    kind: str = "other"
    status: Status = Status.FACT
    attributed_to: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    place: str | None = None
    figures: tuple[Figure, ...] = ()
    sources: tuple[Citation, ...] = ()
    part_of: str | None = None
    follows: tuple[str, ...] = ()
    accounts: tuple[Account, ...] = ()
    note: str | None = None
    milestone: bool = False
    background: bool = False
    allow: tuple[str, ...] = ()

    @property
    def own_sources(self) -> tuple[str, ...]:
        """Ids of the sources of the event and of its figures, each once, in order; rival accounts have theirs."""
        return _ids_of(self.sources, self.figures)

    @property
    def all_sources(self) -> tuple[str, ...]:
        """Ids of every source of the event, of its figures and of the rival accounts, each once, in order."""
        rivals = (name for account in self.accounts for name in _ids_of(account.sources, account.figures))
        return tuple(dict.fromkeys((*self.own_sources, *rivals)))


def _ids_of(cites: tuple[Citation, ...], figures: tuple[Figure, ...]) -> tuple[str, ...]:
    cited = (*cites, *(cite for figure in figures for cite in figure.sources))
    return tuple(dict.fromkeys(cite.id for cite in cited))


@dataclass(frozen=True, slots=True, kw_only=True)
class Retired:
    """A withdrawn event: why, and where its matter stands now."""

    id: str
    reason: str
    successor: str | None = None


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """A whole log without errors; events in the order of time, then of the file."""

    title: str
    schema: int = 1
    version: str | None = None
    released: When | None = None
    editors: tuple[str, ...] = ()
    licence: str | None = None
    scope: When | None = None
    kinds: Vocabulary[Kind]
    sectors: Vocabulary[Sector]
    actors: Vocabulary[Actor]
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
        """For each id the events that follow it, in the order of time."""
        return _gathered((earlier, event) for event in self.events for earlier in event.follows)

    @cached_property
    def parts(self) -> Mapping[str, tuple[Event, ...]]:
        """For each id the events that are part of it, in the order of time."""
        return _gathered((event.part_of, event) for event in self.events if event.part_of)

    def publisher_name(self, source: Source) -> str:
        """The publisher as people read it."""
        return self.publishers.label(self.publishers.exact(source.publisher) or source.publisher)

    def originators(self, event: Event) -> tuple[str, ...]:
        """The distinct originators, sorted, over the event's own sources that are not secondary.

        Publishers of one house, by `part_of`, are one.
        """
        cited = (self.sources[cite.id] for cite in event.sources)
        names = {self.publishers.exact(s.originator) or s.originator for s in cited if not s.secondary}
        return tuple(sorted({[name, *self.publishers.ancestors(name)][-1] for name in names}))


def _gathered(pairs: Iterable[tuple[str, Event]]) -> dict[str, tuple[Event, ...]]:
    found: dict[str, list[Event]] = {}
    for key, event in pairs:
        found.setdefault(key, []).append(event)
    return {key: tuple(events) for key, events in found.items()}
