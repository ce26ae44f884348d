"""One event in full."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from rich.text import Text

from mmru_timeline.dates.edtf import Overlap, When, day_text, long_text, print_text, short_text
from mmru_timeline.records.model import Citation, Event, Figure, Source, Status, Timeline
from mmru_timeline.views import Look
from mmru_timeline.views.page import DIM, STRONG, Page, colour_of

_INDENT = 15
_STATUS = {
    Status.FACT: "fact",
    Status.CLAIM: "claim: somebody says that it happened",
    Status.PLANNED: "planned: it was to happen",
    Status.DISPUTED: "disputed: accounts differ",
}


def print_event(timeline: Timeline, event: Event, stream: TextIO, look: Look) -> None:
    """When and how exactly, who with the roles of that time, figures, rival accounts, links and numbered sources."""
    page = Page(stream, look)
    page.width = min(page.width, 100)
    colour = colour_of(timeline, event.sectors)
    numbers = {name: number for number, name in enumerate(event.all_sources, 1)}
    page.paragraph(page.text((event.title, STRONG)), first=page.text((page.glyph(event), colour), " "), indent=2)
    page.line(page.text("  ", (event.id, DIM)))
    page.line()
    if event.summary:
        page.paragraph(event.summary, indent=2)
        page.line()
    _row(page, "when", f"{long_text(event.date)}{_exactness(event.date)}")
    if event.place:
        _row(page, "where", event.place)
    kind = timeline.kinds.label(event.kind)
    _row(page, "what", f"{kind}; {_STATUS[event.status]}")
    if event.attributed_to:
        _row(page, "says who", ", ".join(timeline.actors.label(name) for name in event.attributed_to))
    if event.sectors:
        _row(page, "sectors", page.text((", ".join(timeline.sectors.label(name) for name in event.sectors), colour)))
    for number, name in enumerate(event.actors):
        _row(page, "" if number else "who", _actor(page, timeline, name, event.date))
    for number, figure in enumerate(event.figures):
        note = f" — {figure.note}" if figure.note else ""
        _row(
            page,
            "" if number else "figures",
            page.text(_figure(figure), _cited(page, figure.sources, numbers), (note, DIM)),
        )
    if event.note:
        _row(page, "note", event.note)
    for number, account in enumerate(event.accounts):
        text = page.text(account.says, _cited(page, account.sources, numbers))
        if account.date:
            text.append_text(page.text(f" Date: {long_text(account.date)}."))
        for figure in account.figures:
            text.append_text(page.text(f" {_figure(figure)}."))
        if account.attributed_to:
            names = ", ".join(timeline.actors.label(name) for name in account.attributed_to)
            text.append_text(page.text(f" So says {names}."))
        _row(page, "" if number else "otherwise", text)
    _print_links(page, timeline, event)
    _print_sources(page, timeline, event, numbers)


def _exactness(date: When) -> str:
    """What the date leaves open, where its text does not say so."""
    if date.s1 == date.e2 or date.start_mark or (date.s1, date.s2) != (date.e1, date.e2):
        return ""
    return f" (between {day_text(date.s1)} and {day_text(date.e2)})"


def _actor(page: Page, timeline: Timeline, name: str, date: When) -> Text:
    actor = timeline.actors[name]
    roles = [
        role.title
        for role in actor.roles
        if role.when is not None and role.when.overlap(date.s1, date.e2) is Overlap.CERTAINLY
    ]
    parents = [timeline.actors.label(parent) for parent in timeline.actors.ancestors(name)[:1]]
    said = ", ".join(roles) or ", ".join(parents)
    return page.text(actor.label, (f" — {said}" if said else "", DIM))


def _row(page: Page, label: str, text: Text | str) -> None:
    if page.width < 50:
        page.paragraph(page.text((f"{label}: " if label else "", DIM), text), indent=4)
    else:
        page.paragraph(text, indent=_INDENT, first=page.text("  ", (label, DIM)))


def _figure(figure: Figure) -> str:
    return f"{figure.amount} ({short_text(figure.period)})" if figure.period else figure.amount


def _cited(page: Page, cites: Sequence[Citation], numbers: dict[str, int]) -> Text:
    listed = ", ".join(str(numbers[cite.id]) for cite in cites)
    return page.text((f" [{listed}]" if listed else "", DIM))


def _print_links(page: Page, timeline: Timeline, event: Event) -> None:
    links: list[tuple[str, Sequence[Event]]] = [
        ("part of", [timeline.by_id[event.part_of]] if event.part_of else []),
        ("parts", timeline.parts.get(event.id, ())),
        ("follows", [timeline.by_id[name] for name in event.follows]),
        ("followed by", timeline.followers.get(event.id, ())),
    ]
    if not any(events for _, events in links):
        return
    page.line()
    for label, events in links:
        for number, other in enumerate(events):
            text = page.text(short_text(other.date), "  ", other.title, (f"  {other.id}", DIM))
            _row(page, "" if number else label, text)


def _print_sources(page: Page, timeline: Timeline, event: Event, numbers: dict[str, int]) -> None:
    if not numbers:
        return
    count = len(timeline.originators(event))
    page.line()
    says = "one originator" if count == 1 else f"{count or 'no'} independent originators"
    _row(page, "sources", page.text((f"{says}, relays not counted", DIM)))
    places = {cite.id: cite.at for cite in event.sources}
    for name, number in numbers.items():
        source = timeline.sources[name]
        at = places.get(name)
        text = source_text(page, timeline, source)
        text.append_text(page.text(f", {at}" if at else ""))
        page.paragraph(text, indent=7, first=page.text(f"  {f'[{number}]':>4} "))
        if source.url and not page.look.links:
            # An address broken over two lines can be neither clicked nor copied.
            page.line(page.text(" " * 7, (source.url, DIM)))


def source_text(page: Page, timeline: Timeline, source: Source) -> Text:
    """Author, title, publisher and date of a source; the title is a link where the terminal has links."""
    author = f"{', '.join(source.author)}: " if source.author else ""
    text = page.text(author, page.link(source.title, source.url), f". {timeline.publisher_name(source)}")
    if source.origin:
        text.append_text(page.text(f" (text of {timeline.publishers.label(source.origin)})"))
    if source.date:
        text.append_text(page.text(f", {print_text(source.date)}"))
    if source.secondary:
        text.append_text(page.text((" (relays others)", DIM)))
    return text
