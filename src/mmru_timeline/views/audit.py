"""How exact, how well attested and how complete a log is, in plain numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TextIO

from mmru_timeline import counting
from mmru_timeline.model import Event, Timeline
from mmru_timeline.selecting import Hit, Query, grouped
from mmru_timeline.views import Look
from mmru_timeline.views.page import DIM, STRONG, Page, colour_of
from mmru_timeline.when import short_text


@dataclass(frozen=True, slots=True)
class _Row:
    label: str
    events: Sequence[Event]
    remark: str = ""
    colour: str = ""


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
            _Row("none that is not a relay" if not count else f"{count}", found)
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
        page.line(page.text((heading, STRONG)))
        for row in rows or [_Row("none", [])]:
            _print_row(page, timeline, row, len(events), listed=listed)
        page.line()
    page.line(page.text(("The longest silence of each sector", STRONG)))
    for group in grouped(timeline, hits, "sector", query):
        silence = counting.longest_silence([hit.event for hit in group.hits])
        if silence is not None:
            _print_silence(page, timeline, group.heading, group.term, silence)


def _print_row(page: Page, timeline: Timeline, row: _Row, whole: int, *, listed: bool) -> None:
    share = f"{len(row.events) / whole:>6.1%}" if whole else ""
    remark = (f"  {row.remark}" if row.remark else "", DIM)
    page.line(page.text(f"  {row.label:<32}", f"{len(row.events):>5}  ", (share, DIM), remark))
    for event in row.events if listed else ():
        line = page.text((f"{short_text(event.date)}  ", DIM), event.title, (f"  {event.id}", "dim italic"))
        page.paragraph(
            line, indent=8, first=page.text("      ", (page.glyph(event), colour_of(timeline, event.sectors)))
        )


def _print_silence(page: Page, timeline: Timeline, heading: str, term: str, silence: counting.Silence) -> None:
    days = f"{silence.least}" if silence.least == silence.most else f"{silence.least}–{silence.most}"
    between = f"{short_text(silence.before.date)} – {short_text(silence.after.date)}"
    label = page.fit(page.text((heading, colour_of(timeline, [term]))), 32, pad=True)
    page.line(page.text("  ", label, f"{days:>9} days  ", (between, DIM)))
