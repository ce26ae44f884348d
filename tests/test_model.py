"""What records work out from one another."""

from __future__ import annotations

from mmru_timeline.checks import examine

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
