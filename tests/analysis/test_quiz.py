"""Questions that dates can decide: which are asked, which answers are right, and prompts without dates."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from itertools import combinations, islice, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmru_timeline.analysis.quiz import MODES, SIZE, Mode, Question, prompt, questions, surely_before
from mmru_timeline.dates.edtf import parse
from mmru_timeline.records.model import Account, Event


def event(date: str, *rivals: str, name: str = "", title: str = "", part_of: str | None = None) -> Event:
    """An event with a date, an account for each rival date, and a title that no other event has."""
    accounts = tuple(Account(says="Otherwise.", sources=(), date=parse(rival)) for rival in rivals)
    name = name or date.replace("/", "-to-")
    letters = "".join(chr(ord("a") + int(each)) if each.isdigit() else each for each in name)
    return Event(
        id=name, date=parse(date), title=title or f"What is called {letters}", accounts=accounts, part_of=part_of
    )


BEFORE: Mapping[str, tuple[Event, Event, bool, bool]] = {
    "days": (event("2021-02-01"), event("2021-02-02"), True, False),
    "the same day": (event("2021-02-01"), event("2021-02-01"), False, False),
    "months": (event("2021-02"), event("2021-03"), True, False),
    "a day in the same month": (event("2021-02"), event("2021-02-28"), False, False),
    "during the earlier": (event("2021/2023"), event("2022"), False, False),
    "the earlier has no end": (event("2021/.."), event("2022"), False, False),
    "the earlier has a qualified end": (event("2021~"), event("2023"), False, False),
    "the later has a qualified start": (event("2021"), event("2023?"), False, False),
    "the earlier has a qualified start": (event("2020~/2021"), event("2023"), True, False),
    "a rival date in between": (event("2021", "2023"), event("2022"), False, False),
    "a rival date that is also before": (event("2021", "2020"), event("2022"), True, False),
    "the later has a rival date that is before": (event("2021"), event("2022", "2020"), False, False),
}


@pytest.mark.parametrize("case", BEFORE)
def test_surely_before(case: str) -> None:
    one, other, before, after = BEFORE[case]
    assert (surely_before(one, other), surely_before(other, one)) == (before, after)


def test_every_order_that_the_dates_allow_is_right() -> None:
    events = (event("2021"), event("2022-03"), event("2022-03-05"), event("2023"))
    right = {tuple(order) for order in permutations(events) if Question("order", events).is_right(order)}
    a, b, c, d = events
    assert right == {(a, b, c, d), (a, c, b, d)}


DATES = st.one_of(
    st.dates().map(str),
    st.dates().map(lambda each: str(each)[:7]),
    st.dates().map(lambda each: f"{str(each)[:4]}~"),
    st.dates().map(lambda each: f"{each}/.."),
)
EVENTS = st.lists(DATES, max_size=8, unique=True).map(lambda dates: [event(date) for date in dates])


@given(EVENTS, st.integers(), st.sampled_from([None, *MODES]))
def test_questions_are_decided_by_dates(events: list[Event], seed: int, mode: Mode | None) -> None:
    for question in islice(questions(events, random.Random(seed), mode), 5):
        assert mode is None or question.mode == mode
        assert len({each.id for each in question.events}) == (SIZE if question.mode == "order" else 2)
        undecided = sum(not (surely_before(a, b) or surely_before(b, a)) for a, b in combinations(question.events, 2))
        assert undecided <= (1 if question.mode == "order" else 0)
        truth = sorted(question.events, key=lambda each: each.date.order)
        assert question.is_right(truth)
        assert not question.is_right(truth[::-1])


def test_modes_alternate() -> None:
    events = [event(f"{year}") for year in range(2000, 2010)]
    asked = list(islice(questions(events, random.Random(1), None), 6))
    assert [question.mode for question in asked] == ["before-after", "order"] * 3


def test_events_are_asked_about_again_only_if_no_others_are_left() -> None:
    events = [event("2000"), event("2001"), event("2002")]
    asked = [{each.id for each in q.events} for q in islice(questions(events, random.Random(1), None), 4)]
    assert all(one != other for one, other in combinations(asked[:3], 2))
    assert asked[3] in asked[:3]


UNDECIDABLE: Mapping[str, tuple[list[Event], Mode | None]] = {
    "no event": ([], None),
    "one event": ([event("2021")], None),
    "an undecided pair": ([event("2021"), event("2021-05")], None),
    "only three events to put in order": ([event("2021"), event("2022"), event("2023")], "order"),
    "two undecided pairs in four": (
        [event("2021-02"), event("2021-02-05"), event("2022"), event("2022-05")],
        "order",
    ),
    "a part and its whole": ([event("2021", name="a"), event("2022", name="b", part_of="a")], None),
    "titles that differ only in the year": (
        [event("2021", title="Output in 2021"), event("2022", title="Output in 2022")],
        None,
    ),
}


@pytest.mark.parametrize("case", UNDECIDABLE)
def test_no_question_if_dates_decide_too_little(case: str) -> None:
    events, mode = UNDECIDABLE[case]
    assert next(questions(events, random.Random(1), mode), None) is None


PROMPTS: Mapping[str, str] = {
    "Coal treaty signed": "Coal treaty signed",
    "Output of the mines in 1896": "Output of the mines …",
    "Output for 2024: $1.5 bn": "Output …: $1.5 bn",
    "Vostok-2022 exercise ends": "Vostok-… exercise ends",
    "Army 2023 forum (2023)": "Army … forum (…)",
    "Trade of 2023-02-06 and of 12.5.2023": "Trade … and …",
    "Trade 6/2/2023": "Trade …",
    "1,500 tons of 2021/22": "1,500 tons …",
    "Visit, 6–8 February 2023, to Moscow": "Visit, …, to Moscow",
    "Feb. 2023 vote": "… vote",
    "July 9, 2021 meeting": "… meeting",
    "9 July meeting": "… meeting",
    "In May, a visit": "…, a visit",
    "May Day parade": "May Day parade",
    "They may march": "They may march",
    "March to June 2023: crude": "…: crude",
    "Between March and 5 June 2023 trade grew": "… trade grew",
    "FY2023 report": "FY… report",
    "Since the 2020s": "Since the …",
    "the end of 2022": "…",
    "Q1 2023 figures": "… figures",
    "H1 2023 figures": "… figures",
    "Deal of 2,000 MW and 2.2025 tons": "Deal of 2,000 MW and 2.2025 tons",
    "8,360,000 barrels": "8,360,000 barrels",
    "Su-30 delivered": "Su-30 delivered",
}


@pytest.mark.parametrize("title", PROMPTS)
def test_prompt_has_no_dates(title: str) -> None:
    assert prompt(event("2021", title=title)) == PROMPTS[title]


def test_a_title_of_punctuation_only_is_kept() -> None:
    assert prompt(event("2021", title=", ;")) == ", ;"


@given(
    st.lists(
        st.sampled_from(["in", "2021", "May", "5", "2022/23", "-", ",", "of", "(1999)", "trade", "Q1", "to"]),
        min_size=1,
    )
)
def test_prompt_never_contains_a_year_unless_it_is_the_whole_title(words: list[str]) -> None:
    title = " ".join(words)
    shown = prompt(event("2021", title=title))
    assert not re.search("2021|2022|1999", shown) or shown == title
    assert shown.strip()
