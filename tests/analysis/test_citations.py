"""How a log, an event and a source are cited."""

from __future__ import annotations

import pytest

from logs import log_of
from mmru_timeline import Timeline
from mmru_timeline.analysis.citations import event_citation, log_citation, source_citation

_HEAD = "schema: 1\ntitle: A log\nevents: []\n"

_LOGS: dict[str, tuple[str, str]] = {
    "only a title": ("", "A log [Data set]. (n.d.)."),
    "version and date": ("version: 2.1\nreleased: 2024-06-01\n", "A log (Version 2.1) [Data set]. (2024, June 1)."),
    "one editor": ("editors: [Ann Other]\nreleased: 2024\n", "Ann Other (Ed.). (2024). A log [Data set]."),
    "two editors": ("editors: [Ann Other, Bo]\n", "Ann Other, & Bo (Eds.). (n.d.). A log [Data set]."),
    "three editors": ("editors: [A, B, C]\nlicence: CC0-1.0\n", "A, B, & C (Eds.). (n.d.). A log [Data set]. CC0-1.0."),
    "a month": ("released: 2024-06\n", "A log [Data set]. (2024, June)."),
    "about a month": ("released: 2024-06~\n", "A log [Data set]. (c. Jun 2024)."),
}


@pytest.mark.parametrize("case", _LOGS)
def test_log_is_cited_as_a_data_set(case: str) -> None:
    head, expected = _LOGS[case]
    log = log_of(head + _HEAD)
    assert log_citation(log) == f"{expected} SHA-256 {log.sha256}"
    assert len(log.sha256) == 64


_SOURCES: dict[str, tuple[str, str]] = {
    "only a publisher": ("publisher: The Star", "The Star (n.d.). T."),
    "a declared publisher": ("publisher: daily", "The Daily (n.d.). T."),
    "author and address": (
        "publisher: The Star, author: [Ann Other, Bo Peep], date: 2023-05-07, url: 'https://a.example'",
        "Ann Other, & Bo Peep (2023, May 7). T. The Star. https://a.example",
    ),
    "a publisher with a full stop": ("publisher: Star Inc., author: [Ann]", "Ann (n.d.). T. Star Inc."),
    "a month": ("publisher: P, date: 2023-05", "P (2023, May). T."),
    "a year": ("publisher: P, date: 2023", "P (2023). T."),
    "an interval of one day without a month": (
        "publisher: P, date: 2023/2023-01-01",
        "P (during 2023 – 1 Jan 2023). T.",
    ),
    "a decade": ("publisher: P, date: 202X", "P (2020s). T."),
    "an uncertain day": ("publisher: P, date: 2023-05-07?", "P (7 May 2023?). T."),
}


@pytest.mark.parametrize("case", _SOURCES)
def test_source_is_cited_in_apa_style(case: str) -> None:
    source, expected = _SOURCES[case]
    text = f"{_HEAD}publishers: {{daily: {{name: The Daily}}}}\nsources: {{s: {{title: T, {source}}}}}\n"
    log = log_of(text)
    assert source_citation(log, log.sources["s"]) == expected


@pytest.mark.parametrize("title", ["Why?", "Why!", "Whys Inc."])
def test_title_that_ends_like_a_sentence_gets_no_full_stop(title: str) -> None:
    log = log_of(f"{_HEAD}sources: {{s: {{title: '{title}', publisher: P}}}}\n")
    assert source_citation(log, log.sources["s"]) == f"P (n.d.). {title}"


def test_event_is_cited_as_an_entry_of_the_log(sample: Timeline) -> None:
    assert event_citation(sample, sample.by_id["coal-talks"]) == (
        "Talks on coal [November 1894 – February 1895; event coal-talks]. "
        "In The Kingdom of Ruritania and its neighbours (Version 3) [Data set]."
    )


def test_source_that_copies_an_agency_names_it(sample: Timeline) -> None:
    assert source_citation(sample, sample.sources["wire-1895"]) == (
        "Strelsau Gazette (1895, March 12). Coal treaty signed. [Text of Hof-Korrespondenz]. https://gazette.example/1895/coal"
    )
