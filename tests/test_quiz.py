"""Questions that the dates decide: what is asked, what is right, what a prompt gives away, how a round ends."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations, islice, permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmru_timeline.analysis.quiz import MODES, SIZE, Mode, Question, prompt, questions, surely_before
from mmru_timeline.dates.edtf import parse
from mmru_timeline.records.model import Account, Event, Timeline
from running import SAMPLE, Outcome, run, run_process


def event(date: str, *rivals: str, name: str = "", title: str = "", part_of: str | None = None) -> Event:
    """An event on a date, with rival dates, of a title of its own."""
    accounts = tuple(Account(says="Otherwise.", sources=(), date=parse(rival)) for rival in rivals)
    name = name or date.replace("/", "-to-")
    spelt = "".join(chr(ord("a") + int(each)) if each.isdigit() else each for each in name)
    return Event(
        id=name, date=parse(date), title=title or f"What is called {spelt}", accounts=accounts, part_of=part_of
    )


BEFORE: Mapping[str, tuple[Event, Event, bool, bool]] = {
    "days": (event("2021-02-01"), event("2021-02-02"), True, False),
    "the same day": (event("2021-02-01"), event("2021-02-01"), False, False),
    "months": (event("2021-02"), event("2021-03"), True, False),
    "a day of that month": (event("2021-02"), event("2021-02-28"), False, False),
    "it still went on": (event("2021/2023"), event("2022"), False, False),
    "without an end": (event("2021/.."), event("2022"), False, False),
    "a qualified end": (event("2021~"), event("2023"), False, False),
    "a qualified beginning": (event("2021"), event("2023?"), False, False),
    "a qualified start of the earlier": (event("2020~/2021"), event("2023"), True, False),
    "a rival date in between": (event("2021", "2023"), event("2022"), False, False),
    "a rival date that decides alike": (event("2021", "2020"), event("2022"), True, False),
    "a rival date of the later": (event("2021"), event("2022", "2020"), False, False),
}


@pytest.mark.parametrize("case", BEFORE)
def test_what_the_dates_decide(case: str) -> None:
    one, other, before, after = BEFORE[case]
    assert (surely_before(one, other), surely_before(other, one)) == (before, after)


def test_every_order_that_the_dates_allow_is_right() -> None:
    events = (event("2021"), event("2022-03"), event("2022-03-05"), event("2023"))
    right = {tuple(order) for order in permutations(events) if Question("order", events).is_right(order)}
    a, b, c, d = events
    assert right == {(a, b, c, d), (a, c, b, d)}


_DATES = st.one_of(
    st.dates().map(str),
    st.dates().map(lambda each: str(each)[:7]),
    st.dates().map(lambda each: f"{str(each)[:4]}~"),
    st.dates().map(lambda each: f"{each}/.."),
)
_EVENTS = st.lists(_DATES, max_size=8, unique=True).map(lambda dates: [event(date) for date in dates])


@given(_EVENTS, st.integers(), st.sampled_from([None, *MODES]))
def test_only_what_the_dates_decide_is_asked(events: list[Event], seed: int, mode: Mode | None) -> None:
    for question in islice(questions(events, random.Random(seed), mode), 5):
        assert mode is None or question.mode == mode
        assert len({each.id for each in question.events}) == (SIZE if question.mode == "order" else 2)
        undecided = sum(not (surely_before(a, b) or surely_before(b, a)) for a, b in combinations(question.events, 2))
        assert undecided <= (1 if question.mode == "order" else 0)
        truth = sorted(question.events, key=lambda each: each.date.order)
        assert question.is_right(truth)
        assert not question.is_right(truth[::-1])


def test_questions_of_both_modes_come_in_turn() -> None:
    events = [event(f"{year}") for year in range(2000, 2010)]
    asked = list(islice(questions(events, random.Random(1), None), 6))
    assert [question.mode for question in asked] == ["before-after", "order"] * 3


def test_the_same_is_asked_again_only_where_nothing_else_is_left() -> None:
    events = [event("2000"), event("2001"), event("2002")]
    asked = [{each.id for each in q.events} for q in islice(questions(events, random.Random(1), None), 4)]
    assert all(one != other for one, other in combinations(asked[:3], 2))
    assert asked[3] in asked[:3]


NONE: Mapping[str, tuple[list[Event], Mode | None]] = {
    "no event": ([], None),
    "one event": ([event("2021")], None),
    "undecided": ([event("2021"), event("2021-05")], None),
    "three for an order of four": ([event("2021"), event("2022"), event("2023")], "order"),
    "two undecided pairs in four": (
        [event("2021-02"), event("2021-02-05"), event("2022"), event("2022-05")],
        "order",
    ),
    "a part and its whole": ([event("2021", name="a"), event("2022", name="b", part_of="a")], None),
    "titles alike without their years": (
        [event("2021", title="Output in 2021"), event("2022", title="Output in 2022")],
        None,
    ),
}


@pytest.mark.parametrize("case", NONE)
def test_there_may_be_nothing_to_ask(case: str) -> None:
    events, mode = NONE[case]
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
def test_prompts_give_no_date_away(title: str) -> None:
    assert prompt(event("2021", title=title)) == PROMPTS[title]


def test_a_title_of_commas_alone_stays() -> None:
    assert prompt(event("2021", title=", ;")) == ", ;"


@given(
    st.lists(
        st.sampled_from(["in", "2021", "May", "5", "2022/23", "-", ",", "of", "(1999)", "trade", "Q1", "to"]),
        min_size=1,
    )
)
def test_no_year_survives(words: list[str]) -> None:
    title = " ".join(words)
    shown = prompt(event("2021", title=title))
    assert not re.search("2021|2022|1999", shown) or shown == title
    assert shown.strip()


def quiz(*arguments: str, typed: str = "", log: str | os.PathLike[str] = SAMPLE) -> Outcome:
    """A round with a fixed seed."""
    return run("quiz", "--seed", "3", *arguments, stdin=typed.encode(), log=log)


def _answers(result: Outcome, sample: Timeline, *, right: bool) -> Iterator[str]:
    """Right or wrong answers to the questions of a run that was left at once with `--rounds 1`."""
    titles = {prompt(each): each for each in sample.events}
    shown = [
        titles[line] for line in re.findall(r"^  (?:[a-d]\) )?(\S.*)$", result.out, re.MULTILINE) if line in titles
    ]
    order = sorted(shown, key=lambda each: each.date.order)
    if len(shown) == 2:
        yield "before" if (shown[0] is order[0]) == right else "after"
    else:
        letters = ["abcd"[shown.index(each)] for each in order]
        yield "".join(letters if right else letters[::-1])


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("right", [True, False], ids=["right", "wrong"])
def test_an_answer_is_judged_and_the_truth_told(mode: str, right: bool, sample: Timeline) -> None:
    arguments = ("--mode", mode, "--rounds", "1")
    (answer,) = _answers(quiz(*arguments), sample, right=right)
    result = quiz(*arguments, typed=f"{answer}\n")
    assert (result.code, result.err) == (0, "")
    assert ("\nRight.\n" in result.out or "? Right.\n" in result.out) == right
    assert ("? No.\n" in result.out) == (not right)
    assert f"{int(right)} of 1 right." in result.out
    assert ("To revise:\n  mmru show " in result.out) == (not right)
    assert re.search(r"^  \S.*: .+ \(.+\)$", result.out, re.MULTILINE)


def test_a_round_reads_like_a_conversation(golden: Callable[[str, str], None]) -> None:
    result = quiz("--rounds", "3", typed="maybe\nbefore\nabc\n a, b c-d\nA\n")
    assert result.code == 0
    assert "\x1b" not in result.out
    assert "\r" not in result.out
    golden("quiz.txt", result.out)


def test_the_same_seed_asks_the_same() -> None:
    typed = "b\nabcd\n" * 4
    assert quiz(typed=typed).out == quiz(typed=typed).out
    others = [run("quiz", "--seed", str(seed), stdin=typed.encode()).out for seed in range(3)]
    assert len(set(others)) == 3


@pytest.mark.parametrize(
    "typed", ["", "b", "\n", "x\n", "q\n", "quit\n", "b\nq\n", "b\nquit\n", "b\nabcd\n", "\xff\n\x00\n"]
)
def test_leaving_is_quiet_and_keeps_the_score(typed: str) -> None:
    result = quiz(typed=typed)
    assert (result.code, result.err) == (0, "")
    assert "No question answered." in result.out or re.search(r"\n[0-9]+ of [0-9]+ right\.\n", result.out)


def test_what_is_no_text_is_no_answer() -> None:
    ended = run_process("quiz", "--seed", "3", stdin=b"\xff\xfe\nb\n", environment={"PYTHONIOENCODING": "utf-8:strict"})
    assert (ended.code, ended.err) == (0, "")
    assert "of 1 right" in ended.out


def test_without_standard_input_there_is_no_answer() -> None:
    command = [sys.executable, "-c", "from mmru_timeline.cli.main import main; main()"]
    done = subprocess.run(
        ["sh", "-c", '"$@" <&-', "sh", *command, "--timeline", os.fspath(SAMPLE), "quiz"],
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.endswith(b"\nNo question answered.\n")


def test_an_interrupt_leaves_with_the_score_so_far() -> None:
    command = [sys.executable, "-c", "from mmru_timeline.cli.main import main; main()"]
    process = subprocess.Popen(
        [*command, "--timeline", os.fspath(SAMPLE), "quiz", "--mode", "before-after"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b"b\n")
    process.stdin.flush()
    seen = b""
    while not seen.endswith(b"Question 2 of 10\n"):
        seen += process.stdout.readline()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")
    assert re.search(rb"\n[01] of 1 right\.\n", out)


MISUSES: Mapping[str, tuple[tuple[str, ...], str]] = {
    "too few events": (("--milestones", "--mode", "order"), "too few events here whose dates decide an order"),
    "no events": (("--on", "1700"), "too few events"),
    "an unknown mode": (("--mode", "after"), "--mode: there is no 'after'"),
    "an empty mode": (("--mode", ""), "--mode: there is no ''"),
    "no rounds": (("--rounds", "0"), "--rounds"),
}


@pytest.mark.parametrize("case", MISUSES)
def test_misuse_says_what_to_write(case: str) -> None:
    arguments, message = MISUSES[case]
    result = quiz(*arguments)
    assert result.code == 2
    assert message in result.err


def test_filters_choose_what_is_asked_for() -> None:
    result = quiz("--milestones", "--rounds", "2", typed="b\nb\n")
    assert "Question 2 of 2" in result.out
    assert set(re.findall(r"^  (\w.*)$", result.out.partition("before or after?")[0], re.MULTILINE)) == {
        "Rudolf V crowned in Strelsau",
        "Coal treaty signed",
    }


def test_an_event_without_sources_tells_its_date_alone(folder: Path) -> None:
    text = "schema: 1\ntitle: A\nevents:\n  - {id: a, date: 2021, title: One}\n  - {id: b, date: 2022, title: Two}\n"
    (folder / "log.yaml").write_text(text, encoding="utf-8")
    result = quiz("--rounds", "1", log="log.yaml", typed="b\n")
    assert "\n  some day in 2021: One\n  some day in 2022: Two\n" in result.out


def test_a_log_from_standard_input_leaves_nobody_to_answer() -> None:
    result = run("quiz", log="-", stdin=SAMPLE.read_bytes())
    assert (result.code, result.out.splitlines()[-1]) == (0, "No question answered.")
