"""Events with rival accounts, the versions side by side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import TextIO

from rich.text import Text

from mmru_timeline.dates.edtf import long_text, print_text, short_text
from mmru_timeline.query.matching import Hit
from mmru_timeline.records.model import Account, Citation, Event, Timeline
from mmru_timeline.views import Look
from mmru_timeline.views.page import DIM, STRONG, Page, colour_of

_NARROW = 64


def print_disputes(timeline: Timeline, hits: Sequence[Hit], stream: TextIO, look: Look) -> None:
    """For each event what the log holds and what others say, each with its sources; one below the other if narrow."""
    page = Page(stream, look)
    page.width = min(page.width, 120)
    for number, event in enumerate(hit.event for hit in hits):
        if number:
            page.line()
        glyph = page.text((page.glyph(event), colour_of(timeline, event.sectors)), " ")
        title = page.text((f"{short_text(event.date)}  ", DIM), (event.title, STRONG), (f"  {event.id}", "dim italic"))
        page.paragraph(title, indent=2, first=glyph)
        own = _own(page, timeline, event)
        rivals = [_rival(page, timeline, account) for account in event.accounts]
        if page.width < _NARROW:
            page.paragraph(own, indent=6)
            for rival in rivals:
                page.paragraph(rival, indent=6, first=page.text(("  or", DIM)))
        else:
            _print_sides(page, own, rivals)


def _print_sides(page: Page, own: Text, rivals: Sequence[Text]) -> None:
    """What the log holds on the left, the rivals one below the other on the right."""
    half = (page.width - 5) // 2
    rule = page.text(("─" * half, DIM))
    left = [page.text(("the log holds", DIM)), rule, *page.wrap(own, half)]
    right = [page.text(("others say", DIM)), rule]
    for number, rival in enumerate(rivals):
        right += [*([Text()] if number else []), *page.wrap(rival, half)]
    for one, other in zip_longest(left, right, fillvalue=Text()):
        page.line(page.text("  ", page.fit(one.copy(), half, pad=True), "   ", other))


def _own(page: Page, timeline: Timeline, event: Event) -> Text:
    said = event.summary or event.title
    text = page.text(said)
    for figure in event.figures:
        text.append_text(page.text(f"\n{figure.text}"))
    return _with_sources(page, timeline, text, event.sources)


def _rival(page: Page, timeline: Timeline, account: Account) -> Text:
    text = page.text(account.says)
    if account.date:
        text.append_text(page.text(f"\nDate: {long_text(account.date)}"))
    for figure in account.figures:
        text.append_text(page.text(f"\n{figure.text}"))
    if account.attributed_to:
        names = ", ".join(timeline.actors.label(name) for name in account.attributed_to)
        text.append_text(page.text(f"\nSo says {names}"))
    return _with_sources(page, timeline, text, account.sources)


def _with_sources(page: Page, timeline: Timeline, text: Text, cites: Sequence[Citation]) -> Text:
    names: dict[str, None] = {}
    for cite in cites:
        source = timeline.sources[cite.id]
        date = f", {print_text(source.date)}" if source.date else ""
        names[f"{timeline.publisher_name(source)}{date}"] = None
    text.append_text(page.text((f"\n{'; '.join(names) or 'no source'}", DIM)))
    return text
