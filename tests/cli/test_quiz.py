"""`mmru quiz`: a whole round, the ways to leave it, and its errors."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from mmru_timeline import Timeline
from mmru_timeline.analysis.quiz import MODES, prompt
from running import INTERRUPTIBLE, SAMPLE, Outcome, run, run_process


def quiz(*arguments: str, typed: str = "", log: str | os.PathLike[str] = SAMPLE) -> Outcome:
    """Run a quiz with a fixed seed."""
    return run("quiz", "--seed", "3", *arguments, stdin=typed.encode(), log=log)


def answers(outcome: Outcome, sample: Timeline, *, right: bool) -> Iterator[str]:
    """The right or a wrong answer to the question of an earlier run with `--rounds 1` that was left at once."""
    titles = {prompt(each): each for each in sample.events}
    shown = [
        titles[line] for line in re.findall(r"^  (?:[a-d]\) )?(\S.*)$", outcome.out, re.MULTILINE) if line in titles
    ]
    order = sorted(shown, key=lambda each: each.date.order)
    if len(shown) == 2:
        yield "before" if (shown[0] is order[0]) == right else "after"
    else:
        letters = ["abcd"[shown.index(each)] for each in order]
        yield "".join(letters if right else letters[::-1])


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("right", [True, False], ids=["right", "wrong"])
def test_answer_is_judged_and_the_dates_are_shown(mode: str, right: bool, sample: Timeline) -> None:
    arguments = ("--mode", mode, "--rounds", "1")
    (answer,) = answers(quiz(*arguments), sample, right=right)
    outcome = quiz(*arguments, typed=f"{answer}\n")
    assert (outcome.code, outcome.err) == (0, "")
    assert ("\nRight.\n" in outcome.out or "? Right.\n" in outcome.out) == right
    assert ("? Wrong.\n" in outcome.out) == (not right)
    assert f"{int(right)} of 1 right." in outcome.out
    assert ("To revise:\n  mmru show " in outcome.out) == (not right)
    assert re.search(r"^  \S.*: .+ \(.+\)$", outcome.out, re.MULTILINE)


def test_a_whole_round(golden: Callable[[str, str], None]) -> None:
    outcome = quiz("--rounds", "3", typed="maybe\nbefore\nabc\n a, b c-d\nA\n")
    assert outcome.code == 0
    assert "\x1b" not in outcome.out
    assert "\r" not in outcome.out
    golden("quiz.txt", outcome.out)


def test_the_same_seed_asks_the_same_questions() -> None:
    typed = "b\nabcd\n" * 4
    assert quiz(typed=typed).out == quiz(typed=typed).out
    others = [run("quiz", "--seed", str(seed), stdin=typed.encode()).out for seed in range(3)]
    assert len(set(others)) == 3


@pytest.mark.parametrize(
    "typed", ["", "b", "\n", "x\n", "q\n", "quit\n", "b\nq\n", "b\nquit\n", "b\nabcd\n", "\xff\n\x00\n"]
)
def test_leaving_early_prints_the_score(typed: str) -> None:
    outcome = quiz(typed=typed)
    assert (outcome.code, outcome.err) == (0, "")
    assert "No questions answered." in outcome.out or re.search(r"\n[0-9]+ of [0-9]+ right\.\n", outcome.out)


def test_input_that_is_not_utf_8_is_not_an_answer() -> None:
    ended = run_process("quiz", "--seed", "3", stdin=b"\xff\xfe\nb\n", environment={"PYTHONIOENCODING": "utf-8:strict"})
    assert (ended.code, ended.err) == (0, "")
    assert "of 1 right" in ended.out


def test_closed_standard_input_ends_the_quiz() -> None:
    command = [sys.executable, "-c", "from mmru_timeline.cli.main import main; main()"]
    done = subprocess.run(
        ["sh", "-c", '"$@" <&-', "sh", *command, "--timeline", os.fspath(SAMPLE), "quiz"],
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.endswith(b"\nNo questions answered.\n")


def test_an_interrupt_ends_the_quiz_with_the_score_so_far() -> None:
    process = subprocess.Popen(
        [*INTERRUPTIBLE, "--timeline", os.fspath(SAMPLE), "quiz", "--mode", "before-after"],
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
        line = process.stdout.readline()
        assert line, "the quiz ended before its second question"
        seen += line
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")
    assert re.search(rb"\n[01] of 1 right\.\n", out)


def test_no_events_are_no_error() -> None:
    outcome = quiz("--on", "1700")
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "no events match\n")


UNDECIDED = "mmru: these events are too few, or dated too vaguely, for a question\n      use fewer filters\n"
MODES_HINT = "      write one of before-after, order\n"

# arguments, the error message
MISUSES: Mapping[str, tuple[tuple[str, ...], str]] = {
    "too few events": (("--milestones", "--mode", "order"), UNDECIDED),
    "an unknown mode": (("--mode", "riddle"), f"mmru: --mode: unknown value 'riddle'\n{MODES_HINT}"),
    "a mode that nearly exists": (
        ("--mode", "befor-after"),
        "mmru: --mode: unknown value 'befor-after'\n      did you mean 'before-after'?\n",
    ),
    "an empty mode": (("--mode", ""), f"mmru: --mode: unknown value ''\n{MODES_HINT}"),
    "no rounds": (("--rounds", "0"), "mmru: --rounds: 0 is too small\n      write 1 or more\n"),
}


@pytest.mark.parametrize("case", MISUSES)
def test_misuse_exits_with_2(case: str) -> None:
    arguments, message = MISUSES[case]
    outcome = quiz(*arguments)
    assert (outcome.code, outcome.out, outcome.err) == (2, "", message)


def test_filters_choose_the_events() -> None:
    outcome = quiz("--milestones", "--rounds", "2", typed="b\nb\n")
    assert "Question 2 of 2" in outcome.out
    assert set(re.findall(r"^  (\w.*)$", outcome.out.partition("before or after?")[0], re.MULTILINE)) == {
        "Rudolf V crowned in Strelsau",
        "Coal treaty signed",
    }


def test_event_without_sources_is_shown_with_its_date_only(folder: Path) -> None:
    text = "schema: 1\ntitle: A\nevents:\n  - {id: a, date: 2021, title: One}\n  - {id: b, date: 2022, title: Two}\n"
    (folder / "log.yaml").write_text(text, encoding="utf-8")
    outcome = quiz("--rounds", "1", log="log.yaml", typed="b\n")
    assert "\n  some day in 2021: One\n  some day in 2022: Two\n" in outcome.out


def test_log_on_standard_input_leaves_no_input_for_answers() -> None:
    outcome = run("quiz", log="-", stdin=SAMPLE.read_bytes())
    assert (outcome.code, outcome.out.splitlines()[-1]) == (0, "No questions answered.")


def test_no_questions_without_events() -> None:
    done = run("quiz", "--on", "1700")
    assert (done.code, done.out, done.err) == (0, "", "no events match\n")
    assert run("quiz", "--on", "1700", "--exit-code").code == 3
