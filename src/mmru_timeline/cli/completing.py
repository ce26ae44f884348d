"""What the shell offers when TAB is pressed; on any trouble nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from mmru_timeline.records.model import Timeline

Offer = tuple[str, str]
"""A value and what it is."""
Completer = Callable[[typer.Context, str], list[Offer]]


def complete_from(choices: Iterable[str]) -> Completer:
    """Offer the choices of a registry."""

    def offer(context: typer.Context, incomplete: str) -> list[Offer]:  # noqa: ARG001
        return [(choice, "") for choice in choices if choice.startswith(incomplete)]

    return offer


def complete_by(table: str) -> Completer:
    """Offer values of a table of the log that is asked for; after a comma the next one."""

    def offer(context: typer.Context, incomplete: str) -> list[Offer]:
        before, comma, wanted = incomplete.rpartition(",")
        try:
            found = _offers(context)[table]
            # typer reads what is said as Rich markup.
            from rich.markup import escape

            return [(f"{before}{comma}{value}", escape(said)) for value, said in found if value.startswith(wanted)]
        except Exception:
            return []

    return offer


def _offers(context: typer.Context) -> dict[str, list[Offer]]:
    """What each table of the log offers; kept between runs, for a shell asks at every TAB."""
    import hashlib

    from mmru_timeline.reading.cache import keep, recall
    from mmru_timeline.reading.log import read_log

    named: str | None = context.params.get("timeline")
    if named is None and context.parent is not None:
        named = context.parent.params.get("timeline")
    log = read_log(None if named == "-" else named)
    sha256 = hashlib.sha256(log.data).hexdigest()
    kept: dict[str, list[Offer]] | None = recall(log.name, sha256)
    if kept is None:
        from mmru_timeline.reading.rules import examine

        timeline = examine(log.data, log.name).timeline
        kept = _tables(timeline) if timeline else {}
        keep(log.name, sha256, kept)
    return kept


def _tables(timeline: Timeline) -> dict[str, list[Offer]]:
    """Ids with labels or titles, by what an option takes."""
    sectors = [(term.id, term.label) for term in timeline.sectors]
    actors = [(term.id, term.label) for term in timeline.actors]
    sources = [(source.id, source.title) for source in timeline.sources.values()]
    return {
        "events": [(event.id, event.title) for event in timeline.events],
        "sectors": sectors,
        "actors": actors,
        "terms": sectors + actors,
        "kinds": [(term.id, term.label) for term in timeline.kinds],
        "sources": sources,
        "publishers": [(term.id, term.label) for term in timeline.publishers] + sources,
    }
