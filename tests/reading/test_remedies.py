"""Remedies with the very text to write: the text is put in place of what was refused, and then nothing is reported."""

from __future__ import annotations

import re

import pytest

from drafts import found, with_line

# what is written: what to write instead
FIGURES: dict[str, str] = {
    "figures: 616 deaths": "[{what: deaths, value: 616}]",
    "figures: {deaths: 616}": "[{what: deaths, value: 616}]",
    "figures: [616 deaths]": "{what: deaths, value: 616}",
    "figures: [about 616 deaths]": "{what: deaths, value: 616, bound: about}",
    "figures: ['more than 1,200 new cases: mild']": '{what: "new cases: mild", value: 1200, bound: more than}',
    "figures: [100-110 MW]": "{what: MW, value: 100, to: 110}",
    "figures: [~8.36 million tonnes]": "{what: million tonnes, value: 8.36, bound: about}",
    "figures: ['616']": "{what: …, value: 616}",
}
OTHERS = ("figures: many deaths", "figures: [007 deaths]", "figures: ['1,2 deaths']", f"figures: [1 {'x' * 200}]")
DATES: dict[str, str] = {
    "[1854, 1855]": "1854/1855",
    "[31 August 1854, 2 Sept 1854]": "1854-08-31/1854-09-02",
    "{start: 1854, end: c. 1855}": "1854/1855~",
    "c. 1831": "1831~",
    "31 August 1854": "1854-08-31",
    "2023-13": "months run from 01 to 12",
    "[1854]": "1854",
    "[31 August 1854]": "1854-08-31",
    "[soon]": "a date",
    "[1855, 1854]": "a date",
    "[[1854], 1855]": "a date",
}


@pytest.mark.parametrize("line", FIGURES)
def test_figure_in_words(line: str) -> None:
    (refused,) = found(with_line(line))
    assert refused.hint == f"write {FIGURES[line]}"
    written = re.sub(r"(?<=\[)[^\[\]]+(?=\])|(?<=figures: )[^\[].*", lambda _: FIGURES[line], line, count=1)
    assert found(with_line(written)) == ()


@pytest.mark.parametrize("line", OTHERS)
def test_other_texts_are_not_taken_for_figures(line: str) -> None:
    (refused,) = found(with_line(line))
    assert refused.hint in ("put it in [brackets]", "write a mapping with what, value")


@pytest.mark.parametrize("date", DATES)
def test_date_in_another_form(date: str) -> None:
    log = "schema: 1\ntitle: T\nscope: {}\nevents: []\n"
    (refused,) = found(log.format(date))
    assert refused.hint.removeprefix("write ") == DATES[date]
    if DATES[date][:1].isdigit():
        assert found(log.format(DATES[date])) == ()


@pytest.mark.parametrize(
    ("cited", "name", "declared"),
    [
        ("http://www.who.int/a?b=1", "who-int", "{title: …, publisher: …, url: http://www.who.int/a?b=1}"),
        ("'https://a.example/x, y'", "a-example", '{title: …, publisher: …, url: "https://a.example/x, y"}'),
        ("{title: On Cholera}", "on-cholera", "{title: On Cholera, publisher: …}"),
        (
            "{title: 'On: it', publisher: Churchill, date: 1895, at: p. 3, note: [x]}",
            "on-it",
            '{title: "On: it", publisher: Churchill, date: 1895}',
        ),
        ("{url: https://b.example}", "b-example", "{title: …, publisher: …, url: https://b.example}"),
        ("{title: Холера}", "my-source", "{title: Холера, publisher: …}"),
    ],
)
def test_source_that_is_described_where_it_is_cited(cited: str, name: str, declared: str) -> None:
    (refused,) = found(with_line(f"sources: [{cited}]"))
    assert (refused.code, refused.message) == (
        "missing-key",
        "a source is declared under `sources:` and cited by its id",
    )
    assert refused.hint == f"declare it under `sources:` as `{name}: {declared}`, and cite it as {name}"
    log = with_line(f"sources: [{name}]").replace("sources: {gazette", f"sources: {{{name}: {declared}, gazette")
    if ", y" not in cited:
        assert found(log) == ()


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("sources: {id: gazette}", "put it in [brackets]"),
        ("figures: {what: output, value: 3}", "put it in [brackets]"),
        ("accounts: {says: x, sources: [gazette]}", "put it in [brackets]"),
        ("sectors: {a: b}", "write a list"),
        (
            "sources: http://x.example",
            "declare it under `sources:` as `x-example: {title: …, publisher: …, url: http://x.example}`, "
            "and cite it as x-example",
        ),
    ],
)
def test_lone_item_where_a_list_belongs(line: str, hint: str) -> None:
    (refused,) = found(with_line(line))
    assert (refused.code, refused.hint) == ("wrong-shape", hint)


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("figures: [{what: x, value: '1,000'}]", "write 1000"),
        ("figures: [{what: x, value: 10-20}]", "write value: 10, to: 20"),
        ("figures: [{what: x, value: c. 50}]", "write value: 50, bound: about"),
        ("figures: [{what: x, value: 50 tons}]", "write the number; words belong in `unit` or `note`"),
        ("figures: [{what: x, value: 5, bound: circa}]", "write about"),
        ("status: contested", "write disputed"),
        ("status: more than", "write one of these values"),
        ("milestone: Yes", "write true"),
        ("location: Strelsau", "did you mean `place`?"),
        ("description: A note.", "did you mean `summary`?"),
        ("place: [Strelsau, Ruritania]", 'write "[Strelsau, Ruritania]", or leave out the brackets'),
        ("place: [[Strelsau]]", "write text"),
    ],
)
def test_other_words_and_numbers(line: str, hint: str) -> None:
    (refused,) = found(with_line(line))
    assert refused.hint == hint


SOURCE = "schema: 1\ntitle: T\nevents: []\nallow: [unused-source]\nsources:\n  a: {{title: T, publisher: P, {}}}\n"


@pytest.mark.parametrize(
    ("pair", "hint"),
    [
        ("lang: French", "write fr"),
        ("lang: klingon language", "write a tag such as en, ru or my"),
        ("note: Washington, D.C.", 'write "Washington, D.C."'),
        ("note: Paris, France, Europe", 'write "Paris, France, Europe"'),
        ("note: Paris, 1,000", 'write "Paris, 1,000"'),
        ("note: 'Paris', colour", "the keys here are"),
        ("note: Paris, colour: red", "the keys here are"),
        ("aliases: [Paris], colour", "the keys here are"),
    ],
)
def test_text_between_braces(pair: str, hint: str) -> None:
    (refused,) = found(SOURCE.format(pair))
    assert refused.hint.startswith(hint)


def test_list_of_names_with_a_comma() -> None:
    braces = [each.hint for each in found(SOURCE.format("author: Kyle, Keith"))]
    assert braces == ["put it in [brackets]", 'write ["Kyle, Keith"]']
    (refused,) = found("schema: 1\ntitle: T\nevents: []\neditors: Kyle, Keith\n")
    assert refused.hint == 'write ["Kyle, Keith"], or [Kyle, Keith] if the comma separates two'


def test_number_between_braces_that_a_comma_ended() -> None:
    (refused,) = found(with_line("figures: [{what: x, value: 1,000}, {what: x, value: 1}]"))
    assert (refused.code, refused.hint) == ("unknown-key", "write 1000")


@pytest.mark.parametrize("date", ["Monday, 29 October 1956", "October 29, 1956"])
def test_date_between_braces_that_a_comma_ended(date: str) -> None:
    hints = {each.code: each.hint for each in found(SOURCE.format(f"date: {date}"))}
    assert hints["unknown-key"] == "write 1956-10-29"
