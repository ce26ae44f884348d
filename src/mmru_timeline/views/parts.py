"""Texts that several views have in common: of events, accounts, figures, sources and citations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from rich.text import Text

from mmru_timeline.dates.wording import long_text, publication_text, short_text
from mmru_timeline.records.model import Account, Citation, Event, Figure, Source
from mmru_timeline.records.timeline import Timeline
from mmru_timeline.views.page import DIM, ID, STRONG, Page

if TYPE_CHECKING:
    from mmru_timeline.analysis.citations import Reference

MILESTONE = "★"


def colour_of(log: Timeline, sectors: Iterable[str]) -> str:
    """The colour of the first sector that has one, its own or that of a wider sector; "" if none has."""
    for sector in sectors:
        for each in (sector, *log.sectors.ancestors(sector)):
            colour = log.sectors[each].colour if each in log.sectors else None
            if colour:
                return colour
    return ""


def glyph(page: Page, log: Timeline, event: Event) -> Text:
    """The sign of an event's status, in the colour of its sector."""
    return page.text((page.glyph(event), colour_of(log, event.sectors)))


def title_lines(page: Page, event: Event, width: int) -> list[Text]:
    """The title of an event in lines of at most `width` columns; that of a milestone is bold and followed by a star."""
    if not event.milestone:
        return page.wrap(page.text(event.title), width)
    # The star must not stand alone on a line.
    lines = page.wrap(page.text((event.title, STRONG)), width - 2)
    lines[-1].rstrip()
    return [*lines[:-1], page.text(lines[-1], (f" {MILESTONE}", STRONG))]


def date_lines(page: Page, date: str, width: int) -> list[Text]:
    """A date in lines of at most `width` columns, broken after its dash if it is longer."""
    if len(date) <= width:
        return [page.text(date)]
    if " – " in date:
        start, end = date.split(" – ", 1)
        return [page.text(f"{start} –"), page.text(f"  {end}")]
    return page.wrap(page.text(date), width)


def event_line(page: Page, event: Event, style: str = "") -> Text:
    """Date, title and id of an event; `style` is that of the title."""
    return page.text((f"{short_text(event.date)}  ", DIM), (event.title, style), "  ", (event.id, ID))


def account_text(page: Page, log: Timeline, account: Account, citations: Text | str = "", between: str = " ") -> Text:
    """What a rival account says, followed by its citations, and its date, figures and claimants where it has any."""
    text = page.text(account.says, citations)
    more = [f"Date: {long_text(account.date)}"] if account.date else []
    more += [figure_text(figure) for figure in account.figures]
    if account.attributed_to:
        more.append(f"Claimed by {log.actors.labels(account.attributed_to)}")
    # Parts on one line are sentences.
    stop = "." if between == " " else ""
    for part in more:
        text.append_text(page.text(f"{between}{part}{stop}"))
    return text


def figure_text(figure: Figure) -> str:
    """A figure in words, its thousands apart: "votes for: 119 states", "exports: about 6,775 tonnes (2022)"."""
    number = number_text(figure.value) + (f"–{number_text(figure.to)}" if figure.to is not None else "")
    amount = " ".join(part for part in (figure.bound, number, figure.unit) if part)
    return f"{figure.what}: {amount}" + (f" ({short_text(figure.period)})" if figure.period else "")


def number_text(number: int | float) -> str:
    """A number without an exponent: "6,775", "0.00001"."""
    return f"{Decimal(str(number)):,f}"


def numbers_text(page: Page, citations: Sequence[Citation], numbers: Mapping[str, int]) -> Text:
    """The numbers of cited sources: " [1, 3]"."""
    listed = ", ".join(str(number) for number in sorted(numbers[citation.id] for citation in citations))
    return page.text((f" [{listed}]" if listed else "", DIM))


def source_text(page: Page, log: Timeline, source: Source) -> Text:
    """Author, title, publisher and date of a source; the title is a link if the terminal has links."""
    author = f"{', '.join(map(str, source.authors))}: " if source.author else ""
    text = page.text(author, page.link(source.title, source.url), f". {log.publisher_label(source)}")
    if source.origin:
        text.append_text(page.text(f" (text of {log.publishers.label(source.origin)})"))
    if source.date:
        text.append_text(page.text(f", {publication_text(source.date)}"))
    if source.secondary:
        text.append_text(page.text((" (secondary)", DIM)))
    return text


def reference_text(page: Page, reference: Reference) -> Text:
    """An entry of a list of references, with its titles in italics."""
    return page.text(*((text, "italic" if italic else "") for text, italic in reference.parts))
