"""Sectors, actors and sources: which there are, with how many events, and over which years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rich.cells import cell_len

from mmru_timeline.analysis.statistics import events_by_term, most_frequent
from mmru_timeline.dates.wording import long_text, publication_text
from mmru_timeline.records.model import Event, Source
from mmru_timeline.records.timeline import Timeline
from mmru_timeline.records.vocabulary import Term, Vocabulary
from mmru_timeline.views.page import DIM, ID, STRONG, Page
from mmru_timeline.views.parts import colour_of, event_line, source_text

_INDENT = 16


def _sectors_of(event: Event) -> Sequence[str]:
    return event.sectors


def _places_of(event: Event) -> Sequence[str]:
    return (event.place,) if event.place else ()


def _actors_of(event: Event) -> Sequence[str]:
    return event.actors


def print_sectors(page: Page, log: Timeline) -> None:
    """The sectors as a tree, each with its number of events and their years."""
    rows = [
        (depth, term, colour_of(log, [term.id]), log.sectors[term.id].note or "") for depth, term in _tree(log.sectors)
    ]
    _print_terms(page, rows, events_by_term(log.events, log.sectors, _sectors_of))


def print_places(page: Page, log: Timeline) -> None:
    """The places as a tree, each with its number of events and their years."""
    rows = [(depth, term, "", "") for depth, term in _tree(log.places)]
    _print_terms(page, rows, events_by_term(log.events, log.places, _places_of))


def print_place(page: Page, log: Timeline, place_id: str) -> None:
    """One place with its names, its parts and the events there."""
    place = log.places[place_id]
    events = events_by_term(log.events, log.places, _places_of).get(place_id, [])
    page.paragraph(page.text((place.label, STRONG), (f"  {place.id}", DIM)))
    _print_rows(
        page,
        {
            "part of": log.places.labels(log.places.ancestors(place_id)),
            "also called": ", ".join(place.aliases),
            "parts": log.places.labels(log.places.children(place_id)),
            "note": place.note,
        },
    )
    _print_events(page, events)


def print_actors(page: Page, log: Timeline) -> None:
    """The actors that events name, the busiest first, each with its number of events and their years."""
    events = events_by_term(log.events, log.actors, _actors_of)
    order = {term.id: position for position, term in enumerate(log.actors)}
    actors = [log.actors[actor_id] for actor_id in sorted(events, key=lambda each: (-len(events[each]), order[each]))]
    labels = [[actor.kind, log.actors.label(actor.part_of) if actor.part_of else None] for actor in actors]
    remarks = [", ".join(label for label in each if label) for each in labels]
    _print_terms(page, [(0, actor, "", remark) for actor, remark in zip(actors, remarks, strict=True)], events)


def print_actor(page: Page, log: Timeline, actor_id: str) -> None:
    """One actor in full: names, what it belongs to, its offices, and whom it met most often."""
    actor = log.actors[actor_id]
    events = events_by_term(log.events, log.actors, _actors_of).get(actor_id, [])
    own = log.actors.with_parts([actor_id])
    others = most_frequent(other for event in events for other in event.actors if other not in own)
    sectors = most_frequent(sector for event in events for sector in event.sectors)
    span = _years(events)
    page.paragraph(page.text((actor.label, STRONG), (f"  {actor.id}", DIM)))
    _print_rows(
        page,
        {
            "kind": actor.kind,
            "part of": log.actors.labels(log.actors.ancestors(actor_id)),
            "also called": ", ".join(actor.aliases),
            "parts": log.actors.labels(log.actors.children(actor_id)),
        },
    )
    for number, role in enumerate(actor.roles):
        dates = f" ({long_text(role.when)})" if role.when else ""
        page.paragraph(
            f"{role.title}{dates}", indent=_INDENT, first=page.text("  ", ("" if number else "offices", DIM))
        )
    _print_rows(
        page,
        {
            "note": actor.note,
            "events": (f"{len(events)}, {span}" if span else f"{len(events)}") if events else "none",
            "often with": _listed(log.actors, others[:8]),
            "sectors": _listed(log.sectors, sectors),
        },
    )


def _print_rows(page: Page, rows: Mapping[str, str | None]) -> None:
    for label, text in rows.items():
        if text:
            page.paragraph(text, indent=_INDENT, first=page.text("  ", (label, DIM)))


def _listed(vocabulary: Vocabulary[Term], counts: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{vocabulary.label(term)} ({count})" for term, count in counts)


def print_sources(page: Page, log: Timeline) -> None:
    """The publishers, those with the most sources first, each with its number of sources and of events."""
    sources: Mapping[str, int] = Counter(source.publisher for source in log.sources.values())
    events = Counter(
        publisher
        for event in log.events
        for publisher in {log.sources[source_id].publisher for source_id in event.all_source_ids}
    )
    labels = {publisher: log.publishers.label(publisher) for publisher in sources}
    width = min(max((cell_len(label) for label in labels.values()), default=0), max(page.width - 26, 8))
    for publisher in sorted(sources, key=lambda each: (-sources[each], labels[each])):
        label = page.fit(page.text(labels[publisher]), width, pad=True)
        state = log.publishers[publisher].state if publisher in log.publishers else None
        counts = f"  {_column(sources[publisher], 'source')}  {_column(events[publisher], 'event')}"
        line = page.text(label, counts)
        remark = f"  run by the state: {log.actors.label(state)}" if state else ""
        if line.cell_len + cell_len(remark) <= page.width:
            line.append_text(page.text((remark, DIM)))
        page.line(line)


def print_publisher(page: Page, log: Timeline, publisher_id: str) -> None:
    """One publisher with its sources by date; `publisher_id` is the name of one that is not declared."""
    page.paragraph(page.text((log.publishers.label(publisher_id), STRONG)))
    if publisher_id in log.publishers:
        publisher = log.publishers[publisher_id]
        _print_rows(
            page,
            {
                "run by": f"the state: {log.actors.label(publisher.state)}" if publisher.state else "",
                "part of": log.publishers.labels(log.publishers.ancestors(publisher_id)),
                "also called": ", ".join(publisher.aliases),
            },
        )

    def order(source: Source) -> tuple[int, ...]:
        # Undated sources come first.
        return source.date.order if source.date else (0,)

    own = log.sources_of([publisher_id])
    # From the log and not from the set, so that sources of one date are in the same order in every run.
    for source in sorted((source for source in log.sources.values() if source.id in own), key=order):
        date = publication_text(source.date) if source.date else "undated"
        text = page.text((f"{date}  ", DIM), source.title, (f"  {source.id}", ID))
        page.paragraph(text, indent=4, first="  ")


def print_source(page: Page, log: Timeline, source_id: str) -> None:
    """One source in full, with the events that cite it."""
    source = log.sources[source_id]
    page.paragraph(source_text(page, log, source))
    for label, url in {"address": source.url, "archived": source.archived}.items():
        if url:
            page.address(label, url, _INDENT)
    notes = (f"{other}, footnotes {', '.join(map(str, numbers))}" for other, numbers in source.cited_in.items())
    _print_rows(
        page,
        {
            "accessed": long_text(source.accessed) if source.accessed else None,
            "language": source.lang,
            "kind": source.kind,
            "cited in": "; ".join(notes),
            "note": source.note,
        },
    )
    _print_events(page, [event for event in log.events if source_id in event.all_source_ids])


def _print_events(page: Page, events: Sequence[Event]) -> None:
    for number, event in enumerate(events):
        first = page.text("  ", ("" if number else "events", DIM))
        page.paragraph(event_line(page, event), indent=_INDENT, first=first)


def _tree(vocabulary: Vocabulary[Term]) -> Iterable[tuple[int, Term]]:
    """The terms with their depth, each below the one that it is part of."""
    waiting = [(0, term.id) for term in reversed(list(vocabulary)) if term.part_of is None]
    while waiting:
        depth, term_id = waiting.pop()
        yield depth, vocabulary[term_id]
        waiting += [(depth + 1, child) for child in reversed(vocabulary.children(term_id))]


def _print_terms(page: Page, rows: Sequence[tuple[int, Term, str, str]], events: Mapping[str, Sequence[Event]]) -> None:
    """Rows of depth, term, colour and remark, each with its count and years."""
    # On a narrow page the labels get the room, and the ids are left out.
    room = page.width - (34 if page.width >= 60 else 19)
    width = min(max((2 * depth + cell_len(term.label) for depth, term, _, _ in rows), default=0), room)
    ids = min(max((len(term.id) for _, term, _, _ in rows), default=0), 28)
    for depth, term, colour, remark in rows:
        label = page.fit(page.text("  " * depth, (term.label, colour)), width, pad=True)
        found = events.get(term.id, ())
        line = page.text(label, f"  {len(found):>4}  ", (f"{_years(found):<11}", DIM))
        if page.width - line.cell_len > ids + 3:
            line.append_text(page.text(("  " + term.id.ljust(ids), ID)))
        if remark and page.width - line.cell_len > 24:
            line.append_text(page.fit(page.text((f"  {remark}", DIM)), page.width - line.cell_len))
        page.line(line)


def _years(events: Sequence[Event]) -> str:
    years = [event.date.year for event in events if event.date.year]
    if not years:
        return ""
    return f"{min(years)}" if min(years) == max(years) else f"{min(years)} – {max(years)}"


def _column(number: int, noun: str) -> str:
    """A count that lines up with others."""
    return f"{number:>3} {noun}{' ' if number == 1 else 's'}"
