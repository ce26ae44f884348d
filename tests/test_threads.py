"""What led to what: the tree, the trunk, the time between, and how it is printed."""

from __future__ import annotations

import io
import itertools
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from mmru_timeline.analysis.threads import Step, came_of, led_to, longest, members_of, thread, time_between
from mmru_timeline.dates.edtf import parse
from mmru_timeline.records.model import Event, Timeline
from mmru_timeline.records.vocabulary import Vocabulary
from mmru_timeline.views import Look
from mmru_timeline.views.thread import print_longest, print_thread
from running import run

Golden = Callable[[str, str], None]


def log_of(follows: Mapping[str, str], dates: Mapping[str, str] = {}) -> Timeline:
    """A log of events, a month apart unless dated, each with the ids that it follows."""
    events = [
        Event(
            id=name,
            date=parse(dates.get(name, f"{1900 + number // 12}-{number % 12 + 1:02}-01")),
            title=f"What is called {name.upper()}",
            follows=tuple(earlier.split()),
        )
        for number, (name, earlier) in enumerate(follows.items())
    ]
    empty: Vocabulary[Any] = Vocabulary({})
    return Timeline(
        title="A log",
        kinds=empty,
        sectors=empty,
        actors=empty,
        publishers=empty,
        sources={},
        events=tuple(sorted(events, key=lambda event: event.date.order)),
        retired={},
    )


def drawn(steps: Iterable[Step]) -> str:
    """The steps in one line: dots for the depth, `+` where a branch begins, `=` before what stands elsewhere."""
    return " ".join("." * step.depth + "+" * step.branches + "=" * step.again + step.event.id for step in steps)


BETWEEN: Mapping[str, tuple[str, str, str]] = {
    "the next day": ("2021-02-01", "2021-02-02", "1 day later"),
    "days": ("2021-02-01", "2021-02-14", "13 days later"),
    "weeks": ("2021-02-01", "2021-02-15", "2 weeks later"),
    "the last of the weeks": ("2021-02-01", "2021-04-02", "9 weeks later"),
    "months": ("2021-02-01", "2021-07-01", "5 months later"),
    "the last of the months": ("2021-02-01", "2023-01-31", "24 months later"),
    "years": ("2021-02-01", "2023-02-01", "2 years later"),
    "a range of one unit": ("2021-02-10", "2021-03", "3 to 7 weeks later"),
    "a range of few weeks": ("2021-03-01", "2021-03-29/2021-04-05", "4 weeks later"),
    "from an interval": ("2021-02-01/2021-02-08", "2021-03-08", "4 weeks later"),
    "from a month": ("2021-02", "2021-03-28", "4 to 8 weeks later"),
    "months to years": ("2021", "2022-12-01", "11 to 23 months later"),
    "days to years": ("2021", "2022", "1 day to 24 months later"),
    "days to one week": ("2021-02-01", "2021-02-12/2021-02-20", "11 days later"),
    "the same day": ("2021-02-01", "2021-02-01", "the same day"),
    "on a day of that month": ("2021-02-01", "2021-02", "meanwhile"),
    "in the same month": ("2021-02", "2021-02", "meanwhile"),
    "while it went on": ("2021/2023", "2022-05-01", "meanwhile"),
    "what has no end": ("2021/..", "2022-05-01", "meanwhile"),
    "what has an unknown end": ("2021/", "2022-05-01", "meanwhile"),
    "what has no beginning": ("2021", "../2023", "meanwhile"),
    "what has an unknown beginning": ("2021", "/2023", "meanwhile"),
    "before it": ("2022", "2021", "meanwhile"),
    "from an uncertain end": ("2021-02~", "2021-07-15", "about 5 months later"),
    "to an uncertain beginning": ("2021-02-01", "2021-07?/..", "about 5 to 6 months later"),
    "an uncertain beginning of the earlier": ("2021-01~/2021-02-01", "2021-07-01", "5 months later"),
    "an uncertain end of the later": ("2021-02-01", "2021-07-01/2021-08~", "5 months later"),
    "the same uncertain day": ("2021-02-01~", "2021-02-01~", "meanwhile"),
    "the age of the world": ("0001-01-01", "9999-12-31", "9999 years later"),
}


@pytest.mark.parametrize("case", BETWEEN)
def test_time_between(case: str) -> None:
    earlier, later, said = BETWEEN[case]
    assert time_between(parse(earlier), parse(later)) == said


_DAYS = st.dates().map(str)
_DATES = st.one_of(
    _DAYS, _DAYS.map(lambda day: day[:7]), _DAYS.map(lambda day: f"{day[:4]}~"), _DAYS.map("{}/..".format)
)


@given(_DATES, _DATES)
def test_meanwhile_is_said_just_where_it_can_be_zero_or_less(one: str, other: str) -> None:
    earlier, later = parse(one), parse(other)
    said = time_between(earlier, later)
    assert said.endswith(" later") == (later.s1 > earlier.e2)
    assert not any(word in said for word in ("-", "None", " 0 "))


DIAMOND = {"a": "", "b": "a", "c": "a", "d": "b c", "e": "d"}

TREES: Mapping[str, tuple[dict[str, str], str, dict[str, bool], str]] = {
    "alone": ({"a": "", "b": ""}, "a", {}, "a"),
    "a chain": ({"a": "", "b": "a", "c": "b"}, "b", {}, "a b c"),
    "up": ({"a": "", "b": "a", "c": "b"}, "b", {"down": False}, "a b"),
    "down": ({"a": "", "b": "a", "c": "b"}, "b", {"up": False}, "b c"),
    "a branch comes before the trunk": ({"a": "", "b": "a", "c": "a", "d": "c"}, "a", {}, "a .+b c d"),
    "the longest way is the trunk": ({"a": "", "b": "a", "c": "a", "d": "b"}, "a", {}, "a .+c b d"),
    "of two equal ways the first": ({"a": "", "b": "a", "c": "a"}, "a", {}, "a .+c b"),
    "the way to the event is the trunk": ({"a": "", "b": "a", "c": "a", "d": "b"}, "c", {}, "a c"),
    "a diamond": (DIAMOND, "a", {}, "a .+c .=d b d e"),
    "a diamond from below": (DIAMOND, "e", {}, "a .+c .=d b d e"),
    "a diamond from one side": (DIAMOND, "c", {}, "a c d e"),
    "a diamond's half": (DIAMOND, "d", {"up": False}, "d e"),
    "a short cut": ({"a": "", "b": "a", "c": "a b"}, "a", {}, "a .+=c b c"),
    "two roots": ({"a": "", "b": "", "c": "a b"}, "c", {}, "a c b =c"),
    "two roots, one later than the end of the other": ({"a": "", "c": "a", "b": "", "d": "b c"}, "d", {}, "a c d b =d"),
    "branches of branches": (
        {"a": "", "b": "a", "c": "b", "d": "b", "e": "d", "f": "a", "g": "f", "h": "g", "i": "h"},
        "a",
        {},
        "a .+b ..+c .d .e f g h i",
    ),
    "branches in the order of time": (
        {"a": "", "b": "a", "c": "a", "d": "a", "e": "d"},
        "a",
        {},
        "a .+b .+c d e",
    ),
}


@pytest.mark.parametrize("case", TREES)
def test_a_thread_is_a_tree_in_the_order_of_time(case: str) -> None:
    follows, name, ways, expected = TREES[case]
    timeline = log_of(follows)
    assert drawn(thread(timeline, timeline.by_id[name], **ways)) == expected


@st.composite
def _logs(draw: st.DrawFn) -> Timeline:
    names = [f"e{number}" for number in range(draw(st.integers(1, 9)))]
    return log_of(
        {
            name: " ".join(draw(st.lists(st.sampled_from(names[:number]), unique=True, max_size=3)) if number else [])
            for number, name in enumerate(names)
        }
    )


@given(_logs(), st.data())
def test_every_event_of_a_thread_stands_once_and_every_link_is_drawn(timeline: Timeline, data: st.DataObject) -> None:
    event = data.draw(st.sampled_from(timeline.events))
    steps = thread(timeline, event)
    members = {event.id} | led_to(timeline, event) | came_of(timeline, event)
    full = [step.event.id for step in steps if not step.again]
    assert sorted(full) == sorted(members)
    links = {(step.before.id, step.event.id) for step in steps if step.before}
    assert links == {
        (earlier, name) for name in members for earlier in timeline.by_id[name].follows if earlier in members
    }
    assert len(steps) == len(full) + sum(step.again for step in steps)
    place = {step.event.id: number for number, step in enumerate(steps) if not step.again}
    for number, step in enumerate(steps):
        if step.before:
            assert place[step.before.id] < number
            assert step.depth == steps[place[step.before.id]].depth + step.branches
    around = led_to(timeline, event)
    assert {step.event.id for step in thread(timeline, event, down=False)} == {event.id} | around
    assert all(event.id in came_of(timeline, timeline.by_id[name]) for name in around)


@given(_logs())
def test_the_longest_threads_share_no_event_and_get_shorter(timeline: Timeline) -> None:
    chains = longest(timeline)
    assert [len(chain) for chain in chains] == sorted((len(chain) for chain in chains), reverse=True)
    named = [event.id for chain in chains for event in chain]
    assert len(named) == len(set(named))
    for chain in chains:
        assert len(chain) > 1
        assert not chain[0].follows
        assert all(one.id in other.follows for one, other in itertools.pairwise(chain))
        assert members_of(timeline, chain) >= len(chain)
    assert bool(chains) == bool(timeline.followers)


def test_long_chains_and_wide_fans_are_no_trouble() -> None:
    chain = log_of(
        {f"e{n}": f"e{n - 1}" if n else "" for n in range(3000)}, {f"e{n}": f"{n + 1:04}" for n in range(3000)}
    )
    steps = thread(chain, chain.events[1500])
    assert (len(steps), max(step.depth for step in steps)) == (3000, 0)
    assert [len(each) for each in longest(chain)] == [3000]
    fan = log_of({f"e{n}": "e0" if n else "" for n in range(3000)}, {f"e{n}": f"{n + 1:04}" for n in range(3000)})
    out = io.StringIO()
    print_thread(fan, thread(fan, fan.events[0]), fan.events[0], out, Look())
    assert len(out.getvalue().splitlines()) == 1 + 2 * 2999


TANGLE = {
    "a": "",
    "b": "a",
    "c": "a",
    "x": "a",
    "d": "b c",
    "e": "d",
    "f": "d e",
    "z": "",
    "y": "z f",
    "g": "x",
    "h": "x",
    "i": "h",
}
_TANGLED = {"b": "1900-02", "d": "1900-05", "e": "1900-06~", "g": "1901", "h": "1902", "i": "1903/.."}


@pytest.mark.parametrize("width", [60, 80, 140])
@pytest.mark.parametrize("unicode", [True, False], ids=["unicode", "ascii"])
def test_threads_look_right(width: int, unicode: bool, sample: Timeline, golden: Golden) -> None:
    tangle = log_of(TANGLE, _TANGLED)
    look = Look(width=width, unicode=unicode)
    out = io.StringIO()
    for timeline, name in ((sample, "first-train"), (tangle, "a"), (tangle, "y")):
        event = timeline.by_id[name]
        print_thread(timeline, thread(timeline, event), event, out, look)
        out.write("\n")
    print_longest(sample, longest(sample), out, look)
    print_longest(tangle, longest(tangle), out, look)
    text = out.getvalue()
    assert max(cell_len(line) for line in text.splitlines()) <= width
    assert unicode or text.replace("Руритания", "").isascii()
    golden(f"threads-{width}-{'unicode' if unicode else 'ascii'}.txt", text)


def test_the_event_asked_for_is_bold(sample: Timeline) -> None:
    out = io.StringIO()
    event = sample.by_id["coal-treaty"]
    print_thread(sample, thread(sample, event), event, out, Look(colour=True))
    assert [line for line in out.getvalue().splitlines() if "\x1b[1m" in line] == [
        line for line in out.getvalue().splitlines() if "Coal treaty signed" in line
    ]


COMMANDS: Mapping[str, tuple[tuple[str, ...], int, str, str]] = {
    "an event": (("coal-talks",), 0, "First coal train", ""),
    "up": (("coal-talks", "--up"), 0, "Rudolf V crowned", ""),
    "down": (("coal-talks", "--down"), 0, "Second railway", ""),
    "both": (("coal-talks", "--up", "--down"), 0, "Rudolf V crowned", ""),
    "a beginning of an id": (("coal-ta",), 0, "Talks on coal", ""),
    "none": ((), 0, "5 steps, 5 events, mmru thread coronation", ""),
    "alone": (("old-treaty",), 0, "First treaty", "nothing led to it and nothing came of it"),
    "up without an event": (("--up",), 2, "", "--up needs an event\n      name one: mmru thread ID"),
    "down without an event": (("--down",), 2, "", "--down needs an event"),
    "an unknown event": (("coal-tracks",), 2, "", "did you mean coal-talks"),
    "a withdrawn event": (("coal-dinner",), 2, "", "mmru show coal-treaty-dinner"),
}


@pytest.mark.parametrize("case", COMMANDS)
def test_the_command(case: str) -> None:
    arguments, code, out, err = COMMANDS[case]
    result = run("thread", *arguments)
    assert result.code == code
    assert out in result.out
    assert err in result.err
    assert bool(result.err) == bool(err)


def test_up_and_down_leave_the_other_way_out() -> None:
    assert "First coal train" not in run("thread", "coal-talks", "--up").out
    assert "Rudolf V crowned" not in run("thread", "coal-talks", "--down").out


def test_a_log_without_threads_says_so() -> None:
    log = b"schema: 1\ntitle: A\nevents:\n  - {id: a, date: 2021, title: Alone}\n"
    result = run("thread", log="-", stdin=log)
    assert (result.code, result.out) == (0, "")
    assert result.err.endswith("no event follows another\n")
