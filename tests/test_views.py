"""What people see: each view at several widths, with colour and without, and with awkward data."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from typing import TextIO

import pytest
from rich.cells import cell_len

from mmru_timeline.cli.asking import query_of
from mmru_timeline.cli.options import Filters
from mmru_timeline.query.matching import GROUPINGS, Grouping, Query, grouped, select
from mmru_timeline.reading.rules import examine
from mmru_timeline.records.model import Timeline
from mmru_timeline.views import GLYPHS, LAYOUTS, Look, layout
from mmru_timeline.views.page import Page, colour_of
from mmru_timeline.views.show import print_event
from mmru_timeline.views.vocabularies import print_actor, print_actors, print_sectors, print_source, print_sources

View = Callable[[Timeline, TextIO, Look], None]
Golden = Callable[[str, str], None]


def _events(name: str, by: Grouping = "year", filters: Filters = Filters()) -> View:  # noqa: B008
    def view(timeline: Timeline, stream: TextIO, look: Look) -> None:
        query = query_of(filters, timeline)
        layout(name)(timeline, grouped(timeline, select(timeline, query), by, query), stream, look)

    return view


def _show(*ids: str) -> View:
    def view(timeline: Timeline, stream: TextIO, look: Look) -> None:
        for event in timeline.events:
            if not ids or event.id in ids:
                print_event(timeline, event, stream, look)

    return view


def _each_actor(timeline: Timeline, stream: TextIO, look: Look) -> None:
    for actor in timeline.actors:
        print_actor(timeline, actor.id, stream, look)


def _each_source(timeline: Timeline, stream: TextIO, look: Look) -> None:
    for name in timeline.sources:
        print_source(timeline, name, stream, look)


VIEWS: Mapping[str, View] = {
    "timeline": _events("timeline"),
    "timeline-by-sector": _events("timeline", "sector", Filters(since="1894-12", until="1896-09-15")),
    "table": _events("table"),
    "table-by-actor": _events("table", "actor", Filters(actor=("ruritania",), until="1895-01")),
    "line": _events("line"),
    "line-by-kind": _events("line", "kind", Filters(on="1894-05-04")),
    "show": _show("coronation", "coal-treaty", "first-train", "output-1896", "second-railway"),
    "sectors": print_sectors,
    "actors": print_actors,
    "actor": _each_actor,
    "sources": print_sources,
    "source": _each_source,
}

LOOKS: Mapping[str, Look] = {
    "80 columns": Look(),
    "40 columns": Look(width=40),
    "120 columns": Look(width=120),
    "80 columns, ASCII": Look(unicode=False),
    "80 columns, colour and links": Look(colour=True, links=True),
}

_LINK_ID = re.compile(r"\x1b]8;id=[0-9-]+;")
_ESCAPE = re.compile(r"\x1b(?:\[[0-9;]*m|\]8;[^\x1b]*\x1b\\)")


def seen(view: View, timeline: Timeline, look: Look) -> str:
    stream = io.StringIO()
    view(timeline, stream, look)
    return stream.getvalue()


@pytest.mark.parametrize("name", VIEWS)
def test_view_is_as_it_was_read_before(name: str, sample: Timeline, golden: Golden) -> None:
    shown = []
    for said, look in LOOKS.items():
        text = _LINK_ID.sub("\x1b]8;;", seen(VIEWS[name], sample, look))
        shown.append(f"======== {said}\n" + text.replace("\x1b", "␛"))
    golden(f"views/{name}.txt", "\n".join(shown))


AWKWARD = """\
schema: 1
title: Awkward
sectors:
  a: {label: "[bold]Power[/bold]", colour: red}
  b: {label: "ကျောက်မီးသွေး", part_of: a, note: "[link=https://x.example]here[/link] :coal:"}
  c: {label: A label that is too long for most of the columns in which it may come to stand}
actors:
  one: {name: "[red]One", kind: person, note: "[/]", roles: [{title: "[b]Chief", when: 2000/..}], aliases: ["東京電力"]}
  two: {name: "မြန်မာနိုင်ငံ ကျောက်မီးသွေး ကုမ္ပဏီ", part_of: one}
  three: {name: "Cafe\u0301 Jose\u0301", kind: company}
  four: {name: "東京電力東京電力東京電力東京電力東京電力東京電力東京電力東京電力東京電力東京電力東京電力東京電力"}
publishers:
  p: {name: "[dim]Press with a name that is rather long, as those of publishers of yearbooks are", state: one}
sources:
  s: {title: "[Untitled page]", publisher: p, url: "https://x.example/[b]?a=1", author: ["[i]A"], note: "[u]n"}
  t: {title: "東京電力の報告", publisher: "[q]Else", url: "https://y.example/"}
events:
  - {id: century, date: 18XX, title: "A century", sources: [s]}
  - id: brackets
    date: 2001-01-01
    title: "[bold]Not bold[/bold] and [/] :smile: [link=https://evil.example]no link[/link]"
    summary: "[red]Plain[/red] \\\\[text]"
    sectors: [a, b]
    actors: [one, two, three, four]
    place: "[on red]Somewhere"
    figures: [{what: "[b]what", value: 1, unit: "[u]"}]
    sources: [{id: s, at: "[p] 1"}, t]
    accounts: [{says: "[i]Otherwise", sources: [t], attributed_to: ["[b] Someone"]}]
    note: "[s]Note"
  - id: burmese
    date: 2001-02
    title: "မြန်မာနိုင်ငံ ကျောက်မီးသွေး ကုမ္ပဏီ နှင့် ရုရှားနိုင်ငံ တို့ စာချုပ် လက်မှတ် ရေးထိုးကြသည်"
    place: "နေပြည်တော်"
    sectors: [b, c]
    actors: [two]
    sources: [t]
  - id: wide
    date: 2001-03/2002-04
    title: "東京電力東京電力東京電力東京電力東京電力東京電力東京電力東京電力東京電力東京電力東京電力東京電力"
    actors: [four]
    sources: [s]
    part_of: brackets-and-a-very-long-id-that-is-nearly-as-long-as-can-be
    follows: [burmese]
    allow: [out-of-order]
  - id: combining
    date: 2001-03-01
    title: "Cafe\u0301 Jose\u0301 opens re\u0301sume\u0301 office"
    sectors: [c]
    actors: [three]
    sources: [s]
  - id: unbroken
    date: 2001-04-01
    title: "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsgründung"
    sources: [s]
  - id: brackets-and-a-very-long-id-that-is-nearly-as-long-as-can-be
    date: 2001/2003
    title: Long
    sources: [s]
    allow: [out-of-order]
"""


@pytest.fixture(scope="module")
def awkward() -> Timeline:
    verdict = examine(AWKWARD.encode(), "awkward.yaml")
    assert verdict.timeline is not None, verdict.diagnostics
    return verdict.timeline


def _any_log(name: str) -> View:
    """The view of every event, actor and so on of whichever log."""
    if name == "show":
        return _show()
    if name in ("timeline-by-sector", "table-by-actor", "line-by-kind"):
        base, by = name.split("-by-")
        groupings: dict[str, Grouping] = {each: each for each in GROUPINGS}
        return _events(base, groupings[by])
    return VIEWS[name]


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_colour_and_links_are_put_over_the_plain_text(name: str, width: int, awkward: Timeline) -> None:
    plain = seen(_any_log(name), awkward, Look(width=width))
    coloured = seen(_any_log(name), awkward, Look(width=width, colour=True))
    assert _ESCAPE.sub("", coloured) == plain
    assert "\x1b" not in plain
    assert name.startswith(("line", "sources")) or "\x1b[" in coloured


_MARKUP = re.compile(r"\[/?(?:bold|red|dim|on red|i|b|p|q|s|u)?\]|\[link=[^]]*\]|:smile:|:coal:")


@pytest.mark.parametrize("name", VIEWS)
def test_what_looks_like_markup_is_shown_as_it_is(name: str, awkward: Timeline) -> None:
    text = seen(_any_log(name), awkward, Look(width=400, colour=True, links=True))
    assert _MARKUP.search(_ESCAPE.sub("", text))
    assert not re.search(r"\x1b]8;[^;]*;https://evil", text)
    assert "\N{SMILING FACE WITH OPEN MOUTH AND SMILING EYES}" not in text


def test_every_word_of_an_awkward_event_is_shown(awkward: Timeline) -> None:
    text = seen(_show("brackets"), awkward, Look(width=400))
    for said in (
        "[bold]Not bold[/bold] and [/] :smile: [link=https://evil.example]no link[/link]",
        "[on red]Somewhere",
        "[bold]Power[/bold], ကျောက်မီးသွေး",
        "[red]One — [b]Chief",
        "[b]what: 1 [u]",
        "[s]Note",
        "[i]Otherwise [2] So says [b] Someone.",
        "[1] [i]A: [Untitled page]. [dim]Press",
        ", [p] 1",
        "[2] 東京電力の報告. [q]Else",
    ):
        assert " ".join(said.split()) in " ".join(text.split())


def _breakable(name: str) -> bool:
    return not name.startswith("line")


@pytest.mark.parametrize("name", [name for name in VIEWS if _breakable(name)])
@pytest.mark.parametrize("width", [36, 40, 50, 59, 60, 80, 100, 120, 200])
@pytest.mark.parametrize("log", ["sample", "awkward"])
def test_no_line_is_wider_than_the_terminal(
    name: str, width: int, log: str, sample: Timeline, awkward: Timeline
) -> None:
    timeline = {"sample": sample, "awkward": awkward}[log]
    text = seen(_any_log(name), timeline, Look(width=width))
    # Ids and addresses stand whole, to be copied, even where they are longer than the line.
    kept_whole = (*timeline.by_id, *(source.url or "" for source in timeline.sources.values()))
    too_wide = [line for line in text.splitlines() if cell_len(line) > width and line.strip() not in kept_whole]
    assert too_wide == []


_WITHOUT_YEARS = """\
schema: 1
title: Without years
actors:
  known: {name: Known}
  unknown: {name: Unknown}
sources: {s: {title: S, publisher: P}}
events:
  - {id: always, date: ../.., title: Always, actors: [known], sources: [s]}
  - {id: never-written-down, date: /1900, title: Never written down, part_of: always}
"""


def test_what_has_no_date_no_source_and_no_event() -> None:
    log = examine(_WITHOUT_YEARS.encode(), "log.yaml").timeline
    assert log is not None
    assert seen(_each_actor, log, Look()) == "Known  known\n  events        1\nUnknown  unknown\n  events        none\n"
    assert seen(print_actors, log, Look()).startswith("Known     1")
    assert seen(print_sources, log, Look()) == "P    1 source     1 event\n"
    shown = seen(_show(), log, Look())
    assert "part of      always  Always  always" in shown
    assert shown.count("sources ") == 1


@pytest.mark.parametrize("name", VIEWS)
def test_no_line_ends_in_white_space(name: str, awkward: Timeline) -> None:
    text = seen(_any_log(name), awkward, Look())
    assert [line for line in text.splitlines() if line != line.rstrip(" ")] == []


@pytest.mark.parametrize("name", VIEWS)
def test_ascii_data_is_shown_in_ascii_where_the_terminal_has_no_more(name: str, sample: Timeline) -> None:
    text = seen(_any_log(name), sample, Look(unicode=False))
    assert [line for line in text.replace("Руритания", "").splitlines() if not line.isascii()] == []


def test_every_layout_is_tested() -> None:
    assert set(LAYOUTS) <= set(VIEWS)
    assert len(set(GLYPHS.values())) == len(GLYPHS) == 4


def test_combining_marks_take_no_column(awkward: Timeline) -> None:
    lines = seen(VIEWS["table"], awkward, Look(width=120)).splitlines()
    line = next(line for line in lines if "combining" in line)
    plain = next(line for line in lines if "unbroken" in line)
    before = line[: line.index("combining")]
    assert before.count("\u0301") == 4
    assert len(before) - 4 == plain.index("unbroken")


def test_a_sector_has_its_own_colour_or_that_of_a_wider_one(sample: Timeline) -> None:
    assert colour_of(sample, ["coal"]) == "yellow"
    assert colour_of(sample, ["nowhere", "court"]) == "magenta"
    assert colour_of(sample, []) == ""


def test_nothing_is_shown_of_an_empty_log() -> None:
    verdict = examine(b"schema: 1\ntitle: T\nevents: []\n", "empty.yaml")
    assert verdict.timeline is not None
    for name, view in VIEWS.items():
        if name in ("table", "timeline-by-sector", "table-by-actor", "line-by-kind"):
            view = _any_log(name)
        assert "None" not in seen(view, verdict.timeline, Look())
    assert select(verdict.timeline, Query()) == []


def test_a_line_of_nothing_is_a_line() -> None:
    stream = io.StringIO()
    page = Page(stream, Look(width=30))
    page.paragraph("", indent=4, first="note")
    page.paragraph("", indent=4)
    assert stream.getvalue() == "note\n\n"
