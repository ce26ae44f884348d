"""`mmru quiz`."""

from __future__ import annotations

import io
import itertools
import random
import sys
from typing import Annotated

import typer

from mmru_timeline.analysis.quiz import Mode, Question, prompt, questions
from mmru_timeline.cli.interrupts import interruptible
from mmru_timeline.cli.run import ExitCode, Run
from mmru_timeline.dates.wording import long_text
from mmru_timeline.errors import UsageError
from mmru_timeline.query.matching import Selection
from mmru_timeline.query.query import Query
from mmru_timeline.records.model import Event
from mmru_timeline.records.timeline import Timeline
from mmru_timeline.views.page import Page

EXAMPLES = {
    "mmru quiz --milestones": "ten questions about the most important events",
    "mmru quiz --sector arms --mode order --seed 7": "the same arms questions every time",
}
_LETTERS = "abcd"


@interruptible()
def quiz(
    run: Run,
    query: Query,
    rounds: Annotated[int, typer.Option("--rounds", metavar="N", min=1, help="The number of questions.")] = 10,
    seed: Annotated[
        int | None,
        typer.Option(
            "--seed", metavar="N", help="A number that makes the questions the same every time.", show_default=False
        ),
    ] = None,
    mode: Annotated[
        Mode | None,
        typer.Option("--mode", help="Ask only one kind of question; by default both in turn.", show_default=False),
    ] = None,
) -> ExitCode:
    """Quiz yourself on what came before what."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    log = run.log()
    selection = Selection(log, query)
    events = [hit.event for hit in selection.hits]
    if not events:
        return run.nothing_found(selection)
    voice = _Voice(run)
    asked = questions(events, random.Random(seed), mode)
    missed: dict[str, None] = {}
    right = answered = 0
    try:
        # islice takes no greater number than sys.maxsize.
        for number, question in enumerate(itertools.islice(asked, min(rounds, sys.maxsize)), 1):
            voice.say(f"\nQuestion {number} of {rounds}")
            order = _answer(voice, question)
            if order is None:
                break
            answered = number
            is_right = question.is_right(order)
            right += is_right
            missed.update({} if is_right else dict.fromkeys(event.id for event in question.events))
            voice.say("Right." if is_right else "Wrong.")
            _tell_dates(voice, log, question)
        else:
            if not answered:
                raise UsageError("these events are too few, or dated too vaguely, for a question", "use fewer filters")
    except (EOFError, KeyboardInterrupt):
        voice.say()
    voice.say(f"\n{right} of {answered} right." if answered else "No questions answered.")
    if missed:
        voice.say("To revise:\n" + "\n".join(f"  mmru show {event_id}" for event_id in missed))
    return ExitCode.FINE


class _Voice:
    """Prints at once, since nobody could answer a question that is kept until the end, and reads answers."""

    def __init__(self, run: Run) -> None:
        self._page = Page(sys.stdout, run.look)

    def say(self, text: str = "") -> None:
        """Print a text line by line, wrapped between words."""
        for line in text.split("\n"):
            indent = len(line) - len(line.lstrip())
            for number, part in enumerate(self._page.wrap(self._page.text(line.lstrip()), self._page.width - indent)):
                self._page.line(self._page.text(" " * (indent + 2 * bool(number)), part))
        sys.stdout.flush()

    def say_whole(self, text: str) -> None:
        """Print a line as it is, such as an address, which could not be copied if it were broken."""
        self._page.line(text)
        sys.stdout.flush()

    def ask(self, text: str) -> str:
        """The line that the student types, in lower case. Raises EOFError at the end of input."""
        sys.stdout.write(text)
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.strip().lower()


def _answer(voice: _Voice, question: Question) -> list[Event] | None:
    """The order that the student gives; None if the student quits."""
    if question.mode == "before-after":
        return _before_or_after(voice, *question.events)
    voice.say("Put these in order, the earliest first:")
    for letter, event in zip(_LETTERS, question.events, strict=True):
        voice.say(f"  {letter}) {prompt(event)}")
    while True:
        typed = voice.ask(f"order, such as {_LETTERS[::-1]}? ")
        letters = [letter for letter in typed if letter.isalpha()]
        if typed in ("q", "quit"):
            return None
        if sorted(letters) == list(_LETTERS):
            return [question.events[_LETTERS.index(letter)] for letter in letters]
        voice.say(f"Type the letters {', '.join(_LETTERS)} in your order, or q to quit.")


def _before_or_after(voice: _Voice, one: Event, other: Event) -> list[Event] | None:
    voice.say(f"  {prompt(one)}\nWas that before or after this?\n  {prompt(other)}")
    while True:
        typed = voice.ask("before or after? ")
        if typed and "before".startswith(typed):
            return [one, other]
        if typed and "after".startswith(typed):
            return [other, one]
        if typed and "quit".startswith(typed):
            return None
        voice.say("Type before, after or quit, or the first letter of one of them.")


def _tell_dates(voice: _Voice, log: Timeline, question: Question) -> None:
    """The events in order, each with its date and one source, preferably a first-hand one with an address."""
    for event in sorted(question.events, key=lambda event: event.date.order):
        sources = [log.sources[citation.id] for citation in event.sources]
        first_hand = [source for source in sources if not source.secondary and source.url]
        best = next(iter(first_hand or sources), None)
        named = f" ({log.publisher_label(best)})" if best else ""
        voice.say(f"  {long_text(event.date)}: {event.title}{named}")
        if best and best.url:
            voice.say_whole(f"    {best.url}")
