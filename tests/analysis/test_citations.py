"""How a log, an event and a source are cited, and how references are ordered."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logs import SAMPLE_LOG, log_of
from mmru_timeline import Timeline
from mmru_timeline.analysis.citations import bibliography, event_citation, log_citation, source_citation
from mmru_timeline.dates.edtf import parse
from mmru_timeline.records.model import Citation, Event, Source, SourceKind

_HEAD = "schema: 1\ntitle: A log\nevents: []\n"

_LOGS: dict[str, tuple[str, str]] = {
    "only a title": ("", "*A log* (SHA-256 #). (n.d.). [Data set]."),
    "version and date": (
        "version: 2.1\nreleased: 2024-06-01\n",
        "*A log* (SHA-256 #; Version 2.1). (2024). [Data set].",
    ),
    "one editor": (
        'editors: ["Other, Ann"]\nreleased: 2024\n',
        "Other, A. (2024). *A log* (SHA-256 #) [Data set].",
    ),
    "two editors": (
        'editors: ["Other, Ann", Bo]\nlicence: CC0-1.0\n',
        "Other, A., & Bo. (n.d.). *A log* (SHA-256 #) [Data set].",
    ),
}


def _marked(log: Timeline, source: Source) -> str:
    """The reference to a source, with asterisks around what is in italics."""
    return "".join(f"*{text}*" if italic else text for text, italic in source_citation(log, source).parts)


@pytest.mark.parametrize("case", _LOGS)
def test_log_is_cited_as_a_data_set_with_the_hash_of_its_file(case: str) -> None:
    head, expected = _LOGS[case]
    log = log_of(head + _HEAD)
    assert len(log.sha256) == 64
    cited = "".join(f"*{text}*" if italic else text for text, italic in log_citation(log).parts)
    assert cited == expected.replace("#", log.sha256)


_SOURCES: dict[str, tuple[str, str]] = {
    "only a publisher": ("publisher: The Star", "The Star. (n.d.). *T*."),
    "a declared publisher": ("publisher: daily", "The Daily. (n.d.). *T*."),
    "an article without an author begins with its title": (
        "kind: article, publisher: daily, date: 2023-05-07, url: 'https://a.example'",
        "T. (2023, May 7). *The Daily*. https://a.example",
    ),
    "an article with authors": (
        "kind: article, publisher: The Star, author: ['Other, Ann', 'Peep, Bo'], date: 2023-05-07",
        "Other, A., & Peep, B. (2023, May 7). T. *The Star*.",
    ),
    "the text of an agency": (
        "kind: article, publisher: daily, origin: Wire, author: ['Other, Ann']",
        "Other, A. (n.d.). T [Text of Wire]. *The Daily*.",
    ),
    "the text of an agency, without an author": (
        "kind: article, publisher: daily, origin: Wire",
        "T. (n.d.). [Text of Wire]. *The Daily*.",
    ),
    "a statement is by whom it comes from": (
        "kind: statement, publisher: daily, origin: Wire",
        "Wire. (n.d.). *T*. The Daily.",
    ),
    "a transcript": ("kind: transcript, publisher: daily, date: 2023-05", "The Daily. (2023, May). *T* [Transcript]."),
    "a transcript that somebody copied": (
        "kind: transcript, publisher: daily, author: ['Other, Ann'], origin: Wire",
        "Other, A. (n.d.). *T* [Transcript; Text of Wire]. The Daily.",
    ),
    "a report has only the year": (
        "kind: report, publisher: daily, author: ['Other, Ann'], date: 2023-05-07",
        "Other, A. (2023). *T*. The Daily.",
    ),
    "a document": ("kind: document, publisher: daily, date: 2023-05-07", "The Daily. (2023, May 7). *T*."),
    "an author who is the publisher": ("publisher: daily, author: [The Daily]", "The Daily. (n.d.). *T*."),
    "a publisher with a full stop": ("publisher: Star Inc., author: [Ann]", "Ann. (n.d.). *T*. Star Inc."),
    "only an archived copy": ("publisher: P, archived: 'https://b.example'", "P. (n.d.). *T*. https://b.example"),
    "an undated page with the day on which it was read": (
        "publisher: P, accessed: 2024-05-01, url: 'https://a.example', archived: 'https://b.example'",
        "P. (n.d.). *T*. Retrieved May 1, 2024, from https://a.example",
    ),
    "a dated page with the day on which it was read": (
        "publisher: P, accessed: 2024-05-01, url: 'https://a.example', date: 2023",
        "P. (2023). *T*. https://a.example",
    ),
    "a day on which a page without an address was read": ("publisher: P, accessed: 2024-05-01", "P. (n.d.). *T*."),
}


@pytest.mark.parametrize("case", _SOURCES)
def test_source_is_cited_by_its_kind(case: str) -> None:
    source, expected = _SOURCES[case]
    text = f"{_HEAD}publishers: {{daily: {{name: The Daily}}}}\nsources: {{s: {{title: T, {source}}}}}\n"
    log = log_of(text)
    assert _marked(log, log.sources["s"]) == expected


_DATES: dict[str, str] = {
    "2023": "2023",
    "2023-02": "2023, February",
    "2023-02-06": "2023, February 6",
    "0831": "831",
    "1831~": "ca. 1831",
    "1831?": "ca. 1831",
    "1831-02-06%": "ca. 1831, February 6",
    "2021/2023": "2021–2023",
    "2023-02/2023-03": "2023, February–March",
    "2023-02-06/2023-02-08": "2023, February 6–8",
    "2023-02-06/2023-02-06": "2023, February 6",
    "2023-01-28/2023-02-03": "2023, January 28–February 3",
    "2021-01~/2021-03": "ca. 2021, January–March",
    "2022-12-30/2023-01-02": "2022, December 30–2023, January 2",
    "2022-12/2023-01": "2022, December–2023, January",
    "202X": "2020s",
    "202X~": "ca. 2020s",
    "18XX": "1800–1899",
    "189X/1901": "1890s–1901",
    "2021/..": "2021–present",
    "../2021": "until 2021",
    "/2021-03-04": "until March 4, 2021",
    "2021/": "from 2021",
    "../..": "n.d.",
    "2022/2022-03": "2022–March 2022",
    "2023-02-06/2023-03": "February 6, 2023–March 2023",
}
"""All but the ranges over two years were compared with what citeproc-js 1.4.63 makes of apa.csl."""


@pytest.mark.parametrize("date", _DATES)
def test_dates_are_in_the_order_of_the_manual(date: str) -> None:
    source = Source(id="s", title="T", publisher="P", date=parse(date))
    assert str(source_citation(SAMPLE_LOG, source)) == f"P. ({_DATES[date]}). T."


_AUTHORS: dict[str, tuple[list[str], str]] = {
    "one given name": (["Soldatkin, Vladimir"], "Soldatkin, V."),
    "several given names": (["Kyed, Helene Maria"], "Kyed, H. M."),
    "initials": (["Seekins, Donald M."], "Seekins, D. M."),
    "initials without spaces": (["Rowling, J.K."], "Rowling, J. K."),
    "a hyphen": (["Sartre, Jean-Paul"], "Sartre, J.-P."),
    "initials with a hyphen": (["Sartre, J.-P."], "Sartre, J.-P."),
    "a lowercase name after a hyphen": (["Xu, Ai-jun"], "Xu, A."),
    "a suffix": (["King, Martin Luther, Jr."], "King, M. L., Jr."),
    "a particle before the family name": (["de la Cruz, José"], "de la Cruz, J."),
    "a particle after the given names": (["Silva, Maria da"], "Silva, M. da."),
    "a name in lowercase": (["hooks, bell"], "hooks, b."),
    "capitals of Cyrillic": (["Запашный, Эдгард"], "Запашный, Э."),
    "a script without capitals": (["山田, 太郎"], "山田, 太郎."),
    "a name without a family name": (["Hein Htoo Zan"], "Hein Htoo Zan."),
    "a whole name in another script": (["အောင်ဇော်"], "အောင်ဇော်."),
    "a whole name with a comma": (["{Smith, Jones & Co.}"], "Smith, Jones & Co."),
    "two persons": (["Peck, Grant", "Rising, David"], "Peck, G., & Rising, D."),
    "a person and a whole name": (["Peck, Grant", "Aung Zaw"], "Peck, G., & Aung Zaw."),
    "two whole names": (["Aung Zaw", "Nora Aung"], "Aung Zaw & Nora Aung."),
    "three whole names": (["A", "B", "C"], "A, B, & C."),
    "20 authors": (
        [f"F{n}, G" for n in range(20)],
        "".join(f"F{n}, G., " for n in range(19)) + "& F19, G.",
    ),
    "21 authors": (
        [f"F{n}, G" for n in range(21)],
        "".join(f"F{n}, G., " for n in range(19)) + ". . . F20, G.",
    ),
}


@pytest.mark.parametrize("case", _AUTHORS)
def test_names_are_inverted_if_they_have_a_family_name(case: str) -> None:
    authors, expected = _AUTHORS[case]
    source = Source(id="s", title="T", publisher="P", author=tuple(authors))
    assert str(source_citation(SAMPLE_LOG, source)) == f"{expected} (n.d.). T. P."


_TITLES: dict[str, tuple[str, str]] = {
    "a question": ("Why?", "*Why?*"),
    "an exclamation": ("Why!", "*Why!*"),
    "a full stop": ("Whys Inc.", "*Whys Inc.*"),
    "dots": ("Why…", "*Why…*"),
    "a question in quotation marks": ("'Why?'", "*'Why?'*"),
    "quotation marks": ("«Why»", "*«Why»*."),
    "another script": ("为什么？", "*为什么？*"),
    "a description": ("[A page without a title]", "[A page without a title]."),
    "a question as a description": ("[Why?]", "[Why?]."),
    "a translation": ("Почему? [Why?]", "*Почему?* [Why?]."),
    "a bracket within": ("The [new] deal", "*The [new] deal*."),
}


@pytest.mark.parametrize("case", _TITLES)
def test_titles_are_as_printed_with_one_full_stop(case: str) -> None:
    title, expected = _TITLES[case]
    assert _marked(SAMPLE_LOG, Source(id="s", title=title, publisher="P")) == f"P. (n.d.). {expected}"
    article = Source(id="s", title=title, publisher="P", kind="article")
    assert _marked(SAMPLE_LOG, article) == f"{expected.replace('*', '')} (n.d.). *P*."


_EVENTS: dict[str, str] = {
    "1894-05-03": "May 3, 1894",
    "1894-11/1895-02": "November 1894–February 1895",
    "1894-11-07/1894-11-09": "November 7–9, 1894",
    "1894-11/1894-12": "November–December 1894",
    "1894-11": "November 1894",
    "1894~": "ca. 1894",
    "189X": "1890s",
    "1894-06/..": "June 1894–present",
}


@pytest.mark.parametrize("date", _EVENTS)
def test_event_is_cited_as_an_entry_of_the_log(date: str) -> None:
    event = Event(id="coal-talks", date=parse(date), title="Talks on coal")
    assert event_citation(SAMPLE_LOG, event).parts == (
        (f"Rassendyll, A. (2024). Talks on coal [Event coal-talks, {_EVENTS[date]}]. In ", False),
        ("The Kingdom of Ruritania and its neighbours", True),
        (" (Version 3).", False),
    )


def test_event_without_a_known_date_is_cited_by_its_id() -> None:
    event = Event(id="e", date=parse("../.."), title="E")
    assert "E [Event e]. In " in str(event_citation(SAMPLE_LOG, event))


def _source(*authors: str, date: str = "", title: str = "T", kind: SourceKind = "statement") -> Source:
    return Source(id="", title=title, publisher="P", author=authors, date=parse(date) if date else None, kind=kind)


def _article(title: str, date: str = "") -> Source:
    return _source(title=title, date=date, kind="article")


def _entries(*sources: Source) -> list[str]:
    """The bibliography of an event with these sources, each entry without its publisher P."""
    named = {f"s{number}": replace(source, id=f"s{number}") for number, source in enumerate(sources)}
    event = Event(id="e", date=parse("2023"), title="E", sources=tuple(Citation(id=each) for each in named))
    entries = bibliography(replace(SAMPLE_LOG, sources=named), [event])
    return [str(entry).removesuffix(" P.") for entry in entries.values()]


_ORDERS: dict[str, list[Source]] = {
    "authors by letters, without accents, case and spaces": [
        _source("Abel, A"),
        _source("Ábelard, A"),
        _source("De Been Foundation"),
        _source("de Beer, A"),
        _source("Łukasz, A"),
        _source("Lukaszek, A"),
        _source("Øster, A"),
        _source("Oz, A"),
    ],
    "one author before several, initials before co-authors": [
        _source("Other, Ann", date="2024"),
        _source("Other, Ann", "Able, Zoe", date="2020"),
        _source("Other, Ann", "Baker, Al", date="2019"),
        _source("Other, Bo", date="2018"),
    ],
    "titles among authors, without articles and punctuation": [
        _article("'Ambassador' arrives"),
        _source("Baker, Al"),
        _article("The coal treaty"),
        _article("[Description of a page]"),
        _article("A dinner"),
        _source("The Economist"),
    ],
    "numerals first, other scripts last": [
        _article("74th anniversary"),
        _article("Zenda"),
        _article("Авиарейсы"),
        _article("«Горжусь»"),
        _article("သတင်း"),
        _article("俄缅"),
    ],
    "dates of one author": [
        _source("Other, Ann"),
        _source("Other, Ann", date="2021-12-30"),
        _source("Other, Ann", date="2022", title="Z"),
        _source("Other, Ann", date="2023-05", title="Y"),
        _source("Other, Ann", date="2024-05-02", title="X"),
        _source("Other, Ann", date="../2025"),
    ],
}


@pytest.mark.parametrize("case", _ORDERS)
def test_bibliography_is_in_the_order_of_the_manual(case: str) -> None:
    ordered = _entries(*_ORDERS[case])
    assert ordered == [str(source_citation(SAMPLE_LOG, source)).removesuffix(" P.") for source in _ORDERS[case]]
    assert _entries(*reversed(_ORDERS[case])) == ordered


def test_works_alike_in_author_and_year_have_letters() -> None:
    entries = _entries(
        _source("Other, Ann", date="2023-02-06", title="The zebra"),
        _source("Other, Ann", date="2023-02-06", title="Apes"),
        _source("Other, Ann", date="2023-02", title="Without a day"),
        _source("Other, Ann", date="2023", title="Only a year"),
        _source("Other, Ann", date="2023-11-30", title="A report", kind="report"),
        _source("Other, Ann", date="2023~", title="Approximate"),
        _source("Other, Ann", title="Undated B"),
        _source("Other, Ann", title="Undated A"),
        _source("Other, Ann", date="202X", title="A decade"),
        _source("Other, Ann", "Peep, Bo", date="2023", title="Another author"),
        _article("Signed", "2023-05-01"),
        _article("Signed", "2023-04-01"),
    )
    assert entries == [
        "Other, A. (n.d.-a). Undated A.",
        "Other, A. (n.d.-b). Undated B.",
        "Other, A. (2020s). A decade.",
        "Other, A. (2023a). A report.",
        "Other, A. (ca. 2023). Approximate.",
        "Other, A. (2023b). Only a year.",
        "Other, A. (2023c, February). Without a day.",
        "Other, A. (2023d, February 6). Apes.",
        "Other, A. (2023e, February 6). The zebra.",
        "Other, A., & Peep, B. (2023). Another author.",
        "Signed. (2023a, April 1).",
        "Signed. (2023b, May 1).",
    ]


def test_letters_go_on_after_z() -> None:
    entries = _entries(*(_source("Other, Ann", title=f"{number:02}") for number in range(28)))
    assert [entries[number].split("(")[1].split(")")[0] for number in (0, 25, 26, 27)] == [
        "n.d.-a",
        "n.d.-z",
        "n.d.-aa",
        "n.d.-ab",
    ]


_EVENTS_OF_SAMPLE = st.lists(st.sampled_from(SAMPLE_LOG.events), max_size=8)


@given(_EVENTS_OF_SAMPLE, st.randoms(use_true_random=False))
def test_bibliography_has_each_source_once_in_any_order_of_events(events: list[Event], chance: Random) -> None:
    entries = bibliography(SAMPLE_LOG, events)
    assert set(entries) == {source_id for event in events for source_id in event.all_source_ids}
    shuffled = list(events)
    chance.shuffle(shuffled)
    assert list(bibliography(SAMPLE_LOG, shuffled).items()) == list(entries.items())


_MADE_UP = st.builds(
    _source,
    st.sampled_from(["Other, Ann", "Baker, Al", "The Times", "အောင်ဇော်"]),
    date=st.sampled_from(["", "2023", "2023-02", "2023-02-06", "2023~", "202X", "2022/2023", "../2023"]),
    title=st.sampled_from(["Coal", "The treaty", "[A page]", "Уголь"]),
    kind=st.sampled_from(get_args(SourceKind)),
)


@given(st.lists(_MADE_UP, max_size=12))
def test_no_two_entries_are_cited_alike(sources: list[Source]) -> None:
    entries = _entries(*sources)
    years = re.compile(r"^(.*?)\. \(([^,)]*)")
    beginnings = [match.groups() for entry in entries if (match := years.match(entry))]
    assert len(beginnings) == len(set(beginnings)) == len(sources)
