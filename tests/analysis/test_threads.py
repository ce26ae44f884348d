"""Threads: what led to an event and what followed from it, as a tree, and the time between two events."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building import log_of_links
from mmru_timeline import Timeline
from mmru_timeline.analysis.threads import Step, followed_from, led_to, thread, threads_of, time_between
from mmru_timeline.dates.edtf import parse


def in_one_line(steps: Iterable[Step]) -> str:
    """The steps in one line: a dot for each level, `+` after a fork, `=` before what it also follows."""
    return " ".join(
        "." * step.depth + "+" * step.forks + step.event.id + "".join(f"={other.id}" for other in step.also)
        for step in steps
    )


BETWEEN: Mapping[str, tuple[str, str, str]] = {
    "the next day": ("2021-02-01", "2021-02-02", "1 day later"),
    "days": ("2021-02-01", "2021-02-14", "13 days later"),
    "weeks": ("2021-02-01", "2021-02-15", "2 weeks later"),
    "the most weeks": ("2021-02-01", "2021-04-02", "9 weeks later"),
    "months": ("2021-02-01", "2021-07-01", "5 months later"),
    "the most months": ("2021-02-01", "2023-01-31", "24 months later"),
    "years": ("2021-02-01", "2023-02-01", "2 years later"),
    "years and a month": ("2021-02-01", "2023-03-01", "2 years 1 month later"),
    "years and months": ("2021-02-01", "2024-07-01", "3 years 5 months later"),
    "years and a range of months": ("2018-01", "2021-06-20", "3 years 5 to 6 months later"),
    "months at the end of a year": ("2021-02-01", "2024-02", "3 years to 3 years 1 month later"),
    "a range of a year": ("2018", "2021-06-20", "2 to 3 years later"),
    "a range of more than a year": ("2018", "2021", "2 to 4 years later"),
    "many years": ("2007-05-15", "2022-07-11", "15 years 2 months later"),
    "a range of one unit": ("2021-02-10", "2021-03", "3 to 7 weeks later"),
    "a range that rounds to one number": ("2021-03-01", "2021-03-29/2021-04-05", "4 weeks later"),
    "from an interval": ("2021-02-01/2021-02-08", "2021-03-08", "4 weeks later"),
    "from a month": ("2021-02", "2021-03-28", "4 to 8 weeks later"),
    "months to years": ("2021", "2022-12-01", "11 to 23 months later"),
    "days to years": ("2021", "2022", "1 day to 24 months later"),
    "days to one week": ("2021-02-01", "2021-02-12/2021-02-20", "11 days later"),
    "the same day": ("2021-02-01", "2021-02-01", "the same day"),
    "some day in the same month": ("2021-02-01", "2021-02", "meanwhile"),
    "both in the same month": ("2021-02", "2021-02", "meanwhile"),
    "during the earlier": ("2021/2023", "2022-05-01", "meanwhile"),
    "the earlier has no end": ("2021/..", "2022-05-01", "meanwhile"),
    "the earlier has an unknown end": ("2021/", "2022-05-01", "meanwhile"),
    "the later has no start": ("2021", "../2023", "meanwhile"),
    "the later has an unknown start": ("2021", "/2023", "meanwhile"),
    "the later comes first": ("2022", "2021", "meanwhile"),
    "from an uncertain end": ("2021-02~", "2021-07-15", "about 5 months later"),
    "to an uncertain start": ("2021-02-01", "2021-07?/..", "about 5 to 6 months later"),
    "the earlier has an uncertain start": ("2021-01~/2021-02-01", "2021-07-01", "5 months later"),
    "the later has an uncertain end": ("2021-02-01", "2021-07-01/2021-08~", "5 months later"),
    "the same uncertain day": ("2021-02-01~", "2021-02-01~", "meanwhile"),
    "the whole calendar": ("0001-01-01", "9999-12-31", "9999 years later"),
}


@pytest.mark.parametrize("case", BETWEEN)
def test_time_between(case: str) -> None:
    earlier, later, text = BETWEEN[case]
    assert time_between(parse(earlier), parse(later)) == text


DAYS = st.dates().map(str)
DATES = st.one_of(DAYS, DAYS.map(lambda day: day[:7]), DAYS.map(lambda day: f"{day[:4]}~"), DAYS.map("{}/..".format))


@given(DATES, DATES)
def test_meanwhile_means_that_the_time_may_be_zero_or_less(one: str, other: str) -> None:
    earlier, later = parse(one), parse(other)
    text = time_between(earlier, later)
    assert text.endswith(" later") == (later.s1 > earlier.e2)
    assert not any(word in text for word in ("-", "None", " 0 "))


DIAMOND = {"a": "", "b": "a", "c": "a", "d": "b c", "e": "d"}

TREES: Mapping[str, tuple[dict[str, str], str, dict[str, bool], str]] = {
    "a single event": ({"a": "", "b": ""}, "a", {}, "a"),
    "a chain": ({"a": "", "b": "a", "c": "b"}, "b", {}, "a b c"),
    "only what led to it": ({"a": "", "b": "a", "c": "b"}, "b", {"down": False}, "a b"),
    "only what followed from it": ({"a": "", "b": "a", "c": "b"}, "b", {"up": False}, "b c"),
    "a fork": ({"a": "", "b": "a", "c": "a", "d": "c"}, "a", {}, "a .+b .+c .d"),
    "the longer way first": ({"a": "", "b": "a", "c": "a", "d": "b"}, "a", {}, "a .+b .d .+c"),
    "only the ways through the event": ({"a": "", "b": "a", "c": "a", "d": "b"}, "c", {}, "a c"),
    "a diamond": (DIAMOND, "a", {}, "a .+b .+c .d=b .e"),
    "a diamond from below": (DIAMOND, "e", {}, "a .+b .+c .d=b .e"),
    "a diamond from one side": (DIAMOND, "c", {}, "a c d e"),
    "half of a diamond": (DIAMOND, "d", {"up": False}, "d e"),
    "a shortcut": ({"a": "", "b": "a", "c": "a b"}, "a", {}, "a b c"),
    "a shortcut past two events": ({"a": "", "b": "a", "c": "b", "d": "c a"}, "d", {}, "a b c d"),
    "a shortcut after a diamond": (DIAMOND | {"e": "d b"}, "a", {}, "a .+b .+c .d=b .e"),
    "a shortcut outside what is shown": ({"a": "", "b": "a", "c": "a b"}, "b", {"up": False}, "b c"),
    "two roots": ({"a": "", "b": "", "c": "a b"}, "c", {}, "a b c=a"),
    "three causes": ({"a": "", "b": "", "c": "", "d": "b a c"}, "d", {}, "a b c d=a=b"),
    "branches of branches": (
        {"a": "", "b": "a", "c": "b", "d": "b", "e": "d", "f": "a", "g": "f", "h": "g", "i": "h"},
        "a",
        {},
        "a .+b ..+c ..+d ..e .+f .g .h .i",
    ),
}


@pytest.mark.parametrize("case", TREES)
def test_a_thread_is_a_tree_in_chronological_order(case: str) -> None:
    follows, name, ways, expected = TREES[case]
    timeline = log_of_links(follows)
    assert in_one_line(thread(timeline, timeline.by_id[name], **ways)) == expected


@st.composite
def logs(draw: st.DrawFn) -> Timeline:
    names = [f"e{number}" for number in range(draw(st.integers(1, 9)))]
    return log_of_links(
        {
            name: " ".join(draw(st.lists(st.sampled_from(names[:number]), unique=True, max_size=3)) if number else [])
            for number, name in enumerate(names)
        }
    )


@given(logs(), st.data())
def test_a_thread_has_every_event_once_and_every_direct_link(timeline: Timeline, data: st.DataObject) -> None:
    event = data.draw(st.sampled_from(timeline.events))
    steps = thread(timeline, event)
    members = {event.id} | led_to(timeline, event) | followed_from(timeline, event)
    assert sorted(step.event.id for step in steps) == sorted(members)
    links = {(cause.id, step.event.id) for step in steps for cause in (*step.also, step.before) if cause}
    assert links == {
        (earlier, name)
        for name in members
        for earlier in timeline.by_id[name].follows
        if earlier in members
        and not any(earlier in led_to(timeline, timeline.by_id[other]) for other in timeline.by_id[name].follows)
    }
    causes = led_to(timeline, event)
    assert {step.event.id for step in thread(timeline, event, down=False)} == {event.id} | causes
    assert all(event.id in followed_from(timeline, timeline.by_id[name]) for name in causes)


@given(logs(), st.data())
def test_what_follows_an_event_is_below_it_in_chronological_order(timeline: Timeline, data: st.DataObject) -> None:
    steps = thread(timeline, data.draw(st.sampled_from(timeline.events)))
    place = {step.event.id: number for number, step in enumerate(steps)}
    order = {event.id: number for number, event in enumerate(timeline.events)}
    below: dict[str, list[Step]] = {}
    for step in steps:
        below.setdefault(step.before.id if step.before else "", []).append(step)
        if step.before:
            assert place[step.before.id] < place[step.event.id]
            assert step.depth == steps[place[step.before.id]].depth + step.forks
            assert all(order[other.id] < order[step.before.id] for other in step.also)
    for before, after in below.items():
        assert [order[step.event.id] for step in after] == sorted(order[step.event.id] for step in after)
        if before:
            assert {step.forks for step in after} == {len(after) > 1}
            assert [step.last for step in after] == [step is after[-1] for step in after]


@given(logs())
def test_threads_have_every_linked_event_and_the_longest_come_first(timeline: Timeline) -> None:
    threads = threads_of(timeline)
    assert [len(each.chain) for each in threads] == sorted((len(each.chain) for each in threads), reverse=True)
    linked = {event.id for event in timeline.events if event.follows or event.id in timeline.followers}
    assert {event.id for each in threads for event in each.events} == linked
    for each in threads:
        assert len(each.chain) > 1
        assert not each.chain[0].follows
        assert {event.id for event in each.events} == {each.chain[0].id} | followed_from(timeline, each.chain[0])
        assert all(one.id in other.follows for one, other in itertools.pairwise(each.chain))


@given(logs())
def test_every_linked_event_is_found_in_a_thread(timeline: Timeline) -> None:
    for event in timeline.events:
        threads = threads_of(timeline, {event.id})
        is_linked = bool(event.follows) or event.id in timeline.followers
        assert bool(threads) == is_linked
        assert all(event in each.events for each in threads)


def test_chain_of_thousands_of_events() -> None:
    chain = log_of_links(
        {f"e{n}": f"e{n - 1}" if n else "" for n in range(3000)}, {f"e{n}": f"{n + 1:04}" for n in range(3000)}
    )
    steps = thread(chain, chain.events[1500])
    assert (len(steps), max(step.depth for step in steps)) == (3000, 0)
    assert [(len(each.chain), len(each.events)) for each in threads_of(chain)] == [(3000, 3000)]


def test_thousands_of_shortcuts() -> None:
    links = {f"e{n}": " ".join(f"e{before}" for before in range(max(0, n - 2), n)) for n in range(3000)}
    ladder = log_of_links(links, {f"e{n}": f"{n + 1:04}" for n in range(3000)})
    assert not any(step.also or step.forks for step in thread(ladder, ladder.events[1500]))
