"""What the shell offers when TAB is pressed; on any trouble nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from mmru_timeline.model import Timeline

Offer = tuple[str, str]
"""A value and what it is."""
Completer = Callable[[typer.Context, str], list[Offer]]


def complete_from(choices: Iterable[str]) -> Completer:
    """Offer the choices of a registry."""

    def offer(context: typer.Context, incomplete: str) -> list[Offer]:  # noqa: ARG001
        return [(choice, "") for choice in choices if choice.startswith(incomplete)]

    return offer


def complete_by(values: Callable[[Timeline], Iterable[Offer]]) -> Completer:
    """Offer values of the log that is asked for; after a comma the next one."""

    def offer(context: typer.Context, incomplete: str) -> list[Offer]:
        before, comma, wanted = incomplete.rpartition(",")
        try:
            found = list(values(_log_of(context)))
        except Exception:
            return []
        return [(f"{before}{comma}{value}", said) for value, said in found if value.startswith(wanted.lower())]

    return offer


def _log_of(context: typer.Context) -> Timeline:
    from mmru_timeline.checks import examine
    from mmru_timeline.logfile import read_log

    named: str | None = context.params.get("timeline")
    if named is None and context.parent is not None:
        named = context.parent.params.get("timeline")
    log = read_log(None if named == "-" else named)
    timeline = examine(log.data, log.name).timeline
    if timeline is None:
        raise ValueError("the log has errors")
    return timeline


def event_ids(timeline: Timeline) -> Iterator[Offer]:
    """Ids of events with their titles."""
    return ((event.id, event.title) for event in timeline.events)


def sectors(timeline: Timeline) -> Iterator[Offer]:
    """Ids of sectors with their labels."""
    return ((term.id, term.label) for term in timeline.sectors)


def actors(timeline: Timeline) -> Iterator[Offer]:
    """Ids of actors with their names."""
    return ((term.id, term.label) for term in timeline.actors)


def terms(timeline: Timeline) -> Iterator[Offer]:
    """Ids of sectors and actors."""
    yield from sectors(timeline)
    yield from actors(timeline)


def kinds(timeline: Timeline) -> Iterator[Offer]:
    """Ids of kinds."""
    return ((term.id, "") for term in timeline.kinds)


def source_ids(timeline: Timeline) -> Iterator[Offer]:
    """Ids of sources with their titles."""
    return ((source.id, source.title) for source in timeline.sources.values())


def source_names(timeline: Timeline) -> Iterator[Offer]:
    """Ids of sources and publishers."""
    yield from ((term.id, term.label) for term in timeline.publishers)
    yield from source_ids(timeline)
