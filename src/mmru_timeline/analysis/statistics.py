"""Counts of events by period, term, precision and originators, which keep what the dates leave open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from mmru_timeline.dates.edtf import FOREVER, NEVER, EdtfDate, Overlap
from mmru_timeline.query.grouping import Group
from mmru_timeline.query.matching import Hit
from mmru_timeline.records.model import Event
from mmru_timeline.records.timeline import Timeline

PeriodLength: TypeAlias = Literal["month", "quarter", "year", "decade", "century"]
PERIODS: Mapping[PeriodLength, int] = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
"""The periods of a chart, with their length in months."""
_MOST_DAYS = 31


@dataclass(frozen=True, slots=True)
class Period:
    """A period of time from its first to its last day, both included."""

    first: int
    last: int

    @property
    def start(self) -> date:
        """The first day."""
        return date.fromordinal(self.first)

    @property
    def length(self) -> PeriodLength:
        """How long it is; the first and last of the calendar may be shorter."""
        days = self.last - self.first + 1
        return next((name for name, months in PERIODS.items() if days <= months * _MOST_DAYS), "century")

    @property
    def text(self) -> str:
        """The period in EDTF: "2023-01", "2023-01/2023-03", "2023", "2020/2029"."""
        start, end = self.start, date.fromordinal(self.last)
        whole_years = (start.month, end.month) == (1, 12)
        first, last = (f"{day.year:04}" if whole_years else f"{day.year:04}-{day.month:02}" for day in (start, end))
        return first if first == last else f"{first}/{last}"


@dataclass(frozen=True, slots=True)
class Lane:
    """The events under one heading, and for each period how many are certainly and how many only possibly in it.

    `depth` is how many lanes its term is nested in.
    """

    group: Group
    depth: int = 0
    certain: list[int] = field(default_factory=list)
    possible: list[int] = field(default_factory=list)


class Cell(NamedTuple):
    """One period of a lane: how many events are certainly in it, and how many only possibly."""

    period: Period
    group: Group
    certain: int
    possible: int


def periods(
    hits: Sequence[Hit], length: PeriodLength, scope: EdtfDate | None, first: int = NEVER, last: int = FOREVER
) -> list[Period]:
    """The periods from the first to the last event, within the window from `first` to `last`, or else the scope.

    Infinite ends reach only as far as these do. The scope is ignored if all events are outside it.
    """
    dates = [date for hit in hits for date in hit.event.dates]
    if scope is not None and any(each.overlap(scope.s1, scope.e2) for each in dates):
        first = scope.s1 if first == NEVER else first
        last = scope.e2 if last == FOREVER else last
    ends = ((max(each.s1, first), min(each.e2, last)) for each in dates)
    days = [day for low, high in ends if low <= high for day in (low, high) if day not in (NEVER, FOREVER)]
    if not days:
        return []
    months = PERIODS[length]
    begin, end = (day.year * 12 + day.month - 1 for day in map(date.fromordinal, (min(days), max(days))))
    starts = range(begin // months * months, end + 1, months)
    return [Period(_month_start(start), _month_start(start + months) - 1) for start in starts]


def _month_start(months: int) -> int:
    year, month = divmod(months, 12)
    if year < 1:
        return NEVER + 1
    return FOREVER if year > 9999 else date(year, month + 1, 1).toordinal()


def lane(group: Group, spans: Sequence[Period], depth: int = 0) -> Lane:
    """The lane of a group: its events counted by period."""
    found = Lane(group, depth)
    for span in spans:
        overlaps = [hit.event.overlap(span.first, span.last) for hit in group.hits]
        found.certain.append(overlaps.count(Overlap.CERTAINLY))
        found.possible.append(overlaps.count(Overlap.POSSIBLY))
    return found


def cells(lanes: Iterable[Lane], spans: Sequence[Period]) -> list[Cell]:
    """The cells of a chart, lane by lane."""
    return [
        Cell(span, each.group, certain, possible)
        for each in lanes
        for span, certain, possible in zip(spans, each.certain, each.possible, strict=True)
    ]


PRECISIONS: Mapping[str, Callable[[EdtfDate], bool]] = {
    "exact to the day": lambda date: date.is_exact_day,
    "qualified (? ~ %)": lambda date: date.is_qualified,
    "open or unknown end": lambda date: date.s1 == NEVER or date.e2 == FOREVER,
    "span of exact days": lambda date: date.s1 == date.s2 and date.e1 == date.e2,
    "known to the month": lambda date: date.s2 - date.s1 <= 30 and date.e2 - date.e1 <= 30,
    "known to the year": lambda date: date.s2 - date.s1 <= 365 and date.e2 - date.e1 <= 365,
    "vaguer than a year": lambda _: True,
}
"""How exact a date can be; the first description that fits counts."""


def by_precision(events: Iterable[Event]) -> dict[str, list[Event]]:
    """The events by how exact their dates are, with every description in PRECISIONS as a key."""
    found: dict[str, list[Event]] = {name: [] for name in PRECISIONS}
    for event in events:
        found[next(name for name, fits in PRECISIONS.items() if fits(event.date))].append(event)
    return found


def by_originators(log: Timeline, events: Iterable[Event]) -> dict[int, list[Event]]:
    """The events by the number of originators that they are based on."""
    found: dict[int, list[Event]] = {}
    for event in events:
        found.setdefault(len(log.originators(event)), []).append(event)
    return dict(sorted(found.items()))


def one_sided(log: Timeline, events: Iterable[Event]) -> dict[str, list[Event]]:
    """The events that are attested only by publishers run by one and the same state, by that state."""
    found: dict[str, list[Event]] = {}
    for event in events:
        # Not from the houses that `originators` counts: a state may run only a part of one.
        states = {log.state_of(source.originator) for source in log.attesting(event)}
        if len(states) == 1 and (state := states.pop()):
            found.setdefault(state, []).append(event)
    return found


@dataclass(frozen=True, slots=True)
class Silence:
    """The time between two neighbouring events, in days: at least `least` and at most `most`."""

    before: Event
    after: Event
    least: int
    most: int


def longest_silence(events: Sequence[Event]) -> Silence | None:
    """The longest time between events in chronological order; None if there are fewer than two with known days.

    `least` assumes that what is uncertain happened late before it and early after it, and `most` the opposite.
    """
    longest: Silence | None = None
    over: Event | None = None
    for event in events:
        if over is not None and event.date.s1 != NEVER:
            least = max(0, event.date.s1 - over.date.e2)
            most = max(0, event.date.s2 - over.date.e1)
            if longest is None or (least, most) > (longest.least, longest.most):
                longest = Silence(over, event, least, most)
        # An event without an end is never over, and a long one may end after several later ones.
        if event.date.e2 != FOREVER and (over is None or event.date.e2 >= over.date.e2):
            over = event
    return longest


def on_first_of_month(events: Iterable[Event]) -> list[Event]:
    """The events on an exact day that is the first of a month, which may stand for an unknown day."""
    return [event for event in events if event.date.is_exact_day and event.date.start.day == 1]
