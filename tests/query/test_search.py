"""The search for words in the texts of events."""

from __future__ import annotations

import pytest

from logs import SAMPLE_LOG, ids_of, log_with
from mmru_timeline import Query, UsageError, load, select
from mmru_timeline.query.matching import Selection
from mmru_timeline.query.search import Phrase, Place, Search, phrases_of, places

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
    "an id": (("output-1896",), "output-1896"),
    "the title of a source": (("majesty",), "coronation"),
    "a plural": (("trains",), "first-train"),
    "a singular": (("crown",), "coronation coal-treaty"),
    "words that are together": (("treaty signed",), "coal-treaty"),
    "words that are apart": (("treaty of envoys",), ""),
    "words in double quotes": (('coal "ten years"',), "coal-treaty"),
}


@pytest.mark.parametrize("case", _FOUND)
def test_search_finds_events(case: str) -> None:
    words, expected = _FOUND[case]
    assert ids_of(select(SAMPLE_LOG, Query(words=words))) == expected


def test_hyphenated_word_matches_whole_consecutive_words_or_the_joined_word() -> None:
    titles = (
        "Su-30 sold",
        "Su-30SME sold",
        "Two Su-30s sold",
        "The SU 30 sold",
        "Su30 sold",
        "Sunday 30 March",
        "Su-3 sold",
    )
    listed = ", ".join(f"{{id: e-{number}, date: 1900, title: {title}}}" for number, title in enumerate(titles))
    log = log_with(events=f"[{listed}]")
    for words in ("su-30", "su30", "SU-30"):
        assert ids_of(select(log, words=words)) == ("e-0 e-1 e-2 e-3 e-4" if "-" in words else "e-0 e-1 e-2 e-4")
    assert ids_of(select(log, words="su-3")) == "e-0 e-1 e-2 e-3 e-4 e-6"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("ruble", "rouble"), ("rubles", "rouble"), ("fertilizer", "fertilisers"), ("defense", "defence")),
        *(("organization", "organisations"), ("labor", "labour"), ("harbour", "harbors"), ("analyze", "analysed")),
        *(("program", "programme"), ("agencies", "agency"), ("taxes", "tax"), ("weapon", "weapons")),
    ],
)
def test_singular_and_plural_and_both_spellings_match(one: str, other: str) -> None:
    for typed, written in ((one, other), (other, one)):
        log = log_with(events=f"[{{id: a, date: 1900, title: The {written} of 1900}}]")
        assert ids_of(select(log, words=typed)) == ("" if (typed, written) == ("analysed", "analyze") else "a")


@pytest.mark.parametrize(("typed", "written"), [("news", "New"), ("gas", "Gat"), ("mass", "Mas"), ("our", "Or")])
def test_words_that_only_look_alike_do_not_match(typed: str, written: str) -> None:
    assert select(log_with(events=f"[{{id: a, date: 1900, title: {written}}}]"), words=typed) == []


# What people look for in the bundled log, with events that must be found and events that must not.
_BUNDLED = {
    "su-30": ("su30-contract su30-first-pair irkutsk-stop-2021", "earthquake-rescuers-2025"),
    "su30": ("su30-contract su30-first-pair post-coup-arms-deals", "earthquake-rescuers-2025"),
    "sukhoi": ("su30-first-pair", "coup-2021"),
    "SMR": ("smr-prefeasibility-memorandum smr-text-approved", "coup-2021"),
    "fighter jet": ("su30-contract", "coup-2021"),
    "weapons": ("mah-dollar-speech-2022", "coup-2021"),
    "ruble": ("mir-talks-2022 fertiliser-barter-plan-2022", "coup-2021"),
    "rouble": ("mir-talks-2022 fertiliser-barter-plan-2022", "coup-2021"),
    "fertilizer": ("fertiliser-barter-plan-2022", "coup-2021"),
    "yak130": ("yak130-commissioned-2021 yak130-report-2022", "su30-contract"),
    "missile": ("pantsir-on-schedule-2021-08", "coup-2021"),
}


@pytest.mark.parametrize("words", _BUNDLED)
def test_search_in_the_bundled_log(words: str) -> None:
    found = {hit.event.id for hit in select(load(), words=words)}
    must, must_not = _BUNDLED[words]
    assert set(must.split()) <= found
    assert not found & set(must_not.split())


_PHRASES: dict[str, tuple[tuple[str, ...], tuple[Phrase, ...]]] = {
    "nothing": ((), ()),
    "words": (("coal", "Treaty"), ((("coal",),), (("treaty",),))),
    "a hyphenated word": (("Su-30",), ((("su", "30"),),)),
    "words of one argument": (("coal treaty",), ((("coal",), ("treaty",)),)),
    "part of an argument in quotes": (
        ('railway "coal treaty" ten years',),
        ((("railway",),), (("coal",), ("treaty",)), (("ten",),), (("years",),)),
    ),
    "a single quotation mark": (('coal "treaty',), ((("coal",), ("treaty",)),)),
    "only punctuation": (("—", '""', " "), ()),
}


@pytest.mark.parametrize("case", _PHRASES)
def test_phrases_of_arguments(case: str) -> None:
    arguments, expected = _PHRASES[case]
    assert phrases_of(arguments) == expected


@pytest.mark.parametrize(("words", "quoted"), [(("-",), "-"), (("",), ""), (("—", "!?"), "— !?")])
def test_search_without_a_word_raises_usage_error(words: tuple[str, ...], quoted: str) -> None:
    with pytest.raises(UsageError) as caught:
        Search(SAMPLE_LOG, words)
    assert (caught.value.message, caught.value.hint) == (
        f"'{quoted}' has no word to search for",
        "write letters or digits",
    )


def test_every_text_of_an_event_is_searched() -> None:
    assert list(places(SAMPLE_LOG.by_id["coronation"], SAMPLE_LOG)) == [
        ("title", "Rudolf V crowned in Strelsau"),
        ("summary", "The Crown Prince was crowned. He was thought ill that morning."),
        ("note", "The Gazette is [official]; the book is not."),
        ("place", "Strelsau, Ruritania"),
        ("rival account", "He was crowned a day later."),
        *(("actor", name) for name in ("rudolf", "Rudolf V", "Rudolf Elphberg", "the King")),
        *(("actor", name) for name in ("flavia", "Princess Flavia")),
        ("id", "coronation"),
        *(("source", title) for title in ("Coronation of His Majesty", "A Short History of Ruritania")),
    ]


@pytest.mark.parametrize(
    ("event", "words", "matches"),
    [
        ("coal-treaty", ("treaty",), []),
        ("coal-treaty", ("coal", "railway"), [("summary", "… Graustark to build the railway that carries it.")]),
        ("coronation", ("crowned a",), [("rival account", "He was crowned a day later.")]),
        (
            "coronation",
            ("majesty", "elphberg"),
            [("source", "Coronation of His Majesty"), ("actor", "Rudolf Elphberg")],
        ),
    ],
)
def test_matches_outside_the_title_are_shown(event: str, words: tuple[str, ...], matches: list[Place]) -> None:
    assert Search(SAMPLE_LOG, words).matches(SAMPLE_LOG.by_id[event]) == matches


def test_hint_names_the_option_for_a_term() -> None:
    selection = Selection(SAMPLE_LOG, Query(words=("Coal", "flavia", "nothing")))
    assert selection.hints() == [
        "'Coal' is the name of a sector; did you mean --sector coal?",
        "'flavia' is the name of an actor; did you mean --actor flavia?",
    ]
