"""From nodes to records: which keys a record has, and which records a draft keeps."""

from __future__ import annotations

import pytest

from drafts import EVENT, HEAD, codes, draft_of, found
from mmru_timeline import Location, check_bytes, parse
from mmru_timeline.reading.nodes import Scalar


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
def test_shapes_and_values_of_a_whole_log(text: str, expected: str) -> None:
    shown = [each for each in codes(text).split() if not each.endswith(":unused-actor")]
    assert " ".join(shown) == expected


def test_only_the_first_20_problems_get_suggestions() -> None:
    many = "".join(f"    tittle{number}: x\n" for number in range(25))
    hints = [each.hint for each in found(HEAD + EVENT + many)]
    assert [hint == "did you mean `title`?" for hint in hints] == [True] * 20 + [False] * 5


def test_an_event_keeps_its_valid_values_and_the_draft_knows_what_it_lost() -> None:
    draft = draft_of(
        HEAD
        + "  - {id: a, date: 1894, title: A, sectors: [x, Y!], place: []}\n"
        + "  - {id: B!, date: 1894-13, follows: [a]}\n"
        + "  - {id: c, date: 1894, title: C, accounts: [{says: x, sources: [g], date: soon}, {sources: g}]}\n"
        + "  - {id: d, date: 1894, title: D, sorces: [g], <<: x}\n"
        + "  - {id: e, date: 1894, title: E, sorces: [g], accounts: [x]}\n"
        + "  - just text\n"
        + "  - {id: f, date: 1894, title: F}\n"
    )
    assert {index: event.id for index, event in draft.events.items()} == dict(enumerate("abcde")) | {6: "f"}
    assert draft.events[0].sectors == ("x",)
    assert draft.events[1].follows == ("a",)
    assert {index: sorted(keys) for index, keys in draft.lost.items() if index != 3} == {
        0: ["place", "sectors"],
        1: ["date", "id", "title"],
        2: ["accounts.date", "accounts.says", "accounts.sources"],
        4: ["accounts", "sources"],
    }
    assert {"sources", "accounts", "actors", "background"} < draft.lost[3]
    assert not {"id", "date", "title"} & draft.lost[3]
    assert [event.id for _, event in draft.events_with("date", "accounts.date")] == ["a", "d", "e", "f"]
    assert {"a", "b", "e", "f"} < draft.ids["events"]
    assert draft.document.has_errors
    assert not draft_of(HEAD + EVENT).document.has_errors


def test_node_at_a_path() -> None:
    draft = draft_of(HEAD + EVENT + "    follows: [a, b]\n    figures: [{what: w, value: 3}]\n    sectors: []\n")

    def location(*path: str | int) -> tuple[int, int]:
        node = draft.node_at(path)
        return node.line, node.column

    assert location("events", 0, "date") == (5, 11)
    assert location("events", 0, "follows", 1) == (7, 18)
    assert location("events", 0, "figures", 0, "value") == (8, 32)
    # For a list or mapping, its key; for a path that is not there, as much of it as there is.
    assert location("events") == (3, 1)
    assert location("events", 0, "follows") == (7, 5)
    assert location("events", 0) == (4, 5)
    assert location("events", 0, "place") == (4, 5)
    assert location("events", 7) == (4, 5)
    assert location("retired", "x") == (1, 1)
    assert location() == (1, 1)


def test_references_are_kept_with_their_nodes() -> None:
    draft = draft_of(HEAD + EVENT + "    follows: [a]\n    actors: [b]\n    sources: [{id: c}]\n    kind: vote\n")
    kept = [(each.table, each.id, each.node.line, each.node.column) for each in draft.references]
    assert kept == [("events", "a", 7, 15), ("actors", "b", 8, 14), ("sources", "c", 9, 20), ("kinds", "vote", 10, 11)]
    assert all(isinstance(each.node, Scalar) for each in draft.references)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("titel: Königreich".encode("latin-1"), "titel: K\ufffdnigreich"),
        ("a: 1".encode("utf-16"), ""),
    ],
)
def test_log_in_another_encoding_has_a_text_but_no_timeline(data: bytes, text: str) -> None:
    checked = check_bytes(data, "log.yaml")
    assert [each.code for each in checked.diagnostics] == ["encoding"]
    assert checked.timeline is None
    assert checked.text == text


def test_head_of_a_log() -> None:
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
    assert set(draft.root.items) == {"schema", "title", "version", "released", "editors", "scope", "events"}
    assert not draft.tables
    assert not draft.document.has_errors


@pytest.mark.parametrize(
    ("cut", "expected"),
    [
        # No key is called missing in the event that the error cut short.
        ("  - id: a\n    date: 1894\n  - id: b\n   date: 1894\n", "4:5:missing-key 7:4:yaml-syntax"),
        ("  - id: a\n    date: 1894-13\n  - id: 'b\n", "5:11:impossible-date 6:9:yaml-syntax"),
        ("  - id: a\n  - id: b\n  - id: 'c\n", "4:5:missing-key 6:9:yaml-syntax"),
        ("  - {id: A, date: 1894, title: x}\n  - @\n", "4:10:bad-id 5:5:yaml-syntax"),
        ("@\n", "4:1:yaml-syntax"),
    ],
)
def test_problems_before_a_syntax_error_are_reported_too(cut: str, expected: str) -> None:
    assert codes(HEAD + cut) == expected


def test_no_rules_are_checked_after_a_syntax_error() -> None:
    text = "schema: 1\ntitle: T\nactors:\n  a: {name: A}\n  b: {name: 'B}\n"
    assert codes(text) == "5:13:yaml-syntax"
    early = "schema: 1\ntitle: T\nactors:\n  a: {nam: A}\n  b: {nam: B}\n  c: {name: @\n"
    assert codes(early) == "4:6:missing-key 4:7:unknown-key 5:7:unknown-key 6:13:yaml-syntax"
    assert codes("schema: 1\nevents: [@\n") == "2:10:yaml-syntax"


def test_locations_sort_in_the_order_of_a_file() -> None:
    locations = [Location("b", 1, 1), Location("a", 10, 2), Location("a", 10, 1), Location("a", 2, 1)]
    assert sorted(locations) == locations[::-1]
