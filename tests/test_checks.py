"""The rules over a whole log, beyond what the error gallery shows of each."""

from __future__ import annotations

import re
import sys
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mmru_timeline.reading.codes import CODES
from mmru_timeline.reading.diagnostics import JOINERS, Severity
from mmru_timeline.reading.rules import CHECKS, Verdict, examine
from mmru_timeline.records.fields import RECORDS
from mmru_timeline.records.model import Timeline
from running import SAMPLE

HEAD = "schema: 1\ntitle: Ruritania\n"
SOURCES = "sources:\n  g: {title: Gazette, publisher: Gazette}\n"


def events(*given: str) -> str:
    """A log of events in flow style, each of ID DATE and more keys, all resting on one source."""
    rows = []
    for number, text in enumerate(given):
        name, date, *more = text.split(" ", 2)
        beside = "".join(f", {part}" for part in more)
        sources = "" if "sources:" in re.sub(r"\{.*\}", "", text) else ", sources: [g]"
        rows.append(f"  - {{id: {name}, date: {date}, title: Title {number}{sources}{beside}}}\n")
    return HEAD + SOURCES + "events:\n" + "".join(rows)


def verdict_of(text: str) -> Verdict:
    """What is said of the log."""
    return examine(text.encode(), "log.yaml")


def codes(text: str) -> list[str]:
    """The codes found, in file order."""
    return [each.code for each in verdict_of(text).diagnostics]


def timeline_of(text: str) -> Timeline:
    """The timeline of a sound log."""
    verdict = verdict_of(text)
    assert verdict.timeline is not None, verdict.diagnostics
    return verdict.timeline


def test_the_sample_is_without_fault() -> None:
    verdict = examine(SAMPLE.read_bytes(), "sample.yaml")
    assert verdict.diagnostics == ()
    assert verdict.timeline is not None
    assert [event.id for event in verdict.timeline.events][:3] == ["old-treaty", "coronation", "coal-talks"]


_MISTAKEN = """\
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


def test_many_mistakes_are_all_told_in_one_run_in_file_order() -> None:
    shown = [(each.place.line, each.code) for each in verdict_of(_MISTAKEN).diagnostics]
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
    ],
)
def test_what_was_refused_draws_no_other_trouble_after_it(line: str) -> None:
    keys = {"date": "1894", "title": "Crowned", "sources": "[g]", "actors": "[rupert]"}
    if "sources" in line:
        del keys["sources"]
    keys.pop(line.partition(":")[0], None)
    rows = "".join(f"    {key}: {value}\n" for key, value in keys.items())
    text = f"{HEAD}actors:\n  rupert: {{name: Rupert}}\n{SOURCES}events:\n  - id: a\n{rows}    {line}\n"
    assert len(codes(text)) == 1, codes(text)


def test_an_unsound_term_is_no_unknown_one() -> None:
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
        ("after-its-sources", events("a 1894").replace("publisher: Gazette", "publisher: G, date: 1893")),
        ("follows-later", events("a 1894-01? follows: [b]", "b 1895")),
    ],
)
def test_allow_silences_a_warning_on_its_event_alone(code: str, log: str) -> None:
    shown = [each for each in verdict_of(log).diagnostics if each.code == code]
    assert [each.severity is Severity.ERROR for each in shown] == [False]
    head, _, rest = log.partition("events:\n")
    rows = rest.split("\n")
    line = shown[0].place.line - 1 - head.count("\n") - 1
    rows[line] = rows[line].removesuffix("}") + f", allow: [{code}]}}"
    if code == "follows-later":
        # As an error it could not be allowed, so that its code is none that `allow` takes.
        assert "wrong-value" in codes(f"{head}events:\n" + "\n".join(rows))
        return
    allowed = codes(f"{head}events:\n" + "\n".join(rows))
    assert code not in allowed
    assert "useless-allow" not in allowed


def test_an_allow_that_silences_nothing_is_a_warning_even_of_itself() -> None:
    assert codes(events("a 1894 allow: [out-of-order]")) == ["useless-allow"]
    assert codes(events("a 1894 allow: [out-of-order, no-source]")) == ["useless-allow"] * 2
    assert codes(events("a 1894 allow: [useless-allow]")) == ["useless-allow"]


# a log: the codes of all that is found
_RULES: dict[str, tuple[str, list[str]]] = {
    # follows
    "follows on the same day": (events("a 1894-05-03", "b 1894-05-03 follows: [a]"), []),
    "follows within the month": (events("b 1894-05-03 follows: [a]", "a 1894-05"), []),
    "follows certainly later": (events("b 1894-05-03 follows: [a]", "a 1894-06"), ["follows-later"]),
    "follows a qualified later one": (events("b 1894-05-03 follows: [a]", "a 1894-06~"), ["follows-later"]),
    "follows one that began later and lasted": (events("b 1894-05 follows: [a]", "a 1894-05-31/.."), []),
    "follows itself": (events("a 1894 follows: [a]"), ["cycle"]),
    "follows one another": (events("a 1894 follows: [b]", "b 1894 follows: [c]", "c 1894 follows: [a]"), ["cycle"]),
    "two ways to one": (events("a 1894", "b 1894 follows: [a]", "c 1894 follows: [a]", "d 1894 follows: [b, c]"), []),
    "follows nothing known": (events("a 1894 follows: [b]"), ["unknown-id"]),
    # part_of
    "part within": (events("b 1894-05-03 part_of: a", "a 1894-05"), []),
    "part that may be within": (events("a 1894-05-03/", "b 1894-06 part_of: a"), []),
    "part outside": (events("a 1894-05", "b 1894-06 part_of: a"), ["outside-whole"]),
    "part outside, qualified": (events("a 1894-05", "b 1894-06? part_of: a"), []),
    "part outside, whole qualified": (events("a 1894-05~", "b 1894-06 part_of: a"), []),
    "part outside but for a rival date": (
        events("a 1894-05", "b 1894-06 part_of: a, accounts: [{says: x, sources: [g], date: 1894-05-31}]"),
        [],
    ),
    "part of itself": (events("a 1894 part_of: a"), ["cycle"]),
    "parts of one another": (events("a 1894 part_of: b", "b 1894 part_of: a"), ["cycle"]),
    # status
    "claim": (events("a 1894 status: claim, attributed_to: [the Gazette]"), []),
    "planned visit": (events("a 1894 status: planned"), []),
    # sources
    "no source but planned": (events("a 1894 sources: [], status: planned").replace(SOURCES, ""), ["no-source"]),
    "source unknown": (events("a 1894 sources: [g, x]"), ["unknown-id"]),
    "source unknown with a place": (events("a 1894 sources: [g, {id: x, at: p. 3}]"), ["unknown-id"]),
    "source unknown of a figure": (events("a 1894 figures: [{what: x, value: 3, sources: [x]}]"), ["unknown-id"]),
    "before its source": (events("a 1894").replace("publisher: Gazette", "publisher: G, date: 1895"), []),
    "planned after its source": (
        events("a 1896 status: planned").replace("publisher: Gazette", "publisher: G, date: 1895"),
        [],
    ),
    "within the month of its source": (
        events("a 1895-03-31").replace("publisher: Gazette", "publisher: G, date: 1895-03"),
        [],
    ),
    # scope
    "background outside the scope": (
        HEAD + "scope: 1890/1899\n" + events("a 1880 background: true").removeprefix(HEAD),
        [],
    ),
    "planned outside the scope": (
        HEAD + "scope: 1890/1899\n" + events("a 1901 status: planned").removeprefix(HEAD),
        [],
    ),
    "perhaps outside the scope": (HEAD + "scope: 1890/1899\n" + events("a 1889/").removeprefix(HEAD), []),
    # figures
    "a range": (events("a 1894 figures: [{what: x, value: 3, to: 3.5}]"), []),
    "no range": (events("a 1894 figures: [{what: x, value: 3, to: 3}]"), ["reversed-range"]),
    # titles, days, order
    "one title on two days": (events("a 1894", "b 1895").replace("Title 1", "Title 0"), []),
    "the same words": (events("a 1894", "b 1894").replace("Title 1", "0 title!"), ["same-title"]),
    "three firsts of a month": (events("a 1894-01-01", "b 1894-02-01", "c 1894-03-01"), []),
    "four firsts of forty": (
        events(*(f"e{n} 1894-{1 + n // 10:02}-{n % 10 + 1:02}" for n in range(40))),
        [],
    ),
    "four firsts of 39": (
        events(*(f"e{n} 1894-{1 + n // 10:02}-{n % 10 + 1:02}" for n in range(39))),
        ["first-of-month"],
    ),
    "within a day the author's order": (events("a 1894-05-03", "b 1894-05-03", "c 1894-05-02"), ["out-of-order"]),
    # ids and retired
    "retired successor unknown": (events("a 1894") + "retired: {x: {reason: y, successor: z}}\n", ["unknown-id"]),
    "retired twice removed": (events("a 1894") + "retired: {x: {reason: y, successor: a}}\n", []),
    "id twice": (events("a 1894", "a 1895", "a 1896"), ["repeated-id"] * 2),
    # tables that are not there bind nobody
    "any sector": (events("a 1894 sectors: [x], actors: [y], kind: z"), []),
    "declared sectors": (events("a 1894 sectors: [x]") + "sectors: {}\n", ["unknown-id"]),
    "declared kinds": (events("a 1894 kind: visit") + "kinds: {vote: {label: Vote}}\n", ["unknown-id"]),
    "declared actors": (events("a 1894 attributed_to: [y]") + "actors: {}\n", ["unknown-id"]),
    # names
    "an alias twice in one term": (events("a 1894 sectors: [x]") + "sectors: {x: {label: X, aliases: [x, X.]}}\n", []),
    "a sector and an actor of one name": (
        events("a 1894 sectors: [x], actors: [y]") + "sectors: {x: {label: X}}\nactors: {y: {name: x}}\n",
        ["shared-name"],
    ),
    "a kind and a sector of one name": (
        events("a 1894 sectors: [x], kind: x") + "sectors: {x: {label: X}}\nkinds: {x: {label: X}}\n",
        [],
    ),
    "two publishers of one name": (
        events("a 1894") + "publishers: {x: {name: Gazette}, y: {name: gazette.}}\n",
        ["shared-name"],
    ),
    # terms
    "a term within itself": (events("a 1894 sectors: [x]") + "sectors: {x: {label: X, part_of: x}}\n", ["cycle"]),
    "a wider term unknown": (
        events("a 1894 sectors: [x]") + "sectors: {x: {label: X, part_of: y}}\n",
        ["unknown-id"],
    ),
    "an actor used through its part": (
        events("a 1894 actors: [y]") + "actors: {x: {name: X}, y: {name: Y, part_of: x}}\n",
        [],
    ),
    "an actor used as a state": (
        events("a 1894") + "actors: {x: {name: X}}\npublishers: {g: {name: Gazette, state: x}}\n",
        [],
    ),
    "an actor used by a rival": (
        events("a 1894 accounts: [{says: z, sources: [g], attributed_to: [x]}]") + "actors: {x: {name: X}}\n",
        [],
    ),
    "an actor that only has a part": (
        events("a 1894") + "actors: {x: {name: X}, y: {name: Y, part_of: x}}\n",
        ["unused-actor"] * 2,
    ),
    "a source used by another": (
        events("a 1894").replace(
            "publisher: Gazette}", "publisher: Gazette, cited_in: {h: [3]}}\n  h: {title: H, publisher: H}"
        ),
        [],
    ),
}


@pytest.mark.parametrize(("log", "expected"), _RULES.values(), ids=_RULES)
def test_rules(log: str, expected: list[str]) -> None:
    assert codes(log) == expected


def test_a_qualified_end_makes_following_a_later_one_a_warning() -> None:
    severities = {
        "1894-05-03 1894-06": Severity.ERROR,
        "1894-05-03~ 1894-06": Severity.WARNING,
        "1894-05-03 1894-06?": Severity.WARNING,
        "1894-04~/1894-05 1894-06": Severity.ERROR,
        "1894-05-03 1894-06/1894-07?": Severity.ERROR,
    }
    for dates, severity in severities.items():
        later, earlier = dates.split()
        found = verdict_of(events(f"b {later} follows: [a]", f"a {earlier}")).diagnostics
        assert [(each.code, each.severity) for each in found] == [("follows-later", severity)], dates


def test_hints_know_what_was_retired() -> None:
    retired = "retired: {old: {reason: merged, successor: b}, older: {reason: no source}}\n"
    found = verdict_of(events("a 1894 follows: [old, older, c]", "b 1894") + retired).diagnostics
    assert [each.hint for each in found] == [
        "it was retired: merged; write b",
        "it was retired: no source",
        "add the event, or correct the id",
    ]
    odd = "retired: {old: {reason: no\u200b source}}\n"
    assert "it was retired: no\\u200b source" in {
        each.hint for each in verdict_of(events("a 1894 follows: [old]") + odd).diagnostics
    }
    (missing,) = verdict_of(events("a 1894 sources: [zzzz, g]")).diagnostics
    assert missing.hint == "declare it under `sources:`"


def test_a_long_way_round_is_shortened() -> None:
    ring = [f"e{number} 1894 follows: [e{(number + 1) % 9}]" for number in range(9)]
    (found,) = verdict_of(events(*ring)).diagnostics
    assert found.code == "cycle"
    assert found.message.count("→") == 6
    assert "…" in found.message


def test_suggestions_end_after_twenty() -> None:
    found = verdict_of(events("coronation 1894", *(f"e{n} 1894 follows: [coronatio]" for n in range(25)))).diagnostics
    assert [each.hint == "did you mean `coronation`?" for each in found] == [True] * 20 + [False] * 5


def test_without_tables_every_id_in_use_is_a_term_named_by_its_words() -> None:
    timeline = timeline_of(events("a 1894 sectors: [oil-gas], actors: [rudolf-v], kind: royal-visit"))
    assert timeline.sectors.label("oil-gas") == "Oil gas"
    assert timeline.actors.label("rudolf-v") == "Rudolf v"
    assert timeline.kinds.label("royal-visit") == "Royal visit"
    assert timeline.kinds.label("statistic") == "Statistic"
    assert len(timeline.publishers) == 0
    free = timeline_of(events("a 1894 attributed_to: [rupert, Rupert of Hentzau]"))
    assert list(free.actors.terms) == ["rupert"]


def test_declared_tables_are_taken_as_they_are() -> None:
    timeline = timeline_of(events("a 1894 kind: vote, sectors: [x]") + "kinds: {vote: {label: Ballot}}\n")
    assert [(kind.id, kind.label) for kind in timeline.kinds] == [("vote", "Ballot")]


def test_the_timeline_is_in_the_order_of_time_then_of_the_file() -> None:
    timeline = timeline_of(events("b 1894-05-03", "a 1894-05-03", "c 1893"))
    assert [event.id for event in timeline.events] == ["c", "b", "a"]
    assert len(timeline.sha256) == 64


def test_an_empty_log_is_a_log() -> None:
    assert timeline_of(HEAD + "events: []\n").events == ()


def test_every_rule_has_its_own_name() -> None:
    assert len({check.__name__ for check in CHECKS}) == len(CHECKS)


def _calls(data: bytes) -> int:
    made = 0

    def count(*_: Any) -> None:
        nonlocal made
        made += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        examine(data, "log.yaml")
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
def test_twice_the_log_is_twice_the_work(make: Any) -> None:
    once, twice = _calls(make(200).encode()), _calls(make(400).encode())
    assert twice < 2.3 * once


# Whatever a log may be made of: keys and values that mean something, and some that mean nothing.
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


def _hold(data: bytes) -> None:
    """Nothing raises; there is a timeline if and only if there is no error; places are in order and in the file."""
    verdict = examine(data, "log.yaml")
    wrong = any(each.severity is Severity.ERROR for each in verdict.diagnostics)
    assert (verdict.timeline is None) == wrong
    places = [each.place for each in verdict.diagnostics]
    assert places == sorted(places)
    lines = verdict.text.count("\n") + 1
    for each in verdict.diagnostics:
        assert each.code in CODES
        assert (each.message + each.hint).translate(_NO_JOINERS).isprintable()
        assert len(each.message) < 500
        assert 1 <= each.place.line <= lines
        assert each.place.column >= 1


@given(_TREES | _LOGS, st.booleans())
def test_no_tree_raises(tree: Any, flow: bool) -> None:
    _hold(yaml.safe_dump(tree, allow_unicode=True, default_flow_style=flow, sort_keys=False).encode())


_SAMPLE_LINES = SAMPLE.read_text("utf-8").split("\n")
_PLACES = st.integers(0, len(_SAMPLE_LINES) - 1)
_CHARACTERS = st.sampled_from([*":-?[]{}&*!|>'\"%@`#, \t\\x1~", "\u202e", "\x00", "é", "\n"])
_CHANGES = st.one_of(
    st.tuples(st.just("delete"), _PLACES, _PLACES, _CHARACTERS),
    st.tuples(st.just("copy"), _PLACES, _PLACES, _CHARACTERS),
    st.tuples(st.just("swap"), _PLACES, _PLACES, _CHARACTERS),
    st.tuples(st.just("type"), _PLACES, st.integers(0, 100), _CHARACTERS),
    st.tuples(st.just("cut"), _PLACES, st.integers(0, 100), _CHARACTERS),
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
def test_no_slip_of_the_pen_raises(changes: list[tuple[str, int, int, str]]) -> None:
    lines = list(_SAMPLE_LINES)
    for change in changes:
        _changed(lines, change)
    _hold("\n".join(lines).encode())


@given(st.integers(0, len(SAMPLE.read_bytes())))
def test_no_cut_raises(end: int) -> None:
    _hold(SAMPLE.read_bytes()[:end])


def test_an_id_repeated_by_a_record_refused_otherwise_is_told_in_the_same_run() -> None:
    log = b"""schema: 1
title: T
events:
  - {id: a, date: 2021, title: A}
  - {id: a, date: 2021-02-30, title: B}
"""
    assert {each.code for each in examine(log, "log").diagnostics} >= {"repeated-id", "impossible-date"}


def test_a_refused_id_draws_no_advice_to_point_elsewhere() -> None:
    log = b"""schema: 1
title: T
actors:
  Rosatom_1: {name: Rosatom}
events:
  - {id: Apollo_11, date: 1969, title: A, actors: [rosatom-1]}
  - {id: apollo-17, date: 1972, title: B, follows: [apollo-11]}
"""
    errors = [each.code for each in examine(log, "log").diagnostics if each.severity is Severity.ERROR]
    assert errors == ["bad-id", "bad-id"]
