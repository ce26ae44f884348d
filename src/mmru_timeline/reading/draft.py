"""The records of a log, as far as they could be read, before the rules compare them with one another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

from mmru_timeline.reading.diagnostics import Document
from mmru_timeline.reading.nodes import Mapping, Node, Scalar, Sequence
from mmru_timeline.records.fields import ID_PATTERN
from mmru_timeline.records.model import Event

Path: TypeAlias = tuple[str | int, ...]
"""The keys and positions that lead to a value, such as ("events", 3, "date")."""

DATES = ("date", "accounts", "accounts.date")
"""The keys that an event must not have lost if a rule asks for all versions of its date."""


class Reference(NamedTuple):
    """An id that is used somewhere: the table it must be in, and its node."""

    table: str
    id: str
    node: Scalar


def probable_id(text: str) -> str:
    """The id that a refused text was probably meant to be; "" if it has no letter or digit of an id."""
    without_accents = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", text))
    return re.sub("[^a-z0-9]+", "-", without_accents.lower()).strip("-")


@dataclass(slots=True, kw_only=True)
class Draft:
    """The records of a log, in the order of the file.

    `events` has the events by their position in the file. A record that lacks a value that it must have, or whose value
    was refused, has a placeholder instead; `lost` has the keys of those events, such as "date" and "accounts.date".
    `unread` has the nodes that could not be read, and `is_complete` is set if every value could be. `truncated`: the
    rest of the file could not be read.
    `ids` has all ids by table, including those of refused records, and refused ids also as they were probably meant.
    `event_ids` has the ids of all events with their positions. `silenced` has the codes that did occur on an event and
    were not reported because its `allow` names them.
    """

    document: Document
    root: Mapping
    truncated: bool
    head: dict[str, Any] = field(default_factory=dict)
    tables: dict[str, dict[str, Any]] = field(default_factory=dict)
    events: dict[int, Event] = field(default_factory=dict)
    lost: dict[int, frozenset[str]] = field(default_factory=dict)
    unread: list[Node] = field(default_factory=list)
    is_complete: bool = False
    ids: dict[str, set[str]] = field(default_factory=dict)
    event_ids: list[tuple[int, str]] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    silenced: set[tuple[int, str]] = field(default_factory=set)

    def events_with(self, *keys: str) -> Iterator[tuple[int, Event]]:
        """The events, with their positions, that have lost none of the values of these keys."""
        for index, event in self.events.items():
            if index not in self.lost or self.lost[index].isdisjoint(keys):
                yield index, event

    def has_lost(self, path: Path, key: str) -> bool:
        """Whether the record at a path has lost the value of a key."""
        node = self.node_at(path)
        return isinstance(node, Mapping) and key in node.lost

    def unread_ids(self) -> set[str]:
        """The ids that occur, or are probably meant, in what could not be read; each may be in use there."""
        found: set[str] = set()
        waiting = list(self.unread)
        while waiting:
            node = waiting.pop()
            if isinstance(node, Scalar):
                found.update(re.findall(ID_PATTERN, node.value.lower()), (probable_id(node.value),))
            else:
                waiting += node.items if isinstance(node, Sequence) else (each for _, each in node.items.values())
        return found

    def node_at(self, path: Path) -> Node:
        """The node at a path, or at as much of the path as there is; the key, if the value is a list or mapping."""
        node: Node = self.root
        for step in path:
            if isinstance(node, Mapping) and isinstance(step, str) and step in node.items:
                key, value = node.items[step]
                node = key if step == path[-1] and not isinstance(value, Scalar) else value
            elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
            else:
                break
        return node
