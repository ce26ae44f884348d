"""Vocabularies of terms, against which the words of a question are resolved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

from mmru_timeline.errors import MmruError
from mmru_timeline.text import either, fold, fold_words, joined_by_or, nearest, shorten

_FEW = 16
_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term of a vocabulary; `part_of` is the id of its only parent."""

    id: str
    label: str
    aliases: tuple[str, ...] = ()
    part_of: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Everything the term is called: id, label and aliases."""
        return (self.id, self.label, *self.aliases)


class UnknownTermError(MmruError, LookupError):
    """A text that does not name exactly one term.

    `candidates` are the ids of the terms that it could mean, `nearest` the ids most similar to it, best first.
    """

    def __init__(
        self, message: str, hint: str, *, candidates: tuple[str, ...] = (), nearest: tuple[str, ...] = ()
    ) -> None:
        super().__init__(message, hint)
        self.candidates = candidates
        self.nearest = nearest


T_co = TypeVar("T_co", bound=Term, covariant=True)


@dataclass(frozen=True)
class Vocabulary(Generic[T_co]):
    """Terms by id, in the author's order. `noun` is what messages call one of them.

    `declared` is whether the log has a table of them; otherwise they are the ids or texts that its events use.
    """

    terms: Mapping[str, T_co] = field(default_factory=dict)
    noun: str = "term"
    declared: bool = True

    def __iter__(self) -> Iterator[T_co]:
        return iter(self.terms.values())

    def __len__(self) -> int:
        return len(self.terms)

    def __contains__(self, term_id: object) -> bool:
        return term_id in self.terms

    def __getitem__(self, term_id: str) -> T_co:
        return self.terms[term_id]

    def label(self, term_id: str) -> str:
        """The term's label; a text that is not an id is its own label."""
        term = self.terms.get(term_id)
        return term.label if term else term_id

    def labels(self, term_ids: Iterable[str]) -> str:
        """The labels of several terms, joined by commas."""
        return ", ".join(self.label(term_id) for term_id in term_ids)

    @cached_property
    def _id_by_name(self) -> dict[str, str]:
        ids: dict[str, str] = {}
        for term in self:
            for name in term.names:
                ids.setdefault(fold(name), term.id)
        return ids

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        children: dict[str, list[str]] = {}
        for term in self:
            if term.part_of is not None:
                children.setdefault(term.part_of, []).append(term.id)
        return children

    def exact(self, text: str) -> str | None:
        """The id of the term with this id, label or alias, whatever its case and accents."""
        return self._id_by_name.get(fold(text))

    def resolve(self, text: str) -> str:
        """The id that a text names: exactly, or by the beginnings of some words of one name, in order.

        Raises UnknownTermError with the candidates or the nearest terms.
        """
        if (found := self.exact(text)) is not None:
            return found
        wanted = fold_words(text)
        candidates = tuple(
            term.id for term in self if wanted and any(_begins(wanted, fold_words(name)) for name in term.names)
        )
        if len(candidates) == 1:
            return candidates[0]
        value = shorten(text)
        if candidates:
            more = f" and {len(candidates) - _SHOWN} more" if len(candidates) > _SHOWN else ""
            raise UnknownTermError(
                f"{self.noun} '{value}' is ambiguous ({len(candidates)} matches)",
                f"write one of {', '.join(self._described(name) for name in candidates[:_SHOWN])}{more}",
                candidates=candidates,
            )
        near = self._nearest(text)
        if near:
            quoted = (self._described(name).replace(name, f"'{name}'", 1) for name in near)
            hint = f"did you mean {joined_by_or(quoted)}?"
        elif 0 < len(self) <= _FEW:
            hint = f"write one of {', '.join(term.id for term in self)}"
        else:
            nouns = f"{self.noun}s".replace(" or ", "s and " if self.terms else "s or ")
            hint = f"the log has {len(self) or 'no'} {nouns}"
        raise UnknownTermError(f"unknown {self.noun} '{value}'", hint, nearest=near)

    def named(self, text: str) -> list[str]:
        """The ids of all terms that a text can mean: the one with this name, or those with words that begin so.

        Raises UnknownTermError if there are none.
        """
        try:
            return [self.resolve(text)]
        except UnknownTermError as unknown:
            if unknown.candidates:
                return list(unknown.candidates)
            raise

    def resolve_all(self, values: Iterable[str]) -> list[str]:
        """The ids that the values of an option name; a value that is not a name itself is split at its commas.

        Raises UnknownTermError for the first value, or piece of one, that names no single term.
        """
        ids: list[str] = []
        for value in values:
            # "nuclear,energy" is two sectors, although its words also begin the name "nuclear energy".
            if "," not in value or self.exact(value) is not None:
                ids.append(self.resolve(value))
                continue
            pieces = [piece for piece in value.split(",") if piece.strip()] or [value]
            try:
                ids += [self.resolve(piece) for piece in pieces]
            except UnknownTermError as unknown:
                # The commas may belong to one name of which only the beginnings of words were typed.
                try:
                    ids.append(self.resolve(value))
                except UnknownTermError:
                    raise unknown from None
        return ids

    def _described(self, term_id: str) -> str:
        """The id, and the label unless it only repeats the id."""
        label = self.label(term_id)
        return term_id if label.casefold() == term_id else f"{term_id} ({label})"

    def _nearest(self, text: str, limit: int = 3) -> tuple[str, ...]:
        ids = (self._id_by_name[name] for name in nearest(fold(text), self._id_by_name, 3 * limit))
        return tuple(dict.fromkeys(ids))[:limit]

    def parent(self, term_id: str) -> str | None:
        """The id of what the term is part of; None if that is nothing, or if there is no such term."""
        term = self.terms.get(term_id)
        return term.part_of if term else None

    def ancestors(self, term_id: str) -> list[str]:
        """The parent, its parent and so on, without the term itself; they end where a cycle would begin."""
        chain: dict[str, None] = {}
        parent = self.parent(term_id)
        while parent is not None and parent not in chain:
            chain[parent] = None
            parent = self.parent(parent)
        return list(chain)

    def children(self, term_id: str) -> list[str]:
        """The ids of the direct parts of the term."""
        return self._children.get(term_id, [])

    def with_parts(self, term_ids: Iterable[str]) -> frozenset[str]:
        """The terms and everything that is part of them, at any depth."""
        found = set(term_ids)
        waiting = list(found)
        while waiting:
            for child in self.children(waiting.pop()):
                if child not in found:
                    found.add(child)
                    waiting.append(child)
        return frozenset(found)


def choose(value: str, choices: Iterable[str], noun: str) -> str:
    """The value if it is one of a fixed set of choices; raises UnknownTermError otherwise."""
    listed = list(choices)
    if value in listed:
        return value
    near = tuple(nearest(value, listed))
    hint = f"did you mean {either(near)}?" if near else f"write one of {', '.join(listed)}"
    raise UnknownTermError(f"unknown {noun} '{shorten(value)}'", hint, nearest=near)


def _begins(wanted: list[str], words: list[str]) -> bool:
    rest = iter(words)
    return all(any(word.startswith(prefix) for word in rest) for prefix in wanted)
