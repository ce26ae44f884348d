"""What people see: each view at several widths, with colour and without, and with awkward data."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, get_args

import pytest
from rich.cells import cell_len
from rich.color import ColorSystem
from rich.style import Style

from logs import log_of
from mmru_timeline import Query, Timeline, select
from mmru_timeline.analysis.figures import figures_of
from mmru_timeline.dates.edtf import parse
from mmru_timeline.query.facets import FacetName
from mmru_timeline.query.grouping import Group, Grouping, cited, grouped, terms_of
from mmru_timeline.records.model import STATUSES, Figure
from mmru_timeline.views import ASCII_GLYPHS, GLYPHS, Look, table, timeline
from mmru_timeline.views.figures import print_figures
from mmru_timeline.views.page import Page
from mmru_timeline.views.palette import PALETTES, Theme, style_of
from mmru_timeline.views.parts import colour_of, figure_text
from mmru_timeline.views.show import print_event
from mmru_timeline.views.vocabularies import print_publisher, print_source, print_term, print_terms

View: TypeAlias = Callable[[Page, Timeline], None]
Golden: TypeAlias = Callable[[str, str], None]

# As wide as the commands make their pages.
_WIDEST = {"timeline": 116, "timeline-by-sector": 116, "show": 100}


def _groups(log: Timeline, by: Grouping, query: Query) -> list[Group]:
    return grouped(log, select(log, query), by, query)


def _timeline(by: Grouping = "year", query: Query = Query()) -> View:  # noqa: B008
    return lambda page, log: timeline.print_groups(page, log, _groups(log, by, query))


def _table(by: Grouping = "year", query: Query = Query()) -> View:  # noqa: B008
    return lambda page, log: table.print_groups(page, log, _groups(log, by, query))


def _show(*ids: str) -> View:
    def view(page: Page, log: Timeline) -> None:
        for event in log.events:
            if not ids or event.id in ids:
                print_event(page, log, event)

    return view


def _terms(by: FacetName) -> View:
    return lambda page, log: print_terms(page, log, by, terms_of(log, select(log), by, Query()))


def _each_term(by: FacetName) -> View:
    def view(page: Page, log: Timeline) -> None:
        for group in terms_of(log, select(log), by, Query()):
            if by == "publisher":
                print_publisher(page, log, group, cited(log.sources_of(group.term), group.hits))
            else:
                print_term(page, log, by, group)

    return view


def _each_source(page: Page, log: Timeline) -> None:
    for source in cited(log.sources.values(), select(log)):
        print_source(page, log, source)


def _figures(page: Page, log: Timeline) -> None:
    print_figures(page, log, figures_of(select(log)))


VIEWS: Mapping[str, View] = {
    "timeline": _timeline(),
    "timeline-by-sector": _timeline("sector", Query(since="1894-12", until="1896-09-15")),
    "table": _table(),
    "table-by-actor": _table("actor", Query(actors=("ruritania",), until="1895-01")),
    "show": _show("coronation", "coal-treaty", "first-train", "output-1896", "second-railway"),
    "figures": _figures,
    "sectors": _terms("sector"),
    "sector": _each_term("sector"),
    "actors": _terms("actor"),
    "actor": _each_term("actor"),
    "sources": _terms("publisher"),
    "publisher": _each_term("publisher"),
    "source": _each_source,
}
ANY_LOG: Mapping[str, View] = {
    **VIEWS,
    "timeline-by-sector": _timeline("sector"),
    "table-by-actor": _table("actor"),
    "show": _show(),
}
"""The views without what is in the sample log only."""


LOOKS: Mapping[str, Look] = {
    "80 columns": Look(),
    "40 columns": Look(width=40),
    "120 columns": Look(width=120),
    "80 columns, ASCII": Look(unicode=False),
    "80 columns, colour and links": Look(colour=True, links=True),
}

_LINK_ID = re.compile(r"\x1b]8;id=[0-9-]+;")
_ESCAPE = re.compile(r"\x1b(?:\[[0-9;]*m|\]8;[^\x1b]*\x1b\\)")


def printed(name: str, log: Timeline, look: Look, views: Mapping[str, View] = ANY_LOG) -> str:
    """What a view prints of a log."""
    stream = io.StringIO()
    page = Page(stream, look, _WIDEST[name]) if name in _WIDEST else Page(stream, look)
    views[name](page, log)
    return stream.getvalue()


@pytest.mark.parametrize("name", VIEWS)
def test_view_of_the_sample_log(name: str, sample: Timeline, golden: Golden) -> None:
    shown = []
    for heading, look in LOOKS.items():
        text = _LINK_ID.sub("\x1b]8;;", printed(name, sample, look, VIEWS))
        shown.append(f"======== {heading}\n" + text.replace("\x1b", "␛"))
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
    return log_of(AWKWARD)


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_colour_does_not_change_the_text(name: str, width: int, awkward: Timeline) -> None:
    plain = printed(name, awkward, Look(width=width))
    coloured = printed(name, awkward, Look(width=width, colour=True))
    assert _ESCAPE.sub("", coloured) == plain
    assert "\x1b" not in plain
    assert name == "sources" or "\x1b[" in coloured


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("theme", get_args(Theme))
def test_no_colour_is_from_outside_the_palette(name: str, theme: Theme, sample: Timeline) -> None:
    text = printed(name, sample, Look(colour=True, theme=theme), VIEWS)
    colours = {style_of(colour, theme) for colour in PALETTES[theme]} - {""}
    allowed = {"0", "1", "3", *(code for colour in colours for code in _codes(colour))}
    used = {code for sequence in re.findall(r"\x1b\[([0-9;]*)m", text) for code in _split(sequence)}
    assert used <= allowed


def _codes(colour: str) -> list[str]:
    return _split(re.sub(r"\x1b\[|m.*", "", Style.parse(colour).render("x", color_system=ColorSystem.TRUECOLOR)))


def _split(sequence: str) -> list[str]:
    """The parts of an escape sequence, a colour as one part."""
    return re.findall(r"38;5;\d+|38;2;\d+;\d+;\d+|\d+", sequence)


_MARKUP = re.compile(r"\[/?(?:bold|red|dim|on red|i|b|p|q|s|u)?\]|\[link=[^]]*\]|:smile:|:coal:")


@pytest.mark.parametrize("name", VIEWS)
def test_text_that_looks_like_markup_is_printed_as_it_is(name: str, awkward: Timeline) -> None:
    text = printed(name, awkward, Look(width=400, colour=True, links=True))
    assert _MARKUP.search(_ESCAPE.sub("", text))
    assert not re.search(r"\x1b]8;[^;]*;https://evil", text)
    assert "\N{SMILING FACE WITH OPEN MOUTH AND SMILING EYES}" not in text


def test_every_text_of_an_awkward_event_is_printed(awkward: Timeline) -> None:
    stream = io.StringIO()
    print_event(Page(stream, Look(width=400)), awkward, awkward.by_id["brackets"])
    text = " ".join(stream.getvalue().split())
    for part in (
        "[bold]Not bold[/bold] and [/] :smile: [link=https://evil.example]no link[/link]",
        "[on red]Somewhere",
        "[bold]Power[/bold], ကျောက်မီးသွေး",
        "[red]One — [b]Chief",
        "[b]what: 1 [u]",
        "[s]Note",
        "[i]Otherwise [2] Claimed by [b] Someone.",
        "[1] [i]A: [Untitled page]. [dim]Press",
        ", [p] 1",
        "[2] 東京電力の報告. [q]Else",
    ):
        assert part in text


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("width", [36, 40, 50, 59, 60, 80, 100, 120, 200])
@pytest.mark.parametrize("log", ["sample", "awkward"])
def test_no_line_is_wider_than_the_page(name: str, width: int, log: str, sample: Timeline, awkward: Timeline) -> None:
    shown = {"sample": sample, "awkward": awkward}[log]
    text = printed(name, shown, Look(width=width))
    # Ids and addresses are printed whole, to be copied, even if they are longer than the line.
    kept_whole = (*shown.by_id, *(source.url or "" for source in shown.sources.values()))
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


def test_log_without_years() -> None:
    log = log_of(_WITHOUT_YEARS)
    known, unknown = "Known  known\n  events        1\n", "Unknown  unknown\n  events        none\n"
    assert printed("actor", log, Look()) == f"{known}                always  Always  always\n{unknown}"
    assert (
        printed("actors", log, Look()) == "   1                 Known  known\n   0                 Unknown  unknown\n"
    )
    assert printed("sources", log, Look()) == "   1                 P  1 source\n"
    assert printed("publisher", log, Look()) == "P\n  events        1\n  sources       1\n    undated  S  s\n"
    shown = printed("show", log, Look())
    assert "part of         always  Always  always" in shown
    assert shown.count("\n  sources ") == 1


_NAMED = """\
schema: 1
title: Sources that texts mention
sources:
  s: {title: Trade in ore, publisher: P, aliases: [the ore report, ore report]}
  t: {title: Trade in salt, publisher: P, aliases: [the salt report]}
  u: {title: Trade in tin, publisher: P, aliases: [the tin report]}
events:
  - id: quoted
    date: 2001
    title: Prices rise
    summary: The Ore Report gives no date.
    figures: [{what: rise, value: 1, note: As the salt report says.}]
    note: Of the tin reports, only one was seen.
    sources: [t]
"""


def test_sources_that_an_event_mentions_are_named() -> None:
    lines = printed("show", log_of(_NAMED), Look()).splitlines()
    assert "  mentioned       the ore report: Trade in ore. P" in lines
    assert "                  the salt report: source [1]" in lines
    assert "tin report:" not in "".join(lines)


@pytest.mark.parametrize("name", VIEWS)
def test_no_line_ends_in_white_space(name: str, awkward: Timeline) -> None:
    text = printed(name, awkward, Look())
    assert [line for line in text.splitlines() if line != line.rstrip(" ")] == []


@pytest.mark.parametrize("name", VIEWS)
def test_ascii_data_is_printed_in_ascii_without_unicode(name: str, sample: Timeline) -> None:
    text = printed(name, sample, Look(unicode=False))
    assert [line for line in text.replace("Руритания", "").splitlines() if not line.isascii()] == []


@pytest.mark.parametrize("glyphs", [GLYPHS, ASCII_GLYPHS], ids=["unicode", "ascii"])
def test_every_status_has_a_sign_of_its_own(glyphs: Mapping[str, str]) -> None:
    assert tuple(glyphs) == STATUSES
    assert len(set(glyphs.values())) == len(STATUSES)


def test_combining_marks_take_up_no_column(awkward: Timeline) -> None:
    lines = printed("table", awkward, Look(width=300)).splitlines()
    line = next(line for line in lines if "combining" in line)
    plain = next(line for line in lines if "unbroken" in line)
    before = line[: line.index("combining")]
    assert before.count("\u0301") == 4
    assert len(before) - 4 == plain.index("unbroken")


def test_sector_has_its_own_colour_or_that_of_its_parent(sample: Timeline) -> None:
    assert colour_of(sample, ["coal"]) == "yellow"
    assert colour_of(sample, ["nowhere", "court"]) == "magenta"
    assert colour_of(sample, []) == ""


@pytest.mark.parametrize("name", VIEWS)
def test_nothing_is_printed_for_an_empty_log(name: str) -> None:
    assert printed(name, log_of("schema: 1\ntitle: T\nevents: []\n"), Look()) == ""


def test_page_is_as_wide_as_the_look_within_limits() -> None:
    stream = io.StringIO()
    assert Page(stream, Look(width=90)).width == 90
    assert Page(stream, Look(width=90), 80).width == 80
    assert Page(stream, Look(width=70), 80).width == 70
    assert Page(stream, Look(width=1)).width == 20


def test_empty_paragraph_is_an_empty_line() -> None:
    stream = io.StringIO()
    page = Page(stream, Look(width=30))
    page.paragraph("", indent=4, first="note")
    page.paragraph("", indent=4)
    assert stream.getvalue() == "note\n\n"


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        ({"value": 6775}, "6,775"),
        ({"value": 0.00001}, "0.00001"),
        ({"value": -1234.5}, "-1,234.5"),
        ({"value": 10**21}, "1,000,000,000,000,000,000,000"),
        ({"value": 1e21}, "1,000,000,000,000,000,000,000"),
        ({"value": 999, "to": 1000, "bound": "about", "unit": "tonnes"}, "about 999–1,000 tonnes"),
        ({"value": 2.4, "period": parse("2022")}, "2.4 (during 2022)"),
    ],
)
def test_figures_have_their_thousands_apart_and_no_exponent(figure: dict[str, Any], text: str) -> None:
    assert figure_text(Figure(what="ore", **figure)) == f"ore: {text}"


_ONE_ACTOR = """\
schema: 1
title: One actor
sectors: {a: {label: Arms transfers}}
actors: {m: {name: Ministry of Foreign Affairs and of the Colonies of Graustark}, n: {name: Another ministry of theirs}}
events:
  - {id: alone-in-the-row, date: 2001-02, title: Alone, sectors: [a], actors: [m]}
  - {id: one-of-two, date: 2001-03, title: One of two, sectors: [a], actors: [m, n]}
"""


def test_only_actor_is_cut_to_fit_and_several_are_counted() -> None:
    lines = printed("timeline", log_of(_ONE_ACTOR), Look()).splitlines()
    assert lines[2].split("·")[1].split("  ")[0] == " Ministry of Foreign Affairs and of th…"
    assert lines[4].split("·")[1].split("  ")[0] == " 2 actors"


@pytest.mark.parametrize("width", [40, 80])
def test_groups_are_ruled_off_from_the_years_in_them(width: int) -> None:
    lines = printed("timeline-by-sector", log_of(_ONE_ACTOR), Look(width=width)).splitlines()
    assert lines[0] == "Arms transfers " + "─" * (width - 15)
    assert lines[1] == "2001"
