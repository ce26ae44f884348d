"""Places: a vocabulary with aliases in any script and parts, or, without a table, any text."""

from __future__ import annotations

import pytest

from logs import ids_of, log_with
from mmru_timeline import Query, UnknownEventError, UnknownTermError, check_bytes, load, select
from mmru_timeline.query.grouping import counted_by
from mmru_timeline.query.matching import Selection

TABLE = "{ruritania: {name: Ruritania}, strelsau: {name: Strelsau, part_of: ruritania, aliases: [Штрельзау]}}"
EVENTS = "[{id: a, date: 1900, title: A, place: strelsau}, {id: b, date: 1901, title: B, place: ruritania}]"
LOG = log_with(places=TABLE, events=EVENTS)


@pytest.mark.parametrize(
    ("place", "found"), [("strelsau", "a"), ("ШТРЕЛЬЗАУ", "a"), ("strel", "a"), ("Ruritania", "a b")]
)
def test_place_finds_events_there_and_in_its_parts(place: str, found: str) -> None:
    assert ids_of(select(LOG, place=place)) == found


def test_unknown_place_is_an_error_with_the_nearest() -> None:
    with pytest.raises(UnknownTermError) as caught:
        select(LOG, place="Strelzau")
    assert (caught.value.message, caught.value.hint) == ("unknown place 'Strelzau'", "did you mean 'strelsau'?")


def test_place_is_labelled_with_what_it_is_in() -> None:
    assert [LOG.place_label(place) for place in ("strelsau", "ruritania", "Hofbau, Graustark")] == [
        "Strelsau, Ruritania",
        "Ruritania",
        "Hofbau, Graustark",
    ]


def test_words_of_a_place_are_searched() -> None:
    assert ids_of(select(LOG, words="ruritania")) == "a b"


def test_hint_names_the_option_for_a_place() -> None:
    hints = Selection(LOG, Query(words=("Штрельзау", "nothing"))).hints()
    assert hints == ["'Штрельзау' is the name of a place; did you mean --place strelsau?"]


@pytest.mark.parametrize(
    ("events", "problem"),
    [
        ("[{id: a, date: 1900, title: A, place: hofbau}]", "unknown-id: unknown place hofbau"),
        ("[{id: a, date: 1900, title: A, place: 'Strelsau, Ruritania'}]", "bad-id: "),
    ],
)
def test_place_must_be_an_id_of_the_table(events: str, problem: str) -> None:
    checked = check_bytes(f"schema: 1\ntitle: T\nplaces: {TABLE}\nevents: {events}\n".encode())
    (error,) = checked.errors
    assert f"{error.code}: {error.message}".startswith(problem)


def test_places_that_are_part_of_one_another_are_a_cycle() -> None:
    table = "{a: {name: A, part_of: b}, b: {name: B, part_of: a}}"
    checked = check_bytes(f"schema: 1\ntitle: T\nplaces: {table}\nevents: []\n".encode())
    assert [error.code for error in checked.errors] == ["cycle"]


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        *(("Naypyidaw", "naypyitaw"), ("Nay Pyi Taw", "naypyitaw"), ("နေပြည်တော်", "naypyitaw")),
        *(("Rangoon", "yangon"), ("ရန်ကုန်", "yangon"), ("Москва", "moscow")),
        *(("St Petersburg", "saint-petersburg"), ("St. Petersburg", "saint-petersburg"), ("Burma", "myanmar")),
    ],
)
def test_names_of_places_in_the_bundled_log(typed: str, place: str) -> None:
    assert load().places.resolve(typed) == place


def test_place_that_should_be_an_event_is_said_to_be_a_place() -> None:
    with pytest.raises(UnknownEventError) as caught:
        LOG.event("strelsau")
    assert caught.value.hint == "'strelsau' is a place; see 'mmru places strelsau'"


def test_exact_text_of_a_place_comes_before_its_beginning_without_a_table() -> None:
    events = ", ".join(
        f"{{id: e{number}, date: 1900, title: T, place: '{place}'}}"
        for number, place in enumerate(("York", "New York", "York, England", "Leeds"))
    )
    log = log_with(events=f"[{events}]")
    found = {
        name: " ".join(hit.event.id for hit in select(log, place=name)) for name in ("York", "york, e", "yor", "new")
    }
    assert found == {"York": "e0", "york, e": "e2", "yor": "e0 e1 e2", "new": "e1"}
    counts = counted_by(log, select(log), "place", Query())
    assert {group.term: len(group.hits) for group in counts} == {
        place: len(select(log, place=place)) for place in log.places.terms
    }
    with pytest.raises(UnknownTermError, match="unknown place 'Atlantis'"):
        select(log, place="Atlantis")
