"""Rules about `follows` and `part_of`: links have no cycles and respect time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set

from mmru_timeline.dates.edtf import EdtfDate, Overlap
from mmru_timeline.dates.wording import long_text
from mmru_timeline.reading.diagnostics import Severity
from mmru_timeline.reading.draft import DATES, Draft, Path
from mmru_timeline.reading.rules.rule import Report, rule
from mmru_timeline.records.model import Event
from mmru_timeline.records.vocabulary import Term, Vocabulary

_LONGEST_SHOWN = 6


@rule(Severity.ERROR)
def cycle(draft: Draft, report: Report) -> None:
    """A chain of `part_of` or `follows` links leads back to where it started.

    Remedy:
        Delete the link that is wrong.

    Fails:
        sectors:
          water: {label: Water supply, part_of: wells}
          wells: {label: Wells, part_of: water}

    Passes:
        sectors:
          water: {label: Water supply}
          wells: {label: Wells, part_of: water}
    """
    # Of two events with the same id, the first one counts.
    events = {event.id: (index, event) for index, event in reversed(draft.events.items())}
    follows = {event_id: event.follows for event_id, (_, event) in events.items()}

    def follows_path(here: str, there: str) -> Path:
        return ("events", events[here][0], "follows", follows[here].index(there))

    # Where the dates tell which link is wrong, follows-later reports the same one.
    reversed_links = {path for path, *_ in _reversed_links(draft)}
    _report_loops(report, "follows", follows, follows_path, reversed_links)
    wholes = {event_id: (event.part_of,) if event.part_of else () for event_id, (_, event) in events.items()}
    _report_loops(report, "part_of", wholes, lambda here, _: ("events", events[here][0], "part_of"))
    for table in ("kinds", "sectors", "actors", "places", "publishers"):
        terms: Mapping[str, Term] = draft.tables.get(table, {})
        parents = {term_id: (term.part_of,) if term.part_of else () for term_id, term in terms.items()}
        _report_loops(report, "part_of", parents, lambda here, _, table=table: (table, here, "part_of"))  # type: ignore[misc]


def _report_loops(
    report: Report,
    key: str,
    graph: Mapping[str, Iterable[str]],
    path: Callable[[str, str], Path],
    wrong: Set[Path] = frozenset(),
) -> None:
    """Report each loop of a graph at the first of its links that is `wrong`, or else at its first.

    `path` leads to the link between two of its nodes.
    """
    for loop in _loops(graph):
        shown = [*loop, loop[0]] if len(loop) <= _LONGEST_SHOWN else [*loop[: _LONGEST_SHOWN - 1], "…", loop[0]]
        message = f"`{key}` leads back to where it started: {' → '.join(shown)}"
        links = [path(here, there) for here, there in zip(loop, [*loop[1:], loop[0]], strict=True)]
        report(next((link for link in links if link in wrong), links[0]), message, "delete the link that is wrong")


def _loops(graph: Mapping[str, Iterable[str]]) -> Iterator[list[str]]:
    """One loop for each link that closes one, by depth-first search without recursion."""
    done: set[str] = set()
    for start in graph:
        if start in done:
            continue
        trail: dict[str, Iterator[str]] = {start: iter(graph[start])}
        while trail:
            here = next(reversed(trail))
            step = next(trail[here], None)
            if step is None:
                done.add(here)
                del trail[here]
            elif step in trail:
                names = list(trail)
                yield names[names.index(step) :]
            elif step in graph and step not in done:
                trail[step] = iter(graph[step])


@rule(Severity.ERROR)
def follows_later(draft: Draft, report: Report) -> None:
    """An event is recorded as following another, but was certainly over before the other began.

    Remedy:
        Correct a date, reverse the link, or follow the announcement instead of what was announced.

    Fails:
        - {id: advice, date: 1854-09-07, title: Snow advises,
           sources: [snow], follows: [closure]}
        - {id: closure, date: 1854-09-08, title: Pump closed, sources: [snow]}

    Passes:
        - {id: advice, date: 1854-09-07, title: Snow advises, sources: [snow]}
        - {id: closure, date: 1854-09-08, title: Pump closed,
           sources: [snow], follows: [advice]}
    """
    for path, event, earlier, is_certain in _reversed_links(draft):
        if is_certain:
            message = f"{event.id} was over ({long_text(event.date)}) before {earlier.id} began"
            hint = "correct a date, reverse the link, or follow the announcement instead"
            report(path, f"{message} ({long_text(earlier.date)})", hint)


@rule(Severity.WARNING)
def perhaps_follows_later(draft: Draft, report: Report) -> None:
    """An event is recorded as following another, but by its date was over before the other began. The date of one of
    the two is qualified (`?`, `~` or `%`), so this is not certain.

    Remedy:
        Correct a date, reverse the link, or allow this code if the order is known from elsewhere.

    Fails:
        - {id: advice, date: 1854-09-07~, title: Snow advises,
           sources: [snow], follows: [closure]}
        - {id: closure, date: 1854-09-08, title: Pump closed, sources: [snow]}

    Passes:
        - {id: advice, date: 1854-09-07~, title: Snow advises, sources: [snow]}
        - {id: closure, date: 1854-09-08, title: Pump closed,
           sources: [snow], follows: [advice]}
    """
    for path, event, earlier, is_certain in _reversed_links(draft):
        if not is_certain:
            message = f"{event.id} was probably over ({long_text(event.date)}) before {earlier.id} began"
            report(path, f"{message} ({long_text(earlier.date)})", "correct a date, or reverse the link")


def _reversed_links(draft: Draft) -> Iterator[tuple[Path, Event, Event, bool]]:
    """The links from an event to one that began after it was over, and whether both dates are unqualified."""
    dated = list(draft.events_with(*DATES))
    events = {event.id: event for _, event in dated}
    for index, event in dated:
        for position, name in enumerate(event.follows):
            earlier = events.get(name)
            # A rival date of either event that allows the link is enough: what is certain holds for all versions.
            if earlier is not None and all(one.e2 < other.s1 for one in event.dates for other in earlier.dates):
                unsure = any(one.end.mark for one in event.dates) or any(other.start.mark for other in earlier.dates)
                yield ("events", index, "follows", position), event, earlier, not unsure


@rule(Severity.ERROR)
def outside_whole(draft: Draft, report: Report) -> None:
    """An event is part of another, but certainly took place before or after it.

    Remedy:
        Correct a date, or use `follows` instead of `part_of`.

    Fails:
        - {id: outbreak, date: 1854-08-31/1854-09-10, title: Cholera outbreak,
           sources: [snow]}
        - {id: closure, date: 1854-09-18, title: Pump closed,
           sources: [snow], part_of: outbreak}

    Passes:
        - {id: outbreak, date: 1854-08-31/1854-09-10, title: Cholera outbreak,
           sources: [snow]}
        - {id: closure, date: 1854-09-08, title: Pump closed,
           sources: [snow], part_of: outbreak}
    """
    dated = list(draft.events_with(*DATES))
    events = {event.id: event for _, event in dated}
    for index, event in dated:
        whole = events.get(event.part_of or "")
        if whole is not None and all(_certainly_apart(part, other) for part in event.dates for other in whole.dates):
            report(
                ("events", index, "part_of"),
                f"{event.id} ({long_text(event.date)}) is part of {whole.id} ({long_text(whole.date)}), "
                "but outside its dates",
                "correct a date, or use `follows` instead",
            )


def _certainly_apart(part: EdtfDate, whole: EdtfDate) -> bool:
    """Whether two dates certainly do not overlap; a qualified date is never certain."""
    return not part.is_qualified and not whole.is_qualified and whole.overlap(part.s1, part.e2) is Overlap.NO


@rule(Severity.WARNING)
def nested_sector(draft: Draft, report: Report) -> None:
    """An event names a sector beside one that is part of it. An event in the narrower sector belongs to the wider one
    anyway.

    Remedy:
        Delete the wider sector.

    Fails:
        sectors:
          health: {label: Public health}
          water: {label: Water supply, part_of: health}
        events:
          - {id: pump-closed, date: 1854-09-08, title: Broad Street pump closed,
             sources: [snow],
             sectors: [water, health]}

    Passes:
        sectors:
          health: {label: Public health}
          water: {label: Water supply, part_of: health}
        events:
          - {id: pump-closed, date: 1854-09-08, title: Broad Street pump closed,
             sources: [snow],
             sectors: [water]}
    """
    sectors: Vocabulary[Term] = Vocabulary(draft.tables.get("sectors", {}))
    for index, event in draft.events.items():
        if len(event.sectors) < 2:
            continue
        part_of = {wider: sector for sector in event.sectors for wider in sectors.ancestors(sector) if wider != sector}
        for position, sector in enumerate(event.sectors):
            if sector in part_of:
                message = f"an event in {part_of[sector]} also belongs to {sector}, which contains it"
                report(("events", index, "sectors", position), message, f"delete {sector}")


RULES = (cycle, follows_later, perhaps_follows_later, outside_whole, nested_sector)
