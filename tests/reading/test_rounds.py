"""A log full of mistakes is mended in one round: nothing that can be reported waits for other mistakes to be mended."""

from __future__ import annotations

from collections import Counter

from mmru_timeline import check_bytes
from mmru_timeline.reading.rules import CODES

LOG = """\
schema: 1
title: Ruritania
vershon: 3
released: 5 May 1899
editors: Anton Kraft
licence:
scope: 1890/1899
places:
  strelsau: {name: Strelsau}
  tarlenheim: {name: &b Tarlenheim}
  <<: {hentzau: {name: Hentzau}}
sectors:
  court: {label: Court, part_of: state}
  state: {label: State, part_of: court}
  coal: {label: Coal, colour: navy}
  steel: {label: Steel, aliases: [Coal]}
  iron: {label: Iron, part_of: steel}
  glass: {label: Glass}
  glass: {label: Glassware}
  [glass]: {label: Windows}
actors:
  rudolf: {label: Rudolf V}
  rupert: {name: Rupert of Hentzau}
  Sapt_1: {name: Colonel Sapt, part_of: zenda}
  nobody: {name: "Nobody in particular, called nobody"}
sources:
  gazette: {title: Gazette, publisher: Gazette, url: gazette.example}
  herald: {title: Herald, publisher: Herald, date: 1880}
  almanac: {title: Almanac, publisher: Almanac, archived: *b, author: [Kraft, Anton]}
events:
  - {id: old-vote, date: 1880, title: An old vote, kind: vote, sources: [gazette]}
  - {id: Coronation!, date: 1890-02-30, title: Coronation, actors: [rudolf], follows: [wedding], sources: [gazette]}
  - {id: wedding, date: 1894-05-03, titel: Wedding, follows: [coronation], status: claim, sources: [gazette]}
  - {id: council, date: 1894-05, title: Council, sources: [gazette, gazette], sectors: [courts]}
  - {id: speech, date: 1894-06, title: "A speech\\nin two lines", sources: [gazette], part_of: council}
  - {id: strike, date: 1894-07, title: Strike, sources: [herald], figures: [{value: 300, to: 200}]}
  - {id: banquet, date: 1894-08, title: Banquet, status: disputed, place: [strelsau], sources: [gazette]}
  - {id: return, date: 1894-09, title: Return, follows: [journey], sources: [gazette]}
  - {id: journey, date: 1894-10, title: !!str Journey, milestone: yes, sources: [gazette]}
  - {id: letter, date: 1894-11~, title: Letter, follows: [reply], attributed_to: [Rupert], sources: [gazette]}
  - {id: reply, date: 1894-12, title: "Re\\u200bply", actors: [rupert, sapt-1], sources: [gazette]}
  - {id: ballot, date: 1895-01, title: Ballot, kind: vote, status: planned, sources: [gazette]}
  - {id: parade, date: 1895-02, title: Parade, summary: "A\\tparade", sources: [gazette]}
  - {id: parade, date: 1895-02, title: Parade, sources: [gazette]}
  - {id: duel, date: 1895-01, title: Duel}
  - {id: flight, date: 1896/1895, title: Flight}
  - {id: fire, date: 1896-01-01, title: Fire, kind: incident, sources: [gazette], note: XXX}
  - {id: flood, date: 1896-02-01, title: Flood, kind: incidents, sources: [gazette], sectors: [steel, iron]}
  - {id: ice, date: 1896-03-01, title: Ice, sources: [gazette], accounts: [{says: No, sources: [gazette], date: /1895}]}
  - {id: storm, date: 1896-04-01, title: Storm, sources: [gazette]}
retired:
  storm: {reason: Entered twice}
""".replace("XXX", "x" * 2_001)

# code: for each place where it occurs, what is wrong and what is right
MISTAKES: dict[str, list[tuple[str, str]]] = {
    "unknown-key": [("vershon", "version"), ("{label: Rudolf V}", "{name: Rudolf V}"), ("titel", "title")],
    "missing-key": [
        ("{label: Rudolf V}", "{name: Rudolf V}"),
        ("titel", "title"),
        ("[{value", "[{what: strikers, value"),
    ],
    "repeated-item": [("[gazette, gazette]", "[gazette]")],
    "nested-sector": [("[steel, iron]", "[iron]")],
    "account-without-start": [("date: /1895}", "date: 1895}")],
    "split-name": [("[Kraft, Anton]", '["Kraft, Anton"]')],
    "similar-ids": [("incidents", "incident")],
    "bad-date": [("5 May 1899", "1899-05-05")],
    "wrong-shape": [("Anton Kraft", "[Anton Kraft]"), ("[strelsau]", "strelsau")],
    "empty-value": [("licence:\n", "licence: CC0-1.0\n")],
    "yaml-anchor": [("&b T", "T")],
    "yaml-alias": [("*b", "https://b.example")],
    "yaml-tag": [("!!str Journey", "Journey")],
    "merge-key": [("<<: {hentzau: {name: Hentzau}}", "hentzau: {name: Hentzau}")],
    "repeated-key": [("glass: {label: Glassware}", "glassware: {label: Glassware}")],
    "key-not-text": [("[glass]: {", "windows: {")],
    "cycle": [("State, part_of: court", "State"), ("follows: [wedding], ", "")],
    "wrong-value": [("navy", "blue"), ("milestone: yes", "milestone: true")],
    "shared-name": [(", aliases: [Coal]", "")],
    "bad-id": [("Sapt_1", "sapt-1"), ("Coronation!", "coronation")],
    "unknown-id": [(", part_of: zenda", ""), ("[courts]", "[court]")],
    "unused-actor": [('  nobody: {name: "Nobody in particular, called nobody"}\n', "")],
    "unused-source": [("gazette], sectors", "almanac], sectors")],
    "bad-address": [("url: gazette.example", "url: https://gazette.example")],
    "impossible-date": [("1890-02-30", "1890-02-28")],
    "claim-unattributed": [("status: claim", "status: claim, attributed_to: [rupert]")],
    "bad-attribution": [("[Rupert]", "[rupert]")],
    "line-break": [('"A speech\\nin two lines"', "A speech")],
    "outside-whole": [(", part_of: council", "")],
    "source-before-event": [("[herald]", "[{id: herald, context: true}]")],
    "reversed-range": [("300, to: 200", "200, to: 300")],
    "disputed-without-accounts": [("disputed", "fact")],
    "follows-later": [(", follows: [journey]", "")],
    "perhaps-follows-later": [(", follows: [reply]", "")],
    "zero-width-space": [("Re\\u200bply", "Reply")],
    "statement-planned": [(", status: planned", "")],
    "refused-character": [("A\\tparade", "A parade")],
    "repeated-id": [
        (
            "{id: parade, date: 1895-02, title: Parade, sources",
            "{id: parade-2, date: 1895-02, title: Second parade, sources",
        )
    ],
    "same-title": [],
    "no-source": [
        ("title: Duel", "title: Duel, sources: [gazette]"),
        ("title: Flight", "title: Flight, sources: [gazette]"),
    ],
    "out-of-order": [("duel, date: 1895-01", "duel, date: 1895-03")],
    "reversed-interval": [("1896/1895", "1895/1896")],
    "too-long": [("x" * 2_001, "x")],
    "outside-scope": [("old-vote, date: 1880", "old-vote, date: 1890-01")],
    "first-of-month": [
        ("1896-01-01", "1896-01"),
        ("1896-02-01", "1896-02"),
        ("1896-03-01", "1896-03"),
        ("1896-04-01", "1896-04"),
    ],
    "yaml-syntax": [("title: : Ruritania\n", "")],
    "retired-in-use": [("retired:\n  storm", "retired:\n  tempest")],
}

# After an error of these kinds nothing more of the file can be read, and `useless-allow` needs all values.
NOT_IN_ONE_ROUND = {"encoding", "empty-file", "several-documents", "too-deep", "useless-allow"}


def test_the_log_has_a_mistake_of_every_kind() -> None:
    assert set(MISTAKES) | NOT_IN_ONE_ROUND == set(CODES)


def test_all_mistakes_are_reported_in_the_first_round() -> None:
    reported = [each.code for each in check_bytes(LOG.encode(), "log.yaml").diagnostics]
    # One diagnostic stands for all days of first-of-month, and the corrections of repeated-id also mend same-title.
    expected = {code: len(places) for code, places in MISTAKES.items()} | {
        "first-of-month": 1,
        "same-title": 1,
        "yaml-syntax": 0,
    }
    assert len(reported) >= 50
    assert Counter(reported) == +Counter(expected)


def _rounds(log: str) -> int:
    """How often the log has to be checked and mended until nothing is reported; each time all reported is mended."""
    for rounds in range(10):
        reported = {each.code for each in check_bytes(log.encode(), "log.yaml").diagnostics}
        if not reported:
            return rounds
        for code in [each for each in MISTAKES if each in reported]:
            for wrong, right in MISTAKES[code]:
                log = log.replace(wrong, right)
    raise AssertionError(reported)


def test_the_log_is_mended_in_one_round() -> None:
    assert _rounds(LOG) == 1


def test_a_syntax_error_takes_one_more_round() -> None:
    assert _rounds(LOG + "title: : Ruritania\n") == 2
