"""The search for words in the texts of events."""

from __future__ import annotations

import pytest

from logs import SAMPLE_LOG, ids_of, log_with
from mmru_timeline import Query, UsageError, select
from mmru_timeline.query.search import phrases_of, search_test, searched_texts

_FOUND: dict[str, tuple[tuple[str, ...], str]] = {
    "a word of a title": (("envoys",), "coal-treaty-dinner"),
    "the beginning of a word": (("envoy",), "coal-treaty-dinner"),
    "not the middle of a word": (("nvoys",), ""),
    "a word of a summary": (("railway",), "coal-treaty second-railway"),
    "a word of a note": (("official",), "coronation"),
    "a word of a place": (("hofbau",), "coal-talks"),
    "a figure": (("8.5",), "coal-treaty"),
    "a word of a rival account": (("later",), "coronation"),
    "a figure of a rival account": (("120",), "output-1896"),
    "an alias of an actor": (("elphberg",), "coronation coal-treaty coal-treaty-dinner"),
    "words of several texts": (("elphberg", "envoys"), "coal-treaty-dinner"),
    "another case": (("ENVOYS",), "coal-treaty-dinner"),
    "words that are together": (("treaty signed",), "coal-treaty"),
    "words that are apart": (("treaty of envoys",), ""),
    "words in double quotes": (('coal "ten years"',), "coal-treaty"),
}


@pytest.mark.parametrize("case", _FOUND)
def test_search_finds_events(case: str) -> None:
    words, expected = _FOUND[case]
    assert ids_of(select(SAMPLE_LOG, Query(words=words))) == expected


_PHRASES: dict[str, tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]] = {
    "nothing": ((), ()),
    "words": (("coal", "Treaty"), (("coal",), ("treaty",))),
    "words of one argument": (("coal treaty",), (("coal", "treaty"),)),
    "part of an argument in quotes": (
        ('railway "coal treaty" ten years',),
        (("railway",), ("coal", "treaty"), ("ten",), ("years",)),
    ),
    "a single quotation mark": (('coal "treaty',), (("coal", "treaty"),)),
    "only punctuation": (("—", '""', " "), ()),
}


@pytest.mark.parametrize("case", _PHRASES)
def test_phrases_of_arguments(case: str) -> None:
    arguments, expected = _PHRASES[case]
    assert phrases_of(arguments) == expected


@pytest.mark.parametrize(("words", "quoted"), [(("-",), "-"), (("",), ""), (("—", "!?"), "— !?")])
def test_search_without_a_word_raises_usage_error(words: tuple[str, ...], quoted: str) -> None:
    with pytest.raises(UsageError) as caught:
        search_test(SAMPLE_LOG, words)
    assert (caught.value.message, caught.value.hint) == (
        f"'{quoted}' has no word to search for",
        "write letters or digits",
    )


def test_every_text_of_an_event_is_searched() -> None:
    assert searched_texts(SAMPLE_LOG.by_id["coronation"], SAMPLE_LOG) == [
        "Rudolf V crowned in Strelsau",
        "The Crown Prince was crowned. He was thought ill that morning.",
        "The Gazette is [official]; the book is not.",
        "Strelsau, Ruritania",
        "He was crowned a day later.",
        *("rudolf", "Rudolf V", "Rudolf Elphberg", "the King"),
        *("flavia", "Princess Flavia"),
    ]


def test_every_name_of_an_actor_is_searched() -> None:
    log = log_with(events="[{id: a, date: 1900, title: T, actors: [some-body]}]")
    assert searched_texts(log.events[0], log) == ["T", "some-body", "Some body"]
