"""`mmru quiz`."""

from __future__ import annotations

import io
import itertools
import random
import shutil
import sys
import textwrap
from typing import Annotated

import typer

from mmru_timeline.analysis.quiz import MODES, Mode, Question, prompt, questions
from mmru_timeline.cli.asking import query_of
from mmru_timeline.cli.completing import complete_from
from mmru_timeline.cli.options import Filters
from mmru_timeline.cli.run import Misuse, Run, choose
from mmru_timeline.dates.edtf import long_text
from mmru_timeline.query.matching import select
from mmru_timeline.records.model import Event, Timeline

_LETTERS = "abcd"


def quiz(
    run: Run,
    filters: Filters,
    rounds: Annotated[int, typer.Option("--rounds", metavar="N", min=1, help="How many questions.")] = 10,
    seed: Annotated[
        int | None, typer.Option("--seed", metavar="N", help="The same questions again.", show_default=False)
    ] = None,
    mode: Annotated[
        str | None,
        typer.Option(
            "--mode",
            metavar="|".join(MODES),
            autocompletion=complete_from(MODES),
            help="One sort of question; both in turn unless told.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Ask what came before what; every order that the dates allow is right."""
    sort: Mode | None = choose("--mode", mode, MODES) if mode is not None else None  # type: ignore[assignment]
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    timeline = run.log()
    events = [hit.event for hit in select(timeline, query_of(filters, timeline))]
    asked = questions(events, random.Random(seed), sort)
    missed: dict[str, None] = {}
    right = answered = 0
    try:
        for number, question in enumerate(itertools.islice(asked, rounds), 1):
            _say(f"\nQuestion {number} of {rounds}")
            order = _answer(question)
            if order is None:
                break
            answered = number
            good = question.is_right(order)
            right += good
            missed.update({} if good else dict.fromkeys(event.id for event in question.events))
            _say("Right." if good else "No.")
            _tell(timeline, question)
        else:
            if not answered:
                raise Misuse("there are too few events here whose dates decide an order", "choose fewer filters")
    except (EOFError, KeyboardInterrupt):
        _say("")
    _say(f"\n{right} of {answered} right." if answered else "No question answered.")
    if missed:
        _say("To revise:\n" + "\n".join(f"  mmru show {name}" for name in missed))


def _say(text: str) -> None:
    """Put a text line by line, wrapped between words to the width of the terminal."""
    width = max(20, shutil.get_terminal_size((80, 24)).columns)
    for line in text.split("\n"):
        indent = " " * (len(line) - len(line.lstrip()))
        wrapped = textwrap.wrap(
            line, width, subsequent_indent=f"{indent}  ", break_long_words=False, break_on_hyphens=False
        )
        sys.stdout.write("\n".join(wrapped) + "\n")
    sys.stdout.flush()


def _answer(question: Question) -> list[Event] | None:
    """The order that the student gives; None to leave. Raises EOFError at the end of input."""
    if question.mode == "before-after":
        one, other = question.events
        _say(f"  {prompt(one)}\nWas that before or after this?\n  {prompt(other)}")
        word = _read("before or after? ", {"b": "before", "a": "after", "q": "quit"})
        return None if word == "quit" else [one, other] if word == "before" else [other, one]
    _say("Put in order, the earliest first:")
    for letter, event in zip(_LETTERS, question.events, strict=True):
        _say(f"  {letter}) {prompt(event)}")
    while True:
        typed = _line(f"order, such as {_LETTERS[::-1]}? ").lower()
        letters = [letter for letter in typed if letter.isalpha()]
        if typed in ("q", "quit"):
            return None
        if sorted(letters) == list(_LETTERS):
            return [question.events[_LETTERS.index(letter)] for letter in letters]
        _say(f"Write the letters {', '.join(_LETTERS)} in some order, or q to leave.")


def _read(text: str, words: dict[str, str]) -> str:
    while True:
        typed = _line(text).lower()
        if typed and any(word.startswith(typed) for word in words.values()):
            return words[typed[0]]
        _say(f"Write {', '.join(words.values())} or a first letter.")


def _line(text: str) -> str:
    sys.stdout.write(text)
    sys.stdout.flush()
    # Python has no standard input where the shell closed it.
    line = sys.stdin.readline() if sys.stdin else ""
    if not line:
        raise EOFError
    return line.strip()


def _tell(timeline: Timeline, question: Question) -> None:
    """The truth, each event with its date and one source."""
    for event in sorted(question.events, key=lambda each: each.date.order):
        sources = [timeline.sources[cite.id] for cite in event.sources]
        best = next(
            (source for source in sources if not source.secondary and source.url), sources[0] if sources else None
        )
        said = f" ({timeline.publisher_name(best)}{', ' + best.url if best.url else ''})" if best else ""
        _say(f"  {long_text(event.date)}: {event.title}{said}")
