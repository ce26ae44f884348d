"""The rules over a whole log, beyond what the gallery shows of each."""

from __future__ import annotations

import re
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mmru_timeline import CheckedLog, Severity, Timeline, check_bytes
from mmru_timeline.reading.rules import CODES, RULES, WARNING_CODES
from mmru_timeline.records.fields import RECORDS
from mmru_timeline.text import JOINERS

HEAD = "schema: 1\ntitle: Ruritania\n"
SAMPLE = Path(__file__).parents[1] / "sample.yaml"
SOURCES = "sources:\n  g: {title: Gazette, publisher: Gazette}\n"


def events(*given: str) -> str:
    """A log of events in flow style, each given as "ID DATE MORE-KEYS"; all without `sources:` cite the same source."""
    rows = []
    for number, text in enumerate(given):
        name, date, *more = text.split(" ", 2)
        beside = "".join(f", {part}" for part in more)
        sources = "" if "sources:" in re.sub(r"\{.*\}", "", text) else ", sources: [g]"
        rows.append(f"  - {{id: {name}, date: {date}, title: Title {number}{sources}{beside}}}\n")
    return HEAD + SOURCES + "events:\n" + "".join(rows)


def checked(text: str) -> CheckedLog:
    """The log after checking."""
    return check_bytes(text.encode(), "log.yaml")


def codes(text: str) -> list[str]:
    """The codes of its diagnostics, in file order."""
    return [each.code for each in checked(text).diagnostics]


def timeline_of(text: str) -> Timeline:
    """The timeline of a valid log."""
    return checked(text).require()


def test_sample_has_no_diagnostics() -> None:
    sample = check_bytes(SAMPLE.read_bytes(), "sample.yaml")
    assert sample.diagnostics == ()
    assert [event.id for event in sample.require().events][:3] == ["old-treaty", "coronation", "coal-talks"]


_WITH_MISTAKES = """\
schema: 1
title: Ruritania
scope: 1890/1899
vershon: 3
actors:
  rudolf: {name: Rudolf V, kind: king}
  flavia: {name: Flavia, part_of: ruritania}
  unused: {name: Nobody}
sources:
  g: {title: Gazette, publisher: Gazette, url: gazette.example}
  h: {title: Hof, publisher: Hof}
events:
  - id: coronation
    date: 1894-02-30
    title: Rudolf V crowned
    actors: [rudolf]
    sources: [h]
  - id: wedding
    date: 1895
    title: Wedding
    status: claim
    actors: [flavia]
    sources: [h, i]
  - id: wedding
    date: 1880
    title: Wedding
    follows: [weding]
    sources: [h]
"""


def test_all_mistakes_are_reported_in_one_run_in_file_order() -> None:
    shown = [(each.location.line, each.code) for each in checked(_WITH_MISTAKES).diagnostics]
    assert shown == [
        (4, "unknown-key"),
        (6, "wrong-value"),
        (7, "unknown-id"),
        (8, "unused-actor"),
        (10, "unused-source"),
        (10, "bad-address"),
        (14, "impossible-date"),
        (21, "claim-unattributed"),
        (23, "unknown-id"),
        (24, "repeated-id"),
        (25, "out-of-order"),
        (25, "outside-scope"),
        (27, "unknown-id"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "date: 1894-02-30",
        "title: ''",
        "sources: g",
        "sources: [*g]",
        "sources: [G]",
        "<<: {sources: [g]}",
        "status: disputed\n    accounts: nothing",
        "status: claim\n    attributed_to: [Rupert]",
        "actors: rupert",
        "actors: [*rupert]",
        "figures: [{what: x, sources: [g]}]",
        "accounts: [{sources: [g], attributed_to: [rupert]}]",
        "acters: [rupert]",
        "sorces: [g]",
    ],
)
def test_a_refused_value_causes_no_further_diagnostics(line: str) -> None:
    keys = {"date": "1894", "title": "Crowned", "sources": "[g]", "actors": "[rupert]"}
    if line.startswith("<<"):
        del keys["sources"]
    keys.pop(line.partition(":")[0].replace("acters", "actors").replace("sorces", "sources"), None)
    rows = "".join(f"    {key}: {value}\n" for key, value in keys.items())
    text = f"{HEAD}actors:\n  rupert: {{name: Rupert}}\n{SOURCES}events:\n  - id: a\n{rows}    {line}\n"
    assert len(codes(text)) == 1, codes(text)


def test_a_refused_term_is_not_unknown() -> None:
    text = (
        HEAD
        + "sectors: {court: {label: Court, colour: mauve}}\nactors: {rudolf: {nam: Rudolf}, flavia: {name: F}}\n"
        + "events: [{id: a, date: 1894, title: A, sectors: [court], actors: [rudolf, flavia], sources: [g]},\n"
        + " {id: b, date: 1894, titel: B, sources: [g]}, {id: c, date: 1895, title: C, follows: [b], sources: [g]}]\n"
        + "sources: {g: {title: G}}\n"
    )
    assert codes(text) == [
        *("wrong-value", "missing-key", "unknown-key", "missing-key", "unknown-key", "missing-key"),
    ]


@pytest.mark.parametrize(
    ("code", "log"),
    [
        ("no-source", events("a 1894 sources: []") + "retired: {}\n"),
        ("outside-scope", HEAD + "scope: 1890/1899\n" + events("a 1880").removeprefix(HEAD)),
        ("same-title", events("a 1894", "b 1894").replace("Title 1", "Title 0")),
        ("statement-planned", events("a 1894 kind: vote, status: planned")),
        ("out-of-order", events("a 1894", "b 1893")),
        ("source-before-event", events("a 1894").replace("publisher: Gazette", "publisher: G, date: 1893")),
        ("perhaps-follows-later", events("a 1894-01? follows: [b]", "b 1895")),
        ("zero-width-space", events("a 1894 note: x\u200by")),
    ],
)
def test_allowed_warning_is_not_reported_for_the_event(code: str, log: str) -> None:
    shown = [each for each in checked(log).diagnostics if each.code == code]
    assert [each.severity is Severity.ERROR for each in shown] == [False]
    head, _, rest = log.partition("events:\n")
    rows = rest.split("\n")
    line = shown[0].location.line - 1 - head.count("\n") - 1
    rows[line] = rows[line].removesuffix("}") + f", allow: [{code}]}}"
    allowed = codes(f"{head}events:\n" + "\n".join(rows))
    assert code not in allowed
    assert "useless-allow" not in allowed


def test_allow_of_a_code_that_does_not_occur_is_a_warning() -> None:
    assert codes(events("a 1894 allow: [out-of-order]")) == ["useless-allow"]
    assert codes(events("a 1894 allow: [out-of-order, no-source]")) == ["useless-allow"] * 2
    assert codes(events("a 1894 allow: [useless-allow]")) == ["useless-allow"]
    assert codes(events("a 1894 allow: [out-of-order, useless-allow]")) == ["useless-allow"] * 2


def test_allow_of_the_whole_log_may_stand_anywhere_and_name_what_does_not_occur() -> None:
    log = events("a 1894 sources: []", "b 1893 sources: []") + "allow: [unused-source, no-source, first-of-month]\n"
    assert codes(log) == ["out-of-order"]
    assert timeline_of(log).allow == ("unused-source", "no-source", "first-of-month")


@pytest.mark.parametrize("code", ["no-sources", "cycle"])
def test_allow_of_the_whole_log_refuses_what_is_not_the_code_of_a_warning(code: str) -> None:
    (found,) = checked(HEAD + f"allow: [{code}]\nevents: []\n").diagnostics
    assert (found.code, found.message) == ("wrong-value", f"'{code}' is not the code of a warning or note")


def test_allow_of_the_whole_log_never_hides_errors() -> None:
    assert codes(events("a 1894 follows: [a]", "b 1894 sources: []") + "allow: [no-source]\n") == ["cycle"]


def test_hint_of_a_useless_allow_names_the_place_where_it_would_work() -> None:
    unused = events("a 1894 allow: [unused-source, no-source]").replace(
        "events:", "  h: {title: H, publisher: H}\nevents:"
    )
    hints = [each.hint for each in checked(unused).diagnostics if each.code == "useless-allow"]
    assert hints == ["move it to the `allow` at the top level of the log, or delete it", "delete it"]


# Name of the case: a log, and the codes of all its diagnostics.
_RULES: dict[str, tuple[str, list[str]]] = {
    # follows
    "follows on the same day": (events("a 1894-05-03", "b 1894-05-03 follows: [a]"), []),
    "follows within the month": (events("b 1894-05-03 follows: [a]", "a 1894-05"), []),
    "follows certainly later": (events("b 1894-05-03 follows: [a]", "a 1894-06"), ["follows-later"]),
    "follows a later event with a qualified date": (
        events("b 1894-05-03 follows: [a]", "a 1894-06~"),
        ["perhaps-follows-later"],
    ),
    "follows a later event except by a rival date": (
        events("b 1894-05-03 follows: [a]", "a 1894-06 accounts: [{says: x, sources: [g], date: 1894-05}]"),
        [],
    ),
    "follows a later event by every date": (
        events("b 1894-05-03 follows: [a]", "a 1894-06 accounts: [{says: x, sources: [g], date: 1894-07}]"),
        ["follows-later"],
    ),
    "follows an event without an end": (events("b 1894-05 follows: [a]", "a 1894-05-31/.."), []),
    "follows itself": (events("a 1894 follows: [a]"), ["cycle"]),
    "follow one another in a loop": (
        events("a 1894 follows: [b]", "b 1894 follows: [c]", "c 1894 follows: [a]"),
        ["cycle"],
    ),
    "two paths to the same event": (
        events("a 1894", "b 1894 follows: [a]", "c 1894 follows: [a]", "d 1894 follows: [b, c]"),
        [],
    ),
    "follows an unknown event": (events("a 1894 follows: [b]"), ["unknown-id"]),
    # part_of
    "part within the whole": (events("b 1894-05-03 part_of: a", "a 1894-05"), []),
    "part that may be within the whole": (events("a 1894-05-03/", "b 1894-06 part_of: a"), []),
    "part outside the whole": (events("a 1894-05", "b 1894-06 part_of: a"), ["outside-whole"]),
    "part with a qualified date outside the whole": (events("a 1894-05", "b 1894-06? part_of: a"), []),
    "part outside a whole with a qualified date": (events("a 1894-05~", "b 1894-06 part_of: a"), []),
    "part outside except by a rival date": (
        events("a 1894-05", "b 1894-06 part_of: a, accounts: [{says: x, sources: [g], date: 1894-05-31}]"),
        [],
    ),
    "part outside except by a rival date of the whole": (
        events("a 1894-05 accounts: [{says: x, sources: [g], date: 1894-06}]", "b 1894-06 part_of: a"),
        [],
    ),
    "part of itself": (events("a 1894 part_of: a"), ["cycle"]),
    "parts of one another": (events("a 1894 part_of: b", "b 1894 part_of: a"), ["cycle"]),
    # status
    "claim with attribution": (events("a 1894 status: claim, attributed_to: [the Gazette]"), []),
    "planned visit": (events("a 1894 status: planned"), []),
    # sources
    "planned event without a source": (
        events("a 1894 sources: [], status: planned").replace(SOURCES, ""),
        ["no-source"],
    ),
    "unknown source": (events("a 1894 sources: [g, x]"), ["unknown-id"]),
    "unknown source cited with a place": (events("a 1894 sources: [g, {id: x, at: p. 3}]"), ["unknown-id"]),
    "unknown source of a figure": (events("a 1894 figures: [{what: x, value: 3, sources: [x]}]"), ["unknown-id"]),
    "event before its source": (events("a 1894").replace("publisher: Gazette", "publisher: G, date: 1895"), []),
    "event after its source": (
        events("a 1896").replace("publisher: Gazette", "publisher: G, date: 1895"),
        ["source-before-event"],
    ),
    "event after a source that gives background": (
        events("a 1896 sources: [{id: g, context: true}]").replace("publisher: Gazette", "publisher: G, date: 1895"),
        [],
    ),
    "event after a source with an uncertain date": (
        events("a 1896").replace("publisher: Gazette", "publisher: G, date: 1895?"),
        [],
    ),
    "event after its source except by a rival date": (
        events("a 1896 accounts: [{says: x, sources: [g], date: 1895}]").replace(
            "publisher: Gazette", "publisher: G, date: 1895"
        ),
        [],
    ),
    "planned event after its source": (
        events("a 1896 status: planned").replace("publisher: Gazette", "publisher: G, date: 1895"),
        [],
    ),
    "event in the month of its source": (
        events("a 1895-03-31").replace("publisher: Gazette", "publisher: G, date: 1895-03"),
        [],
    ),
    # scope
    "background event outside the scope": (
        HEAD + "scope: 1890/1899\n" + events("a 1880 background: true").removeprefix(HEAD),
        [],
    ),
    "planned event outside the scope": (
        HEAD + "scope: 1890/1899\n" + events("a 1901 status: planned").removeprefix(HEAD),
        [],
    ),
    "event outside the scope except by a rival date": (
        HEAD
        + "scope: 1890/1899\n"
        + events("a 1880 accounts: [{says: x, sources: [g], date: 1890}]").removeprefix(HEAD),
        [],
    ),
    "event perhaps outside the scope": (HEAD + "scope: 1890/1899\n" + events("a 1889/").removeprefix(HEAD), []),
    # figures
    "range of a figure": (events("a 1894 figures: [{what: x, value: 3, to: 3.5}]"), []),
    "range with equal ends": (events("a 1894 figures: [{what: x, value: 3, to: 3}]"), ["reversed-range"]),
    "reversed range of a rival figure": (
        events("a 1894 accounts: [{says: x, sources: [g], figures: [{what: x, value: 3, to: 2}]}]"),
        ["reversed-range"],
    ),
    # titles, days, order
    "same title on two days": (events("a 1894", "b 1895").replace("Title 1", "Title 0"), []),
    "same words in two titles": (events("a 1894", "b 1894").replace("Title 1", "0 title!"), ["same-title"]),
    "three days that are the first of a month": (events("a 1894-01-01", "b 1894-02-01", "c 1894-03-01"), []),
    "4 of 40 days are the first of a month": (
        events(*(f"e{n} 1894-{1 + n // 10:02}-{n % 10 + 1:02}" for n in range(40))),
        [],
    ),
    "4 of 39 days are the first of a month": (
        events(*(f"e{n} 1894-{1 + n // 10:02}-{n % 10 + 1:02}" for n in range(39))),
        ["first-of-month"],
    ),
    "only the third event is out of order": (events("a 1894-05-03", "b 1894-05-03", "c 1894-05-02"), ["out-of-order"]),
    "day after its month": (events("a 1894-05", "b 1894-05-07"), []),
    "day before its month": (events("a 1894-05-07", "b 1894-05"), []),
    "part on the first day of its whole": (events("a 1894-05-03/1894-05-09", "b 1894-05-03 part_of: a"), []),
    "part above its whole": (events("a 1894-05-04 part_of: b", "b 1894-05-03/1894-05-09"), []),
    "follows an event within the same month": (events("a 1894-05-20", "b 1894-05 follows: [a]"), []),
    "month in the wrong order": (events("a 1894-05-01", "b 1894-04"), ["out-of-order"]),
    "order of a qualified date": (events("a 1894-05~", "b 1894-04"), []),
    "order of a qualified end": (events("a 1894-05", "b 1894-03/1894-04?"), []),
    "order that a rival date allows": (
        events("a 1894-05", "b 1894-04 accounts: [{says: x, sources: [g], date: 1894-06}]"),
        [],
    ),
    "order below an event with an unknown start": (events("a /1894-05", "b 1894-04"), []),
    # ids and retired
    "unknown successor of a retired event": (
        events("a 1894") + "retired: {x: {reason: y, successor: z}}\n",
        ["unknown-id"],
    ),
    "known successor of a retired event": (events("a 1894") + "retired: {x: {reason: y, successor: a}}\n", []),
    "same id three times": (events("a 1894", "a 1895", "a 1896"), ["repeated-id"] * 2),
    # without a table any id is accepted
    "any ids without tables": (events("a 1894 sectors: [x], actors: [y], kind: z"), []),
    "sector that is not declared": (events("a 1894 sectors: [x]") + "sectors: {}\n", ["unknown-id"]),
    "kind that is not declared": (events("a 1894 kind: visit") + "kinds: {vote: {label: Vote}}\n", ["unknown-id"]),
    "actor that is not declared": (events("a 1894 attributed_to: [y]") + "actors: {}\n", ["unknown-id"]),
    # names
    "same name twice in one term": (events("a 1894 sectors: [x]") + "sectors: {x: {label: X, aliases: [x, X.]}}\n", []),
    "sector and actor with the same name": (
        events("a 1894 sectors: [x], actors: [y]") + "sectors: {x: {label: X}}\nactors: {y: {name: x}}\n",
        ["shared-name"],
    ),
    "kind and sector with the same name": (
        events("a 1894 sectors: [x], kind: x") + "sectors: {x: {label: X}}\nkinds: {x: {label: X}}\n",
        [],
    ),
    "two publishers with the same name": (
        events("a 1894") + "publishers: {x: {name: Gazette}, y: {name: gazette.}}\n",
        ["shared-name"],
    ),
    # accounts
    **{
        f"event of {own} with a rival date {rival}": (
            events(f"a {own} accounts: [{{says: x, sources: [g], date: {rival}}}]"),
            ["account-without-start"] if warned else [],
        )
        for own, rival, warned in (
            *(("1894", "../1893", True), ("1894", "/1893", True), ("1894", "../..", True), ("1894/..", "/1895", True)),
            *(("1894", "1893", False), ("1894", "1890/1893", False), ("1894", "1895/..", False)),
            *(("../1894", "../1893", False), ("/1894", "../1893", False), ("../..", "/1893", False)),
        )
    },
    "rival account without a start, allowed": (
        events("a 1894 accounts: [{says: x, sources: [g], date: ../1893}], allow: [account-without-start]"),
        [],
    ),
    # lists
    "repeated sector": (events("a 1894 sectors: [x, y, x, x]"), ["repeated-item"] * 2),
    "repeated actor": (events("a 1894 actors: [x, x]"), ["repeated-item"]),
    "repeated source": (events("a 1894 sources: [g, {id: g}]"), ["repeated-item"]),
    "same source at two places": (events("a 1894 sources: [{id: g, at: p. 1}, {id: g, at: p. 2}]"), []),
    "repeated link": (events("a 1894", "b 1894 follows: [a, a]"), ["repeated-item"]),
    "repeated attribution": (events("a 1894 attributed_to: [the King, the King]"), ["repeated-item"]),
    "repeated figure": (events("a 1894 figures: [{what: x, value: 3}, {value: 3, what: x}]"), ["repeated-item"]),
    "repeated alias": (
        events("a 1894 sectors: [x]") + "sectors: {x: {label: X, aliases: [Y, Z, Y]}}\n",
        ["repeated-item"],
    ),
    "repeated item that is allowed": (events("a 1894 actors: [x, x], allow: [repeated-item]"), []),
    "two refused items": (events("a 1894 figures: [{value: 3}, {value: 3}]"), ["missing-key"] * 2),
    # sectors
    "sector beside what contains it": (
        events("a 1894 sectors: [x, z]")
        + "sectors: {x: {label: X}, y: {label: Y, part_of: x}, z: {label: Z, part_of: y}}\n",
        ["nested-sector"],
    ),
    "sectors with a common parent": (
        events("a 1894 sectors: [y, z]")
        + "sectors: {x: {label: X}, y: {label: Y, part_of: x}, z: {label: Z, part_of: x}}\n",
        [],
    ),
    "sector in a cycle": (
        events("a 1894 sectors: [x, y]") + "sectors: {x: {label: X, part_of: y}, y: {label: Y, part_of: x}}\n",
        ["nested-sector", "nested-sector", "cycle"],
    ),
    # terms
    "term that is part of itself": (
        events("a 1894 sectors: [x]") + "sectors: {x: {label: X, part_of: x}}\n",
        ["cycle"],
    ),
    "unknown wider term": (
        events("a 1894 sectors: [x]") + "sectors: {x: {label: X, part_of: y}}\n",
        ["unknown-id"],
    ),
    "actor used through its part": (
        events("a 1894 actors: [y]") + "actors: {x: {name: X}, y: {name: Y, part_of: x}}\n",
        [],
    ),
    "actor used as the state of a publisher": (
        events("a 1894") + "actors: {x: {name: X}}\npublishers: {g: {name: Gazette, state: x}}\n",
        [],
    ),
    "actor used by a rival account": (
        events("a 1894 accounts: [{says: z, sources: [g], attributed_to: [x]}]") + "actors: {x: {name: X}}\n",
        [],
    ),
    "actor whose part is not used either": (
        events("a 1894") + "actors: {x: {name: X}, y: {name: Y, part_of: x}}\n",
        ["unused-actor"] * 2,
    ),
    "source cited by another source": (
        events("a 1894").replace(
            "publisher: Gazette}", "publisher: Gazette, cited_in: {h: [3]}}\n  h: {title: H, publisher: H}"
        ),
        [],
    ),
}


@pytest.mark.parametrize(("log", "expected"), _RULES.values(), ids=_RULES)
def test_log_has_exactly_these_codes(log: str, expected: list[str]) -> None:
    assert codes(log) == expected


@pytest.mark.parametrize(
    ("later", "earlier", "code"),
    [
        ("1894-05-03", "1894-06", "follows-later"),
        ("1894-05-03~", "1894-06", "perhaps-follows-later"),
        ("1894-05-03", "1894-06?", "perhaps-follows-later"),
        ("1894-04~/1894-05", "1894-06", "follows-later"),
        ("1894-05-03", "1894-06/1894-07?", "follows-later"),
    ],
)
def test_following_a_later_event_is_an_error_unless_a_date_is_qualified(later: str, earlier: str, code: str) -> None:
    assert codes(events(f"b {later} follows: [a]", f"a {earlier}")) == [code]


@pytest.mark.parametrize(
    ("more", "code", "place"),
    [
        ("sources: [G!, g]", "source-before-event", "sources: [G!, ^g"),
        ("follows: [B!, b]", "follows-later", "follows: [B!, ^b"),
        ("figures: [3, {what: x, value: 3, to: 2}]", "reversed-range", "to: ^2"),
        (
            "accounts: [x, {says: y, sources: [G!, g], figures: [{what: x, value: 3, to: 2}]}]",
            "reversed-range",
            "to: ^2",
        ),
    ],
)
def test_place_is_right_after_refused_items_of_the_same_list(more: str, code: str, place: str) -> None:
    log = events(f"a 1894 {more}", "b 1895").replace("publisher: Gazette", "publisher: Gazette, date: 1893")
    before, _, after = place.partition("^")
    (found,) = [each for each in checked(log).diagnostics if each.code == code and each.location.line == 6]
    line = log.splitlines()[5]
    assert found.location.column == line.index(before + after) + len(before) + 1


@pytest.mark.parametrize(
    ("one", "other", "similar"),
    [
        *(("john-snow", "jon-snow", True), ("jon-snow", "john-snow", True), ("visit", "visits", True)),
        *(("rupert", "rupret", True), ("defence", "defense", True), ("oil-gas", "oilgas", True)),
        *(("ministry-of-defence", "ministry-of-defense", True), ("min-aung-hlaing", "min-aung-hlain", True)),
        *(
            ("unit-1", "unit-2", False),
            ("yak-130", "yak-52", False),
            ("su-30", "su-35", False),
            ("su-3", "su-30", False),
        ),
        *(("iran", "iraq", False), ("mali", "bali", False), ("gambia", "zambia", False), ("jan", "jon", False)),
        *(("unit-a", "unit-b", False), ("kim-jong-il", "kim-jong-un", False), ("austria", "australia", False)),
        *(("north-korea", "south-korea", False), ("unit-1-2", "unit-12", False)),
    ],
)
def test_similar_ids(one: str, other: str, similar: bool) -> None:
    log = events(f"a 1894 actors: [{one}], sectors: [{other}]", f"b 1894 actors: [{other}, {one}]")
    found = checked(log).diagnostics
    assert [(each.code, each.location.line) for each in found] == [("similar-ids", 7)] * similar
    # With a table, an undeclared id is an error anyway, and declared ones are meant to be different.
    table = f"actors:\n  {one}: {{name: One}}\n  {other}: {{name: Two}}\n"
    assert "similar-ids" not in codes(log + table)


def test_event_without_a_readable_id_is_called_this_event() -> None:
    found = checked(HEAD + "events:\n  - {id: '!', date: 1894, title: A}\n  - {date: 1894, title: B}\n").diagnostics
    assert [each.message for each in found if each.code == "no-source"] == ["this event has no source"] * 2


def test_hints_about_retired_events() -> None:
    retired = "retired: {old: {reason: merged, successor: b}, older: {reason: no source}}\n"
    found = checked(events("a 1894 follows: [old, older, c]", "b 1894") + retired).diagnostics
    assert [each.hint for each in found] == [
        "it was retired: merged; write b",
        "it was retired: no source",
        "add the event, or correct the id",
    ]
    odd = "retired: {old: {reason: no\u200b source}}\n"
    assert "it was retired: no\\u200b source" in {
        each.hint for each in checked(events("a 1894 follows: [old]") + odd).diagnostics
    }
    (missing,) = checked(events("a 1894 sources: [zzzz, g]")).diagnostics
    assert missing.hint == "declare it under `sources:`"


def test_long_cycles_are_shortened() -> None:
    ring = [f"e{number} 1894 follows: [e{(number + 1) % 9}]" for number in range(9)]
    (found,) = checked(events(*ring)).diagnostics
    assert found.code == "cycle"
    assert found.message.count("→") == 6
    assert "…" in found.message


def test_only_the_first_20_unknown_ids_get_suggestions() -> None:
    found = checked(events("coronation 1894", *(f"e{n} 1894 follows: [coronatio]" for n in range(25)))).diagnostics
    assert [each.hint == "did you mean `coronation`?" for each in found] == [True] * 20 + [False] * 5


def test_without_tables_every_id_in_use_is_a_term() -> None:
    timeline = timeline_of(events("a 1894 sectors: [oil-gas], actors: [rudolf-v], kind: royal-visit"))
    assert timeline.sectors.label("oil-gas") == "Oil gas"
    assert timeline.actors.label("rudolf-v") == "Rudolf v"
    assert timeline.kinds.label("royal-visit") == "Royal visit"
    assert timeline.kinds.label("statistic") == "Statistic"
    assert len(timeline.publishers) == 0
    free = timeline_of(events("a 1894 attributed_to: [rupert, Rupert of Hentzau]"))
    assert list(free.actors.terms) == ["rupert"]
    rival = timeline_of(events("a 1894 accounts: [{says: x, sources: [g], attributed_to: [rupert, the Gazette]}]"))
    assert rival.actors.label("rupert") == "Rupert"
    assert list(rival.actors.terms) == ["rupert"]


def test_declared_kinds_replace_the_usual_ones() -> None:
    timeline = timeline_of(events("a 1894 kind: vote, sectors: [x]") + "kinds: {vote: {label: Ballot}}\n")
    assert [(kind.id, kind.label) for kind in timeline.kinds] == [("vote", "Ballot")]


def test_hash_of_a_timeline_is_that_of_its_bytes() -> None:
    log = events("a 1894")
    assert timeline_of(log).sha256 == sha256(log.encode()).hexdigest() != timeline_of(log + "#").sha256


@pytest.mark.parametrize(
    ("dates", "place"),
    [("3 5 2", "before e0"), ("1 3 5 2", "before e1"), ("1 5 3 4 3 2", "before e1"), ("4 1 5 4", "before e2")],
)
def test_the_hint_says_where_an_event_out_of_order_belongs(dates: str, place: str) -> None:
    log = events(*(f"e{number} 1894-05-0{day}" for number, day in enumerate(dates.split())))
    hint = checked(log).diagnostics[-1].hint
    assert hint == f"move e{dates.count(' ')} up, to {place}"


@pytest.mark.parametrize(
    ("names", "hints"),
    [
        ("[Kyle, Keith]", ['write ["Kyle, Keith"], or ["Kyle", "Keith"] if that is meant']),
        ("[A, B, C, D]", ['write ["A, B", "C, D"], or ["A", "B", "C", "D"] if that is meant']),
        ('["Kyle", "Keith"]', []),
        ("[Kyle, 'Keith']", []),
        ("[Kyle]", []),
        ("[Kyle, Keith, Lucas]", []),
        ("[Foreign Office, Reuters]", []),
        ("[Kyle,\n    Keith]", []),
        ("[]", []),
    ],
)
def test_names_that_a_comma_has_split(names: str, hints: list[str]) -> None:
    for log in (
        HEAD + f"editors: {names}\n" + events("a 1894").removeprefix(HEAD),
        events("a 1894").replace("title: Gazette,", f"title: Gazette, author: {names},"),
    ):
        assert [each.hint for each in checked(log).diagnostics] == hints


@pytest.mark.parametrize(
    ("log", "hint"),
    [
        (
            events("a 1894 sources: [house]") + "publishers: {house: {name: House}}\nallow: [unused-source]\n",
            "house is a publisher; declare the source under `sources:`",
        ),
        (
            events("a 1894 actors: [x]") + "actors: {x: {name: X}}\nplaces: {y: {name: Y, part_of: x}}\n",
            "x is an actor; declare the place under `places:`",
        ),
        (
            events("a 1894 follows: [y]") + "places: {y: {name: Y}}\n",
            "y is a place; add the event, or correct the id",
        ),
        (events("a 1894 follows: [b]"), "add the event, or correct the id"),
    ],
)
def test_unknown_id_that_is_in_another_table(log: str, hint: str) -> None:
    assert [each.hint for each in checked(log).diagnostics] == [hint]


@pytest.mark.parametrize(
    ("publisher", "found"),
    [("tiems", ["similar-ids"]), ("times", []), ("reuters", []), ("Tiems", []), ("the-times", [])],
)
def test_publisher_that_is_similar_to_a_declared_one(publisher: str, found: list[str]) -> None:
    log = events("a 1894").replace("publisher: Gazette", f"publisher: {publisher}")
    assert codes(log + "publishers: {times: {name: The Times}}\n") == found
    assert codes(log) == []


def test_without_events_nothing_is_called_unused() -> None:
    tables = SOURCES + "actors: {a: {name: A}}\n"
    assert codes(HEAD + tables) == ["missing-key"]
    assert codes(HEAD + tables + "events: {}\n") == ["wrong-shape"]
    assert codes(HEAD + tables + "events: []\n") == ["unused-source", "unused-actor"]


def test_a_cycle_is_reported_at_the_link_that_the_dates_contradict() -> None:
    log = events("c 1893 follows: [b]", "a 1891 follows: [c]", "b 1892 follows: [a]") + "allow: [out-of-order]\n"
    cycle, later = checked(log).diagnostics
    assert (cycle.code, later.code) == ("cycle", "follows-later")
    assert cycle.location == later.location
    assert cycle.message == "`follows` leads back to where it started: b → a → c → b"


@pytest.mark.parametrize(
    ("cited", "hint"),
    [("g p. 5", "write {id: g, at: p. 5}"), ("h p. 5", "write h-p-5"), ("Café", "write cafe")],
)
def test_remedy_of_a_bad_id_of_a_source(cited: str, hint: str) -> None:
    assert checked(events(f"a 1894 sources: [{cited}]")).errors[0].hint == hint


def test_events_are_sorted_by_time_then_by_file_order() -> None:
    timeline = timeline_of(events("b 1894-05-03", "a 1894-05-03", "c 1893"))
    assert [event.id for event in timeline.events] == ["c", "b", "a"]


def test_log_without_events() -> None:
    assert timeline_of(HEAD + "events: []\n").events == ()


def test_every_rule_has_its_own_code() -> None:
    codes_of_rules = [rule.code.name for rule in RULES]
    assert len(set(codes_of_rules)) == len(codes_of_rules)
    assert set(codes_of_rules) <= set(CODES)


def test_warning_codes_are_the_codes_of_warnings_and_notes() -> None:
    assert {"no-source", "out-of-order", "zero-width-space"} < set(WARNING_CODES)
    assert not {"cycle", "follows-later", "bad-id"} & set(WARNING_CODES)


def _calls(data: bytes) -> int:
    made = 0

    def count(*_: Any) -> None:
        nonlocal made
        made += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        check_bytes(data, "log.yaml")
    finally:
        sys.setprofile(before)
    return made


def _chain(size: int) -> str:
    return events("e0 1894", *(f"e{n} 1894 follows: [e{n - 1}], part_of: e{n - 1}" for n in range(1, size)))


def _alike(size: int) -> str:
    return events(*(f"e{n} 1894-05-01" for n in range(size))).replace("Title", "x")


def _ring(size: int) -> str:
    return events(*(f"e{n} 1894 follows: [e{(n + 1) % size}], part_of: e{(n + 1) % size}" for n in range(size)))


def _unknown(size: int) -> str:
    return events(*(f"e{n} 1894 follows: [x{n}], actors: [y{n}]" for n in range(size))) + "actors: {}\n"


def _terms(size: int) -> str:
    rows = "".join(f"  a{n}: {{name: A{n}, part_of: a{n + 1}}}\n" for n in range(size))
    return events("e 1894 actors: [a0]") + f"actors:\n{rows}  a{size}: {{name: last}}\n"


def _used_terms(size: int) -> str:
    rows = "".join(f"  a{n}: {{name: A{n}, part_of: a{n + 1}}}\n" for n in range(size))
    used = [f"e{n} 1894 actors: [a{n}]" for n in range(size)]
    return events(*used) + f"actors:\n{rows}  a{size}: {{name: last}}\n"


@pytest.mark.parametrize("make", [_chain, _alike, _ring, _unknown, _terms, _used_terms])
def test_checking_takes_linear_time(make: Any) -> None:
    once, twice = _calls(make(200).encode()), _calls(make(400).encode())
    assert twice < 2.3 * once


# What random logs are made of: keys and values with a meaning, and some without.
_WORDS = sorted({field.key for fields in RECORDS.values() for field in fields}) + [*CODES][:5]
_VALUES = st.one_of(
    st.sampled_from(
        [
            *("a", "b", "a-b", "A", "", "1", "0", "-1", "8.5", "true", "false", "fact", "claim", "disputed", "planned"),
            *("vote", "1894", "1894-05", "1894-05-03", "1894-02-30", "1894/1893", "../1894", "1894?/", "https://x.y/z"),
            *("en", "two words", "\u202e", "\u200b", "a\tb", "line\nbreak", "x" * 2_001, "<<", "no-source", "about"),
        ]
    ),
    st.text(max_size=5),
    st.integers(-3, 3),
    st.booleans(),
    st.none(),
)
_TREES = st.recursive(
    _VALUES,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(_WORDS) | st.text("ab", min_size=1), inner, max_size=6)
    ),
    max_leaves=30,
)
_RECORDS = st.dictionaries(st.sampled_from(_WORDS), _TREES, max_size=8)
_EVENTS = st.builds(
    lambda extra, name, date: {"id": name, "date": date, "title": "T", **extra},
    _RECORDS,
    st.sampled_from(["a", "b", "c"]),
    st.sampled_from(["1894", "1895-05-03", "1896~", "1890/1899"]),
)
_LOGS = st.builds(
    lambda extra, happened: {"schema": 1, "title": "T", "events": happened, **extra},
    st.dictionaries(st.sampled_from([field.key for field in RECORDS["log"]] + ["zzz"]), _TREES, max_size=3),
    st.lists(_EVENTS, max_size=4),
)


_NO_JOINERS = str.maketrans("", "", JOINERS)


def _check_invariants(data: bytes) -> None:
    """Check a log: only one without errors has a timeline, and locations are in order and within the file."""
    log = check_bytes(data, "log.yaml")
    assert (log.timeline is None) == any(each.severity is Severity.ERROR for each in log.diagnostics)
    locations = [each.location for each in log.diagnostics]
    assert locations == sorted(locations)
    lines = log.text.count("\n") + 1
    for each in log.diagnostics:
        assert each.code in CODES
        assert (each.message + each.hint).translate(_NO_JOINERS).isprintable()
        assert len(each.message) < 500
        assert 1 <= each.location.line <= lines
        assert each.location.column >= 1


@given(_TREES | _LOGS, st.booleans())
def test_any_yaml_is_checked(tree: Any, flow: bool) -> None:
    _check_invariants(yaml.safe_dump(tree, allow_unicode=True, default_flow_style=flow, sort_keys=False).encode())


_SAMPLE_LINES = SAMPLE.read_text("utf-8").split("\n")
_LINE_NUMBERS = st.integers(0, len(_SAMPLE_LINES) - 1)
_CHARACTERS = st.sampled_from([*":-?[]{}&*!|>'\"%@`#, \t\\x1~", "\u202e", "\x00", "é", "\n"])
_CHANGES = st.one_of(
    st.tuples(st.just("delete"), _LINE_NUMBERS, _LINE_NUMBERS, _CHARACTERS),
    st.tuples(st.just("copy"), _LINE_NUMBERS, _LINE_NUMBERS, _CHARACTERS),
    st.tuples(st.just("swap"), _LINE_NUMBERS, _LINE_NUMBERS, _CHARACTERS),
    st.tuples(st.just("type"), _LINE_NUMBERS, st.integers(0, 100), _CHARACTERS),
    st.tuples(st.just("cut"), _LINE_NUMBERS, st.integers(0, 100), _CHARACTERS),
)


def _changed(lines: list[str], change: tuple[str, int, int, str]) -> None:
    how, place, other, character = change
    place %= len(lines)
    match how:
        case "delete":
            del lines[place]
        case "copy":
            lines.insert(place, lines[other % len(lines)])
        case "swap":
            lines[place] = lines[other % len(lines)]
        case "type":
            lines[place] = lines[place][:other] + character + lines[place][other:]
        case _:
            lines[place] = lines[place][:other]


@given(st.lists(_CHANGES, min_size=1, max_size=4))
def test_any_edit_of_the_sample_is_checked(changes: list[tuple[str, int, int, str]]) -> None:
    lines = list(_SAMPLE_LINES)
    for change in changes:
        _changed(lines, change)
    _check_invariants("\n".join(lines).encode())


@given(st.integers(0, len(SAMPLE.read_bytes())))
def test_any_truncated_sample_is_checked(end: int) -> None:
    _check_invariants(SAMPLE.read_bytes()[:end])


def test_repeated_id_is_reported_even_for_a_refused_event() -> None:
    log = b"""schema: 1
title: T
events:
  - {id: a, date: 2021, title: A}
  - {id: a, date: 2021-02-30, title: B}
"""
    assert {each.code for each in check_bytes(log, "log").diagnostics} >= {"repeated-id", "impossible-date"}


def test_references_to_a_refused_id_are_not_reported() -> None:
    log = b"""schema: 1
title: T
actors:
  Rosatom_1: {name: Rosatom}
events:
  - {id: Apollo_11, date: 1969, title: A, actors: [rosatom-1]}
  - {id: apollo-17, date: 1972, title: B, follows: [apollo-11]}
"""
    errors = [each.code for each in check_bytes(log, "log").diagnostics if each.severity is Severity.ERROR]
    assert errors == ["bad-id", "bad-id"]
