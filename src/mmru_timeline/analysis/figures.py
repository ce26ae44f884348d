"""The numbers that events and their rival accounts give."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mmru_timeline.query.matching import Hit
from mmru_timeline.records.model import Account, Figure


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure of an event, or of a rival account of it."""

    hit: Hit
    figure: Figure
    account: Account | None = None

    @property
    def source_ids(self) -> Sequence[str]:
        """The ids of its sources; if it names none, of those of its version of the event."""
        version = self.account or self.hit.event
        citations = self.figure.sources or version.sources
        return tuple(dict.fromkeys(citation.id for citation in citations if not citation.context))


def figures_of(hits: Iterable[Hit]) -> list[FigureRow]:
    """Every figure of the events, those of an event's rival accounts after its own."""
    return [
        row
        for hit in hits
        for row in (
            *(FigureRow(hit, figure) for figure in hit.event.figures),
            *(FigureRow(hit, figure, account) for account in hit.event.accounts for figure in account.figures),
        )
    ]
