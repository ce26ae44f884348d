"""From nodes to values: each read as its field says, or refused with one diagnostic at its location."""

from __future__ import annotations

from typing import Any

import pytest

from drafts import EVENT, HEAD, codes, draft_of, found, with_line
from mmru_timeline import Citation, Event
from mmru_timeline.records.fields import MAX_ID_LENGTH, MAX_ITEMS


def event_with(line: str) -> Event:
    """The event of a log with one more line, as read."""
    return draft_of(with_line(line)).events[0]


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("summary: ' two words '", "summary", "two words"),
        ("summary: >-\n      one\n\n      two", "summary", "one\ntwo"),
        ("status: claim", "status", "claim"),
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
        ("place: 'null'", "place", "null"),
        ('place: "~"', "place", "~"),
        ("place: nULL", "place", "nULL"),
        ("place: |\n      null", "place", "null"),
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


# Line 7 of the log, from column 5: the line, column and code of its only diagnostic.
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
    "place: ~": "7:12:empty-value",
    "place: null": "7:12:empty-value",
    "place: {town: ~}": "7:12:wrong-shape",
    "milestone: Null": "7:16:empty-value",
    "sectors: [NULL]": "7:15:empty-value",
    "sectors: ~": "7:14:empty-value",
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
def test_each_refused_value_has_one_diagnostic(line: str, expected: str) -> None:
    assert codes(with_line(line)) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{title: T, publisher: P, url: 'ftp://x.example'}", "bad-address"),
        ("{title: T, publisher: P, url: 'http:///x'}", "bad-address"),
        ("{title: T, publisher: P, url: 'https://x.example/a b'}", "bad-address"),
        ("{title: T, publisher: P, url: 'javascript:alert(1)'}", "bad-address"),
        ("{title: T, publisher: P, url: 'https://x.example/ü?q=1#a'}", ""),
        ("{title: T, publisher: P, url: ''}", "empty-value"),
        ("{title: T, publisher: P, lang: English}", "wrong-value"),
        ("{title: T, publisher: P, lang: zh-Hant}", ""),
        ("{title: T, publisher: P, cited_in: {book: [0]}}", "wrong-value"),
        ("{title: T, publisher: P, cited_in: {book: [1.5]}}", "wrong-value"),
        ("{title: T, publisher: P, cited_in: {book: 3}}", "wrong-shape"),
        ("{title: T, publisher: P, cited_in: [book]}", "wrong-shape"),
        ("{title: T, publisher: P, cited_in: {bok: [3]}}", "unknown-id"),
        ("{title: T, publisher: P, secondary: no}", "wrong-value"),
        ("{title: T}", "missing-key"),
        ("A Short History", "wrong-shape"),
        ("{title: T, publisher: P, cited_in: {book: [1, 22]}}", ""),
    ],
)
def test_values_of_sources(source: str, expected: str) -> None:
    text = f"{HEAD}{EVENT}    sources: [book]\nsources:\n  book: {source}\n"
    assert [each.code for each in found(text)] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("example.org/a", "it does not start with https:// or http:// -> write https://example.org/a"),
        ("ftp://example.org", "it does not start with https:// or http:// -> write https://example.org"),
        ("mailto:a@example.org", "it does not start with https:// or http:// -> start it with https:// or http://"),
        ("HTTPS://example.org", "it does not start with https:// or http:// -> write https://example.org"),
        ("https://x.example/a b", "it contains a space -> write %20 in its place, or delete it"),
        ("<https://x.example/a>", "it does not start with https:// or http:// -> start it with https:// or http://"),
        ("https://x.example/a>", "it contains the character > -> write %3E in its place, or delete it"),
        ("https://x.example\\a", "it contains the character \\ -> write %5C in its place, or delete it"),
        ("http://[::1", "the name of its host is not valid -> correct what follows //"),
        ("http://::1]/", "the name of its host is not valid -> correct what follows //"),
        (
            "https://x.example:http/",
            "its port is not a number up to 65535 -> write a number up to 65535 after the colon, or delete it",
        ),
        (
            "https://x.example:70000/",
            "its port is not a number up to 65535 -> write a number up to 65535 after the colon, or delete it",
        ),
        *(
            (each, "it has no valid host -> write the name of the site after //, such as https://example.org/")
            for each in (
                "https://",
                "https:///a",
                "https://:80/",
                "https://?q",
                "https://a..example",
                "https://.",
                "https://me@/",
            )
        ),
    ],
)
def test_address_that_cannot_be_opened(address: str, fault: str) -> None:
    text = f"{HEAD}{EVENT}    sources: [book]\nsources:\n  book: {{title: T, publisher: P, url: '{address}'}}\n"
    (refused,) = found(text)
    assert refused.code == "bad-address"
    assert f"{refused.message.partition(' web address: ')[2]} -> {refused.hint}" == fault


@pytest.mark.parametrize(
    "address",
    [
        *("https://x.example", "http://[::1]:8080/a", "https://me:secret@x.example:443/", "https://x.example./a"),
        *("https://пример.испытание/а?б=1#в", "https://127.0.0.1", "http://localhost/", "https://x.example/a|b{c}^`'"),
    ],
)
def test_address_that_can_be_opened(address: str) -> None:
    text = f'{HEAD}{EVENT}    sources: [book]\nsources:\n  book: {{title: T, publisher: P, url: "{address}"}}\n'
    assert found(text) == ()


def test_null_is_an_empty_value_unless_it_is_quoted_or_a_key() -> None:
    (refused,) = found(with_line("place: null"))
    assert (refused.message, refused.location.width) == ("empty value; expected text", 4)
    assert refused.hint == "write a value, or delete the key; a word of that spelling needs quotes"
    draft = draft_of(HEAD + EVENT + "actors:\n  null: {name: Nobody}\n")
    assert list(draft.tables["actors"]) == ["null"]


def test_hints_suggest_what_was_probably_meant() -> None:
    text = (
        HEAD + EVENT.replace("coronation", "Coronation 1894!") + "    tittle: x\n    status: plannd\n    sectors: a\n"
    )
    hints = {each.code: each.hint for each in found(text)}
    assert hints == {
        "bad-id": "write coronation-1894",
        "unknown-key": "did you mean `title`?",
        "wrong-value": "did you mean `planned`?",
        "wrong-shape": "put it in [brackets]",
    }
    (odd,) = found(with_line("sectors: [энергия]"))
    assert odd.hint == "write an id such as first-visit"
    (far,) = found(with_line("qqq: x"))
    assert far.hint.startswith("the keys here are id, date, title, ")


def test_messages_quote_values_shortened_and_without_control_characters() -> None:
    (found_one,) = found(with_line("status: " + "x" * 5_000))
    assert len(found_one.message) < 150
    messages = [each.message for each in found(with_line('status: "a\\nb\\u200b"'))]
    assert messages == ["expected one of fact, claim, planned, disputed; found 'a\\u000ab\\u200b'"]


def test_longest_id() -> None:
    assert codes(with_line(f"sectors: [{'x' * MAX_ID_LENGTH}]")) == ""
