"""How exact, how well sourced and how complete a selection of events is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mmru_timeline.analysis.statistics import (
    Silence,
    by_originators,
    by_precision,
    longest_silence,
    on_first_of_month,
    one_sided,
)
from mmru_timeline.query.grouping import counted_by
from mmru_timeline.query.matching import Hit
from mmru_timeline.query.query import Query
from mmru_timeline.records.model import Event
from mmru_timeline.records.timeline import Timeline

PRECISION = "Precision of dates"
ORIGINATORS = "Independent originators per event"
ONE_STATE = "Attested only by publishers run by one state"
OPEN = "Open questions"
SILENCE = "Longest silence in each sector, not counting background events"
SECTIONS = (PRECISION, ORIGINATORS, ONE_STATE, OPEN, SILENCE)
"""The headings of an audit, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A number of an audit: the events behind it, and their share of all events.

    A finding about a sector has the id of it as `term`, and its longest silence instead of a share.
    """

    section: str
    label: str
    events: Sequence[Event]
    share: float | None = None
    remark: str = ""
    term: str = ""
    silence: Silence | None = None


def audit_of(log: Timeline, hits: Sequence[Hit], query: Query) -> list[Finding]:
    """The findings about the hits of a query, in the order of SECTIONS; none if there are no hits."""
    events = [hit.event for hit in hits]
    if not events:
        return []

    def counts(section: str, rows: Iterable[tuple[str, Sequence[Event], str]]) -> list[Finding]:
        return [
            Finding(section=section, label=label, events=found, share=len(found) / len(events), remark=remark)
            for label, found, remark in rows
        ]

    return [
        *counts(PRECISION, ((name, found, "") for name, found in by_precision(events).items() if found)),
        *counts(
            ORIGINATORS,
            (
                (str(count) if count else "no first-hand source", found, "")
                for count, found in by_originators(log, events).items()
            ),
        ),
        *counts(ONE_STATE, ((log.actors.label(state), found, "") for state, found in one_sided(log, events).items())),
        *counts(
            OPEN,
            [
                ("with rival accounts", [event for event in events if event.accounts], ""),
                ("claimed, planned or disputed", [event for event in events if event.status != "fact"], ""),
                ("on the first of a month", on_first_of_month(events), "by chance: one in thirty"),
            ],
        ),
        *_silences(log, hits, query),
    ]


def _silences(log: Timeline, hits: Sequence[Hit], query: Query) -> list[Finding]:
    found = []
    for group in counted_by(log, hits, "sector", query):
        silence = longest_silence([hit.event for hit in group.hits if not hit.event.background])
        if silence is not None:
            ends = (silence.before, silence.after)
            found.append(Finding(section=SILENCE, label=group.heading, events=ends, term=group.term, silence=silence))
    return found
