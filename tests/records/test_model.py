"""What single records work out: the text of a figure, dates and sources of an event, and offices of an actor."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmru_timeline.dates.edtf import FOREVER, NEVER, Overlap, parse
from mmru_timeline.records.model import Account, Actor, Citation, Event, Figure, Name, Role, Source
from mmru_timeline.records.timeline import Timeline
from strategies import EDTF


def event(date: str, *rival_dates: str | None, **more: Any) -> Event:
    """An event with a date, and an account for each rival date."""
    accounts = tuple(
        Account(says="Otherwise.", sources=(), date=parse(rival) if rival else None) for rival in rival_dates
    )
    return Event(id="a", date=parse(date), title="A", accounts=accounts, **more)


def cited(*source_ids: str) -> tuple[Citation, ...]:
    """Citations of sources."""
    return tuple(Citation(id=source_id) for source_id in source_ids)


@pytest.mark.parametrize(
    ("more", "amount", "period"),
    [
        ({}, "output: 90", ""),
        ({"value": 8.5, "unit": "crowns a ton"}, "output: 8.5 crowns a ton", ""),
        ({"to": 110, "unit": "MW"}, "output: 90–110 MW", ""),
        ({"bound": "at least", "unit": "tons"}, "output: at least 90 tons", ""),
        ({"to": 110, "unit": "MW", "bound": "about", "period": parse("2025")}, "output: about 90–110 MW", " (2025)"),
    ],
)
def test_figure_in_one_line(more: dict[str, Any], amount: str, period: str) -> None:
    figure = Figure(**{"what": "output", "value": 90, **more})
    assert figure.text == f"{amount}{period}"


@pytest.mark.parametrize(
    ("found", "dates"),
    [
        (event("2021"), ["2021"]),
        (event("2021", None), ["2021"]),
        (event("2021", "2022", None, "2020"), ["2021", "2022", "2020"]),
    ],
)
def test_dates_of_an_event_include_rival_dates(found: Event, dates: list[str]) -> None:
    assert [date.text for date in found.dates] == dates


# event, first day, last day, overlap
OVERLAPS: dict[str, tuple[Event, str, str, Overlap]] = {
    "its only date is in the window": (event("2021-05"), "2021-01-01", "2021-12-31", Overlap.CERTAINLY),
    "its only date is partly in the window": (event("2021"), "2021-05-01", "2021-12-31", Overlap.POSSIBLY),
    "its only date is outside": (event("2021"), "2022-01-01", "2022-12-31", Overlap.NO),
    "an account without a date": (event("2021-05", None), "2021-01-01", "2021-12-31", Overlap.CERTAINLY),
    "all dates are in the window": (event("2021-05", "2021-06"), "2021-01-01", "2021-12-31", Overlap.CERTAINLY),
    "only the rival date is in the window": (event("2020", "2021"), "2021-01-01", "2021-12-31", Overlap.POSSIBLY),
    "only its own date is in the window": (event("2021", "2020"), "2021-01-01", "2021-12-31", Overlap.POSSIBLY),
    "one of several rival dates is outside": (
        event("2021", "2021-05", "2022"),
        *("2021-01-01", "2021-12-31"),
        Overlap.POSSIBLY,
    ),
    "all dates are possibly in the window": (event("2021", "2021~"), "2021-05-01", "2021-12-31", Overlap.POSSIBLY),
    "all dates are outside": (event("2020", "2022"), "2021-01-01", "2021-12-31", Overlap.NO),
}


@pytest.mark.parametrize("case", OVERLAPS)
def test_overlap_takes_rival_dates_into_account(case: str) -> None:
    found, first, last, overlap = OVERLAPS[case]
    assert found.overlap(parse(first).s1, parse(last).e2) is overlap


@given(st.lists(EDTF, min_size=1, max_size=4), st.integers(NEVER, FOREVER), st.integers(NEVER, FOREVER))
def test_overlap_of_an_event_is_between_those_of_its_dates(texts: list[str], one: int, other: int) -> None:
    first, last = sorted((one, other))
    found = event(texts[0], *texts[1:])
    overlaps = {date.overlap(first, last) for date in found.dates}
    overlap = found.overlap(first, last)
    assert (overlap is Overlap.NO) == (overlaps == {Overlap.NO})
    assert (overlap is Overlap.CERTAINLY) == (overlaps == {Overlap.CERTAINLY})


def test_source_ids_of_an_event_and_its_accounts() -> None:
    own = Figure(what="output", value=90, sources=cited("figures", "report"))
    rival = Figure(what="output", value=120, sources=cited("wire", "book"))
    account = Account(says="Otherwise.", sources=cited("book", "report"), figures=(own, rival))
    found = Event(
        id="a", date=parse("2021"), title="A", sources=cited("report", "wire"), figures=(own,), accounts=(account,)
    )
    assert found.source_ids == ("report", "wire", "figures")
    assert account.source_ids == ("book", "report", "figures", "wire")
    assert found.all_source_ids == ("report", "wire", "figures", "book")


@pytest.mark.parametrize(
    ("event_id", "source_ids", "all_source_ids"),
    [
        ("old-treaty", ("book",), ("book",)),
        ("coronation", ("gazette-1894", "book"), ("gazette-1894", "book")),
        ("coal-treaty", ("wire-1895", "times-1895"), ("wire-1895", "times-1895")),
        ("output-1896", ("book",), ("book", "times-1895")),
    ],
)
def test_source_ids_of_the_sample(
    event_id: str, source_ids: tuple[str, ...], all_source_ids: tuple[str, ...], sample: Timeline
) -> None:
    assert sample.by_id[event_id].source_ids == source_ids
    assert sample.by_id[event_id].all_source_ids == all_source_ids


def test_originator_of_a_source() -> None:
    assert Source(id="a", title="A", publisher="post").originator == "post"
    assert Source(id="a", title="A", publisher="post", origin="agency").originator == "agency"


OFFICES = Actor(
    id="rudolf",
    label="Rudolf",
    roles=(
        Role(title="Prince", when=parse("../1894-05-02")),
        Role(title="King", when=parse("1894-05-03/..")),
        Role(title="Regent", when=parse("1893/")),
        Role(title="Admiral", when=parse("1894?")),
        Role(title="Consul", when=parse("1894")),
        Role(title="Colonel"),
    ),
)


@pytest.mark.parametrize(
    ("date", "titles"),
    [
        ("1890-01-01", ["Prince"]),
        ("1894-05-02", ["Prince"]),
        ("1894-05-03", ["King"]),
        ("1894-05-02/1894-05-03", ["Prince", "King"]),
        ("1894-05", ["Prince", "King"]),
        # "Consul" was held on some day of 1894, so certainly at some time within all of it.
        ("1894", ["Prince", "King", "Consul"]),
        ("1893", ["Prince", "Regent"]),
        ("1900/..", ["King"]),
        ("../..", ["Prince", "King", "Regent", "Consul"]),
    ],
)
def test_roles_during_a_date_are_those_certainly_held(date: str, titles: list[str]) -> None:
    assert OFFICES.roles_during(parse(date)) == titles


@pytest.mark.parametrize(
    ("text", "name", "as_read"),
    [
        ("Soldatkin, Vladimir", Name("Soldatkin", "Vladimir"), "Vladimir Soldatkin"),
        ("King, Martin Luther, Jr.", Name("King", "Martin Luther", "Jr."), "Martin Luther King Jr."),
        ("Hein Htoo Zan", Name("Hein Htoo Zan"), "Hein Htoo Zan"),
        ("{Smith, Jones & Co.}", Name("Smith, Jones & Co."), "Smith, Jones & Co."),
        ("Soldatkin,", Name("Soldatkin"), "Soldatkin"),
        (", Vladimir", Name(", Vladimir"), ", Vladimir"),
        ("{}", Name("{}"), "{}"),
    ],
)
def test_names_are_split_at_the_comma(text: str, name: Name, as_read: str) -> None:
    assert Name.parse(text) == name
    assert str(name) == as_read
    assert Source(id="s", title="T", publisher="P", author=(text, text)).authors == (name, name)
