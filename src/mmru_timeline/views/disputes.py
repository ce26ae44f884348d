"""Events with rival accounts, the versions side by side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from rich.text import Text

from mmru_timeline.dates.wording import publication_text
from mmru_timeline.query.matching import Hit
from mmru_timeline.records.model import Account, Event
from mmru_timeline.records.timeline import Timeline
from mmru_timeline.views.page import DIM, STRONG, Page
from mmru_timeline.views.parts import account_text, event_line, figure_text, glyph

_NARROW = 64


def print_disputes(page: Page, log: Timeline, hits: Sequence[Hit]) -> None:
    """This log's version of each event beside the others, with their sources; on a narrow page, above them."""
    for number, event in enumerate(hit.event for hit in hits):
        if number:
            page.line()
        page.paragraph(event_line(page, event, STRONG), indent=2, first=page.text(glyph(page, log, event), " "))
        own = _own_version(page, log, event)
        rivals = [_rival_version(page, log, account) for account in event.accounts]
        if page.width < _NARROW:
            page.paragraph(own, indent=6)
            for rival in rivals:
                page.paragraph(rival, indent=6, first=page.text(("  or", DIM)))
        else:
            _print_side_by_side(page, own, rivals)


def _print_side_by_side(page: Page, own: Text, rivals: Sequence[Text]) -> None:
    """This log's version on the left, the others one below the other on the right."""
    half = (page.width - 5) // 2
    rule = page.text(("─" * half, DIM))
    left = [page.text(("this log", DIM)), rule, *page.wrap(own, half)]
    right = [page.text(("other accounts", DIM)), rule]
    for number, rival in enumerate(rivals):
        right += [*([Text()] if number else []), *page.wrap(rival, half)]
    for one, other in zip_longest(left, right, fillvalue=Text()):
        page.line(page.text("  ", page.fit(one.copy(), half, pad=True), "   ", other))


def _own_version(page: Page, log: Timeline, event: Event) -> Text:
    lines = [event.summary or event.title, *(figure_text(figure) for figure in event.figures)]
    figures = (citation for figure in event.figures for citation in figure.sources)
    attesting = dict.fromkeys(citation.id for citation in (*event.sources, *figures) if not citation.context)
    rivals = {source_id for account in event.accounts for source_id in account.source_ids}
    own = [source_id for source_id in attesting if source_id not in rivals]
    # Some report both versions, or agree with this one in part.
    shared = [source_id for source_id in attesting if source_id in rivals]
    text = page.text("\n".join(lines))
    if own or not shared:
        text = _with_sources(page, log, text, own)
    if shared:
        text.append_text(page.text((f"\ncited on both sides: {_named(log, shared)}", DIM)))
    return text


def _rival_version(page: Page, log: Timeline, account: Account) -> Text:
    return _with_sources(page, log, account_text(page, log, account, between="\n"), account.source_ids)


def _with_sources(page: Page, log: Timeline, text: Text, source_ids: Sequence[str]) -> Text:
    """The text, and its sources below it."""
    text.append_text(page.text((f"\n{_named(log, source_ids) or 'no source'}", DIM)))
    return text


def _named(log: Timeline, source_ids: Sequence[str]) -> str:
    """The publishers and dates of sources, each once."""
    names: dict[str, None] = {}
    for source_id in source_ids:
        source = log.sources[source_id]
        date = f", {publication_text(source.date)}" if source.date else ""
        names[f"{log.publisher_label(source)}{date}"] = None
    return "; ".join(names)
