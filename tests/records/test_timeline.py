"""A whole log: finding events, the links between them, and the publishers behind its sources."""

from __future__ import annotations

import pytest

from mmru_timeline import Timeline, UnknownEventError, UnknownTermError, check_bytes
from mmru_timeline.errors import MmruError

HOUSES = """schema: 1
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


@pytest.fixture(scope="module")
def houses() -> Timeline:
    """A log whose publishers are part of one another."""
    return check_bytes(HOUSES.encode()).require()


def test_originators_are_houses_of_first_hand_sources(houses: Timeline) -> None:
    assert [houses.originators(event) for event in houses.events] == [("house",), ("Herald", "house"), ()]


@pytest.mark.parametrize(
    ("event_id", "originators"),
    [
        ("old-treaty", ()),
        ("coronation", ("gazette",)),
        ("coal-treaty", ("Hof-Korrespondenz", "times")),
        ("output-1896", ()),
    ],
)
def test_originators_of_the_sample(event_id: str, originators: tuple[str, ...], sample: Timeline) -> None:
    # Secondary sources and those of rival accounts do not count; a copied text counts for its origin.
    assert sample.originators(sample.by_id[event_id]) == originators


@pytest.mark.parametrize(
    ("publisher", "house"),
    [("house", "house"), ("morning", "house"), ("Herald", "Herald")],
)
def test_house_is_the_outermost_publisher(publisher: str, house: str, houses: Timeline) -> None:
    assert houses.house(publisher) == house


def test_publishers_and_origins_are_resolved_to_ids(houses: Timeline) -> None:
    assert {source.id: (source.publisher, source.origin) for source in houses.sources.values()} == {
        "one": ("morning", None),
        "two": ("evening", None),
        "three": ("Herald", "house"),
        "four": ("Herald", None),
        "relay": ("Weekly", None),
    }


@pytest.mark.parametrize(
    ("publisher", "found"),
    [
        ("house", ["one", "two"]),
        ("morning", ["one"]),
        ("Herald", ["three", "four"]),
        ("nothing", []),
    ],
)
def test_sources_of_includes_parts_of_publishers(publisher: str, found: list[str], houses: Timeline) -> None:
    assert [source.id for source in houses.sources_of(publisher)] == found


def test_publishers_and_sources_are_one_vocabulary(houses: Timeline) -> None:
    terms = houses.publishers_and_sources
    assert [term.id for term in terms] == [
        *("house", "morning", "evening"),
        *("Herald", "Weekly"),
        *("one", "two", "three", "four", "relay"),
    ]
    assert terms.resolve("the house") == "house"
    assert terms.resolve("hera") == "Herald"
    assert terms.with_parts(["house"]) == {"house", "morning", "evening", "one", "two"}
    with pytest.raises(UnknownTermError, match="unknown source or publisher 'gazette'"):
        terms.resolve("gazette")


def test_source_is_found_by_its_aliases_before_words_of_publishers() -> None:
    sources = "{s: {title: S, publisher: The i Paper}, t: {title: T, publisher: P, aliases: [the paper]}}"
    log = check_bytes(f"schema: 1\ntitle: L\nsources: {sources}\nevents: []\n".encode(), "log.yaml").require()
    assert log.publishers_and_sources.resolve("The Paper") == "t"


def test_sectors_and_actors_are_one_vocabulary(sample: Timeline) -> None:
    terms = sample.sectors_and_actors
    assert {term.id for term in terms} == {term.id for term in (*sample.sectors, *sample.actors)}
    assert terms.resolve("pit coal") == "coal"
    assert terms.resolve("the king") == "rudolf"
    with pytest.raises(UnknownTermError, match="unknown sector or actor 'zzz'"):
        terms.resolve("zzz")


def test_links_between_events(sample: Timeline) -> None:
    assert sample.by_id["coronation"].title == "Rudolf V crowned in Strelsau"
    assert [event.id for event in sample.followers["coal-treaty"]] == ["first-train"]
    assert "second-railway" not in sample.followers
    assert {whole: [part.id for part in parts] for whole, parts in sample.parts.items()} == {
        "coal-treaty": ["coal-treaty-dinner"]
    }


def test_publisher_label(sample: Timeline) -> None:
    assert {source_id: sample.publisher_label(source) for source_id, source in sample.sources.items()} == {
        "book": "Hentzau & Sons",
        "gazette-1894": "Strelsau Gazette",
        "times-1895": "The Times of Graustark",
        "wire-1895": "Strelsau Gazette",
    }


@pytest.mark.parametrize(
    ("text", "event_id"),
    [
        ("coronation", "coronation"),
        ("Coronation ", "coronation"),
        ("coro", "coronation"),
        ("COAL-TA", "coal-talks"),
        # An exact id takes precedence over ids that begin with it.
        ("coal-treaty", "coal-treaty"),
        ("coal-treaty-", "coal-treaty-dinner"),
    ],
)
def test_event_is_found_by_its_id_or_the_beginning_of_it(text: str, event_id: str, sample: Timeline) -> None:
    assert sample.event(text).id == event_id


# text: message, hint
UNKNOWN_EVENTS: dict[str, tuple[str, str]] = {
    "coal-tracks": ("unknown event 'coal-tracks'", "did you mean 'coal-talks' or 'coal-treaty'?"),
    "Coronatoin": ("unknown event 'Coronatoin'", "did you mean 'coronation'?"),
    "zzz": ("unknown event 'zzz'", "'mmru events WORDS' searches for events and prints their ids"),
    "": ("unknown event ''", "'mmru events WORDS' searches for events and prints their ids"),
    "coal-t": (
        "event id 'coal-t' is ambiguous (3 matches)",
        "write one of coal-talks, coal-treaty, coal-treaty-dinner",
    ),
    "coal": (
        "event id 'coal' is ambiguous (3 matches)",
        "write one of coal-talks, coal-treaty, coal-treaty-dinner; 'coal' is a sector; see 'mmru sectors coal'",
    ),
    "Zenda Mines": ("unknown event 'Zenda Mines'", "'zenda-mines' is an actor; see 'mmru actors zenda-mines'"),
    "book": ("unknown event 'book'", "'book' is a source; see 'mmru sources book'"),
    "coal-dinner": ("event 'coal-dinner' was withdrawn: merged", "see 'coal-treaty-dinner' instead"),
    "Elopement": ("event 'elopement' was withdrawn: no source was found", ""),
}


@pytest.mark.parametrize("text", UNKNOWN_EVENTS)
def test_unknown_event(text: str, sample: Timeline) -> None:
    with pytest.raises(UnknownEventError) as caught:
        sample.event(text)
    assert (caught.value.message, caught.value.hint) == UNKNOWN_EVENTS[text]
    assert isinstance(caught.value, MmruError)
    assert isinstance(caught.value, LookupError)


def test_a_long_list_of_matching_events_is_cut() -> None:
    events = "".join(f"  - {{id: visit-{number}, date: 2021, title: Visit {number}}}\n" for number in range(1, 12))
    log = check_bytes(f"schema: 1\ntitle: T\nevents:\n{events}".encode()).require()
    with pytest.raises(UnknownEventError) as caught:
        log.event("visit")
    assert caught.value.message == "event id 'visit' is ambiguous (11 matches)"
    assert caught.value.hint == "write one of " + ", ".join(f"visit-{n}" for n in range(1, 9)) + " and 3 more"
    assert log.event("visit-1").id == "visit-1"


def test_a_long_unknown_event_is_shortened_in_the_message(sample: Timeline) -> None:
    with pytest.raises(UnknownEventError) as caught:
        sample.event("z\n" * 500)
    assert len(caught.value.message) < 100
    assert caught.value.message.isprintable()
