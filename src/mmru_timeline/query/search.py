"""The search for words in the texts of events."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from mmru_timeline.errors import UsageError
from mmru_timeline.records.model import Event
from mmru_timeline.records.timeline import Timeline
from mmru_timeline.text import fold_words, shorten

Phrase: TypeAlias = tuple[str, ...]
"""Folded words that must be together, each at the beginning of a word."""


def search_test(log: Timeline, words: Iterable[str]) -> Callable[[Event], bool]:
    """The test whether an event contains every phrase. Raises UsageError if there is no word to search for."""
    phrases = phrases_of(words)
    if not phrases:
        raise UsageError(f"'{shorten(' '.join(words))}' has no word to search for", "write letters or digits")

    def test(event: Event) -> bool:
        texts = [fold_words(text) for text in searched_texts(event, log)]
        return all(any(_contains(folded, phrase) for folded in texts) for phrase in phrases)

    return test


def phrases_of(arguments: Iterable[str]) -> tuple[Phrase, ...]:
    """The phrases of a command line: an argument with spaces is one, and so is text in double quotes."""
    found: list[Phrase] = []
    for argument in arguments:
        quoted = argument.count('"') >= 2
        for position, piece in enumerate(argument.split('"') if quoted else [argument]):
            words = fold_words(piece)
            # Every second piece of a quoted argument is outside the quotes.
            found += [(word,) for word in words] if quoted and position % 2 == 0 else [tuple(words)]
    return tuple(phrase for phrase in found if phrase)


def searched_texts(event: Event, log: Timeline) -> list[str]:
    """Every text of the event that a search looks into."""
    texts = [event.title, event.summary, event.note, event.place, *(figure.text for figure in event.figures)]
    for account in event.accounts:
        texts += [account.says, *(figure.text for figure in account.figures)]
    for actor in event.actors:
        texts += log.actors[actor].names
    return [text for text in texts if text]


def _contains(words: list[str], phrase: Phrase) -> bool:
    size = len(phrase)
    return any(
        all(word.startswith(start) for start, word in zip(phrase, words[index : index + size], strict=True))
        for index in range(len(words) - size + 1)
    )
