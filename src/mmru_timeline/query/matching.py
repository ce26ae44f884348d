"""The events of a log that a query asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from mmru_timeline.dates.edtf import EdtfDate, Overlap
from mmru_timeline.dates.windows import Window
from mmru_timeline.query.query import Query, query_from
from mmru_timeline.query.search import Place, Search
from mmru_timeline.records.model import Event, Source
from mmru_timeline.records.timeline import Timeline

Match: TypeAlias = Literal["certain", "possible"]
"""How certainly an event was asked for, in the word that exports use."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An event that was asked for; `certain` is False if it only possibly falls within the time asked for."""

    event: Event
    certain: bool = True

    @property
    def match(self) -> Match:
        """How certainly the event was asked for."""
        return "certain" if self.certain else "possible"


class Selection:
    """A query resolved against a log: its tests, its window of time, and its hits.

    Raises MmruError if a word is unknown or ambiguous, or a date cannot be read.
    """

    def __init__(self, log: Timeline, query: Query) -> None:
        self.log = log
        self.query = query
        self._tests = query.tests(log)
        self._window = query.window(log)
        # The days of every year have no first and no last.
        self.first, self.last = self._window if isinstance(self._window, Window) else Window()
        self._known_by = query.known_by_day(log)
        self._search = Search(log, query.words) if query.words else None

    def rival_dates(self, event: Event) -> list[EdtfDate]:
        """The rival dates because of which an event is within the time asked for, although its own date is not."""
        if self._window.overlap(event.date) is not Overlap.NO:
            return []
        return [date for date in event.dates if self._window.overlap(date) is not Overlap.NO]

    def matches(self, event: Event) -> list[Place]:
        """Where the words asked for are, if the title does not show it; nothing if no words were asked for."""
        return self._search.matches(event) if self._search else []

    def hints(self) -> list[str]:
        """What may be meant instead: for each word that is the name of a sector, actor or place, the option for it."""
        vocabularies = (self.log.sectors, self.log.actors, self.log.places)
        return [
            f"'{word}' is the name of a{'n' * (vocabulary.noun[0] in 'aeiou')} {vocabulary.noun}; "
            f"did you mean --{vocabulary.noun} {term_id}?"
            for word in self.query.words
            for vocabulary in vocabularies
            if (term_id := vocabulary.exact(word))
        ]

    @property
    def hits(self) -> list[Hit]:
        """The events asked for, in chronological order."""
        found = ((event, self.overlap(event)) for event in self.log.events)
        return [Hit(event, overlap is Overlap.CERTAINLY) for event, overlap in found if overlap is not Overlap.NO]

    def overlap(self, event: Event) -> Overlap:
        """How certainly the event is asked for; only dates, its own and those of its sources, can make it POSSIBLY."""
        overlap = Overlap.CERTAINLY
        if self._window != Window():
            overlap = event.by_all_accounts(self._window.overlap)
        if self._known_by is not None:
            overlap = min(overlap, in_print(event, self.log, self._known_by))
        if overlap is Overlap.NO or (self.query.surely_dated and overlap is not Overlap.CERTAINLY):
            return Overlap.NO
        return overlap if all(test(event) for test in self._tests) else Overlap.NO


def select(log: Timeline, query: Query | None = None, **filters: Any) -> list[Hit]:
    """The events of a log that match a query, or the filters of the command line given as keywords.

    select(log, actor="russia", since="2023") asks the same as `mmru events --actor russia --since 2023`. Values are
    text, or an iterable of texts where the option can be repeated. Raises MmruError if a value cannot be resolved, and
    TypeError for an unknown keyword.
    """
    if query is not None and filters:
        raise TypeError("select() takes a query or filters, not both")
    return Selection(log, query or query_from(**filters)).hits


def in_print(event: Event, log: Timeline, day: int) -> Overlap:
    """Whether the event was known from what had been published by the end of a day.

    A source makes the event known when it was published, if it attests the event: certainly by the last day on which
    that may have been, possibly by the first. An undated source may have been published on any day, but no later than
    it was read (`accessed`). Unless it was planned, an event is not known before the first day on which it may have
    happened.
    """
    if event.status != "planned" and day < min(date.s1 for date in event.dates):
        return Overlap.NO
    attesting = [log.sources[citation.id] for citation in event.sources if not citation.context]
    if any(_is_out(source, day) for source in attesting):
        return Overlap.CERTAINLY
    may_be_out = any(source.date is None or source.date.s1 <= day for source in attesting)
    return Overlap.POSSIBLY if may_be_out else Overlap.NO


def _is_out(source: Source, day: int) -> bool:
    """Whether a source had certainly been published by the end of a day."""
    latest = source.date or source.accessed
    return latest is not None and latest.e2 <= day and not latest.end.mark
