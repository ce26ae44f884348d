"""One event in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.text import Text

from mmru_timeline.dates.edtf import EdtfDate, iso_day
from mmru_timeline.dates.wording import long_text
from mmru_timeline.records.model import Event, Source, Status
from mmru_timeline.records.timeline import Timeline
from mmru_timeline.text import counted, fold_words
from mmru_timeline.views.page import DIM, STRONG, Page
from mmru_timeline.views.parts import (
    account_text,
    colour_of,
    event_line,
    figure_text,
    glyph,
    numbers_text,
    source_text,
)

_INDENT = 18
_STATUS: Mapping[Status, str] = {
    "fact": "fact",
    "claim": "claim: someone says that it happened",
    "planned": "planned: it was due to happen",
    "disputed": "disputed: accounts differ",
}


def print_event(page: Page, log: Timeline, event: Event) -> None:
    """Its date, place, actors with the offices of that time, figures, rival accounts, links and numbered sources."""
    numbers = {source_id: number for number, source_id in enumerate(event.all_source_ids, 1)}
    page.paragraph(page.text((event.title, STRONG)), first=page.text(glyph(page, log, event), " "), indent=2)
    page.line(page.text("  ", (event.id, DIM)))
    page.line()
    if event.summary:
        page.paragraph(event.summary, indent=2)
        page.line()
    _row(page, "when", f"{long_text(event.date)}{_possible_days(event.date)}")
    if event.place:
        _row(page, "where", log.place_label(event.place))
    _row(
        page,
        "what",
        f"{log.kinds.label(event.kind)}; {_STATUS[event.status]}{'; milestone' if event.milestone else ''}",
    )
    if event.attributed_to:
        _row(page, "claimed by", log.actors.labels(event.attributed_to))
    if event.sectors:
        _row(page, "sectors", page.text((log.sectors.labels(event.sectors), colour_of(log, event.sectors))))
    for number, actor_id in enumerate(event.actors):
        _row(page, "" if number else "who", _actor_text(page, log, actor_id, event.date))
    for number, figure in enumerate(event.figures):
        note = f" — {figure.note}" if figure.note else ""
        text = page.text(figure_text(figure), numbers_text(page, figure.sources, numbers), (note, DIM))
        _row(page, "" if number else "figures", text)
    if event.note:
        _row(page, "note", event.note)
    for number, account in enumerate(event.accounts):
        text = account_text(page, log, account, numbers_text(page, account.sources, numbers))
        _row(page, "" if number else "other accounts", text)
    for number, (alias, source) in enumerate(_mentioned(log, event)):
        what = f"source [{numbers[source.id]}]" if source.id in numbers else source_text(page, log, source)
        _row(page, "" if number else "mentioned", page.text(f"{alias}: ", what))
    _print_links(page, log, event)
    _print_sources(page, log, event, numbers)


def _row(page: Page, label: str, text: Text | str) -> None:
    page.row(label, text, _INDENT)


def _possible_days(date: EdtfDate) -> str:
    """The days between which a lone vague date lies; "" for a date whose words already say so."""
    if date.s1 == date.e2 or date.start.mark or (date.s1, date.s2) != (date.e1, date.e2):
        return ""
    return f" (between {iso_day(date.s1)} and {iso_day(date.e2)})"


def _actor_text(page: Page, log: Timeline, actor_id: str, date: EdtfDate) -> Text:
    """The actor with the offices held at that time, or else with what it is part of."""
    actor = log.actors[actor_id]
    parent = log.actors.parent(actor_id)
    remark = ", ".join(actor.roles_during(date)) or (log.actors.label(parent) if parent else "")
    return page.text(actor.label, (f" — {remark}" if remark else "", DIM))


def _mentioned(log: Timeline, event: Event) -> list[tuple[str, Source]]:
    """The sources that the texts of an event call by an alias, each with the first alias found."""
    figures = [*event.figures, *(figure for account in event.accounts for figure in account.figures)]
    texts = [event.summary, event.note, *(account.says for account in event.accounts), *(each.note for each in figures)]
    words = "".join(f" {' '.join(fold_words(text))} ;" for text in texts if text)
    found: dict[str, tuple[str, Source]] = {}
    for source in log.sources.values():
        for alias in source.aliases:
            if f" {' '.join(fold_words(alias))} " in words:
                found.setdefault(source.id, (alias, source))
    return list(found.values())


def _print_links(page: Page, log: Timeline, event: Event) -> None:
    links: Mapping[str, Sequence[Event]] = {
        "part of": [log.by_id[event.part_of]] if event.part_of else [],
        "parts": log.parts.get(event.id, ()),
        "follows": [log.by_id[event_id] for event_id in event.follows],
        "followed by": log.followers.get(event.id, ()),
    }
    if not any(links.values()):
        return
    page.line()
    for label, events in links.items():
        for number, other in enumerate(events):
            _row(page, "" if number else label, event_line(page, other))


def _print_sources(page: Page, log: Timeline, event: Event, numbers: Mapping[str, int]) -> None:
    if not numbers:
        return
    count = len(log.originators(event))
    page.line()
    independent = counted(count, "independent originator") if count else "no independent originators"
    _row(page, "sources", page.text((f"{independent}; secondary and background sources not counted", DIM)))
    places: dict[str, list[str]] = {}
    for citation in event.all_citations:
        if citation.at and citation.at not in places.setdefault(citation.id, []):
            places[citation.id].append(citation.at)
    background = {citation.id for citation in event.sources if citation.context}
    for source_id, number in numbers.items():
        source = log.sources[source_id]
        text = source_text(page, log, source)
        if source_id in background:
            text.append_text(page.text((" (background)", DIM)))
        text.append_text(page.text(*(f", {place}" for place in places.get(source_id, ()))))
        page.paragraph(text, indent=7, first=page.text(f"  {f'[{number}]':>4} "))
        if source.url and not page.look.links:
            # On one line: an address broken over two can be neither clicked nor copied.
            page.line(page.text(" " * 7, (source.url, DIM)))
