"""Counts of events that keep what dates leave open: per period and lane, precision, silences, attestation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from mmru_timeline.dates.edtf import FOREVER, NEVER, Overlap, When
from mmru_timeline.query.matching import Group, Hit, Query, dated
from mmru_timeline.records.model import Event, Timeline

Period = Literal["month", "quarter", "year", "decade", "century"]
PERIODS: Mapping[Period, int] = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
"""Periods of a chart with their length in months."""


@dataclass(frozen=True, slots=True)
class Span:
    """A period of time: its days, both included."""

    first: int
    last: int

    @property
    def start(self) -> date:
        """The first day."""
        return date.fromordinal(self.first)


@dataclass(frozen=True, slots=True)
class Lane:
    """The events under one heading, for each period how many are certainly and how many only possibly in it."""

    group: Group
    certain: list[int] = field(default_factory=list)
    possible: list[int] = field(default_factory=list)


def periods(hits: Sequence[Hit], length: Period, scope: When | None, query: Query) -> list[Span]:
    """The periods from the first to the last event within the window asked for, else within the scope.

    Infinite ends reach as far as these do; events that all lie outside the scope do without it.
    """
    versions = [hit.event.date for hit in hits]
    versions += [account.date for hit in hits for account in hit.event.accounts if account.date]
    low, high = query.since, query.until
    if scope is not None and any(when.overlap(scope.s1, scope.e2) for when in versions):
        low = scope.s1 if low == NEVER else low
        high = scope.e2 if high == FOREVER else high
    ends = ((max(when.s1, low), min(when.e2, high)) for when in versions)
    days = [day for first, last in ends if first <= last for day in (first, last) if day not in (NEVER, FOREVER)]
    if not days:
        return []
    months = PERIODS[length]
    begin, end = (day.year * 12 + day.month - 1 for day in map(date.fromordinal, (min(days), max(days))))
    starts = range(begin // months * months, end + 1, months)
    return [Span(_month_start(start), _month_start(start + months) - 1) for start in starts]


def _month_start(months: int) -> int:
    year, month = divmod(months, 12)
    if year < 1:
        return NEVER + 1
    return FOREVER if year > 9999 else date(year, month + 1, 1).toordinal()


def lanes(groups: Sequence[Group], spans: Sequence[Span]) -> list[Lane]:
    """A lane for each group."""
    return [_lane(group, spans) for group in groups]


def _lane(group: Group, spans: Sequence[Span]) -> Lane:
    lane = Lane(group)
    for span in spans:
        window = Query(since=span.first, until=span.last)
        stands = [dated(window, hit.event) for hit in group.hits]
        lane.certain.append(stands.count(Overlap.CERTAINLY))
        lane.possible.append(stands.count(Overlap.POSSIBLY))
    return lane


PRECISIONS: Mapping[str, Callable[[When], bool]] = {
    "exact to the day": lambda date: date.is_exact_day,
    "qualified (? ~ %)": lambda date: bool(date.start_mark or date.end_mark),
    "open or unknown end": lambda date: date.s1 == NEVER or date.e2 == FOREVER,
    "span of exact days": lambda date: date.s1 == date.s2 and date.e1 == date.e2,
    "known to the month": lambda date: date.s2 - date.s1 <= 30 and date.e2 - date.e1 <= 30,
    "known to the year": lambda date: date.s2 - date.s1 <= 365 and date.e2 - date.e1 <= 365,
    "vaguer than a year": lambda _: True,
}
"""How exact a date is; the first that fits counts."""


def precision(events: Iterable[Event]) -> dict[str, list[Event]]:
    """The events by how exact their dates are."""
    found: dict[str, list[Event]] = {name: [] for name in PRECISIONS}
    for event in events:
        found[next(name for name, fits in PRECISIONS.items() if fits(event.date))].append(event)
    return found


def attested(timeline: Timeline, events: Iterable[Event]) -> dict[int, list[Event]]:
    """The events by the number of originators that they rest on."""
    found: dict[int, list[Event]] = {}
    for event in events:
        found.setdefault(len(timeline.originators(event)), []).append(event)
    return dict(sorted(found.items()))


def one_sided(timeline: Timeline, events: Iterable[Event]) -> dict[str, list[Event]]:
    """The events that rest on publishers run by one and the same state alone, by that state."""
    found: dict[str, list[Event]] = {}
    for event in events:
        states = {state_of(timeline, name) for name in timeline.originators(event)}
        if len(states) == 1 and (state := states.pop()):
            found.setdefault(state, []).append(event)
    return found


def state_of(timeline: Timeline, originator: str) -> str | None:
    """The actor whose state runs the publisher, or the wider one that it is part of."""
    name = timeline.publishers.exact(originator)
    chain = [name, *timeline.publishers.ancestors(name)] if name else []
    return next((state for each in chain if (state := timeline.publishers[each].state)), None)


@dataclass(frozen=True, slots=True)
class Silence:
    """The time between two neighbouring events, in days at least and at most."""

    before: Event
    after: Event
    least: int
    most: int


def longest_silence(events: Sequence[Event]) -> Silence | None:
    """The longest time in which nothing certainly happened, between events in the order of time.

    `least` is the gap if what was uncertain came late before it and early after it; `most` if the other way.
    """
    best: Silence | None = None
    over: Event | None = None
    for event in events:
        if over is not None and event.date.s1 != NEVER:
            least = max(0, event.date.s1 - over.date.e2)
            most = max(0, event.date.s2 - over.date.e1)
            if best is None or (least, most) > (best.least, best.most):
                best = Silence(over, event, least, most)
        if event.date.e2 != FOREVER and (over is None or event.date.e2 >= over.date.e2):
            over = event
    return best


def default_looking(events: Iterable[Event]) -> list[Event]:
    """Events on an exact day that is the first of a month."""
    return [event for event in events if event.date.is_exact_day and event.date.text.endswith("-01")]
