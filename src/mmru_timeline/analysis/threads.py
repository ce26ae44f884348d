"""What led to an event and what came of it, and the time between two events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from mmru_timeline.dates.edtf import FOREVER, NEVER, When
from mmru_timeline.reading.diagnostics import counted
from mmru_timeline.records.model import Event, Timeline


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a thread: an event, how deep its branch lies, the event before it, and whether it begins a branch.

    `again`: the event stands on another line too, with all that came of it.
    """

    event: Event
    depth: int
    before: Event | None = None
    branches: bool = False
    again: bool = False


def time_between(earlier: When, later: When) -> str:
    """How much later the one began than the other ended: "5 months later", "4 to 5 weeks later", "meanwhile".

    The bounds are [later.s1 - earlier.e2, later.s2 - earlier.e1] days; "meanwhile" where that can be zero or less.
    """
    if earlier.is_exact_day and later.is_exact_day and earlier.s1 == later.s1:
        return "the same day"
    if later.s1 == NEVER or earlier.e2 == FOREVER or later.s1 - earlier.e2 <= 0:
        return "meanwhile"
    about = "about " if earlier.end_mark or later.start_mark else ""
    return f"{about}{_span(later.s1 - earlier.e2, later.s2 - earlier.e1)} later"


def _span(low: int, high: int) -> str:
    (first, unit), (last, wider) = _length(low), _length(high)
    if unit != wider:
        return f"{counted(first, unit)} to {counted(last, wider)}"
    return counted(first, unit) if first == last else f"{first} to {last} {unit}s"


def _length(days: int) -> tuple[int, str]:
    """A number of days in the unit that people would count it in."""
    for least, length, unit in ((730, 365.2425, "year"), (61, 30.436875, "month"), (14, 7, "week")):
        if days >= least:
            return round(days / length), unit
    return days, "day"


def led_to(timeline: Timeline, event: Event) -> set[str]:
    """Ids of all that the event follows, directly or through others."""
    return _reached(event, lambda each: [timeline.by_id[name] for name in each.follows])


def came_of(timeline: Timeline, event: Event) -> set[str]:
    """Ids of all that follows the event, directly or through others."""
    return _reached(event, lambda each: timeline.followers.get(each.id, ()))


def _reached(start: Event, next_of: Callable[[Event], Iterable[Event]]) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for event in next_of(waiting.pop()):
            if event.id not in found:
                found.add(event.id)
                waiting.append(event)
    return found


def thread(timeline: Timeline, event: Event, *, up: bool = True, down: bool = True) -> list[Step]:
    """The steps from the first cause to the last consequence of an event, as trees in the order of time.

    A chain keeps its depth; where several events follow one, all but the trunk lie one deeper and come before it.
    The trunk is the way to the event asked for, beyond it the longest way. What several ways lead to stands on the
    trunk if it can, and is only named on the other ways.
    """
    members = {event.id} | (led_to(timeline, event) if up else set()) | (came_of(timeline, event) if down else set())
    towards = {event.id} | led_to(timeline, event)
    length = _lengths(timeline, members)
    after = {name: [each for each in timeline.followers.get(name, ()) if each.id in members] for name in members}
    roots = [each for each in timeline.events if each.id in members and members.isdisjoint(each.follows)]
    trunk: dict[str, Event] = {}
    stands_below: dict[str, Event | None] = {}
    ways: list[tuple[Event | None, Event]] = [(None, root) for root in reversed(roots)]
    while ways:
        before, each = ways.pop()
        if each.id in stands_below:
            continue
        stands_below[each.id] = before
        if following := after[each.id]:
            trunk[each.id] = max(
                following, key=lambda way: (way.id in towards, way.id not in stands_below, length[way.id])
            )
            ways += [(each, way) for way in [*reversed(following), trunk[each.id]]]
    steps: list[Step] = []
    waiting = [Step(root, 0) for root in reversed(roots)]
    while waiting:
        step = waiting.pop()
        steps.append(step)
        if step.again or not after[step.event.id]:
            continue
        main = trunk[step.event.id]
        for way in [main, *(way for way in reversed(after[step.event.id]) if way is not main)]:
            branches = way is not main
            again = stands_below[way.id] is not step.event
            waiting.append(Step(way, step.depth + branches, step.event, branches, again))
    return steps


def _lengths(timeline: Timeline, members: set[str]) -> dict[str, int]:
    """For each event the number of steps of the longest chain that begins with it; later events come first."""
    length: dict[str, int] = {}
    for name in _latest_first(timeline, members):
        after = [length[each.id] for each in timeline.followers.get(name, ()) if each.id in members]
        length[name] = 1 + max(after, default=0)
    return length


def _latest_first(timeline: Timeline, members: set[str]) -> Iterator[str]:
    """The members so that each comes after all that follow it; links of a sound log have no cycle."""
    done: set[str] = set()
    for start in timeline.events:
        waiting = [start.id] if start.id in members else []
        while waiting:
            name = waiting[-1]
            open_ones = [
                each.id for each in timeline.followers.get(name, ()) if each.id in members and each.id not in done
            ]
            if open_ones:
                waiting += open_ones
                continue
            waiting.pop()
            if name not in done:
                done.add(name)
                yield name


def longest(timeline: Timeline) -> list[list[Event]]:
    """The longest chain of each thread of the log, the longest first."""
    everything = set(timeline.by_id)
    length = _lengths(timeline, everything)
    taken: set[str] = set()
    chains: list[list[Event]] = []
    roots = [each for each in timeline.events if not each.follows and each.id in timeline.followers]
    for root in sorted(roots, key=lambda each: -length[each.id]):
        chain = [root]
        while after := timeline.followers.get(chain[-1].id, ()):
            chain.append(max(after, key=lambda each: length[each.id]))
        if taken.isdisjoint(each.id for each in chain):
            chains.append(chain)
        taken.update(each.id for each in chain)
    return chains


def members_of(timeline: Timeline, chain: Sequence[Event]) -> int:
    """How many events hang together with the beginning of a chain."""
    return 1 + len(came_of(timeline, chain[0]))
