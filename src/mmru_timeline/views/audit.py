"""How exact, how well sourced and how complete a log is, in plain numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.text import Text

from mmru_timeline.analysis import statistics
from mmru_timeline.dates.wording import short_text
from mmru_timeline.query.grouping import grouped
from mmru_timeline.query.matching import Hit
from mmru_timeline.query.query import Query
from mmru_timeline.records.model import Event
from mmru_timeline.records.timeline import Timeline
from mmru_timeline.views.page import DIM, STRONG, Page
from mmru_timeline.views.parts import colour_of, event_line, glyph


@dataclass(frozen=True, slots=True)
class _Row:
    label: str
    events: Sequence[Event]
    remark: str = ""


def print_audit(page: Page, log: Timeline, hits: Sequence[Hit], query: Query, *, listed: bool) -> None:
    """Precision of dates, independence and one-sidedness of sources, open questions, and silences by sector."""
    events = [hit.event for hit in hits]
    sections = {
        "Precision of dates": [_Row(name, found) for name, found in statistics.by_precision(events).items() if found],
        "Independent originators per event": [
            _Row(str(count) if count else "no first-hand source", found)
            for count, found in statistics.by_originators(log, events).items()
        ],
        "Based only on publishers run by one state": [
            _Row(log.actors.label(state), found) for state, found in statistics.one_sided(log, events).items()
        ],
        "Open questions": [
            _Row("with rival accounts", [event for event in events if event.accounts]),
            _Row("claimed, planned or disputed", [event for event in events if event.status != "fact"]),
            _Row("on the first of a month", statistics.on_first_of_month(events), "by chance: one in thirty"),
        ],
    }
    for heading, rows in sections.items():
        page.paragraph(page.text((heading, STRONG)))
        for row in rows:
            _print_row(page, log, row, len(events), listed=listed)
        if not rows:
            page.line("  none")
        page.line()
    page.paragraph(page.text(("Longest silence in each sector, not counting background events", STRONG)))
    silences = [
        (group, statistics.longest_silence([hit.event for hit in group.hits if not hit.event.background]))
        for group in grouped(log, hits, "sector", query)
    ]
    for group, silence in silences:
        if silence is not None:
            _print_silence(page, log, group.heading, group.term, silence)
    if not any(silence for _, silence in silences):
        page.line("  none")


def _label(page: Page, *parts: str | tuple[str, str]) -> Text:
    """The first column, narrower on a narrow page."""
    return page.fit(page.text(*parts), min(32, max(8, page.width - 18)), pad=True)


def _print_row(page: Page, log: Timeline, row: _Row, whole: int, *, listed: bool) -> None:
    share = f"{len(row.events) / whole:>6.1%}"
    text = page.text("  ", _label(page, row.label), f"{len(row.events):>5}  ", (share, DIM))
    if row.remark and text.cell_len + len(row.remark) + 2 <= page.width:
        text.append_text(page.text((f"  {row.remark}", DIM)))
    page.line(text)
    for event in row.events if listed else ():
        page.paragraph(event_line(page, event), indent=6, first=page.text("    ", glyph(page, log, event)))


def _print_silence(page: Page, log: Timeline, heading: str, term: str, silence: statistics.Silence) -> None:
    days = f"{silence.least}" if silence.least == silence.most else f"{silence.least}–{silence.most}"
    between = page.text((f"{short_text(silence.before.date)} → {short_text(silence.after.date)}", DIM))
    lead = page.text("  ", _label(page, (heading, colour_of(log, [term]))), f"{days:>9} days")
    if lead.cell_len + between.cell_len + 2 <= page.width:
        page.line(page.text(lead, "  ", between))
    else:
        page.line(lead)
        page.paragraph(between, indent=4)
