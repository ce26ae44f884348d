"""Questions that dates can decide: "before or after" and "put in order". The prompts contain no dates."""

from __future__ import annotations

import random
import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, cycle
from typing import Literal, TypeAlias, get_args

from mmru_timeline.dates.edtf import MONTHS
from mmru_timeline.records.model import Event

Mode: TypeAlias = Literal["before-after", "order"]
MODES: tuple[Mode, ...] = get_args(Mode)
SIZE = 4
"""How many events are to be put in order."""
_ATTEMPTS = 200


@dataclass(frozen=True, slots=True)
class Question:
    """Events in the order in which they are shown."""

    mode: Mode
    events: tuple[Event, ...]

    def is_right(self, order: Sequence[Event]) -> bool:
        """Whether the dates allow this order: no event comes before one that was certainly over when it began."""
        return not any(surely_before(later, earlier) for earlier, later in combinations(order, 2))


def surely_before(one: Event, other: Event) -> bool:
    """Whether one event was certainly over before the other began, by every account of both."""
    return all(
        not first.end.mark and not second.start.mark and first.e2 < second.s1
        for first in one.dates
        for second in other.dates
    )


def questions(events: Sequence[Event], chance: random.Random, mode: Mode | None) -> Iterator[Question]:
    """Endless questions, alternating between the modes unless one is given; none if the dates decide too little.

    The same events are asked about again only if no others can be found.
    """
    asked: set[frozenset[str]] = set()
    for kind in cycle([mode] if mode else MODES):
        question = None
        # If the dates cannot decide an order of four, they may still decide one of two.
        for each in dict.fromkeys((kind, mode or "before-after")):
            question = question or _draw(events, chance, each, asked) or _draw(events, chance, each, set())
        if question is None:
            return
        asked.add(frozenset(event.id for event in question.events))
        yield question


def _draw(
    events: Sequence[Event], chance: random.Random, mode: Mode, asked: Container[frozenset[str]]
) -> Question | None:
    size = SIZE if mode == "order" else 2
    if len(events) < size:
        return None
    for _ in range(_ATTEMPTS):
        drawn = tuple(chance.sample(events, size))
        undecided = sum(not (surely_before(a, b) or surely_before(b, a)) for a, b in combinations(drawn, 2))
        titles = {prompt(event) for event in drawn}
        related = any(a.part_of == b.id or b.part_of == a.id for a, b in combinations(drawn, 2))
        fresh = frozenset(event.id for event in drawn) not in asked
        if fresh and undecided <= (1 if mode == "order" else 0) and len(titles) == size and not related:
            return Question(mode, drawn)
    return None


_MONTH = f"(?:{'|'.join(MONTHS)}|{'|'.join(month[:3] for month in MONTHS if month != 'May')})"
_LEAD = r"(?:\b(?i:in|of|for|since|until|by|on|from|to|during|between|early|mid|late|the end of)[ -]+)*"
_YEAR = r"(?<![0-9])(?<![0-9][.,])[12][0-9]{3}"
_DATED = (
    re.compile(rf"{_LEAD}\b{_MONTH}(?: {_YEAR})? (?:to|and|or) (?=(?:[0-9]{{1,2}} )?{_MONTH}\b)"),
    re.compile(rf"{_LEAD}\b[0-9]{{1,2}}(?:[–-][0-9]{{1,2}})? {_MONTH}\b\.?(?:,? {_YEAR})?"),
    re.compile(rf"{_LEAD}\b{_MONTH} [0-9]{{1,2}}\b(?:,? {_YEAR})?"),
    re.compile(rf"{_LEAD}\b{_MONTH}\.? {_YEAR}\b"),
    re.compile(rf"\b(?i:in|of|for|since|until|by|during|from|to) {_MONTH}\b"),
    re.compile(rf"{_LEAD}\b[0-9]{{1,2}}([-./])[0-9]{{1,2}}\1[12][0-9]{{3}}\b"),
    re.compile(rf"{_LEAD}(?:\bQ[1-4] |\bH[12] )?{_YEAR}(?:[–/-][0-9]{{1,4}}){{0,2}}(?![0-9]|[.,][0-9])s?"),
)


def prompt(event: Event) -> str:
    """The title without dates and years, so that it does not give away the answer."""
    text = event.title
    for pattern in _DATED:
        text = pattern.sub("…", text)
    text = re.sub(r"…(?:\s*…)+", "…", text).strip(" ,;")
    return re.sub(r"\s+([,;:.])", r"\1", text) or event.title
