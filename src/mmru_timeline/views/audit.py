"""How exact, how well attested and how complete a log is, in plain numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TextIO

from rich.text import Text

from mmru_timeline.analysis import statistics as counting
from mmru_timeline.dates.edtf import short_text
from mmru_timeline.query.matching import Hit, Query, grouped
from mmru_timeline.records.model import Event, Timeline
from mmru_timeline.views import Look
from mmru_timeline.views.page import DIM, STRONG, Page, colour_of


@dataclass(frozen=True, slots=True)
class _Row:
    label: str
    events: Sequence[Event]
    remark: str = ""


def print_audit(
    timeline: Timeline, hits: Sequence[Hit], query: Query, stream: TextIO, look: Look, *, listed: bool
) -> None:
    """Precision of dates, attestation, one-sided sourcing, default-looking dates and silences by sector."""
    page = Page(stream, look)
    page.width = min(page.width, 110)
    events = [hit.event for hit in hits]
    sections = {
        "How exact the dates are": [_Row(name, found) for name, found in counting.precision(events).items() if found],
        "How many independent originators an event rests on": [
            _Row("none at first hand" if not count else f"{count}", found)
            for count, found in counting.attested(timeline, events).items()
        ],
        "Resting on publishers of one state alone": [
            _Row(timeline.actors.label(state), found) for state, found in counting.one_sided(timeline, events).items()
        ],
        "What stands open": [
            _Row("with rival accounts", [event for event in events if event.accounts]),
            _Row("claimed, planned or disputed", [event for event in events if event.status != "fact"]),
            _Row("on the first of a month", counting.default_looking(events), "by chance one in thirty"),
        ],
    }
    for heading, rows in sections.items():
        page.paragraph(page.text((heading, STRONG)))
        for row in rows:
            _print_row(page, timeline, row, len(events), listed=listed)
        if not rows:
            page.line("  none")
        page.line()
    page.paragraph(page.text(("The longest silence of each sector, background left out", STRONG)))
    groups = grouped(timeline, hits, "sector", query)
    silences = [
        (group, counting.longest_silence([hit.event for hit in group.hits if not hit.event.background]))
        for group in groups
    ]
    for group, silence in silences:
        if silence is not None:
            _print_silence(page, timeline, group.heading, group.term, silence)
    if not any(silence for _, silence in silences):
        page.line("  none that two events would bound")


def _label(page: Page, *parts: str | tuple[str, str]) -> Text:
    """The first column, narrower on a narrow page."""
    return page.fit(page.text(*parts), min(32, max(8, page.width - 18)), pad=True)


def _print_row(page: Page, timeline: Timeline, row: _Row, whole: int, *, listed: bool) -> None:
    share = f"{len(row.events) / whole:>6.1%}"
    text = page.text("  ", _label(page, row.label), f"{len(row.events):>5}  ", (share, DIM))
    if row.remark and text.cell_len + len(row.remark) + 2 <= page.width:
        text.append_text(page.text((f"  {row.remark}", DIM)))
    page.line(text)
    for event in row.events if listed else ():
        line = page.text((f"{short_text(event.date)}  ", DIM), event.title, (f"  {event.id}", "dim italic"))
        glyph = (page.glyph(event), colour_of(timeline, event.sectors))
        page.paragraph(line, indent=6, first=page.text("    ", glyph))


def _print_silence(page: Page, timeline: Timeline, heading: str, term: str, silence: counting.Silence) -> None:
    days = f"{silence.least}" if silence.least == silence.most else f"{silence.least}–{silence.most}"
    between = page.text((f"{short_text(silence.before.date)} → {short_text(silence.after.date)}", DIM))
    label = _label(page, (heading, colour_of(timeline, [term])))
    lead = page.text("  ", label, f"{days:>9} days")
    if lead.cell_len + between.cell_len + 2 <= page.width:
        page.line(page.text(lead, "  ", between))
    else:
        page.line(lead)
        page.paragraph(between, indent=4)
