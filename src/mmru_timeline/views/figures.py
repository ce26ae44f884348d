"""The numbers of events, one below the other."""

from __future__ import annotations

from collections.abc import Sequence

from mmru_timeline.analysis.figures import FigureRow
from mmru_timeline.records.timeline import Timeline
from mmru_timeline.views.page import DIM, ID, STRONG, Page
from mmru_timeline.views.parts import event_line, figure_text, glyph


def print_figures(page: Page, log: Timeline, rows: Sequence[FigureRow]) -> None:
    """The figures of each event below its line, with their publishers; those of rival accounts are marked."""
    above = None
    for row in rows:
        event = row.hit.event
        if event is not above:
            if above is not None:
                page.line()
            first = page.text(glyph(page, log, event), "" if row.hit.certain else "?", " ")
            page.paragraph(event_line(page, event, STRONG), indent=3, first=first)
            above = event
        publishers = dict.fromkeys(log.publisher_label(log.sources[source_id]) for source_id in row.source_ids)
        rival = page.text(("by another account: ", DIM)) if row.account else ""
        text = page.text(rival, figure_text(row.figure), (f"  {', '.join(publishers)}", ID))
        page.paragraph(text, indent=7, first="     ")
