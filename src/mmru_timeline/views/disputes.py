"""Events with rival accounts, the versions side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from rich import box
from rich.table import Table
from rich.text import Text

from mmru_timeline.model import Account, Citation, Event, Timeline
from mmru_timeline.selecting import Hit
from mmru_timeline.views import Look
from mmru_timeline.views.page import DIM, STRONG, Page, colour_of
from mmru_timeline.when import long_text, print_text, short_text

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
        versions = [_own(page, timeline, event), *(_rival(page, timeline, account) for account in event.accounts)]
        if page.width < _NARROW:
            for position, version in enumerate(versions):
                page.paragraph(version, indent=6, first=page.text("    " if position == 0 else "  or "))
            continue
        for position in range(1, len(versions)):
            table = Table(
                box=box.SIMPLE_HEAD if look.unicode else box.ASCII2, show_header=position == 1, header_style=DIM
            )
            half = (page.width - 9) // 2
            table.add_column("the log holds", width=half)
            table.add_column("others say", width=half)
            table.add_row(versions[0] if position == 1 else Text(), versions[position])
            page.render(table)


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
    text.append_text(page.text((f"\n{'; '.join(names)}", DIM)))
    return text
