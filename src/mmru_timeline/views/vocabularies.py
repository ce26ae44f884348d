"""Sectors, actors and sources: what there is, how often, and from when to when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TextIO

from rich.cells import cell_len

from mmru_timeline.dates.edtf import long_text, print_text, short_text
from mmru_timeline.records.model import Event, Timeline
from mmru_timeline.records.vocabulary import Term, Vocabulary
from mmru_timeline.views import Look
from mmru_timeline.views.page import DIM, STRONG, Page, colour_of
from mmru_timeline.views.show import source_text


def print_sectors(timeline: Timeline, stream: TextIO, look: Look) -> None:
    """The sectors as a tree, with how many events each has and from when to when."""
    page = Page(stream, look)
    rows = [
        (depth, term.id, term.label, colour_of(timeline, [term.id]), timeline.sectors[term.id].note or "")
        for depth, term in _tree(timeline.sectors)
    ]
    _print_terms(page, timeline.events, rows, timeline.sectors, lambda event: event.sectors)


def print_actors(timeline: Timeline, stream: TextIO, look: Look) -> None:
    """The actors that events name, the busiest first, with counts and spans."""
    page = Page(stream, look)
    counts = _events_by_term(timeline.events, timeline.actors, lambda event: event.actors)
    order = {term.id: position for position, term in enumerate(timeline.actors)}
    ids = sorted(counts, key=lambda name: (-len(counts[name]), order.get(name, 0)))
    rows = [(0, name, timeline.actors.label(name), "", _kind_of(timeline, name)) for name in ids]
    _print_terms(page, timeline.events, rows, timeline.actors, lambda event: event.actors)


def print_actor(timeline: Timeline, name: str, stream: TextIO, look: Look) -> None:
    """One actor in full: names, what it belongs to, its offices and whom it met most."""
    page = Page(stream, look)
    actor = timeline.actors[name]
    events = _events_by_term(timeline.events, timeline.actors, lambda event: event.actors).get(name, [])
    page.paragraph(page.text((actor.label, STRONG), (f"  {actor.id}", DIM)))
    said = {
        "is a": actor.kind or "",
        "part of": ", ".join(timeline.actors.label(parent) for parent in timeline.actors.ancestors(name)),
        "also called": ", ".join(actor.aliases),
        "parts": ", ".join(timeline.actors.label(term.id) for term in timeline.actors if term.part_of == name),
    }
    for label, text in said.items():
        if text:
            page.paragraph(text, indent=16, first=page.text("  ", (label, DIM)))
    for number, role in enumerate(actor.roles):
        span = f" ({long_text(role.when)})" if role.when else ""
        page.paragraph(f"{role.title}{span}", indent=16, first=page.text("  ", ("" if number else "offices", DIM)))
    if actor.note:
        page.paragraph(actor.note, indent=16, first=page.text("  ", ("note", DIM)))
    page.paragraph(_count_and_span(events), indent=16, first=page.text("  ", ("events", DIM)))
    own = timeline.actors.within(name)
    others = _tally(other for event in events for other in event.actors if other not in own)
    if others:
        listed = ", ".join(f"{timeline.actors.label(other)} ({count})" for other, count in others[:8])
        page.paragraph(listed, indent=16, first=page.text("  ", ("often with", DIM)))
    sectors = _tally(sector for event in events for sector in event.sectors)
    if sectors:
        listed = ", ".join(f"{timeline.sectors.label(sector)} ({count})" for sector, count in sectors)
        page.paragraph(listed, indent=16, first=page.text("  ", ("sectors", DIM)))


def print_sources(timeline: Timeline, stream: TextIO, look: Look) -> None:
    """The publishers, the most used first, with how many sources and events rest on them."""
    page = Page(stream, look)
    sources: dict[str, list[str]] = {}
    for source in timeline.sources.values():
        sources.setdefault(timeline.publisher_name(source), []).append(source.id)
    publisher_of = {each: name for name, ids in sources.items() for each in ids}
    events = Counter(name for event in timeline.events for name in {publisher_of[each] for each in event.all_sources})
    width = min(max((cell_len(name) for name in sources), default=0), max(page.width - 26, 8))
    for name in sorted(sources, key=lambda each: (-len(sources[each]), each)):
        label = page.text(name)
        page.fit(label, width, pad=True)
        term = timeline.publishers.exact(name)
        state = timeline.publishers[term].state if term else None
        run_by = f"  run by the state: {timeline.actors.label(state)}" if state else ""
        counts = f"  {_counted(len(sources[name]), 'source')}  {_counted(events[name], 'event')}"
        line = page.text(label, counts)
        if line.cell_len + cell_len(run_by) <= page.width:
            line.append_text(page.text((run_by, DIM)))
        page.line(line)


def print_publisher(timeline: Timeline, name: str, sources: Sequence[str], stream: TextIO, look: Look) -> None:
    """One publisher with its sources, by name or by a text of its own, in the order of their dates."""
    page = Page(stream, look)
    page.paragraph(page.text((timeline.publishers.label(name), STRONG)))
    if name in timeline.publishers:
        publisher = timeline.publishers[name]
        rows = {
            "run by": f"the state: {timeline.actors.label(publisher.state)}" if publisher.state else "",
            "part of": ", ".join(timeline.publishers.label(each) for each in timeline.publishers.ancestors(name)),
            "also": ", ".join(publisher.aliases),
        }
        for label, text in rows.items():
            if text:
                page.paragraph(text, indent=12, first=page.text("  ", (label, DIM)))
    dated = sorted(
        (timeline.sources[each] for each in sources), key=lambda each: each.date.order if each.date else (0,)
    )
    for source in dated:
        date = print_text(source.date) if source.date else "undated"
        page.paragraph(
            page.text((f"{date}  ", DIM), source.title, (f"  {source.id}", "dim italic")), indent=4, first="  "
        )


def print_source(timeline: Timeline, name: str, stream: TextIO, look: Look) -> None:
    """One source in full, with the events that cite it."""
    page = Page(stream, look)
    source = timeline.sources[name]
    page.paragraph(source_text(page, timeline, source))
    rows = {
        "address": source.url,
        "archived": source.archived,
        "read": long_text(source.accessed) if source.accessed else None,
        "language": source.lang,
        "kind": source.kind,
        "cited in": "; ".join(
            f"{other}, notes {', '.join(map(str, notes))}" for other, notes in source.cited_in.items()
        ),
        "note": source.note,
    }
    for label, text in rows.items():
        if text and label in ("address", "archived"):
            # An address broken over two lines can be neither clicked nor copied.
            line = page.text("  ", (label.ljust(10), DIM), text)
            for each in [line] if line.cell_len <= page.width else [page.text("  ", (label, DIM)), page.text(text)]:
                page.line(each)
        elif text:
            page.paragraph(text, indent=12, first=page.text("  ", (label, DIM)))
    for number, event in enumerate(e for e in timeline.events if name in e.all_sources):
        first = page.text("  ", ("" if number else "events", DIM))
        page.paragraph(
            page.text(short_text(event.date), "  ", event.title, (f"  {event.id}", DIM)), indent=12, first=first
        )


def _tree(vocabulary: Vocabulary[Term]) -> Iterable[tuple[int, Term]]:
    """Terms with their depth, each under what it is part of."""
    waiting = [(0, term) for term in reversed(list(vocabulary)) if term.part_of is None]
    while waiting:
        depth, term = waiting.pop()
        yield depth, term
        waiting += [(depth + 1, child) for child in reversed(list(vocabulary)) if child.part_of == term.id]


def _events_by_term(
    events: Iterable[Event], vocabulary: Vocabulary[Term], terms_of: Callable[[Event], Iterable[str]]
) -> dict[str, list[Event]]:
    """The events of each term and of all that is part of it."""
    found: dict[str, list[Event]] = {}
    for event in events:
        names = {each for name in terms_of(event) for each in (name, *vocabulary.ancestors(name))}
        for name in names:
            found.setdefault(name, []).append(event)
    return found


def _print_terms(
    page: Page,
    events: Sequence[Event],
    rows: Sequence[tuple[int, str, str, str, str]],
    vocabulary: Vocabulary[Term],
    terms_of: Callable[[Event], Iterable[str]],
) -> None:
    """Rows of depth, id, label, colour and a remark, each with its count and span."""
    counts = _events_by_term(events, vocabulary, terms_of)
    # Where there is little room the labels have it and the ids are left out.
    room = page.width - (34 if page.width >= 60 else 19)
    width = min(max((2 * depth + cell_len(label) for depth, _, label, _, _ in rows), default=0), room)
    ids = min(max((len(name) for _, name, _, _, _ in rows), default=0), 28)
    for depth, name, label, colour, remark in rows:
        text = page.text("  " * depth, (label, colour))
        page.fit(text, width, pad=True)
        found = counts.get(name, [])
        line = page.text(text, f"  {len(found):>4}  ", (f"{_span(found):<11}", DIM))
        if page.width - line.cell_len > ids + 3:
            line.append_text(page.text(("  " + name.ljust(ids), "dim italic")))
        if remark and page.width - line.cell_len > 24:
            tail = page.text((f"  {remark}", DIM))
            page.fit(tail, page.width - line.cell_len)
            line.append_text(tail)
        page.line(line)


def _kind_of(timeline: Timeline, name: str) -> str:
    actor = timeline.actors[name]
    parents = [timeline.actors.label(parent) for parent in timeline.actors.ancestors(name)[:1]]
    return ", ".join([*([actor.kind] if actor.kind else []), *parents])


def _span(events: Sequence[Event]) -> str:
    years = [event.date.year for event in events if event.date.year]
    if not years:
        return ""
    return f"{min(years)}" if min(years) == max(years) else f"{min(years)} – {max(years)}"


def _count_and_span(events: Sequence[Event]) -> str:
    if not events:
        return "none"
    span = _span(events)
    return f"{len(events)}, {span}" if span else f"{len(events)}"


def _counted(number: int, what: str) -> str:
    return f"{number:>3} {what}{' ' if number == 1 else 's'}"


def _tally(names: Iterable[str]) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
