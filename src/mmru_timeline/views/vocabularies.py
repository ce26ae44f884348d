"""Sectors, actors, places and sources: which there are, with how many events, and over which years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mmru_timeline.dates.wording import long_text, publication_text
from mmru_timeline.query.facets import FACETS, FacetName
from mmru_timeline.query.grouping import CitedSource, Group, counted_by, nested
from mmru_timeline.query.matching import Hit
from mmru_timeline.query.query import Query
from mmru_timeline.records.model import Event, Source
from mmru_timeline.records.timeline import Timeline
from mmru_timeline.text import counted
from mmru_timeline.views.page import DIM, ID, STRONG, Page
from mmru_timeline.views.parts import colour_of, event_line, source_text

_INDENT = 16
_YEARS_FROM = 60
_MOST = 10
_FEW = 12
"""The most events that are listed below a term."""


def print_terms(page: Page, log: Timeline, by: FacetName, groups: Sequence[Group]) -> None:
    """Terms with their number of events and years, in their order; sectors and places as a tree."""
    leveled = nested(log, groups) if by in ("sector", "place") else [(0, group) for group in groups]
    for depth, group in leveled:
        # On a narrow page the names get the room.
        years = f"  {_years(group.hits):<11}" if page.width >= _YEARS_FROM else ""
        margin = page.text(f"{len(group.hits):>4}", (years, DIM), "  " * (depth + 1))
        # The name of a publisher that is not declared is its id.
        name = "" if group.term == group.heading else f"  {group.term}"
        remark = _remark(log, by, group)
        colour = colour_of(log, [group.term]) if by == "sector" else ""
        text = page.text((group.heading, colour), (name, ID), (f"  {remark}" if remark else "", DIM))
        page.paragraph(text, indent=margin.cell_len + 2, first=margin)


def _remark(log: Timeline, by: FacetName, group: Group) -> str:
    """What else is worth knowing about a term: how many events it has itself, its kind, and what it is part of."""
    term: Any = FACETS[by].vocabulary_of(log).terms.get(group.term)
    itself = f"{group.itself} itself" if group.itself != len(group.hits) else ""
    match by:
        case "actor":
            return _joined(itself, term.kind, log.actors.label(term.part_of) if term.part_of else None)
        case "publisher":
            state = log.state_of(group.term)
            sources = counted(len(group.cited(log)), "source")
            return _joined(sources, itself, f"run by the state: {log.actors.label(state)}" if state else None)
        case _:
            return _joined(itself, getattr(term, "note", None))


def _joined(*remarks: str | None) -> str:
    return "; ".join(remark for remark in remarks if remark)


def print_term(page: Page, log: Timeline, by: FacetName, group: Group, *, filtered: bool = False) -> None:
    """One sector, actor or place in full: its names, parts, offices and events, and what it is often found with."""
    vocabulary = FACETS[by].vocabulary_of(log)
    term: Any = vocabulary[group.term]
    page.paragraph(page.text((term.label, STRONG), (f"  {term.id}", DIM)))
    _print_rows(
        page,
        {
            "kind": getattr(term, "kind", None),
            "part of": vocabulary.labels(vocabulary.ancestors(term.id)),
            "also called": ", ".join(term.aliases),
            "parts": vocabulary.labels(vocabulary.children(term.id)),
        },
    )
    for number, role in enumerate(getattr(term, "roles", ())):
        dates = f" ({long_text(role.when)})" if role.when else ""
        page.row("" if number else "offices", f"{role.title}{dates}", _INDENT)
    events = [hit.event for hit in group.hits]
    span = _years(group.hits)
    itself = f"; {group.itself} itself" if group.itself != len(events) else ""
    _print_rows(
        page,
        {
            "note": term.note,
            "often with" if by == "actor" else "actors": _counts(log, group, "actor"),
            "sectors": _counts(log, group, "sector"),
            "events": f"{len(events)}{f', {span}' if span else ''}{itself}" if events else "none",
        },
    )
    if len(events) > _FEW:
        same = " and the same filters" if filtered else ""
        page.row("", page.text((f"mmru events --{by} {term.id}{same}", DIM)), _INDENT)
    else:
        _print_events(page, events, "")


def _counts(log: Timeline, group: Group, by: FacetName) -> str:
    """The terms that the events of a group have most often, with counts, without its own term and what is around it."""
    vocabulary = FACETS[by].vocabulary_of(log)
    around = {*vocabulary.with_parts([group.term]), *vocabulary.ancestors(group.term)} if by == group.by else set()
    found = [each for each in counted_by(log, group.hits, by, Query()) if each.term and each.term not in around]
    most = sorted(found, key=lambda each: -len(each.hits))[:_MOST]
    return ", ".join(f"{each.heading} ({len(each.hits)})" for each in most)


def _print_rows(page: Page, rows: Mapping[str, str | None]) -> None:
    for label, text in rows.items():
        if text:
            page.row(label, text, _INDENT)


def print_publisher(page: Page, log: Timeline, group: Group, cited: Sequence[CitedSource]) -> None:
    """One publisher with its sources by date; its term is the name of one that is not declared."""
    publishers = log.publishers
    state = log.state_of(group.term)
    page.paragraph(page.text((group.heading, STRONG), (f"  {group.term}" if group.term in publishers else "", DIM)))
    _print_rows(
        page,
        {
            "run by": f"the state: {log.actors.label(state)}" if state else None,
            "part of": publishers.labels(publishers.ancestors(group.term)),
            "also called": ", ".join(publishers[group.term].aliases) if group.term in publishers else None,
            "parts": publishers.labels(publishers.children(group.term)),
            "events": f"{len(group.hits)}" if group.hits else "none",
            "sources": f"{len(cited)}",
        },
    )

    def order(source: Source) -> tuple[int, ...]:
        # Undated sources come first.
        return source.date.order if source.date else (0,)

    for source in sorted((each.source for each in cited), key=order):
        date = publication_text(source.date) if source.date else "undated"
        text = page.text((f"{date}  ", DIM), source.title, (f"  {source.id}", ID))
        page.paragraph(text, indent=4, first="  ")


def print_source(page: Page, log: Timeline, cited: CitedSource) -> None:
    """One source in full, with the events that cite it."""
    source = cited.source
    page.paragraph(source_text(page, log, source))
    for label, url in {"address": source.url, "archived": source.archived}.items():
        if url:
            page.address(label, url, _INDENT)
    notes = (f"{other}, footnotes {', '.join(map(str, numbers))}" for other, numbers in source.cited_in.items())
    _print_rows(
        page,
        {
            "accessed": long_text(source.accessed) if source.accessed else None,
            "language": source.lang,
            "kind": source.kind,
            "cited in": "; ".join(notes),
            "note": source.note,
        },
    )
    _print_events(page, [hit.event for hit in cited.hits], "events")


def _print_events(page: Page, events: Sequence[Event], label: str) -> None:
    for number, event in enumerate(events):
        page.row("" if number else label, event_line(page, event), _INDENT)


def _years(hits: Sequence[Hit]) -> str:
    years = [hit.event.date.year for hit in hits if hit.event.date.year]
    if not years:
        return ""
    return f"{min(years)}" if min(years) == max(years) else f"{min(years)} – {max(years)}"
