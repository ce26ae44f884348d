"""From nodes to records: each value as its field says, each trouble where it stands, none drawing others after it."""

from __future__ import annotations

from typing import Any

import pytest

from mmru_timeline.dates.edtf import parse
from mmru_timeline.reading.diagnostics import Diagnostic, Place
from mmru_timeline.reading.nodes import Scalar
from mmru_timeline.reading.records import MAX_SUGGESTIONS, Draft, read
from mmru_timeline.reading.rules import examine
from mmru_timeline.records.fields import MAX_ID, MAX_ITEMS
from mmru_timeline.records.model import Citation, Event, Status

HEAD = "schema: 1\ntitle: Ruritania\nevents:\n"
EVENT = "  - id: coronation\n    date: 1894-05-03\n    title: Rudolf V crowned\n"


def found(text: str) -> tuple[Diagnostic, ...]:
    """The diagnostics of a log, without the warnings that nothing is cited."""
    beside = ("no-source", "unused-source")
    return tuple(each for each in examine(text.encode(), "log.yaml").diagnostics if each.code not in beside)


def codes(text: str) -> str:
    """Line, column and code of each."""
    return " ".join(f"{each.place.line}:{each.place.column}:{each.code}" for each in found(text))


def with_line(line: str) -> str:
    """A sound event with a seventh line of the log, and what the others need."""
    return f"{HEAD}{EVENT}    {line}\nsources: {{gazette: {{title: Coronation, publisher: Gazette}}}}\n"


def draft_of(text: str) -> Draft:
    """The draft of a log that is one."""
    draft = read(text.encode(), "log.yaml").draft
    assert draft is not None
    return draft


def event_with(line: str) -> Event:
    """The event as read."""
    return draft_of(with_line(line)).events[0]


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("summary: ' two words '", "summary", "two words"),
        ("summary: >-\n      one\n\n      two", "summary", "one\ntwo"),
        ("status: claim", "status", Status.CLAIM),
        ("kind: statement", "kind", "statement"),
        ("milestone: true", "milestone", True),
        ("background: false", "background", False),
        ("sectors: [energy, trade]", "sectors", ("energy", "trade")),
        ("sectors: []", "sectors", ()),
        ("actors: [1, 2-a]", "actors", ("1", "2-a")),
        ("attributed_to: [rudolf, Rupert of Hentzau]", "attributed_to", ("rudolf", "Rupert of Hentzau")),
        ("sources: [gazette]", "sources", (Citation(id="gazette"),)),
        ("sources: [{id: gazette, at: p. 3}]", "sources", (Citation(id="gazette", at="p. 3"),)),
        ("allow: [no-source]", "allow", ("no-source",)),
        ("place: no", "place", "no"),
        ("note: 1:30", "note", "1:30"),
    ],
)
def test_values_are_typed_by_their_fields(line: str, name: str, value: Any) -> None:
    assert getattr(event_with(line), name) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("406", 406), ("8.36", 8.36), ("-3", -3), ("0", 0), ("0.5", 0.5), ("999999999999999", 999_999_999_999_999)],
)
def test_numbers(text: str, value: float) -> None:
    (figure,) = event_with(f"figures: [{{what: output, value: {text}}}]").figures
    assert figure.value == value
    assert type(figure.value) is type(value)


# What stands on line 7 of the log, from column 5: line, column and code of the one trouble it makes.
_REFUSED = {
    # shapes
    "place: [Strelsau]": "7:13:wrong-shape",
    "place: {town: Strelsau}": "7:12:wrong-shape",
    "place: []": "7:12:wrong-shape",
    "sectors: energy": "7:14:wrong-shape",
    "sectors: {a: b}": "7:14:wrong-shape",
    "sources: [[gazette]]": "7:16:wrong-shape",
    "figures: [output]": "7:15:wrong-shape",
    "date_: 1894": "7:5:unknown-key",
    "accounts: [{says: Otherwise}]": "7:16:missing-key",
    "figures: [{}]": "7:15:missing-key",
    "figures: [{what: output, value: 3, unti: t}]": "7:40:unknown-key",
    # empty
    "place:": "7:11:empty-value",
    "place: ''": "7:12:empty-value",
    "place: ' '": "7:12:empty-value",
    "kind:": "7:10:empty-value",
    "status: ''": "7:13:empty-value",
    "milestone:": "7:15:empty-value",
    "sectors:": "7:13:empty-value",
    "sectors: ['']": "7:15:empty-value",
    "figures: [{what: output, value: ''}]": "7:37:empty-value",
    "attributed_to: ['']": "7:21:empty-value",
    "accounts: [{says: x, sources: [gazette], date: ''}]": "7:52:empty-value",
    # length and lines
    f"place: {'x' * 121}": "7:12:too-long",
    f"sectors: [{'x' * 65}]": "7:15:too-long",
    f"sectors: [{', '.join(['a'] * (MAX_ITEMS + 1))}]": "7:15:too-long",
    f"attributed_to: [{'x ' * 90}]": "7:21:too-long",
    'place: "Strelsau\\nRuritania"': "7:12:line-break",
    "place: Strels\u200bau": "7:12:zero-width-space",
    # words
    "status: Fact": "7:13:wrong-value",
    "milestone: yes": "7:16:wrong-value",
    "milestone: 'True'": "7:16:wrong-value",
    "allow: [no-sources]": "7:13:wrong-value",
    "allow: [cycle]": "7:13:wrong-value",
    # ids
    "kind: State Visit": "7:11:bad-id",
    "sectors: [Energy, trade]": "7:15:bad-id",
    "sectors: [oil--gas]": "7:15:bad-id",
    "sectors: [-oil]": "7:15:bad-id",
    "sectors: [энергия]": "7:15:bad-id",
    "part_of: the visit": "7:14:bad-id",
    "attributed_to: [Rupert]": "7:21:bad-attribution",
    "attributed_to: [two words, Rupert]": "7:32:bad-attribution",
    # numbers
    "figures: [{what: output, value: 1e3}]": "7:37:wrong-value",
    "figures: [{what: output, value: '1,000'}]": "7:37:wrong-value",
    "figures: [{what: output, value: 007}]": "7:37:wrong-value",
    "figures: [{what: output, value: about 3}]": "7:37:wrong-value",
    "figures: [{what: output, value: 1234567890123456}]": "7:37:wrong-value",
    "figures: [{what: output, value: ٣}]": "7:37:wrong-value",
    "figures: [{what: output, value: .nan}]": "7:37:wrong-value",
    # dates within
    "figures: [{what: output, value: 3, period: 1894-13}]": "7:48:impossible-date",
    "accounts: [{says: x, sources: [gazette], date: Monday}]": "7:52:bad-date",
}


@pytest.mark.parametrize(("line", "expected"), _REFUSED.items(), ids=[key[:40] for key in _REFUSED])
def test_each_refused_value_is_one_trouble_at_its_place(line: str, expected: str) -> None:
    assert codes(with_line(line)) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{title: T, publisher: P, url: 'ftp://x.example'}", "wrong bad-address"),
        ("{title: T, publisher: P, url: 'http:///x'}", "wrong bad-address"),
        ("{title: T, publisher: P, url: 'https://x.example/a b'}", "wrong bad-address"),
        ("{title: T, publisher: P, url: 'javascript:alert(1)'}", "wrong bad-address"),
        ("{title: T, publisher: P, url: 'https://x.example/ü?q=1#a'}", ""),
        ("{title: T, publisher: P, url: ''}", "wrong empty-value"),
        ("{title: T, publisher: P, lang: English}", "wrong wrong-value"),
        ("{title: T, publisher: P, lang: zh-Hant}", ""),
        ("{title: T, publisher: P, cited_in: {book: [0]}}", "wrong wrong-value"),
        ("{title: T, publisher: P, cited_in: {book: [1.5]}}", "wrong wrong-value"),
        ("{title: T, publisher: P, cited_in: {book: 3}}", "wrong wrong-shape"),
        ("{title: T, publisher: P, cited_in: [book]}", "wrong wrong-shape"),
        ("{title: T, publisher: P, cited_in: {bok: [3]}}", "wrong unknown-id"),
        ("{title: T, publisher: P, secondary: no}", "wrong wrong-value"),
        ("{title: T}", "wrong missing-key"),
        ("A Short History", "wrong wrong-shape"),
        ("{title: T, publisher: P, cited_in: {book: [1, 22]}}", ""),
    ],
)
def test_sources(source: str, expected: str) -> None:
    text = f"{HEAD}{EVENT}    sources: [book]\nsources:\n  book: {source}\n"
    shown = codes(text).split(":")
    assert " ".join(["wrong", shown[-1]] if shown[-1] else []) == expected
    assert len(found(text)) == bool(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n", "1:3:wrong-shape"),
        ("just text\n", "1:1:wrong-shape"),
        ("# a remark\n", "1:1:wrong-shape"),
        ("{}\n", "1:1:missing-key"),
        ("schema: 1\ntitle: T\nevents: []\nevnts: []\n", "4:1:unknown-key"),
        ("title: T\nevents: []\n", "1:1:missing-key"),
        ("schema: 2\ntitle: T\nevents: []\n", "1:9:wrong-value"),
        ("schema: one\ntitle: T\nevents: []\n", "1:9:wrong-value"),
        ("schema: [1]\ntitle: T\nevents: []\n", "1:10:wrong-shape"),
        ("schema: ٢\ntitle: T\nevents: []\n", "1:9:wrong-value"),
        ("schema: 1\ntitle: T\nevents:\n", "3:8:empty-value"),
        ("schema: 1\ntitle: T\nevents: {a: b}\n", "3:9:wrong-shape"),
        ("schema: 1\ntitle: T\nevents: [a, [b], {}]\n", "3:10:wrong-shape 3:14:wrong-shape 3:18:missing-key"),
        ("schema: 1\ntitle: T\nevents: []\nactors: [a]\n", "4:10:wrong-shape"),
        ("schema: 1\ntitle: T\nevents: []\nactors: {A: {name: B}}\n", "4:10:bad-id"),
        ("schema: 1\ntitle: T\nevents: []\nactors: {a: {name: B, kind: dog}}\n", "4:29:wrong-value"),
        ("schema: 1\ntitle: T\nevents: []\nsectors: {a: B}\n", "4:14:wrong-shape"),
        ("schema: 1\ntitle: T\nevents: []\neditors: Anthony\n", "4:10:wrong-shape"),
        ("schema: 1\ntitle: T\nevents: []\nscope: 2021-2025\n", "4:8:bad-date"),
        ("schema: 1\ntitle: T\nevents: []\n", ""),
        ("schema: '1'\ntitle: T\nevents: []\n", ""),
    ],
)
def test_the_whole(text: str, expected: str) -> None:
    shown = [each for each in codes(text).split() if not each.endswith(":unused-actor")]
    assert " ".join(shown) == expected


def test_hints_propose_what_was_meant() -> None:
    text = (
        HEAD + EVENT.replace("coronation", "Coronation 1894!") + "    tittle: x\n    status: plannd\n    sectors: a\n"
    )
    hints = {each.code: each.hint for each in found(text)}
    assert hints == {
        "bad-id": "write coronation-1894",
        "unknown-key": "did you mean `title`?",
        "wrong-value": "did you mean `planned`?",
        "wrong-shape": "write it in [brackets]",
    }
    (odd,) = found(with_line("sectors: [энергия]"))
    assert odd.hint == "write such an id"
    (far,) = found(with_line("qqq: x"))
    assert far.hint.startswith("the keys here are id, date, title, ")


def test_no_more_suggestions_than_twenty() -> None:
    many = "".join(f"    tittle{number}: x\n" for number in range(MAX_SUGGESTIONS + 5))
    hints = [each.hint for each in found(HEAD + EVENT + many)]
    assert [hint == "did you mean `title`?" for hint in hints] == [True] * MAX_SUGGESTIONS + [False] * 5


def test_a_value_is_quoted_short_and_without_controls() -> None:
    (found_one,) = found(with_line("status: " + "x" * 5_000))
    assert len(found_one.message) < 150
    messages = [each.message for each in found(with_line('status: "a\\nb\\u200b"'))]
    assert messages == ["a\\u000ab\\u200b is none of fact, claim, planned, disputed"]


def test_an_event_keeps_what_is_sound_in_it_unless_it_lacks_what_it_needs() -> None:
    draft = draft_of(
        HEAD
        + "  - {id: a, date: 1894, title: A, sectors: [x, Y!], place: []}\n"
        + "  - {id: b, date: 1894-13, title: B}\n"
        + "  - {id: c, date: 1894, title: C}\n"
    )
    assert {index: event.id for index, event in draft.events.items()} == {0: "a", 2: "c"}
    assert draft.events[0].sectors == ("x",)
    assert draft.partial == {0}
    assert draft.ids["events"] == {"a", "b", "c"}
    assert draft.refused


def test_a_draft_knows_places_by_path() -> None:
    draft = draft_of(HEAD + EVENT + "    follows: [a, b]\n    figures: [{what: w, value: 3}]\n    sectors: []\n")

    def place(*path: str | int) -> tuple[int, int]:
        at = draft.place(path)
        assert at.file == "log.yaml"
        return at.line, at.column

    assert place("events", 0, "date") == (5, 11)
    assert place("events", 0, "follows", 1) == (7, 18)
    assert place("events", 0, "figures", 0, "value") == (8, 32)
    # Of what has no one line, the key; of what is not there, as much of the path as is.
    assert place("events") == (3, 1)
    assert place("events", 0, "follows") == (7, 5)
    assert place("events", 0) == (4, 5)
    assert place("events", 0, "place") == (4, 5)
    assert place("events", 7) == (4, 5)
    assert place("retired", "x") == (1, 1)
    assert place() == (1, 1)


def test_references_are_kept_with_their_places() -> None:
    draft = draft_of(HEAD + EVENT + "    follows: [a]\n    actors: [b]\n    sources: [{id: c}]\n    kind: vote\n")
    kept = [(each.table, each.id, each.node.line, each.node.column) for each in draft.references]
    assert kept == [("events", "a", 7, 15), ("actors", "b", 8, 14), ("sources", "c", 9, 20), ("kinds", "vote", 10, 11)]
    assert all(isinstance(each.node, Scalar) for each in draft.references)


def test_a_draft_is_known_by_the_hash_of_its_bytes() -> None:
    empty = b"schema: 1\ntitle: T\nevents: []\n"
    one, same, other = read(empty, "a"), read(empty, "b"), read(empty + b"#", "a")
    assert one.draft is not None
    assert same.draft is not None
    assert other.draft is not None
    assert one.draft.sha256 == same.draft.sha256 != other.draft.sha256
    assert len(one.draft.sha256) == 64
    assert not one.draft.refused


def test_what_cannot_be_read_has_no_draft_but_a_text() -> None:
    latin = read("titel: Königreich".encode("latin-1"), "log.yaml")
    assert latin.draft is None
    assert latin.text == "titel: K�nigreich"
    assert read("a: 1".encode("utf-16"), "log.yaml").text == ""


def test_head() -> None:
    draft = draft_of(
        "schema: 1\ntitle: T\nversion: 2.0\nreleased: 2024-06\neditors: [A, B]\nscope: 1890/1899\nevents: []\n"
    )
    assert draft.head == {
        "title": "T",
        "version": "2.0",
        "released": parse("2024-06"),
        "editors": ("A", "B"),
        "scope": parse("1890/1899"),
    }
    assert draft.declared == {"schema", "title", "version", "released", "editors", "scope", "events"}


@pytest.mark.parametrize(
    ("cut", "expected"),
    [
        # The event that the error cut short misses nothing; the one before it does.
        ("  - id: a\n    date: 1894\n  - id: b\n   date: 1894\n", "4:5:missing-key 7:4:yaml-syntax"),
        ("  - id: a\n    date: 1894-13\n  - id: 'b\n", "5:11:impossible-date 6:9:yaml-syntax"),
        ("  - id: a\n  - id: b\n  - id: 'c\n", "4:5:missing-key 6:9:yaml-syntax"),
        ("  - {id: A, date: 1894, title: x}\n  - @\n", "4:10:bad-id 5:5:yaml-syntax"),
        ("@\n", "4:1:yaml-syntax"),
    ],
)
def test_after_a_syntax_error_what_was_found_before_it_and_that_error(cut: str, expected: str) -> None:
    assert codes(HEAD + cut) == expected


def test_a_broken_table_draws_no_rule_after_it() -> None:
    text = "schema: 1\ntitle: T\nactors:\n  a: {name: A}\n  b: {name: 'B}\n"
    assert codes(text) == "5:13:yaml-syntax"
    early = "schema: 1\ntitle: T\nactors:\n  a: {nam: A}\n  b: {nam: B}\n  c: {name: @\n"
    assert codes(early) == "4:6:missing-key 4:7:unknown-key 5:7:unknown-key 6:13:yaml-syntax"
    assert codes("schema: 1\nevents: [@\n") == "2:10:yaml-syntax"


def test_places_compare_in_the_order_of_a_file() -> None:
    places = [Place("b", 1, 1), Place("a", 10, 2), Place("a", 10, 1), Place("a", 2, 1)]
    assert sorted(places) == places[::-1]


def test_an_id_may_be_as_long_as_is_allowed() -> None:
    assert codes(with_line(f"sectors: [{'x' * MAX_ID}]")) == ""
