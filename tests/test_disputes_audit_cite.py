"""Rival versions side by side, the plain numbers of an audit, and how to cite."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping

import pytest
from rich.cells import cell_len

from mmru_timeline.analysis.citations import event_citation, log_citation, source_citation
from mmru_timeline.query.matching import Query, select
from mmru_timeline.reading.rules import examine
from mmru_timeline.records.model import Timeline
from mmru_timeline.views import Look
from mmru_timeline.views.audit import print_audit
from mmru_timeline.views.disputes import print_disputes
from running import run

Golden = Callable[[str, str], None]

_RIVALS = """
schema: 1
title: Rivals
released: 2024-06
actors:
  u: {name: Uqbar, kind: country}
publishers:
  star: {name: The Star, state: u}
sources:
  one: {title: One, publisher: star, date: 2021}
  two: {title: Two, publisher: Somebody, date: 2022-02-03}
events:
  - id: battle
    date: 2021-02-03
    title: A battle whose name and issue are told in so many ways that no line can hold them all
    summary: It was fought.
    status: disputed
    sources: [one]
    figures: [{what: fallen, value: 12}]
    accounts:
      - says: It was never fought, and what was heard were the guns of manoeuvres that the garrison holds each spring.
        sources: [two]
      - {says: It was fought elsewhere., sources: [one, two], date: 2021-03, figures: [{what: fallen, value: 13}]}
      - {says: 战斗在别处进行。, sources: []}
  - id: silent
    date: 2022
    title: An event without a source
    status: disputed
    accounts: [{says: Nothing of the kind., sources: [two], attributed_to: [u, Some other people]}]
"""


def timeline_of(text: str) -> Timeline:
    verdict = examine(text.encode(), "log.yaml")
    assert verdict.timeline is not None, verdict.diagnostics
    return verdict.timeline


LOOKS = [(width, unicode) for width in (60, 80, 140) for unicode in (True, False)]


@pytest.mark.parametrize(("width", "unicode"), LOOKS)
def test_disputes_look_right(width: int, unicode: bool, sample: Timeline, golden: Golden) -> None:
    out = io.StringIO()
    look = Look(width=width, unicode=unicode)
    for timeline in (sample, timeline_of(_RIVALS)):
        hits = [hit for hit in select(timeline, Query()) if hit.event.accounts]
        print_disputes(timeline, hits, out, look)
        out.write("\n")
    text = out.getvalue()
    assert max(cell_len(line) for line in text.splitlines()) <= width
    assert all(line == line.rstrip() for line in text.splitlines())
    assert unicode or text.replace("战斗在别处进行。", "").isascii()
    golden(f"disputes-{width}-{'unicode' if unicode else 'ascii'}.txt", text)


def test_every_version_stands_with_its_sources() -> None:
    shown = run("disputes", log="-", stdin=_RIVALS.encode())
    assert shown.err.endswith("2 events with 4 rival accounts\n")
    assert shown.out.count("others say") == 2
    assert "So says Uqbar, Some other people" in shown.out
    assert "Date: March 2021" in shown.out or "Date: some day in March 2021" in shown.out
    assert "The Star, 2021; Somebody, 3 Feb 2022" in shown.out
    assert shown.out.count("no source") == 2


DISPUTES: Mapping[str, tuple[tuple[str, ...], list[str], str]] = {
    "all": ((), ["coronation", "output-1896"], "2 events with 2 rival accounts\n"),
    "one": (("--sector", "coal"), ["output-1896"], "1 event with 1 rival account\n"),
    "none": (("--sector", "trade"), [], "no event matches\n"),
}


@pytest.mark.parametrize("case", DISPUTES)
def test_disputes_of_the_events_asked_for(case: str) -> None:
    arguments, ids, note = DISPUTES[case]
    result = run("disputes", *arguments)
    assert (result.code, result.err) == (0, note)
    assert [name for name in ("coronation", "coal-treaty", "output-1896") if f"  {name}\n" in result.out] == ids


@pytest.mark.parametrize(("width", "unicode"), LOOKS)
@pytest.mark.parametrize("listed", [False, True], ids=["numbers", "list"])
def test_audits_look_right(width: int, unicode: bool, listed: bool, sample: Timeline, golden: Golden) -> None:
    out = io.StringIO()
    look = Look(width=width, unicode=unicode)
    print_audit(sample, select(sample, Query()), Query(), out, look, listed=listed)
    text = out.getvalue()
    assert max(cell_len(line) for line in text.splitlines()) <= width
    assert all(line == line.rstrip() for line in text.splitlines())
    assert unicode or text.isascii()
    golden(f"audit{'-list' * listed}-{width}-{'unicode' if unicode else 'ascii'}.txt", text)


def test_forty_columns_hold_an_audit(sample: Timeline) -> None:
    out = io.StringIO()
    print_audit(sample, select(sample, Query()), Query(), out, Look(width=40), listed=True)
    assert max(cell_len(line) for line in out.getvalue().splitlines()) <= 40


def test_an_audit_of_one_event_without_sectors_or_sources() -> None:
    log = b"schema: 1\ntitle: A\nevents:\n  - {id: a, date: 2021-02-01, title: Alone}\n"
    result = run("audit", "--list", log="-", stdin=log)
    assert result.code == 0
    assert "none at first hand                  1  100.0%\n    ● 1 Feb 2021  Alone  a\n" in result.out
    assert "Resting on publishers of one state alone\n  none\n" in result.out
    assert "on the first of a month             1  100.0%  by chance one in thirty\n" in result.out
    assert result.out.endswith(
        "The longest silence of each sector, background left out\n  none that two events would bound\n"
    )
    assert result.err.endswith("1 event, 0 sources in the log\n")


def test_background_breaks_no_silence() -> None:
    shown = run("audit", "--sector", "court").out
    assert re.search(r"Court +312 days  3 May 1894 → 11 Mar 1895\n", shown)


AUDITS: Mapping[str, tuple[tuple[str, ...], str, str]] = {
    "filtered": (
        ("--sector", "trade"),
        "exact to the day                    1   33.3%",
        "3 events, 4 sources in the log\n",
    ),
    "nothing": (("--on", "1700"), "", "no event matches\n"),
}


@pytest.mark.parametrize("case", AUDITS)
def test_audits_of_the_events_asked_for(case: str) -> None:
    arguments, line, note = AUDITS[case]
    result = run("audit", *arguments)
    assert (result.code, result.err) == (0, note)
    assert line in result.out
    assert bool(result.out) == bool(line)


_HEAD = "schema: 1\ntitle: A log\nevents: []\n"

LOGS: Mapping[str, tuple[str, str]] = {
    "title alone": ("", "A log [Data set]. (n.d.)."),
    "version and date": ("version: 2.1\nreleased: 2024-06-01\n", "A log (Version 2.1) [Data set]. (2024, June 1)."),
    "one editor": ("editors: [Ann Other]\nreleased: 2024\n", "Ann Other (Ed.). (2024). A log [Data set]."),
    "two editors": ("editors: [Ann Other, Bo]\n", "Ann Other, & Bo (Eds.). (n.d.). A log [Data set]."),
    "three editors": ("editors: [A, B, C]\nlicence: CC0-1.0\n", "A, B, & C (Eds.). (n.d.). A log [Data set]. CC0-1.0."),
    "a month": ("released: 2024-06\n", "A log [Data set]. (2024, June)."),
    "about a month": ("released: 2024-06~\n", "A log [Data set]. (c. Jun 2024)."),
}


@pytest.mark.parametrize("case", LOGS)
def test_the_log_is_cited_as_a_data_set(case: str) -> None:
    head, expected = LOGS[case]
    timeline = timeline_of(head + _HEAD)
    assert log_citation(timeline) == f"{expected} SHA-256 {timeline.sha256}"
    assert len(timeline.sha256) == 64


SOURCES: Mapping[str, tuple[str, str]] = {
    "publisher alone": ("publisher: The Star", "The Star (n.d.). T."),
    "a term of the vocabulary": ("publisher: daily", "The Daily (n.d.). T."),
    "author and address": (
        "publisher: The Star, author: [Ann Other, Bo Peep], date: 2023-05-07, url: 'https://a.example'",
        "Ann Other, & Bo Peep (2023, May 7). T. The Star. https://a.example",
    ),
    "a publisher with a full stop": ("publisher: Star Inc., author: [Ann]", "Ann (n.d.). T. Star Inc."),
    "a month": ("publisher: P, date: 2023-05", "P (2023, May). T."),
    "a year": ("publisher: P, date: 2023", "P (2023). T."),
    "a decade": ("publisher: P, date: 202X", "P (2020s). T."),
    "an uncertain day": ("publisher: P, date: 2023-05-07?", "P (7 May 2023?). T."),
}


@pytest.mark.parametrize("case", SOURCES)
def test_sources_are_cited_as_the_apa_does(case: str) -> None:
    source, expected = SOURCES[case]
    text = f"{_HEAD}publishers: {{daily: {{name: The Daily}}}}\nsources: {{s: {{title: T, {source}}}}}\n"
    timeline = timeline_of(text)
    assert source_citation(timeline, timeline.sources["s"]) == expected


@pytest.mark.parametrize("title", ["Why?", "Why!", "Whys Inc."])
def test_a_title_that_ends_a_sentence_gets_no_full_stop(title: str) -> None:
    timeline = timeline_of(f"{_HEAD}sources: {{s: {{title: '{title}', publisher: P}}}}\n")
    assert source_citation(timeline, timeline.sources["s"]) == f"P (n.d.). {title}"


def test_an_event_is_cited_in_the_log(sample: Timeline) -> None:
    assert event_citation(sample, sample.by_id["coal-talks"]) == (
        "Talks on coal [November 1894 – February 1895; event coal-talks]. "
        "In The Kingdom of Ruritania and its neighbours (Version 3) [Data set]."
    )


def test_the_command_cites_the_log_or_events_with_all_their_sources(sample: Timeline, golden: Golden) -> None:
    log = run("cite")
    assert (log.code, log.err) == (0, "")
    assert log.out == f"{log_citation(sample)}\n"
    events = run("cite", "coronation", "output-1896", "coal-treaty-d")
    assert (events.code, events.err) == (0, "")
    golden("cite.txt", events.out)
    for name in ("coronation", "output-1896"):
        for source in sample.by_id[name].all_sources:
            assert f"  {source_citation(sample, sample.sources[source])}\n" in events.out


def test_an_unknown_event_cannot_be_cited() -> None:
    result = run("cite", "coronation", "coal-tracks")
    assert (result.code, result.out) == (2, "")
    assert "there is no event 'coal-tracks'" in result.err
