"""What led to an event, what followed from it, and the time between two events."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mmru_timeline.dates.edtf import FOREVER, NEVER, EdtfDate
from mmru_timeline.records.model import Event
from mmru_timeline.records.timeline import Timeline
from mmru_timeline.text import counted

_MONTH = 30.436875
_YEARS = 730
"""From so many days on, years are counted; up to _MANY_YEARS, with their months."""
_MANY_YEARS = 36525


@dataclass(frozen=True, slots=True)
class Step:
    """One event of a thread, below the event `before` that it follows, and one level deeper if that event has a fork.

    `forks`: several events follow `before`; `last`: this is the last of them. `also`: the other events that this one
    follows directly.
    """

    event: Event
    depth: int
    before: Event | None = None
    forks: bool = False
    last: bool = True
    also: tuple[Event, ...] = ()

    @property
    def days(self) -> tuple[int, int] | None:
        """The least and most days between the end of `before` and the beginning of the event, 0 if they may overlap.

        None if there is no event before it, or no limit.
        """
        if self.before is None:
            return None
        earlier, later = self.before.date, self.event.date
        if NEVER in (later.s1, earlier.e1) or FOREVER in (earlier.e2, later.s2):
            return None
        return max(0, later.s1 - earlier.e2), max(0, later.s2 - earlier.e1)


def time_between(earlier: EdtfDate, later: EdtfDate) -> str:
    """How long after the end of one event the other began: "3 years 5 months later", "4 to 5 weeks later", "meanwhile".

    The time is between later.s1 - earlier.e2 and later.s2 - earlier.e1 days, and "meanwhile" if it can be zero or less.
    """
    if earlier.is_exact_day and later.is_exact_day and earlier.s1 == later.s1:
        return "the same day"
    if later.s1 == NEVER or earlier.e2 == FOREVER or later.s1 - earlier.e2 <= 0:
        return "meanwhile"
    about = "about " if earlier.end.mark or later.start.mark else ""
    return f"{about}{_span(later.s1 - earlier.e2, later.s2 - earlier.e1)} later"


def _span(low: int, high: int) -> str:
    if low >= _YEARS and high < _MANY_YEARS and high - low < 360:
        return _years_and_months(round(low / _MONTH), round(high / _MONTH))
    (first, unit), (last, wider) = _length(low), _length(high)
    if unit != wider:
        return f"{counted(first, unit)} to {counted(last, wider)}"
    return counted(first, unit) if first == last else f"{first} to {last} {unit}s"


def _years_and_months(low: int, high: int) -> str:
    """From `low` to `high` months: "3 years 5 months", "3 years 5 to 6 months", "3 years to 3 years 1 month"."""
    (years, first), (most_years, last) = divmod(low, 12), divmod(high, 12)
    if low != high and years == most_years and first:
        return f"{years} years {first} to {last} months"
    texts = [
        f"{counted(year, 'year')} {counted(month, 'month')}" if month else counted(year, "year")
        for year, month in ((years, first), (most_years, last))
    ]
    return " to ".join(dict.fromkeys(texts))


def _length(days: int) -> tuple[int, str]:
    """A number of days, in the unit in which people would count it."""
    for least, length, unit in ((_YEARS, 12 * _MONTH, "year"), (100, _MONTH, "month"), (14, 7, "week")):
        if days >= least:
            return round(days / length), unit
    return days, "day"


def led_to(log: Timeline, event: Event) -> set[str]:
    """The ids of all events that this one follows, directly or through others."""
    return _reached(event, lambda each: [log.by_id[event_id] for event_id in each.follows])


def followed_from(log: Timeline, event: Event) -> set[str]:
    """The ids of all events that follow this one, directly or through others."""
    return _reached(event, lambda each: log.followers.get(each.id, ()))


def _reached(start: Event, next_of: Callable[[Event], Iterable[Event]]) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for event in next_of(waiting.pop()):
            if event.id not in found:
                found.add(event.id)
                waiting.append(event)
    return found


def thread(log: Timeline, event: Event, *, up: bool = True, down: bool = True) -> list[Step]:
    """The steps from the first causes of an event to its last consequences, as trees.

    Each event is listed once, below the latest of the events that it follows; what follows one event is in
    chronological order. An event is not said to follow one that it follows through another anyway.
    """
    members = {event.id} | (led_to(log, event) if up else set()) | (followed_from(log, event) if down else set())
    length = _lengths(log, members)
    order = {each.id: number for number, each in enumerate(log.events)}
    causes: dict[str, list[Event]] = {}
    children: dict[str, list[Event]] = {}
    roots: list[Event] = []
    for each in log.events:
        if each.id not in members:
            continue
        before = [log.by_id[event_id] for event_id in each.follows if event_id in members]
        causes[each.id] = sorted(_direct(log, before, length), key=lambda cause: order[cause.id])
        if causes[each.id]:
            children.setdefault(causes[each.id][-1].id, []).append(each)
        else:
            roots.append(each)
    steps: list[Step] = []
    waiting = [Step(root, 0) for root in reversed(roots)]
    while waiting:
        step = waiting.pop()
        steps.append(step)
        after = children.get(step.event.id, [])
        forks = len(after) > 1
        waiting += [
            Step(each, step.depth + forks, step.event, forks, each is after[-1], tuple(causes[each.id][:-1]))
            for each in reversed(after)
        ]
    return steps


def _direct(log: Timeline, before: Sequence[Event], length: Mapping[str, int]) -> list[Event]:
    """Those of the events that none of the others follows, directly or through others."""
    if len(before) < 2:
        return list(before)
    # What an event follows has a longer chain after it, so the search need not go further up than the events asked for.
    longest_chain = max(length[each.id] for each in before)

    def causes_of(each: Event) -> Iterable[Event]:
        ahead = (event_id for event_id in each.follows if length.get(event_id, longest_chain + 1) <= longest_chain)
        return [log.by_id[event_id] for event_id in ahead]

    through = set().union(*(_reached(each, causes_of) for each in before))
    return [each for each in before if each.id not in through]


def _lengths(log: Timeline, members: set[str]) -> dict[str, int]:
    """For each member the number of events in the longest chain that begins with it."""
    length: dict[str, int] = {}
    for event_id in _latest_first(log, members):
        after = [length[each.id] for each in log.followers.get(event_id, ()) if each.id in members]
        length[event_id] = 1 + max(after, default=0)
    return length


def _latest_first(log: Timeline, members: set[str]) -> Iterator[str]:
    """The members in an order in which each comes after all that follow it. A valid log has no cycles."""
    done: set[str] = set()
    for start in log.events:
        waiting = [start.id] if start.id in members else []
        while waiting:
            event_id = waiting[-1]
            open_ones = [
                each.id for each in log.followers.get(event_id, ()) if each.id in members and each.id not in done
            ]
            if open_ones:
                waiting += open_ones
                continue
            waiting.pop()
            if event_id not in done:
                done.add(event_id)
                yield event_id


@dataclass(frozen=True, slots=True)
class Thread:
    """A thread by its longest chain of events; `events` are all of it, in chronological order."""

    chain: list[Event]
    events: list[Event]


def threads_of(log: Timeline, asked: Collection[str] | None = None) -> list[Thread]:
    """The threads of the log that contain events asked for by id, those with the longest chains first.

    A thread is what follows from an event that follows none. Threads share events where they meet; one whose longest
    chain meets that of a longer thread is left out, unless it alone has an event that is asked for.
    """
    length = _lengths(log, set(log.by_id))
    met: set[str] = set()
    covered: set[str] = set()
    found = []
    roots = [event for event in log.events if not event.follows and event.id in log.followers]
    for root in sorted(roots, key=lambda event: -length[event.id]):
        chain = [root]
        while after := log.followers.get(chain[-1].id, ()):
            chain.append(max(after, key=lambda event: length[event.id]))
        members = {root.id} | followed_from(log, root)
        wanted = members if asked is None else members.intersection(asked)
        on_chain = {event.id for event in chain}
        if wanted and (on_chain.isdisjoint(met) or not wanted <= covered):
            found.append(Thread(chain, [event for event in log.events if event.id in members]))
            covered |= members
        met |= on_chain
    return found
