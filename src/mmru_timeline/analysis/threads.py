"""What led to an event, what followed from it, and the time between two events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from mmru_timeline.dates.edtf import FOREVER, NEVER, EdtfDate
from mmru_timeline.records.model import Event
from mmru_timeline.records.timeline import Timeline
from mmru_timeline.text import counted


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a thread: an event, the depth of its branch, the event before it, and whether it begins a branch.

    `again`: the event is only named here; it has a line of its own elsewhere, with everything that followed from it.
    """

    event: Event
    depth: int
    before: Event | None = None
    branches: bool = False
    again: bool = False


def time_between(earlier: EdtfDate, later: EdtfDate) -> str:
    """How long after the end of one event the other began: "5 months later", "4 to 5 weeks later", "meanwhile".

    The time is between later.s1 - earlier.e2 and later.s2 - earlier.e1 days, and "meanwhile" if it can be zero or less.
    """
    if earlier.is_exact_day and later.is_exact_day and earlier.s1 == later.s1:
        return "the same day"
    if later.s1 == NEVER or earlier.e2 == FOREVER or later.s1 - earlier.e2 <= 0:
        return "meanwhile"
    about = "about " if earlier.end.mark or later.start.mark else ""
    return f"{about}{_span(later.s1 - earlier.e2, later.s2 - earlier.e1)} later"


def _span(low: int, high: int) -> str:
    (first, unit), (last, wider) = _length(low), _length(high)
    if unit != wider:
        return f"{counted(first, unit)} to {counted(last, wider)}"
    return counted(first, unit) if first == last else f"{first} to {last} {unit}s"


def _length(days: int) -> tuple[int, str]:
    """A number of days, in the unit in which people would count it."""
    for least, length, unit in ((730, 365.2425, "year"), (61, 30.436875, "month"), (14, 7, "week")):
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
    """The steps from the first cause to the last consequence of an event, as trees in chronological order.

    A chain stays at its depth. Where several events follow one, all but the trunk are one level deeper and come
    before it. The trunk is the way to the event asked for, and after that the longest way. An event that can be
    reached in several ways is on the trunk if possible, and only named on the other ways.
    """
    members = {event.id} | (led_to(log, event) if up else set()) | (followed_from(log, event) if down else set())
    towards = {event.id} | led_to(log, event)
    length = _lengths(log, members)
    after = {event_id: [each for each in log.followers.get(event_id, ()) if each.id in members] for event_id in members}
    roots = [each for each in log.events if each.id in members and members.isdisjoint(each.follows)]
    trunk: dict[str, Event] = {}
    parent_of: dict[str, Event | None] = {}
    # First decide under which event each one is listed: the first from which it is reached, the trunk before branches.
    ways: list[tuple[Event | None, Event]] = [(None, root) for root in reversed(roots)]
    while ways:
        before, each = ways.pop()
        if each.id in parent_of:
            continue
        parent_of[each.id] = before
        if following := after[each.id]:
            trunk[each.id] = max(
                following, key=lambda way: (way.id in towards, way.id not in parent_of, length[way.id])
            )
            ways += [(each, way) for way in [*reversed(following), trunk[each.id]]]
    # Then list the steps, each event under the parent just found, branches before the trunk.
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
            again = parent_of[way.id] is not step.event
            waiting.append(Step(way, step.depth + branches, step.event, branches, again))
    return steps


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


def longest(log: Timeline) -> list[list[Event]]:
    """The longest chain of each thread of the log, the longest first."""
    everything = set(log.by_id)
    length = _lengths(log, everything)
    taken: set[str] = set()
    chains: list[list[Event]] = []
    roots = [each for each in log.events if not each.follows and each.id in log.followers]
    for root in sorted(roots, key=lambda each: -length[each.id]):
        chain = [root]
        while after := log.followers.get(chain[-1].id, ()):
            chain.append(max(after, key=lambda each: length[each.id]))
        if taken.isdisjoint(each.id for each in chain):
            chains.append(chain)
        taken.update(each.id for each in chain)
    return chains


def members_of(log: Timeline, chain: Sequence[Event]) -> int:
    """The number of events in the thread that begins like this chain."""
    return 1 + len(followed_from(log, chain[0]))
