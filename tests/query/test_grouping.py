"""Hits under headings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logs import SAMPLE_LOG, Filters, filters, log_with
from mmru_timeline import Hit, Query, Timeline, load, select
from mmru_timeline.query.facets import FACETS, FacetName
from mmru_timeline.query.grouping import Group, Grouping, counted_by, group_of, grouped
from mmru_timeline.query.query import query_from, words_of

GROUPINGS: tuple[Grouping, ...] = ("year", *get_args(FacetName))


def shape(groups: list[Group]) -> dict[str, str]:
    """The ids of the events under each heading."""
    return {group.heading: " ".join(hit.event.id for hit in group.hits) for group in groups}


_GROUPS: dict[Grouping, dict[str, str]] = {
    "year": {
        "1880s": "old-treaty",
        "1894": "coronation coal-talks",
        "1895": "coal-treaty coal-treaty-dinner",
        "1896": "output-1896 first-train",
        "1899": "second-railway",
    },
    "sector": {
        "Court": "old-treaty coronation coal-treaty-dinner",
        "Coal": "coal-talks coal-treaty output-1896 first-train",
        "Trade": "coal-talks coal-treaty second-railway",
    },
    "actor": {
        "Ruritania itself": "old-treaty",
        "Graustark": "old-treaty coal-talks coal-treaty second-railway",
        "Rudolf V": "coronation coal-treaty coal-treaty-dinner",
        "Princess Flavia": "coronation coal-treaty-dinner",
        "Zenda Mines": "coal-talks coal-treaty output-1896 first-train",
    },
    "kind": {
        "Meeting": "coal-talks",
        "Agreement": "old-treaty coal-treaty",
        "Delivery": "first-train",
        "Statistic": "output-1896",
        "Ceremony": "coronation coal-treaty-dinner",
        "Other": "second-railway",
    },
    "place": {
        "Strelsau, Ruritania": "coronation coal-treaty coal-treaty-dinner",
        "Hofbau, Graustark": "coal-talks",
        "No place": "old-treaty output-1896 first-train second-railway",
    },
    "publisher": {
        "Strelsau Gazette": "coronation coal-treaty",
        "The Times of Graustark": "coal-talks coal-treaty coal-treaty-dinner output-1896",
        "Hentzau & Sons": "old-treaty coronation output-1896 first-train second-railway",
    },
    "status": {
        "fact": "old-treaty coronation coal-talks coal-treaty coal-treaty-dinner",
        "claim": "first-train",
        "planned": "second-railway",
        "disputed": "output-1896",
    },
}


@pytest.mark.parametrize("by", GROUPINGS)
def test_groups_are_in_the_order_of_time_or_of_the_vocabulary(by: Grouping) -> None:
    groups = grouped(SAMPLE_LOG, select(SAMPLE_LOG), by, Query())
    assert shape(groups) == _GROUPS[by]
    assert list(shape(groups)) == list(_GROUPS[by])
    assert {group.by for group in groups} == {by}


_ASKED: dict[str, tuple[Grouping, Query, dict[str, str]]] = {
    "parts of the sector asked for": (
        "sector",
        Query(sectors=("energy",)),
        {"Coal": "coal-talks coal-treaty output-1896 first-train"},
    ),
    "actor asked for by its alias": (
        "actor",
        Query(actors=("the King",)),
        {"Rudolf V": "coronation coal-treaty coal-treaty-dinner"},
    ),
    "kind asked for": ("kind", Query(kinds=("meeting",)), {"Meeting": "coal-talks"}),
    "another grouping than what is asked for": (
        "kind",
        Query(sectors=("energy",)),
        {
            "Meeting": "coal-talks",
            "Agreement": "coal-treaty",
            "Delivery": "first-train",
            "Statistic": "output-1896",
        },
    ),
}


@pytest.mark.parametrize("case", _ASKED)
def test_event_is_only_under_the_terms_asked_for(case: str) -> None:
    by, query, expected = _ASKED[case]
    assert shape(grouped(SAMPLE_LOG, select(SAMPLE_LOG, query), by, query)) == expected


def test_events_without_a_term_are_last() -> None:
    log = log_with(
        events="[{id: a, date: 1900, title: A}, {id: b, date: 1901, title: B, sectors: [war]}, {id: c, date: ../..,"
        " title: C}]"
    )
    hits = select(log)
    by_sector = grouped(log, hits, "sector", Query())
    assert shape(by_sector) == {"War": "b", "No sector": "c a"}
    assert [(group.heading, group.term) for group in by_sector] == [("War", "war"), ("No sector", "")]
    assert shape(grouped(log, hits, "year", Query())) == {"Undated": "c", "1900": "a", "1901": "b"}


@given(given=filters(), by=st.sampled_from(GROUPINGS))
def test_groups_have_every_hit_and_no_other(given: Filters, by: Grouping) -> None:
    query = Query(**given)
    hits = select(SAMPLE_LOG, query)
    together: list[Hit] = [hit for group in grouped(SAMPLE_LOG, hits, by, query) for hit in group.hits]
    assert {hit.event.id for hit in together} == {hit.event.id for hit in hits}
    assert all(hit in hits for hit in together)


OPTIONS: Mapping[FacetName, str] = {
    "sector": "sector",
    "actor": "actor",
    "kind": "kind",
    "place": "place",
    "publisher": "source",
    "status": "status",
}
"""The option that filters by each facet."""
_LOGS = {"bundled": load(), "sample": SAMPLE_LOG}


@pytest.mark.parametrize("by", OPTIONS)
@pytest.mark.parametrize("log", _LOGS.values(), ids=_LOGS)
def test_count_of_every_term_is_what_its_filter_finds(log: Timeline, by: FacetName) -> None:
    counts = counted_by(log, select(log), by, Query(), with_unused=True)
    # Places of a log without a table of places have no ids by which they could be found.
    terms = [group for group in counts if group.term in FACETS[by].vocabulary_of(log)]
    assert len(terms) == len([term for term in FACETS[by].vocabulary_of(log) if term.id not in log.sources])
    for group in terms:
        found = select(log, query_from(**{OPTIONS[by]: group.term}))
        assert [hit.event.id for hit in group.hits] == [hit.event.id for hit in found], group.term
        assert group_of(log, select(log), by, group.term) == group


@pytest.mark.parametrize("by", OPTIONS)
@pytest.mark.parametrize("log", _LOGS.values(), ids=_LOGS)
def test_headings_of_a_term_and_its_parts_have_what_its_filter_finds(log: Timeline, by: FacetName) -> None:
    vocabulary = FACETS[by].vocabulary_of(log)
    groups = {group.term: group for group in grouped(log, select(log), by, Query())}
    for term in (each for each in vocabulary if each.id not in log.sources):
        parts = vocabulary.with_parts([term.id])
        under = {hit.event.id for part in parts if part in groups for hit in groups[part].hits}
        assert under == {hit.event.id for hit in select(log, query_from(**{OPTIONS[by]: term.id}))}, term.id
        has_parts = any(part in groups for part in parts - {term.id})
        if term.id in groups:
            assert groups[term.id].heading == f"{term.label} itself" * has_parts + term.label * (not has_parts)


@given(given=filters(), by=st.sampled_from(get_args(FacetName)))
def test_counts_of_a_selection_are_those_of_the_filter_within_it(given: Filters, by: FacetName) -> None:
    query = Query(**given)
    hits = select(SAMPLE_LOG, query)
    for group in counted_by(SAMPLE_LOG, hits, by, query):
        if group.term in FACETS[by].vocabulary_of(SAMPLE_LOG):
            whole = group_of(SAMPLE_LOG, hits, by, group.term)
            # A query by other terms counts only what is among those.
            assert set(map(id, group.hits)) <= set(map(id, whole.hits))
            assert 0 <= group.itself <= len(group.hits)
            if not words_of(query, by):
                assert group == whole
