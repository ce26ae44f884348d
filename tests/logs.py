"""Logs for tests, and random filters for queries to the sample log."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from hypothesis import strategies as st

from mmru_timeline import Hit, Timeline, check_bytes
from mmru_timeline.records.model import STATUSES

SAMPLE_LOG = check_bytes((Path(__file__).parent / "sample.yaml").read_bytes(), "sample.yaml").require()
ALL_IDS = " ".join(event.id for event in SAMPLE_LOG.events)

Filters: TypeAlias = dict[str, Any]
"""Values by the names of the fields of Query."""


def log_of(text: str) -> Timeline:
    """The timeline of a log given as text."""
    checked = check_bytes(text.encode(), "log.yaml")
    assert checked.timeline is not None, checked.diagnostics
    return checked.timeline


def log_with(**tables: str) -> Timeline:
    """A small log with these tables, each in YAML's flow style; it has no events unless they are given."""
    bodies = {"schema": "1", "title": "T", "events": "[]", **tables}
    return log_of("".join(f"{name}: {body}\n" for name, body in bodies.items()))


def ids_of(hits: list[Hit]) -> str:
    """The ids of hits, those of hits that are not certain with a question mark before them."""
    return " ".join(("" if hit.certain else "?") + hit.event.id for hit in hits)


def _some(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), min_size=1, max_size=2).map(tuple)


_TERMS = _some("court", "energy", "pit coal", "trade", "ruritania", "Руритания", "rudolf", "graustark")
_DAYS = st.dates(date(1880, 1, 1), date(1902, 12, 31)).map(str)
_DATES = _DAYS | st.sampled_from(["1895", "Mar 1895", "1894-Q4", "189X", "1896-09~", "1894-11/1895-02", "coronation"])

TERM_FILTERS: dict[str, st.SearchStrategy[tuple[str, ...]]] = {
    "sectors": _some("court", "Energy", "pit coal", "trade", "court,coal"),
    "actors": _some("ruritania", "Graustark", "the King", "prin", "zenda-mines"),
    "kinds": _some("agreement", "Meeting", "cerem", "other"),
    "statuses": _some(*STATUSES),
    "states": _some("ruritania"),
    "places": _some("strelsau", "Hofbau", "strel rurit"),
    "sources": _some("gazette", "The Times of Graustark", "book", "wire-1895", "Hentzau & Sons"),
}
"""Filters that find more events if they are given more values."""

FILTERS: dict[str, st.SearchStrategy[Any]] = {
    **TERM_FILTERS,
    "words": _some("coal", "treaty", "ten years", "rudolf", "strelsau", "railway"),
    "with_all": _TERMS,
    "without": _TERMS,
    "milestones": st.just(True),
    "no_parts": st.just(True),
    "known_by": _DATES,
}
"""Filters that can be combined with any other."""

EVENTS = st.sampled_from([event.id for event in SAMPLE_LOG.events])
WINDOWS: st.SearchStrategy[Filters] = st.one_of(
    st.fixed_dictionaries({"since": _DATES}),
    st.fixed_dictionaries({"until": _DATES}),
    st.lists(_DAYS, min_size=2, max_size=2).map(sorted).map(lambda days: {"since": days[0], "until": days[1]}),
    st.fixed_dictionaries({"on": _DATES | st.sampled_from(["--03-11", "4 May", "--02-29", "September"])}),
    st.fixed_dictionaries({"last": st.sampled_from(["90d", "6w", "18m", "4y"])}),
    st.fixed_dictionaries({"around": EVENTS}, optional={"days": st.integers(0, 1_000)}),
)
"""Filters by time that can be given together."""


@st.composite
def filters(draw: st.DrawFn) -> Filters:
    """Filters that make a query without mistakes."""
    given: Filters = draw(st.fixed_dictionaries({}, optional=FILTERS)) | draw(st.just({}) | WINDOWS)
    if is_timed(given) and draw(st.booleans()):
        given["surely_dated"] = True
    return given


def is_timed(given: Filters) -> bool:
    """Whether the filters ask for a time, so that --surely-dated can be used."""
    return not given.keys().isdisjoint(("since", "until", "on", "last", "around", "known_by"))
