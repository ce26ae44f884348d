"""How exact, how well sourced and how complete a log is, in plain numbers."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from mmru_timeline.analysis.audit import SECTIONS, Finding
from mmru_timeline.analysis.statistics import Silence
from mmru_timeline.dates.wording import short_text
from mmru_timeline.records.timeline import Timeline
from mmru_timeline.views.page import DIM, STRONG, Page
from mmru_timeline.views.parts import colour_of, event_line, glyph


def print_audit(page: Page, log: Timeline, findings: Sequence[Finding], *, listed: bool) -> None:
    """The findings under the headings of their sections; with `listed`, the events behind each number as well."""
    for number, section in enumerate(SECTIONS):
        if number:
            page.line()
        page.paragraph(page.text((section, STRONG)))
        found = [finding for finding in findings if finding.section == section]
        for finding in found:
            if finding.silence is None:
                _print_count(page, log, finding, listed=listed)
            else:
                _print_silence(page, log, finding, finding.silence)
        if not found:
            page.line("  none")


def _label(page: Page, *parts: str | tuple[str, str]) -> Text:
    """The first column, narrower on a narrow page."""
    return page.fit(page.text(*parts), min(32, max(8, page.width - 18)), pad=True)


def _print_count(page: Page, log: Timeline, finding: Finding, *, listed: bool) -> None:
    share = f"{finding.share:>6.1%}"
    text = page.text("  ", _label(page, finding.label), f"{len(finding.events):>5}  ", (share, DIM))
    if finding.remark and text.cell_len + len(finding.remark) + 2 <= page.width:
        text.append_text(page.text((f"  {finding.remark}", DIM)))
    page.line(text)
    for event in finding.events if listed else ():
        page.paragraph(event_line(page, event), indent=6, first=page.text("    ", glyph(page, log, event)))


def _print_silence(page: Page, log: Timeline, finding: Finding, silence: Silence) -> None:
    days = f"{silence.least}" if silence.least == silence.most else f"{silence.least}–{silence.most}"
    between = page.text((f"{short_text(silence.before.date)} → {short_text(silence.after.date)}", DIM))
    lead = page.text("  ", _label(page, (finding.label, colour_of(log, [finding.term]))), f"{days:>9} days")
    if lead.cell_len + between.cell_len + 2 <= page.width:
        page.line(page.text(lead, "  ", between))
    else:
        page.line(lead)
        page.paragraph(between, indent=4)
