"""The records of a log that are valid in themselves, before the rules compare them with one another."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

from mmru_timeline.reading.diagnostics import Document
from mmru_timeline.reading.nodes import Mapping, Node, Scalar, Sequence
from mmru_timeline.records.model import Event

Path: TypeAlias = tuple[str | int, ...]
"""The keys and positions that lead to a value, such as ("events", 3, "date")."""


class Reference(NamedTuple):
    """An id that is used somewhere: the table it must be in, and its node."""

    table: str
    id: str
    node: Scalar


@dataclass(slots=True, kw_only=True)
class Draft:
    """The valid records of a log, in the order of the file.

    `events` has the events by their position in the file; `partial` has the positions of those that lost a refused
    value. `truncated`: the rest of the file could not be read.
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
    partial: set[int] = field(default_factory=set)
    ids: dict[str, set[str]] = field(default_factory=dict)
    event_ids: list[tuple[int, str]] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    silenced: set[tuple[int, str]] = field(default_factory=set)

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
