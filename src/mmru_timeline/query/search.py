"""The search for words in the texts of events."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from mmru_timeline.errors import UsageError
from mmru_timeline.records.model import Event
from mmru_timeline.records.timeline import Timeline
from mmru_timeline.text import fold_words, shorten

Word: TypeAlias = tuple[str, ...]
"""One word that was typed, folded, in the parts between its hyphens: ("su", "30")."""
Phrase: TypeAlias = tuple[Word, ...]
"""Words that must follow one another."""

_AROUND = 4
"""Words shown on either side of a match."""
_AMERICAN = {
    "aluminium": "aluminum",
    "centre": "center",
    "defence": "defense",
    "licence": "license",
    "offence": "offense",
    "programme": "program",
    "rouble": "ruble",
    "tonne": "ton",
}
_AMERICAN_ENDINGS = tuple(
    (re.compile(ending), american)
    for ending, american in (
        ("is(e|ed|es|er|ers|ing|ation|ations)$", r"iz\1"),
        ("ys(e|ed|es|ing)$", r"yz\1"),
        ("(?<=[bdlnv])our(s|ed|ing|able|ite|ites)?$", r"or\1"),
    )
)


class Place(NamedTuple):
    """A text of an event, and what it is: "title", "summary", "source", ..."""

    what: str
    text: str


@dataclass(frozen=True, slots=True)
class _Words:
    """The folded words of a text, and its hyphenated words joined ("su30")."""

    words: tuple[str, ...]
    joined: tuple[str, ...]


class Search:
    """A search for phrases: an event is found if each of them is in one of its texts.

    A word matches a whole word or the beginning of one; in a phrase, all but the last match whole words. The parts of a
    hyphenated word match whole words that follow one another, the last one also the beginning of a word, or the word
    written without hyphens. Singular and plural, and American and British spellings, match each other. Raises
    UsageError if there is no word to search for.
    """

    def __init__(self, log: Timeline, words: Iterable[str]) -> None:
        self._log = log
        self.phrases = phrases_of(words)
        if not self.phrases:
            raise UsageError(f"'{shorten(' '.join(words))}' has no word to search for", "write letters or digits")

    def finds(self, event: Event) -> bool:
        """Whether every phrase is in one of the texts of the event."""
        texts = [_folded(place.text) for place in places(event, self._log)]
        return all(any(_contains(text, phrase) for text in texts) for phrase in self.phrases)

    def matches(self, event: Event) -> list[Place]:
        """For each phrase that the title does not contain, the first text that does, cut to the words around it."""
        found: dict[Place, None] = {}
        for phrase in self.phrases:
            place = next(place for place in places(event, self._log) if _contains(_folded(place.text), phrase))
            found[Place(place.what, _excerpt(place.text, phrase))] = None
        return [place for place in found if place.what != "title"]


def phrases_of(arguments: Iterable[str]) -> tuple[Phrase, ...]:
    """The phrases that arguments ask for.

    A whole argument is one phrase; in an argument with double quotes, each quoted text is one, and so is every other
    word.
    """
    found: list[Phrase] = []
    for argument in arguments:
        quoted = argument.count('"') >= 2
        for position, piece in enumerate(argument.split('"') if quoted else [argument]):
            words = [word for text in piece.split() if (word := tuple(fold_words(text)))]
            # Every second piece of a quoted argument is outside the quotes.
            found += [(word,) for word in words] if quoted and position % 2 == 0 else [tuple(words)]
    return tuple(phrase for phrase in found if phrase)


def places(event: Event, log: Timeline) -> Iterator[Place]:
    """Every text of the event that a search looks into, the most telling first."""
    yield Place("title", event.title)
    for what, text in (
        ("summary", event.summary),
        ("note", event.note),
        ("place", event.place and log.place_label(event.place)),
    ):
        if text:
            yield Place(what, text)
    if event.place and event.place in log.places:
        for place_id in (event.place, *log.places.ancestors(event.place)):
            for alias in log.places[place_id].aliases:
                yield Place("place", alias)
    for figure in event.figures:
        yield Place("figure", figure.text)
    for account in event.accounts:
        yield Place("rival account", account.says)
        for figure in account.figures:
            yield Place("rival account", figure.text)
    for actor in event.actors:
        for name in log.actors[actor].names:
            yield Place("actor", name)
    yield Place("id", event.id)
    for source_id in event.all_source_ids:
        yield Place("source", log.sources[source_id].title)


def _excerpt(text: str, phrase: Phrase) -> str:
    """The words of a text around the first place of a phrase."""
    words = text.split()
    rests = (_folded(" ".join(words[i:])) for i in range(len(words)))
    # A single word may match a hyphenated one that is written without its hyphens.
    here = next((i for i, rest in enumerate(rests) if _follows(rest.words, 0, phrase)), None)
    if here is None:
        here = next((i for i, word in enumerate(words) if _contains(_folded(word), phrase)), 0)
    first, last = max(0, here - _AROUND), here + len(phrase) + _AROUND
    return ("… " if first else "") + " ".join(words[first:last]) + (" …" if last < len(words) else "")


@lru_cache(maxsize=1 << 16)
def _folded(text: str) -> _Words:
    groups = [fold_words(group) for group in text.split()]
    joined = ("".join(group) for group in groups if len(group) > 1)
    return _Words(tuple(word for group in groups for word in group), tuple(joined))


def _contains(text: _Words, phrase: Phrase) -> bool:
    """Whether the words of the phrase follow one another in the text."""
    if len(phrase) == 1 and any(_begins(joined, "".join(phrase[0])) for joined in text.joined):
        return True
    return any(_follows(text.words, start, phrase) for start in range(len(text.words)))


def _follows(words: tuple[str, ...], start: int, phrase: Phrase) -> bool:
    """Whether the phrase begins at this word of a text."""
    for number, word in enumerate(phrase, 1):
        # Only the last word of a phrase may be the beginning of one.
        matches = _begins if number == len(phrase) else _same
        last = start + len(word) - 1
        if last < len(words) and all(map(_same, word[:-1], words[start:last])) and matches(words[last], word[-1]):
            start = last + 1
        elif len(word) > 1 and start < len(words) and matches(words[start], "".join(word)):
            start += 1
        else:
            return False
    return True


def _begins(word: str, typed: str) -> bool:
    """Whether a word begins with what was typed, or is its singular or plural, in either spelling."""
    return word.startswith(typed) or _american(word).startswith(_american(typed)) or _same(word, typed)


def _same(one: str, other: str) -> bool:
    return one == other or _singular(_american(one)) == _singular(_american(other))


@lru_cache(maxsize=1 << 14)
def _american(word: str) -> str:
    """The American spelling of a word, as far as rules can tell."""
    singular = word.removesuffix("s")
    if singular in _AMERICAN:
        return _AMERICAN[singular] + word[len(singular) :]
    for ending, american in _AMERICAN_ENDINGS:
        word = ending.sub(american, word)
    return word


@lru_cache(maxsize=1 << 14)
def _singular(word: str) -> str:
    """The singular of an English plural, as far as rules can tell."""
    if len(word) <= 3 or word == "news" or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("ses", "xes", "zes", "ches", "shes")):
        return word[:-2]
    return word.removesuffix("s")
