"""Words are resolved against a vocabulary, never compared as text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

_ACCENTS = re.compile("[\u0300-\u036f]")
_SEPARATORS = re.compile(r"[\s\-.'\u2019\u02bc\u2010\u2011]+")
_WORD_BREAK = re.compile(r"[\s\-.,;:!?/()\[\]\u2013\u2014\u201c\u201d\"]+")


def fold(text: str) -> str:
    """The text with case, accents, spaces, hyphens, apostrophes and full stops levelled.

    Only U+0300 to U+036F are dropped: the combining marks of Burmese are letters' own.
    """
    return unicodedata.normalize("NFC", _SEPARATORS.sub("", _level(text)))


def fold_words(text: str) -> list[str]:
    """The words of a text, each folded; the empty ones left out."""
    words = (_SEPARATORS.sub("", word) for word in _WORD_BREAK.split(_level(text)))
    return [word for word in words if word]


def _level(text: str) -> str:
    if text.isascii():
        return text.lower()
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return unicodedata.normalize("NFC", _ACCENTS.sub("", spread))


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One word of a vocabulary; `part_of` is the id of its one parent."""

    id: str
    label: str
    aliases: tuple[str, ...] = ()
    part_of: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Everything the term is called: id, label, aliases."""
        return (self.id, self.label, *self.aliases)


class UnknownTerm(LookupError):
    """A text that names no single term: `candidates` if several would do, else `nearest` ids, best first."""

    def __init__(self, text: str, *, candidates: tuple[str, ...] = (), nearest: tuple[str, ...] = ()) -> None:
        super().__init__(text)
        self.text = text
        self.candidates = candidates
        self.nearest = nearest


T_co = TypeVar("T_co", bound=Term, covariant=True)


@dataclass(frozen=True)
class Vocabulary(Generic[T_co]):
    """Terms by id, in the author's order."""

    terms: Mapping[str, T_co] = field(default_factory=dict)

    def __iter__(self) -> Iterator[T_co]:
        return iter(self.terms.values())

    def __len__(self) -> int:
        return len(self.terms)

    def __contains__(self, term_id: object) -> bool:
        return term_id in self.terms

    def __getitem__(self, term_id: str) -> T_co:
        return self.terms[term_id]

    def label(self, term_id: str) -> str:
        """The term's label, or the text itself where it is no id of ours."""
        term = self.terms.get(term_id)
        return term.label if term else term_id

    @cached_property
    def _by_name(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for term in self:
            for name in term.names:
                names.setdefault(fold(name), term.id)
        return names

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        children: dict[str, list[str]] = {}
        for term in self:
            if term.part_of is not None:
                children.setdefault(term.part_of, []).append(term.id)
        return children

    def exact(self, text: str) -> str | None:
        """The id of the term that has this id, label or alias, whatever its case and accents."""
        return self._by_name.get(fold(text))

    def resolve(self, text: str) -> str:
        """The id that a text names: exactly, else by the beginnings of some words of one name, in order.

        Raises UnknownTerm with the candidates or the nearest terms.
        """
        found = self.exact(text)
        if found is not None:
            return found
        wanted = fold_words(text)
        candidates = tuple(
            term.id for term in self if wanted and any(_begins(wanted, fold_words(name)) for name in term.names)
        )
        if len(candidates) == 1:
            return candidates[0]
        raise UnknownTerm(text, candidates=candidates, nearest=() if candidates else self.nearest(text))

    def nearest(self, text: str, limit: int = 3) -> tuple[str, ...]:
        """Ids whose names look most like the text, best first."""
        ids: list[str] = []
        for name in nearest(fold(text), self._by_name, 3 * limit):
            if (term_id := self._by_name[name]) not in ids:
                ids.append(term_id)
        return tuple(ids[:limit])

    def ancestors(self, term_id: str) -> list[str]:
        """The parent, its parent and so on; the term itself is not among them."""
        chain: dict[str, None] = {}
        term = self.terms.get(term_id)
        while term is not None and term.part_of is not None and term.part_of not in chain:
            chain[term.part_of] = None
            term = self.terms.get(term.part_of)
        return list(chain)

    def within(self, term_id: str) -> frozenset[str]:
        """The term and all that is part of it, however deep."""
        found = {term_id}
        waiting = [term_id]
        while waiting:
            for child in self._children.get(waiting.pop(), ()):
                if child not in found:
                    found.add(child)
                    waiting.append(child)
        return frozenset(found)


def nearest(text: str, choices: Iterable[str], limit: int = 1) -> list[str]:
    """The choices that look most like the text, best first, none where nothing is near."""
    import difflib

    return difflib.get_close_matches(text, list(choices), n=limit, cutoff=0.6)


def _begins(wanted: list[str], words: list[str]) -> bool:
    rest = iter(words)
    return all(any(word.startswith(prefix) for word in rest) for prefix in wanted)
