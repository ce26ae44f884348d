"""What records work out from one another."""

from __future__ import annotations

from typing import Any

import pytest

from mmru_timeline.dates.edtf import parse
from mmru_timeline.reading.rules import examine
from mmru_timeline.records.model import Figure, Timeline

_LOG = """schema: 1
title: T
publishers:
  house: {name: The House}
  morning: {name: Morning Post, part_of: house}
  evening: {name: Evening Post, part_of: house}
sources:
  one: {title: A, publisher: morning}
  two: {title: B, publisher: Evening Post}
  three: {title: C, publisher: Herald, origin: The House}
  four: {title: D, publisher: Herald}
  relay: {title: E, publisher: Weekly, secondary: true}
events:
  - {id: a, date: 2021, title: A, sources: [one, two, three]}
  - {id: b, date: 2022, title: B, sources: [one, four, relay]}
  - {id: c, date: 2023, title: C, sources: [relay]}
"""


def test_originators_are_houses_and_no_relays() -> None:
    timeline = examine(_LOG.encode(), "log").timeline
    assert timeline is not None
    assert [timeline.originators(event) for event in timeline.events] == [("house",), ("Herald", "house"), ()]


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({}, "output: 90"),
        ({"value": 8.5, "unit": "crowns a ton"}, "output: 8.5 crowns a ton"),
        ({"to": 110, "unit": "MW"}, "output: 90–110 MW"),
        ({"bound": "at least", "unit": "tons"}, "output: at least 90 tons"),
        ({"to": 110, "unit": "MW", "bound": "about", "period": parse("2025")}, "output: about 90–110 MW (2025)"),
    ],
)
def test_a_figure_in_one_line(more: dict[str, Any], text: str) -> None:
    assert Figure(**{"what": "output", "value": 90, **more}).text == text


def test_events_of_a_timeline_by_their_links(sample: Timeline) -> None:
    assert sample.by_id["coronation"].title == "Rudolf V crowned in Strelsau"
    assert [event.id for event in sample.followers["coal-treaty"]] == ["first-train"]
    assert "second-railway" not in sample.followers
    assert {whole: [part.id for part in parts] for whole, parts in sample.parts.items()} == {
        "coal-treaty": ["coal-treaty-dinner"]
    }


@pytest.mark.parametrize(
    ("event", "all_sources", "originators"),
    [
        ("old-treaty", ("book",), ()),
        ("coronation", ("gazette-1894", "book"), ("gazette",)),
        ("coal-treaty", ("wire-1895", "times-1895"), ("Hof-Korrespondenz", "times")),
        ("output-1896", ("book", "times-1895"), ()),
    ],
)
def test_what_an_event_rests_on(
    event: str, all_sources: tuple[str, ...], originators: tuple[str, ...], sample: Timeline
) -> None:
    # A secondary source is no witness, nor is the rival account's; a copied text is its origin's word.
    assert sample.by_id[event].all_sources == all_sources
    assert sample.originators(sample.by_id[event]) == originators


def test_publishers_by_the_name_that_people_read(sample: Timeline) -> None:
    names = {name: sample.publisher_name(source) for name, source in sample.sources.items()}
    assert names == {
        "book": "Hentzau & Sons",
        "gazette-1894": "Strelsau Gazette",
        "times-1895": "The Times of Graustark",
        "wire-1895": "Strelsau Gazette",
    }
