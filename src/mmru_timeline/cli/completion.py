"""What the shell offers when TAB is pressed; nothing if anything goes wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

import typer

from mmru_timeline.records.model import STATUSES
from mmru_timeline.records.timeline import Timeline

Offer: TypeAlias = tuple[str, str]
"""A value and its description."""
Completer: TypeAlias = Callable[[typer.Context, str], list[Offer]]


def optional_argument(name: str, text: str, completer: Completer, *, repeated: bool = False) -> Any:
    """An argument that may be left out: how it is named, its help, and what the shell offers for it."""
    metavar = f"[{name}]{'...' if repeated else ''}"
    return typer.Argument(metavar=metavar, help=text, autocompletion=completer, show_default=False)


def complete_from(choices: Iterable[str]) -> Completer:
    """Offer fixed choices."""

    def offer(context: typer.Context, incomplete: str) -> list[Offer]:  # noqa: ARG001
        return [(choice, "") for choice in choices if choice.startswith(incomplete)]

    return offer


def complete_from_table(table: str) -> Completer:
    """Offer values from a table of the log in question; after a comma, the next value."""

    def offer(context: typer.Context, incomplete: str) -> list[Offer]:
        before, comma, wanted = incomplete.rpartition(",")
        try:
            found = _offers(context)[table]
            return [(f"{before}{comma}{value}", _described(text)) for value, text in found if value.startswith(wanted)]
        except Exception:  # A traceback between two key presses would be worse than no offer.
            return []

    return offer


def _described(text: str) -> str:
    """A text of the log as typer wants a description: escaped, because typer reads it as Rich markup.

    zsh evaluates descriptions. typer escapes what would run a command in them, but not backslashes, so that in a
    title with `\\$(...)` the command would be run when TAB is pressed.
    """
    from rich.markup import escape

    return escape(text.replace("\\", "/"))


def _offers(context: typer.Context) -> dict[str, list[Offer]]:
    """What each table of the log offers; kept between runs, because the program starts anew at every TAB."""
    import hashlib
    import os

    from mmru_timeline.reading.cache import keep, recall
    from mmru_timeline.reading.log import check_bytes, read_bytes

    path: str | None = context.params.get("timeline")
    if path is None and context.parent is not None:
        path = context.parent.params.get("timeline")
    if path is None:
        path = os.environ.get("MMRU_TIMELINE") or None
    # While the shell completes a command, standard input is the terminal and not the log.
    data, name = read_bytes(None if path == "-" else path)
    sha256 = hashlib.sha256(data).hexdigest()
    kept: dict[str, list[Offer]] | None = recall(name, sha256)
    if kept is None:
        timeline = check_bytes(data, name).timeline
        kept = _tables(timeline) if timeline else {}
        keep(name, sha256, kept)
    return kept


def _tables(log: Timeline) -> dict[str, list[Offer]]:
    """Ids with labels or titles, by the table that an option names."""
    sectors = [(term.id, term.label) for term in log.sectors]
    actors = [(term.id, term.label) for term in log.actors]
    sources = [(source.id, source.title) for source in log.sources.values()]
    return {
        "events": [(event.id, event.title) for event in log.events],
        "sectors": sectors,
        "actors": actors,
        "terms": sectors + actors,
        "places": [(term.id, term.label) for term in log.places],
        "kinds": [(term.id, term.label) for term in log.kinds],
        "statuses": [(status, "") for status in STATUSES],
        "sources": sources,
        "publishers": [(term.id, term.label) for term in log.publishers] + sources,
    }
